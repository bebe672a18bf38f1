"""What a person or a command gives to sign in, and to enter users, memberships and tokens."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from app.accounts.types import MediatorKind
from app.core.permissions import Position, Role


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """What was typed at the door, and from where."""

    login_name: str
    password: str
    one_time_code: str = ""
    ip: str = ""
    device: str = ""


@dataclass(frozen=True, kw_only=True)
class NewUser:
    """A person to be entered; without a password a random one is made, told once, and changed at the first sign-in."""

    login_name: str
    display_name: str
    password: str | None = None
    phone: str | None = None
    language: str = "zh_CN"
    must_change_password: bool = True


@dataclass(frozen=True, kw_only=True)
class PostFields:
    """A unit, a role and a position, for somebody still to be named."""

    unit_id: UUID
    role: Role
    position: Position = Position.OFFICER
    mediator_kind: MediatorKind | None = None
    on_roster: bool = False
    on_court_roster: bool = False
    from_on: date | None = None
    until_on: date | None = None

    def command(self, user_id: UUID) -> NewMembership:
        """The same for a named user."""
        return NewMembership(user_id=user_id, **{one.name: getattr(self, one.name) for one in fields(PostFields)})


@dataclass(frozen=True, kw_only=True)
class NewMembership(PostFields):
    """A unit, a role and a position for a user."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class NewToken:
    """A key to one of the person's memberships; scopes such as ``*:*:read`` narrow it."""

    membership_id: UUID
    name: str
    scopes: tuple[str, ...]
    days: int
