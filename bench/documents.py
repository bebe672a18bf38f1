"""The three-party agreement with 32 rows: cold, warm and 35 in a batch, each against bare WeasyPrint on the same HTML.

``rows()`` gives the measured rows. Product and bare engine take turns in the same process, so that a busy machine slows
both; no database is used, because rendering asks none.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import weasyprint

from app.rendering.engine import pool
from app.rendering.engine.bundles import packaged_bundle
from app.rendering.engine.conform import conform
from app.rendering.engine.drawing import font_configuration
from app.rendering.engine.envelope import Envelope, content_digest
from app.rendering.engine.renderer import Work, render, to_html
from app.rendering.forms_catalogue import form_of
from app.rendering.samples import SAMPLES

WARM_RUNS = 12
BATCH = 35
PROCESSES = 2
FORM = "D24"


def agreement(serial: int = 0) -> Work:
    """The sample agreement under a number of its own."""
    form = form_of(FORM)
    bundle = packaged_bundle(form.template)
    content = conform(FORM, {**SAMPLES[FORM], "number": f"（2025）房劳人调字第{serial:04d}号"})
    envelope = Envelope(
        form_code=FORM,
        title=form.printed_name,
        number=content["number"],
        version=1,
        code="000000000000",
        verify_url="https://fengqiao.example/v/000000000000",
        issued_at="2025-06-23T09:30+08:00",
        digest=content_digest(FORM, bundle.digest, content),
    )
    return Work.of(bundle, content, envelope)


def bare(html: str) -> int:
    """WeasyPrint alone on ready HTML."""
    return len(weasyprint.HTML(string=html).write_pdf(font_config=font_configuration()))


def ours(work: Work) -> int:
    """The product: template, glyph check, rendering."""
    return len(render(work))


def rows() -> list[dict[str, Any]]:
    """One row for each measurement; `ratio` is our time over the bare engine's."""
    return [_cold(), *_warm(), *_batch()]


def _timed(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def _fresh(which: str) -> float:
    """The first rendering of a new process, in milliseconds, its imports left out."""
    work = agreement()
    if which == "ours":
        return _timed(lambda: ours(work))
    html = to_html(work)
    return _timed(lambda: bare(html))


def _in_new_process(which: str) -> float:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        return executor.submit(_fresh, which).result()


def _cold() -> dict[str, Any]:
    own, engine = [], []
    for _ in range(3):
        engine.append(_in_new_process("bare"))
        own.append(_in_new_process("ours"))
    return _row("document D24, 32 rows, cold process", own, engine)


def _warm() -> list[dict[str, Any]]:
    work = agreement()
    html = to_html(work)
    ours(work)
    bare(html)
    own, engine = [], []
    for _ in range(WARM_RUNS):
        own.append(_timed(lambda: ours(work)))
        engine.append(_timed(lambda: bare(html)))
    return [_row("document D24, 32 rows, warm", own, engine), _row("bare WeasyPrint, same HTML, warm", engine, engine)]


def _batch() -> list[dict[str, Any]]:
    works = [agreement(serial) for serial in range(BATCH)]
    htmls = [to_html(work) for work in works]
    list(pool.render_many(works[:PROCESSES], PROCESSES))
    own = _timed(lambda: list(pool.render_many(works, PROCESSES)))
    pool.stop()
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn")) as executor:
        list(executor.map(bare, htmls[:PROCESSES]))
        engine = _timed(lambda: list(executor.map(bare, htmls)))
    return [_batch_row("document D24, 35 in a batch, 2 processes", own, engine)]


def _batch_row(name: str, own: float, engine: float) -> dict[str, Any]:
    row = _row(name, [own / BATCH] * 2, [engine / BATCH] * 2)
    return {**row, "n": BATCH, "per_s": round(BATCH / own * 1000, 2), "ratio_to": "bare WeasyPrint in 2 processes"}


def _row(name: str, own: list[float], engine: list[float]) -> dict[str, Any]:
    middle = statistics.median(own)
    return {
        "name": name,
        "n": len(own),
        "p50_ms": round(middle, 1),
        "p95_ms": round(sorted(own)[max(0, round(len(own) * 0.95) - 1)], 1),
        "queries": 0,
        "per_s": round(1000 / middle, 2),
        "ratio": round(middle / statistics.median(engine), 3),
        "ratio_to": "bare WeasyPrint, same HTML",
    }


if __name__ == "__main__":
    for found in rows():
        print(found)
