"""How later contexts move the event along; each is called from inside their own unit of work."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire
from app.intake.models import Event
from app.intake.queries.facts import event_facts
from app.intake.types import Stage
from app.intake.workflow import EVENT_WORKFLOW


def lock_matter(matter_id: UUID, version: int | None = None, *, wait: bool = True) -> Event:
    """The event, locked before anything that hangs on it: locks are taken in the order matter, children.

    Raises ``NotFound`` or ``StaleVersion``; with ``wait=False`` the database's refusal when somebody else holds it.
    """
    if not wait:
        db.session.execute(select(Event.id).where(Event.id == matter_id).with_for_update(nowait=True))
    return lock(Event, matter_id, version)


def set_stage(matter_id: UUID, stage: Stage, *, actor: Actor) -> None:
    """Set the words in which lists and the parties' page tell where the matter stands."""
    with unit_of_work(actor):
        lock(Event, matter_id).stage = stage.value


def mark_dispatched(matter_id: UUID, lead_count: int, *, version: int | None = None, actor: Actor) -> None:
    """Orders went out with exactly one lead."""
    _move(matter_id, "dispatch", Stage.DISPATCHED, actor=actor, version=version, lead_count=lead_count)


def mark_lead_signed(matter_id: UUID, *, actor: Actor) -> None:
    """The lead unit signed; handling begins."""
    _move(matter_id, "lead_sign", Stage.HANDLING, actor=actor)


def mark_dispatch_withdrawn(matter_id: UUID, *, actor: Actor) -> None:
    """The lead's order was withdrawn before it was signed; the event waits for a new dispatch."""
    _move(matter_id, "withdraw_dispatch", Stage.TRIAGED, actor=actor)


def mark_lead_returned(matter_id: UUID, *, actor: Actor) -> None:
    """The lead's return was accepted; the event waits for a new dispatch."""
    _move(matter_id, "lead_return", Stage.TRIAGED, actor=actor)


def mark_resolved(matter_id: UUID, method: str, *, actor: Actor) -> None:
    """The conflict is solved; ``method`` is a code of 3.1 ``resolve_method``. Refused while the matter is on hold."""
    with unit_of_work(actor):
        _move(matter_id, "resolve", Stage.RESOLVED, actor=actor)
        event = lock(Event, matter_id)
        event.resolved_on, event.resolve_method = clock.today(), method


def mark_reopened(matter_id: UUID, reason: str, *, actor: Actor) -> None:
    """The return visit found it unsolved."""
    with unit_of_work(actor):
        _move(matter_id, "reopen", Stage.HANDLING, actor=actor, reason=reason)
        lock(Event, matter_id).reopened += 1


def mark_closed(matter_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """The record is closed after the return visit. Refused while the matter is on hold."""
    with unit_of_work(actor):
        _move(matter_id, "close", Stage.CLOSED, actor=actor, version=version)
        lock(Event, matter_id).closed_on = clock.today()


def mark_archived(matter_id: UUID, *, actor: Actor) -> None:
    """The dossier is complete and filed."""
    with unit_of_work(actor):
        _move(matter_id, "archive", Stage.ARCHIVED, actor=actor)
        lock(Event, matter_id).archived_on = clock.today()


def _move(
    matter_id: UUID,
    act: str,
    stage: Stage,
    *,
    actor: Actor,
    version: int | None = None,
    **more: Any,
) -> None:
    """Fire one transition of the event; ``more`` may carry ``reason`` and ``lead_count``."""
    with unit_of_work(actor):
        event = lock(Event, matter_id, version)
        facts = event_facts(event, lead_count=more.get("lead_count", 1))
        fire(EVENT_WORKFLOW, event, act, actor, facts=facts, reason=more.get("reason"), risk=event.risk_level)
        event.stage = stage.value
