"""Joining an event to a collective matter: its applicants become claimants, the event keeps its number and trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id, public_code
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.core.workflow import fire, start
from app.intake import events as facts_of
from app.intake import permissions as may
from app.intake.models import Agent, Event, MatterLink, MatterParty
from app.intake.queries.facts import event_facts
from app.intake.services.collective.loading import on_roster
from app.intake.services.pairs import locked_pair
from app.intake.services.parties import next_position
from app.intake.types import LinkKind, PartyRole
from app.intake.workflow import CLAIMANT_WORKFLOW, COLLECTIVE_IN, EVENT_WORKFLOW

#: What a claimant takes along from the party it came from.
TAKEN_ALONG = (
    "person_id", "role", "side", "kind", "name", "id_number", "id_index", "id_tail", "phone", "phone_index",
    "phone_tail_index", "address", "sex", "birth_date", "uscc", "legal_representative", "occupation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joined:
    """How many came to the roster, and the names of those who stood on it already."""

    added: int
    known: tuple[str, ...]


def join_event(matter_id: UUID, into_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> Joined:
    """Join a registered event to a collective matter; raises ``InvalidInput`` at ``into_id`` where it cannot be."""
    authorise(actor, may.EVENT_MERGE)
    if matter_id == into_id:
        raise InvalidInput({"into_id": [msg("不能并入自身。")]})
    with unit_of_work(actor) as uow:
        event, target = locked_pair(matter_id, into_id, version, actor)
        _refuse_target(target)
        applicants = [one for one in event.parties if one.role == PartyRole.APPLICANT and not one.withdrawn]
        if not applicants:
            raise InvalidInput({"into_id": [msg("这件事还没有登记申请人，不能并入。")]})
        fire(EVENT_WORKFLOW, event, "join", actor, facts=event_facts(event), reason=reason, into_matter_id=into_id)
        joined = _take_over(applicants, target)
        event.merged_into_id = into_id
        _note_link(event, target, reason, actor)
        target.touch()
        db.session.flush()
        uow.record(
            facts_of.ClaimantsAdded(matter_id=into_id, subject_kind="event", subject_id=into_id, claimants=joined.added)
        )
        told = {"from": matter_id, "reason": reason.strip(), "added": joined.added, "known": len(joined.known)}
        uow.audit("intake.joined_here", "event", into_id, into_id, told)
        return joined


def _refuse_target(target: Event) -> None:
    if target.collective is None:
        raise InvalidInput({"into_id": [msg("目标事件不是群体事项。")]})
    if target.state not in COLLECTIVE_IN:
        raise InvalidInput({"into_id": [msg("目标事件已结束，不能并入。")]})


def _note_link(event: Event, target: Event, reason: str, actor: Actor) -> None:
    db.session.add(
        MatterLink(
            id=new_id(),
            matter_id=event.id,
            other_id=target.id,
            kind=LinkKind.JOINED.value,
            why=reason.strip(),
            made_by_name=actor.name,
        )
    )


def _take_over(applicants: Sequence[MatterParty], target: Event) -> Joined:
    standing = [one for one in on_roster(target.id) if not one.withdrawn]
    marks = {mark for one in standing for mark in _marks(one)}
    fresh = [one for one in applicants if not marks & _marks(one)]
    for position, party in enumerate(fresh, start=next_position(target.id)):
        _copy(party, target, position)
    return Joined(len(fresh), tuple(one.name for one in applicants if marks & _marks(one)))


def _marks(party: MatterParty) -> set[object]:
    """By what one person is known again: the number; without one, name and telephone."""
    if party.id_index is not None:
        return {party.id_index}
    return {(party.name, party.phone_index)} if party.phone_index is not None else set()


def _copy(party: MatterParty, target: Event, position: int) -> None:
    row = MatterParty(
        id=new_id(),
        matter_id=target.id,
        position=position,
        public_code=public_code(),
        origin_id=party.id,
        flags=list(party.flags),
        **{name: getattr(party, name) for name in TAKEN_ALONG},
    )
    start(CLAIMANT_WORKFLOW, row)
    db.session.add(row)
    for agent in party.agents:
        db.session.add(
            Agent(
                id=new_id(), matter_id=target.id, party_id=row.id, kind=agent.kind, name=agent.name,
                id_number=agent.id_number, phone=agent.phone, category=agent.category, scope=list(agent.scope),
                authority_file_id=agent.authority_file_id, note=agent.note,
            )
        )  # fmt: skip


def claimants_from(matter_id: UUID) -> Sequence[MatterParty]:
    """Claimants elsewhere who came from this event and still stand there, locked."""
    own = select(MatterParty.id).where(MatterParty.matter_id == matter_id)
    statement = select(MatterParty).where(
        MatterParty.origin_id.in_(own), MatterParty.state.is_not(None), MatterParty.withdrawn.is_(False)
    )
    return db.session.execute(statement.order_by(MatterParty.id).with_for_update()).scalars().all()


def leave_again(claimants: Sequence[MatterParty], reason: str, *, actor: Actor) -> None:
    """Those who came with an event leave the roster with it; their rows stay."""
    for party in claimants:
        fire(CLAIMANT_WORKFLOW, party, "take_back_join", actor, reason=reason)
        party.withdrawn = True
