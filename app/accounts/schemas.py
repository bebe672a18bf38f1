"""Shapes of accounts, posts and tokens for pages and API."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.accounts.commands import NewToken, NewUser, PostFields
from app.accounts.types import MediatorKind
from app.core.permissions import Position, Role

ROLES = [role.value for role in Role if role not in (Role.PARTY, Role.SYSTEM)]


class UserIn(Schema):
    """A person to be entered."""

    login_name = fields.String(required=True, validate=validate.Length(2, 40), metadata={"code": True})
    display_name = fields.String(required=True, validate=validate.Length(1, 80))
    phone = fields.String(load_default=None, allow_none=True, metadata={"code": True})

    @post_load
    def command(self, typed: dict[str, Any], **_: Any) -> NewUser:
        """The typed fields as a command; a random password is made."""
        return NewUser(**typed)


class MembershipIn(Schema):
    """A post to be given to a person."""

    unit_id = fields.UUID(required=True)
    role = fields.Enum(Role, by_value=True, required=True, validate=validate.NoneOf([Role.PARTY, Role.SYSTEM]))
    position = fields.Enum(Position, by_value=True, load_default=Position.OFFICER)
    mediator_kind = fields.Enum(MediatorKind, by_value=True, load_default=None, allow_none=True)
    on_roster = fields.Boolean(load_default=False)
    on_court_roster = fields.Boolean(load_default=False)
    from_on = fields.Date(load_default=None, allow_none=True)
    until_on = fields.Date(load_default=None, allow_none=True)

    @post_load
    def post(self, typed: dict[str, Any], **_: Any) -> PostFields:
        """The typed fields, waiting for the person they are meant for."""
        return PostFields(**typed)


class TokenIn(Schema):
    """A key to the API."""

    membership_id = fields.UUID(required=True)
    name = fields.String(required=True, validate=validate.Length(1, 80))
    scopes = fields.List(fields.String(validate=validate.Length(1, 80), metadata={"code": True}), required=True)
    days = fields.Integer(required=True)

    @post_load
    def command(self, typed: dict[str, Any], **_: Any) -> NewToken:
        """The typed fields as a command."""
        return NewToken(**{**typed, "scopes": tuple(typed["scopes"])})
