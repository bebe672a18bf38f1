"""The columns of the desk."""

from __future__ import annotations

from collections.abc import Sequence

from app.clocks import queries as clocks
from app.core.text import msg
from app.dispatch import queries as dispatch
from app.intake.models import Event
from app.intake.workflow import EVENT_WORKFLOW
from app.web.columns.parts import CAME, CLOCK, RISK_HEADS, SOURCE, TYPE, WAIT, Column, Facts, risk_cells

COLUMNS = (
    Column("number", msg("编号"), (msg("编号"),), lambda event, _facts: (event.number,)),
    Column("risk", msg("风险"), RISK_HEADS, lambda event, _facts: risk_cells(event)),
    Column(
        "what",
        msg("事项与地点"),
        (msg("事项"), msg("地点"), msg("人数")),
        lambda event, _facts: (event.title, event.place, event.involved_count),
    ),
    Column(
        "stage",
        msg("状态与主办"),
        (msg("状态"), msg("主办单位")),
        lambda event, facts: (str(EVENT_WORKFLOW.states[event.state]), facts["leads"].get(event.id, "")),
    ),
    WAIT,
    CLOCK,
    TYPE,
    SOURCE,
    CAME,
)


def facts_of(events: Sequence[Event]) -> Facts:
    """Clocks, leads and whom each waits for."""
    waits, leads = dispatch.waits_of_events(events)
    return {"waits": waits, "leads": leads, "views": clocks.clocks_of_matters([event.id for event in events])}
