"""What each row of a run will get, or why it will get nothing; a fixed number of statements, however many rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from app.bulk.commands import ChosenRow
from app.bulk.types import BulkAct, Outcome
from app.core.db import db
from app.core.errors import NotFound
from app.core.models import TransitionRow
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.workflow import Refusal
from app.dispatch import queries as dispatch
from app.dispatch.types import ProposedUnits
from app.intake import queries as intake
from app.organisations import queries as organisations


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What one row will get: ``READY`` with the words of what will happen, otherwise the words of why not."""

    row: ChosenRow
    outcome: Outcome
    told: Message
    matter_id: UUID | None = None
    number: str = ""
    plan: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Subject:
    """A row that the person may see: its matter, its number, its present version, what refuses the act."""

    matter_id: UUID
    number: str
    version: int
    refusal: Refusal | None
    told: Message
    plan: dict[str, Any] | None = None


def foresee(act: BulkAct, chosen: Sequence[ChosenRow], unit_id: UUID | None, actor: Actor) -> list[Foreseen]:
    """What each chosen row will get, in the order they were chosen; nothing is done and nothing is locked."""
    ids = [row.id for row in chosen]
    if act.kind == BulkAct.URGE.kind:
        subjects = _orders(act, ids, actor)
    elif act is BulkAct.DISPATCH:
        subjects = _dispatches(ids, actor)
    else:
        subjects = _copies(ids, unit_id, actor)
    changed = [row.id for row in chosen if row.id in subjects and subjects[row.id].version != row.version]
    hands = last_hands(act.kind, changed)
    return [_foreseen(row, subjects.get(row.id), hands.get(row.id)) for row in chosen]


def _foreseen(row: ChosenRow, subject: _Subject | None, hand: str | None) -> Foreseen:
    if subject is None:
        return Foreseen(row, Outcome.KEPT_OUT, NotFound().message)
    about = (subject.matter_id, subject.number)
    if subject.version != row.version:
        return Foreseen(row, Outcome.CHANGED, changed_by(hand), *about)
    if subject.refusal is not None:
        return Foreseen(row, Outcome.KEPT_OUT, subject.refusal.message, *about)
    return Foreseen(row, Outcome.READY, subject.told, *about, subject.plan)


def changed_by(name: str | None) -> Message:
    """That a row is not any more what the person saw, and whose act changed it where a state changed."""
    if name:
        return msg("您选中后，{name}已办理过。请回到列表核对后再选。", name=name)
    return msg("您选中后内容有变。请回到列表核对后再选。")


def last_hand(kind: str, subject_id: UUID) -> str | None:
    """Who did the latest act on a row."""
    return last_hands(kind, [subject_id]).get(subject_id)


def last_hands(kind: str, subject_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Who did the latest act on each of some rows."""
    if not subject_ids:
        return {}
    statement = (
        select(TransitionRow.subject_id, TransitionRow.actor_name)
        .where(TransitionRow.subject_kind == kind, TransitionRow.subject_id.in_(subject_ids))
        .order_by(TransitionRow.subject_id, TransitionRow.id.desc())
        .ext(distinct_on(TransitionRow.subject_id))
    )
    return {row.subject_id: row.actor_name for row in db.session.execute(statement)}


def _orders(act: BulkAct, ids: Sequence[UUID], actor: Actor) -> dict[UUID, _Subject]:
    found = dispatch.chosen_orders(actor, ids)
    refusals = dispatch.obstacles_on_orders(act.value, found.values(), actor)
    urged = act is BulkAct.URGE
    return {
        order.id: _Subject(
            order.matter_id,
            order.number,
            order.version,
            refusals[order.id],
            msg("提醒{unit}，第{n}次催办", unit=order.unit.short_name, n=order.urges + 1)
            if urged
            else msg("签收，办理时限开始计算"),
        )
        for order, _ in found.values()
    }


def _dispatches(ids: Sequence[UUID], actor: Actor) -> dict[UUID, _Subject]:
    found = intake.chosen_events(actor, ids)
    refusals = dispatch.obstacles_to_dispatch(found.values(), actor)
    proposals = dispatch.proposals_for([event for event, _ in found.values() if refusals[event.id] is None])
    return {event.id: _dispatch(event, refusals[event.id] or proposals[event.id]) for event, _ in found.values()}


def _dispatch(event: Any, answer: Refusal | ProposedUnits) -> _Subject:
    about = (event.id, event.number or "", event.version)
    if isinstance(answer, Refusal):
        return _Subject(*about, answer, answer.message)
    (lead, name), assistants = answer.lead, answer.assistants
    plan = {"lead": str(lead), "assistants": sorted(str(one) for one, _ in assistants)}
    names = "、".join(one for _, one in assistants)
    told = msg("主办{lead}，协办{names}", lead=name, names=names) if names else msg("主办{lead}", lead=name)
    return _Subject(*about, None, told, plan)


def _copies(ids: Sequence[UUID], unit_id: UUID | None, actor: Actor) -> dict[UUID, _Subject]:
    found = intake.chosen_events(actor, ids)
    refusals = dispatch.obstacles_to_copy(found.values(), unit_id, actor)
    units = organisations.units_by_id([unit_id]) if unit_id is not None else {}
    unit = units.get(unit_id) if unit_id is not None else None
    told = msg("抄送{unit}，该单位可以查看", unit=unit.short_name) if unit is not None else msg("先选择要抄送的单位")
    return {
        event.id: _Subject(event.id, event.number or "", event.version, refusals[event.id], told)
        for event, _ in found.values()
    }
