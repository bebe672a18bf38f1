"""Shapes of questions and answers about deadlines, and of a year to load, for pages and API."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.clocks.commands import YearArrangement, YearDay
from app.clocks.types import Risk

RULE_ID = validate.Regexp(r"^[KPR][0-9]{2}[a-d]?\Z")


class DeadlineQuestion(Schema):
    """A rule, the day it starts from, the hour where hours count, and the risk colour where lengths depend on it."""

    rule = fields.String(required=True, validate=RULE_ID)
    start = fields.Date(required=True, data_key="from")
    at = fields.Time(load_default=None, allow_none=True)
    risk = fields.String(load_default=None, allow_none=True, validate=validate.OneOf([one.value for one in Risk]))


class ReasonOut(Schema):
    """One step of the chain."""

    step = fields.String(required=True)
    date = fields.String(required=True, allow_none=True)
    source = fields.String(required=True)
    is_law = fields.Boolean(required=True)


class DeadlineAnswer(Schema):
    """The due date of a rule and the reasons for it."""

    rule = fields.String(required=True)
    is_law = fields.Boolean(required=True)
    start = fields.String(required=True)
    due = fields.String(required=True)
    raw = fields.String(required=True)
    provisional = fields.Boolean(required=True)
    advised = fields.String(required=True, allow_none=True)
    safe = fields.String(required=True, allow_none=True)
    because = fields.List(fields.Nested(ReasonOut), required=True)


class ClockOut(Schema):
    """A running or ended clock beside a resource."""

    rule = fields.String(attribute="rule_id", required=True)
    name = fields.String(required=True)
    is_law = fields.Boolean(required=True)
    condition = fields.String(required=True)
    due_at = fields.AwareDateTime(required=True)
    due_on = fields.Date(required=True)
    provisional = fields.Boolean(required=True)
    used = fields.Integer(required=True)
    colour = fields.String(required=True)
    left = fields.String(required=True)


class YearDayIn(Schema):
    """One day of a year's arrangement."""

    on = fields.Date(required=True)
    kind = fields.String(required=True, validate=validate.Length(1, 20))
    name = fields.String(load_default="", validate=validate.Length(max=40))

    @post_load
    def command(self, typed: dict[str, Any], **_: Any) -> YearDay:
        """The typed fields as a command."""
        return YearDay(**typed)


class YearIn(Schema):
    """A year's arrangement with the notice it comes from."""

    year = fields.Integer(required=True, validate=validate.Range(2000, 2100))
    source = fields.String(required=True, validate=validate.Length(1, 200))
    days = fields.List(fields.Nested(YearDayIn), required=True, validate=validate.Length(1, 400))

    @post_load
    def command(self, typed: dict[str, Any], **_: Any) -> YearArrangement:
        """The typed fields as a command."""
        return YearArrangement(**typed)
