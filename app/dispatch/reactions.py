"""What dispatch does in the same transaction when a clock is missed, or its matter moves.

Clocks lock their own row first, people lock the matter first. To keep the two from waiting for each other, the matter
is taken here without waiting: when somebody is at work on it, the sweep leaves this clock and comes again.
"""

from __future__ import annotations

from app.clocks.events import ClockBreached, ClockRungReached
from app.core import clock
from app.core.permissions import Actor
from app.core.unit_of_work import lock
from app.dispatch import services
from app.dispatch.commands import SupervisionSubject
from app.dispatch.forms.letters import Letter, finish_late_letter, sign_late_letter
from app.dispatch.models import Consultation, DispatchOrder, Supervision, Whistle
from app.dispatch.rules.chasing import SUPERVISION_CLOCKS, cause_at_rung
from app.dispatch.types import SupervisionCause
from app.dispatch.workflow import MEETING_KIND, ORDER_KIND, SUPERVISION_KIND, WHISTLE_KIND
from app.dispatch.workflow.supervisions import MOST_ESCALATIONS
from app.intake import services as matters
from app.intake.events import EventClosed, EventRedirected, EventReopened, RiskConfirmed


def mark_missed_clock(event: ClockBreached, actor: Actor) -> None:
    """A missed clock turns its order red once; that of a supervision raises it; of a whistle, is told."""
    if event.matter_id is None:
        return
    if event.subject_kind == ORDER_KIND:
        matters.lock_matter(event.matter_id, wait=False)
        services.flag_overdue(lock(DispatchOrder, event.subject_id), event.rule_id, actor=actor)
    elif event.subject_kind == SUPERVISION_KIND and event.rule_id in SUPERVISION_CLOCKS:
        matters.lock_matter(event.matter_id, wait=False)
        if lock(Supervision, event.subject_id).escalations < MOST_ESCALATIONS:
            services.escalate_supervision(event.subject_id, actor=Actor.system())
    elif event.subject_kind == WHISTLE_KIND:
        matters.lock_matter(event.matter_id, wait=False)
        services.tell_missing(lock(Whistle, event.subject_id), actor=actor)
    elif event.subject_kind == MEETING_KIND:
        matters.lock_matter(event.matter_id, wait=False)
        services.settle_meeting(lock(Consultation, event.subject_id))


def chase_at_rung(event: ClockRungReached, actor: Actor) -> None:
    """An order not signed at 120 %, or not finished at 100 % (red, orange) or 120 %, is supervised, once."""
    if event.subject_kind != ORDER_KIND or event.matter_id is None:
        return
    cause = cause_at_rung(event.rule_id, event.rung, event.risk)
    if cause is None:
        return
    matters.lock_matter(event.matter_id, wait=False)
    order = lock(DispatchOrder, event.subject_id)
    services.auto_supervise(
        SupervisionSubject(kind=ORDER_KIND, id=order.id, matter_id=order.matter_id),
        order.unit_id,
        cause,
        _letter(order, event, cause),
        actor=Actor.system(),
    )


def _letter(order: DispatchOrder, event: ClockRungReached, cause: SupervisionCause) -> Letter:
    now = clock.now()
    if cause is SupervisionCause.SIGN_LATE:
        return sign_late_letter(order.number, order.issued_at, event.due_at, now)
    return finish_late_letter(order.number, event.due_at, now)


def end_orders_with_matter(event: EventRedirected, actor: Actor) -> None:
    """A matter that goes another lawful way leaves no order, no countersign, no whistle and no meeting behind."""
    assert event.matter_id is not None
    services.end_countersigns_of(event.matter_id)
    services.end_orders_of(event.matter_id, actor=actor)
    services.end_whistles_of(event.matter_id)
    services.end_meetings_of(event.matter_id)


def end_calls_with_matter(event: EventClosed, actor: Actor) -> None:
    """A matter that is closed calls nobody any more and asks nobody to countersign."""
    assert event.matter_id is not None
    services.end_countersigns_of(event.matter_id)
    services.end_whistles_of(event.matter_id)
    services.end_meetings_of(event.matter_id)


def reopen_lead(event: EventReopened, actor: Actor) -> None:
    """A matter found unsolved at the return visit goes back to its lead."""
    assert event.matter_id is not None
    services.reopen_lead_order(event.matter_id, actor=actor)


def follow_colour(event: RiskConfirmed, actor: Actor) -> None:
    """After the clocks took the confirmed colour, lists are sorted by the new dates."""
    assert event.matter_id is not None
    services.refresh_due(event.matter_id, actor=actor)
