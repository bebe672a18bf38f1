"""The sentences of the chain "why this date", each with the article or the setting it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby

from app.clocks.rules.wording import day_text, moment_text, run_text, time_text, weekday_text
from app.clocks.types import Because, Length, Regime, Roll, Rule, Terms, Unit
from app.core.calendar import ONE_DAY, Calendar, DayKind, DutyHours, days_between
from app.core.clock import local
from app.core.text import Message, msg

RECORD = msg("办理记录")
ARRANGEMENT = msg("国务院办公厅当年节假日安排")
SETTING = msg("本中心设置，不是法定期限")

START_EXCLUDED = {
    Regime.CIVIL: msg("《民法典》第二百零一条第一款"),
    Regime.PROCEDURE: msg("《民事诉讼法》第八十五条第二款"),
    Regime.ADMINISTRATIVE: msg("参照《民法典》第二百零一条第一款"),
    Regime.WAGES: msg("《民法典》第二百零一条第一款"),
}
LAST_DAY_ROLLS = {
    Regime.CIVIL: msg("《民法典》第二百零三条第一款"),
    Regime.PROCEDURE: msg("《民事诉讼法》第八十五条第三款"),
    Regime.ADMINISTRATIVE: msg("参照《民法典》第二百零三条第一款"),
    Regime.WAGES: msg("《保障农民工工资支付条例》第十四条"),
}
HOURS_BEGIN = {
    Regime.CIVIL: msg("《民法典》第二百零一条第二款"),
    Regime.PROCEDURE: msg("《最高人民法院关于适用〈民事诉讼法〉的解释》第一百二十五条"),
    Regime.ADMINISTRATIVE: msg("参照《民法典》第二百零一条第二款"),
    Regime.WAGES: msg("《民法典》第二百零一条第二款"),
}
CORRESPONDING_DAY = msg("《民法典》第二百零二条")
DAY_ENDS = msg("《民法典》第二百零三条第二款")


def opening(rule: Rule, started_at: datetime, length: Length, terms: Terms) -> list[Because]:
    """The first reasons: what happened, how long the period is, that the day itself is not counted."""
    start = local(started_at).date()
    steps = [
        Because(
            msg("{when}：{event}", when=moment_text(started_at, timed=length.unit is Unit.HOURS), event=rule.starts),
            RECORD,
            start,
            is_law=False,
        )
    ]
    if length.count or length.unit is Unit.HOURS:
        steps.append(_length_step(rule, length, terms))
    steps += _validity(rule, start)
    if length.count and length.unit is not Unit.HOURS:
        step = msg("当日不计，从{first}起算。", first=day_text(start + ONE_DAY, start))
        steps.append(Because(step, _by(rule, START_EXCLUDED), start + ONE_DAY, is_law=rule.is_law))
    steps += _suspensions(terms, start)
    return steps


def _length_step(rule: Rule, length: Length, terms: Terms) -> Because:
    source = rule.basis if rule.is_law else _setting(rule)
    if terms.length:
        step = msg("文书载明的期限为{length}。", length=length.label)
    elif terms.extensions:
        step = msg("{name}的期限经批准延长，共{length}。", name=rule.name, length=length.label)
        source = rule.extension_basis or source
    elif rule.by_colour and terms.risk:
        step = msg("{name}：{risk}事项的时限为{length}。", name=rule.name, risk=terms.risk.label, length=length.label)
    else:
        step = msg("{name}的期限为{length}。", name=rule.name, length=length.label)
    return Because(step, source, is_law=rule.is_law)


def _setting(rule: Rule) -> Message:
    if rule.is_product:
        return msg("本中心设置{rule}，不是法定期限", rule=rule.id)
    return msg("本中心设置，不是法定期限（{basis}）", basis=rule.basis)


def _by(rule: Rule, articles: dict[Regime, Message]) -> Message:
    return articles[rule.regime] if rule.is_law else SETTING


def _validity(rule: Rule, start: date) -> Iterator[Because]:
    if rule.valid_from and start < rule.valid_from:
        step = msg(
            "该规定自{from_day}起施行，起算日在此之前，请人工核对当时的规定。", from_day=day_text(rule.valid_from, None)
        )
        yield Because(step, rule.basis, rule.valid_from, is_law=rule.is_law)


def _suspensions(terms: Terms, start: date) -> Iterator[Because]:
    for span in terms.spans:
        step = msg(
            "{first}中止，{last}恢复，中止的时间不计入。",
            first=moment_text(span.start, timed=True, beside=start),
            last=moment_text(span.end, timed=True, beside=start),
        )
        yield Because(step, RECORD, local(span.start).date(), is_law=False)


def nominal_end(rule: Rule, start: date, length: Length, raw: date) -> Because:
    """The last day before any rolling: the n-th day, the corresponding day, or the end of its month (民法典202)."""
    when, weekday = day_text(raw, start), weekday_text(raw)
    if length.unit is Unit.CALENDAR_DAYS:
        if not length.count:
            return Because(msg("当日是{weekday}。", weekday=weekday), RECORD, raw, is_law=False)
        step = msg("第{n}日是{day}（{weekday}）。", n=length.count, day=when, weekday=weekday)
        return Because(step, _by(rule, START_EXCLUDED), raw, is_law=rule.is_law)
    if raw.day < start.day and (raw + ONE_DAY).month != raw.month:
        step = msg("到期月没有对应日，以月末{day}（{weekday}）为最后一日。", day=when, weekday=weekday)
    else:
        step = msg("最后一日是到期月的对应日{day}（{weekday}）。", day=when, weekday=weekday)
    return Because(step, CORRESPONDING_DAY if rule.is_law else SETTING, raw, is_law=rule.is_law)


def rolling(rule: Rule, raw: date, due: date, calendar: Calendar, provisional: bool) -> list[Because]:
    """Why the last day moved, day by day, or why it did not."""
    if provisional:
        missing = raw.year if not calendar.is_loaded(raw) else raw.year + 1
        step = msg(
            "{year}年的放假安排尚未载入，暂按{day}计算，载入后重新计算。", year=str(missing), day=day_text(raw, None)
        )
        return [Because(step, SETTING, raw, is_law=False)]
    source = _by(rule, LAST_DAY_ROLLS)
    if raw == due:
        return [_stays(rule, raw, calendar, source)]
    if rule.roll is Roll.BACKWARD:
        passed = days_between(due + ONE_DAY, raw)
        step = msg(
            "遇休息日应当提前到前一个工作日{day}（{weekday}）。", day=day_text(due, raw), weekday=weekday_text(due)
        )
    else:
        passed = days_between(raw, due - ONE_DAY)
        step = msg(
            "期间顺延到休假结束后的第一日{day}（{weekday}）。", day=day_text(due, raw), weekday=weekday_text(due)
        )
    return [*_runs(passed, raw, calendar), Because(step, source, due, is_law=rule.is_law)]


def _stays(rule: Rule, raw: date, calendar: Calendar, source: Message) -> Because:
    if calendar.kind(raw) is DayKind.MAKEUP:
        step = msg(
            "{day}虽是{weekday}，但按放假安排调休上班，不移动。", day=day_text(raw, raw), weekday=weekday_text(raw)
        )
        return Because(step, ARRANGEMENT, raw, is_law=False)
    return Because(msg("{day}是工作日，不移动。", day=day_text(raw, raw)), source, raw, is_law=rule.is_law)


def _runs(days: Iterable[date], beside: date, calendar: Calendar) -> Iterator[Because]:
    for kind, run in groupby(days, key=calendar.kind):
        listed = list(run)
        name = next((calendar.names[day] for day in listed if day in calendar.names), "")
        if name and kind is not DayKind.WEEKEND:
            step = msg("{run}是{kind}（{name}）。", run=run_text(listed, beside), kind=kind.label, name=name)
        else:
            step = msg("{run}是{kind}。", run=run_text(listed, beside), kind=kind.label)
        yield Because(step, ARRANGEMENT, listed[0], is_law=False)


def counted_days(rule: Rule, start: date, due: date, calendar: Calendar) -> list[Because]:
    """Which days between start and end do not count as working days, and which weekends do."""
    span = list(days_between(start + ONE_DAY, due))
    holidays = (d for d in span if calendar.kind(d) in {DayKind.STATUTORY, DayKind.ADJUSTED})
    steps = [
        Because(
            msg("{run}是{kind}，不计入。", run=run_text(run, start), kind=kind.label), ARRANGEMENT, run[0], is_law=False
        )
        for kind, run in _consecutive(holidays, calendar)
    ]
    steps += [
        Because(
            msg("{day}（{weekday}）调休上班，计入。", day=day_text(d, start), weekday=weekday_text(d)),
            ARRANGEMENT,
            d,
            is_law=False,
        )
        for d in span
        if calendar.kind(d) is DayKind.MAKEUP
    ]
    weekends = sum(1 for d in span if calendar.kind(d) is DayKind.WEEKEND)
    if weekends:
        steps.append(Because(msg("其间有{n}个周末休息日，不计入。", n=weekends), _by_working(rule), is_law=rule.is_law))
    return steps


def _consecutive(days: Iterable[date], calendar: Calendar) -> Iterator[tuple[DayKind, list[date]]]:
    run: list[date] = []
    for day in days:
        if run and (day - run[-1] != ONE_DAY or calendar.kind(day) is not calendar.kind(run[-1])):
            yield calendar.kind(run[0]), run
            run = []
        run.append(day)
    if run:
        yield calendar.kind(run[0]), run


def _by_working(rule: Rule) -> str | Message:
    return rule.basis if rule.is_law else SETTING


def last_working_day(rule: Rule, length: Length, due: date) -> Because:
    """The n-th working day."""
    step = msg(
        "第{n}个工作日是{day}（{weekday}）。", n=length.count, day=day_text(due, None), weekday=weekday_text(due)
    )
    return Because(step, _by_working(rule), due, is_law=rule.is_law)


def end_of_day(rule: Rule, due_at: datetime, *, closes_with_duty: bool) -> Because:
    """At which hour the last day ends (民法典203(2); a product clock in working days ends with duty)."""
    day = local(due_at).date()
    if closes_with_duty:
        return Because(msg("到当日下班（{time}）为止。", time=time_text(due_at)), SETTING, day, is_law=False)
    if rule.is_law:
        step = msg("到当日二十四时为止；有业务时间的，到停止业务活动的时间为止。")
        return Because(step, DAY_ENDS, day)
    return Because(msg("到当日二十四时为止。"), SETTING, day, is_law=False)


def hours(rule: Rule, begins: datetime, due_at: datetime, duty: DutyHours, *, in_duty: bool) -> list[Because]:
    """From which instant the hours run, whether only duty time counts, and when they end."""
    start, source = local(begins).date(), _by(rule, HOURS_BEGIN)
    if in_duty:
        step = msg(
            "只计工作日{opens}至{closes}的值守时间。", opens=f"{duty.opens:%H:%M}", closes=f"{duty.closes:%H:%M}"
        )
    elif rule.regime is Regime.PROCEDURE:
        step = msg("从次时{when}起算。", when=time_text(begins))
    else:
        step = msg("从当时起连续计算，不扣除夜间和休息日。")
    end = msg("到{when}为止。", when=moment_text(due_at, timed=True, beside=start))
    return [
        Because(step, source, start, is_law=rule.is_law),
        Because(end, source, local(due_at).date(), is_law=rule.is_law),
    ]


def prolonged(rule: Rule, until: date) -> Because:
    """The named day to which the period was prolonged."""
    step = msg("经批准延长到{day}（{weekday}）。", day=day_text(until, None), weekday=weekday_text(until))
    return Because(step, RECORD if rule.is_product else rule.basis, until, is_law=False)
