"""What happens to the clocks of an order, a mediation, an agreement from arming to the breach."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.clocks import queries, services
from app.clocks.commands import Subject
from app.clocks.errors import CalendarNotLoaded, ClockNotRunning
from app.clocks.models import ClockAlert, DeadlineRow
from app.core import clock
from app.core.clock import SHANGHAI, local
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.models import RecordedEvent
from app.core.permissions import Actor

ACTOR = Actor.system("测试")
NOON = datetime(2025, 6, 18, 12, 20, tzinfo=SHANGHAI)

pytestmark = pytest.mark.usefixtures("database")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def an_order(kind: str = "sample_order") -> Subject:
    return Subject(kind, new_id(), new_id())


def rows(subject: Subject) -> list[DeadlineRow]:
    query = select(DeadlineRow).where(DeadlineRow.subject_id == subject.id).order_by(DeadlineRow.id)
    return list(db.session.scalars(query))


def told(name: str, subject_id: UUID) -> int:
    query = select(func.count()).where(RecordedEvent.name == name, RecordedEvent.subject_id == subject_id)
    return db.session.scalar(query) or 0


def test_an_armed_clock_keeps_its_date_and_its_reasons() -> None:
    order = an_order()
    row = services.arm(order, "P08", NOON, risk="orange", actor=ACTOR)
    assert local(row.due_at) == at("2025-06-18T16:20")
    with clock.frozen(at("2025-06-18T12:46")):
        view = queries.running(order.kind, order.id, "P08")
    assert view is not None
    assert (view.used, view.colour, str(view.left), str(view.due)) == (10, "grey", "剩3小时34分", "今日 16:20")
    assert "4小时" in str(view.because[1].step)
    assert view.condition == "running"


def test_a_legal_clock_shows_its_advised_and_its_safe_day() -> None:
    agreement = an_order("agreement")
    services.arm(agreement, "K01", date(2026, 1, 20), actor=ACTOR)
    with clock.frozen(at("2026-02-01T09:00")):
        view = queries.clocks_of_subject("agreement", agreement.id)[0]
    assert (view.due_on, view.advised_on, view.safe_on) == (date(2026, 2, 24), date(2026, 2, 10), date(2026, 2, 19))
    assert (str(view.left), str(view.due), view.is_law) == ("剩23天", "2月24日", True)


def test_arming_again_replaces_the_running_clock() -> None:
    order = an_order()
    services.arm(order, "P03", at("2025-06-18T09:10"), risk="yellow", actor=ACTOR)
    services.arm(order, "P03", at("2025-06-19T09:10"), risk="yellow", actor=ACTOR)
    assert [(row.stopped_why, row.breached_at) for row in rows(order)] == [("replaced", None), (None, None)]
    assert len(queries.clocks_of_subject(order.kind, order.id)) == 1


def test_an_ungraded_matter_runs_as_yellow_and_a_graded_one_keeps_its_colour() -> None:
    matter = new_id()
    first, second = Subject("event", matter, matter), Subject("sample_order", new_id(), matter)
    assert services.arm(first, "P01", NOON, actor=ACTOR).risk == "yellow"
    services.arm(first, "P02", NOON, risk="red", actor=ACTOR)
    assert services.arm(second, "P03", NOON, actor=ACTOR).risk == "red"


def test_a_clock_beyond_the_calendar_is_refused_and_nothing_is_kept() -> None:
    order = an_order()
    with pytest.raises(CalendarNotLoaded):
        services.arm(order, "K19", date(2026, 12, 30), actor=ACTOR)
    assert rows(order) == []


def test_a_clock_stopped_in_time_is_never_told() -> None:
    order = an_order()
    with clock.frozen(at("2025-06-18T09:10")):
        services.arm(order, "P03", clock.now(), risk="orange", actor=ACTOR)
    with clock.frozen(at("2025-06-18T09:25")):
        services.stop(order, "P03", actor=ACTOR)
    with clock.frozen(at("2025-06-20T09:00")):
        services.sweep_clocks()
        view = queries.clocks_of_subject(order.kind, order.id, ended=True)[0]
    assert told("ClockBreached", order.id) == 0
    assert (view.condition, view.colour, str(view.left)) == ("stopped", "green", "按期办结")


def test_a_clock_stopped_late_counts_as_breached_even_without_a_sweep() -> None:
    order = an_order()
    services.arm(order, "P03", at("2025-06-18T09:10"), risk="orange", actor=ACTOR)
    with clock.frozen(at("2025-06-18T13:11")):
        services.stop(order, "P03", actor=ACTOR)
    assert queries.was_breached(order.kind, order.id, "P03")


def test_a_breach_is_told_exactly_once() -> None:
    order = an_order()
    services.arm(order, "P03", at("2025-06-18T09:10"), risk="orange", actor=ACTOR)
    with clock.frozen(at("2025-06-18T13:10")):
        services.sweep_clocks()
        assert told("ClockBreached", order.id) == 0
    for _ in range(3):
        with clock.frozen(at("2025-06-18T13:11")):
            services.sweep_clocks()
    assert told("ClockBreached", order.id) == 1
    assert rows(order)[0].breached_at is not None
    with clock.frozen(at("2025-06-18T13:30")):
        view = queries.clocks_of_subject(order.kind, order.id)[0]
    assert (view.condition, view.colour, str(view.left)) == ("breached", "red", "超时20分")


def test_each_rung_is_told_once_as_it_comes() -> None:
    order = an_order()
    services.arm(order, "P03", at("2025-06-18T09:00"), risk="orange", actor=ACTOR)
    seen = []
    for moment in ("10:59", "11:01", "12:13", "13:01", "13:49", "14:00"):
        with clock.frozen(at(f"2025-06-18T{moment}")):
            services.sweep_clocks()
        seen.append(told("ClockRungReached", order.id))
    assert seen == [0, 1, 2, 3, 4, 4]
    query = select(ClockAlert.rung).where(ClockAlert.deadline_id == rows(order)[0].id).order_by(ClockAlert.rung)
    assert list(db.session.scalars(query)) == [50, 80, 100, 120]


def test_a_long_silence_tells_every_rung_that_was_missed_once() -> None:
    order = an_order()
    services.arm(order, "P03", at("2025-06-18T09:00"), risk="orange", actor=ACTOR)
    with clock.frozen(at("2025-06-30T09:00")):
        services.sweep_clocks()
        services.sweep_clocks()
    assert (told("ClockRungReached", order.id), told("ClockBreached", order.id)) == (4, 1)


def test_a_suspended_clock_rests_and_its_date_moves_by_the_time_it_rested() -> None:
    order = an_order()
    services.arm(order, "P09", at("2025-06-18T09:25"), risk="orange", actor=ACTOR)
    with clock.frozen(at("2025-06-20T10:00")):
        services.suspend(order, reason="等待鉴定", actor=ACTOR)
    with clock.frozen(at("2025-07-20T10:00")):
        services.sweep_clocks()
        assert queries.clocks_of_subject(order.kind, order.id)[0].condition == "suspended"
    with clock.frozen(at("2025-07-25T10:00")):
        services.resume(order, actor=ACTOR)
    row = rows(order)[0]
    assert told("ClockBreached", order.id) == 0
    assert row.raw_on == date(2025, 6, 25) + timedelta(days=35)
    assert any("中止" in str(step.step) for step in queries.clocks_of_subject(order.kind, order.id)[0].because)


def test_a_legal_period_cannot_be_suspended() -> None:
    agreement = an_order("agreement")
    services.arm(agreement, "K01", date(2025, 6, 23), actor=ACTOR)
    services.suspend(agreement, reason="等待", actor=ACTOR)
    assert rows(agreement)[0].suspended_at is None
    with pytest.raises(InvalidInput):
        services.suspend(agreement, reason="等待", rule_id="K01", actor=ACTOR)
    with pytest.raises(ClockNotRunning):
        services.suspend(agreement, reason="等待", rule_id="K02", actor=ACTOR)


def test_a_handling_clock_may_be_prolonged_before_its_end_only() -> None:
    order = an_order()
    services.arm(order, "P09", at("2025-06-18T09:25"), risk="orange", actor=ACTOR)
    with clock.frozen(at("2025-06-24T09:00")):
        row = services.extend(order, "P09", reason="等待银行流水", until=date(2025, 7, 4), actor=ACTOR)
        assert local(row.due_at) == at("2025-07-04T18:00")
        with pytest.raises(InvalidInput):
            services.extend(order, "P09", reason="再延", until=date(2025, 7, 1), actor=ACTOR)
    with clock.frozen(at("2025-07-05T09:00")), pytest.raises(ClockNotRunning):
        services.extend(order, "P09", reason="再延", until=date(2025, 7, 20), actor=ACTOR)


def test_a_court_term_is_prolonged_by_the_length_its_rule_knows() -> None:
    application = an_order("confirmation")
    with clock.frozen(at("2025-06-26T09:00")):
        services.arm(application, "K03", date(2025, 6, 26), actor=ACTOR)
        assert services.extend(application, "K03", reason="院长批准", actor=ACTOR).due_on == date(2025, 7, 21)


def test_a_graver_colour_counts_the_running_clocks_anew_from_their_own_start() -> None:
    order = an_order()
    services.arm(order, "P09", at("2025-06-18T09:25"), risk="yellow", actor=ACTOR)
    services.arm(order, "K11", at("2025-06-18T10:30"), actor=ACTOR)
    assert order.matter_id is not None
    services.recolour(order.matter_id, "orange", actor=ACTOR)
    found = {row.rule_id: row.due_on for row in rows(order)}
    assert found == {"P09": date(2025, 6, 25), "K11": date(2025, 7, 3)}


def test_the_matters_earliest_due_instant_is_told_to_the_listener(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[datetime | None] = []
    monkeypatch.setattr(services.deadlines, "_listeners", [lambda matter, due: heard.append(due)])
    order = an_order()
    services.arm(order, "P09", NOON, risk="orange", actor=ACTOR)
    services.arm(order, "P03", NOON, risk="orange", actor=ACTOR)
    services.stop(order, "P03", actor=ACTOR)
    services.stop_all(order, actor=ACTOR)
    assert [local(due).isoformat()[:16] if due else None for due in heard] == [
        "2025-06-25T23:59",
        "2025-06-18T16:20",
        "2025-06-25T23:59",
        None,
    ]


def test_an_ended_subject_stops_product_clocks_and_leaves_legal_ones() -> None:
    agreement = an_order("agreement")
    services.arm(agreement, "K01", date(2025, 6, 23), actor=ACTOR)
    services.arm(agreement, "P15", date(2025, 6, 23), actor=ACTOR)
    services.stop_all(agreement, actor=ACTOR)
    assert [view.rule_id for view in queries.clocks_of_subject("agreement", agreement.id)] == ["K01"]


def test_a_list_of_orders_gets_all_its_clocks_with_few_queries(database: SQLAlchemy) -> None:
    orders = [an_order() for _ in range(5)]
    for order in orders:
        services.arm(order, "P03", NOON, risk="orange", actor=ACTOR)
        services.arm(order, "P09", NOON, risk="orange", actor=ACTOR)
    found = queries.clocks_of_subjects("sample_order", [order.id for order in orders])
    assert all([view.rule_id for view in found[order.id]] == ["P03", "P09"] for order in orders)
    by_matter = queries.clocks_of_matters([order.matter_id for order in orders if order.matter_id])
    assert len(by_matter) == 5


def test_late_on_a_day_of_rest_is_late_without_a_count() -> None:
    order = an_order()
    services.arm(order, "P03", at("2025-06-19 10:00"), risk="yellow", actor=ACTOR)
    with clock.frozen(at("2025-06-22 12:00")):
        assert str(queries.clocks_of_subject(order.kind, order.id)[0].left) == "逾期不足1个工作日"
    with clock.frozen(at("2025-06-23 12:00")):
        assert str(queries.clocks_of_subject(order.kind, order.id)[0].left) == "逾期1个工作日"
