"""The blueprint of dispatch, and what its pages share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, url_for
from werkzeug.wrappers import Response

from app.core.text import Message
from app.dispatch.types import (
    ContactChannel,
    FeedbackResult,
    OrderRole,
    ReturnCode,
    SupervisionCause,
    SupervisionLevel,
)
from app.dispatch.workflow import ORDER_WORKFLOW, SUPERVISION_WORKFLOW
from app.http.pages import back_to
from app.intake import queries as intake
from app.organisations import queries as organisations
from app.organisations.types import UnitKind

bp = Blueprint("dispatch", __name__)

ORDER_COLOURS = {
    "issued": "orange",
    "signed": "blue",
    "return_pending": "orange",
    "in_progress": "blue",
    "suspended": "grey",
    "feedback": "yellow",
    "completed": "green",
    "returned": "grey",
    "withdrawn": "grey",
}
SUPERVISION_COLOURS = {"issued": "orange", "acknowledged": "blue", "replied": "yellow", "closed": "green"}

#: Kinds of units that can be sent an order.
ACTING = (
    UnitKind.DEPARTMENT,
    UnitKind.DEPARTMENT_CHILD,
    UnitKind.SUB_CENTER,
    UnitKind.MEDIATION_ORG,
    UnitKind.JUDGE_STUDIO,
    UnitKind.SOCIAL_ORG,
    UnitKind.CENTER,
)


def choices() -> dict[str, Any]:
    """The words and lists that pages of dispatch use."""
    return {
        "states": ORDER_WORKFLOW.states,
        "colours": ORDER_COLOURS,
        "supervision_states": SUPERVISION_WORKFLOW.states,
        "supervision_colours": SUPERVISION_COLOURS,
        "roles": {one.value: one.label for one in OrderRole},
        "codes": [(one.value, f"{one.value} {one.label}") for one in ReturnCode],
        "code_words": {one.value: one.label for one in ReturnCode},
        "channels": [(one.value, one.label) for one in ContactChannel],
        "channel_words": {one.value: one.label for one in ContactChannel},
        "results": [(one.value, one.label) for one in FeedbackResult],
        "result_words": {one.value: one.label for one in FeedbackResult},
        "levels": [(one.value, one.label) for one in SupervisionLevel],
        "level_words": {one.value: one.label for one in SupervisionLevel},
        "causes": [(one.value, one.label) for one in SupervisionCause if one.by_hand],
        "cause_words": {one.value: one.label for one in SupervisionCause},
    }


def acting_units() -> list[tuple[UUID, str]]:
    """Units an order can go to, in the order of the directory."""
    kinds = {kind.value for kind in ACTING}
    return [(unit.id, unit.name) for unit in organisations.units() if unit.kind in kinds]


def parties_of(matter_id: UUID) -> list[tuple[UUID, str]]:
    """The parties of a matter, for contacts."""
    return [(party.id, party.name) for party in intake.parties_of(matter_id)]


def order_done(order_id: UUID, words: Message) -> Response:
    """Say what was done and show the order."""
    flash(str(words), "done")
    return back_to(url_for("dispatch.show_order", order_id=order_id))


def supervision_done(supervision_id: UUID, words: Message) -> Response:
    """Say what was done and show the supervision."""
    flash(str(words), "done")
    return back_to(url_for("dispatch.show_supervision", supervision_id=supervision_id))
