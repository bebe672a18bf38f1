"""What oversight does in the same transaction: a level is confirmed, guidance moves, a clock runs out, all ends."""

from __future__ import annotations

from app.clocks.events import ClockBreached
from app.core.permissions import Actor
from app.core.unit_of_work import current
from app.dispatch import queries as dispatch
from app.dispatch.events import DispatchOrderOverdue
from app.guidance.events import GuidanceAnswered, GuidanceAsked
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.events import EventClosed, EventHandled, EventRedirected, GuidanceWaived, PartyAdded, RiskConfirmed
from app.intake.types import RiskLevel
from app.mediation.events import MediationOpened
from app.oversight import services
from app.oversight.events import RiskDutiesOverdue
from app.oversight.queries import UNDER_WAY
from app.oversight.rules import MEASURES_CLOCK


def take_on_duties(event: RiskConfirmed, actor: Actor) -> None:
    """A confirmed level obliges to its measures; a red one to a note each day."""
    assert event.matter_id is not None
    services.take_on_duties(event.matter_id, event.level, actor=actor)
    if event.level == RiskLevel.RED:
        services.keep_note_days(intake.matter(event.matter_id))


def end_with_matter(event: EventClosed | EventRedirected, actor: Actor) -> None:
    """A matter that is closed or goes elsewhere leaves no duty open, and no proposal to lower its level."""
    assert event.matter_id is not None
    matters.lapse_lowering(event.matter_id)
    why = "closed" if isinstance(event, EventClosed) else "redirected"
    services.end_duties(event.matter_id, why, actor=actor)


def end_guidance_duty(event: GuidanceWaived, actor: Actor) -> None:
    """The director waived guidance: its duty ends."""
    assert event.matter_id is not None
    services.waive_guidance_duty(event.matter_id)


def follow_guidance(event: GuidanceAsked, actor: Actor) -> None:
    """The duty points to the request."""
    assert event.matter_id is not None
    services.follow_guidance(event.matter_id, event.subject_id)


def guidance_was_given(event: GuidanceAnswered, actor: Actor) -> None:
    """The answer does the duty."""
    assert event.matter_id is not None
    services.guidance_was_given(event.matter_id, event.subject_id, actor=actor)


def hand_guidance_to_lead(event: EventHandled, actor: Actor) -> None:
    """The lead unit asks for guidance."""
    assert event.matter_id is not None
    lead = dispatch.leads_of([event.matter_id]).get(event.matter_id)
    if lead is not None:
        services.give_guidance_duty_to(event.matter_id, lead)


def hand_guidance_to_mediators(event: MediationOpened, actor: Actor) -> None:
    """The organisation that mediates asks for guidance."""
    assert event.matter_id is not None
    services.give_guidance_duty_to(event.matter_id, event.org_id)


def tell_overdue(event: ClockBreached, actor: Actor) -> None:
    """The measures of a level were not all done in time: the centre is told."""
    if event.rule_id == MEASURES_CLOCK and event.matter_id is not None:
        current().record(
            RiskDutiesOverdue(
                matter_id=event.matter_id,
                subject_kind=event.subject_kind,
                subject_id=event.subject_id,
                level=event.risk or "",
            )
        )


def score_missed_due(event: DispatchOrderOverdue, actor: Actor) -> None:
    """An order past its date is a new fact, once for each of its clocks."""
    assert event.matter_id is not None
    occurrence = f"order:{event.subject_id}:{event.rule_id}"
    matters.add_risk_signal(event.matter_id, "missed_due", occurrence=occurrence, actor=Actor.system())


def score_new_party(event: PartyAdded, actor: Actor) -> None:
    """A party that comes to a matter under way is a new fact."""
    assert event.matter_id is not None
    if intake.matter(event.matter_id).state in UNDER_WAY:
        occurrence = f"party:{event.subject_id}"
        matters.add_risk_signal(event.matter_id, "new_party", occurrence=occurrence, actor=Actor.system())
