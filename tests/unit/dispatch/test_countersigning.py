"""Countersigns as a model: any run of asking, answering, adding, removing, asking again and withdrawing keeps its word.

The rows are plain, the table of transitions, its conditions and the rules are the real ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.core.ids import new_id
from app.core.permissions import Actor, Position, Role
from app.core.workflow import refusal_of
from app.dispatch.rules.countersigning import (
    fault_of_place,
    keeps_nobody,
    make_room,
    outcome,
    place_beside,
    standing,
    turn,
)
from app.dispatch.types import CountersignFacts, OrderFacts, SignerStanding
from app.dispatch.workflow import COUNTERSIGN_WORKFLOW, ORDER_WORKFLOW
from app.role_catalogue import permissions_of

NOW = datetime(2025, 6, 18, 1, 5, tzinfo=UTC)
ASKER, CENTRE = new_id(), new_id()
FINISHING = (("submit_feedback", "in_progress"), ("approve_feedback", "in_progress"), ("accept_feedback", "feedback"))


def actor(unit_id: UUID) -> Actor:
    powers = permissions_of(Role.DEPT_OFFICER, Position.HEAD) | permissions_of(Role.DIRECTOR, Position.HEAD)
    return Actor(new_id(), new_id(), unit_id, Role.DEPT_OFFICER, Position.HEAD, "", "", powers)


@dataclass(eq=False)
class Line:
    """One signer, each of a unit of its own."""

    position: int
    answer: str | None = None
    removed_at: datetime | None = None
    who: Actor = field(default_factory=lambda: actor(new_id()))


@dataclass
class Row:
    """A countersign, or the order it stands before."""

    state: str = "draft"
    unit_id: Any = ASKER
    center_id: Any = CENTRE


class Countersigns(RuleBasedStateMachine):
    """What people may try in any order; ``act`` says whether the real table lets them."""

    def __init__(self) -> None:
        """Nothing is asked yet."""
        super().__init__()
        self.row, self.lines, self.mode, self.order = Row(), list[Line](), "all", "parallel"
        self.asker, self.stranger = actor(ASKER), actor(new_id())
        self.answers: list[tuple[Line, str]] = []
        self.removed: list[Line] = []

    def act(self, name: str, who: Actor, line: Line | None = None) -> bool:
        """Move the row as the table says; returns whether it was let."""
        facts = CountersignFacts(order_state="in_progress", order_unit_id=ASKER)
        if line is not None:
            at = standing(line, self.lines, self.order, is_open=self.row.state == "open")
            facts = CountersignFacts(mine=who is line.who, standing=at)
        step = COUNTERSIGN_WORKFLOW.named(name, self.row.state)
        if self.row.state not in step.from_ or refusal_of(step, self.row, who, facts) is not None:
            return False
        self.row.state = step.to
        return True

    def settle(self) -> None:
        """As the platform does after each answer and each removal."""
        if self.row.state == "open" and outcome(self.lines, self.mode) == "agreed":
            assert self.act("settle", Actor.system())

    def one(self, draw: int) -> Line:
        """Some line of the round."""
        return self.lines[draw % len(self.lines)]

    @precondition(lambda self: not self.lines)
    @rule(count=st.integers(1, 4), mode=st.sampled_from(["all", "any"]), order=st.sampled_from(["parallel", "ordered"]))
    def ask(self, count: int, mode: str, order: str) -> None:
        assert not self.act("ask", self.stranger)
        assert self.act("ask", self.asker)
        self.lines, self.mode, self.order = [Line(place) for place in range(1, count + 1)], mode, order

    @precondition(lambda self: self.lines)
    @rule(draw=st.integers(0, 9), agrees=st.booleans())
    def answer(self, draw: int, agrees: bool) -> None:
        line = self.one(draw)
        free = self.row.state == "open" and line in turn(self.lines, self.order)
        assert not self.act("agree", self.stranger, line), "nobody answers for another"
        assert self.act("agree" if agrees else "refuse", line.who, line) is free
        if free:
            line.answer = "agreed" if agrees else "refused"
            self.answers.append((line, line.answer))
            self.settle()

    @precondition(lambda self: self.lines)
    @rule(draw=st.integers(0, 9), before=st.booleans())
    def add(self, draw: int, before: bool) -> None:
        beside = self.one(draw)
        if fault_of_place(self.lines, beside, self.order, before=before) is not None:
            return
        assert not self.act("add_signer", self.stranger)
        if self.act("add_signer", self.asker):
            position = place_beside(beside, before=before)
            make_room(self.lines, position)
            added = Line(position)
            self.lines.append(added)
            assert (added.position < beside.position) is before

    @precondition(lambda self: self.lines)
    @rule(draw=st.integers(0, 9))
    def remove(self, draw: int) -> None:
        line = self.one(draw)
        if keeps_nobody(self.lines, line):
            return
        free = self.row.state == "open" and line.answer is None and line.removed_at is None
        assert self.act("remove_signer", self.asker, line) is free
        if free:
            line.removed_at = NOW
            self.removed.append(line)
            self.settle()

    @precondition(lambda self: self.row.state == "refused")
    @rule()
    def ask_again(self) -> None:
        assert not self.act("ask_again", self.stranger)
        assert self.act("ask_again", self.asker)
        kept = [one for one in sorted(self.lines, key=lambda one: one.position) if one.removed_at is None]
        self.lines, self.answers, self.removed = [Line(n, who=one.who) for n, one in enumerate(kept, 1)], [], []

    @precondition(lambda self: self.lines)
    @rule()
    def withdraw(self) -> None:
        assert not self.act("withdraw", self.stranger)
        held = self.row.state in ("open", "refused")
        assert self.act("withdraw", self.asker) is held

    @precondition(lambda self: self.row.state in ("agreed", "withdrawn"))
    @rule()
    def ask_for_the_next(self) -> None:
        self.row, self.lines, self.answers, self.removed = Row(), [], [], []

    @invariant()
    def the_order_is_held_exactly_while_it_is_open_or_refused(self) -> None:
        holds = self.row.state in ("open", "refused")
        facts = OrderFacts(now=NOW, countersign_open=holds)
        for name, state in FINISHING:
            codes = set()
            for condition in ORDER_WORKFLOW.named(name, state).conditions:
                refusal = condition(Row(state, ASKER, CENTRE), self.asker, facts)
                codes |= {refusal.code} if refusal is not None else set()
            assert ("countersign_open" in codes) is holds

    @invariant()
    def an_answer_given_is_never_lost(self) -> None:
        assert all(line.answer == said and line.removed_at is None for line, said in self.answers)
        assert all(line.answer is None for line in self.removed)

    @invariant()
    def the_state_says_what_the_answers_say(self) -> None:
        answers = [line.answer for line in self.lines if line.removed_at is None]
        if self.row.state == "agreed":
            assert "refused" not in answers
            assert "agreed" in answers if self.mode == "any" else set(answers) == {"agreed"}
        if self.row.state == "refused":
            assert answers.count("refused") == 1
        if self.row.state == "open":
            assert "refused" not in answers
            assert turn(self.lines, self.order), "an open one waits for somebody"

    @invariant()
    def places_are_one_line(self) -> None:
        assert len({line.position for line in self.lines}) == len(self.lines)
        if self.order == "ordered" and self.row.state == "open":
            ats = [standing(line, self.lines, self.order, is_open=True) for line in self.lines]
            assert ats.count(SignerStanding.DUE) == 1
            waiting = [line.position for line in turn(self.lines, "parallel")]
            assert all(line.position < min(waiting) for line, _ in self.answers), "nobody is put before an answer"


TestCountersigns = Countersigns.TestCase
TestCountersigns.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
