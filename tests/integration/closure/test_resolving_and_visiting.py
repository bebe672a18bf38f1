"""From the solved conflict over the return visit to the closed record (domain.md §4.1, §4.10, §5.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clocks import queries as clocks
from app.closure import services
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused
from app.core.ids import new_id
from app.intake import queries as matters
from app.intake import services as intake
from app.intake.types import HoldKind
from app.rendering.models import Document
from tests.support.closing import Closing
from tests.support.dispatching import DAY


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda refusal: refusal.code == code)


def test_resolving_plans_a_visit_seven_days_on(closing: Closing) -> None:
    closing.resolve()
    assert (closing.event.state, closing.event.resolve_method) == ("resolved", "12")
    assert (closing.visit.state, closing.visit.due_on) == ("planned", DAY + timedelta(days=10))
    with closing.on(3, 12):
        assert {view.rule_id for view in clocks.clocks_of_subject("return_visit", closing.visit.id)} == {"P15"}


def test_resolving_says_how_and_by_what_evidence(closing: Closing) -> None:
    for method, note, field in (("77", "双方确认已经付清。", "method"), ("12", "好", "note")):
        with pytest.raises(InvalidInput) as refusal:
            services.resolve(closing.matter_id, method, note, actor=closing.desk)
        assert set(refusal.value.fields) == {field}
    assert closing.event.state == "handling"


def test_open_mediation_keeps_a_matter_from_being_resolved(closing: Closing) -> None:
    closing.mediate(until_end=False)
    with refused("mediation_open"):
        closing.resolve()


def test_hold_keeps_a_matter_from_being_resolved_and_from_being_closed(closing: Closing) -> None:
    hold = (closing.matter_id, HoldKind.OPINION_UNDECIDED, "guidance_request", closing.matter_id)
    intake.place_hold(*hold, actor=closing.desk)
    with refused("on_hold"):
        closing.resolve()
    intake.lift_hold(closing.matter_id, HoldKind.OPINION_UNDECIDED, actor=closing.desk)
    closing.passed()
    intake.place_hold(*hold, actor=closing.desk)
    with refused("on_hold"):
        services.close(closing.matter_id, actor=closing.desk)


@pytest.mark.parametrize("login", ["liang", "review", "police"])
def test_only_the_centre_and_those_who_worked_on_it_resolve(closing: Closing, login: str) -> None:
    with pytest.raises(Forbidden):
        closing.resolve(login)


def test_a_unit_without_the_matter_cannot_resolve_it(closing: Closing) -> None:
    with pytest.raises(NotFound):
        closing.resolve("ding")


def test_visit_passes_when_everybody_was_asked_and_nothing_is_wrong(closing: Closing) -> None:
    closing.passed()
    visit = closing.visit
    assert (visit.state, visit.visitor_name, len(visit.answers)) == ("ok", "高某", 2)
    with closing.on(11):
        assert not clocks.clocks_of_subject("return_visit", visit.id)


def test_visit_with_a_party_left_out_does_not_pass(closing: Closing) -> None:
    closing.resolve()
    first = matters.parties_of(closing.matter_id)[0]
    closing.answers(closing.content(first.id))
    with refused("answers_missing"):
        services.pass_visit(closing.visit.id, actor=closing.desk)


@pytest.mark.parametrize("wrong", [{"performed": False}, {"satisfaction": 2}])
def test_visit_with_an_unhappy_party_does_not_pass(closing: Closing, wrong: dict[str, object]) -> None:
    closing.resolve()
    first, second = matters.parties_of(closing.matter_id)
    closing.answers(closing.content(first.id, **wrong), closing.content(second.id))
    with refused("problem_found"):
        services.pass_visit(closing.visit.id, actor=closing.desk)


def test_new_quarrel_keeps_the_visit_from_passing(closing: Closing) -> None:
    closing.resolve()
    closing.answers(new_dispute="又因停车发生争执。")
    with refused("problem_found"):
        services.pass_visit(closing.visit.id, actor=closing.desk)


def test_problem_reopens_the_matter_and_scores_the_risk_anew(closing: Closing) -> None:
    closing.resolve()
    first, second = matters.parties_of(closing.matter_id)
    closing.answers(closing.content(first.id, performed=False), closing.content(second.id))
    with pytest.raises(InvalidInput):
        services.report_problem(closing.visit.id, "没付", actor=closing.desk)
    services.report_problem(closing.visit.id, "对方只付了一半，剩余款项仍未支付。", actor=closing.desk)
    event = closing.event
    assert (closing.visit.state, event.state, event.reopened) == ("problem", "handling", 1)
    assert "visit_problem" in {signal.kind for signal in matters.signals(closing.matter_id)}
    closing.resolve()
    assert (closing.visit.position, closing.visit.state) == (2, "planned")


def test_mediator_does_not_visit_alone(closing: Closing) -> None:
    closing.mediate()
    closing.resolve()
    with refused("mediator_alone"):
        closing.answers(login="ding")
    closing.answers(login="ding", companion="网格员葛某")
    services.pass_visit(closing.visit.id, actor=closing.actor("ding"))
    assert closing.visit.state == "ok"


def test_three_tries_at_different_hours_make_a_party_unreachable(closing: Closing) -> None:
    closing.resolve()
    for hour in (9, 9, 9, 14):
        with closing.on(10, hour):
            services.note_try(closing.visit.id, "电话无人接听。", actor=closing.desk)
    with refused("tries_missing"):
        services.mark_unreachable(closing.visit.id, actor=closing.desk)
    with closing.on(11, 19):
        services.note_try(closing.visit.id, "电话无人接听。", actor=closing.desk)
        services.mark_unreachable(closing.visit.id, actor=closing.desk)
    assert closing.visit.state == "unreachable"
    closing.answers()
    assert closing.visit.state == "contacted"


def test_answers_are_of_this_matter_and_complete(closing: Closing) -> None:
    closing.resolve()
    first = matters.parties_of(closing.matter_id)[0]
    for answer in (
        closing.content(new_id()),
        closing.content(first.id, channel="pigeon"),
        closing.content(first.id, satisfaction=6),
        closing.content(first.id, performed=None),
    ):
        with pytest.raises(InvalidInput) as refusal:
            closing.answers(answer)
        assert set(refusal.value.fields) == {"answers"}
    assert not closing.visit.answers


def test_closing_needs_a_visit_that_passed(closing: Closing) -> None:
    closing.resolve()
    with refused("visit_missing"):
        services.close(closing.matter_id, actor=closing.desk)


@pytest.mark.parametrize("login", ["ding", "he", "police", "liang"])
def test_only_the_centre_closes(closing: Closing, login: str) -> None:
    closing.passed()
    with pytest.raises(Forbidden):
        services.close(closing.matter_id, actor=closing.actor(login))


def test_closing_issues_the_report_opens_the_dossier_and_starts_the_archive_clock(closing: Closing) -> None:
    closing.closed()
    assert (closing.event.state, closing.event.closed_on) == ("closed", DAY + timedelta(days=10))
    assert (closing.dossier.state, closing.dossier.retention) == ("open", "permanent")
    papers = db.session.query(Document).filter(Document.matter_id == closing.matter_id)
    report = papers.filter(Document.form_code == "D43").one()
    assert "2人确认已履行" in report.content
    assert "登记" in report.content
    with closing.on(10, 13):
        assert "P17" in {view.rule_id for view in clocks.clocks_of_matter(closing.matter_id)}
    assert clock.now().date() == DAY
