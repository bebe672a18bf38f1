"""The columns of the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.text import msg
from app.dispatch import queries as dispatch
from app.intake.models import Event
from app.intake.workflow import EVENT_WORKFLOW
from app.web.columns.parts import CAME, RISK_HEADS, SOURCE, TYPE, WAIT, Column, Facts, risk_cells

COLUMNS = (
    Column("number", msg("编号"), (msg("编号"),), lambda event, _facts: (event.number or str(msg("草稿")),)),
    Column(
        "what",
        msg("事件"),
        (msg("事件"), msg("地点"), msg("人数")),
        lambda event, _facts: (event.title, event.place, event.involved_count),
    ),
    Column("risk", msg("风险"), RISK_HEADS, lambda event, _facts: risk_cells(event)),
    Column("stage", msg("状态"), (msg("状态"),), lambda event, _facts: (str(EVENT_WORKFLOW.states[event.state]),)),
    WAIT,
    Column("clock", msg("时限"), (msg("时限"),), lambda event, _facts: (event.due_at,)),
    CAME,
    TYPE,
    SOURCE,
)


def facts_of(events: Sequence[Event]) -> Facts:
    """Whom each waits for; the ledger tells of the earliest clock only when it is due."""
    waits, leads = dispatch.waits_of_events(events)
    return {"waits": waits, "leads": leads, "views": {}}
