"""What guidance does in the same transaction: a red or orange matter without guidance is held (domain.md §0.1)."""

from __future__ import annotations

from app.core.permissions import Actor
from app.guidance.queries import was_guided
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.events import RiskConfirmed
from app.intake.types import HoldKind, RiskLevel


def hold_grave_matter_without_guidance(event: RiskConfirmed, actor: Actor) -> None:
    """Hold a matter confirmed red or orange until a judge was asked or the director waives it; lift it when lowered."""
    assert event.matter_id is not None
    grave = event.level in (RiskLevel.RED, RiskLevel.ORANGE)
    if not grave:
        matters.lift_hold(event.matter_id, HoldKind.GUIDANCE_MISSING, reason=event.level, actor=actor)
        return
    if not was_guided(event.matter_id) and not intake.matter(event.matter_id).guidance_waived:
        matters.place_hold(
            event.matter_id, HoldKind.GUIDANCE_MISSING, "event", event.matter_id, reason=event.level, actor=actor
        )
