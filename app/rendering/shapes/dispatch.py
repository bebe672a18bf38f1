"""Shapes of the forms of dispatch and supervision: D11 to D17."""

from typing import Literal, NotRequired, TypedDict

from app.rendering.shapes.parts import Contact, DateText, TimeText


class DutyBasis(TypedDict):
    """Why the matter belongs to the unit: an authority-list item or an article, and its wording."""

    source: str
    text: str


class UnitTask(TypedDict):
    """A unit on the same matter with its part of the work."""

    unit: str
    role: str
    task: str


class DispatchNotice(TypedDict):
    """D11 派遣（派单）通知单, in the layout of GB/T 9704."""

    number: str
    centre: str
    addressee: str
    role: Literal["lead", "assist"]
    matter_number: str
    category: str
    risk: str
    place: str
    demand: str
    summary: str
    task: str
    duty_basis: list[DutyBasis]
    sign_by: TimeText
    contact_by: TimeText
    finish_by: TimeText
    return_by: NotRequired[TimeText | None]
    units: list[UnitTask]
    contact: Contact
    attachments: list[str]
    issued_on: DateText
    copies_to: list[str]


class OrderReceipt(TypedDict):
    """D12 签收回执 / 退回单; the fields of a return are asked only of a return (code R1–R9, domain.md §4.2)."""

    number: str
    kind: Literal["signed", "returned"]
    centre: str
    unit: str
    matter_number: str
    matter_summary: str
    order_role: str
    received_at: TimeText
    acted_at: TimeText
    acted_by: str
    officer: NotRequired[str | None]
    officer_phone: NotRequired[str | None]
    finish_by: NotRequired[TimeText | None]
    return_code: NotRequired[str | None]
    return_label: NotRequired[str | None]
    return_reason: NotRequired[str | None]
    return_basis: NotRequired[str | None]
    suggested_unit: NotRequired[str | None]
    return_by: NotRequired[TimeText | None]
    head: NotRequired[str | None]
    head_opinion: NotRequired[str | None]
    head_at: NotRequired[TimeText | None]


class ReturnRuling(TypedDict):
    """D13 退回裁定单: the centre accepts or refuses a return."""

    number: str
    centre: str
    unit: str
    matter_number: str
    order_role: str
    returned_at: TimeText
    return_code: str
    return_label: str
    return_reason: str
    suggested_unit: NotRequired[str | None]
    outcome: Literal["accepted", "refused"]
    ruling: str
    basis: str
    new_unit: NotRequired[str | None]
    new_number: NotRequired[str | None]
    clock_note: str
    ruled_by: str
    ruled_at: TimeText


class WhistledUnit(TypedDict):
    """One unit of a whistle: called why, answered what, arrived when, with which result."""

    unit: str
    reason: str
    answered_at: NotRequired[TimeText | None]
    coming: NotRequired[str | None]
    expected_at: NotRequired[TimeText | None]
    declined: NotRequired[str | None]
    arrived_at: NotRequired[TimeText | None]
    noted_by: NotRequired[str | None]
    corrected: NotRequired[str | None]
    standing: str
    result: NotRequired[str | None]


class WhistleRecord(TypedDict):
    """D14 吹哨报到单."""

    number: str
    centre: str
    caller: str
    matter_number: str
    urgency: str
    place: str
    meet_at: TimeText
    arrive_by: TimeText
    called_at: TimeText
    called_by: str
    needs: str
    units: list[WhistledUnit]
    state: str
    ended_at: NotRequired[TimeText | None]
    ended_by: NotRequired[str | None]
    note: NotRequired[str | None]


class Conferring(TypedDict):
    """A unit at a meeting, who was there for it, its opinion and its word on the minutes."""

    unit: str
    adviser: bool
    present: bool
    names: str
    opinion: str
    answer: NotRequired[str | None]


class MinutesItem(TypedDict):
    """Something to be done: what, by which unit and person, until when."""

    words: str
    unit: str
    person: str
    due_on: DateText


class MinutesAddition(TypedDict):
    """A correction that stands beside the signed text."""

    words: str
    by: str
    at: TimeText


class ConsultationMinutes(TypedDict):
    """D15 会商纪要, in the layout of GB/T 9704."""

    number: str
    caller: str
    title: str
    matter_number: str
    held_at: TimeText
    place: str
    online: bool
    chair: str
    attendees: list[Conferring]
    issues: list[str]
    summary: str
    decisions: list[str]
    items: list[MinutesItem]
    supplements: list[MinutesAddition]
    signed_by: str
    signed_at: TimeText
    signed_hash: str
    copies_to: list[str]


class SupervisionNotice(TypedDict):
    """D16 督办通知单, in the layout of GB/T 9704, with the reply form annexed; it speaks of progress only."""

    number: str
    centre: str
    addressee: str
    level: str
    matter_number: str
    subject: str
    facts: str
    requirements: list[str]
    acknowledge_by: TimeText
    reply_by: TimeText
    consequence: str
    contact: Contact
    issued_on: DateText
    copies_to: list[str]


class Measure(TypedDict):
    """One measure of a reply: what, who, until when."""

    measure: str
    owner: str
    due_on: DateText


class SupervisionReply(TypedDict):
    """D17 督办反馈单."""

    number: str
    centre: str
    unit: str
    matter_number: str
    subject: str
    level: str
    reply_by: TimeText
    replied_at: TimeText
    cause: str
    progress: str
    measures: list[Measure]
    evidence: list[str]
    new_finish_on: NotRequired[DateText | None]
    officer: str
    head: str
    check_outcome: NotRequired[str | None]
    check_note: NotRequired[str | None]
    checked_by: NotRequired[str | None]
    checked_at: NotRequired[TimeText | None]
