"""Minutes of a consultation: written, signed by the chair, confirmed or objected to by who was there, supplemented."""

from __future__ import annotations

from uuid import UUID

from app.core import clock
from app.core.canonical_json import digest, plain
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.commands import MinutesDetails
from app.dispatch.models import ActionItem, Attendee, Consultation, MinutesSupplement
from app.dispatch.queries.consultations import minutes_text
from app.dispatch.queries.facts import earliest_due
from app.dispatch.rules.meeting import (
    SUPPLEMENT_LEAST,
    everybody_answered,
    faults_of_answer,
    faults_of_minutes,
    lines,
)
from app.dispatch.services.acting import refuse_faults
from app.dispatch.services.meeting import about_attendee, act_on_meeting, locked_meeting
from app.dispatch.services.whistling import end_sight
from app.dispatch.types import MinutesAnswer
from app.dispatch.workflow import MEETING_KIND
from app.intake import services as matters
from app.intake.policies import require_visible

Faults = dict[str, list[Message]]


def write_minutes(consultation_id: UUID, details: MinutesDetails, *, version: int | None = None, actor: Actor) -> None:
    """Write the minutes, or write them anew while the chair has not signed. Raises ``InvalidInput`` by field."""
    with unit_of_work(actor):
        row = locked_meeting(consultation_id, version, actor)
        refuse_faults(_faults_of_minutes(row, details))
        act_on_meeting(row, "write_minutes", actor)
        row.held_at, row.summary, row.decisions = details.held_at, details.summary.strip(), lines(details.decisions)
        said = {one.unit_id: one for one in details.attendances}
        for one in row.attendees:
            given = said.get(one.unit_id)
            if given is not None:
                one.present, one.names, one.opinion = given.present, given.names.strip(), given.opinion.strip()
                one.touch()
        _put_items(row, details)


def _faults_of_minutes(row: Consultation, details: MinutesDetails) -> Faults:
    invited = [one.unit_id for one in row.attendees]
    found = faults_of_minutes(details, row.called_at, clock.now(), invited)
    owners = {row.unit_id, *invited}
    for place, item in enumerate(details.items):
        if item.unit_id is not None and item.unit_id not in owners:
            found[f"items.{place}.unit_id"] = [msg("责任单位须是召集单位或者参会单位。")]
    return found


def _put_items(row: Consultation, details: MinutesDetails) -> None:
    for item in list(row.items):
        db.session.delete(item)
    db.session.flush()
    db.session.expire(row, ["items"])
    for position, agreed in enumerate(details.items, start=1):
        db.session.add(
            ActionItem(
                id=new_id(),
                matter_id=row.matter_id,
                consultation_id=row.id,
                position=position,
                words=agreed.words.strip(),
                unit_id=agreed.unit_id,
                person=agreed.person.strip(),
                due_on=agreed.due_on,
                moves=[],
            )
        )
    db.session.flush()
    db.session.expire(row, ["items"])


def sign_minutes(consultation_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """The chair signs: text and hash are fixed, items are in force, who was there is asked to confirm (P25).

    Raises ``Refused`` for anybody but the chair and for minutes that are not whole, ``StaleVersion`` when somebody
    wrote in between.
    """
    with unit_of_work(actor) as uow:
        row = locked_meeting(consultation_id, version, actor)
        act_on_meeting(row, "sign", actor)
        text = plain(minutes_text(row))
        row.signed_at, row.signed_by_name = clock.now(), actor.name
        row.signed_text, row.signed_hash = text, digest(text)
        row.answer_by = earliest_due(MEETING_KIND, row.id)
        for item in row.items:
            item.agreed_at = row.signed_at
        for one in row.attendees:
            if one.present:
                uow.record(about_attendee(row, one.unit_id, told.MinutesSent))
        for unit_id in dict.fromkeys(item.unit_id for item in row.items):
            uow.record(about_attendee(row, unit_id, told.ActionItemAgreed))


def answer_minutes(consultation_id: UUID, answer: str, words: str = "", *, actor: Actor) -> None:
    """Confirm the signed minutes for one's unit, or object with words, while the clock runs.

    Raises ``InvalidInput`` by field, ``Conflict`` before they are signed, after the clock, or for a second answer,
    ``Forbidden`` for a unit that was not there.
    """
    authorise(actor, may.MEETING_ATTEND)
    refuse_faults(faults_of_answer(answer, words))
    with unit_of_work(actor) as uow:
        row = _locked_to_read(consultation_id, actor)
        one = _own_seat(row, actor)
        if row.state != "signed":
            raise Conflict(msg("纪要不在等待确认。"), code="wrong_state")
        if one.answer is not None:
            raise Conflict(msg("{name}已经代表本单位答复。", name=one.answered_by_name), code="already_answered")
        one.answer, one.answer_words = answer, words.strip() or None
        one.answered_at, one.answered_by_name = clock.now(), actor.name
        one.touch()
        row.touch()
        uow.audit(
            "dispatch.answer_minutes", MEETING_KIND, row.id, row.matter_id,
            {"unit": one.unit_id, "answer": answer, "words": one.answer_words},
        )  # fmt: skip
        if answer == MinutesAnswer.OBJECTED:
            uow.record(about_attendee(row, one.unit_id, told.MinutesObjected))
        if everybody_answered(row.attendees):
            settle_meeting(row)


def _locked_to_read(consultation_id: UUID, actor: Actor) -> Consultation:
    found = db.session.get(Consultation, consultation_id)
    if found is None:
        raise NotFound()
    require_visible(actor, found.matter_id)
    matters.lock_matter(found.matter_id)
    return lock(Consultation, consultation_id)


def _own_seat(row: Consultation, actor: Actor) -> Attendee:
    one = next((seat for seat in row.attendees if seat.unit_id == actor.unit_id), None)
    if one is None or not one.present:
        raise Forbidden(msg("由到会的单位确认纪要。"), code="not_present")
    return one


def settle_meeting(row: Consultation) -> None:
    """Every word is in, or its time is over: who was asked reads the matter no longer, unless an item is left."""
    if row.state == "signed":
        with unit_of_work(Actor.system()):
            act_on_meeting(row, "settle", Actor.system())
            end_sight(row.matter_id, [one.unit_id for one in row.attendees])


def supplement_minutes(consultation_id: UUID, words: str, *, version: int | None = None, actor: Actor) -> None:
    """Put a correction beside signed minutes; the signed text stays as it is. Raises ``InvalidInput``, ``Conflict``."""
    authorise(actor, may.MEETING_CALL)
    if len(words.strip()) < SUPPLEMENT_LEAST:
        raise InvalidInput({"words": [msg("请写明更正或者补充的内容，不少于{least}个字。", least=SUPPLEMENT_LEAST)]})
    with unit_of_work(actor) as uow:
        row = locked_meeting(consultation_id, version, actor)
        if row.unit_id != actor.unit_id:
            raise Forbidden(msg("纪要由召集单位补正。"), code="not_my_unit")
        if row.signed_hash is None:
            raise Conflict(msg("纪要签发前直接修改，签发后才补正。"), code="not_signed")
        before = row.supplements[-1].chain_hash if row.supplements else row.signed_hash
        said = {"before": before, "words": words.strip(), "by": actor.name, "at": clock.now().isoformat()}
        row.supplements.append(
            MinutesSupplement(
                id=new_id(),
                matter_id=row.matter_id,
                position=len(row.supplements) + 1,
                words=words.strip(),
                written_by_name=actor.name,
                written_at=clock.now(),
                chain_hash=digest(said),
            )
        )
        row.touch()
        uow.audit("dispatch.supplement_minutes", MEETING_KIND, row.id, row.matter_id, {"words": words.strip()})
