"""Sweeps of several workers at once, and reactions that fail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.clocks import services
from app.clocks.commands import Subject
from app.clocks.events import ClockBreached
from app.clocks.models import ClockAlert, DeadlineRow
from app.core import clock, events
from app.core.clock import SHANGHAI
from app.core.db import db
from app.core.ids import new_id
from app.core.models import RecordedEvent
from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Transition, Workflow
from tests.support.database import in_threads

NINE = datetime(2025, 6, 18, 9, tzinfo=SHANGHAI)


def arm_orders(count: int) -> list[Subject]:
    orders = [Subject("sample_order", new_id(), new_id()) for _ in range(count)]
    for order in orders:
        services.arm(order, "P03", NINE, risk="orange", actor=Actor.system())
    return orders


def breaches() -> int:
    return db.session.scalar(select(func.count()).where(RecordedEvent.name == "ClockBreached")) or 0


@pytest.fixture
def failing_once() -> Iterator[list[ClockBreached]]:
    """A reaction that fails at its first call."""
    heard: list[ClockBreached] = []

    def react(event: ClockBreached, actor: Actor) -> None:
        heard.append(event)
        if len(heard) == 1:
            raise RuntimeError("the reaction fails")

    events.react(ClockBreached, react)
    yield heard
    events._reactions[ClockBreached].remove(react)


def test_many_sweeps_at_once_tell_each_breach_once(committing_db: Flask) -> None:
    arm_orders(6)
    in_threads(committing_db, 6, lambda number: services.sweep_clocks())
    assert breaches() == 6
    assert db.session.scalar(select(func.count()).select_from(ClockAlert)) == 24
    assert db.session.scalar(select(func.count()).where(DeadlineRow.breached_at.is_not(None))) == 6


def test_a_failing_reaction_leaves_its_clock_for_the_next_sweep_and_others_go_on(
    database: Any, failing_once: list[ClockBreached]
) -> None:
    arm_orders(2)
    with clock.frozen(NINE + timedelta(hours=4, minutes=1)):
        assert services.sweep_clocks() == 1
        assert breaches() == 1
        assert services.sweep_clocks() == 1
    assert breaches() == 2
    assert len(failing_once) == 3


class Row:
    """A row that has a workflow."""

    def __init__(self) -> None:
        self.id, self.matter_id = new_id(), new_id()


def step(name: str, to: str, *, arms: tuple[str, ...] = (), stops: tuple[str, ...] = ()) -> Transition:
    return Transition(name=name, label=msg("办理"), from_=("a",), to=to, permission="x:y:z", arms=arms, stops=stops)


def test_a_transition_stops_and_arms_the_clocks_it_names(database: Any) -> None:
    row = Row()
    flow = Workflow("order", {"a": msg("甲"), "b": msg("乙"), "end": msg("结束")}, "a", (), frozenset({"end"}))
    hook = services.on_transition
    hook(row, flow, step("issue", "b", arms=("P03", "P04")), "orange", NINE, Actor.system())
    hook(row, flow, step("sign", "b", stops=("P03",), arms=("P09", "P06")), None, NINE, Actor.system())
    running = select(DeadlineRow.rule_id).where(DeadlineRow.subject_id == row.id, DeadlineRow.stopped_at.is_(None))
    assert set(db.session.scalars(running)) == {"P04", "P06", "P09"}
    assert set(db.session.scalars(select(DeadlineRow.risk).where(DeadlineRow.subject_id == row.id))) == {"orange"}
    hook(row, flow, step("finish", "end", arms=("P15",)), None, NINE, Actor.system())
    assert list(db.session.scalars(running)) == ["P15"]
