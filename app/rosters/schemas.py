"""Shapes of duties for pages and the API."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.rosters.commands import NewDuty
from app.rosters.rules import span_of
from app.rosters.types import DutyKind

KIND = validate.OneOf([one.value for one in DutyKind])


class DutyOut(Schema):
    """One person on duty for one unit."""

    id = fields.UUID()
    unit_id = fields.UUID()
    user_id = fields.UUID()
    membership_id = fields.UUID()
    name = fields.String(attribute="user.display_name")
    kind = fields.String(validate=KIND)
    from_at = fields.AwareDateTime()
    until_at = fields.AwareDateTime()
    seat = fields.String()
    version = fields.Integer()


class DutyIn(Schema):
    """A duty by its two instants; without a unit it is for the person's own unit."""

    membership_id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=KIND)
    from_at = fields.AwareDateTime(required=True)
    until_at = fields.AwareDateTime(required=True)
    unit_id = fields.UUID(load_default=None, allow_none=True)
    seat = fields.String(load_default="", validate=validate.Length(max=40))

    @post_load
    def command(self, given: dict[str, Any], **_: Any) -> NewDuty:
        """The fields as a command."""
        return NewDuty(**{**given, "kind": DutyKind(given["kind"])})


class DutyTyped(Schema):
    """A duty as a clerk writes it: a day and two times; one that ends no later than it begins ends on the next day."""

    membership_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=KIND)
    day = fields.Date(required=True)
    begins = fields.Time(required=True)
    ends = fields.Time(required=True)
    seat = fields.String(load_default="", validate=validate.Length(max=40))

    @post_load
    def command(self, typed: dict[str, Any], **_: Any) -> NewDuty:
        """The typed fields as a command."""
        from_at, until_at = span_of(typed.pop("day"), typed.pop("begins"), typed.pop("ends"))
        return NewDuty(**{**typed, "kind": DutyKind(typed["kind"])}, from_at=from_at, until_at=until_at)
