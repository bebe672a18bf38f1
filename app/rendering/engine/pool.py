"""Processes that render: spawned, so that WeasyPrint neither blocks the worker nor shares its database."""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from app.core.errors import FengqiaoError
from app.rendering.engine.renderer import Work, drawing, render

DOCUMENTS_PER_PROCESS = 200
"""A process is replaced after so many documents, which bounds what a leak can cost."""

_lock = threading.Lock()
_pool: list[ProcessPoolExecutor] = []
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of one document, or the reason why there are none."""

    pdf: bytes = b""
    failure: str = ""


def _warm() -> None:
    drawing()


def rendered(work: Work) -> Rendered:
    """Render in this process; a refusal becomes a sentence, because exceptions travel badly between processes."""
    try:
        return Rendered(pdf=render(work))
    except FengqiaoError as refusal:
        return Rendered(failure=str(refusal.message))
    except Exception as fault:
        log.exception("rendering of %s failed", work.envelope.form_code)
        return Rendered(failure=f"{type(fault).__name__}: {fault}"[:500])


def start(processes: int) -> None:
    """Make the pool of this process; called when the pdf worker starts its first rendering."""
    with _lock:
        if not _pool:
            _pool.append(
                ProcessPoolExecutor(
                    processes,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_warm,
                    max_tasks_per_child=DOCUMENTS_PER_PROCESS,
                )
            )
            atexit.register(stop)


def stop() -> None:
    """End the processes."""
    with _lock:
        while _pool:
            _pool.pop().shutdown(wait=True, cancel_futures=True)


def render_many(works: Sequence[Work], processes: int) -> Iterator[tuple[int, Rendered]]:
    """Render all, giving each as it is done with its position; with no processes they are rendered here, in turn."""
    if processes < 1:
        for position, work in enumerate(works):
            yield position, rendered(work)
        return
    start(processes)
    waiting: dict[Future[Rendered], int] = {
        _pool[0].submit(rendered, work): position for position, work in enumerate(works)
    }
    for future in as_completed(waiting):
        try:
            yield waiting[future], future.result()
        except BrokenProcessPool:
            stop()
            raise
