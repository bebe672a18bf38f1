"""A missed clock turns its order red once and opens one supervision; a supervision that is ignored climbs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.clocks.services import sweep_clocks
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, NotFound, Refused
from app.core.models import RecordedEvent
from app.core.permissions import Actor
from app.dispatch import queries, services
from app.dispatch.commands import Measure, ReplyDetails, SupervisionDetails, SupervisionSubject
from app.dispatch.models import Supervision
from app.dispatch.types import SupervisionCause
from app.dispatch.workflow import ORDER_KIND
from tests.support.dispatching import DAY, WaitingMatter, pass_time
from tests.support.people import Cast


def _supervisions(waiting: WaitingMatter, code: str) -> list[Supervision]:
    return [row for row in queries.supervisions_of(waiting.matter_id) if row.unit_id == waiting.unit_id(code)]


def _told(name: str, subject_id: object) -> int:
    statement = select(func.count()).where(RecordedEvent.name == name, RecordedEvent.subject_id == subject_id)
    return db.session.execute(statement).scalar_one()


def test_a_missed_signing_turns_red_once_and_is_supervised_once(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    pass_time(clock.at(DAY.replace(day=19), 18, 1))
    order = waiting.order(order_id)
    assert order.overdue_sign_at is not None
    assert _supervisions(waiting, "dept.rs") == []
    for hour in (14, 15, 16):
        pass_time(clock.at(DAY.replace(day=20), hour))
    (row,) = _supervisions(waiting, "dept.rs")
    assert (row.cause, row.level, row.auto, row.state) == ("sign_late", "yellow", True, "issued")
    assert row.number.startswith("房综治督〔2025〕第0")
    assert row.subject_id == order_id
    assert "超过签收时限的120%" in row.facts
    assert _told("DispatchOrderOverdue", order_id) == 1
    assert waiting.order(order_id).version == 1


def test_an_order_signed_in_time_is_never_supervised(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    services.sign_order(order_id, actor=waiting.actor("he"))
    pass_time(clock.at(DAY.replace(day=24), 12))
    assert waiting.order(order_id).overdue_sign_at is None
    assert _supervisions(waiting, "dept.rs") == []


def test_a_late_order_of_a_grave_matter_is_supervised_at_once(cast: Cast) -> None:
    with clock.frozen(clock.at(DAY, 9, 5)):
        waiting = WaitingMatter(cast, risk="orange")
        order_id = waiting.lead_in_progress()
    pass_time(clock.at(DAY + timedelta(days=8), 0, 1))
    (row,) = _supervisions(waiting, "dept.rs")
    assert row.cause == "finish_late"
    assert waiting.order(order_id).overdue_finish_at is not None


def test_a_late_order_of_an_ordinary_matter_gets_a_fifth_more_time(waiting: WaitingMatter) -> None:
    waiting.lead_in_progress()
    pass_time(clock.at(DAY + timedelta(days=16), 0, 1))
    assert _supervisions(waiting, "dept.rs") == []
    pass_time(clock.at(DAY + timedelta(days=19), 9))
    assert [row.cause for row in _supervisions(waiting, "dept.rs")] == ["finish_late"]


def test_later_contexts_chase_a_subject_of_their_own_exactly_once(waiting: WaitingMatter) -> None:
    waiting.dispatched()
    subject = SupervisionSubject(kind="guidance", id=waiting.matter_id, matter_id=waiting.matter_id)
    studio = waiting.unit_id("court.studio")
    first = services.auto_supervise(
        subject, studio, SupervisionCause.GUIDANCE_LATE, "指导申请已超过答复时限。", actor=Actor.system()
    )
    again = services.auto_supervise(
        subject, studio, SupervisionCause.GUIDANCE_LATE, "指导申请已超过答复时限。", actor=Actor.system()
    )
    assert first is not None
    assert again is None


def _opened(waiting: WaitingMatter) -> Supervision:
    order_id = waiting.dispatched()[0].id
    details = SupervisionDetails(
        subject=SupervisionSubject(kind=ORDER_KIND, id=order_id, matter_id=waiting.matter_id),
        unit_id=waiting.unit_id("dept.rs"),
        cause="time_limit",
        facts="派单后当事人反映无人联系，请尽快联系。",
        requirements=("今日内联系当事人；",),
        progress_only=True,
    )
    found = db.session.get(Supervision, services.issue_supervision(details, actor=waiting.actor("gaomou")))
    assert found is not None
    return found


def _fresh(row: Supervision) -> Supervision:
    db.session.refresh(row)
    return row


REPLY = ReplyDetails(
    cause="轮值交接遗漏。",
    progress="已联系当事人。",
    measures=(Measure(measure="离岗前登记替班人", owner="何某", due_on=DAY.replace(day=30)),),
)


def test_a_supervision_is_acknowledged_answered_by_the_head_and_closed(waiting: WaitingMatter) -> None:
    row = _opened(waiting)
    services.acknowledge_supervision(row.id, actor=waiting.actor("he"))
    with pytest.raises(Refused) as officer:
        services.reply_to_supervision(row.id, REPLY, actor=waiting.actor("he"))
    assert officer.value.code == "head_only"
    services.reply_to_supervision(row.id, REPLY, actor=waiting.actor("rshead"))
    services.accept_reply(row.id, "措施可行。", actor=waiting.actor("gaomou"))
    assert (_fresh(row).state, row.replies[0].sufficient) == ("closed", True)


def test_an_insufficient_reply_raises_the_level(waiting: WaitingMatter) -> None:
    row = _opened(waiting)
    services.acknowledge_supervision(row.id, actor=waiting.actor("he"))
    services.reply_to_supervision(row.id, REPLY, actor=waiting.actor("rshead"))
    services.find_reply_insufficient(row.id, "没有说明劳动者工资何时核清。", actor=waiting.actor("gaomou"))
    assert (_fresh(row).state, row.level, row.escalations) == ("issued", "orange", 1)


def test_an_ignored_supervision_climbs_to_the_committee_and_no_further(waiting: WaitingMatter) -> None:
    row = _opened(waiting)
    levels = []
    for day in (20, 24, 26, 28, 30):
        pass_time(clock.at(DAY.replace(day=day), 9))
        levels.append((_fresh(row).level, tuple(row.copies)))
    assert levels == [
        ("orange", ("head",)),
        ("red", ("head", "director")),
        ("red", ("head", "director", "committee")),
        ("red", ("head", "director", "committee")),
        ("red", ("head", "director", "committee")),
    ]


def test_a_supervision_speaks_of_progress_only(waiting: WaitingMatter) -> None:
    waiting.dispatched()
    details = SupervisionDetails(
        subject=SupervisionSubject(kind=ORDER_KIND, id=waiting.matter_id, matter_id=waiting.matter_id),
        unit_id=waiting.unit_id("dept.rs"),
        cause="sign_late",
        facts="太慢",
    )
    with pytest.raises(InvalidInput) as refused:
        services.issue_supervision(details, actor=waiting.actor("gaomou"))
    assert set(refused.value.fields) == {"cause", "facts", "requirements", "progress_only"}


def test_another_unit_neither_sees_nor_answers_a_supervision(waiting: WaitingMatter) -> None:
    row = _opened(waiting)
    with pytest.raises(NotFound):
        services.acknowledge_supervision(row.id, actor=waiting.actor("ding"))
    with pytest.raises(Refused) as other:
        services.acknowledge_supervision(row.id, actor=waiting.actor("gaofficer"))
    assert other.value.code == "not_my_unit"


def test_a_clock_that_cannot_be_told_now_is_told_at_the_next_sweep(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    with clock.frozen(clock.at(DAY.replace(day=20), 16)):
        assert sweep_clocks() > 0
        assert sweep_clocks() == 0
    assert waiting.order(order_id).overdue_sign_at is not None
