"""Shapes of the forms of intake: D01."""

from typing import NotRequired, TypedDict

from app.rendering.shapes.parts import Contact, DateText, TimeText


class PersonNamed(TypedDict):
    """A person or unit named in a report; `contact` is printed masked on the tear-off part (never there)."""

    name: str
    role: str
    kind: str
    contact: NotRequired[str | None]


class EventReceipt(TypedDict):
    """D01 事件登记表（受理回执）: the registration with a tear-off receipt that carries the public code and its QR."""

    number: str
    centre: str
    contact: Contact
    public_code: str
    query_url: str
    source: str
    reported_at: TimeText
    occurred_at: NotRequired[TimeText | None]
    registered_at: TimeText
    place: str
    region: str
    region_code: str
    reporter_unit: NotRequired[str | None]
    reporter_name: NotRequired[str | None]
    reporter_phone: NotRequired[str | None]
    persons: list[PersonNamed]
    involved_count: int
    scale: str
    category: str
    demand: str
    summary: str
    attachments: list[str]
    next_step: str
    next_due_at: NotRequired[TimeText | None]
    time_limit: str
    clerk: str
    handed_on: NotRequired[DateText | None]
