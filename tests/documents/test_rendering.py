"""The press itself: sandboxed, strict, off the network, reproducible, honest about missing characters."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from pathlib import Path
from typing import Any

import jinja2
import pytest

from app.rendering import services
from app.rendering.engine.bundles import bundle_of, environment, packaged_bundle
from app.rendering.engine.conform import conform
from app.rendering.engine.drawing import OutsideAccess, to_pdf
from app.rendering.engine.envelope import DRAFT, Envelope, qr_svg
from app.rendering.engine.glyphs import missing_glyphs
from app.rendering.engine.pool import render_many, stop
from app.rendering.engine.renderer import Work, render, to_html
from app.rendering.errors import DataIncomplete, GlyphMissing, UnknownForm
from app.rendering.forms_catalogue import FORMS
from app.rendering.samples import SAMPLES
from tests.support.printed import page_count, sample_bytes, text_of

UNPRINTABLE = "\U000f0001"
"""A private-use character: no font of a fresh machine has it."""


def envelope(mark: Any = "") -> Envelope:
    """An envelope that never changes."""
    return Envelope(
        form_code="D12",
        title="派遣单签收回执",
        number="房综治派〔2025〕第0123号",
        version=2,
        code="7K3M9QX2VB4T",
        verify_url="https://fengqiao.example/v/7K3M9QX2VB4T",
        issued_at="2025-06-18T09:25+08:00",
        digest="0" * 64,
        mark=mark,
    )


def work(form_code: str = "D12", mark: Any = "", **changes: Any) -> Work:
    """Work on a sample with some of its data changed."""
    content = conform(form_code, {**deepcopy(SAMPLES[form_code]), **changes})
    return Work.of(packaged_bundle(FORMS[form_code].template), content, envelope(mark))


def test_the_same_record_gives_the_same_bytes() -> None:
    assert hashlib.sha256(render(work())).digest() == hashlib.sha256(render(work())).digest()


def test_bytes_are_the_same_in_another_process() -> None:
    here = render(work())
    try:
        ((_, elsewhere),) = render_many([work()], processes=1)
    finally:
        stop()
    assert elsewhere.failure == ""
    assert hashlib.sha256(elsewhere.pdf).digest() == hashlib.sha256(here).digest()


@pytest.mark.parametrize("address", ["https://example.org/a.png", "http://127.0.0.1/", "file:///etc/passwd", "//x/y"])
def test_a_form_that_reaches_outside_is_not_printed(address: str) -> None:
    for html in (
        f'<img src="{address}">',
        f'<style>@import url("{address}");</style>',
        f'<link rel="stylesheet" href="{address}">',
    ):
        with pytest.raises(OutsideAccess):
            to_pdf(f'<!doctype html><base href="https://example.org/">{html}<p>x')


def test_a_template_that_asks_for_what_is_not_there_fails() -> None:
    broken = bundle_of("a.html", {"a.html": "<p>{{ form.nobody_knows }}</p>"})
    with pytest.raises(jinja2.UndefinedError):
        to_html(Work.of(broken, {"number": "1"}, envelope()))


def test_a_template_cannot_reach_into_python() -> None:
    for source in ("{{ form.__class__.__mro__ }}", "{{ ''.__class__ }}", "{{ form.update(a=1) }}"):
        with pytest.raises((jinja2.exceptions.SecurityError, jinja2.UndefinedError)):
            environment({"a": source}).get_template("a").render(form={"number": "1"})


def test_markup_in_the_data_is_printed_and_not_obeyed(tmp_path: Path) -> None:
    pdf = render(work(acted_by="<b>丁</b><img src=x>"))
    assert "<b>丁</b><imgsrc=x>" in text_of(pdf, tmp_path)


@pytest.mark.parametrize("character", ["䶮", "𬱖"])
def test_a_rare_character_of_a_name_is_printed(character: str, tmp_path: Path) -> None:
    assert missing_glyphs(character) == []
    pdf = render(work(acted_by=f"赵{character}"))
    assert f"赵{character}" in text_of(pdf, tmp_path)


def test_a_character_no_font_has_stops_the_form_and_is_named() -> None:
    with pytest.raises(GlyphMissing) as refused:
        render(work(acted_by=f"赵{UNPRINTABLE}"))
    assert refused.value.characters == [UNPRINTABLE]
    assert "U+F0001" in str(refused.value.message)


def test_a_missing_character_may_be_left_blank_for_the_pen(tmp_path: Path) -> None:
    services.use_press(services.Press("https://fengqiao.example"))
    changed = {**SAMPLES["D12"], "acted_by": f"赵{UNPRINTABLE}"}
    assert "赵〔〕" in text_of(services.render_preview("D12", changed), tmp_path)


def test_a_control_character_is_not_printable() -> None:
    assert missing_glyphs("甲\x07乙") == ["\x07"]


def test_a_signed_paper_has_no_mark_and_a_draft_has_one(tmp_path: Path) -> None:
    assert "草稿" not in text_of(render(work()), tmp_path)
    assert "草稿" in text_of(render(work(mark=DRAFT)), tmp_path)


def test_a_ruling_is_only_ever_a_draft() -> None:
    assert FORMS["D35"].always_draft


def test_long_text_flows_to_a_continuation_page_and_nothing_is_cut(tmp_path: Path) -> None:
    reason = "理由甲。" * 700 + "理由终。"
    pdf = render(work(**{**SAMPLES["D12:returned"], "return_reason": reason}))
    text = text_of(pdf, tmp_path)
    assert page_count(pdf) > 1
    assert text.count("理由甲。") >= 690
    assert "理由终。" in text


def test_the_annex_repeats_its_head_on_every_page(tmp_path: Path) -> None:
    assert text_of(sample_bytes("D24"), tmp_path).count("收款账户（本人）") == 3


def test_a_shared_copy_shows_no_whole_number(tmp_path: Path) -> None:
    text = text_of(sample_bytes("D24:shared"), tmp_path)
    assert "110199198604101064" not in text
    assert "0000000000000004" not in text


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"number": 7}, "number"),
        ({"kind": "lost"}, "kind"),
        ({"acted_at": "9月31日"}, "acted_at"),
        ({"surprise": "x"}, "surprise"),
    ],
)
def test_data_that_do_not_fit_the_form_are_named(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(DataIncomplete) as refused:
        conform("D12", {**SAMPLES["D12"], **changes})
    assert refused.value.path == path


def test_a_missing_field_is_named_with_its_place_in_the_list() -> None:
    broken = deepcopy(SAMPLES["D24"])
    del broken["claims"][3]["verified_fen"]
    with pytest.raises(DataIncomplete) as refused:
        conform("D24", broken)
    assert refused.value.path == "claims[3].verified_fen"


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UnknownForm):
        conform("D99", {})
    with pytest.raises(UnknownForm):
        services.render_sample("D99")


def test_a_changed_template_is_a_new_version() -> None:
    bundle = packaged_bundle("dispatch/D12.html")
    changed = {**bundle.sources, "layout/table.css": bundle.sources["layout/table.css"] + "/* wider */"}
    assert bundle_of(bundle.root, changed).digest != bundle.digest
    assert "layout/sheet.css" in bundle.sources


def test_the_qr_is_drawn_without_an_image() -> None:
    drawn = qr_svg("https://fengqiao.example/v/7K3M9QX2VB4T")
    assert drawn.startswith("<svg")
    assert "href" not in drawn
