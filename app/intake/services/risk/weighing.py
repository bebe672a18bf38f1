"""Loading a version of the weights: what was scored before keeps its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import unit_of_work
from app.intake import permissions as may
from app.intake.events import RiskWeightsLoaded
from app.intake.models import RiskWeights
from app.intake.queries.risk import WEIGHTS_KIND
from app.intake.rules.weights import Weights, faults_of, shipped_weights, weights_of

LEAST_REASON = 10


def load_weights(content: Mapping[str, Any], reason: str, *, actor: Actor) -> UUID:
    """Load a new version that begins today or later; returns its id.

    Raises ``InvalidInput`` at ``content`` with every fault of the table, or at ``reason``.
    """
    authorise(actor, may.RISK_WEIGHTS_LOAD)
    found: dict[str, list[Message]] = {}
    if len(reason.strip()) < LEAST_REASON:
        found["reason"] = [msg("请写明理由，不少于{least}个字。", least=LEAST_REASON)]
    if faults := faults_of(content):
        found["content"] = faults
    if found:
        raise InvalidInput(found)
    weights = weights_of(content)
    with unit_of_work(actor) as uow:
        _refuse_old(weights)
        row = RiskWeights(
            id=new_id(),
            version=weights.version,
            valid_from=weights.valid_from,
            content=dict(content),
            reason=reason.strip(),
            loaded_by_id=actor.user_id,
            loaded_by_name=actor.name,
        )
        db.session.add(row)
        db.session.flush()
        uow.record(
            RiskWeightsLoaded(
                matter_id=None,
                subject_kind=WEIGHTS_KIND,
                subject_id=row.id,
                version=row.version,
                valid_from=row.valid_from.isoformat(),
            )
        )
        return row.id


def _refuse_old(weights: Weights) -> None:
    if weights.valid_from < clock.today():
        raise InvalidInput({"content": [msg("启用日期不能早于今天，以前的评分不改。")]})
    same = or_(RiskWeights.version == weights.version, RiskWeights.valid_from == weights.valid_from)
    taken = db.session.scalar(select(RiskWeights.id).where(same)) is not None
    if taken or shipped_weights().version == weights.version:
        raise InvalidInput({"content": [msg("这个版本号或者启用日期已经有了，请另定。")]})
