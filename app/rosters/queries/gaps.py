"""What has to be staffed, the gaps of the days ahead, and how duties were shared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Date, Select, cast, func, or_, select

from app.accounts import queries as accounts
from app.accounts.models import Membership, User
from app.core import clock
from app.core.calendar import days_between
from app.core.db import db
from app.organisations.models import Unit
from app.organisations.types import UnitStatus
from app.rosters import rules
from app.rosters.models import Duty, StaffingNeed
from app.rosters.queries.duties import read_duties
from app.rosters.types import DutyKind, DutySpan, FairShare, Gap, Need

DAYS_AHEAD = 7
FRIDAY = 4

WorkingDays = Callable[[Sequence[date]], Collection[date]]


def _by_weekday(days: Sequence[date]) -> Collection[date]:
    return {day for day in days if day.weekday() <= FRIDAY}


_working_days: list[WorkingDays] = [_by_weekday]


def use_working_days(found: WorkingDays) -> None:
    """Install the function that knows which days are working days; the calendar stands above this context."""
    _working_days[:] = [found]


def needs(unit_id: UUID | None = None) -> list[Need]:
    """What has to be staffed today or later, of one unit or of all that take on work, by unit and desk."""
    statement = (
        select(StaffingNeed)
        .join(Unit, Unit.id == StaffingNeed.unit_id)
        .where(or_(StaffingNeed.until_on.is_(None), StaffingNeed.until_on >= clock.today()))
        .where(Unit.status == UnitStatus.ACTIVE.value)
        .order_by(Unit.position, Unit.code, StaffingNeed.seat, StaffingNeed.begins)
    )
    if unit_id is not None:
        statement = statement.where(StaffingNeed.unit_id == unit_id)
    return [_need(row) for row in db.session.execute(statement).scalars()]


def gaps_ahead(unit_id: UUID | None = None, days: int = DAYS_AHEAD) -> list[Gap]:
    """The gaps of today and the days ahead, the earliest first; a duty of somebody who has left covers nothing."""
    wanted = needs(unit_id)
    if not wanted:
        return []
    today, now = clock.today(), clock.now()
    ahead = list(days_between(today, today + timedelta(days=days)))
    working = set(_working_days[0](ahead))
    duties = read_duties(_served(unit_id, ahead))
    found = [gap for need in wanted for gap in rules.gaps_of(need, duties, ahead, working.__contains__, now)]
    return sorted(found, key=lambda gap: gap.from_at)


def _served(unit_id: UUID | None, days: Sequence[date]) -> Select[Duty]:
    """Duties of the days whose people still hold the post then."""
    first, after = clock.at(days[0]), clock.at(days[-1] + timedelta(days=2))
    day_of_duty = cast(func.timezone(str(clock.SHANGHAI), Duty.from_at), Date)
    statement = (
        select(Duty)
        .join(Membership, Membership.id == Duty.membership_id)
        .join(User, User.id == Duty.user_id)
        .where(Duty.until_at > first, Duty.from_at < after, User.locked_at.is_(None))
        .where(or_(Membership.until_on.is_(None), day_of_duty <= Membership.until_on))
    )
    return statement.where(Duty.unit_id == unit_id) if unit_id is not None else statement


def fair_shares(span: DutySpan) -> list[FairShare]:
    """How the duties that began between two days were shared among a unit's people."""
    first, after = clock.at(span.first), clock.at(span.last + timedelta(days=1))
    statement = select(Duty).where(Duty.from_at >= first, Duty.from_at < after)
    people = []
    if span.unit_id is not None:
        statement = statement.where(Duty.unit_id == span.unit_id)
        people = [(one.user_id, one.name) for one in accounts.colleagues(unit_id=span.unit_id)]
    if span.kind is not None:
        statement = statement.where(Duty.kind == span.kind.value)
    working = set(_working_days[0](list(days_between(span.first, span.last))))
    return rules.shares(read_duties(statement), people, working.__contains__)


def _need(row: StaffingNeed) -> Need:
    return Need(
        row.id, row.unit_id, row.seat, DutyKind(row.kind), tuple(row.weekdays), row.begins, row.ends, row.rest_days,
        row.from_on, row.until_on, row.version,
    )  # fmt: skip
