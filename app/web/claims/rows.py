"""One worker: correct particulars and months, accept a difference, see the particulars in full."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.claims import permissions as may
from app.claims import queries, services
from app.claims.models import ClaimRow, FlowMonthRow
from app.claims.rules.trace import plain_number
from app.claims.schemas import ClaimReasonIn, ClaimWorkerIn, DifferenceAcceptanceIn
from app.claims.types import WorkerClaim
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.web.claims.blueprint import bp, channels, done

FIELDS = (
    "number", "name", "job", "monthly_wage_fen", "claimed_fen", "account_name", "bank", "hired_on", "left_on",
)  # fmt: skip
#: Never shown in a form; left empty they stay as they are.
HIDDEN = ("id_number", "account", "phone")
AMOUNTS = ("due_fen", "paid_fen", "paid_on", "deduction_fen", "note")
DAYS = ("attendance_days", "unpaid_leave_days", "paid_statutory_days", "holiday_overtime_days")


def _month_values(month: FlowMonthRow) -> dict[str, Any]:
    flow = month.as_flow
    days = {name: "" if getattr(flow, name) is None else plain_number(getattr(flow, name)) for name in DAYS}
    return {"month": str(flow.month), **{name: getattr(flow, name) for name in AMOUNTS}, **days}


def _typed_worker(row: ClaimRow | None = None) -> WorkerClaim:
    """The worker as typed: months left empty are absent, particulars left empty stay those of the row."""
    form = MultiDict(request.form.items(multi=True))
    for name in HIDDEN:
        if row is not None and not form.get(name, "").strip():
            form[name] = getattr(row, name) or ""
    for name in [name for name in form if name.endswith(".month")]:
        prefix = name.removesuffix("month")
        if not any(form[other].strip() for other in form if other.startswith(prefix) and other != name):
            del form[name]
    worker: WorkerClaim = typed(ClaimWorkerIn(unknown="exclude"), form=form)
    return worker


def _values(row: ClaimRow) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in FIELDS}, "flow": [_month_values(month) for month in row.flow]}


@bp.get("/claims/rows/<uuid:row_id>")
@requires(may.SCHEDULE_ENTER)
def edit_row(row_id: UUID) -> str:
    """The particulars and the twelve months of a worker, to be corrected."""
    row = queries.get_row(row_id, actor=current_actor())
    return render_template("claims/row.html", row=row, schedule=row.schedule, form=form_state(_values(row)))


@bp.post("/claims/rows/<uuid:row_id>")
@requires(may.SCHEDULE_ENTER)
@on_invalid(edit_row)
def save_row(row_id: UUID) -> Response:
    """Correct a worker and work the schedule out again."""
    row = queries.get_row(row_id, actor=current_actor())
    worker = _typed_worker(row)
    services.save_worker(row.schedule_id, worker, version=seen_version(), row_id=row.id, actor=current_actor())
    return done(row.schedule_id, msg("已更正，金额已重新计算。"), open=worker.number)


@bp.get("/claims/<uuid:schedule_id>/rows/new")
@requires(may.SCHEDULE_ENTER)
def new_row(schedule_id: UUID) -> str:
    """A worker who is not in the spreadsheet."""
    schedule = queries.get_schedule(schedule_id, actor=current_actor())
    months = [{"month": str(month)} for month in schedule.terms.window]
    number = max((row.number for row in schedule.rows), default=0) + 1
    form = form_state({"number": number, "flow": months})
    return render_template("claims/row.html", row=None, schedule=schedule, form=form)


@bp.post("/claims/<uuid:schedule_id>/rows")
@requires(may.SCHEDULE_ENTER)
@on_invalid(new_row)
def add_row(schedule_id: UUID) -> Response:
    """Put a worker on the schedule."""
    worker = _typed_worker()
    services.save_worker(schedule_id, worker, version=seen_version(), actor=current_actor())
    return done(schedule_id, msg("已增加一名劳动者，金额已重新计算。"), open=worker.number)


@bp.post("/claims/rows/<uuid:row_id>/remove")
@requires(may.SCHEDULE_ENTER)
@on_invalid(edit_row)
def remove_row(row_id: UUID) -> Response:
    """Take a worker off the schedule."""
    row = queries.get_row(row_id, actor=current_actor())
    services.remove_worker(row_id, version=seen_version(), actor=current_actor())
    return done(row.schedule_id, msg("已删除一名劳动者。"))


@bp.get("/claims/rows/<uuid:row_id>/acceptance")
@requires(may.DIFFERENCE_ACCEPT)
def acceptance(row_id: UUID) -> str:
    """The difference in words and figures, and how the worker accepted it."""
    row = queries.get_row(row_id, actor=current_actor())
    line = next(one for one in queries.roster(row.schedule).lines if one.row.id == row.id)
    return render_template(
        "claims/acceptance.html", line=line, schedule=row.schedule, form=form_state({}), channels=channels()
    )


@bp.post("/claims/rows/<uuid:row_id>/acceptance")
@requires(may.DIFFERENCE_ACCEPT)
@on_invalid(acceptance)
def accept(row_id: UUID) -> Response:
    """Record that the worker accepts the verified sum."""
    row = queries.get_row(row_id, actor=current_actor())
    given = typed(DifferenceAcceptanceIn(unknown="exclude"))
    services.accept_difference(
        row_id, given["channel"], note=given["note"], version=seen_version(), actor=current_actor()
    )
    return done(row.schedule_id, msg("已记录本人认可。"))


@bp.get("/claims/rows/<uuid:row_id>/reveal")
@requires(may.ROW_REVEAL)
def ask_reveal(row_id: UUID) -> str:
    """Ask for the reason before anything is shown."""
    row = queries.get_row(row_id, actor=current_actor())
    return render_template("claims/reveal.html", row=row, schedule=row.schedule, form=form_state({}), revealed=None)


@bp.post("/claims/rows/<uuid:row_id>/reveal")
@requires(may.ROW_REVEAL)
@on_invalid(ask_reveal)
def reveal(row_id: UUID) -> str:
    """Show identity number, phone and account in full; the trail keeps the reason."""
    row = queries.get_row(row_id, actor=current_actor())
    revealed = services.reveal_row(row_id, typed(ClaimReasonIn(unknown="exclude"))["reason"], actor=current_actor())
    return render_template("claims/reveal.html", row=row, schedule=row.schedule, form=form_state({}), revealed=revealed)
