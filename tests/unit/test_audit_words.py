"""No act reaches the trail without words: every name written in the source is told in Chinese."""

from __future__ import annotations

import re

import pytest

from app.web.audit_words import act_words
from app.web.matter_words import workflows
from config import ROOT

WRITTEN = re.compile(r"\.audit\(\s*\"([a-z_]+\.[a-z_]+)\"")


def written_acts() -> list[str]:
    """Names of acts as services hand them to the trail."""
    return sorted({name for path in (ROOT / "app").rglob("*.py") for name in WRITTEN.findall(path.read_text())})


@pytest.mark.parametrize("action", written_acts())
def test_an_act_written_in_the_source_has_words(action: str) -> None:
    assert act_words(action) != action


def test_every_step_of_a_state_machine_has_words() -> None:
    steps = [f"{kind}.{step.name}" for kind, workflow in workflows().items() for step in workflow.transitions]
    assert [step for step in steps if act_words(step) == step] == []


def test_an_unknown_act_keeps_its_name() -> None:
    assert act_words("nobody.knows") == "nobody.knows"
