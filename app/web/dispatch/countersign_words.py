"""The words and colours that pages with countersigns use."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.dispatch import queries
from app.dispatch.types import SignerStanding, SigningMode, SigningOrder
from app.dispatch.workflow import COUNTERSIGN_WORKFLOW

COUNTERSIGN_COLOURS = {"open": "blue", "refused": "red", "agreed": "green", "withdrawn": "grey"}
SIGNER_COLOURS = {
    SignerStanding.DUE: "orange",
    SignerStanding.LATER: "grey",
    SignerStanding.AGREED: "green",
    SignerStanding.REFUSED: "red",
    SignerStanding.REMOVED: "grey",
    SignerStanding.LAPSED: "grey",
}


def countersign_words() -> dict[str, Any]:
    """What their templates look up."""
    return {
        "countersign_states": COUNTERSIGN_WORKFLOW.states,
        "countersign_colours": COUNTERSIGN_COLOURS,
        "signer_colours": SIGNER_COLOURS,
        "signer_standings": queries.signer_standings,
        "present_round": queries.present_round,
        "modes": {one.value: one.label for one in SigningMode},
        "sequences": {one.value: one.label for one in SigningOrder},
        "at_of": datetime.fromisoformat,
    }
