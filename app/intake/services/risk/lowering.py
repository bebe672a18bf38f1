"""Lowering a confirmed level: one person proposes and says which facts ended, another one decides (domain.md §8)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, update

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire, start
from app.intake import events as facts
from app.intake import permissions as may
from app.intake.commands import LoweringProposal
from app.intake.models import Event, RiskLowering, RiskSignal
from app.intake.policies import require_may_act
from app.intake.queries.risk import get_lowering, lowering_facts
from app.intake.rules.risk import is_graver, standing_facts, without_facts
from app.intake.services.risk.confirming import put_level
from app.intake.services.risk.scoring import suggest_risk
from app.intake.types import RiskLevel
from app.intake.workflow import AT_WORK, LOWERING_WORKFLOW
from app.intake.workflow.lowering import no_new_signal_for_two_days

LEAST_REASON = 10


def propose_lowering(matter_id: UUID, proposal: LoweringProposal, *, version: int | None = None, actor: Actor) -> UUID:
    """Propose a lower level than the confirmed one; returns the proposal's id.

    Raises ``InvalidInput`` by field, ``Refused`` within forty-eight hours of the last signal, ``Conflict`` while
    another proposal waits.
    """
    authorise(actor, may.RISK_PROPOSE_LOWERING)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        _check(event, proposal)
        row = _proposed(event, proposal, actor)
        refusal = no_new_signal_for_two_days(row, actor, lowering_facts(event))
        if refusal is not None:
            raise Refused(refusal.message, code=refusal.code)
        db.session.add(row)
        event.touch()
        db.session.flush()
        uow.record(
            facts.RiskLoweringProposed(
                matter_id=matter_id,
                subject_kind=LOWERING_WORKFLOW.kind,
                subject_id=row.id,
                from_level=row.from_level,
                to_level=row.to_level,
                unit_id=row.proposed_in_id,
                proposer_id=row.proposed_by_id,
            )
        )
        return row.id


def _check(event: Event, proposal: LoweringProposal) -> None:
    if event.risk_level is None or event.state not in AT_WORK:
        raise Refused(msg("事项没有已确认的风险等级，或者已经办结。"), code="nothing_to_lower")
    found: dict[str, list[Message]] = {}
    if proposal.to_level not in set(RiskLevel) or not is_graver(event.risk_level, proposal.to_level):
        found["to_level"] = [msg("请选择比现在低的等级。")]
    if len(proposal.reason.strip()) < LEAST_REASON:
        found["reason"] = [msg("请写明理由，不少于{least}个字。", least=LEAST_REASON)]
    standing = standing_facts(event.risk_inputs)
    if set(proposal.ended) - set(standing):
        found["ended"] = [msg("只能选择本事项已经记录、尚未消除的风险事实。")]
    elif standing and not proposal.ended:
        found["ended"] = [msg("请勾选已经消除的风险事实，至少一项。")]
    if found:
        raise InvalidInput(found)
    waiting = select(RiskLowering.id).where(RiskLowering.matter_id == event.id, RiskLowering.state == "proposed")
    if db.session.scalar(waiting) is not None:
        raise Conflict(msg("已有一份降级申请等待批准。"), code="lowering_open")


def _proposed(event: Event, proposal: LoweringProposal, actor: Actor) -> RiskLowering:
    if actor.user_id is None or actor.unit_id is None:
        raise Forbidden()
    row = RiskLowering(
        id=new_id(),
        matter_id=event.id,
        from_level=event.risk_level,
        to_level=proposal.to_level,
        reason=proposal.reason.strip(),
        ended=sorted(set(proposal.ended)),
        proposed_by_id=actor.user_id,
        proposed_by_name=actor.name,
        proposed_in_id=actor.unit_id,
    )
    start(LOWERING_WORKFLOW, row)
    return row


def agree_to_lowering(lowering_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """The second person agrees: the ended facts leave the inputs openly, the score is taken anew, the level falls.

    Raises ``Refused`` for the proposer, within forty-eight hours of the last signal, for red without the director.
    """
    with unit_of_work(actor):
        event, row = _locked(lowering_id, version, actor)
        _decide(row, actor, None)
        fire(LOWERING_WORKFLOW, row, "agree", actor, facts=lowering_facts(event))
        event.risk_inputs = without_facts(event.risk_inputs, row.ended)
        _end_signals(event.id, row.ended)
        assessment = suggest_risk(event, "lowered")
        put_level(event, assessment, row.to_level, f"{row.proposed_by_name}：{row.reason}", actor)


def refuse_lowering(lowering_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """The second person does not agree; the level stays and the proposer is told. Raises ``InvalidInput``."""
    with unit_of_work(actor):
        event, row = _locked(lowering_id, version, actor)
        _decide(row, actor, reason.strip())
        fire(
            LOWERING_WORKFLOW,
            row,
            "refuse",
            actor,
            facts=lowering_facts(event),
            reason=reason,
            unit_id=row.proposed_in_id,
            proposer_id=row.proposed_by_id,
        )


def withdraw_lowering(lowering_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """The proposer takes the proposal back."""
    with unit_of_work(actor):
        event, row = _locked(lowering_id, version, actor)
        fire(LOWERING_WORKFLOW, row, "withdraw", actor, facts=lowering_facts(event))
        row.decided_by_id, row.decided_by_name, row.decided_at = actor.user_id, actor.name, clock.now()


def _locked(lowering_id: UUID, version: int | None, actor: Actor) -> tuple[Event, RiskLowering]:
    """Matter and proposal, locked in this order."""
    matter_id = get_lowering(actor, lowering_id).matter_id
    require_may_act(actor, matter_id)
    event = lock(Event, matter_id)
    return event, lock(RiskLowering, lowering_id, version)


def _decide(row: RiskLowering, actor: Actor, decision: str | None) -> None:
    row.decided_by_id, row.decided_by_name = actor.user_id, actor.name
    row.decided_at, row.decision = clock.now(), decision


def _end_signals(matter_id: UUID, kinds: list[str]) -> None:
    db.session.execute(
        update(RiskSignal)
        .where(RiskSignal.matter_id == matter_id, RiskSignal.kind.in_(kinds), RiskSignal.ended_at.is_(None))
        .values(ended_at=clock.now())
        .execution_options(synchronize_session=False)
    )
