"""The hook of the workflow engine: a transition names the clocks it stops and arms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.clocks.commands import Subject
from app.clocks.services.deadlines import arm, stop, stop_all
from app.core.permissions import Actor
from app.core.workflow import Transition, Workflow


def on_transition(
    row: Any, workflow: Workflow, step: Transition, risk: str | None, started_at: datetime, actor: Actor
) -> None:
    """Stop the clocks a transition ends, and all product clocks when it ends the subject; then start those it arms."""
    subject = Subject(workflow.kind, row.id, getattr(row, "matter_id", None))
    for rule_id in step.stops:
        stop(subject, rule_id, why=step.name, actor=actor)
    if step.to in workflow.final:
        stop_all(subject, why=step.name, actor=actor)
    for rule_id in step.arms:
        arm(subject, rule_id, started_at, risk=risk, actor=actor)
