"""Make a document ready without touching the record: data checked, template version fixed, envelope written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.ids import public_code
from app.rendering.engine.bundles import Bundle, packaged_bundle
from app.rendering.engine.conform import conform
from app.rendering.engine.envelope import DRAFT, SAMPLE, Envelope, Mark, content_digest
from app.rendering.engine.glyphs import blanked, missing_glyphs, texts_in
from app.rendering.engine.renderer import Work, render
from app.rendering.errors import GlyphMissing, UnknownForm
from app.rendering.forms_catalogue import Form, form_of
from app.rendering.models import Document
from app.rendering.samples import SAMPLES
from app.rendering.services.press import press

SAMPLE_CODE = "000000000000"


@dataclass(frozen=True)
class Prepared:
    """A document ready to be issued; `blanks` are the characters left open for the pen, `pdf` its bytes if rendered."""

    form: Form
    bundle: Bundle
    content: dict[str, Any]
    envelope: Envelope
    draft: bool
    blanks: tuple[str, ...] = ()
    pdf: bytes | None = None

    @property
    def work(self) -> Work:
        """What the renderer needs."""
        return Work.of(self.bundle, self.content, self.envelope)


def next_version(form_code: str, subject_kind: str, subject_id: UUID) -> int:
    """The version the next document of this form for this subject gets."""
    highest = select(func.max(Document.version)).where(
        Document.form_code == form_code, Document.subject_kind == subject_kind, Document.subject_id == subject_id
    )
    return (db.session.execute(highest).scalar() or 0) + 1


def checked_content(
    form_code: str, data: Mapping[str, Any], *, leave_blanks: bool
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The data in the form's shape, printable; raises DataIncomplete, or GlyphMissing unless blanks were chosen."""
    content = conform(form_code, data)
    missing = missing_glyphs("".join(texts_in(content)))
    if missing and not leave_blanks:
        raise GlyphMissing(missing)
    if missing:
        content = dict(blanked(content, missing))  # type: ignore[call-overload]
    return content, tuple(missing)


def made_ready(form_code: str, data: Mapping[str, Any], version: int, *, draft: bool, leave_blanks: bool) -> Prepared:
    """A document of the given version with a fresh verification code."""
    form = form_of(form_code)
    content, blanks = checked_content(form_code, data, leave_blanks=leave_blanks)
    bundle = packaged_bundle(form.template)
    marked = draft or form.always_draft
    code = public_code()
    envelope = _envelope(form, bundle, content, version, code, DRAFT if marked else "")
    return Prepared(form, bundle, content, envelope, marked, blanks)


def _envelope(form: Form, bundle: Bundle, content: dict[str, Any], version: int, code: str, mark: Mark) -> Envelope:
    return Envelope(
        form_code=form.code,
        title=form.printed_name,
        number=str(content["number"]),
        version=version,
        code=code,
        verify_url=press().verify_url(code),
        issued_at=clock.local(clock.now()).isoformat(timespec="minutes"),
        digest=content_digest(form.code, bundle.digest, content),
        mark=mark,
    )


def prepare_document(
    form_code: str,
    data: Mapping[str, Any],
    *,
    subject_kind: str,
    subject_id: UUID,
    draft: bool = False,
    leave_blanks: bool = False,
) -> Prepared:
    """Render a document before the record is locked, for acts that freeze content and bytes together.

    Pass the result to `issue_prepared` inside the transaction. Raises DataIncomplete or GlyphMissing.
    """
    version = next_version(form_code, subject_kind, subject_id)
    ready = made_ready(form_code, data, version, draft=draft, leave_blanks=leave_blanks)
    return Prepared(
        ready.form, ready.bundle, ready.content, ready.envelope, ready.draft, ready.blanks, pdf=render(ready.work)
    )


def render_preview(form_code: str, data: Mapping[str, Any]) -> bytes:
    """A draft for the eye only: marked 草稿, with no code of its own, nothing stored."""
    return _shown(form_code, data, DRAFT)


def render_sample(key: str) -> bytes:
    """The fictional sample of a form (D24) or of one of its variants (D35:reject), marked 示例; raises UnknownForm."""
    if key not in SAMPLES:
        raise UnknownForm(key)
    return _shown(key.partition(":")[0], SAMPLES[key], SAMPLE)


def _shown(form_code: str, data: Mapping[str, Any], mark: Mark) -> bytes:
    form = form_of(form_code)
    content, _ = checked_content(form_code, data, leave_blanks=mark == DRAFT)
    bundle = packaged_bundle(form.template)
    return render(Work.of(bundle, content, _envelope(form, bundle, content, 1, SAMPLE_CODE, mark)))
