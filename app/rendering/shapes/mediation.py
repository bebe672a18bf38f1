"""Shapes of the forms of a mediation: D05, D06, D10, D19, D37."""

from typing import Literal, NotRequired, TypedDict

from app.rendering.shapes.parts import (
    Contact,
    DateText,
    MediationBody,
    Mediator,
    Participant,
    Party,
    Roster,
    RosterMember,
    Signing,
    TimeText,
)


class RightsNotice(TypedDict):
    """D05 当事人权利义务告知书, one sheet for one side; `party` or `roster` (or both) sign it."""

    number: str
    body: MediationBody
    mediators: list[Mediator]
    dispute: str
    party: NotRequired[Party | None]
    roster: NotRequired[Roster | None]
    court: str
    arbitration_body: NotRequired[str | None]
    complaint: Contact
    given_on: NotRequired[DateText | None]
    signing: NotRequired[Signing | None]


class ConsentForm(TypedDict):
    """D06 调解意愿征询/同意书, one sheet for one party; None leaves the box for the pen."""

    number: str
    body: MediationBody
    dispute: str
    party: Party
    opponents: list[str]
    mediators: list[Mediator]
    channel: str
    asked_at: TimeText
    asked_by: str
    consents: NotRequired[bool | None]
    accepts_mediators: NotRequired[bool | None]
    on_site: NotRequired[Literal["on_site", "online", "both"] | None]
    public: NotRequired[bool | None]
    accepts_extension: NotRequired[bool | None]
    accepts_electronic_service: NotRequired[bool | None]
    electronic_account: NotRequired[str | None]
    refusal_reason: NotRequired[str | None]
    signing: NotRequired[Signing | None]


class RepresentativeElection(TypedDict):
    """D10 推选代表人证明书及签名册 (劳动争议调解仲裁法7: ten and more; a settlement needs each one's own consent)."""

    number: str
    body: MediationBody
    dispute: str
    respondents: list[str]
    roster: Roster
    representatives: list[RosterMember]
    scope: list[str]
    elected_on: DateText
    place: str
    witness: NotRequired[str | None]
    shared_copy: bool


class Statement(TypedDict):
    """What one speaker said, as the recorder wrote it; `text` may have several paragraphs (newline)."""

    speaker: str
    text: str


class MediationRecord(TypedDict):
    """D19 人民调解记录, one for each session."""

    number: str
    session_no: int
    body: MediationBody
    dispute: str
    started_at: TimeText
    ended_at: TimeText
    place: str
    mode: str
    public: bool
    parties: list[Party]
    roster: NotRequired[Roster | None]
    participants: list[Participant]
    mediators: list[Mediator]
    recorder: str
    rights_read_at: NotRequired[TimeText | None]
    statements: list[Statement]
    outcome: Literal["agreed", "not_agreed", "continued"]
    outcome_note: str
    undisputed_facts: list[str]


class Route(TypedDict):
    """Another way open to the party, with the last day where the platform could compute one and why."""

    route: str
    body: str
    note: str
    due_on: NotRequired[DateText | None]
    because: NotRequired[str | None]
    basis: str


class TerminationNotice(TypedDict):
    """D37 终止调解告知书 (人民调解法26): the reason and the routes with their limitation dates."""

    number: str
    body: MediationBody
    addressee: Party
    parties: list[str]
    dispute: str
    accepted_on: DateText
    ended_on: DateText
    reason_label: str
    reason: str
    unresolved: list[str]
    undisputed_facts: list[str]
    routes: list[Route]
    mediators: list[Mediator]
    given_on: NotRequired[DateText | None]
    signing: NotRequired[Signing | None]
