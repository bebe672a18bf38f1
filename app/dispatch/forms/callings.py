"""D14 吹哨报到单: the data of the form of a whistle."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.dispatch.forms.letters import when
from app.dispatch.models import Whistle, WhistleCall
from app.dispatch.queries.whistles import standings
from app.dispatch.types import CallStanding
from app.dispatch.workflow import WHISTLE_WORKFLOW
from app.intake import queries as intake


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def whistle_record(row: Whistle) -> dict[str, Any]:
    """D14 吹哨报到单."""
    found = standings(row)
    return {
        "number": row.number,
        "centre": row.center.name,
        "caller": row.unit.name,
        "matter_number": intake.matter(row.matter_id).number or "",
        "urgency": "紧急" if row.urgent else "一般",
        "place": row.place,
        "meet_at": row.meet_at.isoformat(),
        "arrive_by": row.arrive_by.isoformat(),
        "called_at": row.called_at.isoformat(),
        "called_by": row.called_by_name,
        "needs": row.needs,
        "units": [_unit(call, found[call.unit_id]) for call in row.calls],
        "state": WHISTLE_WORKFLOW.states[row.state].text,
        "ended_at": _iso(row.ended_at),
        "ended_by": row.ended_by_name,
        "note": row.end_note,
    }


def _unit(call: WhistleCall, at: CallStanding) -> dict[str, Any]:
    noted = f"{call.arrival_noted_by_unit or ''}{call.arrival_noted_by_name or ''}"
    return {
        "unit": call.unit.name,
        "reason": call.reason,
        "answered_at": _iso(call.acknowledged_at),
        "coming": call.coming,
        "expected_at": _iso(call.expected_at),
        "declined": call.decline_reason,
        "arrived_at": _iso(call.arrived_at),
        "noted_by": noted or None,
        "corrected": "；".join(_correction(one) for one in call.corrections) or None,
        "standing": at.label.text,
        "result": call.result,
    }


def _correction(one: dict[str, str]) -> str:
    return f"{one['by']}更正，原登记{when(datetime.fromisoformat(one['from']))}：{one['reason']}"
