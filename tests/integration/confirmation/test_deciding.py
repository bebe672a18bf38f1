"""The court's side: supplement, acceptance, joint verification, ruling, service; for roles of that court alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.clocks import queries as clocks
from app.confirmation import services
from app.confirmation.models import Application
from app.confirmation.rules.questions import QUESTIONS
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused
from app.core.models import RecordedEvent
from app.core.permissions import Position, Role
from app.intake.models import Event
from app.organisations.models import CourtPolicy
from tests.support.confirming import APPLIED, Confirming
from tests.support.people import actor_for, make_person

REASON = "材料核对后认为应当如此办理。"


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda refusal: refusal.code == code)


def told(confirming: Confirming) -> list[str]:
    rows = db.session.query(RecordedEvent).filter(RecordedEvent.subject_kind == "confirmation")
    return [row.name for row in rows.order_by(RecordedEvent.id)]


def running(confirming: Confirming) -> set[str]:
    with confirming.on(APPLIED, 20):
        return {view.rule_id for view in clocks.clocks_of_subject("confirmation", confirming.application_id)}


def test_the_whole_way_to_a_confirmed_agreement(confirming: Confirming) -> None:
    confirming.submitted()
    number = confirming.accept()
    assert number == "（2025）京0111诉前调确1号"
    assert running(confirming) == {"K03", "K03b"}
    confirming.verify()
    with confirming.on(APPLIED, 16):
        assert services.confirm(confirming.application_id, actor=confirming.liang) == number
    row = confirming.row
    assert (row.state, row.judge_name, row.ruled_on) == ("confirmed", "梁某", APPLIED)
    assert running(confirming) == set()
    assert confirming.matter.agreement(confirming.agreement_id).confirmed
    assert told(confirming)[-3:] == ["ApplicationAccepted", "ApplicationVerified", "AgreementConfirmed"]


def test_supplement_is_demanded_handed_in_and_accepted(confirming: Confirming) -> None:
    confirming.submitted()
    confirming.demand()
    assert (confirming.row.state, confirming.row.supplement_until) == ("supplement_required", date(2025, 7, 3))
    with refused("wrong_state"):
        confirming.accept()
    with pytest.raises(InvalidInput):
        services.supplement(confirming.application_id, "无", actor=confirming.ding)
    services.supplement(confirming.application_id, "已补充理事会决议一份。", actor=confirming.ding)
    assert confirming.row.state == "submitted"
    confirming.accept()


def test_nothing_handed_in_counts_as_withdrawn(confirming: Confirming) -> None:
    confirming.submitted()
    confirming.demand()
    services.deem_withdrawn(confirming.application_id, REASON, actor=confirming.liang)
    assert confirming.row.state == "deemed_withdrawn"
    assert running(confirming) == set()


End = Callable[[Confirming], None]
ENDS: dict[str, tuple[str, End]] = {
    "not_accepted": (
        "submitted",
        lambda it: services.not_accept(it.application_id, "355-2", REASON, actor=it.liang),
    ),
    "withdrawn": ("verified", lambda it: services.allow_withdrawal(it.application_id, REASON, actor=it.liang)),
    "rejected_355": (
        "verified",
        lambda it: services.reject_355(it.application_id, "355-5", REASON, actor=it.liang),
    ),
    "rejected": ("verified", lambda it: services.reject(it.application_id, "358-5", REASON, actor=it.liang)),
}


@pytest.mark.parametrize("state", ENDS)
def test_an_end_without_confirmation_leaves_the_agreement_standing(confirming: Confirming, state: str) -> None:
    until, end = ENDS[state]
    getattr(confirming, until)()
    end(confirming)
    row = confirming.row
    assert (row.state, row.ruling_reason) == (state, REASON)
    assert running(confirming) == set()
    agreement = confirming.matter.agreement(confirming.agreement_id)
    assert (agreement.state, agreement.confirmed) == ("effective", False)
    assert db.session.get_one(Event, row.matter_id).stage == "signed"
    with pytest.raises((Refused, Forbidden, Conflict)):
        end(confirming)


@pytest.mark.parametrize("ground", ["358-1", "355-9", ""])
def test_not_accepting_names_a_ground_of_355(confirming: Confirming, ground: str) -> None:
    confirming.submitted()
    with pytest.raises(InvalidInput) as refusal:
        services.not_accept(confirming.application_id, ground, REASON, actor=confirming.liang)
    assert set(refusal.value.fields) == {"ground"}
    with pytest.raises(InvalidInput):
        services.not_accept(confirming.application_id, "355-1", "不", actor=confirming.liang)
    assert confirming.row.state == "submitted"


def test_rejecting_names_a_ground_of_358_and_comes_after_verification(confirming: Confirming) -> None:
    confirming.submitted()
    confirming.accept()
    with refused("wrong_state"):
        services.reject(confirming.application_id, "358-4", REASON, actor=confirming.liang)
    confirming.verify()
    with pytest.raises(InvalidInput):
        services.reject(confirming.application_id, "355-1", REASON, actor=confirming.liang)


def test_verification_needs_everybody_and_an_answer_to_each_question(confirming: Confirming) -> None:
    confirming.submitted()
    with refused("wrong_state"):
        confirming.verify()
    confirming.accept()
    with pytest.raises(InvalidInput) as missing:
        confirming.verify(*confirming.signers[1:])
    assert set(missing.value.fields) == {"present"}
    with pytest.raises(InvalidInput) as silent:
        confirming.verify(answers={"voluntary": "均表示自愿。"})
    assert set(silent.value.fields) == {f"answers.{key}" for key in QUESTIONS} - {"answers.voluntary"}
    assert confirming.row.state == "accepted"


def test_confirming_before_verification_is_refused(confirming: Confirming) -> None:
    confirming.submitted()
    confirming.accept()
    with refused("wrong_state"):
        services.confirm(confirming.application_id, actor=confirming.liang)


@pytest.mark.parametrize("login", ["ding", "gaomou", "gu", "meng"])
def test_only_the_court_decides(confirming: Confirming, login: str) -> None:
    confirming.submitted()
    with pytest.raises(Forbidden):
        confirming.accept(confirming.cast.actor(login))


def test_a_judge_of_another_court_is_turned_away(confirming: Confirming) -> None:
    confirming.submitted()
    with refused("other_court"):
        confirming.accept(confirming.other_court())


def test_an_assistant_of_the_court_decides_only_where_the_position_allows(confirming: Confirming) -> None:
    confirming.submitted()
    unit = confirming.cast.unit("court")
    assistant = make_person("clerk", "许某", unit, Role.CONFIRMATION_JUDGE, Position.JUDGE_ASSISTANT)
    with pytest.raises(Forbidden):
        confirming.accept(actor_for(assistant))


def test_the_guiding_judge_is_warned_and_goes_on_only_after_saying_so(confirming: Confirming) -> None:
    confirming.submitted()
    guiding = confirming.guiding_judge()
    with refused("guiding_judge"):
        confirming.accept(guiding)
    services.acknowledge_guided(confirming.application_id, actor=guiding)
    assert told(confirming)[-1] == "GuidingJudgeAskedToConfirm"
    confirming.accept(guiding)
    assert confirming.row.judge_name == "孟某文"


def test_a_court_may_bar_its_guiding_judges_altogether(confirming: Confirming) -> None:
    confirming.submitted()
    db.session.add(CourtPolicy(court_id=confirming.cast.unit("court").id, guiding_judge_confirms="forbid"))
    guiding = confirming.guiding_judge()
    services.acknowledge_guided(confirming.application_id, actor=guiding)
    with refused("guiding_judge"):
        confirming.accept(guiding)
    confirming.accept()


def test_a_court_may_leave_its_guiding_judges_alone(confirming: Confirming) -> None:
    confirming.submitted()
    db.session.add(CourtPolicy(court_id=confirming.cast.unit("court").id, guiding_judge_confirms="allow"))
    confirming.accept(confirming.guiding_judge())
    assert confirming.row.judge_name == "孟某文"


def test_another_judge_is_not_asked_about_guidance(confirming: Confirming) -> None:
    confirming.submitted()
    confirming.guiding_judge()
    confirming.accept()
    assert confirming.row.judge_name == "梁某"


def test_the_ruling_is_served_on_each_party_and_starts_the_fifteen_days(confirming: Confirming) -> None:
    confirming.verified()
    party = confirming.signers[0]
    with pytest.raises(Conflict):
        services.serve(confirming.application_id, party, clock.now(), "当面", actor=confirming.liang)
    with confirming.on(APPLIED, 16):
        services.confirm(confirming.application_id, actor=confirming.liang)
    with confirming.on(APPLIED, 17):
        tomorrow = clock.now() + timedelta(days=1)
        with pytest.raises(InvalidInput):
            services.serve(confirming.application_id, party, tomorrow, "当面", actor=confirming.liang)
        with pytest.raises(Forbidden):
            services.serve(confirming.application_id, party, clock.now(), "当面", actor=confirming.ding)
        services.serve(confirming.application_id, party, clock.now(), "当面", actor=confirming.liang)
        will = next(one for one in confirming.row.wills if one.party_id == party)
        (view,) = clocks.clocks_of_subject("confirmation_service", will.id)
    assert (view.rule_id, view.due_on) == ("K04", date(2025, 7, 11))


def test_after_a_rejection_the_parties_may_apply_anew(confirming: Confirming) -> None:
    confirming.verified()
    services.reject(confirming.application_id, "358-5", REASON, actor=confirming.liang)
    first = confirming.application_id
    assert confirming.draft() != first
    assert db.session.query(Application).filter(Application.agreement_id == confirming.agreement_id).count() == 2


def test_the_centre_does_not_see_into_an_application_of_a_foreign_matter(confirming: Confirming) -> None:
    confirming.submitted()
    stranger = confirming.cast.actor("civil")
    with pytest.raises((NotFound, Forbidden)):
        services.supplement(confirming.application_id, "补充材料一份。", actor=stranger)
