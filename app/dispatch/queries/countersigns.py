"""Countersigns of an order, of a unit and of a person: lists, one with its signers, and what is offered on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, capped_count, count_of, keyset
from app.core.permissions import Actor
from app.core.workflow import Offer, offers
from app.dispatch.models import Countersign, CountersignSigner, DispatchOrder
from app.dispatch.permissions import COUNTERSIGN_ASK
from app.dispatch.queries.facts import open_countersign
from app.dispatch.queries.orders import COUNT_CAP
from app.dispatch.rules.countersigning import standing, turn
from app.dispatch.types import CountersignFacts, SignerStanding, SigningOrder
from app.dispatch.workflow import COUNTERSIGN_WORKFLOW
from app.dispatch.workflow.countersigns import CENTRE_ASKS_IN, HOLDING, UNIT_ASKS_IN
from app.intake.policies import visible_among_few, visible_to

COUNTERSIGN_TABS = ("waiting", "standing", "over")
OVER = ("agreed", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountersignFilter:
    """What a list of countersigns is narrowed by."""

    tab: str = ""
    matter_id: UUID | None = None
    order_id: UUID | None = None
    updated_since: datetime | None = None
    own: bool = False


def is_mine(line: CountersignSigner, actor: Actor) -> bool:
    """Whether the actor was asked: by name, or through the unit where nobody was named."""
    if line.user_id is not None:
        return line.user_id in actor.people
    return actor.unit_id is not None and line.unit_id == actor.unit_id


def _mine(actor: Actor) -> ColumnElement[bool]:
    unit = and_(CountersignSigner.user_id.is_(None), CountersignSigner.unit_id == actor.unit_id)
    return or_(unit, CountersignSigner.user_id.in_(actor.people))


def _of_present_round(actor: Actor) -> Any:
    return exists().where(
        CountersignSigner.countersign_id == Countersign.id,
        CountersignSigner.round == Countersign.round,
        CountersignSigner.removed_at.is_(None),
        _mine(actor),
    )


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """Open, and it is the actor's turn."""
    earlier = aliased(CountersignSigner)
    before = exists().where(
        earlier.countersign_id == CountersignSigner.countersign_id,
        earlier.round == CountersignSigner.round,
        earlier.position < CountersignSigner.position,
        earlier.answer.is_(None),
        earlier.removed_at.is_(None),
    )
    due = _of_present_round(actor).where(
        CountersignSigner.answer.is_(None), or_(Countersign.sequence != SigningOrder.ORDERED.value, ~before)
    )
    return and_(Countersign.state == "open", due)


def _wants_something_of(actor: Actor) -> ColumnElement[bool]:
    """To be answered by the actor, or refused and to be changed by the actor's unit."""
    back = and_(Countersign.state == "refused", Countersign.unit_id == actor.unit_id)
    return or_(_waits_for(actor), back)


def _tabs(actor: Actor) -> dict[str, ColumnElement[bool]]:
    return {
        "waiting": _wants_something_of(actor),
        "standing": Countersign.state.in_(HOLDING),
        "over": Countersign.state.in_(OVER),
    }


def _narrowed(actor: Actor, wanted: CountersignFilter) -> Select[Countersign]:
    statement = select(Countersign).where(visible_to(actor, Countersign.matter_id))
    if wanted.own:
        statement = statement.where(
            or_(Countersign.unit_id == actor.unit_id, Countersign.center_id == actor.unit_id, _of_present_round(actor))
        )
    if wanted.matter_id is not None:
        statement = statement.where(Countersign.matter_id == wanted.matter_id)
    if wanted.order_id is not None:
        statement = statement.where(Countersign.order_id == wanted.order_id)
    if wanted.updated_since is not None:
        statement = statement.where(Countersign.updated_at >= wanted.updated_since)
    return statement


def filtered_countersigns(actor: Actor, wanted: CountersignFilter) -> Select[Countersign]:
    """The statement of a list of countersigns: visible, narrowed, not yet ordered or cut."""
    statement, tab = _narrowed(actor, wanted), _tabs(actor).get(wanted.tab)
    return statement if tab is None else statement.where(tab)


def _with_signers() -> tuple[Any, ...]:
    return (
        joinedload(Countersign.unit),
        joinedload(Countersign.order).joinedload(DispatchOrder.unit),
        selectinload(Countersign.signers).joinedload(CountersignSigner.unit),
    )


def list_countersigns(
    actor: Actor, wanted: CountersignFilter, *, cursor: str | None = None, limit: int = 20
) -> Page[Countersign]:
    """One page of countersigns, the latest first, each with its signers."""
    statement = filtered_countersigns(actor, wanted).options(*_with_signers())
    return keyset(statement, [Countersign.id], cursor=cursor, limit=limit, descending=True)


def count_countersigns(actor: Actor, wanted: CountersignFilter) -> tuple[int, bool]:
    """How many countersigns the list has, exact to 10,000."""
    return capped_count(filtered_countersigns(actor, wanted).with_only_columns(Countersign.id), COUNT_CAP)


def countersign_tab_counts(actor: Actor, wanted: CountersignFilter) -> dict[str, int]:
    """Countersigns by tab under the list's other filters, in one statement."""
    counted = [func.count().filter(tab).label(name) for name, tab in _tabs(actor).items()]
    row = db.session.execute(_narrowed(actor, wanted).with_only_columns(*counted)).one()
    return dict(zip(COUNTERSIGN_TABS, row, strict=True))


def countersigns_waiting(actor: Actor) -> ScalarSelect[int]:
    """Countersigns that wait for the actor: to be answered, or refused and to be changed; for the menu."""
    visible = visible_among_few(actor, Countersign.matter_id)
    statement = select(Countersign.id).where(visible, _wants_something_of(actor))
    return count_of(statement, COUNT_CAP)


def countersigns_of(order_id: UUID) -> Sequence[Countersign]:
    """All countersigns of an order, the latest first. The caller has checked the right."""
    statement = select(Countersign).where(Countersign.order_id == order_id).options(*_with_signers())
    return db.session.execute(statement.order_by(Countersign.id.desc())).scalars().all()


def get_countersign(actor: Actor, countersign_id: UUID) -> Countersign:
    """One countersign of a visible matter with its signers; raises ``NotFound``."""
    statement = select(Countersign).where(Countersign.id == countersign_id, visible_to(actor, Countersign.matter_id))
    found = db.session.execute(statement.options(*_with_signers())).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def sees_countersign(actor: Actor, countersign_id: UUID) -> bool:
    """Whether the actor sees its matter: who was only asked does not any longer once it is over."""
    visible = exists().where(Countersign.id == countersign_id, visible_to(actor, Countersign.matter_id))
    return bool(db.session.execute(select(visible)).scalar())


def present_round(row: Countersign) -> list[CountersignSigner]:
    """The lines of the round the countersign is in."""
    return [one for one in row.signers if one.round == row.round]


def signer_standings(row: Countersign) -> dict[UUID, SignerStanding]:
    """How far each line has come, by its id; those of earlier rounds without an answer have lapsed."""
    lines, is_open = present_round(row), row.state == "open"
    return {
        one.id: standing(one, lines, row.sequence, is_open=is_open and one.round == row.round) for one in row.signers
    }


def my_line(row: Countersign, actor: Actor) -> CountersignSigner | None:
    """The line the actor may answer now; failing that, one of the actor's that waits for its turn."""
    lines = [one for one in present_round(row) if is_mine(one, actor)] if row.state == "open" else []
    due = turn(present_round(row), row.sequence)
    return next((one for one in lines if one in due), next(iter(lines), None))


def line_facts(row: Countersign, line: CountersignSigner | None, actor: Actor) -> CountersignFacts:
    """The facts of an act on one line."""
    if line is None:
        return CountersignFacts()
    return CountersignFacts(mine=is_mine(line, actor), standing=signer_standings(row)[line.id])


def countersign_offers(row: Countersign, actor: Actor) -> list[Offer]:
    """Acts on the countersign: for who was asked, those on the own line; for the unit that asked, those on the whole.

    Adding and removing are offered beside each line and are left out here.
    """
    found = offers(COUNTERSIGN_WORKFLOW, row, actor, line_facts(row, my_line(row, actor), actor))
    hidden = {"not_my_unit", "not_my_line", "line_over"}
    return [
        one for one in found if one.name != "remove_signer" and (one.refusal is None or one.refusal.code not in hidden)
    ]


def may_ask_countersign(order: DispatchOrder, actor: Actor) -> bool:
    """Whether the actor's unit is one of the two that ask, and the order is in work; sight is decided before."""
    if not actor.may(COUNTERSIGN_ASK) or actor.unit_id not in (order.unit_id, order.center_id):
        return False
    states = CENTRE_ASKS_IN if order.center_id == actor.unit_id else UNIT_ASKS_IN
    return order.state in states


def asking_facts(order: DispatchOrder) -> CountersignFacts:
    """What the order says to whoever wants to ask."""
    another = db.session.execute(select(open_countersign(order.id))).scalar_one()
    return CountersignFacts(order_state=order.state, order_unit_id=order.unit_id, another=another)


def late_signers(now: datetime, limit: int = 200) -> Sequence[tuple[UUID, UUID]]:
    """Lines of open countersigns whose time is over and nobody was told yet, as (countersign, line)."""
    statement = (
        select(CountersignSigner.countersign_id, CountersignSigner.id)
        .join(CountersignSigner.countersign)
        .where(
            Countersign.state == "open",
            CountersignSigner.round == Countersign.round,
            CountersignSigner.answer.is_(None),
            CountersignSigner.removed_at.is_(None),
            CountersignSigner.late_at.is_(None),
            CountersignSigner.due_at < now,
        )
    )
    rows = db.session.execute(statement.order_by(CountersignSigner.id).limit(limit)).all()
    return [(row[0], row[1]) for row in rows]
