"""Preparing, changing and doing a run: each row in a transaction of its own, through the service of the single act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from app.bulk import permissions as may
from app.bulk.commands import BulkInputs, ChosenRow
from app.bulk.models import BulkRow, BulkRun
from app.bulk.queries.foreseeing import changed_by, foresee, last_hand
from app.bulk.queries.inputs import faults_of
from app.bulk.queries.runs import get_run
from app.bulk.types import MOST_ROWS, MOST_WORDS, BulkAct, Outcome
from app.core import clock
from app.core.canonical_json import plain
from app.core.db import db
from app.core.errors import Conflict, FengqiaoError, Forbidden, InvalidInput, StaleVersion
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.dispatch import services as dispatch
from app.dispatch.commands import CopyDetails, DispatchDecision, UnitTask
from app.dispatch.queries import fault_of_reader
from app.intake import services as matters
from app.organisations import queries as organisations


@dataclass(frozen=True, slots=True)
class _Task:
    """One row to be done: the act's inputs, the row's subject, the version that was seen, the plan that was shown."""

    act: BulkAct
    words: str
    unit_id: UUID | None
    subject_id: UUID
    seen: int
    plan: dict[str, Any] | None


def prepare_run(act: BulkAct, chosen: Sequence[ChosenRow], inputs: BulkInputs, *, back: str = "", actor: Actor) -> UUID:
    """Foresee an act on the chosen rows and keep what was foreseen; nothing else happens. Returns the run's id.

    Raises ``InvalidInput`` at ``rows`` for none or too many of them, at ``unit_id`` for a unit that can get no copy.
    """
    authorise(actor, may.MAKE)
    authorise(actor, act.permission)
    if actor.user_id is None or actor.unit_id is None:
        raise Forbidden()
    rows = list({row.id: row for row in chosen}.values())
    if not rows:
        raise InvalidInput({"rows": [msg("还没有选中任何一行。")]})
    if len(rows) > MOST_ROWS:
        raise InvalidInput(
            {"rows": [msg("一次最多办理{most}行，选中了{n}行，请分几次。", most=MOST_ROWS, n=len(rows))]}
        )
    with unit_of_work(actor):
        run = BulkRun(
            id=new_id(), owner_id=actor.user_id, unit_id=actor.unit_id, act=act.value, back=back[:800],
            foreseen_at=clock.now(),
        )  # fmt: skip
        db.session.add(run)
        _foresee(run, rows, inputs, actor)
        return run.id


def change_inputs(run_id: UUID, inputs: BulkInputs, *, actor: Actor) -> None:
    """Foresee a run anew with other inputs. Raises ``Conflict`` once it was confirmed, ``InvalidInput`` at a field."""
    with unit_of_work(actor):
        run = _locked(run_id, actor)
        if run.confirmed_at is not None:
            raise Conflict(msg("这一批已经确认，不能再改。"), code="run_confirmed")
        rows = [ChosenRow(id=row.subject_id, version=row.seen) for row in run.rows]
        db.session.execute(delete(BulkRow).where(BulkRow.run_id == run.id))
        _foresee(run, rows, inputs, actor)


def _locked(run_id: UUID, actor: Actor) -> BulkRun:
    get_run(actor, run_id)
    return lock(BulkRun, run_id)


def _foresee(run: BulkRun, chosen: Sequence[ChosenRow], inputs: BulkInputs, actor: Actor) -> None:
    act = BulkAct(run.act)
    run.words, run.foreseen_at = inputs.words.strip()[:MOST_WORDS], clock.now()
    run.target_unit_id = _reader(inputs.unit_id) if act.asks_unit else None
    db.session.flush()
    for position, one in enumerate(foresee(act, chosen, run.target_unit_id, actor)):
        db.session.add(
            BulkRow(
                id=new_id(),
                run_id=run.id,
                position=position,
                subject_id=one.row.id,
                matter_id=one.matter_id,
                number=one.number,
                seen=one.row.version,
                outcome=one.outcome.value,
                told=plain(one.told),
                plan=one.plan,
            )
        )
    db.session.flush()
    db.session.expire(run, ["rows"])


def _reader(unit_id: UUID | None) -> UUID | None:
    """The unit that gets the copies, if one was chosen; raises ``InvalidInput`` for one that can get none."""
    if unit_id is None:
        return None
    fault = fault_of_reader(unit_id, organisations.units_by_id([unit_id]).get(unit_id))
    if fault is not None:
        raise InvalidInput({"unit_id": [fault]})
    return unit_id


def confirm_run(run_id: UUID, inputs: BulkInputs, *, actor: Actor) -> None:
    """Do what was foreseen, each row in a transaction of its own; a row is done once, however often this is called.

    A run that was broken off goes on where it stopped. Raises ``InvalidInput`` at a field while the inputs lack
    something; what one row meets is kept with that row and stops no other.
    """
    tasks = _begin(run_id, inputs, actor)
    for row_id, task in tasks:
        _attempt(row_id, task, actor)
    with unit_of_work(actor) as uow:
        run = _locked(run_id, actor)
        if run.finished_at is None:
            run.finished_at = clock.now()
            counts = {one.value: sum(row.outcome == one.value for row in run.rows) for one in Outcome}
            told = {"act": run.act, "rows": len(run.rows), **{name: n for name, n in counts.items() if n}}
            uow.audit("bulk.run_finished", "user", run.owner_id, None, told)


def _begin(run_id: UUID, inputs: BulkInputs, actor: Actor) -> list[tuple[UUID, _Task]]:
    """Note the confirmation once, and give the rows that are still to be done."""
    authorise(actor, may.MAKE)
    with unit_of_work(actor) as uow:
        run = _locked(run_id, actor)
        act = BulkAct(run.act)
        authorise(actor, act.permission)
        if run.unit_id != actor.unit_id:
            raise Forbidden(msg("这一批是您在另一个岗位上选的，请切换到那个岗位再确认。"), code="other_post")
        if run.confirmed_at is None:
            faults = faults_of(act, inputs, run.target_unit_id)
            if faults:
                raise InvalidInput(faults)
            run.words, run.confirmed_at = inputs.words.strip() if act.asks_words else "", clock.now()
            uow.audit("bulk.run_confirmed", "user", run.owner_id, None, {"act": run.act, "rows": len(run.rows)})
        return [
            (row.id, _Task(act, run.words, run.target_unit_id, row.subject_id, row.seen, row.plan))
            for row in run.rows
            if row.outcome == Outcome.READY.value
        ]


def _attempt(row_id: UUID, task: _Task, actor: Actor) -> None:
    try:
        with unit_of_work(actor):
            row = lock(BulkRow, row_id)
            if row.outcome == Outcome.READY.value:
                DOING[task.act](task, actor)
                row.outcome, row.done_at = Outcome.DONE.value, clock.now()
    except StaleVersion:
        _keep(row_id, Outcome.CHANGED, changed_by(last_hand(task.act.kind, task.subject_id)), actor)
    except FengqiaoError as refusal:
        _keep(row_id, Outcome.REFUSED, _why(refusal), actor)


def _why(refusal: FengqiaoError) -> Message:
    """The sentence of the first field that is wrong says more than the one over all fields."""
    return next((texts[0] for texts in refusal.fields.values() if texts), refusal.message)


def _keep(row_id: UUID, outcome: Outcome, told: Message, actor: Actor) -> None:
    with unit_of_work(actor):
        row = lock(BulkRow, row_id)
        if row.outcome == Outcome.READY.value:
            row.outcome, row.told, row.done_at = outcome.value, plain(told), clock.now()


def _urge(task: _Task, actor: Actor) -> None:
    dispatch.urge_order(task.subject_id, task.words, version=task.seen, actor=actor)


def _sign(task: _Task, actor: Actor) -> None:
    dispatch.sign_order(task.subject_id, version=task.seen, actor=actor)


def _dispatch(task: _Task, actor: Actor) -> None:
    """Send the orders that were shown; when the proposal has become another meanwhile, the single act refuses."""
    assert task.plan is not None
    decision = DispatchDecision(
        lead=UnitTask(unit_id=UUID(task.plan["lead"])),
        assistants=tuple(UnitTask(unit_id=UUID(one)) for one in task.plan["assistants"]),
    )
    dispatch.dispatch_matter(task.subject_id, decision, version=task.seen, actor=actor)


def _copy(task: _Task, actor: Actor) -> None:
    matters.lock_matter(task.subject_id, task.seen)
    dispatch.copy_matter(task.subject_id, CopyDetails(unit_id=task.unit_id, purpose=task.words), actor=actor)


DOING: dict[BulkAct, Callable[[_Task, Actor], None]] = {
    BulkAct.URGE: _urge,
    BulkAct.SIGN: _sign,
    BulkAct.DISPATCH: _dispatch,
    BulkAct.COPY: _copy,
}
