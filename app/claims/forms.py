"""The data of form D22, the wage and attendance check of twelve months.

The dict has the shape ``app.rendering.shapes.claims.WageCheck``: amounts in whole fen, months ``YYYY-MM``, days as text
without needless zeros. It is built from a frozen edition, so that the paper says what stands under the digest; before
the freeze a draft is built from the rows as they are.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from app.claims import events as facts_of
from app.claims import permissions as may
from app.claims.models import ClaimSchedule
from app.claims.queries.editions import edition_content, edition_of, frozen_content
from app.claims.queries.schedules import get_schedule
from app.claims.rules import Trace, trace_from
from app.claims.rules.trace import message_from
from app.claims.types import Month, ScheduleState
from app.core import clock
from app.core.permissions import Actor, authorise
from app.core.text import Message
from app.intake import queries as intake
from app.mediation import queries as mediation
from app.rendering import services as rendering
from app.rendering.shapes.claims import WageCheck, WageMonth, WageRow

PRINTED_FROM = (ScheduleState.SECOND_CHECKED.value, ScheduleState.FROZEN.value)


def wage_check_data(content: dict[str, Any], *, shared_copy: bool = False) -> WageCheck:
    """D22 from the content of an edition; on a shared copy the template masks identity numbers."""
    last = Month.parse(content["last_month"]) or Month(2000, 1)
    matter_id = UUID(content["matter_id"])
    file = mediation.latest_mediation(matter_id)
    return {
        "number": (file.number if file is not None else None) or intake.matter(matter_id).number or "",
        "schedule_version": content["edition"],
        "employer": content["employer"],
        "dispute": mediation.dispute_words(matter_id),
        "window_from": str(last.plus(-11)),
        "window_to": str(last),
        "sources": list(content["sources"]),
        "rows": [_row(row) for row in content["rows"]],
        "claimed_total_fen": content["claimed_fen"],
        "verified_total_fen": content["verified_fen"],
        "entered_by": content["entered_by"],
        "entered_on": _day(content["entered_at"]),
        "verified_by": content["verified_by"],
        "verified_on": _day(content["verified_at"]),
        "second_checked_by": content["second_checked_by"],
        "second_checked_on": _day(content["second_checked_at"]),
        "employer_present": content["employer_present"],
        "shared_copy": shared_copy,
    }


def issue_wage_check(schedule_id: UUID, *, shared_copy: bool = False, actor: Actor) -> Any:
    """Issue D22: from the latest edition once the schedule is frozen, as a draft with a watermark before."""
    authorise(actor, may.SCHEDULE_READ)
    schedule = get_schedule(schedule_id, actor=actor)
    frozen = schedule.state == ScheduleState.FROZEN.value
    content = frozen_content(edition_of(schedule.id)) if frozen else edition_content(schedule)
    return rendering.issue_document(
        "D22",
        dict(wage_check_data(content, shared_copy=shared_copy)),
        matter_id=schedule.matter_id,
        subject_kind=facts_of.SCHEDULE,
        subject_id=schedule.id,
        actor=actor,
        draft=not frozen,
    )


def may_print(schedule: ClaimSchedule) -> bool:
    """Whether the figures have been checked twice, so that a paper of them makes sense."""
    return schedule.state in PRINTED_FROM


def _row(row: dict[str, Any]) -> WageRow:
    report = row["report"]
    differs = row["claimed_fen"] != row["verified_fen"]
    notes = [_chinese(message_from(one)) for one in report["explanations"]]
    return {
        "no": row["number"],
        "name": row["name"],
        "id_number": row["id_number"],
        "job": row["job"],
        "monthly_fen": row["monthly_wage_fen"],
        "months": [_month(month, report) for month in row["flow"]],
        "gap_months": list(report["gap_months"]),
        "claimed_fen": row["claimed_fen"],
        "verified_fen": row["verified_fen"],
        "working": working(trace_from(report["trace"])),
        "difference_note": "；".join(notes) if differs else None,
        "accepted_at": row["accepted_at"] if differs else None,
    }


def _month(month: dict[str, Any], report: dict[str, Any]) -> WageMonth:
    return {
        "month": month["month"],
        "due_fen": month["due_fen"],
        "paid_fen": month["paid_fen"],
        "paid_on": month["paid_on"],
        "attendance_days": month["attendance_days"],
        "leave_days": _some(month["unpaid_leave_days"]),
        "holiday_days": _some(month["holiday_overtime_days"]),
        "deduction_fen": month["deduction_fen"] or None,
        "note": month["note"] or None,
        "arrears": month["month"] in report["arrears_months"],
    }


def working(trace: Trace) -> list[str]:
    """The sum in lines, one a month owed and one for the total, as a clerk writes it beside the figures."""
    lines = [f"{_chinese(month.label)}：{month.formula}" for month in _months(trace)]
    return [*lines, f"{trace.formula}"]


def _months(trace: Trace) -> list[Trace]:
    found = []
    for owed in trace.inputs:
        gross, taken_off = owed.inputs[0], [step for step in owed.inputs[1:] if step.value]
        found.append(owed if taken_off else gross)
    return found


def _day(moment: str | None) -> str | None:
    return clock.local(datetime.fromisoformat(moment)).date().isoformat() if moment else None


def _chinese(message: Message) -> str:
    """The sentence as written: printed forms are Chinese whatever the reader's language is."""
    params = {name: _chinese(value) if isinstance(value, Message) else value for name, value in message.params.items()}
    return message.text.format(**params)


def _some(days: str) -> str | None:
    return None if days == "0" else days
