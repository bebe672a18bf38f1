"""One's own reminders by machine."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.notifications import permissions as may
from app.notifications import queries, services
from app.notifications.commands import PutOff, ReminderDetails
from app.notifications.schemas import PutOffIn, ReminderIn, ReminderOut

blp = Resource("api-reminders", __name__, url_prefix="/reminders", description="What one reminds oneself of")


class ReminderQuery(PageQuery):
    """Which of one's own."""

    tab = fields.String(load_default="", validate=validate.OneOf(["", "all", *queries.REMINDER_TABS]))


def _shown(reminder_id: UUID, status: int = 200) -> Any:
    row = queries.get_reminder(current_actor(), reminder_id)
    return row, status, etag(row)


@blp.get("")
@requires(may.REMIND_SELF)
@blp.arguments(ReminderQuery, location="query")
@blp.response(200, page_schema(ReminderOut))
def list_reminders(query: dict[str, Any]) -> Any:
    """One's own reminders, the earliest first."""
    page = queries.list_reminders(
        current_actor(), query["tab"], query["updated_since"], cursor=query["cursor"], limit=query["limit"]
    )
    return page_body(page)


@blp.post("")
@requires(may.REMIND_SELF)
@blp.arguments(ReminderIn)
@blp.response(201, ReminderOut)
def set_reminder(details: ReminderDetails) -> Any:
    """Remind oneself of a matter, or of an order of it."""
    return _shown(services.set_reminder(details, actor=current_actor()).id, 201)


@blp.get("/<uuid:reminder_id>")
@requires(may.REMIND_SELF)
@blp.response(200, ReminderOut)
def get_reminder(reminder_id: UUID) -> Any:
    """One of them."""
    return _shown(reminder_id)


@blp.post("/<uuid:reminder_id>/snooze")
@requires(may.REMIND_SELF)
@blp.versioned
@blp.arguments(PutOffIn)
@blp.response(200, ReminderOut)
def snooze(details: PutOff, reminder_id: UUID) -> Any:
    """Put it off."""
    services.snooze_reminder(reminder_id, details, version=seen_version(), actor=current_actor())
    return _shown(reminder_id)


@blp.post("/<uuid:reminder_id>/finish")
@requires(may.REMIND_SELF)
@blp.versioned
@blp.response(200, ReminderOut)
def finish(reminder_id: UUID) -> Any:
    """Mark it done."""
    services.finish_reminder(reminder_id, version=seen_version(), actor=current_actor())
    return _shown(reminder_id)
