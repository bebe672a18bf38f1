"""Who stands in for whom, from which day until which."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin


class Substitution(IdMixin, VersionMixin, CreatedMixin, Model):
    """A colleague acts in the post of somebody absent; both days count. It ends by itself, or earlier by hand.

    Who may act today is found by following the posts: a substitute who is absent hands on what they stand in for.
    """

    __tablename__ = "rosters_substitutions"

    membership_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_memberships.id"))
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    substitute_membership_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_memberships.id"))
    substitute_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200), default="")
    named_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    named_by: Mapped[str] = mapped_column(String(80))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(80))

    holder: Mapped[Any] = relationship("User", foreign_keys=[holder_id])
    substitute: Mapped[Any] = relationship("User", foreign_keys=[substitute_id])
    membership: Mapped[Any] = relationship("Membership", foreign_keys=[membership_id])

    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="days"),
        CheckConstraint("holder_id <> substitute_id", name="two_people"),
        Index("ix_rosters_substitutions_substitute", "substitute_id", postgresql_where=text("ended_at IS NULL")),
        Index("ix_rosters_substitutions_days", "until_on", postgresql_where=text("ended_at IS NULL")),
        Index("ix_rosters_substitutions_holder", "holder_id", "from_on"),
        Index("ix_rosters_substitutions_unit", "unit_id", "from_on"),
    )

    def covers(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.ended_at is None and self.from_on <= day <= self.until_on
