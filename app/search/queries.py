"""Search within what the actor may see: a number jumps, words find every hit, counts are exact to 1,001."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.core.bigrams import query_text
from app.core.crypto import blind_index
from app.core.db import db
from app.core.errors import NotFound
from app.core.identity import normal_id_number, normal_phone
from app.core.pagination import Page, capped_count, keyset
from app.core.permissions import Actor
from app.guidance.models import GuidanceRequest
from app.intake.models import Event, MatterParty
from app.intake.policies import visible_to
from app.mediation.models import Mediation
from app.search.models import ListColumns, SavedView, SearchEntry
from app.search.types import COLUMNS, ViewList, ViewScope

COUNT_CAP = 1_001
ID_NUMBER = re.compile(r"\d{17}[\dXx]")
PHONE = re.compile(r"1\d{10}")


@dataclass(frozen=True)
class Found:
    """One page of hits and how many there are, exact to the cap."""

    page: Page[Event]
    total: int
    capped: bool


def normal_number(number: str) -> str:
    """A number without brackets, blanks and width: （2025）… and (2025)… are the same one."""
    plain = unicodedata.normalize("NFKC", number).upper()
    return re.sub(r"[\s()〔〕\[\]【】]", "", plain)


def numbers_of(matter: Event) -> list[str]:
    """Every number the matter carries: its own, those elsewhere, of mediations and of guidance."""
    found = [matter.number, matter.outside_number]
    found += db.session.execute(select(Mediation.number).where(Mediation.matter_id == matter.id)).scalars().all()
    found += (
        db.session.execute(select(GuidanceRequest.number).where(GuidanceRequest.matter_id == matter.id)).scalars().all()
    )
    return [number for number in found if number]


def jump(actor: Actor, typed: str) -> Event | None:
    """The one visible matter that carries exactly this number, or None."""
    number = normal_number(typed)
    if not number:
        return None
    statement = (
        select(Event)
        .join(SearchEntry, SearchEntry.matter_id == Event.id)
        .where(SearchEntry.numbers.contains([number]), visible_to(actor, Event.id))
        .limit(2)
    )
    rows = db.session.execute(statement).scalars().all()
    return rows[0] if len(rows) == 1 else None


def _statement(actor: Actor, typed: str) -> Select[Event] | None:
    bare = typed.strip()
    base = select(Event).where(visible_to(actor, Event.id), Event.state != "draft")
    if ID_NUMBER.fullmatch(bare):
        index = blind_index(normal_id_number(bare), "identity")
        return base.where(Event.id.in_(select(MatterParty.matter_id).where(MatterParty.id_index == index)))
    if PHONE.fullmatch(bare):
        index = blind_index(normal_phone(bare), "phone")
        return base.where(Event.id.in_(select(MatterParty.matter_id).where(MatterParty.phone_index == index)))
    words = query_text(bare)
    if not words:
        return None
    match = SearchEntry.words.op("@@")(func.to_tsquery("simple", words))
    return base.join(SearchEntry, SearchEntry.matter_id == Event.id).where(match)


def search(actor: Actor, typed: str, *, cursor: str | None = None, limit: int = 20) -> Found:
    """Matters that hold every pair of characters typed, newest first; an ID or phone number is searched exactly."""
    statement = _statement(actor, typed)
    if statement is None:
        return Found(Page([], None), 0, False)
    total, capped = capped_count(statement.with_only_columns(Event.id), COUNT_CAP)
    page = keyset(
        statement.options(joinedload(Event.dispute)),
        [Event.created_at, Event.id],
        cursor=cursor,
        limit=limit,
        descending=True,
    )
    return Found(page, total, capped)


def _offered(actor: Actor) -> ColumnElement[bool]:
    shared = (SavedView.scope == ViewScope.UNIT.value) & (SavedView.unit_id == actor.unit_id)
    return or_(SavedView.owner_id == actor.user_id, shared, SavedView.scope == ViewScope.EVERYBODY.value)


def views_of(actor: Actor, of: ViewList | None = None) -> Sequence[SavedView]:
    """The views a person is offered: their own first, then their unit's, then everybody's; of one list or of all."""
    statement = select(SavedView).where(_offered(actor))
    if of is not None:
        statement = statement.where(SavedView.list == of.value)
    rows = db.session.execute(statement.order_by(SavedView.list, SavedView.name, SavedView.id)).scalars().all()
    order = [scope.value for scope in ViewScope]
    return sorted(rows, key=lambda row: (row.owner_id != actor.user_id, order.index(row.scope)))


def get_view(actor: Actor, view_id: UUID) -> SavedView:
    """One view the person is offered; raises ``NotFound``."""
    found = db.session.execute(select(SavedView).where(SavedView.id == view_id, _offered(actor))).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def columns_of(actor: Actor, of: ViewList) -> tuple[str, ...]:
    """The columns a person has chosen for a list, in their order; nothing when they chose none."""
    statement = select(ListColumns.columns).where(ListColumns.user_id == actor.user_id, ListColumns.list == of.value)
    found = db.session.execute(statement).scalar_one_or_none() or ()
    return tuple(one for one in found if one in COLUMNS[of])
