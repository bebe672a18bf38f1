"""The words, colours and the short list of the pages of risk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.core import clock
from app.core.text import Message, msg
from app.intake.models import Event
from app.intake.rules.risk_words import FOUND, SIGNALS
from app.intake.types import RiskLevel
from app.intake.workflow import AT_WORK, LOWERING_WORKFLOW
from app.oversight import queries
from app.oversight.models import RiskDuty
from app.oversight.rules import asked_for
from app.oversight.types import DutyKind
from app.oversight.workflow import DUTY_WORKFLOW

COLOURS = {"open": "orange", "done": "green", "missed": "red", "ended": "grey"}
LOWERING_COLOURS = {"proposed": "orange", "agreed": "green", "refused": "red", "withdrawn": "grey", "lapsed": "grey"}
#: Why a score was taken anew, beside the signals.
CAUSES: dict[str, Message] = {"confirmed": msg("人员确认等级"), "lowered": msg("两人办理降级"), **SIGNALS}
ENDED: dict[str, Message] = {
    "closed": msg("事项已结案"),
    "redirected": msg("事项已导入其他途径"),
    "waived": msg("主任已豁免法官指导"),
    "replaced": msg("已更换"),
}
#: The short list shows so many of the latest notes.
NOTES_SHOWN = 7


def risk_fact(code: str) -> str:
    """A fact of the score in words, by its code."""
    named = {**SIGNALS, **{name: label for table in FOUND.values() for name, label in table.items()}}
    return str(named.get(code, code))


def words() -> dict[str, Any]:
    """Labels and colours of the pages of risk."""
    return {
        "level_words": {one.value: one.label for one in RiskLevel},
        "duty_words": {one.value: one.label for one in DutyKind},
        "duty_states": DUTY_WORKFLOW.states,
        "duty_colours": COLOURS,
        "lowering_states": LOWERING_WORKFLOW.states,
        "lowering_colours": LOWERING_COLOURS,
        "ended_words": ended_words,
        "now": clock.now(),
    }


def ended_words(why: str | None) -> Message | str:
    """Why a duty or a lead ended, in words."""
    kind, _, level = (why or "").partition(":")
    if kind == "level" and level in set(RiskLevel):
        return msg("等级调整为{level}", level=RiskLevel(level).label)
    return ENDED.get(kind, "")


def checklist(duties: Sequence[RiskDuty]) -> list[RiskDuty]:
    """What is shown as the short list: the present measures, and of the notes today's and those missed."""
    shown = [row for row in duties if row.state != "ended"]
    notes = [row for row in shown if row.kind == DutyKind.DAILY_NOTE]
    return [*(row for row in shown if row.kind != DutyKind.DAILY_NOTE), *notes[-NOTES_SHOWN:]]


def asks_note(event: Event, duties: Sequence[RiskDuty]) -> bool:
    """Whether a red matter at work that is to be noted has no note of today yet."""
    red = event.risk_level == RiskLevel.RED and event.state in AT_WORK
    days = [row for row in duties if row.day is not None and row.state != "ended"]
    return red and bool(days) and not any(row.day == clock.today() and row.state == "done" for row in days)


def measures_of(event: Event) -> dict[str, Any]:
    """The checklist for a matter's first page, where its level asks for one."""
    duties = queries.duties_of(event.id) if asked_for(event.risk_level or "") else ()
    return {"duties": checklist(duties), **words()}
