"""Shapes of the forms of closure: D40, D41, D42, D43."""

from typing import Literal, NotRequired, TypedDict

from app.rendering.shapes.parts import DateText, MediationBody, Participant, Party, TimeText


class VisitAnswer(TypedDict):
    """What one person answered."""

    no: int
    name: str
    visited_at: TimeText
    channel: str
    performance: str
    satisfaction: str
    remark: NotRequired[str | None]


class ReturnVisitRecord(TypedDict):
    """D40 人民调解回访记录."""

    number: str
    body: MediationBody
    agreement_number: str
    parties: list[str]
    reason: str
    visited_on: DateText
    visitors: list[Participant]
    summary: str
    performance: str
    satisfaction: str
    new_dispute: str
    escalation: str
    measures: str
    answers: list[VisitAnswer]


class PerformanceCertificate(TypedDict):
    """D41 自动履行证明书; `basis` schedule where no agreement was signed: it cites the verified schedule D22."""

    number: str
    issuer: str
    obligor: Party
    obligees: str
    dispute: str
    basis: Literal["agreement", "ruling", "schedule"]
    basis_title: str
    basis_number: str
    basis_hash: NotRequired[str | None]
    amount_fen: int
    performed_on: DateText
    manner: str
    receipts: int
    issued_on: NotRequired[DateText | None]


class DossierPart(TypedDict):
    """One line of the contents; `first_page`–`last_page` are numbers of the whole dossier."""

    title: str
    number: NotRequired[str | None]
    first_page: NotRequired[int | None]
    last_page: NotRequired[int | None]
    dated_on: NotRequired[DateText | None]
    note: NotRequired[str | None]


class Dossier(TypedDict):
    """D42 卷宗封面、卷内目录、情况说明、封底; `part` prints all or one of them."""

    part: Literal["all", "cover", "contents", "statement", "back"]
    number: str
    body: MediationBody
    title: str
    volume: str
    mediators: list[str]
    mediated_from: DateText
    mediated_to: DateText
    filed_by: str
    filed_on: NotRequired[DateText | None]
    checked_by: NotRequired[str | None]
    checked_on: NotRequired[DateText | None]
    retention: str
    remark: NotRequired[str | None]
    pages: NotRequired[int | None]
    contents: list[DossierPart]
    statement: list[str]
    manifest_hash: NotRequired[str | None]


class Step(TypedDict):
    """One step of the story."""

    at: TimeText
    text: str


class ClosureReport(TypedDict):
    """D43 结案报告表."""

    number: str
    matter_number: str
    unit: str
    officer: str
    category: str
    source: str
    accepted_on: DateText
    resolved_on: DateText
    closed_on: NotRequired[DateText | None]
    parties: list[str]
    involved_count: int
    amount_fen: NotRequired[int | None]
    facts: str
    steps: list[Step]
    result: str
    performance: str
    return_visit: str
    documents: list[str]
    officer_opinion: NotRequired[str | None]
    head_opinion: NotRequired[str | None]
    centre_opinion: NotRequired[str | None]
