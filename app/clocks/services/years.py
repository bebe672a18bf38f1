"""Loading a year's arrangement, and counting anew the clocks it touches."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, or_, select

from app.clocks.commands import YearArrangement, YearDay
from app.clocks.events import CalendarYearLoaded, DeadlineMoved
from app.clocks.models import CalendarDay, CalendarYear, ClockRule, DeadlineRow
from app.clocks.permissions import CALENDAR_IMPORT
from app.clocks.queries.knowledge import forget, knowledge
from app.clocks.rules.tables import NamedDay, rules_from_tables, special_days, year_sources
from app.clocks.rules.years import checked_year
from app.clocks.services.computing import computed, put
from app.clocks.services.deadlines import tell_due
from app.clocks.types import Rule
from app.core import clock
from app.core.calendar import CalendarNotLoaded, days_between, weekday_kind
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import UnitOfWork, unit_of_work

YEAR_KIND = "calendar_year"
SAME_IN_ROW = (
    *("name", "starts", "expiry", "basis", "evidence", "extension_basis"),
    *("suspendable", "extendable", "by_document", "is_law", "valid_from", "valid_to"),
)


def read_year_csv(content: bytes) -> list[YearDay]:
    """The rows of a CSV with the columns 日期, 类别 and 节日 (or date, kind, name); raises ``InvalidInput`` by line."""
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise InvalidInput({"days": [msg("文件不是UTF-8编码的CSV。")]}) from problem
    found: list[YearDay] = []
    wrong: list[Message] = []
    for number, cells in enumerate(lines[1:], start=2):
        row = [cell.strip() for cell in cells] + ["", "", ""]
        if not any(row):
            continue
        try:
            found.append(YearDay(date.fromisoformat(row[0]), row[1], row[2]))
        except ValueError:
            wrong.append(msg("第{n}行：“{cell}”不是日期，应写成2027-01-01。", n=number, cell=row[0][:20]))
    if wrong:
        raise InvalidInput({"days": wrong})
    return found


def load_year(arrangement: YearArrangement, *, actor: Actor) -> int:
    """Load or replace a year's arrangement and count anew the clocks it touches; returns how many dates moved.

    Raises ``Forbidden`` without the right, ``InvalidInput`` naming each day that cannot be.
    """
    authorise(actor, CALENDAR_IMPORT)
    days = checked_year(arrangement)
    with unit_of_work(actor) as uow:
        subject_id = _write_year(arrangement.year, arrangement.source, days, actor)
        moved = recompute_deadlines(arrangement.year, actor=actor)
        uow.record(
            CalendarYearLoaded(
                matter_id=None, subject_kind=YEAR_KIND, subject_id=subject_id, year=arrangement.year, recomputed=moved
            )
        )
    return moved


def load_shipped_tables(*, actor: Actor) -> None:
    """Put the shipped rules and years into the database where it has none of them; what is there is left alone."""
    with unit_of_work(actor):
        known = set(db.session.scalars(select(ClockRule.code)))
        for rule in rules_from_tables().values():
            if rule.id not in known:
                db.session.add(_rule_row(rule))
        forget()
        loaded = set(db.session.scalars(select(CalendarYear.year)))
        for year, source in year_sources().items():
            if year not in loaded:
                _write_year(year, source, special_days(year), actor)


def recompute_deadlines(year: int, *, actor: Actor) -> int:
    """Count anew every running clock whose date is provisional or lies in the year or after; returns how many moved."""
    with unit_of_work(actor) as uow:
        db.session.flush()
        known, moved = knowledge(), 0
        query = select(DeadlineRow).where(
            DeadlineRow.stopped_at.is_(None),
            DeadlineRow.breached_at.is_(None),
            or_(DeadlineRow.provisional, DeadlineRow.due_on >= date(year, 1, 1)),
        )
        for row in db.session.scalars(query.order_by(DeadlineRow.id).with_for_update()):
            before = (row.due_at, row.provisional)
            try:
                put(row, computed(row, known), known)
            except CalendarNotLoaded:
                continue
            if (row.due_at, row.provisional) != before:
                moved += 1
                _tell_move(uow, row, before[0])
        return moved


def _tell_move(uow: UnitOfWork, row: DeadlineRow, before: datetime) -> None:
    row.touch()
    db.session.flush()
    if row.due_at != before:
        uow.record(
            DeadlineMoved(
                matter_id=row.matter_id,
                subject_kind=row.subject_kind,
                subject_id=row.subject_id,
                deadline_id=row.id,
                rule_id=row.rule_id,
                before_on=clock.local(before).date(),
                due_on=row.due_on,
            )
        )
        tell_due(row.matter_id)


def _write_year(year: int, source: str, days: list[NamedDay], actor: Actor) -> UUID:
    db.session.execute(delete(CalendarDay).where(CalendarDay.year == year))
    stored = db.session.get(CalendarYear, year) or CalendarYear(year=year, subject_id=new_id())
    stored.source, stored.loaded_at, stored.revision = source, clock.now(), new_id()
    stored.loaded_by_id, stored.loaded_by_name = actor.user_id, actor.name
    db.session.add(stored)
    db.session.flush()
    special = {day: (kind, name) for day, kind, name in days}
    for day in days_between(date(year, 1, 1), date(year, 12, 31)):
        kind, name = special.get(day, (weekday_kind(day), ""))
        db.session.add(CalendarDay(on=day, year=year, kind=kind.value, name=name))
    db.session.flush()
    forget()
    return stored.subject_id


def _rule_row(rule: Rule) -> ClockRule:
    plain = {name: getattr(rule, name) for name in SAME_IN_ROW}
    return ClockRule(
        id=new_id(),
        code=rule.id,
        lengths={colour: str(length) for colour, length in rule.lengths.items()},
        extension=str(rule.extension) if rule.extension else None,
        regime=rule.regime.value,
        roll=rule.roll.value,
        **plain,
    )
