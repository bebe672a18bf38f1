"""The unit that asks: the first time, again after a refusal, and no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import unit_of_work
from app.core.workflow import start
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.commands import CountersignDetails
from app.dispatch.models import Countersign, CountersignSigner
from app.dispatch.queries.countersigns import asking_facts, present_round
from app.dispatch.rules.countersigning import faults_of_again, faults_of_asking, standing_lines
from app.dispatch.services.acting import locked_order, refuse_faults
from app.dispatch.services.countersigning.shared import (
    act_on_countersign,
    add_line,
    chosen,
    due_now,
    end_signers_sight,
    faults_of_choice,
    let_signer_read,
    locked_countersign,
    tell,
)
from app.dispatch.workflow import COUNTERSIGN_WORKFLOW
from app.dispatch.workflow.countersigns import HOLDING


def ask_countersign(order_id: UUID, details: CountersignDetails, *, version: int | None = None, actor: Actor) -> UUID:
    """Ask others to agree before the order is finished; until they do, its result is neither sent nor accepted.

    Raises ``InvalidInput`` by field, ``Refused`` where the order is not in work or a countersign is open already.
    """
    authorise(actor, may.COUNTERSIGN_ASK)
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        refuse_faults({**faults_of_choice(details.signers, actor), **faults_of_asking(details, clock.now())})
        row = Countersign(
            id=new_id(), matter_id=order.matter_id, order_id=order.id, center_id=order.center_id,
            unit_id=actor.unit_id, mode=details.mode, sequence=details.order, round=1, asked=details.asked.strip(),
            asked_by_name=actor.name, asked_for=actor.on_behalf_of, asked_at=clock.now(), earlier=[],
        )  # fmt: skip
        start(COUNTERSIGN_WORKFLOW, row)
        facts = asking_facts(order)
        db.session.add(row)
        act_on_countersign(row, "ask", actor, facts=facts, order_id=order.id)
        people = chosen(details.signers, actor)
        for place, one in enumerate(details.signers):
            add_line(row, replace(one, due_at=one.due_at or details.due_at), people[place], place + 1)
        db.session.flush()
        tell(row, due_now(row), told.SignerAsked)
        return row.id


def ask_again(
    countersign_id: UUID, asked: str, due_at: datetime | None, *, version: int | None = None, actor: Actor
) -> None:
    """After a refusal ask the same signers for other words, all of them anew; what was asked before stays on record.

    Raises ``InvalidInput`` at ``asked`` and ``due_at``.
    """
    with unit_of_work(actor):
        row = locked_countersign(countersign_id, version, actor)
        refuse_faults(faults_of_again(asked, row.asked, due_at, clock.now()))
        assert due_at is not None
        again = standing_lines(present_round(row))
        earlier = {
            "round": row.round, "asked": row.asked, "by": row.asked_by_name,
            "at": clock.local(row.asked_at).isoformat(),
        }  # fmt: skip
        act_on_countersign(row, "ask_again", actor, order_id=row.order_id)
        row.earlier = [*row.earlier, earlier]
        row.round, row.asked = row.round + 1, asked.strip()
        row.asked_by_name, row.asked_for, row.asked_at = actor.name, actor.on_behalf_of, clock.now()
        for place, one in enumerate(again, start=1):
            line = CountersignSigner(
                id=new_id(), matter_id=row.matter_id, round=row.round, position=place, unit_id=one.unit_id,
                user_id=one.user_id, person_name=one.person_name, due_at=due_at,
            )  # fmt: skip
            row.signers.append(line)
            let_signer_read(line)
        db.session.flush()
        tell(row, due_now(row), told.SignerAsked)


def withdraw_countersign(countersign_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Take the whole back with a reason; those who were asked are told, and the order may be finished."""
    with unit_of_work(actor):
        _end(locked_countersign(countersign_id, version, actor), "withdraw", reason, actor)


def end_countersigns_of(matter_id: UUID) -> None:
    """A matter that is closed or goes another lawful way leaves no countersign open."""
    actor = Actor.system()
    with unit_of_work(actor):
        statement = select(Countersign.id).where(Countersign.matter_id == matter_id, Countersign.state.in_(HOLDING))
        for countersign_id in db.session.execute(statement.order_by(Countersign.id)).scalars().all():
            _end(locked_countersign(countersign_id, None, actor), "end_with_order", "", actor)


def _end(row: Countersign, name: str, reason: str, actor: Actor) -> None:
    waited = due_now(row)
    act_on_countersign(row, name, actor, reason=reason or None)
    row.ended_at, row.ended_by_name, row.end_note = clock.now(), actor.name, reason.strip() or None
    tell(row, waited, told.SignerReleased)
    db.session.flush()
    end_signers_sight(row.matter_id, row.signers)
