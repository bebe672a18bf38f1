"""How an agreement ends other than by being performed: lapse, replacement, invalidity, another route, closing."""

from __future__ import annotations

from uuid import UUID

from app.agreements import permissions as may
from app.agreements.models import Agreement
from app.agreements.queries.facts import facts_for
from app.agreements.services.loading import locked_agreement
from app.agreements.services.reopening import free_claims
from app.agreements.types.states import LapseCause, Route
from app.agreements.workflow import AGREEMENT_WORKFLOW, UNSIGNED
from app.core.errors import InvalidInput
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.core.workflow import fire
from app.intake import services as matters
from app.intake.types import Stage
from app.mediation import queries as mediation
from app.mediation import services as mediations


def lapse_agreement(agreement_id: UUID, note: str, *, version: int | None = None, actor: Actor) -> LapseCause:
    """Let the agreement lapse: the employer paid everything first, or the assignee's deadline passed unpaid.

    Before signing, the mediation then ends as performed without an agreement. Claims are free again.
    """
    authorise(actor, may.PERFORM)
    if len(note.strip()) < 4:
        raise InvalidInput({"note": [msg("请写明经过，不少于{least}个字。", least=4)]})
    with unit_of_work(actor):
        row = locked_agreement(agreement_id, version, actor)
        facts = facts_for(row, actor, with_lint=False)
        cause = LapseCause.PERFORMED_FIRST if facts.paid_by_debtor else LapseCause.ASSIGNEE_UNPAID
        unsigned = row.state in UNSIGNED
        row.lapse_cause = cause.value
        fire(AGREEMENT_WORKFLOW, row, "lapse", actor, facts=facts, reason=note, cause=cause.value)
        free_claims(row, cause.value)
        sitting = mediation.open_mediation(row.matter_id)
        if unsigned and sitting is not None and sitting.id == row.mediation_id:
            mediations.mark_performed_without_agreement(sitting.id, note, actor=actor)
        elif cause is LapseCause.PERFORMED_FIRST:
            matters.set_stage(row.matter_id, Stage.PERFORMING, actor=actor)
        return cause


def supersede_agreement(agreement_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """The parties made a new agreement in place of this one."""
    _end(agreement_id, "supersede", reason, version=version, actor=actor)


def mark_invalidated(agreement_id: UUID, reason: str, *, actor: Actor) -> None:
    """A court declared the agreement invalid; called by confirmation. A mere rejection does not void it."""
    _end(agreement_id, "invalidate", reason, version=None, actor=actor)


def choose_route(agreement_id: UUID, route: Route, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Performance failed and the creditor turns to enforcement (only if confirmed) or to another procedure."""
    act = "enforce" if route is Route.ENFORCEMENT else "take_to_dispute"
    _end(agreement_id, act, reason, version=version, actor=actor)


def set_confirmed(agreement_id: UUID, confirmed: bool, *, actor: Actor) -> None:
    """Note whether a confirming ruling stands; enforcement needs one (民诉法206)."""
    authorise(actor, may.MOVE)
    with unit_of_work(actor) as uow:
        row = locked_agreement(agreement_id, None, actor)
        row.confirmed = confirmed
        row.touch()
        uow.audit("agreements.set_confirmed", AGREEMENT_WORKFLOW.kind, row.id, row.matter_id, {"confirmed": confirmed})


def mark_closed(agreement_id: UUID, *, actor: Actor) -> None:
    """Every return visit was well; called by closure. Refused while the matter is on hold."""
    _end(agreement_id, "close", "", version=None, actor=actor)


def _end(agreement_id: UUID, act: str, reason: str, *, version: int | None, actor: Actor) -> Agreement:
    with unit_of_work(actor):
        row = locked_agreement(agreement_id, version, actor)
        facts = facts_for(row, actor, with_lint=False)
        step = AGREEMENT_WORKFLOW.named(act, row.state)
        fire(AGREEMENT_WORKFLOW, row, act, actor, facts=facts, reason=reason, to=step.to)
        if step.to in ("superseded", "invalidated"):
            free_claims(row, step.to)
        return row
