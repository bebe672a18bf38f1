"""The fire drill of the clocks: which rule would have told whom last month, which are dumb, which are too loud."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, url_for
from marshmallow import EXCLUDE
from werkzeug.wrappers import Response

from app.core import clock
from app.core.calendar import add_months
from app.core.text import Message, msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.writes import on_invalid
from app.notifications import permissions as may
from app.notifications import queries, services
from app.notifications.models import ClockDrill
from app.notifications.rules.drill import POSTS
from app.notifications.schemas import DrillIn, month_of
from app.notifications.types import DUMB, Verdict

bp = Blueprint("clock_drills", __name__, url_prefix="/clock-drills")

OFFERED_MONTHS = 13


@bp.get("")
@requires(may.DRILL_RUN)
def list_drills() -> str:
    """The newest drill that is done, the ones before it, and the form that starts another."""
    rows = queries.drills(current_actor())
    return _page(rows, next((row for row in rows if row.done_at is not None), None))


@bp.get("/<uuid:drill_id>")
@requires(may.DRILL_RUN)
def show_drill(drill_id: UUID) -> str:
    """One drill."""
    return _page(queries.drills(current_actor()), queries.get_drill(current_actor(), drill_id))


@bp.post("")
@requires(may.DRILL_RUN)
@on_invalid(list_drills)
def ask_drill() -> Response:
    """Let the worker do the drill of a month."""
    month = month_of(typed(DrillIn(unknown=EXCLUDE))["month"])
    row = services.ask_drill(month, actor=current_actor())
    flash(str(msg("演练已排队，几秒后刷新本页就能看到结果。不会改动任何数据，也不会通知任何人。")), "done")
    return back_to(url_for("clock_drills.show_drill", drill_id=row.id))


def _page(rows: list[ClockDrill], chosen: ClockDrill | None) -> str:
    this = clock.today().replace(day=1)
    return render_template(
        "clocks/drill.html",
        form=form_state({"month": f"{queries.last_month():%Y-%m}"}),
        months=[(f"{one:%Y-%m}", _month(one)) for one in (add_months(this, -n) for n in range(OFFERED_MONTHS))],
        month_words=_month,
        drills=rows,
        chosen=chosen,
        verdicts={one.value: one.label for one in Verdict},
        posts={audience.value: label for audience, label in POSTS.items()},
        **_parted(chosen),
    )


def _parted(chosen: ClockDrill | None) -> dict[str, Any]:
    """Rules that ran or are found wanting one by one; those no step starts as one line."""
    rows = chosen.rows if chosen is not None else []
    dumb = {one.value for one in DUMB}
    return {
        "unstarted": [one for one in rows if Verdict.NO_START.value in one["verdicts"]],
        "silent": [one for one in rows if dumb & set(one["verdicts"]) == {Verdict.NO_EFFECT.value}],
        "telling": [one for one in rows if not dumb & set(one["verdicts"])],
    }


def _month(day: date) -> Message:
    return msg("{year}年{month}月", year=str(day.year), month=day.month)
