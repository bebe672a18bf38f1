"""Users, their memberships, sessions, sign-in tries and API tokens."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, LargeBinary, String, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.rules import in_force, normal_login_name
from app.accounts.types import Language, MediatorKind, TryOutcome
from app.core import clock, crypto
from app.core.db import CreatedMixin, EncryptedText, IdMixin, Model, VersionMixin
from app.core.permissions import Position, Role


def _one_of(column: str, kinds: type[Role | Position | MediatorKind | TryOutcome | Language]) -> str:
    listed = ", ".join(f"'{kind.value}'" for kind in kinds)
    return f"{column} IN ({listed})"


class User(IdMixin, VersionMixin, CreatedMixin, Model):
    """A person with an account. ``person_no`` is a small number of the person's own, for constraints over time."""

    __tablename__ = "accounts_users"

    login_name: Mapped[str] = mapped_column(String(80), unique=True)
    display_name: Mapped[str] = mapped_column(String(80))
    person_no: Mapped[int] = mapped_column(Identity(), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    password_changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    email: Mapped[str | None] = mapped_column(EncryptedText)
    totp_secret: Mapped[str | None] = mapped_column(EncryptedText)
    totp_last_step: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(10), default=Language.CHINESE.value)
    locked_at: Mapped[datetime | None]
    locked_reason: Mapped[str | None] = mapped_column(String(200))
    last_sign_in_at: Mapped[datetime | None]

    memberships: Mapped[list[Membership]] = relationship(back_populates="user", order_by="Membership.id")

    __table_args__ = (
        CheckConstraint("login_name = lower(login_name)", name="login_name_lower"),
        CheckConstraint(_one_of("language", Language), name="language"),
    )


class Membership(IdMixin, VersionMixin, CreatedMixin, Model):
    """A user in one unit, in one role and position, from a day until a day."""

    __tablename__ = "accounts_memberships"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    position: Mapped[str] = mapped_column(String(20), default=Position.OFFICER.value)
    mediator_kind: Mapped[str | None] = mapped_column(String(20))
    on_roster: Mapped[bool] = mapped_column(default=False)
    on_court_roster: Mapped[bool] = mapped_column(default=False)
    from_on: Mapped[date] = mapped_column(default=clock.today)
    until_on: Mapped[date | None]

    user: Mapped[User] = relationship(back_populates="memberships")
    unit: Mapped[Any] = relationship("Unit")

    __table_args__ = (
        CheckConstraint(f"{_one_of('role', Role)} AND role NOT IN ('party', 'system')", name="role"),
        CheckConstraint(_one_of("position", Position), name="position"),
        CheckConstraint(f"mediator_kind IS NULL OR {_one_of('mediator_kind', MediatorKind)}", name="mediator_kind"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="dates"),
        Index(
            "uq_accounts_memberships_open", "user_id", "unit_id", "role", unique=True,
            postgresql_where=text("until_on IS NULL"),
        ),
    )  # fmt: skip

    def in_force(self, day: date) -> bool:
        """Whether the membership counts on a day."""
        return in_force(self.from_on, self.until_on, day)

    @property
    def mediator_kind_of(self) -> MediatorKind | None:
        """The mediator's title, typed; None for everybody else."""
        return MediatorKind(self.mediator_kind) if self.mediator_kind else None

    @property
    def role_of(self) -> Role:
        """The role, typed."""
        return Role(self.role)

    @property
    def position_of(self) -> Position:
        """The position, typed."""
        return Position(self.position)


class UserSession(IdMixin, CreatedMixin, Model):
    """A sign-in, kept on the server; the browser holds a random token of which only the hash stands here."""

    __tablename__ = "accounts_sessions"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"), index=True)
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_memberships.id"))
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    ip: Mapped[str] = mapped_column(String(45), default="")
    device: Mapped[str] = mapped_column(String(200), default="")
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
    membership: Mapped[Membership] = relationship()


class SignInTry(IdMixin, Model):
    """One try to sign in. The name is kept as a keyed hash: people type passwords into the wrong field."""

    __tablename__ = "accounts_sign_in_tries"

    name_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    ip: Mapped[str] = mapped_column(String(45))
    outcome: Mapped[str] = mapped_column(String(10), default=TryOutcome.PENDING.value)
    tried_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        CheckConstraint(_one_of("outcome", TryOutcome), name="outcome"),
        Index("ix_accounts_sign_in_tries_name", "name_index", "tried_at"),
        Index("ix_accounts_sign_in_tries_ip", "ip", "tried_at"),
    )

    @staticmethod
    def index_of(login_name: str) -> bytes:
        """The keyed hash under which tries for a name are counted, whether or not anybody bears it."""
        return crypto.blind_index(normal_login_name(login_name), "accounts.sign_in_name")


class ApiToken(IdMixin, CreatedMixin, Model):
    """A key to one membership, narrowed by scopes, with an end; only its hash and its beginning are kept."""

    __tablename__ = "accounts_api_tokens"

    name: Mapped[str] = mapped_column(String(80))
    prefix: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_memberships.id"), index=True)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(String(80)))
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    membership: Mapped[Membership] = relationship()
