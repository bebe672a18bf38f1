"""The centre's side: in time, to the competent court, everybody together, papers complete (domain.md §4.6)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.agreements import services as agreements
from app.clocks import queries as clocks
from app.confirmation import queries, services
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused
from app.core.ids import new_id
from app.rendering import queries as rendering
from app.rendering.models import Document
from tests.support.agreement_matters import AssignmentMatter
from tests.support.confirming import APPLIED, EFFECT, LAST, Confirming


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda refusal: refusal.code == code)


def test_draft_names_court_route_parties_papers_and_the_thirtieth_day(confirming: Confirming) -> None:
    confirming.draft()
    row = confirming.row
    assert row.state == "draft"
    assert (row.effective_on, row.last_day_on) == (EFFECT, LAST)
    assert row.court_id == confirming.cast.unit("court").id
    assert row.route == "labour_committee_seat"
    assert len(row.wills) == 5
    assert [paper.kind for paper in row.materials if paper.required][:2] == ["application", "commitment"]


def test_thirtieth_day_is_in_time_and_the_thirty_first_is_not(confirming: Confirming) -> None:
    with refused("too_late"):
        confirming.draft(LAST + timedelta(days=1))
    confirming.draft(LAST)


def test_draft_made_in_time_cannot_be_sent_on_day_thirty_one(confirming: Confirming) -> None:
    confirming.ready()
    confirming.join()
    confirming.tick()
    with refused("too_late"):
        confirming.submit(LAST + timedelta(days=1))
    confirming.submit(LAST)
    assert confirming.row.state == "submitted"


def test_agreement_not_in_effect_cannot_be_confirmed(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    agreements.freeze_agreement(agreement_id, actor=small.ding)
    with refused("not_effective"):
        services.draft_application(agreement_id, actor=small.ding)


def test_second_application_for_an_agreement_is_refused(confirming: Confirming) -> None:
    confirming.draft()
    with pytest.raises(Conflict):
        confirming.draft()


def test_court_that_is_not_competent_cannot_be_chosen(confirming: Confirming) -> None:
    with pytest.raises(InvalidInput) as refusal:
        services.draft_application(
            confirming.agreement_id, court_id=confirming.cast.unit("dept.rs").id, actor=confirming.ding
        )
    assert set(refusal.value.fields) == {"court_id"}


def test_court_that_lost_its_competence_holds_the_draft(confirming: Confirming) -> None:
    confirming.draft()
    confirming.row.court_id = confirming.cast.unit("dept.rs").id
    db.session.flush()
    with refused("court_not_competent"), confirming.on(APPLIED):
        services.make_ready(confirming.application_id, actor=confirming.ding)


@pytest.mark.parametrize("login", ["gaomou", "gu", "he", "meng", "liang", "review"])
def test_only_mediators_prepare(confirming: Confirming, login: str) -> None:
    with pytest.raises((Forbidden, NotFound)):
        services.draft_application(confirming.agreement_id, actor=confirming.cast.actor(login))


def test_the_court_opens_every_paper_of_the_package(confirming: Confirming) -> None:
    confirming.submitted()
    papers = [paper.document_id for paper in confirming.row.materials if paper.document_id]
    found = rendering.documents_named(papers, actor=confirming.liang)
    assert sorted(one.form_code for one in found) == ["D24", "D30", "D31", "D32", "D33"]


def test_making_ready_prints_the_package(confirming: Confirming) -> None:
    confirming.ready()
    forms = {row[0] for row in db.session.query(Document.form_code).filter(Document.subject_kind == "confirmation")}
    assert forms == {"D30", "D31", "D32", "D33"}
    there = {paper.kind for paper in confirming.row.materials if paper.present}
    assert there == {"application", "commitment", "mediation_proof", "agreement", "materials_list"}


def test_every_party_has_to_join(confirming: Confirming) -> None:
    confirming.ready()
    confirming.tick()
    confirming.join(*confirming.signers[1:])
    with refused("party_missing"):
        confirming.submit()
    assert confirming.blocks() == ["A14", "M01", "M06", "M08"]
    confirming.join()
    assert confirming.blocks() == []
    confirming.submit()


def test_commitment_has_to_be_signed_by_everybody(confirming: Confirming) -> None:
    confirming.ready()
    confirming.tick()
    confirming.join(commitment=False)
    with refused("party_missing"):
        confirming.submit()
    assert confirming.blocks() == ["M08"]


def test_address_for_service_is_asked_by_the_check(confirming: Confirming) -> None:
    confirming.ready()
    confirming.tick()
    confirming.join(address=False)
    with refused("lint_block"):
        confirming.submit()
    assert confirming.blocks() == ["M06"]


def test_missing_paper_is_named(confirming: Confirming) -> None:
    confirming.ready()
    confirming.join()
    confirming.tick("address_confirmation")
    with pytest.raises(Refused) as refusal:
        confirming.submit()
    assert refusal.value.code == "materials_missing"
    assert "当事人身份证明" in str(refusal.value.message)
    assert "M04" in confirming.blocks()


def test_altered_agreement_is_not_sent(confirming: Confirming) -> None:
    confirming.ready()
    confirming.join()
    confirming.tick()
    version = confirming.matter.agreement(confirming.agreement_id).versions[-1]
    version.wording = version.wording.replace("养老院", "福利院")
    db.session.flush()
    assert confirming.blocks() == ["M12"]
    with refused("lint_block"):
        confirming.submit()


def test_wills_are_recorded_of_signers_only_and_not_ahead_of_time(confirming: Confirming) -> None:
    confirming.draft()
    with pytest.raises(Conflict):
        confirming.join()
    with confirming.on(APPLIED):
        services.make_ready(confirming.application_id, actor=confirming.ding)
    with pytest.raises(InvalidInput):
        confirming.join(new_id())


def test_submitting_stops_the_thirty_days_starts_the_courts_three_and_lets_the_court_see(
    confirming: Confirming,
) -> None:
    confirming.draft()
    with pytest.raises(NotFound):
        queries.get_application(confirming.liang, confirming.application_id)
    with confirming.on(APPLIED):
        services.make_ready(confirming.application_id, actor=confirming.ding)
    confirming.join()
    confirming.tick()
    confirming.submit()
    with confirming.on(APPLIED, 12):
        running = {view.rule_id for view in clocks.clocks_of_subject("confirmation", confirming.application_id)}
        agreement = {view.rule_id for view in clocks.clocks_of_subject("agreement", confirming.agreement_id)}
    assert running == {"K02"}
    assert "K01" not in agreement
    assert queries.get_application(confirming.liang, confirming.application_id).submitted_at == clock.at(APPLIED, 11)
