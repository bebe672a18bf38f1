"""A matter gets one lead and its assistants, each with a number, limits, sight of the matter and a clock."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.clocks import queries as clocks
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.core.ids import new_id
from app.core.models import RecordedEvent
from app.dispatch import queries, services
from app.dispatch.commands import DispatchDecision, UnitTask
from app.dispatch.models import DispatchOrder, ProposalRecord
from app.dispatch.workflow import ORDER_KIND
from app.intake import queries as intake
from app.intake.models import Event
from app.organisations.models import Unit
from tests.support.database import in_threads
from tests.support.dispatching import DAY, WaitingMatter
from tests.support.people import TOWN, Cast


def test_the_wage_matter_is_proposed_as_it_was_dispatched_in_fact(waiting: WaitingMatter) -> None:
    proposal = queries.proposal_for(waiting.matter_id)
    assert proposal.lead is not None
    assert proposal.lead.candidate.code == "dept.rs"
    assert [one.candidate.code for one in proposal.assistants] == ["dept.ga", "court.studio", "dept.mz", f"sub.{TOWN}"]
    words = {reason.kind: str(reason.words) for reason in proposal.lead.reasons}
    assert words["duty"] == "权责清单RS-014“拖欠工资投诉的受理、核查与调解”，列为主办单位"
    assert words["load"] == "在办0件"
    assert words["presence"].startswith("常驻")
    passed = {one.candidate.code: str(one.why) for one in proposal.passed_over}
    assert passed["dept.jt"] == "权责清单JT-009“道路运输企业欠薪的配合核查”，仅限运输企业，本事项未涉及"
    assert passed["org.labor"].startswith("调解组织由主办单位")


def test_one_act_sends_every_order_with_number_limits_and_clock(waiting: WaitingMatter) -> None:
    orders = waiting.dispatched()
    assert [one.number for one in orders] == [f"房综治派〔2025〕第000{n}号" for n in range(1, 6)]
    lead = waiting.order(orders[0].id)
    assert (lead.role, lead.state, lead.unit_id) == ("lead", "issued", waiting.unit_id("dept.rs"))
    assert lead.task.startswith("牵头核实用工关系")
    assert lead.duty_basis[0]["source"] == "RS-014"
    running = clocks.running(ORDER_KIND, lead.id, "P03")
    assert running is not None
    assert running.due_at == clock.at(DAY.replace(day=19), 18) == lead.due_at
    assert lead.limits["sign"] == running.due_at.isoformat()
    assert intake.matter(waiting.matter_id).state == "dispatched"
    for login in ("he", "gaofficer", "mzhead"):
        assert queries.list_orders(waiting.actor(login), queries.OrderFilter(own=True)).rows
    told = db.session.execute(select(RecordedEvent).where(RecordedEvent.name == "DispatchOrderIssued")).scalars().all()
    assert len(told) == 5


def test_units_see_the_matter_only_after_the_dispatch(waiting: WaitingMatter) -> None:
    officer = waiting.actor("he")
    with pytest.raises(NotFound):
        intake.get_event(officer, waiting.matter_id)
    waiting.dispatched()
    assert intake.get_event(officer, waiting.matter_id).id == waiting.matter_id


def test_a_second_lead_is_refused(waiting: WaitingMatter) -> None:
    waiting.dispatched()
    with pytest.raises(Refused) as refused:
        services.dispatch_matter(waiting.matter_id, waiting.decision("dept.jt", "dept.mz"), actor=waiting.actor("gu"))
    assert refused.value.code == "wrong_state"


def test_the_database_itself_refuses_a_second_lead(waiting: WaitingMatter) -> None:
    first = waiting.order(waiting.dispatched()[0].id)
    names = ("matter_id", "center_id", "state", "role", "task", "issued_by_name", "issued_at")
    twin = DispatchOrder(
        id=new_id(),
        number="第9号",
        unit_id=waiting.unit_id("dept.jt"),
        **{name: getattr(first, name) for name in names},
    )
    db.session.add(twin)
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_dispatch_without_a_lead_or_with_a_unit_twice_is_refused(waiting: WaitingMatter) -> None:
    desk = waiting.actor("gaomou")
    with pytest.raises(InvalidInput) as missing:
        services.dispatch_matter(waiting.matter_id, DispatchDecision(), actor=desk)
    assert "lead_unit_id" in missing.value.fields
    with pytest.raises(InvalidInput) as twice:
        services.dispatch_matter(waiting.matter_id, waiting.decision("dept.rs", "dept.rs"), actor=desk)
    assert "assistants" in twice.value.fields


def test_another_choice_than_the_proposed_one_needs_a_reason_and_is_counted(waiting: WaitingMatter) -> None:
    desk, other = waiting.actor("gaomou"), waiting.decision("dept.rs", "dept.ga")
    with pytest.raises(InvalidInput) as refused:
        services.dispatch_matter(waiting.matter_id, other, actor=desk)
    assert "change_reason" in refused.value.fields
    reason = "现场已平息，其他单位暂不到场。"
    services.dispatch_matter(
        waiting.matter_id, waiting.decision("dept.rs", "dept.ga", change_reason=reason), actor=desk
    )
    kept = db.session.execute(select(ProposalRecord)).scalar_one()
    assert (kept.rule_code, kept.changed, kept.change_reason) == ("migrant_wage", True, reason)


def test_a_unit_closed_yesterday_gets_no_order(waiting: WaitingMatter) -> None:
    unit = db.session.get(Unit, waiting.unit_id("dept.mz"))
    assert unit is not None
    unit.status = "closed"
    db.session.commit()
    with pytest.raises(InvalidInput) as refused:
        waiting.dispatched()
    assert "不接单" in str(refused.value.fields["assistants"][0])


def test_an_officer_cannot_dispatch_and_a_stranger_does_not_even_see_the_matter(waiting: WaitingMatter) -> None:
    with pytest.raises(Forbidden):
        services.dispatch_matter(waiting.matter_id, waiting.decision(), actor=waiting.actor("he"))
    with pytest.raises(NotFound):
        services.dispatch_matter(new_id(), waiting.decision(), actor=waiting.actor("gaomou"))


def test_a_dispatch_on_an_old_version_is_refused(waiting: WaitingMatter) -> None:
    event = db.session.get(Event, waiting.matter_id)
    assert event is not None
    with pytest.raises(StaleVersion):
        services.dispatch_matter(
            waiting.matter_id, waiting.decision(), version=event.version - 1, actor=waiting.actor("gaomou")
        )


def test_an_assistant_is_added_once(waiting: WaitingMatter) -> None:
    waiting.dispatched()
    wanted = [UnitTask(unit_id=waiting.unit_id("dept.jt"), task="核查车辆登记。")]
    (added,) = services.add_assistants(waiting.matter_id, wanted, actor=waiting.actor("gaomou"))
    assert waiting.order(added.id).role == "assist"
    with pytest.raises(Conflict) as twice:
        services.add_assistants(waiting.matter_id, wanted, actor=waiting.actor("gaomou"))
    assert twice.value.code == "unit_engaged"
    numbers = db.session.execute(select(DispatchOrder.number).order_by(DispatchOrder.id)).scalars().all()
    assert numbers[-1] == "房综治派〔2025〕第0006号"


def test_two_dispatchers_at_once_send_one_set_of_orders(committing_db: Flask) -> None:
    with clock.frozen(clock.at(DAY, 9, 5)):
        waiting = WaitingMatter(Cast())
        decision, actors = waiting.decision(), [waiting.actor("gaomou"), waiting.actor("gu")]

    def dispatch(number: int) -> object:
        with clock.frozen(clock.at(DAY, 9, 6)):
            return services.dispatch_matter(waiting.matter_id, decision, actor=actors[number])

    results = in_threads(committing_db, 2, dispatch)
    assert sum(isinstance(one, list) for one in results) == 1
    assert sum(isinstance(one, Refused) for one in results) == 1
    numbers = db.session.execute(select(DispatchOrder.number).order_by(DispatchOrder.number)).scalars().all()
    assert list(numbers) == [f"房综治派〔2025〕第000{n}号" for n in range(1, 6)]
