"""Facts of dispatch and supervision, in the past tense. Each order event names the unit and the centre."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class DispatchOrderEvent(DomainEvent):
    """Something happened to one order: ``unit_id`` is the unit it went to, ``center_id`` the centre that sent it."""

    unit_id: UUID
    center_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class DispatchOrderIssued(DispatchOrderEvent):
    """A unit was told its part."""

    number: str


@dataclass(frozen=True, kw_only=True)
class DispatchOrderSigned(DispatchOrderEvent):
    """The unit signed for the order."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderOverdue(DispatchOrderEvent):
    """The unit missed a clock of the order; told once per clock."""

    rule_id: str


@dataclass(frozen=True, kw_only=True)
class DispatchOrderReturnAsked(DispatchOrderEvent):
    """An officer asked to return the order; the unit's head has yet to agree."""

    code: str


@dataclass(frozen=True, kw_only=True)
class DispatchOrderReturnDropped(DispatchOrderEvent):
    """The unit's head did not agree to the return."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderReturnSubmitted(DispatchOrderEvent):
    """The unit returned the order; the centre rules."""

    code: str
    round: int


@dataclass(frozen=True, kw_only=True)
class DispatchOrderReturned(DispatchOrderEvent):
    """The return was accepted; another unit is needed."""

    code: str
    round: int


@dataclass(frozen=True, kw_only=True)
class DispatchOrderReturnRefused(DispatchOrderEvent):
    """The return was refused; the unit keeps the order and its clocks."""

    code: str
    round: int


@dataclass(frozen=True, kw_only=True)
class DispatchOrderWithdrawn(DispatchOrderEvent):
    """The centre took the order back before it was signed, or it ended together with its matter."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderStarted(DispatchOrderEvent):
    """The unit reached a party and began to work."""


@dataclass(frozen=True, kw_only=True)
class AssistanceAsked(DispatchOrderEvent):
    """The unit asked another one for help; a child order went out."""

    assistant_id: UUID


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(DispatchOrderEvent):
    """The unit's head asked for more time."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderExtended(DispatchOrderEvent):
    """The centre granted more time."""


@dataclass(frozen=True, kw_only=True)
class ExtensionDeclined(DispatchOrderEvent):
    """The centre granted no more time."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderSuspended(DispatchOrderEvent):
    """The work rests for a reason."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderResumed(DispatchOrderEvent):
    """The work goes on."""


@dataclass(frozen=True, kw_only=True)
class FeedbackDrafted(DispatchOrderEvent):
    """An officer handed in the result; the unit's head has yet to agree."""


@dataclass(frozen=True, kw_only=True)
class FeedbackDropped(DispatchOrderEvent):
    """The unit's head sent the result back to the officer."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderFedBack(DispatchOrderEvent):
    """The unit reported its result; the centre checks it."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderCompleted(DispatchOrderEvent):
    """The centre accepted the result."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderSentBack(DispatchOrderEvent):
    """The centre sent the work back with a list of defects."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderReopened(DispatchOrderEvent):
    """The matter was not solved after all; the lead works on."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderUrged(DispatchOrderEvent):
    """The centre reminded the unit of the order."""


@dataclass(frozen=True, kw_only=True)
class DispatchOrderHandedOn(DispatchOrderEvent):
    """A colleague of the unit has the order now."""

    handler_id: UUID


@dataclass(frozen=True, kw_only=True)
class MatterCopied(DomainEvent):
    """The centre let a unit read a matter that it does not handle."""

    unit_id: UUID


@dataclass(frozen=True, kw_only=True)
class SupervisionEvent(DomainEvent):
    """Something happened to one supervision: ``unit_id`` is the unit that is chased."""

    unit_id: UUID
    center_id: UUID
    level: str


@dataclass(frozen=True, kw_only=True)
class SupervisionIssued(SupervisionEvent):
    """A unit was chased formally."""

    cause: str
    number: str


@dataclass(frozen=True, kw_only=True)
class SupervisionAcknowledged(SupervisionEvent):
    """The unit acknowledged the supervision."""


@dataclass(frozen=True, kw_only=True)
class SupervisionEscalated(SupervisionEvent):
    """A clock of the supervision ran out: one level higher, one copy further up."""


@dataclass(frozen=True, kw_only=True)
class SupervisionReplied(SupervisionEvent):
    """The unit's head replied with measures."""


@dataclass(frozen=True, kw_only=True)
class SupervisionClosed(SupervisionEvent):
    """The centre accepted the reply."""


@dataclass(frozen=True, kw_only=True)
class SupervisionReplyInsufficient(SupervisionEvent):
    """The centre found the reply insufficient and chases on, one level higher."""


@dataclass(frozen=True, kw_only=True)
class WhistleEvent(DomainEvent):
    """Something happened to one whistle: ``caller_id`` is the unit that whistled."""

    caller_id: UUID
    center_id: UUID


@dataclass(frozen=True, kw_only=True)
class WhistleBlown(WhistleEvent):
    """A unit whistled for others; each of these is told by an event of its own."""

    number: str


@dataclass(frozen=True, kw_only=True)
class UnitWhistled(WhistleEvent):
    """One unit was whistled for: ``unit_id`` has to come."""

    unit_id: UUID


@dataclass(frozen=True, kw_only=True)
class UnitWhistledUrgently(UnitWhistled):
    """One unit was whistled for and has two hours."""


@dataclass(frozen=True, kw_only=True)
class WhistleDeclined(UnitWhistled):
    """A unit that was whistled for says that it cannot come."""


@dataclass(frozen=True, kw_only=True)
class WhistleOverdue(WhistleEvent):
    """The time to arrive ran out and a unit had not come; told once."""


@dataclass(frozen=True, kw_only=True)
class EverybodyAnswered(WhistleEvent):
    """The last unit that was waited for came or said that it cannot come."""


@dataclass(frozen=True, kw_only=True)
class WhistleEnded(WhistleEvent):
    """The whistling unit ended the whistle with a result for each unit."""


@dataclass(frozen=True, kw_only=True)
class WhistleWithdrawn(WhistleEvent):
    """The whistle was withdrawn before anybody came, or it ended together with its matter."""


@dataclass(frozen=True, kw_only=True)
class UnitReleased(UnitWhistled):
    """A unit need not come any more: the whistle was withdrawn."""


@dataclass(frozen=True, kw_only=True)
class MeetingEvent(DomainEvent):
    """Something happened to one consultation: ``caller_id`` is the unit that called it."""

    caller_id: UUID
    center_id: UUID


@dataclass(frozen=True, kw_only=True)
class MeetingCalled(MeetingEvent):
    """A consultation was called; each attending unit is told by an event of its own."""

    number: str


@dataclass(frozen=True, kw_only=True)
class UnitInvited(MeetingEvent):
    """One unit is asked to a consultation: ``unit_id`` attends."""

    unit_id: UUID


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(MeetingEvent):
    """The consultation will not be held."""


@dataclass(frozen=True, kw_only=True)
class UnitUninvited(UnitInvited):
    """One unit need not come: the consultation was cancelled."""


@dataclass(frozen=True, kw_only=True)
class MinutesWritten(MeetingEvent):
    """The minutes stand as a draft."""


@dataclass(frozen=True, kw_only=True)
class MinutesSigned(MeetingEvent):
    """The chair signed the minutes; their text is fixed."""


@dataclass(frozen=True, kw_only=True)
class MinutesSent(UnitInvited):
    """One unit that was present is asked to confirm the minutes."""


@dataclass(frozen=True, kw_only=True)
class MinutesObjected(UnitInvited):
    """A unit objects to the minutes."""


@dataclass(frozen=True, kw_only=True)
class MinutesSettled(MeetingEvent):
    """Every unit that was present has said its word on the minutes."""


@dataclass(frozen=True, kw_only=True)
class ActionItemAgreed(UnitInvited):
    """A unit has something to do from a consultation."""


@dataclass(frozen=True, kw_only=True)
class ActionItemMoved(UnitInvited):
    """A unit moved the day of what it has to do."""


@dataclass(frozen=True, kw_only=True)
class ActionItemDone(UnitInvited):
    """A unit did what it had to do."""


@dataclass(frozen=True, kw_only=True)
class CountersignEvent(DomainEvent):
    """Something happened to one countersign: ``caller_id`` is the unit that asked for it."""

    caller_id: UUID
    center_id: UUID


@dataclass(frozen=True, kw_only=True)
class CountersignAsked(CountersignEvent):
    """A unit asked others to countersign; each of these is told by an event of its own when it is their turn."""

    order_id: UUID


@dataclass(frozen=True, kw_only=True)
class CountersignAnswered(CountersignEvent):
    """Somebody who was asked agreed."""


@dataclass(frozen=True, kw_only=True)
class CountersignAgreed(CountersignEvent):
    """As many agreed as were needed: what the countersign stood before may be done."""


@dataclass(frozen=True, kw_only=True)
class CountersignRefused(CountersignEvent):
    """Somebody did not agree; it is back with who asked."""


@dataclass(frozen=True, kw_only=True)
class CountersignersChanged(CountersignEvent):
    """A signer was added or removed."""


@dataclass(frozen=True, kw_only=True)
class CountersignWithdrawn(CountersignEvent):
    """The countersign was withdrawn, or it ended together with its order."""


@dataclass(frozen=True, kw_only=True)
class SignerAsked(CountersignEvent):
    """It is somebody's turn to countersign: anybody of ``unit_id``, or ``user_id`` alone where a person was named."""

    unit_id: UUID
    user_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class SignerReleased(SignerAsked):
    """Somebody need not countersign any more."""


@dataclass(frozen=True, kw_only=True)
class SignerLate(SignerAsked):
    """The time to countersign is over and there is no answer; told once."""
