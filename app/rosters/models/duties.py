"""Duties and presence."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.rosters.types import DutyKind

#: A person cannot be on duty twice at once. Without ``btree_gist`` (a contrib extension we do not use) an exclusion
#: cannot compare person and time side by side, so each person gets a stretch of the integers of their own, 2^33 seconds
#: long, and two duties of one person overlap exactly when their ranges of integers do.
ONE_PLACE_AT_A_TIME = (
    "int8range("
    "(person_no::bigint << 33) + extract(epoch from from_at - timestamptz '2000-01-01 00:00:00+00')::bigint, "
    "(person_no::bigint << 33) + extract(epoch from until_at - timestamptz '2000-01-01 00:00:00+00')::bigint)"
)
#: Deferred only while two people exchange duties of the same hours.
ONE_PLACE = "ex_rosters_duties_one_place"
KINDS = ", ".join(f"'{kind.value}'" for kind in DutyKind)


class Duty(IdMixin, VersionMixin, CreatedMixin, Model):
    """One person on duty for one unit, from one moment until another; ``seat`` is the desk or room.

    ``in_place_of`` is the person first planned, when somebody else has taken the duty over since. ``left_open`` is how
    many things were open when it ended without a hand-over list: 0 with one, None until somebody looked.
    """

    __tablename__ = "rosters_duties"

    membership_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_memberships.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    person_no: Mapped[int]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    kind: Mapped[str] = mapped_column(String(12))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    seat: Mapped[str] = mapped_column(String(40), default="")
    in_place_of_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    left_open: Mapped[int | None]

    user: Mapped[Any] = relationship("User", foreign_keys=[user_id])
    in_place_of: Mapped[Any] = relationship("User", foreign_keys=[in_place_of_id])

    __table_args__ = (
        CheckConstraint(f"kind IN ({KINDS})", name="kind"),
        CheckConstraint("until_at > from_at AND until_at <= from_at + interval '24 hours'", name="span"),
        CheckConstraint("from_at >= timestamptz '2000-01-01 00:00:00+00'", name="begins_after_2000"),
        ExcludeConstraint(
            (text(ONE_PLACE_AT_A_TIME), "&&"),
            name=ONE_PLACE,
            using="gist",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        Index("ix_rosters_duties_unit", "unit_id", "until_at"),
        Index("ix_rosters_duties_kind", "kind", "until_at"),
        Index("ix_rosters_duties_to_look_at", "until_at", postgresql_where=text("left_open IS NULL")),
    )


class Presence(IdMixin, Model):
    """A person has signed in at a unit's desk; at most one open sign-in per person."""

    __tablename__ = "rosters_presence"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    seat: Mapped[str] = mapped_column(String(40), default="")
    arrived_at: Mapped[datetime] = mapped_column(default=clock.now)
    left_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name="order"),
        Index("uq_rosters_presence_open", "user_id", unique=True, postgresql_where=text("left_at IS NULL")),
        Index("ix_rosters_presence_unit", "unit_id", "arrived_at"),
    )
