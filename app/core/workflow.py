"""The one engine that changes a state. A context declares a table of transitions; nothing else writes ``state``.

From the same table come the buttons, the API's ``allowed_actions``, the drawn diagram, the database CHECK and the test
over every state, action and role. Conditions return a refusal or nothing, so that a page can say why an act is not
possible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from app.core import clock, unit_of_work
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, Refused
from app.core.events import DomainEvent
from app.core.ids import new_id
from app.core.models import TransitionRow
from app.core.permissions import Actor, Role
from app.core.text import Message, msg


class Stateful(Protocol):
    """What the engine needs of a row: an id, the matter it belongs to, a state and a version."""

    id: Any
    state: Any
    version: Any

    def touch(self) -> None:
        """Count one change."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act is not possible now."""

    code: str
    message: Message


Condition = Callable[[Any, Actor, Any], Refusal | None]
#: The code of an act that the present state does not know.
WRONG_STATE = "wrong_state"


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row of a state table of domain.md §4. ``reason`` is the least number of signs of a reason (0: none asked)."""

    name: str
    label: Message
    from_: tuple[str, ...]
    to: str
    permission: str
    conditions: tuple[Condition, ...] = ()
    reason: int = 0
    arms: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    emits: type[DomainEvent] | None = None
    system_only: bool = False


@dataclass(frozen=True)
class Workflow:
    """A state machine: its kind names the subject, its states carry the words people see."""

    kind: str
    states: Mapping[str, Message]
    initial: str
    transitions: tuple[Transition, ...]
    final: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        known = set(self.states)
        for step in self.transitions:
            strange = {*step.from_, step.to} - known
            if strange:
                raise ValueError(f"{self.kind}.{step.name} names unknown states {sorted(strange)}")

    def named(self, name: str, state: str | None = None) -> Transition:
        """The transition of that name, the one that leaves ``state`` where several share the name."""
        rows = [step for step in self.transitions if step.name == name]
        if not rows:
            raise LookupError(f"{self.kind} has no transition {name}")
        return next((step for step in rows if state in step.from_), rows[0])

    def state_check(self) -> str:
        """The SQL of the database CHECK on the state column."""
        listed = ", ".join(f"'{state}'" for state in self.states)
        return f"state IN ({listed})"

    @property
    def open_states(self) -> tuple[str, ...]:
        """States from which some transition leads on."""
        leaving = {state for step in self.transitions for state in step.from_}
        return tuple(state for state in self.states if state in leaving)


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that leaves the present state and belongs to the actor's role, with the refusal that holds it, if any."""

    name: str
    label: Message
    refusal: Refusal | None = None
    reason: int = 0

    @property
    def allowed(self) -> bool:
        """Whether the act can be done now."""
        return self.refusal is None


#: Called after each transition: the clocks context arms and stops deadlines here.
DeadlineHook = Callable[[Any, "Workflow", Transition, str | None, datetime, Actor], None]
_deadline_hooks: list[DeadlineHook] = []


def use_deadline_hook(hook: DeadlineHook) -> None:
    """Install the function that arms and stops the clocks a transition names."""
    _deadline_hooks[:] = [hook]


def start(workflow: Workflow, row: Stateful) -> None:
    """Put a new row into its first state."""
    row.state = workflow.initial


def refusal_of(step: Transition, row: Stateful, actor: Actor, facts: Any) -> Refusal | None:
    """The first condition that does not hold, or None."""
    for condition in step.conditions:
        refusal = condition(row, actor, facts)
        if refusal is not None:
            return refusal
    return None


def offers(workflow: Workflow, row: Stateful, actor: Actor, facts: Any = None) -> list[Offer]:
    """Acts on this row for this actor, possible ones and held ones, in the order of the table."""
    found = []
    for step in workflow.transitions:
        if row.state in step.from_ and not step.system_only and actor.may(step.permission):
            found.append(Offer(step.name, step.label, refusal_of(step, row, actor, facts), step.reason))
    return found


def obstacle(workflow: Workflow, row: Stateful, name: str, actor: Actor, facts: Any = None) -> Refusal | None:
    """What would refuse an act now, its reason apart: the right, the state, the first condition that does not hold."""
    step = workflow.named(name, row.state)
    if not actor.may(step.permission):
        refused = Forbidden()
        return Refusal(refused.code, refused.message)
    if row.state not in step.from_:
        return Refusal(WRONG_STATE, _wrong_state(workflow, step, row))
    return refusal_of(step, row, actor, facts)


def _wrong_state(workflow: Workflow, step: Transition, row: Stateful) -> Message:
    return msg("当前状态是“{state}”，不能办理“{act}”。", state=workflow.states[row.state], act=step.label)


def _check(workflow: Workflow, step: Transition, row: Stateful, actor: Actor, facts: Any, reason: str | None) -> None:
    if not actor.may(step.permission) or (step.system_only and actor.role is not Role.SYSTEM):
        raise Forbidden()
    if row.state not in step.from_:
        raise Refused(_wrong_state(workflow, step, row), code=WRONG_STATE)
    if step.reason and len((reason or "").strip()) < step.reason:
        raise InvalidInput({"reason": [msg("请写明理由，不少于{least}个字。", least=step.reason)]})
    refusal = refusal_of(step, row, actor, facts)
    if refusal is not None:
        raise Refused(refusal.message, code=refusal.code)


def fire(  # noqa: PLR0913 - one act has this many sides; all but four are named
    workflow: Workflow,
    row: Stateful,
    name: str,
    actor: Actor,
    *,
    facts: Any = None,
    reason: str | None = None,
    risk: str | None = None,
    started_at: datetime | None = None,
    matter_id: UUID | None = None,
    **event_fields: Any,
) -> TransitionRow:
    """Do one act: permission, state, reason, conditions, then new state, transition row, event and clocks.

    ``risk`` chooses the length of product clocks; ``started_at`` is what a legal clock counts from when it is not now.
    Raises ``Forbidden``, ``Refused`` (with the condition's code) or ``InvalidInput`` at ``reason``; nothing is changed
    then.
    """
    step = workflow.named(name, row.state)
    _check(workflow, step, row, actor, facts, reason)
    uow = unit_of_work.current()
    matter = matter_id or getattr(row, "matter_id", None)
    before, row.state = row.state, step.to
    row.touch()
    happened = clock.now()
    trace = TransitionRow(
        id=new_id(),
        matter_id=matter,
        subject_kind=workflow.kind,
        subject_id=row.id,
        name=name,
        from_state=before,
        to_state=step.to,
        reason=(reason or "").strip() or None,
        user_id=actor.user_id,
        unit_id=actor.unit_id,
        role=actor.role.value,
        actor_name=actor.name,
        unit_name=actor.unit_name,
        on_behalf_of=actor.on_behalf_of,
        happened_at=happened,
    )
    db.session.add(trace)
    uow.audit(
        f"{workflow.kind}.{name}",
        workflow.kind,
        row.id,
        matter,
        {"from": before, "to": step.to, "reason": trace.reason, "version": row.version},
    )
    for hook in _deadline_hooks:
        hook(row, workflow, step, risk, started_at or happened, actor)
    if step.emits is not None:
        db.session.flush()
        uow.record(step.emits(matter_id=matter, subject_kind=workflow.kind, subject_id=row.id, **event_fields))
    return trace
