"""The blueprint of claims, and what its pages share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, request, url_for
from werkzeug.wrappers import Response

from app.audit import services as audit
from app.claims import events as kinds
from app.claims.models import ClaimSchedule
from app.claims.rules.trace import plain_number
from app.claims.types import AcceptanceChannel, Month
from app.core.text import Message
from app.http.forms import FormState, form_state
from app.http.pages import back_to
from app.http.showing import DASH
from app.http.signed_in import current_actor

bp = Blueprint("claims", __name__)

STATE_COLOURS = {
    "draft": "grey",
    "entered": "orange",
    "verified": "orange",
    "second_checked": "blue",
    "frozen": "green",
}


@bp.app_template_filter("claims_colour")
def colour_of(state: str) -> str:
    """The colour of a schedule's state."""
    return STATE_COLOURS[state]


@bp.app_template_filter("month_of")
def month_of(day: date) -> str:
    """The month a day lies in, in words."""
    return str(Month.of(day).label)


@bp.app_template_filter("days")
def days_of(value: Decimal | None) -> str:
    """A number of days without needless zeros; a dash for nothing."""
    return DASH if value is None else plain_number(Fraction(value))


def refused() -> FormState:
    """Why the act just sent was refused, whichever form on the page it came from."""
    return form_state(form=request.form.get("form", ""))


def done(schedule_id: UUID, words: Message, **more: Any) -> Response:
    """Say what was done and show the schedule."""
    flash(str(words), "done")
    return back_to(url_for("claims.show_schedule", schedule_id=schedule_id, **more))


def channels() -> list[tuple[str, Message]]:
    """The ways in which a worker may accept a difference."""
    return [(one.value, one.label) for one in AcceptanceChannel]


def log_read(action: str, schedule: ClaimSchedule) -> None:
    """Note in the read log who looked at a schedule."""
    audit.log_read(
        action,
        kinds.SCHEDULE,
        schedule.id,
        matter_id=schedule.matter_id,
        request_id=g.get("request_id"),
        actor=current_actor(),
    )
