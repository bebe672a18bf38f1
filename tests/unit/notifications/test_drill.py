"""What the fire drill makes of alerts: posts, hours, the loudest desk, the share of matters, the findings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from app.clocks.rules import calendar_from_table
from app.core import clock
from app.core.calendar import DutyHours
from app.notifications.rules.drill import Alert, DrilledRule, DrillLimits, DrillRow, drill, posts_of, reached
from app.notifications.rules.sending import may_go_at
from app.notifications.types import Audience

NOON = clock.at(date(2025, 6, 18), 12)
NIGHT = clock.at(date(2025, 6, 18), 23)
MATTERS = [UUID(int=n) for n in range(1, 11)]
DESK = ((Audience.CENTER_DESK, UUID(int=99)),)


def in_hours(at: datetime) -> bool:
    return may_go_at(at, calendar_from_table(), DutyHours()) == at


def alert(matter: UUID, at: datetime = NOON, *, red: bool = False, manned: bool = True, fact: str = "") -> Alert:
    posts = posts_of((fact or "DispatchOrderOverdue",), ())
    return Alert("P03", matter, 100, at, red, posts, DESK if manned else ())


def drilled(*alerts: Alert, starts: bool = True, acts: bool = True, limits: DrillLimits | None = None) -> DrillRow:
    rule = DrilledRule("P03", "签收", is_product=True, starts=starts, acts=acts)
    (row,) = drill([rule], {"P03": MATTERS}, alerts, in_hours, limits or DrillLimits())
    return row


def test_alerts_are_in_hours_held_or_red_at_night() -> None:
    row = drilled(alert(MATTERS[0], NOON, red=True), alert(MATTERS[1], NIGHT, red=True), alert(MATTERS[2], NIGHT))
    assert (row.told, row.in_hours, row.at_night, row.held) == (3, 1, 1, 1)
    assert (row.posts, row.alerts["100"], row.share, row.verdicts) == (["center_desk"], 3, 30, [])


@pytest.mark.parametrize(
    ("count", "limits", "verdicts"),
    [
        (3, DrillLimits(per_desk=3, share=30), []),
        (4, DrillLimits(per_desk=4, share=30), ["too_common"]),
        (3, DrillLimits(per_desk=2, share=30), ["desk_flooded"]),
    ],
)
def test_a_rule_is_too_loud_above_its_limits(count: int, limits: DrillLimits, verdicts: list[str]) -> None:
    assert drilled(*map(alert, MATTERS[:count]), limits=limits).verdicts == verdicts


def test_alerts_on_different_days_do_not_flood_a_desk() -> None:
    row = drilled(*(alert(MATTERS[0], NOON + timedelta(days=n)) for n in range(4)), limits=DrillLimits(per_desk=1))
    assert (row.busiest, row.verdicts) == (1, [])


def test_dumb_rules_and_empty_posts_are_named() -> None:
    assert drilled(starts=False, acts=False).verdicts == ["no_start"]
    assert drilled(acts=False).verdicts == ["no_effect"]
    row = drilled(alert(MATTERS[0], manned=False), alert(MATTERS[1], fact="MinutesSettled"))
    assert (row.told, row.nobody, row.verdicts) == (0, 1, ["nobody"]), "what is told to nobody by design counts not"


def test_a_rung_counts_in_its_month_and_while_the_clock_runs() -> None:
    times = {50: NOON, 80: NOON + timedelta(days=1), 100: NOON + timedelta(days=2), 120: NOON + timedelta(days=40)}
    first, end = clock.at(date(2025, 6, 1)), clock.at(date(2025, 7, 1))
    assert reached(times, None, first, end) == [50, 80, 100]
    assert reached(times, times[100], first, end) == [50, 80]
    assert reached(times, None, times[80], end) == [80, 100]
