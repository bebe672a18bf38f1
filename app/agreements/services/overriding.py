"""The director lets a blocking finding pass."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from app.agreements import events as told
from app.agreements import permissions as may
from app.agreements.models import LintOverride
from app.agreements.queries.surroundings import lint
from app.agreements.services.loading import locked_agreement
from app.agreements.types.linting import Level, Stage
from app.agreements.types.states import AgreementState
from app.agreements.workflow import KIND
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work

LEAST_REASON = 10


def override_finding(
    agreement_id: UUID, rule_id: str, reason: str, *, version: int | None = None, actor: Actor
) -> None:
    """Let one blocking rule pass for the content as it stands; the reason, ten signs at least, is printed with it."""
    authorise(actor, may.OVERRIDE)
    if len(reason.strip()) < LEAST_REASON:
        raise InvalidInput({"reason": [msg("请写明理由，不少于{least}个字。", least=LEAST_REASON)]})
    with unit_of_work(actor) as uow:
        row = locked_agreement(agreement_id, version, actor)
        if row.state != AgreementState.DRAFT:
            raise Refused(msg("只能对起草中的协议作此决定。"), code="wrong_state")
        report = lint(row, on=clock.today(), stage=Stage.FREEZE)
        if rule_id not in {finding.rule_id for finding in report.at(Level.BLOCK)}:
            raise InvalidInput({"rule_id": [msg("这份协议没有编号为{rule}的不得提交的问题。", rule=rule_id)]})
        values = {
            "id": new_id(),
            "agreement_id": row.id,
            "rule_id": rule_id,
            "content_digest": row.content_digest,
            "reason": reason.strip(),
            "by_name": actor.name,
            "created_at": clock.now(),
        }
        db.session.execute(insert(LintOverride).values(values).on_conflict_do_nothing())
        row.touch()
        uow.record(told.LintOverridden(matter_id=row.matter_id, subject_kind=KIND, subject_id=row.id, rule=rule_id))
