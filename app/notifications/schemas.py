"""Shapes of reminders, of notices put off, of messages, receipts and choices for pages and the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.notifications.commands import PutOff, ReminderDetails
from app.notifications.types import Channel, Span, Standing, Topic, Verdict

CHANNELS = validate.OneOf([one.value for one in Channel])
TOPICS = validate.OneOf([one.value for one in Topic])
STANDINGS = validate.OneOf([one.value for one in Standing])
DELIVERED, FAILED = Standing.DELIVERED.value, Standing.FAILED.value


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


class ReceiptIn(Schema):
    """What became of a message: ``key`` is the one the message was posted with."""

    key = fields.UUID(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf([DELIVERED, FAILED]))
    at = fields.AwareDateTime(load_default=None, allow_none=True)
    reason = fields.String(load_default="", validate=validate.Length(max=120))


class ReceiptOut(Schema):
    """How far the message has come now."""

    key = fields.UUID()
    standing = fields.String(validate=STANDINGS)
    delivered_at = fields.AwareDateTime(allow_none=True)
    failed_at = fields.AwareDateTime(allow_none=True)


class MessageOut(Schema):
    """A message as the administrator sees it: address masked, no number of a matter."""

    id = fields.UUID()
    created_at = fields.AwareDateTime()
    person = fields.String()
    unit = fields.String()
    channel = fields.String(validate=CHANNELS)
    address = fields.String()
    text = fields.Function(lambda row: str(row.text), metadata={"type": "string"})
    standing = fields.String(validate=STANDINGS)
    held = fields.String(allow_none=True)
    held_until = fields.AwareDateTime(allow_none=True)
    red = fields.Boolean()
    tries = fields.Integer()
    next_try_at = fields.AwareDateTime(allow_none=True)
    handed_at = fields.AwareDateTime(allow_none=True)
    delivered_at = fields.AwareDateTime(allow_none=True)
    failed_at = fields.AwareDateTime(allow_none=True)
    problem = fields.String(allow_none=True)
    provider_no = fields.String(allow_none=True)


class ChoiceSchema(Schema):
    """Whether one kind of event reaches oneself by one channel."""

    topic = fields.String(required=True, validate=TOPICS)
    channel = fields.String(required=True, validate=CHANNELS)
    wanted = fields.Boolean(required=True)


class DrillIn(Schema):
    """The month to replay, as 2026-10."""

    month = fields.String(required=True, validate=validate.Regexp(r"^[0-9]{4}-(0[1-9]|1[0-2])$"))


class DrillRowOut(Schema):
    """What became of one rule: clocks and matters it ran for, alerts by rung, whom they would have reached and when."""

    rule_id = fields.String()
    name = fields.String()
    is_product = fields.Boolean()
    clocks = fields.Integer()
    matters = fields.Integer()
    alerts = fields.Dict(keys=fields.String(), values=fields.Integer())
    told = fields.Integer(metadata={"description": "Alerts that reach somebody."})
    in_hours = fields.Integer(metadata={"description": "Of these, in duty hours."})
    at_night = fields.Integer(metadata={"description": "Of these, red ones outside duty hours: they wake people."})
    held = fields.Integer(metadata={"description": "Of these, held for the digest of the morning."})
    nobody = fields.Integer(metadata={"description": "Alerts that should reach somebody and reach nobody."})
    posts = fields.List(fields.String())
    busiest = fields.Integer(metadata={"description": "The most alerts one desk gets on one day."})
    share = fields.Integer(metadata={"description": "Percent of the rule's matters in which somebody is alerted."})
    verdicts = fields.List(fields.String(validate=validate.OneOf([one.value for one in Verdict])))


class DrillOut(Schema):
    """A fire drill; ``done_at`` is empty while the job waits."""

    id = fields.UUID()
    month = fields.Function(lambda row: f"{row.month:%Y-%m}", metadata={"type": "string"})
    created_at = fields.AwareDateTime()
    asked_by_name = fields.String()
    done_at = fields.AwareDateTime(allow_none=True)
    per_desk = fields.Integer()
    share = fields.Integer()
    rows = fields.List(fields.Nested(DrillRowOut))


def month_of(text: str) -> date:
    """The first day of a month written 2026-10; raises ``ValueError``."""
    return date.fromisoformat(f"{text}-01")


def pairs_of(rows: list[dict[str, Any]]) -> dict[tuple[Topic, Channel], bool]:
    """Choices as the service takes them."""
    return {(Topic(row["topic"]), Channel(row["channel"])): row["wanted"] for row in rows}
