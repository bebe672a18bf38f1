"""When messages may go and how many: the centre's settings, and the count of a day."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from app.clocks import queries as clocks
from app.core import clock
from app.core.clock import local
from app.core.db import db
from app.notifications.models import DailyMessageCount
from app.notifications.rules.sending import may_go_at, next_morning
from app.notifications.types import Held, Limits

#: Under this name the messages of everybody are counted.
EVERYBODY = "center"

_limits = [Limits()]


def use_limits(limits: Limits) -> None:
    """Set the hours and the daily caps of the centre (settings, not law)."""
    _limits[:] = [limits]


def limits() -> Limits:
    """The hours and daily caps in force."""
    return _limits[0]


def opens_again(now: datetime) -> datetime:
    """The earliest instant from now at which what is not red may go."""
    return may_go_at(now, clocks.calendar(), limits().hours)


def morning_after(now: datetime) -> datetime:
    """When what a cap holds back today goes."""
    return next_morning(now, clocks.calendar(), limits().hours)


def counted(user_id: UUID, *, red: bool) -> Held | None:
    """Count a message of today for the person and for the centre, or say which cap holds it back.

    What is red counts and is never held back.
    """
    if not _one_more(str(user_id), None if red else limits().per_person):
        return Held.PERSON_CAP
    if not _one_more(EVERYBODY, None if red else limits().per_day):
        _one_less(str(user_id))
        return Held.CENTER_CAP
    return None


def _one_more(whose: str, cap: int | None) -> bool:
    """Count one; whether it was within the cap. Two workers wait for each other at the row."""
    if cap is not None and cap <= 0:
        return False
    today = local(clock.now()).date()
    new = insert(DailyMessageCount).values(day=today, whose=whose, count=1)
    within = DailyMessageCount.count < cap if cap is not None else None
    counting = new.on_conflict_do_update(
        index_elements=["day", "whose"], set_={"count": DailyMessageCount.count + 1}, where=within
    )
    return db.session.execute(counting.returning(DailyMessageCount.count)).scalar() is not None


def _one_less(whose: str) -> None:
    today = local(clock.now()).date()
    row = (DailyMessageCount.day == today, DailyMessageCount.whose == whose)
    db.session.execute(
        update(DailyMessageCount)
        .where(*row)
        .values(count=DailyMessageCount.count - 1)
        .execution_options(synchronize_session=False)
    )
