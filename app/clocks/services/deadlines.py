"""Arming a clock, stopping it, letting it rest, giving it more time, and counting it anew for another colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import select

from app.clocks.commands import Subject
from app.clocks.errors import ClockNotRunning
from app.clocks.models import DeadlineRow
from app.clocks.queries.knowledge import knowledge
from app.clocks.queries.open_clocks import earliest_due
from app.clocks.rules.rungs import RUNGS
from app.clocks.services.computing import computed, put
from app.clocks.types import Length, Risk
from app.core import clock, unit_of_work
from app.core.clock import local
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.text import msg

DueListener = Callable[[UUID, datetime | None], None]
_listeners: list[DueListener] = []

#: A product clock of a matter nobody has graded yet runs as yellow, the colour of an ordinary dispute.
UNGRADED = Risk.YELLOW
REPLACED = "replaced"


def use_due_listener(listener: DueListener) -> None:
    """Install the function told, in the same transaction, of a matter's earliest due instant after each change."""
    _listeners[:] = [listener]


def arm(
    subject: Subject,
    rule_id: str,
    start: date | datetime,
    *,
    risk: str | None = None,
    length: str | None = None,
    actor: Actor,
) -> DeadlineRow:
    """Start a clock for a subject from a day or an instant; a clock of the same rule that still runs is replaced.

    ``length`` (``"1M"``) is only for rules whose letter or order fixes it. Raises ``UnknownRule``, ``InvalidInput``,
    and ``CalendarNotLoaded`` when working days leave the loaded years.
    """
    with unit_of_work.unit_of_work(actor):
        row = _counted(subject, rule_id, start, risk, length)
        _put_up(row, _open(subject, (rule_id,)))
        return row


def stop(subject: Subject, rule_id: str, *, why: str = "done", at: datetime | None = None, actor: Actor) -> None:
    """Stop a subject's clock because what it waited for has happened; nothing happens when none runs.

    ``at`` is the instant of that act when it is not now. A clock stopped in time is never a breach; one stopped late
    counts as breached even when no sweep came between.
    """
    with unit_of_work.unit_of_work(actor):
        _end(_open(subject, (rule_id,)), why, at)


def stop_all(subject: Subject, *, why: str = "ended", products_only: bool = True, actor: Actor) -> None:
    """Stop every clock of a subject that has come to its end; legal periods run on unless asked for."""
    with unit_of_work.unit_of_work(actor):
        _end([row for row in _open(subject, None) if not products_only or row.rule_id.startswith("P")], why)


def follow_step(  # noqa: PLR0913 - the two sides of a step, and what its clocks count from
    subject: Subject,
    *,
    stops: Sequence[str],
    arms: Sequence[str],
    ends: bool,
    why: str,
    started_at: datetime,
    risk: str | None,
    actor: Actor,
) -> None:
    """Stop and start what a step of the subject stops and starts, with one look at what runs.

    A step that ``ends`` the subject stops its product clocks; legal periods run on.
    """
    if not (stops or arms or ends):
        return
    with unit_of_work.unit_of_work(actor):
        running = _open(subject, None)
        over = [row for row in running if row.rule_id in stops or (ends and row.rule_id.startswith("P"))]
        _end(over, why)
        for rule_id in arms:
            same = [row for row in running if row.rule_id == rule_id and row not in over]
            _put_up(_counted(subject, rule_id, started_at, risk, None), same)


def suspend(subject: Subject, *, reason: str, rule_id: str | None = None, actor: Actor) -> None:
    """Let a subject's clocks rest (one of them, or all that may); the reason is kept. Clocks that may not rest run on.

    Raises ``InvalidInput`` when one named clock may not be suspended, ``ClockNotRunning`` when it does not run.
    """
    with unit_of_work.unit_of_work(actor) as uow:
        known, now = knowledge(), clock.now()
        rows = [row for row in _open(subject, (rule_id,) if rule_id else None) if row.suspended_at is None]
        if rule_id and not rows:
            raise ClockNotRunning()
        for row in rows:
            if known.rule(row.rule_id, local(row.started_at).date()).suspendable:
                row.suspended_at, row.suspended_why = now, reason
                row.touch()
                uow.audit("clock.suspended", row.subject_kind, row.subject_id, row.matter_id, _note(row, reason))
            elif rule_id:
                raise InvalidInput({"rule": [msg("{name}不能中止。", name=row.rule_name)]})
        tell_due(subject.matter_id)


def resume(subject: Subject, *, actor: Actor) -> None:
    """Let a subject's resting clocks run on; the time they rested is added, and their dates say so."""
    with unit_of_work.unit_of_work(actor) as uow:
        known, now = knowledge(), clock.now()
        for row in _open(subject, None):
            if row.suspended_at is None:
                continue
            row.spans = [*row.spans, [row.suspended_at.isoformat(), now.isoformat()]]
            row.suspended_at, row.suspended_why = None, None
            put(row, computed(row, known), known)
            row.touch()
            uow.audit("clock.resumed", row.subject_kind, row.subject_id, row.matter_id, _note(row))
        tell_due(subject.matter_id)


def extend(subject: Subject, rule_id: str, *, reason: str, until: date | None = None, actor: Actor) -> DeadlineRow:
    """Prolong a running clock: by the extension its law knows, or to a named day where the rule allows that.

    Raises ``ClockNotRunning`` when it has stopped or its time is over, ``InvalidInput`` when the rule forbids it.
    """
    with unit_of_work.unit_of_work(actor) as uow:
        row = next(iter(_open(subject, (rule_id,))), None)
        if row is None or row.suspended_at or clock.now() > row.due_at:
            raise ClockNotRunning()
        if until:
            if until <= row.due_on:
                raise InvalidInput({"until": [msg("延长后的日期应当晚于原来的期限。")]})
            row.until = until
        else:
            row.extensions += 1
        known = knowledge()
        put(row, computed(row, known), known)
        row.touch()
        uow.audit("clock.extended", row.subject_kind, row.subject_id, row.matter_id, _note(row, reason))
        tell_due(subject.matter_id)
        return row


def recolour(matter_id: UUID, risk: str, *, actor: Actor) -> None:
    """Count the running product clocks of a matter anew, from their own starts, for another risk colour."""
    with unit_of_work.unit_of_work(actor) as uow:
        known = knowledge()
        query = select(DeadlineRow).where(DeadlineRow.matter_id == matter_id, DeadlineRow.stopped_at.is_(None))
        for row in db.session.scalars(query.order_by(DeadlineRow.id).with_for_update()):
            if not row.rule_id.startswith("P") or row.risk == risk:
                continue
            before, row.risk = row.due_at, Risk(risk).value
            put(row, computed(row, known), known)
            row.touch()
            uow.audit(
                "clock.recoloured",
                row.subject_kind,
                row.subject_id,
                row.matter_id,
                {**_note(row), "before": before.isoformat(), "risk": risk},
            )
        tell_due(matter_id)


def tell_due(matter_id: UUID | None) -> None:
    """Tell the listener the matter's earliest due instant, once before this transaction ends."""
    if matter_id is not None:
        unit_of_work.current().at_last(("clocks.due", matter_id), partial(_tell_due, matter_id))


def _tell_due(matter_id: UUID) -> None:
    for listener in _listeners:
        listener(matter_id, earliest_due(matter_id))


def _counted(
    subject: Subject,
    rule_id: str,
    start: date | datetime,
    risk: str | None,
    length: str | None,
) -> DeadlineRow:
    """A clock of a rule as it would run from a day or an instant."""
    known = knowledge()
    began = start if isinstance(start, datetime) else clock.at(start)
    colour = _colour(known.rule(rule_id, local(began).date()).by_colour or rule_id.startswith("P"), subject, risk)
    row = DeadlineRow(
        id=new_id(),
        matter_id=subject.matter_id,
        subject_kind=subject.kind,
        subject_id=subject.id,
        rule_id=rule_id,
        risk=colour,
        length=str(Length.parse(length)) if length else None,
        extensions=0,
        spans=[],
        next_rung=RUNGS[0],
        started_at=began,
    )
    put(row, computed(row, known), known)
    return row


def _put_up(row: DeadlineRow, replaced: Sequence[DeadlineRow]) -> None:
    """Let a clock run in the place of those of its rule; at most one of a rule may run at any instant."""
    if replaced:
        _end(replaced, REPLACED)
        db.session.flush()
    db.session.add(row)
    tell_due(row.matter_id)


def _colour(by_colour: bool, subject: Subject, risk: str | None) -> str | None:
    if not by_colour:
        return None
    if risk:
        return Risk(risk).value
    latest = select(DeadlineRow.risk).where(DeadlineRow.matter_id == subject.matter_id, DeadlineRow.risk.is_not(None))
    known = db.session.scalar(latest.order_by(DeadlineRow.id.desc()).limit(1)) if subject.matter_id else None
    return known or UNGRADED.value


def _open(subject: Subject, rule_ids: tuple[str, ...] | None) -> list[DeadlineRow]:
    query = select(DeadlineRow).where(
        DeadlineRow.subject_kind == subject.kind,
        DeadlineRow.subject_id == subject.id,
        DeadlineRow.stopped_at.is_(None),
    )
    if rule_ids is not None:
        query = query.where(DeadlineRow.rule_id.in_(rule_ids))
    return list(db.session.scalars(query.order_by(DeadlineRow.id).with_for_update()))


def _end(rows: Iterable[DeadlineRow], why: str, at: datetime | None = None) -> None:
    for row in rows:
        row.stopped_at, row.stopped_why = at or clock.now(), why
        if why != REPLACED and row.stopped_at > row.due_at and row.suspended_at is None:
            row.breached_at = row.breached_at or row.due_at
        row.suspended_at, row.suspended_why = None, None
        row.next_rung, row.next_alert_at = None, None
        row.touch()
        tell_due(row.matter_id)


def _note(row: DeadlineRow, reason: str | None = None) -> dict[str, object]:
    return {"rule": row.rule_id, "due_at": row.due_at.isoformat(), "reason": reason}
