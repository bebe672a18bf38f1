"""Facts of intake, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class EventSubmitted(DomainEvent):
    """An event was filed with the centre."""


@dataclass(frozen=True, kw_only=True)
class EventImported(DomainEvent):
    """An open event came in with an import; no watcher follows each of them, see ``MattersImported``."""


@dataclass(frozen=True, kw_only=True)
class FinishedEventImported(DomainEvent):
    """An event that was over before came in with an old ledger."""


@dataclass(frozen=True, kw_only=True)
class ImportedEventWithdrawn(DomainEvent):
    """An imported event was taken back before anybody acted on it."""


@dataclass(frozen=True, kw_only=True)
class MattersImported(DomainEvent):
    """Some rows of an import became matters, in one transaction: what watchers follow instead of each matter."""

    center_id: UUID
    matter_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class ImportedMattersWithdrawn(DomainEvent):
    """Some matters of an import were taken back, in one transaction."""

    center_id: UUID
    matter_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class EventImportFinished(DomainEvent):
    """An import has gone through all its rows; counts are rows."""

    importer_id: UUID | None
    unit_id: UUID
    stored: int
    known: int
    bad: int


@dataclass(frozen=True, kw_only=True)
class EventRegistered(DomainEvent):
    """The centre took the event into its ledger."""


@dataclass(frozen=True, kw_only=True)
class EventRejected(DomainEvent):
    """The event could not be used."""


@dataclass(frozen=True, kw_only=True)
class EventMerged(DomainEvent):
    """The event was found to be the same as another one."""

    into_matter_id: UUID


@dataclass(frozen=True, kw_only=True)
class EventJoined(DomainEvent):
    """The event's applicants went to the roster of a collective matter."""

    into_matter_id: UUID


@dataclass(frozen=True, kw_only=True)
class CollectiveDeclared(DomainEvent):
    """A matter is handled for many claimants together, by roster."""

    claimants: int


@dataclass(frozen=True, kw_only=True)
class ClaimantsAdded(DomainEvent):
    """The roster of a collective matter grew, by a list or by an event that joined."""

    claimants: int


@dataclass(frozen=True, kw_only=True)
class EventUnmerged(DomainEvent):
    """A merge was taken back within its thirty days."""


@dataclass(frozen=True, kw_only=True)
class EventTriaged(DomainEvent):
    """Type, confirmed risk and pathway are set; a dispute exists."""

    risk_level: str
    dispute_type: str
    pathway: str


@dataclass(frozen=True, kw_only=True)
class EventRedirected(DomainEvent):
    """The event goes another lawful way."""

    pathway: str


@dataclass(frozen=True, kw_only=True)
class EventDispatched(DomainEvent):
    """Orders went out."""


@dataclass(frozen=True, kw_only=True)
class EventHandled(DomainEvent):
    """The lead unit signed; handling began or began again."""


@dataclass(frozen=True, kw_only=True)
class EventReturned(DomainEvent):
    """The lead unit's return was accepted; the centre dispatches anew."""


@dataclass(frozen=True, kw_only=True)
class EventResolved(DomainEvent):
    """The conflict is solved; the return visit follows."""


@dataclass(frozen=True, kw_only=True)
class EventReopened(DomainEvent):
    """The return visit found that it is not solved."""


@dataclass(frozen=True, kw_only=True)
class EventClosed(DomainEvent):
    """The record is closed."""


@dataclass(frozen=True, kw_only=True)
class EventArchived(DomainEvent):
    """The dossier is complete and filed."""


@dataclass(frozen=True, kw_only=True)
class RiskConfirmed(DomainEvent):
    """A person confirmed a risk level."""

    level: str
    score: int


@dataclass(frozen=True, kw_only=True)
class RiskSuggested(DomainEvent):
    """New signals changed the suggested level; a person has yet to confirm it."""

    level: str
    score: int


@dataclass(frozen=True, kw_only=True)
class RiskLoweringProposed(DomainEvent):
    """Somebody proposes to lower a confirmed level; another person has to decide."""

    from_level: str
    to_level: str
    unit_id: UUID
    proposer_id: UUID


@dataclass(frozen=True, kw_only=True)
class RiskLoweringRefused(DomainEvent):
    """The second person did not agree; the level stays."""

    unit_id: UUID
    proposer_id: UUID


@dataclass(frozen=True, kw_only=True)
class GuidanceWaived(DomainEvent):
    """The director let a grave matter go on without a judge's guidance."""


@dataclass(frozen=True, kw_only=True)
class RiskWeightsLoaded(DomainEvent):
    """A new version of the weights was loaded; what was scored before keeps its own version."""

    version: str
    valid_from: str


@dataclass(frozen=True, kw_only=True)
class PartyAdded(DomainEvent):
    """A party joined the matter."""

    party_name: str


@dataclass(frozen=True, kw_only=True)
class ColleagueNamed(DomainEvent):
    """An internal note names a colleague, who is told once."""

    user_id: UUID
    unit_id: UUID
