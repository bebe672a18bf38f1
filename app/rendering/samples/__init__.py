"""Fictional sample data of every form, from the Fangshan wage story S01: for previews, tests and the printed catalogue.

All persons, firms, numbers and accounts are invented (ID prefix 110199, phones 120…, 虚构 in every firm's name). Forms that
exist in several variants have one named sample for each. Nothing here is ever issued.
"""

from typing import Any

from app.rendering.samples.agreements import SAMPLES as AGREEMENTS
from app.rendering.samples.claims import SAMPLES as CLAIMS
from app.rendering.samples.closure import SAMPLES as CLOSURE
from app.rendering.samples.confirmation import SAMPLES as CONFIRMATION
from app.rendering.samples.dispatch import SAMPLES as DISPATCH
from app.rendering.samples.guidance import SAMPLES as GUIDANCE
from app.rendering.samples.intake import SAMPLES as INTAKE
from app.rendering.samples.mediation import SAMPLES as MEDIATION
from app.rendering.samples.oversight import SAMPLES as OVERSIGHT

SAMPLES: dict[str, dict[str, Any]] = {
    **INTAKE, **MEDIATION, **DISPATCH, **GUIDANCE, **CLAIMS, **AGREEMENTS, **CONFIRMATION, **CLOSURE, **OVERSIGHT,
}  # fmt: skip
"""By form code, or form code and variant: D35, D35:not_accept, D35:reject."""
