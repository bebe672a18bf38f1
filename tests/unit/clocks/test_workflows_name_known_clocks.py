"""Every clock a transition arms or stops is a rule of the tables, and nothing that is armed is never stopped."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import app
from app.clocks.rules import rules_from_tables
from app.core.workflow import Workflow

FOLDER = Path(app.__file__).parent


def workflows() -> list[Workflow]:
    names = {path.parent.name for path in FOLDER.glob("*/workflow.py") if path.parent.name != "core"}
    names |= {path.parent.parent.name for path in FOLDER.glob("*/workflow/__init__.py")}
    modules = [import_module(f"app.{name}.workflow") for name in sorted(names)]
    return [value for module in modules for value in vars(module).values() if isinstance(value, Workflow)]


@pytest.mark.parametrize("workflow", workflows(), ids=lambda workflow: workflow.kind)
def test_transitions_name_known_clocks(workflow: Workflow) -> None:
    for step in workflow.transitions:
        assert set(step.arms) | set(step.stops) <= set(rules_from_tables()), step.name


@pytest.mark.parametrize("workflow", workflows(), ids=lambda workflow: workflow.kind)
def test_a_product_clock_that_is_armed_can_also_stop(workflow: Workflow) -> None:
    armed = {rule for step in workflow.transitions for rule in step.arms if rule.startswith("P")}
    stopped = {rule for step in workflow.transitions for rule in step.stops}
    assert armed <= stopped or workflow.final, (workflow.kind, armed - stopped)
