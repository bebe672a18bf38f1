"""A year is loaded: provisional dates become firm, shifted dates move, and refused clocks can start."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.clocks import queries, services
from app.clocks.commands import Subject, YearArrangement, YearDay
from app.clocks.errors import CalendarNotLoaded
from app.clocks.models import CalendarDay, CalendarYear, ClockRule, DeadlineRow
from app.clocks.permissions import CALENDAR_IMPORT
from app.clocks.rules import rules_from_tables
from app.core import clock
from app.core.calendar import DayKind
from app.core.clock import SHANGHAI
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput
from app.core.ids import new_id
from app.core.models import RecordedEvent
from app.core.permissions import Actor, Role

SYSTEM = Actor.system()
ADMIN = Actor(new_id(), new_id(), None, Role.SYSTEM_ADMIN, name="管理员", permissions=frozenset({CALENDAR_IMPORT}))
CLERK = Actor(new_id(), new_id(), None, Role.DISPATCHER, name="调度员")

pytestmark = pytest.mark.usefixtures("database")


def year_2027(*extra: YearDay) -> YearArrangement:
    days = [YearDay(date(2027, 1, 1), "法定节假日", "元旦"), YearDay(date(2027, 1, 4), "放假", "元旦")]
    days += [YearDay(date(2027, 2, 5) + timedelta(days=n), "法定节假日", "春节") for n in range(4)]
    days += [YearDay(date(2027, 10, 1) + timedelta(days=n), "法定节假日", "国庆节") for n in range(8)]
    return YearArrangement(
        2027, "关于2027年部分节假日安排的通知", [*days, YearDay(date(2027, 1, 10), "调休上班"), *extra]
    )


def agreement() -> Subject:
    return Subject("agreement", new_id(), new_id())


def row_of(subject: Subject) -> DeadlineRow:
    return db.session.scalars(select(DeadlineRow).where(DeadlineRow.subject_id == subject.id)).one()


def test_a_provisional_date_becomes_firm_when_its_year_is_loaded() -> None:
    subject = agreement()
    services.arm(subject, "K01", date(2026, 12, 5), actor=SYSTEM)
    assert (row_of(subject).provisional, row_of(subject).due_on) == (True, date(2027, 1, 4))
    assert services.load_year(year_2027(), actor=ADMIN) == 1
    row = row_of(subject)
    assert (row.provisional, row.raw_on, row.due_on, row.safe_on) == (
        False,
        date(2027, 1, 4),
        date(2027, 1, 5),
        date(2027, 1, 4),
    )
    told = select(RecordedEvent.name).where(RecordedEvent.subject_id == subject.id)
    assert "DeadlineMoved" in db.session.scalars(told).all()


def test_a_refused_working_day_clock_can_start_once_the_year_is_loaded() -> None:
    subject = agreement()
    with pytest.raises(CalendarNotLoaded):
        services.arm(subject, "K19", date(2026, 12, 30), actor=SYSTEM)
    services.load_year(year_2027(), actor=ADMIN)
    services.arm(subject, "K19", date(2026, 12, 30), actor=SYSTEM)
    assert row_of(subject).due_on == date(2027, 1, 8)


def test_a_year_has_one_row_per_day() -> None:
    services.load_year(year_2027(), actor=ADMIN)
    services.load_year(year_2027(), actor=ADMIN)
    assert db.session.scalar(select(func.count()).where(CalendarDay.year == 2027)) == 365
    assert db.session.get(CalendarDay, date(2027, 1, 10)).kind == DayKind.MAKEUP  # type: ignore[union-attr]
    assert queries.calendar_years()[0].loaded_by_name == "管理员"
    assert queries.day_rows(2027)[0] == (date(2027, 1, 1), DayKind.STATUTORY, "元旦")


def test_a_corrected_year_moves_the_clocks_it_touches_only() -> None:
    services.load_year(year_2027(), actor=ADMIN)
    touched, other = agreement(), agreement()
    services.arm(touched, "K01", date(2027, 2, 1), actor=SYSTEM)
    services.arm(other, "K01", date(2026, 3, 2), actor=SYSTEM)
    assert row_of(touched).due_on == date(2027, 3, 3)
    assert services.load_year(year_2027(YearDay(date(2027, 3, 3), "放假", "增加")), actor=ADMIN) == 1
    assert row_of(touched).due_on == date(2027, 3, 4)
    assert services.load_year(year_2027(YearDay(date(2027, 3, 3), "放假", "增加")), actor=ADMIN) == 0


def test_only_a_system_administrator_loads_a_year_and_only_a_sound_one() -> None:
    with pytest.raises(Forbidden):
        services.load_year(year_2027(), actor=CLERK)
    with pytest.raises(InvalidInput):
        services.load_year(year_2027(YearDay(date(2027, 3, 3), "调休上班")), actor=ADMIN)
    assert not queries.calendar().is_loaded(date(2027, 1, 1))


def test_a_stopped_or_breached_clock_keeps_the_date_it_had() -> None:
    stopped, breached = agreement(), agreement()
    services.arm(stopped, "K01", date(2026, 12, 5), actor=SYSTEM)
    services.stop(stopped, "K01", actor=SYSTEM)
    services.arm(breached, "K01", date(2026, 12, 5), actor=SYSTEM)
    with clock.frozen(datetime(2027, 1, 5, 9, tzinfo=SHANGHAI)):
        services.sweep_clocks()
        assert services.load_year(year_2027(), actor=ADMIN) == 0
    assert row_of(stopped).due_on == row_of(breached).due_on == date(2027, 1, 4)


def test_the_shipped_tables_are_loaded_once_and_what_was_changed_stays() -> None:
    services.load_shipped_tables(actor=SYSTEM)
    count = select(func.count()).select_from(ClockRule)
    assert db.session.scalar(count) == len(rules_from_tables())
    rule = db.session.scalars(select(ClockRule).where(ClockRule.code == "P14")).one()
    rule.lengths = {"": "3W"}
    services.load_shipped_tables(actor=SYSTEM)
    assert db.session.scalar(count) == len(rules_from_tables())
    assert rule.lengths == {"": "3W"}
    assert sorted(db.session.scalars(select(CalendarYear.year))) == [2024, 2025, 2026]
    assert db.session.scalar(select(func.count()).select_from(CalendarDay)) == 366 + 365 + 365


def test_stored_rules_say_the_same_as_the_shipped_ones() -> None:
    services.load_shipped_tables(actor=SYSTEM)
    assert {rule.id: rule for rule in queries.rules()} == dict(rules_from_tables())
    assert dict(queries.calendar().kinds) == dict(queries.shipped_calendar().kinds)


def test_the_version_in_force_on_the_day_of_the_event_applies() -> None:
    services.load_shipped_tables(actor=SYSTEM)
    old = db.session.scalars(select(ClockRule).where(ClockRule.code == "P14")).one()
    plain = {column.key: getattr(old, column.key) for column in ClockRule.__table__.columns if column.key != "id"}
    db.session.add(ClockRule(**{**plain, "lengths": {"": "5W"}, "valid_from": date(2026, 1, 1)}))
    db.session.flush()
    assert str(queries.find_rule("P14", date(2025, 12, 31)).lengths[""]) == "2W"
    assert str(queries.find_rule("P14", date(2026, 1, 1)).lengths[""]) == "5W"


def test_the_missing_year_is_told_from_november() -> None:
    with clock.frozen(datetime(2026, 10, 31, tzinfo=SHANGHAI)):
        assert queries.missing_year() is None
    with clock.frozen(datetime(2026, 11, 2, tzinfo=SHANGHAI)):
        assert queries.missing_year() == 2027
    with clock.frozen(datetime(2028, 3, 1, tzinfo=SHANGHAI)):
        assert queries.missing_year() == 2028


def test_a_year_is_shown_by_holidays_working_weekends_and_months() -> None:
    view = queries.year_view(2025)
    assert [(one.name, one.length, len(one.statutory)) for one in view.holidays] == [
        ("元旦", 1, 1),
        ("春节", 8, 4),
        ("清明节", 3, 1),
        ("劳动节", 5, 2),
        ("端午节", 3, 1),
        ("国庆节、中秋节", 8, 4),
    ]
    assert [day.isoformat()[5:] for day in view.makeup] == ["01-26", "02-08", "04-27", "09-28", "10-11"]
    shown = [cell for month in view.months for week in month.weeks for cell in week if cell]
    assert len(shown) == 365
    with pytest.raises(CalendarNotLoaded):
        queries.year_view(2027)
