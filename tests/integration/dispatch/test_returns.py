"""A unit's refusal: coded, agreed to by its head, ruled on by the centre, the second time by the director."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clocks import queries as clocks
from app.core import clock
from app.core.errors import InvalidInput, NotFound, Refused
from app.dispatch import queries, services
from app.dispatch.commands import ReturnDetails, RulingDetails, UnitTask
from app.dispatch.workflow import ORDER_KIND
from app.intake import queries as intake
from tests.support.dispatching import DAY, WaitingMatter
from tests.support.people import Cast

REFUSED = RulingDetails(text="事项属于你单位职责，应当继续承办。", basis="权责清单第12项")
ACCEPTED = RulingDetails(text="退回理由成立，改派其他单位。", basis="权责清单第15项")


def test_an_assistant_returns_and_the_centre_sends_it_to_another_unit(waiting: WaitingMatter) -> None:
    orders = waiting.dispatched()
    order_id = waiting.order_of("dept.mz", orders)
    services.request_return(order_id, waiting.return_details(), actor=waiting.actor("civil"))
    assert waiting.order(order_id).state == "issued"
    services.approve_return(order_id, "同意退回。", actor=waiting.actor("mzhead"))
    assert waiting.order(order_id).state == "return_pending"
    assert {view.rule_id for view in clocks.clocks_of_subject(ORDER_KIND, order_id)} == {"P05"}
    new = services.accept_return(
        order_id,
        ACCEPTED,
        new_unit=UnitTask(unit_id=waiting.unit_id("dept.jt"), task="联系运输企业核对合同。"),
        actor=waiting.actor("gaomou"),
    )
    assert new is not None
    assert new.number == "房综治派〔2025〕第0006号"
    assert waiting.order(order_id).state == "returned"
    assert waiting.order(order_id).returns[0].new_order_id == new.id
    assert intake.matter(waiting.matter_id).state == "dispatched"


def test_the_unit_may_read_the_ruling_for_a_week_and_then_no_more(waiting: WaitingMatter) -> None:
    order_id = waiting.order_of("dept.mz", waiting.dispatched())
    services.request_return(order_id, waiting.return_details(), actor=waiting.actor("mzhead"))
    services.accept_return(order_id, ACCEPTED, actor=waiting.actor("gaomou"))
    officer = waiting.actor("civil")
    assert queries.get_order(officer, order_id).state == "returned"
    with clock.frozen(clock.at(DAY + timedelta(days=8), 10)), pytest.raises(NotFound):
        queries.get_order(officer, order_id)


def test_a_lead_that_may_return_leaves_the_matter_waiting_for_a_new_dispatch(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    services.request_return(order_id, waiting.return_details(to="dept.ga"), actor=waiting.actor("rshead"))
    services.accept_return(order_id, ACCEPTED, actor=waiting.actor("gaomou"))
    assert intake.matter(waiting.matter_id).state == "triaged"
    proposal = queries.proposal_for(waiting.matter_id)
    assert proposal.lead is None or proposal.lead.candidate.code != "dept.rs"
    assert "该单位已退回本事项并获准" in {str(one.why) for one in proposal.passed_over} or proposal.lead is not None


def test_a_return_names_code_reason_basis_and_another_unit(waiting: WaitingMatter) -> None:
    order_id, officer = waiting.order_of("dept.mz", waiting.dispatched()), waiting.actor("civil")
    with pytest.raises(InvalidInput) as empty:
        services.request_return(order_id, ReturnDetails(code="", text="不归我管"), actor=officer)
    assert set(empty.value.fields) == {"code", "reason", "suggested_unit_id"}
    details = waiting.return_details()
    with pytest.raises(InvalidInput) as uncited:
        services.request_return(
            order_id,
            ReturnDetails(code="R1", text=details.text, suggested_unit_id=details.suggested_unit_id),
            actor=officer,
        )
    assert set(uncited.value.fields) == {"basis"}
    with pytest.raises(InvalidInput) as own:
        services.request_return(order_id, waiting.return_details(to="dept.mz"), actor=officer)
    assert set(own.value.fields) == {"suggested_unit_id"}


def test_a_return_after_its_window_is_refused(waiting: WaitingMatter) -> None:
    order_id = waiting.order_of("dept.mz", waiting.dispatched())
    assert waiting.order(order_id).return_by == clock.at(DAY.replace(day=20), 18)
    with clock.frozen(clock.at(DAY.replace(day=21), 9)), pytest.raises(Refused) as late:
        services.request_return(order_id, waiting.return_details(), actor=waiting.actor("civil"))
    assert late.value.code == "return_window_over"


def test_a_return_asked_for_in_time_may_be_agreed_to_after_the_window(waiting: WaitingMatter) -> None:
    order_id = waiting.order_of("dept.mz", waiting.dispatched())
    services.request_return(order_id, waiting.return_details(), actor=waiting.actor("civil"))
    with clock.frozen(clock.at(DAY.replace(day=23), 9)):
        services.approve_return(order_id, actor=waiting.actor("mzhead"))
    assert waiting.order(order_id).state == "return_pending"


def test_a_petition_gives_the_unit_five_working_days(cast: Cast) -> None:
    with clock.frozen(clock.at(DAY, 9, 5)):
        waiting = WaitingMatter(cast, source="petition_office")
        order_id = waiting.order_of("dept.mz", waiting.dispatched())
    return_by = waiting.order(order_id).return_by
    assert return_by is not None
    assert clock.local(return_by).date() == DAY.replace(day=25)


def test_an_order_of_last_resort_is_not_returned(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched(catch_all=True)[0].id
    with pytest.raises(Refused) as refused:
        services.request_return(order_id, waiting.return_details(to="dept.ga"), actor=waiting.actor("rshead"))
    assert refused.value.code == "catch_all"


def test_a_head_who_disagrees_keeps_the_order(waiting: WaitingMatter) -> None:
    order_id = waiting.order_of("dept.mz", waiting.dispatched())
    services.request_return(order_id, waiting.return_details(), actor=waiting.actor("civil"))
    with pytest.raises(Refused) as waits:
        services.sign_order(order_id, actor=waiting.actor("civil"))
    assert waits.value.code == "return_awaits_head"
    services.decline_return(order_id, "应当由我单位联系养老院。", actor=waiting.actor("mzhead"))
    services.sign_order(order_id, actor=waiting.actor("civil"))
    assert waiting.order(order_id).state == "signed"


def test_a_refused_return_leaves_the_clocks_running_from_where_they_were(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    services.sign_order(order_id, actor=waiting.actor("he"))
    before = clocks.running(ORDER_KIND, order_id, "P09")
    with clock.frozen(clock.at(DAY, 15)):
        services.request_return(order_id, waiting.return_details(to="dept.ga"), actor=waiting.actor("rshead"))
        services.refuse_return(order_id, REFUSED, actor=waiting.actor("gaomou"))
    after = clocks.running(ORDER_KIND, order_id, "P09")
    assert before is not None
    assert after is not None
    assert (after.id, after.due_at) == (before.id, before.due_at)
    assert waiting.order(order_id).state == "signed"


def test_an_order_never_signed_counts_from_the_return_when_it_is_refused(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    services.request_return(order_id, waiting.return_details(to="dept.ga"), actor=waiting.actor("rshead"))
    asked = clock.now()
    with clock.frozen(clock.at(DAY, 15)):
        services.refuse_return(order_id, REFUSED, actor=waiting.actor("gaomou"))
    running = clocks.running(ORDER_KIND, order_id, "P09")
    assert running is not None
    assert running.started_at == asked
    assert intake.matter(waiting.matter_id).state == "handling"


def test_a_refusal_needs_its_legal_basis(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    services.request_return(order_id, waiting.return_details(to="dept.ga"), actor=waiting.actor("rshead"))
    with pytest.raises(InvalidInput) as refused:
        services.refuse_return(order_id, RulingDetails(text=REFUSED.text), actor=waiting.actor("gaomou"))
    assert set(refused.value.fields) == {"basis"}


def test_the_second_return_goes_to_the_director_and_its_refusal_is_supervised(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    head, desk = waiting.actor("rshead"), waiting.actor("gaomou")
    services.request_return(order_id, waiting.return_details(to="dept.ga"), actor=head)
    services.refuse_return(order_id, REFUSED, actor=desk)
    services.request_return(order_id, waiting.return_details(code="R6", to="dept.ga"), actor=head)
    with pytest.raises(Refused) as again:
        services.refuse_return(order_id, REFUSED, actor=desk)
    assert again.value.code == "second_ruling"
    services.refuse_return(order_id, REFUSED, actor=waiting.actor("gu"))
    (row,) = queries.supervisions_of(waiting.matter_id)
    assert (row.cause, row.auto, row.unit_id) == ("second_return_refused", True, waiting.unit_id("dept.rs"))


def test_a_director_who_dispatched_does_not_rule_twice_on_the_own_order(waiting: WaitingMatter) -> None:
    orders = services.dispatch_matter(waiting.matter_id, waiting.decision(), actor=waiting.actor("gu"))
    head = waiting.actor("rshead")
    for _ in range(2):
        services.request_return(orders[0].id, waiting.return_details(to="dept.ga"), actor=head)
        if waiting.order(orders[0].id).return_rounds == 1:
            services.refuse_return(orders[0].id, REFUSED, actor=waiting.actor("gu"))
    with pytest.raises(Refused) as own:
        services.refuse_return(orders[0].id, REFUSED, actor=waiting.actor("gu"))
    assert own.value.code == "own_order"
    services.accept_return(orders[0].id, ACCEPTED, actor=waiting.actor("gu2"))
