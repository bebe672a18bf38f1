"""Consultations and their action items: lists, one with all that hangs on it, the text that is signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, capped_count, count_of, keyset
from app.core.permissions import Actor, Role
from app.core.workflow import Offer, offers
from app.dispatch.models import ActionItem, Attendee, Consultation
from app.dispatch.queries.callings import leads
from app.dispatch.queries.orders import COUNT_CAP
from app.dispatch.rules.meeting import lacking_before_signing
from app.dispatch.types import MeetingFacts
from app.dispatch.workflow import MEETING_WORKFLOW
from app.intake.policies import visible_among_few, visible_to

MEETING_TABS = ("to_answer", "coming", "minuted", "signed", "over")
#: Who may hold the chair and sign: those who may call a meeting.
CHAIRS = frozenset({Role.DISPATCHER, Role.DIRECTOR, Role.DEPT_OFFICER, Role.MEDIATOR})
ITEM_TABS = ("open", "overdue", "done")
OVER = ("settled", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFilter:
    """What a list of consultations or of action items is narrowed by; ``ours`` keeps the items of one's own unit."""

    tab: str = ""
    matter_id: UUID | None = None
    updated_since: datetime | None = None
    own: bool = False
    ours: bool = False


def _attends(unit_id: UUID | None, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Attendee.consultation_id == Consultation.id, Attendee.unit_id == unit_id, *more)


def _unanswered(unit_id: UUID | None) -> ColumnElement[bool]:
    silent = _attends(unit_id, Attendee.present.is_(True), Attendee.answer.is_(None))
    return and_(Consultation.state == "signed", silent)


def _meeting_tabs(actor: Actor) -> dict[str, ColumnElement[bool]]:
    return {
        "to_answer": _unanswered(actor.unit_id),
        "coming": Consultation.state == "called",
        "minuted": Consultation.state == "minuted",
        "signed": Consultation.state == "signed",
        "over": Consultation.state.in_(OVER),
    }


def _item_tabs() -> dict[str, ColumnElement[bool]]:
    return {
        "open": ActionItem.done_at.is_(None),
        "overdue": and_(ActionItem.done_at.is_(None), ActionItem.due_on < clock.today()),
        "done": ActionItem.done_at.is_not(None),
    }


def _host(actor: Actor) -> ColumnElement[bool]:
    return or_(Consultation.unit_id == actor.unit_id, Consultation.center_id == actor.unit_id)


def _meetings(actor: Actor, wanted: MeetingFilter) -> Select[Consultation]:
    statement = select(Consultation).where(visible_to(actor, Consultation.matter_id))
    if wanted.own:
        statement = statement.where(or_(_host(actor), _attends(actor.unit_id)))
    if wanted.matter_id is not None:
        statement = statement.where(Consultation.matter_id == wanted.matter_id)
    if wanted.updated_since is not None:
        statement = statement.where(Consultation.updated_at >= wanted.updated_since)
    return statement


def _items(actor: Actor, wanted: MeetingFilter) -> Select[ActionItem]:
    statement = select(ActionItem).join(ActionItem.consultation)
    statement = statement.where(ActionItem.agreed_at.is_not(None), visible_to(actor, ActionItem.matter_id))
    if wanted.own:
        statement = statement.where(or_(ActionItem.unit_id == actor.unit_id, _host(actor)))
    if wanted.ours:
        statement = statement.where(ActionItem.unit_id == actor.unit_id)
    if wanted.matter_id is not None:
        statement = statement.where(ActionItem.matter_id == wanted.matter_id)
    if wanted.updated_since is not None:
        statement = statement.where(ActionItem.updated_at >= wanted.updated_since)
    return statement


def filtered_meetings(actor: Actor, wanted: MeetingFilter) -> Select[Consultation]:
    """The statement of a list of consultations: visible, narrowed, not yet ordered or cut."""
    statement, tab = _meetings(actor, wanted), _meeting_tabs(actor).get(wanted.tab)
    return statement if tab is None else statement.where(tab)


def filtered_items(actor: Actor, wanted: MeetingFilter) -> Select[ActionItem]:
    """The statement of a list of action items in force: visible, narrowed, not yet ordered or cut."""
    statement, tab = _items(actor, wanted), _item_tabs().get(wanted.tab)
    return statement if tab is None else statement.where(tab)


def list_meetings(
    actor: Actor, wanted: MeetingFilter, *, cursor: str | None = None, limit: int = 20
) -> Page[Consultation]:
    """One page of consultations, the latest first, with who attends."""
    statement = filtered_meetings(actor, wanted).options(joinedload(Consultation.unit), _with_attendees())
    return keyset(statement, [Consultation.id], cursor=cursor, limit=limit, descending=True)


def list_items(actor: Actor, wanted: MeetingFilter, *, cursor: str | None = None, limit: int = 20) -> Page[ActionItem]:
    """One page of action items, the earliest due first, with their units and meetings."""
    loaded = filtered_items(actor, wanted).options(joinedload(ActionItem.unit), joinedload(ActionItem.consultation))
    return keyset(loaded, [ActionItem.due_on, ActionItem.id], cursor=cursor, limit=limit)


def _with_attendees() -> Any:
    return selectinload(Consultation.attendees).joinedload(Attendee.unit)


def _with_items() -> Any:
    return selectinload(Consultation.items).joinedload(ActionItem.unit)


def count_meetings(actor: Actor, wanted: MeetingFilter) -> tuple[int, bool]:
    """How many consultations the list has, exact to 10,000."""
    return capped_count(filtered_meetings(actor, wanted).with_only_columns(Consultation.id), COUNT_CAP)


def count_items(actor: Actor, wanted: MeetingFilter) -> tuple[int, bool]:
    """How many action items the list has, exact to 10,000."""
    return capped_count(filtered_items(actor, wanted).with_only_columns(ActionItem.id), COUNT_CAP)


def meeting_tab_counts(actor: Actor, wanted: MeetingFilter) -> dict[str, int]:
    """Consultations by tab under the list's other filters, in one statement."""
    counted = [func.count().filter(tab).label(name) for name, tab in _meeting_tabs(actor).items()]
    row = db.session.execute(_meetings(actor, wanted).with_only_columns(*counted)).one()
    return dict(zip(MEETING_TABS, row, strict=True))


def item_tab_counts(actor: Actor, wanted: MeetingFilter) -> dict[str, int]:
    """Action items by tab under the list's other filters, in one statement."""
    counted = [func.count().filter(tab).label(name) for name, tab in _item_tabs().items()]
    row = db.session.execute(_items(actor, wanted).with_only_columns(*counted)).one()
    return dict(zip(ITEM_TABS, row, strict=True))


def minutes_waiting(actor: Actor) -> ScalarSelect[int]:
    """Minutes that wait for the word of the actor's unit, for the menu."""
    statement = select(Consultation.id).where(
        visible_among_few(actor, Consultation.matter_id), _unanswered(actor.unit_id)
    )
    return count_of(statement, COUNT_CAP)


def items_waiting(actor: Actor) -> ScalarSelect[int]:
    """Action items the actor's unit has to do, for the menu."""
    statement = select(ActionItem.id).where(
        ActionItem.unit_id == actor.unit_id, ActionItem.agreed_at.is_not(None), ActionItem.done_at.is_(None)
    )
    return count_of(statement.where(visible_among_few(actor, ActionItem.matter_id)), COUNT_CAP)


def meetings_of(matter_id: UUID) -> Sequence[Consultation]:
    """All consultations of a matter, the latest first. The caller has checked the right."""
    statement = select(Consultation).where(Consultation.matter_id == matter_id)
    loaded = statement.options(joinedload(Consultation.unit), _with_attendees(), _with_items())
    return db.session.execute(loaded.order_by(Consultation.id.desc())).scalars().all()


def get_meeting(actor: Actor, consultation_id: UUID) -> Consultation:
    """One consultation of a visible matter with all that hangs on it; raises ``NotFound``."""
    statement = select(Consultation).where(
        Consultation.id == consultation_id, visible_to(actor, Consultation.matter_id)
    )
    loaded = statement.options(
        joinedload(Consultation.unit), joinedload(Consultation.center), _with_attendees(), _with_items(),
        selectinload(Consultation.supplements),
    )  # fmt: skip
    found = db.session.execute(loaded).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def get_item(actor: Actor, action_item_id: UUID) -> ActionItem:
    """One action item in force of a visible matter; raises ``NotFound``."""
    statement = select(ActionItem).where(
        ActionItem.id == action_item_id, ActionItem.agreed_at.is_not(None), visible_to(actor, ActionItem.matter_id)
    )
    loaded = statement.options(joinedload(ActionItem.unit), joinedload(ActionItem.consultation))
    found = db.session.execute(loaded).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def meeting_facts(row: Consultation, actor: Actor) -> MeetingFacts:
    """The facts of a consultation as they stand now for this actor."""
    return MeetingFacts(
        now=clock.now(),
        leads=leads(row.matter_id, actor),
        lacking=lacking_before_signing(row.attendees, row.decisions, row.items),
    )


def meeting_offers(row: Consultation, actor: Actor) -> list[Offer]:
    """Acts on the consultation for the unit that called it."""
    found = offers(MEETING_WORKFLOW, row, actor, meeting_facts(row, actor))
    return [one for one in found if one.refusal is None or one.refusal.code != "not_my_unit"]


def possible_chairs(actor: Actor) -> dict[UUID, str]:
    """People of the actor's unit who may hold the chair, by id."""
    found = accounts.colleagues(unit_id=actor.unit_id) if actor.unit_id else []
    return {one.user_id: one.name for one in found if one.role in CHAIRS}


def minutes_text(row: Consultation) -> dict[str, Any]:
    """The minutes as plain values: what the chair signs and the hash covers."""
    return {
        "number": row.number,
        "title": row.title,
        "chair": row.chair_name,
        "held_at": row.held_at,
        "online": row.online,
        "place": row.place,
        "issues": list(row.issues),
        "attendees": [
            {
                "unit": one.unit.name, "adviser": one.adviser, "present": one.present, "names": one.names,
                "opinion": one.opinion,
            }
            for one in row.attendees
        ],
        "summary": row.summary,
        "decisions": list(row.decisions),
        "items": [
            {"words": one.words, "unit": one.unit.name, "person": one.person, "due_on": one.due_on}
            for one in row.items
        ],
    }  # fmt: skip
