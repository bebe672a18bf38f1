"""Reports that other systems hand in: each once, however often it is sent; every row of a batch stands on its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from app.core import clock
from app.core.canonical_json import dumps
from app.core.crypto import blind_index
from app.core.db import db
from app.core.errors import FengqiaoError, InvalidInput
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.intake import permissions as may
from app.intake.commands import EventDetails
from app.intake.errors import OutsideNumberTaken
from app.intake.models import Event, OutsideReport
from app.intake.services.filing import claim_outside_number, file_event
from app.intake.workflow import FREES_NUMBER

Row = EventDetails | FengqiaoError


@dataclass(frozen=True, slots=True)
class Received:
    """The matter a report became; ``known`` when the same report had been handed in before."""

    matter_id: UUID
    known: bool


def receive_event(details: EventDetails, *, actor: Actor) -> Received:
    """File a report; the same number with the same content from the same unit answers with the event it became.

    A report without a number of its own is always new. Raises ``OutsideNumberTaken`` when the number stands for other
    content or was filed by somebody else; a number whose event was rejected may be used again.
    """
    authorise(actor, may.EVENT_FILE)
    if not details.outside_number:
        return Received(file_event(details, actor=actor), known=False)
    with unit_of_work(actor):
        claim_outside_number(details.source, details.outside_number)
        report, event = _earlier(details)
        if report is not None and _same(report, details, actor):
            return Received(report.matter_id, known=True)
        if event is not None and event.state not in FREES_NUMBER:
            raise OutsideNumberTaken(details.outside_number)
        matter_id = file_event(details, actor=actor)
        _keep(report, details, matter_id, actor)
        return Received(matter_id, known=False)


def receive_events(rows: Iterable[Row], *, actor: Actor) -> list[Received | FengqiaoError]:
    """File many reports, each in a transaction of its own; a refused row is answered with its refusal.

    Every row needs its number elsewhere, so that a batch broken off half-way can simply be sent again.
    """
    return [_attempt(row, actor) for row in rows]


def _attempt(row: Row, actor: Actor) -> Received | FengqiaoError:
    try:
        if isinstance(row, FengqiaoError):
            raise row
        if not row.outside_number:
            raise InvalidInput({"outside_number": [msg("批量上报时每行都要有外部编号。")]})
        return receive_event(row, actor=actor)
    except FengqiaoError as refusal:
        return refusal


def _earlier(details: EventDetails) -> tuple[OutsideReport | None, Event | None]:
    report = db.session.get(OutsideReport, (details.source, details.outside_number))
    event = db.session.get(Event, report.matter_id) if report is not None else None
    return report, event


def _same(report: OutsideReport, details: EventDetails, actor: Actor) -> bool:
    return report.unit_id == actor.unit_id and report.content_index == _content_index(details)


def _content_index(details: EventDetails) -> bytes:
    at_one_offset = replace(details, occurred_at=clock.local(details.occurred_at))
    return blind_index(dumps(at_one_offset).decode(), "outside_report")


def _keep(report: OutsideReport | None, details: EventDetails, matter_id: UUID, actor: Actor) -> None:
    assert details.outside_number is not None
    assert actor.unit_id is not None
    row = report or OutsideReport(source=details.source, outside_number=details.outside_number)
    row.content_index, row.unit_id = _content_index(details), actor.unit_id
    row.matter_id, row.received_at = matter_id, clock.now()
    db.session.add(row)
    db.session.flush()
