"""Who may see a matter, what holds it, and how often a public code was tried."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import CreatedMixin, IdMixin, Model


class Grant(IdMixin, CreatedMixin, Model):
    """One unit or one user may see one matter, on a ground, perhaps until a day. The only filter of every list."""

    __tablename__ = "intake_grants"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations_units.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    holder_id: Mapped[UUID] = mapped_column(Computed("coalesce(unit_id, user_id)", persisted=True))
    ground: Mapped[str] = mapped_column(String(16))
    until: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("(unit_id IS NULL) <> (user_id IS NULL)", name="unit_or_user"),
        Index(
            "uq_intake_grants_unit",
            "matter_id",
            "unit_id",
            "ground",
            unique=True,
            postgresql_where=text("unit_id IS NOT NULL"),
        ),
        Index(
            "uq_intake_grants_user",
            "matter_id",
            "user_id",
            "ground",
            unique=True,
            postgresql_where=text("user_id IS NOT NULL"),
        ),
        Index("ix_intake_grants_holder", "holder_id", "matter_id", "until"),
        Index("ix_intake_grants_matter", "matter_id", "holder_id", "until"),
    )


class Hold(IdMixin, CreatedMixin, Model):
    """Something on the matter awaits a decision; agreement, failure and closure stand still until it is lifted."""

    __tablename__ = "intake_holds"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    kind: Mapped[str] = mapped_column(String(24))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    reason: Mapped[str] = mapped_column(Text, default="")
    placed_by: Mapped[str] = mapped_column(String(80))
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(String(80))
    lift_reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        Index(
            "uq_intake_holds_open",
            "matter_id",
            "kind",
            "subject_id",
            unique=True,
            postgresql_where=text("lifted_at IS NULL"),
        ),
        Index("ix_intake_holds_matter", "matter_id", postgresql_where=text("lifted_at IS NULL")),
    )


class PublicTry(IdMixin, Model):
    """One try at a public code; too many from one place or at one code are refused."""

    __tablename__ = "intake_public_tries"

    code_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    address_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    succeeded: Mapped[bool]
    tried_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        Index("ix_intake_public_tries_code", "code_index", "tried_at"),
        Index("ix_intake_public_tries_address", "address_index", "tried_at"),
    )
