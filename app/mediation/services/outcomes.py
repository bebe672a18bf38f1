"""How a mediation ends; the exit gate stands in every row that agrees or fails."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.core import clock
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.core.workflow import fire
from app.intake import services as matters
from app.intake.types import Stage
from app.mediation.queries import mediation_facts
from app.mediation.services.loading import locked_mediation
from app.mediation.workflow import MEDIATION_WORKFLOW


def agree_orally(mediation_id: UUID, content: str, *, version: int | None = None, actor: Actor) -> None:
    """An oral agreement, effective the day the parties agree (人民调解法30); not in labour disputes."""
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        row.outcome_note = content.strip()
        fire(MEDIATION_WORKFLOW, row, "agree_orally", actor, facts=mediation_facts(row), form="oral")
        row.ended_on = clock.today()
        matters.set_stage(row.matter_id, Stage.SIGNED, actor=actor)


def mark_agreed(mediation_id: UUID, *, actor: Actor) -> None:
    """Called by agreements when the last required signature is there."""
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, None, actor)
        fire(MEDIATION_WORKFLOW, row, "agree", actor, facts=mediation_facts(row), form="written")
        row.ended_on = clock.today()
        matters.set_stage(row.matter_id, Stage.SIGNED, actor=actor)


def mark_performed_without_agreement(mediation_id: UUID, note: str, *, actor: Actor) -> None:
    """Called when what was owed is paid before anything was signed (domain.md §0.1)."""
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, None, actor)
        row.outcome_note = note.strip()
        fire(
            MEDIATION_WORKFLOW,
            row,
            "perform_without_agreement",
            actor,
            facts=mediation_facts(row),
            reason=note,
            outcome="performed_without_agreement",
        )
        row.ended_on = clock.today()
        matters.set_stage(row.matter_id, Stage.PERFORMING, actor=actor)


def fail(
    mediation_id: UUID, reason: str, undisputed_facts: str = "", *, version: int | None = None, actor: Actor
) -> None:
    """No agreement: reason, what is undisputed, and the other routes (人民调解法26)."""
    _end(mediation_id, "fail", reason, version=version, actor=actor, undisputed_facts=undisputed_facts)


def settle_privately(mediation_id: UUID, note: str, *, version: int | None = None, actor: Actor) -> None:
    """The parties settled by themselves; such a settlement cannot be confirmed."""
    _end(mediation_id, "settle_privately", note, version=version, actor=actor, outcome="settled_privately")


def withdraw(mediation_id: UUID, note: str, *, version: int | None = None, actor: Actor) -> None:
    """The applicant withdrew."""
    _end(mediation_id, "withdraw", note, version=version, actor=actor, outcome="withdrawn")


def _end(mediation_id: UUID, act: str, reason: str, *, version: int | None, actor: Actor, **more: str) -> None:
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        told: dict[str, Any] = {"outcome": more["outcome"]} if "outcome" in more else {}
        fire(MEDIATION_WORKFLOW, row, act, actor, facts=mediation_facts(row), reason=reason, **told)
        row.outcome_note, row.ended_on = reason.strip(), clock.today()
        row.undisputed_facts = more.get("undisputed_facts", "").strip() or None
        matters.set_stage(row.matter_id, Stage.HANDLING, actor=actor)
