"""The life of one order: signed, begun, prolonged, suspended, reported, checked."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from app.clocks import queries as clocks
from app.clocks import services as clock_services
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.core.permissions import Actor
from app.dispatch import queries, services
from app.dispatch.commands import ContactDetails, ExtensionDetails, UnitTask
from app.dispatch.models import DispatchOrder
from app.dispatch.workflow import ORDER_KIND
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.commands import TriageDecision
from tests.support.database import in_threads
from tests.support.dispatching import DAY, WaitingMatter, contact, feedback, later
from tests.support.people import Cast


def _rules_running(order_id: UUID) -> set[str]:
    return {view.rule_id for view in clocks.clocks_of_subject(ORDER_KIND, order_id)}


def test_the_lead_signs_and_the_matter_is_in_hand(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    services.sign_order(order_id, actor=waiting.actor("he"))
    order = waiting.order(order_id)
    assert (order.state, order.signed_by_name) == ("signed", "何某")
    assert _rules_running(order_id) == {"P06", "P09"}
    assert intake.matter(waiting.matter_id).state == "handling"
    services.start_order(order_id, contact(), actor=waiting.actor("he"))
    assert _rules_running(order_id) == {"P09"}
    assert waiting.order(order_id).state == "in_progress"


def test_an_assistant_that_signs_first_does_not_move_the_matter(waiting: WaitingMatter) -> None:
    orders = waiting.dispatched()
    services.sign_order(waiting.order_of("dept.ga", orders), actor=waiting.actor("gaofficer"))
    assert intake.matter(waiting.matter_id).state == "dispatched"


def test_only_the_unit_that_got_the_order_signs_it(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    with pytest.raises(Refused) as other:
        services.sign_order(order_id, actor=waiting.actor("gaofficer"))
    assert other.value.code == "not_my_unit"
    with pytest.raises(Forbidden):
        services.sign_order(order_id, actor=waiting.actor("gaomou"))
    with pytest.raises(NotFound):
        services.sign_order(order_id, actor=waiting.actor("ding"))


def test_an_order_signed_meanwhile_is_not_signed_on_an_old_page(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    seen = waiting.order(order_id).version
    services.sign_order(order_id, version=seen, actor=waiting.actor("he"))
    with pytest.raises(StaleVersion):
        services.sign_order(order_id, version=seen, actor=waiting.actor("song"))


def test_two_officers_who_sign_at_once_sign_once(committing_db: Flask) -> None:
    with clock.frozen(clock.at(DAY, 9, 5)):
        waiting = WaitingMatter(Cast())
        order_id = waiting.dispatched()[0].id
        actors = [waiting.actor("he"), waiting.actor("song")]

    def sign(number: int) -> object:
        with clock.frozen(clock.at(DAY, 9, 25)):
            return services.sign_order(order_id, actor=actors[number])

    results = in_threads(committing_db, 2, sign)
    assert [isinstance(one, Refused) for one in results].count(True) == 1
    assert results.count(None) == 1


def test_a_dispatch_is_taken_back_only_before_it_is_signed(waiting: WaitingMatter) -> None:
    orders = waiting.dispatched()
    desk, reason = waiting.actor("gaomou"), "地点登记有误，需重新核实。"
    services.withdraw_order(orders[0].id, reason, actor=desk)
    assert waiting.order(orders[0].id).state == "withdrawn"
    assert intake.matter(waiting.matter_id).state == "triaged"
    with pytest.raises(NotFound):
        intake.get_event(waiting.actor("he"), waiting.matter_id)
    signed = waiting.order_of("dept.ga", orders)
    services.sign_order(signed, actor=waiting.actor("gaofficer"))
    with pytest.raises(Refused) as late:
        services.withdraw_order(signed, reason, actor=desk)
    assert late.value.code == "wrong_state"


def test_work_begins_with_a_note_of_the_contact(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    services.sign_order(order_id, actor=waiting.actor("he"))
    with pytest.raises(InvalidInput) as empty:
        services.start_order(
            order_id, ContactDetails(contacted_at=later(hours=1), channel="pigeon", note=""), actor=waiting.actor("he")
        )
    assert set(empty.value.fields) == {"contacted_at", "channel", "note"}


def test_help_asked_for_becomes_an_order_of_its_own(waiting: WaitingMatter) -> None:
    order_id = waiting.lead_in_progress()
    wanted = UnitTask(unit_id=waiting.unit_id("dept.jt"), task="核查车辆登记情况。")
    child = services.ask_assistance(order_id, wanted, actor=waiting.actor("he"))
    found = waiting.order(child.id)
    assert (found.parent_id, found.role, found.task) == (order_id, "assist", "核查车辆登记情况。")
    assert waiting.order(order_id).state == "in_progress"


def _more_time(days: int = 20) -> ExtensionDetails:
    return ExtensionDetails(
        until=DAY + timedelta(days=days),
        reason="用人单位账册尚在调取，需要更多时间。",
        party_told_on=clock.today(),
        party_told_by="phone",
    )


def test_the_term_is_prolonged_by_the_centre_and_the_second_time_by_the_director(waiting: WaitingMatter) -> None:
    order_id, head = waiting.lead_in_progress(), waiting.actor("rshead")
    services.request_extension(order_id, _more_time(), actor=head)
    services.approve_extension(order_id, actor=waiting.actor("gaomou"))
    running = clocks.running(ORDER_KIND, order_id, "P09")
    assert running is not None
    assert running.due_on == DAY + timedelta(days=20)
    services.request_extension(order_id, _more_time(30), actor=head)
    with pytest.raises(Refused) as second:
        services.approve_extension(order_id, actor=waiting.actor("gaomou"))
    assert second.value.code == "second_extension"
    services.approve_extension(order_id, actor=waiting.actor("gu"))
    with pytest.raises(Refused) as third:
        services.request_extension(order_id, _more_time(40), actor=head)
    assert third.value.code == "extended_twice"


def test_more_time_is_asked_for_by_the_head_before_the_term_ends(waiting: WaitingMatter) -> None:
    order_id = waiting.lead_in_progress()
    with pytest.raises(Refused) as officer:
        services.request_extension(order_id, _more_time(), actor=waiting.actor("he"))
    assert officer.value.code == "head_only"
    with clock.frozen(clock.at(DAY + timedelta(days=16), 9)), pytest.raises(Refused) as late:
        services.request_extension(order_id, _more_time(40), actor=waiting.actor("rshead"))
    assert late.value.code == "term_over"


def test_a_suspended_order_rests_with_its_clock(waiting: WaitingMatter) -> None:
    order_id, desk = waiting.lead_in_progress(), waiting.actor("gaomou")
    services.suspend_order(order_id, "等待鉴定机构出具意见。", DAY + timedelta(days=10), actor=desk)
    assert _rules_running(order_id) == {"P09", "P22"}
    resting = clocks.running(ORDER_KIND, order_id, "P09")
    assert resting is not None
    assert resting.condition == "suspended"
    due = resting.due_on
    with clock.frozen(clock.at(DAY + timedelta(days=5), 9, 5)):
        services.resume_order(order_id, actor=desk)
        running = clocks.running(ORDER_KIND, order_id, "P09")
    assert running is not None
    assert running.due_on == due + timedelta(days=5)
    assert _rules_running(order_id) == {"P09"}


def test_the_result_goes_by_the_head_to_the_centre(waiting: WaitingMatter) -> None:
    order_id = waiting.lead_in_progress()
    services.submit_feedback(order_id, feedback(), actor=waiting.actor("he"))
    assert waiting.order(order_id).state == "in_progress"
    services.approve_feedback(order_id, actor=waiting.actor("rshead"))
    assert waiting.order(order_id).state == "feedback"
    assert _rules_running(order_id) == {"P14"}
    services.send_back(
        order_id, ["缺少3名劳动者的收款凭证"], "凭证不全，请补齐后再反馈。", actor=waiting.actor("gaomou")
    )
    assert _rules_running(order_id) == {"P21"}
    services.submit_feedback(order_id, feedback(), actor=waiting.actor("rshead"))
    services.accept_feedback(order_id, actor=waiting.actor("gaomou"))
    order = waiting.order(order_id)
    assert (order.state, order.ended_at) == ("completed", clock.now())
    assert _rules_running(order_id) == set()
    assert [row.accepted for row in order.feedbacks] == [False, True]


def test_a_result_without_its_proof_of_telling_the_party_is_incomplete(waiting: WaitingMatter) -> None:
    order_id = waiting.lead_in_progress()
    with pytest.raises(InvalidInput) as refused:
        services.submit_feedback(order_id, feedback(summary="好了", party_told_on=None), actor=waiting.actor("he"))
    assert set(refused.value.fields) == {"summary", "party_told_on"}


def test_a_matter_that_goes_another_way_leaves_no_order_behind(waiting: WaitingMatter) -> None:
    waiting.lead_in_progress()
    away = TriageDecision(pathway="arbitration_labor", notice="告知向劳动人事争议仲裁委员会申请仲裁。")
    matters.change_pathway(waiting.matter_id, away, "当事人坚持申请仲裁，不再调解。", actor=waiting.actor("gaomou"))
    assert queries.living_orders(waiting.matter_id) == []


def test_an_unsolved_matter_goes_back_to_its_lead(waiting: WaitingMatter) -> None:
    order_id = waiting.lead_in_progress()
    services.submit_feedback(order_id, feedback(), actor=waiting.actor("rshead"))
    services.accept_feedback(order_id, actor=waiting.actor("gaomou"))
    matters.mark_resolved(waiting.matter_id, "01", actor=Actor.system())
    matters.mark_reopened(waiting.matter_id, "回访得知工资没有付清。", actor=Actor.system())
    assert waiting.order(order_id).state == "in_progress"
    assert queries.lead_order(waiting.matter_id) is not None


def test_a_graver_colour_moves_the_order_up_the_list(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    before = waiting.order(order_id).due_at
    matters.confirm_risk(waiting.matter_id, "red", "有人扬言堵门，按红色处置。", actor=waiting.actor("gaomou"))
    after = waiting.order(order_id).due_at
    assert after < before
    assert after == clock.now() + timedelta(hours=2)


def test_a_page_of_orders_needs_few_statements_and_keeps_its_order(waiting: WaitingMatter) -> None:
    orders = waiting.dispatched()
    services.sign_order(orders[0].id, actor=waiting.actor("he"))
    desk = waiting.actor("gaomou")
    page = queries.list_orders(desk, queries.OrderFilter(own=True), limit=2)
    rest = queries.list_orders(desk, queries.OrderFilter(own=True), cursor=page.next, limit=10)
    found = [row.id for row in (*page.rows, *rest.rows)]
    assert len(found) == len(set(found)) == 5
    assert queries.order_tab_counts(desk) == {
        "to_sign": 4, "handling": 1, "return_pending": 0, "feedback": 0, "over": 0,
    }  # fmt: skip
    assert queries.count_orders(desk, queries.OrderFilter(tab="to_sign", own=True)) == (4, False)


def test_clocks_that_rest_are_no_reason_to_be_late(waiting: WaitingMatter) -> None:
    order_id = waiting.lead_in_progress()
    services.suspend_order(order_id, "等待鉴定机构出具意见。", DAY + timedelta(days=10), actor=waiting.actor("gaomou"))
    with clock.frozen(clock.at(DAY + timedelta(days=60), 9)):
        clock_services.sweep_clocks()
    found = db.session.get(DispatchOrder, order_id, populate_existing=True)
    assert found is not None
    assert found.overdue_finish_at is None
