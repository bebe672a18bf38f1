"""Shapes of the forms of risk: D48, D49."""

from typing import NotRequired, TypedDict

from app.rendering.shapes.parts import DateText, TimeText


class ScoreItem(TypedDict):
    """One line of the score: its group, what was found, its points."""

    group: str
    reason: str
    points: int


class Signal(TypedDict):
    """A fact noted after the report."""

    at: TimeText
    text: str


class Measure(TypedDict):
    """One measure of the level; `standing` says who did it when, or that it waits."""

    name: str
    owner: str
    due_at: NotRequired[TimeText | None]
    standing: str


class RiskWarning(TypedDict):
    """D48 风险预警单."""

    number: str
    unit: str
    title: str
    place: str
    involved_count: int
    level: str
    suggested: str
    score: int
    weights_version: str
    scored_at: TimeText
    items: list[ScoreItem]
    vetoes: list[str]
    signals: list[Signal]
    measures: list[Measure]
    owner: str
    confirmed_by: str
    confirmed_at: TimeText
    reason: NotRequired[str | None]
    issued_by: str
    issued_on: DateText


class LeadStep(TypedDict):
    """One day of the lead: what was written, or that nothing was."""

    day: DateText
    text: str
    by: NotRequired[str | None]


class LeadForm(TypedDict):
    """D49 领导包案表."""

    number: str
    unit: str
    title: str
    category: str
    level: str
    parties: list[str]
    involved_count: int
    official: str
    post: str
    from_on: DateText
    until_on: DateText
    ended_on: NotRequired[DateText | None]
    facts: str
    measures: str
    steps: list[LeadStep]
    named_by: str
    named_on: DateText
    result: NotRequired[str | None]
