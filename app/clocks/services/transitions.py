"""The hook of the workflow engine: a transition names the clocks it stops and arms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.clocks.commands import Subject
from app.clocks.services.deadlines import follow_step
from app.core.permissions import Actor
from app.core.workflow import Transition, Workflow


def on_transition(
    row: Any, workflow: Workflow, step: Transition, risk: str | None, started_at: datetime, actor: Actor
) -> None:
    """Stop the clocks a transition ends, and all product clocks when it ends the subject; then start those it arms."""
    follow_step(
        Subject(workflow.kind, row.id, getattr(row, "matter_id", None)),
        stops=step.stops,
        arms=step.arms,
        ends=step.to in workflow.final,
        why=step.name,
        started_at=started_at,
        risk=risk,
        actor=actor,
    )
