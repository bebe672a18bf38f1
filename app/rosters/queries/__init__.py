"""Reads of rosters: duties, weeks and grids, presence, and how a unit can be reached now."""

from app.rosters.queries.duties import (
    duty,
    duty_page,
    is_on_duty,
    judges_on_duty,
    next_judges,
    on_duty_among,
    on_duty_of_units,
    stationing_now,
    stationings,
    who_is_on_duty,
)
from app.rosters.queries.exchanges import (
    duties_to_swap,
    exchange,
    exchange_counts,
    exchange_offers,
    exchange_page,
)
from app.rosters.queries.feeds import feed_calendar, feeds_of
from app.rosters.queries.gaps import fair_shares, gaps_ahead, needs, use_working_days
from app.rosters.queries.handovers import (
    ShownLines,
    alarm_at,
    duties_to_hand_over,
    handover,
    handover_counts,
    handover_offers,
    handover_page,
    shown_lines,
    sign_within,
    use_sign_within,
)
from app.rosters.queries.presence import own_presence, present_at
from app.rosters.queries.substitutes import (
    acting_for,
    posts_stood_in,
    stand_ins,
    stood_in_count,
    substitution,
    substitution_counts,
    substitution_page,
)
from app.rosters.queries.three_facts import three_facts
from app.rosters.queries.weeks import grid_of, placed_duties, roster_sheet, seats_of, week_of
from app.rosters.workbook import COLUMNS, MOST_ROWS

__all__ = [
    "COLUMNS",
    "MOST_ROWS",
    "ShownLines",
    "acting_for",
    "alarm_at",
    "duties_to_hand_over",
    "duties_to_swap",
    "duty",
    "duty_page",
    "exchange",
    "exchange_counts",
    "exchange_offers",
    "exchange_page",
    "fair_shares",
    "feed_calendar",
    "feeds_of",
    "gaps_ahead",
    "grid_of",
    "handover",
    "handover_counts",
    "handover_offers",
    "handover_page",
    "is_on_duty",
    "judges_on_duty",
    "needs",
    "next_judges",
    "on_duty_among",
    "on_duty_of_units",
    "own_presence",
    "placed_duties",
    "posts_stood_in",
    "present_at",
    "roster_sheet",
    "seats_of",
    "shown_lines",
    "sign_within",
    "stand_ins",
    "stationing_now",
    "stationings",
    "stood_in_count",
    "substitution",
    "substitution_counts",
    "substitution_page",
    "three_facts",
    "use_sign_within",
    "use_working_days",
    "week_of",
    "who_is_on_duty",
]
