"""What pages and API hand in and get back for reminders and for notices that are put off."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.notifications.commands import PutOff, ReminderDetails
from app.notifications.types import Span


class _Given(Schema):
    class Meta:
        unknown = EXCLUDE


class ReminderIn(_Given):
    """A reminder as it is set."""

    matter_id = fields.UUID(required=True)
    order_id = fields.UUID(load_default=None, allow_none=True)
    words = fields.String(load_default="", validate=validate.Length(max=1000))
    due_at = fields.AwareDateTime(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ReminderDetails:
        """The frozen value services take."""
        return ReminderDetails(**given)


class PutOffIn(_Given):
    """For how long."""

    span = fields.String(load_default=Span.HOUR.value, validate=validate.OneOf([one.value for one in Span]))
    until = fields.AwareDateTime(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Any:
        """The frozen value services take."""
        return PutOff(span=Span(given["span"]), until=given["until"])


class NoticePutOffIn(PutOffIn):
    """For how long, and why."""

    reason = fields.String(load_default="", validate=validate.Length(max=200))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Any:
        """The frozen value and the reason."""
        return {"details": super().make(given), "reason": given["reason"]}


class ReminderOut(Schema):
    """One's own reminder."""

    id = fields.UUID(required=True)
    matter_id = fields.UUID(required=True)
    order_id = fields.UUID(allow_none=True)
    words = fields.String()
    due_at = fields.AwareDateTime()
    snoozes = fields.Integer()
    rung_at = fields.AwareDateTime(allow_none=True)
    done_at = fields.AwareDateTime(allow_none=True)
    version = fields.Integer(required=True)
    updated_at = fields.AwareDateTime()
