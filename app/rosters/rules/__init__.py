"""Pure decisions about rosters: spans of duty, how a unit can be reached now."""

from app.rosters.rules.calendar_text import calendar_text, folded
from app.rosters.rules.exchanges import hours_in_digits, in_time
from app.rosters.rules.fairness import shares
from app.rosters.rules.gaps import gaps_of, is_needed, uncovered
from app.rosters.rules.grid import grid_rows
from app.rosters.rules.handovers import (
    LOOK_AFTER,
    PREPARE_AFTER,
    SIGN_WITHIN_MINUTES,
    alarm_at,
    faults_of_text,
    may_prepare,
    next_duty,
    sorted_items,
)
from app.rosters.rules.spans import LONGEST_DUTY, faults_of_span, monday_of, span_of
from app.rosters.rules.stationing import ARRIVAL_HOURS, HALL_CLOSES, HALL_OPENS, hall_is_open, stationing
from app.rosters.rules.substitutes import LONGEST_SUBSTITUTION, Span, acting_post, circle_from, fit_to_stand_in

__all__ = [
    "ARRIVAL_HOURS",
    "HALL_CLOSES",
    "HALL_OPENS",
    "LONGEST_DUTY",
    "LONGEST_SUBSTITUTION",
    "LOOK_AFTER",
    "PREPARE_AFTER",
    "SIGN_WITHIN_MINUTES",
    "Span",
    "acting_post",
    "alarm_at",
    "calendar_text",
    "circle_from",
    "faults_of_span",
    "faults_of_text",
    "fit_to_stand_in",
    "folded",
    "gaps_of",
    "grid_rows",
    "hall_is_open",
    "hours_in_digits",
    "in_time",
    "is_needed",
    "may_prepare",
    "monday_of",
    "next_duty",
    "shares",
    "sorted_items",
    "span_of",
    "stationing",
    "uncovered",
]
