"""Shapes of duties for the API."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.rosters.types import DutyKind


class DutyOut(Schema):
    """One person on duty for one unit."""

    id = fields.UUID()
    unit_id = fields.UUID()
    user_id = fields.UUID()
    name = fields.String(attribute="user.display_name")
    kind = fields.String(validate=validate.OneOf([one.value for one in DutyKind]))
    from_at = fields.AwareDateTime()
    until_at = fields.AwareDateTime()
    seat = fields.String()
    version = fields.Integer()
