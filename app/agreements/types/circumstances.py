"""What the file knows around an agreement: consent, presence, papers, notices. The lint reads it; nobody signs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from app.agreements.types.enums import NoticeMode, PaperKind, ReceiverRole, SignerKind, SignMode, Subject


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """The organisation that presided; `filed_on` is its filing, `notified_court` its entry on the court's list."""

    name: str
    kind: str
    active: bool = True
    filed_on: date | None = None
    notified_court: bool | None = None
    co_presiding: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Court:
    """The court that may confirm; policy None means unknown."""

    name: str | None = None
    accepts_self_mediated: bool | None = None
    pre_litigation_number: str | None = None
    invited: bool = False


@dataclass(frozen=True, kw_only=True)
class Consent:
    """A party's agreement to mediation."""

    party: str
    at: datetime
    channel: str = ""


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """A party walked out at this time."""

    party: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Session:
    """One session of the mediation and who was there."""

    started_at: datetime
    ended_at: datetime | None = None
    attended: tuple[str, ...] = ()
    left: tuple[Leaving, ...] = ()
    online: bool = False


@dataclass(frozen=True, kw_only=True)
class SignatureFact:
    """A signature on the frozen version; `agent` names who signed for the party."""

    signer: SignerKind
    at: datetime
    mode: SignMode
    party: str | None = None
    agent: str | None = None
    by_statutory_agent: bool = False
    place: str = ""
    device: str = ""


@dataclass(frozen=True, kw_only=True)
class InsolvencyCheck:
    """A look-up of the party in the insolvency register."""

    party: str
    insolvent: bool
    checked_on: date


@dataclass(frozen=True, kw_only=True)
class Proceeding:
    """Another proceeding about the same dispute."""

    kind: str
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper in the file; `party` None when it concerns all."""

    kind: PaperKind
    party: str | None = None
    number_ok: bool = True
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class SettlementConsent:
    """A group member's own consent to this settlement (Civil Procedure Law art. 56)."""

    party: str
    on: date


@dataclass(frozen=True, kw_only=True)
class NoticeFact:
    """A notice of assignment that was sent; proven when it arrived and there is a proof."""

    mode: NoticeMode
    receiver_role: ReceiverRole
    arrived_at: datetime | None = None
    proof: str | None = None


@dataclass(frozen=True, kw_only=True)
class CareTaken:
    """What was done for a person who needs more time or help."""

    party: str
    read_aloud: bool = False
    day_to_think: bool = False


@dataclass(frozen=True, kw_only=True)
class ThirdPerson:
    """Somebody outside the agreement whose rights it touches: co-owner, insurer, other creditor."""

    name: str
    relation: str
    joins: bool = False


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """All facts around one agreement."""

    organisation: Organisation | None = None
    court: Court = field(default_factory=Court)
    subject: Subject = Subject.CIVIL
    consents: tuple[Consent, ...] = ()
    rights_notices: tuple[Consent, ...] = ()
    sessions: tuple[Session, ...] = ()
    signatures: tuple[SignatureFact, ...] = ()
    insolvency_checks: tuple[InsolvencyCheck, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    papers: tuple[Paper, ...] = ()
    settlement_consents: tuple[SettlementConsent, ...] = ()
    notices: tuple[NoticeFact, ...] = ()
    care: tuple[CareTaken, ...] = ()
    third_persons: tuple[ThirdPerson, ...] = ()
    unavailable: tuple[str, ...] = ()
    refusing: tuple[str, ...] = ()
    earlier_assignments: tuple[int, ...] = ()
    duplicate_claims: tuple[int, ...] = ()
    false_mediation_signals: tuple[str, ...] = ()
    annual_interest_percent: str | None = None
    foreign_element: bool = False
    assignment_banned: bool = False
    debtor_insolvency_near: bool = False
    unlawful_subject: bool = False
    facts_match_evidence: bool | None = None

    def has_paper(self, kind: PaperKind, party: str | None = None) -> bool:
        """Whether such a paper is in the file, for this party if one is named."""
        return any(paper.kind is kind and (party is None or paper.party in (None, party)) for paper in self.papers)
