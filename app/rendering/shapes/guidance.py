"""Shapes of the forms of guidance: D21."""

from typing import Literal, NotRequired, TypedDict

from app.rendering.shapes.parts import TimeText


class Answer(TypedDict):
    """One question of the mediator with the judge's answer."""

    question: str
    answer: str


class Article(TypedDict):
    """An article picked from the law table: law, article (第五百四十五条), its wording."""

    law: str
    article: str
    text: str


class Adoption(TypedDict):
    """The mediator's decision on the opinion."""

    decision: Literal["adopted", "partly_adopted", "not_adopted"]
    reason: NotRequired[str | None]
    decided_by: str
    decided_at: TimeText


class GuidanceOpinion(TypedDict):
    """D21 法官指导意见书: signed by the duty judge by name, no court seal, no ruling."""

    number: str
    studio: str
    matter_number: str
    dispute: str
    asked_by: str
    asked_by_unit: str
    asked_at: TimeText
    judge: str
    judge_unit: str
    answered_at: TimeText
    mode: str
    facts: list[str]
    evidence: list[str]
    questions: list[Answer]
    articles: list[Article]
    plan: list[str]
    risks: list[str]
    drafting_notes: list[str]
    adoption: NotRequired[Adoption | None]
