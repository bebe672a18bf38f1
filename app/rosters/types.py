"""Kinds of duty, and what other contexts read of a roster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from app.core import clock
from app.core.text import Message, msg
from app.organisations.types import StationingMode


class DutyKind(StrEnum):
    """What a person on duty is there for."""

    DUTY_JUDGE = "duty_judge"
    DESK = "desk"
    ON_CALL = "on_call"

    @property
    def label(self) -> Message:
        """The duty as staff say it."""
        return DUTY_KIND_LABELS[self]

    @property
    def letter(self) -> Message:
        """One sign for narrow cells, so that colour is never alone."""
        return DUTY_KIND_LETTERS[self]


DUTY_KIND_LETTERS = {DutyKind.DUTY_JUDGE: msg("判"), DutyKind.DESK: msg("窗"), DutyKind.ON_CALL: msg("电")}
DUTY_KIND_LABELS = {
    DutyKind.DUTY_JUDGE: msg("值班法官"),
    DutyKind.DESK: msg("窗口值守"),
    DutyKind.ON_CALL: msg("电话值守"),
}


class ExchangeKind(StrEnum):
    """How a duty changes hands."""

    SWAP = "swap"
    COVER = "cover"
    STEP_IN = "step_in"

    @property
    def label(self) -> Message:
        """The exchange as staff say it."""
        return EXCHANGE_KIND_LABELS[self]


class ExchangeTab(StrEnum):
    """How exchanges are sorted for whoever looks."""

    TO_ANSWER = "to_answer"
    TO_DECIDE = "to_decide"
    ASKED = "asked"
    DONE = "done"


EXCHANGE_KIND_LABELS = {
    ExchangeKind.SWAP: msg("换班"),
    ExchangeKind.COVER: msg("代班"),
    ExchangeKind.STEP_IN: msg("顶班"),
}


class SubstitutionTab(StrEnum):
    """Substitutions that count or will, and those that are over."""

    OPEN = "open"
    OVER = "over"


class LineKind(StrEnum):
    """What a line of a hand-over list is about; a free one is the giver's own."""

    EVENT = "event"
    ORDER = "order"
    SUPERVISION = "supervision"
    GUIDANCE = "guidance"
    VISIT = "visit"
    FREE = "free"

    @property
    def label(self) -> Message:
        """The kind as staff say it."""
        return LINE_KIND_LABELS[self]


LINE_KIND_LABELS = {
    LineKind.EVENT: msg("事项"),
    LineKind.ORDER: msg("派单"),
    LineKind.SUPERVISION: msg("督办"),
    LineKind.GUIDANCE: msg("法官指导"),
    LineKind.VISIT: msg("回访"),
    LineKind.FREE: msg("另外交代"),
}


class HandoverTab(StrEnum):
    """Hand-over lists by what the person has to do with them."""

    TO_SIGN = "to_sign"
    MINE = "mine"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """One thing that is open at a post: which row of which matter, what waits there and until when."""

    kind: LineKind
    subject_id: UUID
    matter_id: UUID
    number: str
    title: str
    waits: Message
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StandIn:
    """A post somebody else acts in today: whose it is, who acts in the end, and until which day its holder is away."""

    membership_id: UUID
    holder_id: UUID
    unit_id: UUID
    substitute_id: UUID
    until_on: date


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One person's span of duty; ``present_since`` is set when the person has signed in at the unit's desk.

    ``in_place_of`` names the person first planned, ``exchange_id`` an exchange that is still asked; ``left_open``
    counts what was open when it ended without a hand-over list.
    """

    duty_id: UUID
    user_id: UUID
    membership_id: UUID
    unit_id: UUID
    name: str
    kind: DutyKind
    from_at: datetime
    until_at: datetime
    seat: str = ""
    present_since: datetime | None = None
    version: int = 1
    in_place_of: str = ""
    exchange_id: UUID | None = None
    left_open: int = 0

    @property
    def overnight(self) -> bool:
        """Whether the duty ends on a later day than it begins, on a wall clock in Beijing."""
        return clock.local(self.until_at).date() > clock.local(self.from_at).date()

    def covers(self, moment: datetime) -> bool:
        """Whether the person is on duty at a moment; the end itself no longer counts."""
        return self.from_at <= moment < self.until_at


@dataclass(frozen=True, slots=True)
class Stationing:
    """How a unit can be reached now: its mode, whether somebody is there, who, and the same in words."""

    mode: StationingMode | None
    reachable: bool
    words: Message
    people: tuple[OnDuty, ...] = ()


@dataclass(frozen=True, slots=True)
class DutySpan:
    """Which duties are asked for: days, both included, and perhaps a unit and a kind."""

    first: date
    last: date
    unit_id: UUID | None = None
    kind: DutyKind | None = None


@dataclass(frozen=True, slots=True)
class RosterDay:
    """One day of a week's roster."""

    day: date
    duties: tuple[OnDuty, ...]


@dataclass(frozen=True, slots=True)
class RosterWeek:
    """A week's roster from Monday to Sunday, of one unit or of all."""

    unit_id: UUID | None
    monday: date
    days: tuple[RosterDay, ...]


class GridView(StrEnum):
    """What the lines of a week's grid are."""

    DESK = "desk"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class GridLine:
    """What one line of a grid stands for: a desk or room of a unit, or a person."""

    unit_id: UUID
    seat: str = ""
    user_id: UUID | None = None
    membership_id: UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line with its duties, day by day."""

    line: GridLine
    cells: tuple[tuple[OnDuty, ...], ...]


@dataclass(frozen=True, slots=True)
class RosterGrid:
    """A week as lines and days."""

    view: GridView
    days: tuple[date, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """What has to be staffed: a desk of a unit on weekdays (0 is Monday) between two times."""

    id: UUID
    unit_id: UUID
    seat: str
    kind: DutyKind
    weekdays: tuple[int, ...]
    begins: time
    ends: time
    rest_days: bool
    from_on: date
    until_on: date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a need that nobody covers."""

    need: Need
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class FairShare:
    """What one person served in a stretch of time."""

    user_id: UUID
    name: str
    duties: int
    hours: float
    nights: int
    rest_days: int
    taken_over: int


@dataclass(frozen=True, slots=True)
class ThreeFacts:
    """On the roster now, signed in today, last act: three facts, from which nothing is concluded."""

    user_id: UUID
    name: str
    unit_id: UUID
    unit_name: str
    duty: OnDuty | None
    signed_in_at: datetime | None
    seat: str
    acted_at: datetime | None


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One duty as a calendar shows it."""

    id: UUID
    from_at: datetime
    until_at: datetime
    version: int
    summary: str
    place: str
