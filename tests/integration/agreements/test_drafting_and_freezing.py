"""From the frozen claim schedule to a frozen agreement."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.agreements import queries, services
from app.agreements.commands import Changes, GeneralDraft
from app.agreements.models import ClaimAssignment
from app.agreements.types.clauses import FreeText
from app.agreements.types.enums import AgreementKind
from app.agreements.types.linting import Level, Stage
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.rendering.models import Document
from tests.support.agreement_matters import AssignmentMatter, DrawnUp


def rules(matter: AssignmentMatter, agreement_id: object, level: Level) -> set[str]:
    row = matter.agreement(agreement_id)  # type: ignore[arg-type]
    report = queries.lint(row, on=clock.today(), stage=Stage.FREEZE)
    return {finding.rule_id for finding in report.at(level)}


def test_draft_copies_the_frozen_schedule_with_its_digest(assignment: AssignmentMatter) -> None:
    content = assignment.content(assignment.draft())
    assert content.annex is not None
    assert content.annex.total_fen == 26_130_575
    assert len(content.annex.rows) == 32
    assert content.annex.schedule_version == 1
    assert content.number == assignment.agreement(queries.agreements_of(assignment.matter_id)[0].id).number
    assert {row.key for row in content.annex.rows} <= {party.key for party in content.parties}


def test_planned_assignment_from_the_file_has_the_findings_of_s01(assignment: AssignmentMatter) -> None:
    agreement_id = assignment.draft()
    assert rules(assignment, agreement_id, Level.BLOCK) == set()
    assert rules(assignment, agreement_id, Level.WARN) == {"A08", "T22"}
    assert rules(assignment, agreement_id, Level.INFO) == {"T09", "W11", "W15"}


def test_freezing_puts_content_wording_and_document_under_one_digest(frozen_small: DrawnUp) -> None:
    small, agreement_id, _ = frozen_small.parts()
    row = small.agreement(agreement_id)
    version = queries.standing_version(row)
    assert row.state == "frozen"
    assert version is not None
    assert queries.is_unaltered(version)
    document = db.session.get(Document, version.document_id)
    assert document is not None
    assert document.form_code == "D24"
    assert document.pdf_sha256 == version.document_digest
    assert version.lint["colour"] == "yellow"


def test_altered_wording_is_noticed(frozen_small: DrawnUp) -> None:
    small, agreement_id, _ = frozen_small.parts()
    version = queries.standing_version(small.agreement(agreement_id))
    assert version is not None
    version.wording = version.wording.replace("养老院", "福利院")
    assert not queries.is_unaltered(version)


def test_freezing_takes_hold_of_every_claim_and_reopening_frees_it(frozen_small: DrawnUp) -> None:
    small, agreement_id, _ = frozen_small.parts()
    held = db.session.query(ClaimAssignment).filter(ClaimAssignment.ended_at.is_(None)).count()
    assert held == 3
    services.edit_agreement(agreement_id, Changes(facts="补充事实。"), reason="补充纠纷事实", actor=small.ding)
    assert small.agreement(agreement_id).state == "draft"
    assert db.session.query(ClaimAssignment).filter(ClaimAssignment.ended_at.is_(None)).count() == 0


def test_edit_after_freezing_needs_a_reason(frozen_small: DrawnUp) -> None:
    small, agreement_id, _ = frozen_small.parts()
    with pytest.raises(InvalidInput):
        services.edit_agreement(agreement_id, Changes(facts="改"), actor=small.ding)


def test_stale_version_is_refused(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    seen = small.agreement(agreement_id).version
    services.edit_agreement(agreement_id, Changes(facts="改了。"), version=seen, actor=small.ding)
    with pytest.raises(StaleVersion):
        services.freeze_agreement(agreement_id, version=seen, actor=small.ding)


def test_blocking_finding_stops_the_freeze_until_the_director_lets_it_pass(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    clauses = (*small.content(agreement_id).clauses, FreeText(key="vague", text="双方尽快办理交接。"))
    services.edit_agreement(agreement_id, Changes(clauses=clauses), actor=small.ding)
    with pytest.raises(Refused) as refusal:
        services.freeze_agreement(agreement_id, actor=small.ding)
    assert refusal.value.code == "lint_blocks"
    director = small.cast.actor("gu")
    with pytest.raises(Forbidden):
        services.override_finding(agreement_id, "C06", "双方都清楚交接时间，不影响履行。", actor=small.ding)
    with pytest.raises(InvalidInput):
        services.override_finding(agreement_id, "C06", "可以", actor=director)
    with pytest.raises(InvalidInput):
        services.override_finding(agreement_id, "T01", "双方都清楚交接时间，不影响履行。", actor=director)
    services.override_finding(agreement_id, "C06", "双方都清楚交接时间，不影响履行。", actor=director)
    services.freeze_agreement(agreement_id, actor=small.ding)
    version = queries.standing_version(small.agreement(agreement_id))
    assert version is not None
    assert version.lint["overrides"][0]["reason"] == "双方都清楚交接时间，不影响履行。"
    (printed,) = json.loads(db.session.get_one(Document, version.document_id).content)["permits"]
    assert printed["rule"] == "C06"
    assert "尽快" in printed["findings"][0]
    assert (printed["reason"], printed["by"]) == ("双方都清楚交接时间，不影响履行。", director.name)
    assert version.lint["permits"] == [printed]


def test_override_ends_with_the_words_it_was_given_for(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    vague = FreeText(key="vague", text="双方尽快办理交接。")
    clauses = (*small.content(agreement_id).clauses, vague)
    services.edit_agreement(agreement_id, Changes(clauses=clauses), actor=small.ding)
    services.override_finding(agreement_id, "C06", "双方都清楚交接时间，不影响履行。", actor=small.cast.actor("gu"))
    services.edit_agreement(agreement_id, Changes(facts="又改了。"), actor=small.ding)
    with pytest.raises(Refused):
        services.freeze_agreement(agreement_id, actor=small.ding)


def test_agreement_dated_before_the_pay_day_cannot_be_frozen(small: AssignmentMatter) -> None:
    agreement_id = small.draft(signing_on=date(2025, 6, 9))
    assert rules(small, agreement_id, Level.BLOCK) == {"T01"}


def test_absent_worker_is_left_out_and_the_total_follows(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    key = small.content(agreement_id).parties[0].key
    services.note_circumstances(agreement_id, {"unavailable": [key]}, actor=small.ding)
    assert rules(small, agreement_id, Level.BLOCK) == {"W18"}
    services.leave_out_workers(agreement_id, [key], actor=small.ding)
    assert rules(small, agreement_id, Level.BLOCK) == set()
    assert small.agreement(agreement_id).total_fen == 1_440_000


def test_refusing_employer_leads_to_the_two_party_kind_and_a_proven_notice(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    services.go_on_without_debtor(agreement_id, actor=small.ding)
    assert small.content(agreement_id).kind is AgreementKind.TWO_PARTY_ASSIGNMENT
    assert rules(small, agreement_id, Level.BLOCK) == {"T05"}
    services.record_notice(agreement_id, small.notice(), ("虚构银行", "0000000000009001"), actor=small.ding)
    assert rules(small, agreement_id, Level.BLOCK) == set()
    services.freeze_agreement(agreement_id, actor=small.ding)
    assert len(small.content(agreement_id).signers) == 4


def test_notice_to_somebody_without_authority_proves_nothing(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    services.go_on_without_debtor(agreement_id, actor=small.ding)
    weak = small.notice(mode="wechat", receiver="临时工", receiver_role="unauthorised")
    services.record_notice(agreement_id, weak, ("虚构银行", "0000000000009001"), actor=small.ding)
    assert rules(small, agreement_id, Level.BLOCK) == {"T05"}
    assert "T06" in rules(small, agreement_id, Level.WARN)


def test_second_draft_beside_an_open_one_is_refused(small: AssignmentMatter) -> None:
    small.draft()
    with pytest.raises(Conflict) as refusal:
        small.draft()
    assert refusal.value.code == "draft_open"


def test_oral_agreement_in_a_labour_dispute_is_refused(small: AssignmentMatter) -> None:
    with pytest.raises(Refused) as refusal:
        services.draft_general(GeneralDraft(matter_id=small.matter_id, oral=True), actor=small.ding)
    assert refusal.value.code == "oral_in_labour"


def test_another_mediator_cannot_draft_or_freeze(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    officer = small.cast.actor("he")
    with pytest.raises(Refused) as refusal:
        services.freeze_agreement(agreement_id, actor=officer)
    assert refusal.value.code in ("not_the_mediator", "lint_blocks")
    with pytest.raises(Refused):
        services.edit_agreement(agreement_id, Changes(facts="改"), actor=officer)


def test_stranger_does_not_see_the_agreement(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    with pytest.raises(NotFound):
        queries.get_agreement(small.cast.actor("civil"), agreement_id)
    with pytest.raises(Forbidden):
        services.freeze_agreement(agreement_id, actor=small.cast.actor("gaomou"))


def test_what_the_file_says_cannot_be_typed(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    with pytest.raises(InvalidInput) as refusal:
        services.note_circumstances(agreement_id, {"signatures": []}, actor=small.ding)
    assert "signatures" in refusal.value.fields


def test_head_of_the_organisation_may_do_it_too(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    services.edit_agreement(agreement_id, Changes(facts="由负责人补充。"), actor=small.cast.actor("qin"))
    assert small.content(agreement_id).facts == "由负责人补充。"


def test_preview_is_a_pdf_and_leaves_no_trace(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    before = db.session.query(Document).count()
    assert services.preview_agreement(agreement_id, actor=small.ding).startswith(b"%PDF")
    assert db.session.query(Document).count() == before


def test_latest_schedule_replaces_the_annex_and_keeps_those_left_out(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    key = small.content(agreement_id).parties[0].key
    services.leave_out_workers(agreement_id, [key], actor=small.ding)
    services.take_latest_schedule(agreement_id, actor=small.ding)
    annex = small.content(agreement_id).annex
    assert annex is not None
    assert [row.key == key for row in annex.rows] == [False, False]
