"""A document enters the record with its hashes; its bytes follow, once, and stay the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.audit.models import AuditEntry
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused
from app.rendering import queries, services
from app.rendering.engine.renderer import render
from app.rendering.errors import DataIncomplete, GlyphMissing
from app.rendering.models import Document, TemplateVersion
from app.rendering.services.printing import work_of
from app.rendering.types import Standing
from tests.support.papers import Papers
from tests.support.printed import text_of

UNPRINTABLE = "\U000f0001"


def row_of(issued_id: object) -> Document:
    """The stored row."""
    return db.session.get_one(Document, issued_id)


def test_an_issued_document_keeps_content_template_and_hashes(papers: Papers) -> None:
    issued = papers.issue()
    row = row_of(issued.id)
    assert (issued.number, issued.version, issued.draft) == ("房综治派〔2025〕第0123号", 1, False)
    assert json.loads(row.content)["unit"] == "北京市房山区人力资源和社会保障局"
    template = db.session.get_one(TemplateVersion, row.template_digest)
    assert template.root in template.sources
    assert row.envelope["digest"] == row.content_digest == issued.content_digest
    assert row.envelope["verify_url"].endswith(f"/v/{issued.verify_code}")


def test_the_content_lies_encrypted_in_the_database(papers: Papers) -> None:
    issued = papers.issue()
    stored = db.session.execute(
        text("SELECT content FROM rendering_documents WHERE id = :id"), {"id": issued.id}
    ).scalar_one()
    assert "丁某和" not in stored
    assert "120-0000" not in stored


def test_issuing_defers_the_rendering_in_the_same_transaction(papers: Papers) -> None:
    issued = papers.issue()
    jobs = db.session.execute(
        text("SELECT queue_name, args->>'document_id' FROM procrastinate_jobs WHERE task_name = :name"),
        {"name": "rendering.render_document"},
    ).all()
    assert ("pdf", str(issued.id)) in [tuple(job) for job in jobs]


def test_a_document_not_yet_rendered_is_rendered_at_the_first_download(papers: Papers, tmp_path: Path) -> None:
    issued = papers.issue()
    assert issued.pdf_sha256 is None
    opened = services.document_file(issued.id, actor=papers.dispatcher)
    pdf = opened.path.read_bytes()
    assert hashlib.sha256(pdf).hexdigest() == opened.sha256 == row_of(issued.id).pdf_sha256
    assert row_of(issued.id).pages == 1
    assert "派遣单签收回执" in text_of(pdf, tmp_path)
    assert opened.may_show


def test_a_second_rendering_changes_nothing(papers: Papers) -> None:
    issued = papers.issue()
    services.render_document(issued.id, actor=papers.dispatcher)
    first = row_of(issued.id).file_id
    services.render_document(issued.id, actor=papers.dispatcher)
    assert row_of(issued.id).file_id == first


def test_the_record_gives_the_same_bytes_after_the_templates_have_changed(papers: Papers) -> None:
    issued = papers.issue()
    services.render_document(issued.id, actor=papers.dispatcher)
    db.session.expire_all()
    again = render(work_of(row_of(issued.id)))
    assert hashlib.sha256(again).hexdigest() == row_of(issued.id).pdf_sha256


def test_the_next_document_of_a_subject_is_the_next_version_and_replaces_the_first(papers: Papers) -> None:
    first, second = papers.issue(), papers.issue()
    assert (first.version, second.version) == (1, 2)
    standings = queries.standings([row_of(first.id), row_of(second.id)])
    assert standings == {first.id: Standing.SUPERSEDED, second.id: Standing.VALID}


def test_a_draft_replaces_nothing_and_is_marked(papers: Papers, tmp_path: Path) -> None:
    first, draft = papers.issue(), papers.issue(draft=True)
    assert queries.standings([row_of(first.id)])[first.id] is Standing.VALID
    assert queries.standings([row_of(draft.id)])[draft.id] is Standing.DRAFT
    pdf = services.document_file(draft.id, actor=papers.dispatcher).path.read_bytes()
    assert "草稿" in text_of(pdf, tmp_path)


def test_a_ruling_is_issued_as_a_draft_whatever_is_asked(papers: Papers) -> None:
    assert papers.issue("D35").draft


def test_incomplete_data_leave_nothing_behind(papers: Papers) -> None:
    with pytest.raises(DataIncomplete):
        papers.issue(number=None)
    assert queries.documents_of_matter(papers.matter_id, actor=papers.dispatcher) == []


def test_a_missing_character_refuses_the_form_or_is_left_blank_by_a_noted_choice(papers: Papers) -> None:
    broken = papers.data(acted_by=f"赵{UNPRINTABLE}")
    where = {"matter_id": papers.matter_id, "subject_kind": "dispatch_order", "subject_id": papers.subject_id}
    with pytest.raises(GlyphMissing):
        services.issue_document("D12", broken, actor=papers.dispatcher, **where)
    issued = services.issue_document("D12", broken, actor=papers.dispatcher, leave_blanks=True, **where)
    assert json.loads(row_of(issued.id).content)["acted_by"] == "赵〔　〕"
    noted = db.session.execute(
        select(AuditEntry.details).where(AuditEntry.action == "rendering.issue_document")
    ).scalars()
    assert [details["blanks"] for details in noted if details["document"] == str(issued.id)] == [[UNPRINTABLE]]


def test_a_prepared_document_enters_the_record_with_its_bytes(papers: Papers) -> None:
    where = {"subject_kind": "agreement", "subject_id": papers.subject_id}
    prepared = services.prepare_document("D12", papers.data(), **where)
    issued = services.issue_prepared(prepared, matter_id=papers.matter_id, actor=papers.mediator, **where)
    assert issued.pdf_sha256 == hashlib.sha256(prepared.pdf or b"").hexdigest()
    assert issued.pages == 1


def test_a_prepared_document_is_refused_when_another_version_came_first(papers: Papers) -> None:
    where = {"subject_kind": "agreement", "subject_id": papers.subject_id}
    prepared = services.prepare_document("D12", papers.data(), **where)
    services.issue_prepared(prepared, matter_id=papers.matter_id, actor=papers.mediator, **where)
    with pytest.raises(Conflict):
        services.issue_prepared(prepared, matter_id=papers.matter_id, actor=papers.mediator, **where)


def test_a_unit_outside_the_matter_finds_no_document(papers: Papers) -> None:
    issued = papers.issue()
    stranger = papers.cast.actor("civil")
    assert queries.documents_of_matter(papers.matter_id, actor=stranger) == []
    with pytest.raises(NotFound):
        services.document_file(issued.id, actor=stranger)


def test_an_administrator_reads_no_document(papers: Papers) -> None:
    issued = papers.issue()
    with pytest.raises(NotFound):
        queries.document(issued.id, actor=papers.cast.actor("sysadmin"))


def test_a_session_record_is_for_those_who_may_read_records(papers: Papers) -> None:
    issued = papers.issue("D19")
    assert queries.document(issued.id, actor=papers.mediator).id == issued.id
    with pytest.raises(NotFound):
        queries.document(issued.id, actor=papers.dispatcher)


def test_a_void_document_says_so_when_it_is_verified(papers: Papers) -> None:
    issued = papers.issue()
    assert services.verify(issued.verify_code.lower()).standing is Standing.VALID
    services.void_document(issued.id, "当事人姓名写错，另行出具", actor=papers.dispatcher)
    found = services.verify(issued.verify_code)
    assert found.standing is Standing.VOIDED
    assert found.voided_at is not None
    assert found.content_digest == issued.content_digest


def test_voiding_asks_for_a_reason_a_right_and_happens_once(papers: Papers) -> None:
    issued = papers.issue()
    with pytest.raises(InvalidInput):
        services.void_document(issued.id, "错了", actor=papers.dispatcher)
    with pytest.raises(Forbidden):
        services.void_document(issued.id, "当事人姓名写错", actor=papers.cast.actor("meng"))
    services.void_document(issued.id, "当事人姓名写错", actor=papers.dispatcher)
    with pytest.raises(Refused):
        services.void_document(issued.id, "当事人姓名写错", actor=papers.dispatcher)


def test_an_unknown_code_is_on_no_paper_of_ours(papers: Papers) -> None:
    with pytest.raises(NotFound):
        services.verify("ZZZZZZZZZZZZ")
    assert services.verify("000000000000").standing is Standing.SAMPLE
