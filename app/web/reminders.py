"""One's own reminders: the list, the form, one that rang with what may be done. Nobody else sees them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.text import msg
from app.dispatch import queries as dispatch
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.intake.policies import require_visible
from app.notifications import permissions as may
from app.notifications import queries, services
from app.notifications.schemas import PutOffIn, ReminderIn
from app.notifications.types import Span

bp = Blueprint("reminders", __name__, url_prefix="/reminders")
TAB_WORDS = {"open": msg("未到时间"), "rung": msg("已提醒"), "done": msg("已完成"), "all": msg("全部")}


def _spans() -> list[tuple[str, Any]]:
    return [(one.value, one.label) for one in Span]


@bp.get("")
@requires(may.REMIND_SELF)
def list_reminders() -> str:
    """One's own reminders, the earliest first."""
    actor, state = current_actor(), list_state(default_tab="open")
    page = queries.list_reminders(actor, state.get("tab"), cursor=state.cursor, limit=state.size)
    return render_template(
        "notifications/reminders.html",
        listing=Listing(state, page, tabs=[Tab(name, words) for name, words in TAB_WORDS.items()]),
        events=dispatch.events_of(row.matter_id for row in page.rows),
    )


def _asked(name: str) -> UUID | None:
    try:
        return UUID(request.values.get(name, ""))
    except ValueError:
        return None


@bp.get("/new")
@requires(may.REMIND_SELF)
def new_reminder() -> str:
    """The form, for a matter or an order that the address names."""
    actor, matter_id, order_id = current_actor(), _asked("matter_id"), _asked("order_id")
    if matter_id is None:
        raise NotFound()
    require_visible(actor, matter_id)
    order = dispatch.get_order(actor, order_id) if order_id is not None else None
    values = {"matter_id": str(matter_id), "order_id": str(order_id or "")}
    return render_template(
        "notifications/new_reminder.html",
        form=form_state(values, draft=f"reminder-{matter_id}", form="reminder"),
        event=dispatch.events_of([matter_id])[matter_id],
        order=order,
        crumbs=[msg("提醒我")],
    )


@bp.post("")
@requires(may.REMIND_SELF)
@on_invalid(new_reminder)
def set_reminder() -> Response:
    """Set it."""
    services.set_reminder(typed(ReminderIn()), actor=current_actor())
    flash(str(msg("已设提醒，到时在消息里提醒您；只有您自己看得到。")), "done")
    return back_to(url_for("reminders.list_reminders"))


@bp.get("/<uuid:reminder_id>")
@requires(may.REMIND_SELF)
def show_reminder(reminder_id: UUID) -> str:
    """One of them, with putting it off and marking it done."""
    row = queries.get_reminder(current_actor(), reminder_id)
    return render_template(
        "notifications/reminder.html",
        row=row,
        event=dispatch.events_of([row.matter_id])[row.matter_id],
        form=form_state({"span": Span.HOUR.value}, form="snooze"),
        spans=_spans(),
        crumbs=[msg("我的提醒")],
    )


@bp.post("/<uuid:reminder_id>/snooze")
@requires(may.REMIND_SELF)
@on_invalid(show_reminder)
def snooze_reminder(reminder_id: UUID) -> Response:
    """Put it off."""
    services.snooze_reminder(reminder_id, typed(PutOffIn()), version=seen_version(), actor=current_actor())
    flash(str(msg("已推迟提醒。")), "done")
    return back_to(url_for("reminders.list_reminders"))


@bp.post("/<uuid:reminder_id>/finish")
@requires(may.REMIND_SELF)
@on_invalid(show_reminder)
def finish_reminder(reminder_id: UUID) -> Response:
    """Mark it done."""
    services.finish_reminder(reminder_id, version=seen_version(), actor=current_actor())
    flash(str(msg("已完成，不再提醒。")), "done")
    return back_to(url_for("reminders.list_reminders"))
