"""D14 whistle record and D15 minutes: the data of the forms of calls and meetings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.dispatch.forms.letters import when
from app.dispatch.models import Consultation, Whistle, WhistleCall
from app.dispatch.queries.whistles import standings
from app.dispatch.types import CallStanding, MinutesAnswer
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


def minutes_form(row: Consultation) -> dict[str, Any]:
    """D15 会商纪要, of the text as it was signed; the minutes are signed."""
    text, answers = row.signed_text, {one.unit.name: one.answer for one in row.attendees}
    assert text is not None
    assert row.signed_at is not None
    return {
        "number": text["number"],
        "caller": row.unit.name,
        "title": text["title"],
        "matter_number": intake.matter(row.matter_id).number or "",
        "held_at": text["held_at"],
        "place": text["place"],
        "online": text["online"],
        "chair": text["chair"],
        "attendees": [{**one, "answer": _answer(answers.get(one["unit"]))} for one in text["attendees"]],
        "issues": text["issues"],
        "summary": text["summary"],
        "decisions": text["decisions"],
        "items": text["items"],
        "supplements": [
            {"words": one.words, "by": one.written_by_name, "at": one.written_at.isoformat()} for one in row.supplements
        ],
        "signed_by": row.signed_by_name or "",
        "signed_at": row.signed_at.isoformat(),
        "signed_hash": row.signed_hash or "",
        "copies_to": ["各参会单位"],
    }


def _answer(answer: str | None) -> str | None:
    return MinutesAnswer(answer).label.text if answer else None
