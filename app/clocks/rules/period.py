"""From a rule, a start and a calendar to a deadline. Pure: the calendar and the duty hours are arguments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from app.clocks.rules import reasons
from app.clocks.types import ANY_RISK, Because, Deadline, Length, Regime, Risk, Roll, Rule, Span, Terms, Unit
from app.core.calendar import (
    ONE_DAY,
    Calendar,
    CalendarNotLoaded,
    DayKind,
    DutyHours,
    add_days,
    add_duty_time,
    add_months,
    add_working_days,
    days_between,
    duty_time_between,
    next_full_hour,
    roll_backward,
    roll_forward,
    subtract_working_days,
)
from app.core.clock import SHANGHAI, local
from app.core.errors import InvalidInput
from app.core.text import msg

ADVANCE_WORKING_DAYS = 5
FIRST_YEAR, LAST_YEAR = 1900, 2200
LAST_INSTANT = time(23, 59, 59, 999999)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything one computation needs, gathered once."""

    rule: Rule
    started_at: datetime
    length: Length
    terms: Terms
    calendar: Calendar
    hours: DutyHours

    @property
    def start_day(self) -> date:
        """The day of the starting event in Asia/Shanghai."""
        return local(self.started_at).date()


def compute(
    rule: Rule,
    start: date | datetime,
    calendar: Calendar,
    hours: DutyHours | None = None,
    terms: Terms | None = None,
) -> Deadline:
    """The deadline of a rule that starts on a day or at an instant, with its reasons.

    Raises ``CalendarNotLoaded`` when working days, duty hours or a backward roll leave the loaded years, and
    ``InvalidInput`` when the rule needs a risk colour or does not allow the length, extension or suspension asked for.
    """
    terms = terms or Terms()
    _check_terms(rule, terms)
    case = Case(rule, _instant(start), _length(rule, terms), terms, calendar, hours or DutyHours())
    if case.length.unit is Unit.HOURS:
        deadline = _by_hours(case)
    elif case.length.unit is Unit.WORKING_DAYS:
        deadline = _by_working_days(case)
    else:
        deadline = _by_calendar(case)
    return _until(case, deadline) if terms.until else deadline


def length_for(rule: Rule, risk: Risk | None) -> Length:
    """The rule's length at a risk colour; raises ``InvalidInput`` when it depends on a colour and none is given."""
    if not rule.by_colour:
        return rule.lengths[ANY_RISK]
    if risk is None:
        raise InvalidInput({"risk": [msg("{name}的时限按风险等级确定，请指明风险等级。", name=rule.name)]})
    return rule.lengths[risk]


def _check_terms(rule: Rule, terms: Terms) -> None:
    if terms.length and not rule.by_document:
        raise InvalidInput({"length": [msg("{name}的期限不能另行指定。", name=rule.name)]})
    if terms.extensions and rule.extension is None:
        raise InvalidInput({"extensions": [msg("{name}没有可以延长的规定。", name=rule.name)]})
    if terms.until and not (rule.extendable or rule.is_product):
        raise InvalidInput({"until": [msg("{name}不能延长到指定日期。", name=rule.name)]})
    if terms.spans and not rule.suspendable:
        raise InvalidInput({"spans": [msg("{name}不能中止。", name=rule.name)]})


def _length(rule: Rule, terms: Terms) -> Length:
    length = terms.length or length_for(rule, terms.risk)
    if terms.extensions and rule.extension:
        return length.plus(rule.extension, terms.extensions)
    return length


def _instant(start: date | datetime) -> datetime:
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        years = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
        raise InvalidInput({"from": [msg("起算日的年份应当在{first}至{last}之间。", **years)]})
    if isinstance(start, datetime):
        return start.astimezone(UTC)
    return datetime.combine(start, time(), tzinfo=SHANGHAI).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last instant of a day in Asia/Shanghai (24:00, 民法典203(2))."""
    return datetime.combine(day, LAST_INSTANT, tzinfo=SHANGHAI).astimezone(UTC)


def _by_calendar(case: Case) -> Deadline:
    """Days, months and years: rest days inside count, the last day rolls (民法典201–203, 民诉法85)."""
    raw = _nominal_end(case) + timedelta(days=_suspended_days(case.terms.spans))
    due, provisional = _rolled(case, raw)
    because = [
        *reasons.opening(case.rule, case.started_at, case.length, case.terms),
        reasons.nominal_end(case.rule, case.start_day, case.length, raw),
        *reasons.rolling(case.rule, raw, due, case.calendar, provisional),
    ]
    over = () if provisional else _passed(raw, due, case.calendar)
    return _finish(case, raw, due, because, provisional=provisional, over=over)


def _nominal_end(case: Case) -> date:
    count = case.length.count
    if case.length.unit is Unit.CALENDAR_DAYS:
        return add_days(case.start_day, count)
    return add_months(case.start_day, count * (12 if case.length.unit is Unit.YEARS else 1))


def _rolled(case: Case, raw: date) -> tuple[date, bool]:
    if case.rule.roll is Roll.BACKWARD:
        return roll_backward(raw, case.calendar), False
    try:
        return roll_forward(raw, case.calendar), False
    except CalendarNotLoaded:
        return raw, True


def _passed(raw: date, due: date, calendar: Calendar) -> tuple[tuple[date, DayKind], ...]:
    first, last = (raw, due - ONE_DAY) if raw <= due else (due + ONE_DAY, raw)
    return tuple((day, calendar.kind(day)) for day in days_between(first, last))


def _by_working_days(case: Case) -> Deadline:
    """Working days: only they count, so the last one never needs to roll."""
    still = _suspended_set(case.terms.spans)
    due = add_working_days(case.start_day, case.length.count, case.calendar, still)
    because = [
        *reasons.opening(case.rule, case.started_at, case.length, case.terms),
        *reasons.counted_days(case.rule, case.start_day, due, case.calendar),
        reasons.last_working_day(case.rule, case.length, due),
    ]
    return _finish(case, due, due, because)


def _finish(
    case: Case,
    raw: date,
    due: date,
    because: list[Because],
    *,
    provisional: bool = False,
    over: tuple[tuple[date, DayKind], ...] = (),
) -> Deadline:
    closes_with_duty = case.rule.is_product and case.length.unit is Unit.WORKING_DAYS
    due_at = case.hours.closing(due) if closes_with_duty else end_of_day(due)
    forward = case.rule.roll is Roll.FORWARD
    return Deadline(
        rule_id=case.rule.id,
        is_law=case.rule.is_law,
        unit=case.length.unit,
        started_at=case.started_at,
        due_at=due_at,
        due_on=due,
        raw_on=raw,
        provisional=provisional,
        because=(*because, reasons.end_of_day(case.rule, due_at, closes_with_duty=closes_with_duty)),
        timed=closes_with_duty,
        in_duty=closes_with_duty,
        advised_on=None if provisional else _advised(case, due),
        safe_on=raw if forward and any(kind is DayKind.ADJUSTED for _, kind in over) else None,
        rolled_over=over,
    )


def _advised(case: Case, due: date) -> date | None:
    if not case.rule.is_law or case.rule.roll is Roll.BACKWARD:
        return None
    try:
        advised = subtract_working_days(due, ADVANCE_WORKING_DAYS, case.calendar)
    except CalendarNotLoaded:
        return None
    return advised if advised > case.start_day else None


def _by_hours(case: Case) -> Deadline:
    """Hours: from the instant (民法典201(2)), from the next full hour (解释125), or in the centre's duty time."""
    begins = next_full_hour(case.started_at) if case.rule.regime is Regime.PROCEDURE else case.started_at
    in_duty = case.rule.is_product and case.terms.risk is not Risk.RED
    due_at = _hours_end(case, begins, in_duty=in_duty)
    due_on = local(due_at).date()
    because = [
        *reasons.opening(case.rule, case.started_at, case.length, case.terms),
        *reasons.hours(case.rule, begins, due_at, case.hours, in_duty=in_duty),
    ]
    return Deadline(
        rule_id=case.rule.id,
        is_law=case.rule.is_law,
        unit=Unit.HOURS,
        started_at=case.started_at,
        due_at=due_at,
        due_on=due_on,
        raw_on=due_on,
        provisional=False,
        because=tuple(because),
        timed=True,
        in_duty=in_duty,
    )


def _hours_end(case: Case, begins: datetime, *, in_duty: bool) -> datetime:
    """The end of an hour clock; each suspension that began before the end so far pushes it on by what it took."""
    if not in_duty:
        end = begins + case.length.time
        for span in case.terms.spans:
            if span.start < end:
                end += span.end - max(span.start, begins)
        return end
    needed = case.length.time
    end = add_duty_time(begins, needed, case.calendar, case.hours)
    for span in case.terms.spans:
        if span.start < end:
            needed += duty_time_between(max(span.start, begins), span.end, case.calendar, case.hours)
            end = add_duty_time(begins, needed, case.calendar, case.hours)
    return end


def _suspended_days(spans: tuple[Span, ...]) -> int:
    return len(_suspended_set(spans))


def _suspended_set(spans: tuple[Span, ...]) -> frozenset[date]:
    """The days on which a clock stood still: the day of suspension and those up to the day before it resumed."""
    days: set[date] = set()
    for span in spans:
        days.update(days_between(local(span.start).date(), local(span.end).date() - ONE_DAY))
    return frozenset(days)


def _until(case: Case, deadline: Deadline) -> Deadline:
    """A deadline prolonged to a named day; where the rule itself now gives a later one, that stands."""
    until = case.terms.until
    if until is None or until <= deadline.due_on:
        return deadline
    due_at = case.hours.closing(until) if case.rule.is_product else end_of_day(until)
    return replace(
        deadline,
        due_at=due_at,
        due_on=until,
        raw_on=until,
        provisional=False,
        advised_on=None,
        safe_on=None,
        rolled_over=(),
        timed=case.rule.is_product,
        because=(*deadline.because, reasons.prolonged(case.rule, until)),
    )
