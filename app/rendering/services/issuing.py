"""Issue a document: content, template version and hashes enter the record; bytes follow outside every row lock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from app.core import canonical_json, clock, jobs
from app.core.db import db
from app.core.errors import Conflict
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.text import msg
from app.core.unit_of_work import current, unit_of_work
from app.rendering.engine.bundles import Bundle
from app.rendering.models import Document, TemplateVersion
from app.rendering.policies import require_may_act
from app.rendering.services.preparing import Prepared, made_ready, next_version
from app.rendering.services.printing import keep_bytes
from app.rendering.types import IssuedDocument, SubjectOf

_SERIALISE = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")


def issue_document(
    form_code: str,
    data: Mapping[str, Any],
    *,
    actor: Actor,
    draft: bool = False,
    leave_blanks: bool = False,
    **subject: Unpack[SubjectOf],
) -> IssuedDocument:
    """Put a document on the record (matter_id, subject_kind, subject_id say whose) and let the pdf worker render it.

    Joins the caller's transaction. Its bytes are there when the worker has passed, or at the first download. Raises
    UnknownForm, DataIncomplete, or GlyphMissing unless `leave_blanks`, a choice that is noted in the trail.
    """
    with unit_of_work(actor):
        version = _serial_version(form_code, subject)
        ready = made_ready(form_code, data, version, draft=draft, leave_blanks=leave_blanks)
        row = _recorded(ready, subject, actor)
        jobs.defer("rendering.render_document", document_id=str(row.id))
        return row.issued()


def issue_prepared(prepared: Prepared, *, actor: Actor, **subject: Unpack[SubjectOf]) -> IssuedDocument:
    """Put a document on the record whose bytes are already rendered: content, text and PDF under one hash.

    Raises Conflict when another version was issued for the same subject in between: prepare it again.
    """
    if prepared.pdf is None:
        raise ValueError("prepare_document renders the bytes that issue_prepared keeps")
    with unit_of_work(actor):
        if _serial_version(prepared.form.code, subject) != prepared.envelope.version:
            raise Conflict(msg("同一文书刚刚出具了新的一版，请重新生成。"), code="document_version_taken")
        row = _recorded(prepared, subject, actor)
        keep_bytes(row, prepared.pdf, actor=actor)
        return row.issued()


def _serial_version(form_code: str, subject: SubjectOf) -> int:
    """The next version, with a second issuer of the same form and subject waiting until this transaction ends."""
    db.session.execute(_SERIALISE, {"key": f"{form_code}:{subject['subject_kind']}:{subject['subject_id']}"})
    return next_version(form_code, subject["subject_kind"], subject["subject_id"])


def _recorded(ready: Prepared, subject: SubjectOf, actor: Actor) -> Document:
    require_may_act(actor, subject.get("matter_id"))
    _keep_template(ready.form.code, ready.bundle)
    row = Document(
        id=new_id(),
        form_code=ready.form.code,
        title=ready.form.printed_name,
        number=ready.envelope.number,
        version=ready.envelope.version,
        verify_code=ready.envelope.code,
        draft=ready.draft,
        template_digest=ready.bundle.digest,
        content=canonical_json.dumps(ready.content).decode(),
        content_digest=ready.envelope.digest,
        envelope=ready.envelope.as_dict(),
        issued_by=actor.user_id,
        issued_by_name=actor.name,
        issued_at=clock.now(),
        **subject,
    )
    db.session.add(row)
    db.session.flush()
    details = {
        "document": row.id,
        "form": row.form_code,
        "number": row.number,
        "version": row.version,
        "content": row.content_digest,
        "template": row.template_digest,
        "draft": row.draft,
    }
    if ready.blanks:
        details["blanks"] = list(ready.blanks)
    current().audit("rendering.issue_document", row.subject_kind, row.subject_id, row.matter_id, details)
    return row


def _keep_template(form_code: str, bundle: Bundle) -> None:
    values = {
        "digest": bundle.digest,
        "form_code": form_code,
        "root": bundle.root,
        "sources": dict(bundle.sources),
        "stored_at": clock.now(),
    }
    db.session.execute(insert(TemplateVersion).values(values).on_conflict_do_nothing())
