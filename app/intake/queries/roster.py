"""Reads of the roster of a collective matter: pages, counts, where claimants came from, what they agreed to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select

from app.core.db import db
from app.core.errors import NotFound
from app.core.models import TransitionRow
from app.core.pagination import Page, batches, keyset
from app.core.permissions import Actor
from app.intake.models import ClaimantConsent, Event, MatterParty
from app.intake.policies import visible_to
from app.intake.workflow import CLAIMANT_KIND


@dataclass(frozen=True, slots=True)
class RosterFilter:
    """What a roster is narrowed by: one status, and a part of a name."""

    state: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class RosterMark:
    """By what a claimant who stands on the roster is known again, and the place on it."""

    place: int
    name: str
    id_index: bytes | None
    phone_index: bytes | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The event a claimant came from; ``matter_id`` only where the reader may see it."""

    matter_id: UUID | None
    number: str | None


def _roster(actor: Actor, matter_id: UUID, wanted: RosterFilter) -> Select[MatterParty]:
    statement = select(MatterParty).where(
        MatterParty.matter_id == matter_id,
        MatterParty.state.is_not(None),
        visible_to(actor, MatterParty.matter_id),
    )
    if wanted.state:
        statement = statement.where(MatterParty.state == wanted.state)
    if wanted.name:
        statement = statement.where(MatterParty.name.contains(wanted.name, autoescape=True))
    return statement


def list_claimants(
    actor: Actor, matter_id: UUID, wanted: RosterFilter, *, cursor: str | None = None, limit: int = 20
) -> Page[MatterParty]:
    """One page of a roster in its order."""
    found = _roster(actor, matter_id, wanted)
    return keyset(found, [MatterParty.position, MatterParty.id], cursor=cursor, limit=limit)


def all_claimants(actor: Actor, matter_id: UUID, wanted: RosterFilter) -> Iterator[Sequence[MatterParty]]:
    """Every claimant of a roster in batches."""
    return batches(_roster(actor, matter_id, wanted), [MatterParty.position, MatterParty.id])


def claimant_ids(actor: Actor, matter_id: UUID, wanted: RosterFilter) -> list[UUID]:
    """The ids of all a query of the roster finds, in their order."""
    found = _roster(actor, matter_id, wanted).with_only_columns(MatterParty.id)
    return list(db.session.execute(found.order_by(MatterParty.position, MatterParty.id)).scalars())


def roster_counts(actor: Actor, matter_id: UUID) -> dict[str, int]:
    """How many claimants stand in each status."""
    found = _roster(actor, matter_id, RosterFilter()).with_only_columns(MatterParty.state, func.count())
    return {str(state): count for state, count in db.session.execute(found.group_by(MatterParty.state)).all()}


def get_claimant(actor: Actor, party_id: UUID) -> MatterParty:
    """One claimant of a visible matter; raises ``NotFound``, also for a party that is on no roster."""
    row = db.session.execute(
        select(MatterParty).where(
            MatterParty.id == party_id, MatterParty.state.is_not(None), visible_to(actor, MatterParty.matter_id)
        )
    ).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row


def claimants_by_id(matter_id: UUID, party_ids: Iterable[UUID]) -> Sequence[MatterParty]:
    """Claimants of one matter by their ids; the caller has checked the right."""
    statement = select(MatterParty).where(
        MatterParty.matter_id == matter_id, MatterParty.state.is_not(None), MatterParty.id.in_(list(party_ids))
    )
    return db.session.execute(statement).scalars().all()


def standing_numbers(matter_id: UUID) -> set[bytes]:
    """The indexes of the identity numbers of all who stand in the matter."""
    statement = select(MatterParty.id_index).where(
        MatterParty.matter_id == matter_id, MatterParty.withdrawn.is_(False), MatterParty.id_index.is_not(None)
    )
    return {index for index in db.session.execute(statement).scalars() if index is not None}


def roster_marks(matter_id: UUID) -> list[RosterMark]:
    """By what those who stand in the matter are known again, in their order; nothing is deciphered."""
    statement = (
        select(MatterParty.position, MatterParty.name, MatterParty.id_index, MatterParty.phone_index)
        .where(MatterParty.matter_id == matter_id, MatterParty.withdrawn.is_(False))
        .order_by(MatterParty.position, MatterParty.id)
    )
    rows = db.session.execute(statement).all()
    return [RosterMark(row.position + 1, row.name, row.id_index, row.phone_index) for row in rows]


def origins_of(actor: Actor, claimants: Iterable[MatterParty]) -> dict[UUID, Origin]:
    """Where claimants came from, by the claimant's id; nothing is told of an event the reader may not see."""
    wanted = {one.origin_id: one.id for one in claimants if one.origin_id is not None}
    if not wanted:
        return {}
    statement = (
        select(MatterParty.id, Event.id, Event.number, visible_to(actor, Event.id))
        .join(Event, Event.id == MatterParty.matter_id)
        .where(MatterParty.id.in_(wanted))
    )
    return {
        wanted[party_id]: Origin(event_id, number) if seen else Origin(None, None)
        for party_id, event_id, number, seen in db.session.execute(statement).all()
    }


def consents_of_claimants(party_ids: Iterable[UUID]) -> dict[UUID, ClaimantConsent]:
    """The latest consent of each claimant; the caller has checked the right."""
    statement = select(ClaimantConsent).where(ClaimantConsent.party_id.in_(list(party_ids)))
    rows = db.session.execute(statement.order_by(ClaimantConsent.id)).scalars()
    return {row.party_id: row for row in rows}


def claimant_history(party_id: UUID) -> Sequence[TransitionRow]:
    """Every change of a claimant's status, oldest first; the caller has checked the right."""
    statement = select(TransitionRow).where(
        TransitionRow.subject_kind == CLAIMANT_KIND, TransitionRow.subject_id == party_id
    )
    return db.session.execute(statement.order_by(TransitionRow.id)).scalars().all()
