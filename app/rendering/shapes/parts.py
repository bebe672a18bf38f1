"""Pieces that several forms print: parties, agents, organisations, signature lines."""

from datetime import date, datetime
from typing import Literal, NotRequired, TypedDict

# A day or a moment may come as an object or as ISO text; it is stored and printed from the ISO text.
DateText = date | str
TimeText = datetime | str


class Agent(TypedDict):
    """A person who acts for a party, with the category of 民诉法61 and the scope of the authority."""

    name: str
    category: str
    scope: str
    id_number: NotRequired[str | None]
    phone: NotRequired[str | None]


class Party(TypedDict):
    """A party as a form prints it; `role` is the printed word (申请人, 甲方（债权让与人）…).

    `kind` person prints sex, nation, birth, ID number, occupation; organisation prints USCC and legal representative.
    """

    role: str
    kind: Literal["person", "organisation"]
    name: str
    sex: NotRequired[str | None]
    nation: NotRequired[str | None]
    birth_on: NotRequired[DateText | None]
    age: NotRequired[int | None]
    id_number: NotRequired[str | None]
    occupation: NotRequired[str | None]
    uscc: NotRequired[str | None]
    legal_representative: NotRequired[str | None]
    legal_post: NotRequired[str | None]
    phone: NotRequired[str | None]
    address: NotRequired[str | None]
    agents: NotRequired[list[Agent] | None]


class RosterMember(TypedDict):
    """One person of a group, as the roster annexed to a form prints him."""

    no: int
    name: str
    sex: NotRequired[str | None]
    id_number: NotRequired[str | None]
    job: NotRequired[str | None]
    phone: NotRequired[str | None]
    address: NotRequired[str | None]
    signed_at: NotRequired[TimeText | None]


class Roster(TypedDict):
    """A group of persons on one side: a printed label (32名劳动者), the members, the chosen representatives."""

    label: str
    members: list[RosterMember]
    representatives: NotRequired[list[str] | None]


class MediationBody(TypedDict):
    """The organisation that presides over the mediation."""

    name: str
    address: NotRequired[str | None]
    phone: NotRequired[str | None]
    filed_with: NotRequired[str | None]
    filing_number: NotRequired[str | None]
    filed_on: NotRequired[DateText | None]
    court_notified_on: NotRequired[DateText | None]


class Mediator(TypedDict):
    """A mediator as printed; `kind` is the printed word (人民调解员, 行业调解员 …)."""

    name: str
    kind: str
    unit: NotRequired[str | None]
    disclosure: NotRequired[str | None]


class Participant(TypedDict):
    """Anybody else in the room."""

    name: str
    unit: str
    capacity: str


class Signing(TypedDict):
    """How one signature came about; absent means: a blank line for the pen."""

    name: str
    signed_at: TimeText
    mode: str


class Contact(TypedDict):
    """Whom to call."""

    name: str
    phone: str
    address: NotRequired[str | None]
    hours: NotRequired[str | None]


class BankAccount(TypedDict):
    """A bank account of its owner."""

    owner: str
    bank: str
    account: str


class Material(TypedDict):
    """One enclosure of a form."""

    title: str
    copies: NotRequired[int | None]
    note: NotRequired[str | None]
