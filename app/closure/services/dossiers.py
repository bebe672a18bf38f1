"""The dossier that builds itself: index, documents in order, one PDF; filed by one person, archived by another."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from uuid import UUID

from app.audit import services as audit
from app.closure import permissions as may
from app.closure.forms import cover_data
from app.closure.models import Dossier
from app.closure.policies import closed_to
from app.closure.queries import get_dossier
from app.closure.rules import ORDER, REQUIRED, missing_papers
from app.closure.services.binding import bind, joined, without
from app.closure.workflow import DOSSIER_WORKFLOW
from app.core import canonical_json, clock
from app.core.errors import Conflict, NotFound
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire
from app.files import services as files
from app.intake import services as matters
from app.intake.policies import require_may_act
from app.rendering import queries as documents
from app.rendering import services as rendering
from app.rendering.models import Document
from app.rendering.queries import forms_kept_from

SUBJECT = "dossier"


def papers_of(matter_id: UUID) -> list[Document]:
    """Documents of a matter that are neither drafts nor void, the newest of each, in the order of a dossier.

    All of them, also those kept to a right: who files knows every paper by its title (domain.md §5, rows 19 and 33).
    """
    newest: dict[tuple[str, str, UUID], Document] = {}
    for row in documents.documents_of_matter(matter_id, actor=Actor.system()):
        if row.draft or row.voided_at is not None or row.form_code == "D42":
            continue
        newest[row.form_code, row.subject_kind, row.subject_id] = max(
            (row, newest.get((row.form_code, row.subject_kind, row.subject_id), row)), key=lambda one: one.version
        )
    return sorted(newest.values(), key=lambda row: (ORDER.get(row.form_code, 99), row.id))


def gaps_of(row: Dossier) -> list[Message]:
    """What an unfiled dossier still lacks, by title: neither issued nor explained."""
    if row.state != "open":
        return []
    present = {one.form_code for one in papers_of(row.matter_id)}
    return [REQUIRED[form] for form in missing_papers(present, {one["form"] for one in row.explained})]


def explain(dossier_id: UUID, form: str, words: str, *, version: int | None = None, actor: Actor) -> None:
    """State why a required paper is not there; it is printed in the statement."""
    authorise(actor, may.FILE)
    with unit_of_work(actor) as uow:
        row = lock(Dossier, dossier_id, version)
        require_may_act(actor, row.matter_id)
        if row.state != "open":
            raise Conflict(msg("卷宗已立卷，不能再补充说明。"), code="dossier_filed")
        kept = [one for one in row.explained if one["form"] != form]
        row.explained = [*kept, {"form": form, "words": words.strip()}]
        row.touch()
        uow.audit("closure.explain", SUBJECT, row.id, row.matter_id, {"form": form, "words": words.strip()})


def file_dossier(dossier_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Put the dossier together: contents with page numbers, cover and statement, one PDF under a manifest digest.

    Raises ``Refused`` when a required paper is neither there nor explained. Bytes are joined before the row is locked.
    The platform binds; filing does not open a paper that the filer may not read.
    """
    authorise(actor, may.FILE)
    row = get_dossier(actor, dossier_id)
    found = papers_of(row.matter_id)
    gaps = missing_papers({one.form_code for one in found}, {one["form"] for one in row.explained})
    bound = [] if gaps else bind(found)
    contents = [one.line() for one in bound]
    manifest = canonical_json.digest([[one["number"], one["sha256"]] for one in contents])
    subject: dict[str, Any] = {"subject_kind": SUBJECT, "subject_id": row.id}
    cover = None if gaps else rendering.prepare_document("D42", cover_data(row, contents, manifest, actor), **subject)
    whole = joined(cover.pdf, bound) if cover is not None and cover.pdf else b""
    with unit_of_work(actor):
        row = lock(Dossier, dossier_id, version)
        require_may_act(actor, row.matter_id)
        row.contents, row.manifest = contents, manifest
        row.pages = bound[-1].last_page if bound else 0
        row.filed_by_id, row.filed_by_name, row.filed_on = actor.user_id, actor.name, clock.today()
        facts = {"papers_missing": "、".join(str(REQUIRED[form]) for form in gaps)}
        fire(DOSSIER_WORKFLOW, row, "file", actor, facts=facts, pages=row.pages)
        if cover is not None:
            rendering.issue_prepared(cover, matter_id=row.matter_id, actor=actor, **subject)
        name = f"dossier-{row.matter_id}.pdf"
        stored = files.store_bytes(
            whole, name, matter_id=row.matter_id, subject_kind=SUBJECT, subject_id=row.id, actor=actor
        )
        row.file_id = stored.id


def refile(dossier_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """The checker sends the dossier back to be put in order."""
    with unit_of_work(actor):
        row = lock(Dossier, dossier_id, version)
        require_may_act(actor, row.matter_id)
        fire(DOSSIER_WORKFLOW, row, "refile", actor, facts={}, reason=reason)


def archive(dossier_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Another person than the filer checks and archives; the event is archived with it."""
    with unit_of_work(actor):
        row = lock(Dossier, dossier_id, version)
        require_may_act(actor, row.matter_id)
        fire(DOSSIER_WORKFLOW, row, "archive", actor, facts={})
        row.checked_by_id, row.checked_by_name, row.checked_on = actor.user_id, actor.name, clock.today()
        matters.mark_archived(row.matter_id, actor=actor)


def dossier_file(dossier_id: UUID, *, actor: Actor) -> Path | io.BytesIO:
    """The bound dossier for one who may read dossiers; the pages of papers he may not read are left out of his copy.

    Raises ``NotFound`` before it is filed.
    """
    authorise(actor, may.DOSSIER_READ)
    row = get_dossier(actor, dossier_id)
    if row.file_id is None:
        raise NotFound()
    kept_back = closed_to(row, actor)
    if not kept_back:
        return files.open_file(row.file_id, actor=actor).path
    audit.log_read("dossier", SUBJECT, row.id, matter_id=row.matter_id, actor=actor)
    whole = files.open_file(row.file_id, actor=Actor.system()).path
    return io.BytesIO(without(whole, row.contents, forms_kept_from(actor)))
