"""A person confirms a level, or raises it; lowering a confirmed one takes two, see ``lowering``."""

from __future__ import annotations

from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import current, lock, unit_of_work
from app.intake import events as facts
from app.intake import permissions as may
from app.intake.models import Event, RiskAssessment
from app.intake.policies import require_may_act
from app.intake.rules.risk import is_graver
from app.intake.services.risk.lapsing import lapse_lowering
from app.intake.services.risk.scoring import suggest_risk
from app.intake.types import RiskLevel


def confirm_risk(matter_id: UUID, level: str, reason: str = "", *, version: int | None = None, actor: Actor) -> None:
    """Confirm a level or raise it. A level other than the suggested one needs a reason.

    Raises ``InvalidInput`` at ``risk_level`` (also where a confirmed level would be lowered: that takes two persons)
    or at ``risk_reason``.
    """
    authorise(actor, may.RISK_CONFIRM)
    if level not in set(RiskLevel):
        raise InvalidInput({"risk_level": [msg("请选择风险等级。")]})
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        if event.risk_level is not None and is_graver(event.risk_level, level):
            raise InvalidInput({"risk_level": [msg("降低已确认的等级须由两人办理：一人提出，另一人批准。")]})
        row = suggest_risk(event, "confirmed")
        if level != row.suggested_level and len(reason.strip()) < 10:
            raise InvalidInput(
                {"risk_reason": [msg("确认的等级与建议不同，请写明理由，不少于{least}个字。", least=10)]}
            )
        if level != event.risk_level:
            lapse_lowering(matter_id)
        put_level(event, row, level, reason, actor)


def put_level(event: Event, row: RiskAssessment, level: str, reason: str, actor: Actor) -> None:
    """Write the level a person decided onto score and matter, and tell it; the caller holds the matter's lock."""
    row.confirmed_level, row.confirmed_by_id, row.confirmed_by_name = level, actor.user_id, actor.name
    row.confirmed_at, row.reason = clock.now(), reason.strip() or None
    event.risk_level, event.risk_score, event.risk_pending = level, row.score, None
    event.touch()
    db.session.flush()
    current().record(
        facts.RiskConfirmed(matter_id=event.id, subject_kind="event", subject_id=event.id, level=level, score=row.score)
    )
