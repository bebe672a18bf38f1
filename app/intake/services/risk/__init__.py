"""Risk: scoring what is recorded, confirming a level, lowering it by two persons, and loading weights."""

from app.intake.services.risk.confirming import confirm_risk
from app.intake.services.risk.lapsing import lapse_lowering
from app.intake.services.risk.lowering import (
    agree_to_lowering,
    propose_lowering,
    refuse_lowering,
    withdraw_lowering,
)
from app.intake.services.risk.scoring import add_risk_signal, note_risk_signal, suggest_risk
from app.intake.services.risk.weighing import load_weights

__all__ = [
    "add_risk_signal",
    "agree_to_lowering",
    "confirm_risk",
    "lapse_lowering",
    "load_weights",
    "note_risk_signal",
    "propose_lowering",
    "refuse_lowering",
    "suggest_risk",
    "withdraw_lowering",
]
