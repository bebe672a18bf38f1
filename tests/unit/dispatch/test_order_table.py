"""Every state, every act, every role of orders and supervisions, as domain.md §4.2, §4.7 and §5 say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from app.core.ids import new_id
from app.core.permissions import Actor, Position, Role
from app.core.workflow import Workflow, offers, refusal_of
from app.dispatch.types import OrderFacts, SupervisionFacts
from app.dispatch.workflow import ORDER_WORKFLOW, SUPERVISION_WORKFLOW
from app.role_catalogue import permissions_of

UNIT = new_id()
NOW = datetime(2025, 6, 18, 1, 5, tzinfo=UTC)


@dataclass
class Row:
    """An order or a supervision of the actor's own unit, sent by the actor's own centre."""

    state: str
    unit_id: Any = UNIT
    center_id: Any = UNIT
    catch_all: bool = False
    issued_by_id: Any = None
    handler_id: Any = None
    urged_at: Any = None


#: Everything waits, every window is open: only state and role decide.
OPEN = OrderFacts(
    now=NOW,
    return_asked_at=NOW,
    return_by=NOW + timedelta(days=1),
    extension_awaits=True,
    finish_due_at=NOW + timedelta(days=1),
    feedback_awaits=True,
)
CENTRE = {"dispatcher", "director"}
UNITS = {"dept_officer", "mediator", "dept_officer/head", "mediator/head"}
HEADS = {"dept_officer/head", "mediator/head"}

#: act: the states it leaves, and who may do it.
ORDER_ACTS: dict[str, tuple[set[str], set[str]]] = {
    "sign": ({"issued"}, UNITS),
    "withdraw": ({"issued"}, CENTRE),
    "request_return": ({"issued", "signed"}, UNITS),
    "decline_return": ({"issued", "signed"}, HEADS),
    "approve_return": ({"issued", "signed"}, HEADS),
    "accept_return": ({"return_pending"}, CENTRE),
    "refuse_return": ({"return_pending"}, CENTRE),
    "urge": ({"issued", "signed", "in_progress"}, CENTRE),
    "hand_on": ({"signed", "return_pending", "in_progress", "suspended"}, UNITS),
    "start": ({"signed"}, UNITS),
    "ask_assistance": ({"in_progress"}, UNITS),
    "request_extension": ({"in_progress"}, UNITS),
    "approve_extension": ({"in_progress"}, CENTRE),
    "decline_extension": ({"in_progress"}, CENTRE),
    "suspend": ({"in_progress"}, CENTRE),
    "resume": ({"suspended"}, CENTRE),
    "submit_feedback": ({"in_progress"}, UNITS),
    "decline_feedback": ({"in_progress"}, HEADS),
    "approve_feedback": ({"in_progress"}, HEADS),
    "accept_feedback": ({"feedback"}, CENTRE),
    "send_back": ({"feedback"}, CENTRE),
    "reopen": ({"completed"}, set()),
    "end_with_matter": ({"issued", "signed", "return_pending", "in_progress", "suspended", "feedback"}, set()),
}
CHASED = UNITS | {"duty_judge", "duty_judge/head"}
SUPERVISION_ACTS: dict[str, tuple[set[str], set[str]]] = {
    "issue": ({"draft"}, CENTRE),
    "acknowledge": ({"issued"}, CHASED),
    "escalate": ({"issued", "acknowledged"}, set()),
    "reply": ({"acknowledged"}, CHASED),
    "accept": ({"replied"}, CENTRE),
    "find_insufficient": ({"replied"}, CENTRE),
}


def _actors() -> dict[str, Actor]:
    found = {}
    for role, position in product(Role, (Position.OFFICER, Position.HEAD)):
        if role in (Role.SYSTEM, Role.PARTY):
            continue
        name = role.value if position is Position.OFFICER else f"{role.value}/head"
        permissions = permissions_of(role, position)
        found[name] = Actor(new_id(), new_id(), UNIT, role, position, name, "", permissions)
    return found


ACTORS = _actors()


def _holders(roles: set[str]) -> set[str]:
    """The roles with their heads, for acts that need no head."""
    return roles | {f"{role}/head" for role in roles if "/" not in role}


def _cases(workflow: Workflow, acts: dict[str, tuple[set[str], set[str]]]) -> list[tuple[str, str, set[str]]]:
    """State, act, and the roles to which the act is offered there."""
    return [
        (state, act, _holders(roles) if state in states else set())
        for state, (act, (states, roles)) in product(workflow.states, acts.items())
    ]


def _offered(workflow: Workflow, state: str, act: str, facts: Any) -> set[str]:
    return {
        who
        for who, actor in ACTORS.items()
        if act in {offer.name for offer in offers(workflow, Row(state), actor, facts)}
    }


@pytest.mark.parametrize(("state", "act", "holders"), _cases(ORDER_WORKFLOW, ORDER_ACTS))
def test_an_order_offers_its_acts_to_those_who_hold_them(state: str, act: str, holders: set[str]) -> None:
    assert _offered(ORDER_WORKFLOW, state, act, OPEN) == holders


@pytest.mark.parametrize(("state", "act", "holders"), _cases(SUPERVISION_WORKFLOW, SUPERVISION_ACTS))
def test_a_supervision_offers_its_acts_to_those_who_hold_them(state: str, act: str, holders: set[str]) -> None:
    assert _offered(SUPERVISION_WORKFLOW, state, act, SupervisionFacts()) == holders


def test_every_act_of_the_tables_is_named_here() -> None:
    assert {step.name for step in ORDER_WORKFLOW.transitions} == set(ORDER_ACTS)
    assert {step.name for step in SUPERVISION_WORKFLOW.transitions} == set(SUPERVISION_ACTS)


def test_every_act_belongs_to_the_unit_or_to_the_centre() -> None:
    stranger = replace(ACTORS["director"], unit_id=new_id(), permissions=frozenset(ORDER_WORKFLOW_PERMISSIONS))
    for step in ORDER_WORKFLOW.transitions:
        if not step.system_only:
            refusal = refusal_of(step, Row(step.from_[0]), stranger, OPEN)
            assert refusal is not None, step.name
            assert refusal.code in {"not_my_unit", "not_my_center"}, step.name


ORDER_WORKFLOW_PERMISSIONS = {step.permission for step in ORDER_WORKFLOW.transitions}

HELD_BY: list[tuple[str, str, dict[str, Any], dict[str, Any], str]] = [
    ("sign", "dept_officer", {}, {"return_asked_at": NOW}, "return_awaits_head"),
    ("request_return", "dept_officer", {"catch_all": True}, {"return_asked_at": None}, "catch_all"),
    ("request_return", "dept_officer", {}, {}, "return_awaits_head"),
    (
        "request_return",
        "dept_officer",
        {},
        {"return_asked_at": None, "return_by": NOW - timedelta(seconds=1)},
        "return_window_over",
    ),
    ("approve_return", "dept_officer/head", {}, {"return_asked_at": None}, "no_return_awaits"),
    ("accept_return", "dispatcher", {}, {"return_round": 2}, "second_ruling"),
    ("refuse_return", "dispatcher", {}, {"return_round": 2}, "second_ruling"),
    ("request_extension", "dept_officer", {}, {"extension_awaits": False}, "head_only"),
    ("request_extension", "dept_officer/head", {}, {}, "extension_awaits"),
    (
        "request_extension",
        "dept_officer/head",
        {},
        {"extension_awaits": False, "finish_due_at": NOW - timedelta(seconds=1)},
        "term_over",
    ),
    (
        "request_extension",
        "dept_officer/head",
        {},
        {"extension_awaits": False, "extensions_granted": 2},
        "extended_twice",
    ),
    ("approve_extension", "dispatcher", {}, {"extensions_granted": 1}, "second_extension"),
    ("approve_extension", "dispatcher", {}, {"extension_awaits": False}, "no_extension_awaits"),
    ("urge", "dispatcher", {"urged_at": NOW - timedelta(hours=1, minutes=59)}, {}, "just_urged"),
    ("hand_on", "dept_officer", {"handler_id": new_id()}, {}, "not_my_work"),
    ("submit_feedback", "dept_officer", {}, {}, "feedback_awaits_head"),
    ("approve_feedback", "dept_officer/head", {}, {"feedback_awaits": False}, "no_feedback_awaits"),
]


@pytest.mark.parametrize(("act", "who", "row", "facts", "code"), HELD_BY)
def test_an_act_that_is_held_says_why(
    act: str, who: str, row: dict[str, Any], facts: dict[str, Any], code: str
) -> None:
    state = min(ORDER_ACTS[act][0])
    (offer,) = [
        one for one in offers(ORDER_WORKFLOW, Row(state, **row), ACTORS[who], replace(OPEN, **facts)) if one.name == act
    ]
    assert offer.refusal is not None
    assert offer.refusal.code == code


def test_the_director_rules_on_a_second_return_unless_the_order_is_the_directors_own() -> None:
    director = ACTORS["director"]
    second = replace(OPEN, return_round=2)
    step = ORDER_WORKFLOW.named("refuse_return")
    assert refusal_of(step, Row("return_pending"), director, second) is None
    own = refusal_of(step, Row("return_pending", issued_by_id=director.user_id), director, second)
    assert own is not None
    assert own.code == "own_order"


def test_a_supervision_climbs_three_times_at_most() -> None:
    step = SUPERVISION_WORKFLOW.named("escalate")
    system = Actor.system()
    assert refusal_of(step, Row("issued"), system, SupervisionFacts(escalations=2)) is None
    assert refusal_of(step, Row("issued"), system, SupervisionFacts(escalations=3)) is not None


def test_orders_that_ended_lead_nowhere_for_people() -> None:
    for state, actor in product(("returned", "withdrawn", "completed"), ACTORS.values()):
        assert offers(ORDER_WORKFLOW, Row(state), actor, OPEN) == []
