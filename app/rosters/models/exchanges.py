"""Asking somebody else to take a duty, or to exchange two."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.rosters.types import ExchangeKind
from app.rosters.workflow import EXCHANGE_WORKFLOW

KINDS = ", ".join(f"'{kind.value}'" for kind in ExchangeKind)


class DutyExchange(IdMixin, VersionMixin, CreatedMixin, Model):
    """One request: ``holder`` gives a duty to ``taker``, perhaps for another one; ``answerer`` is asked.

    The hours stand here as they were when it was asked: the request stays readable after the duty is gone. At most one
    request is open for a duty.
    """

    __tablename__ = "rosters_exchanges"

    kind: Mapped[str] = mapped_column(String(8))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    duty_id: Mapped[UUID | None] = mapped_column(ForeignKey("rosters_duties.id", ondelete="SET NULL"))
    other_duty_id: Mapped[UUID | None] = mapped_column(ForeignKey("rosters_duties.id", ondelete="SET NULL"))
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    taker_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    taker_membership_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_memberships.id"))
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    answerer_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    seat: Mapped[str] = mapped_column(String(40), default="")
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    other_from_at: Mapped[datetime | None]
    other_until_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(12))
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decided_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    holder: Mapped[Any] = relationship("User", foreign_keys=[holder_id])
    taker: Mapped[Any] = relationship("User", foreign_keys=[taker_id])
    asked_by: Mapped[Any] = relationship("User", foreign_keys=[asked_by_id])

    __table_args__ = (
        CheckConstraint(f"kind IN ({KINDS})", name="kind"),
        CheckConstraint(EXCHANGE_WORKFLOW.state_check(), name="state"),
        CheckConstraint("(kind = 'swap') = (other_from_at IS NOT NULL)", name="swap_names_another"),
        CheckConstraint("holder_id <> taker_id", name="two_people"),
        Index("uq_rosters_exchanges_open", "duty_id", unique=True, postgresql_where=text("state = 'asked'")),
        Index("uq_rosters_exchanges_other", "other_duty_id", unique=True, postgresql_where=text("state = 'asked'")),
        Index("ix_rosters_exchanges_unit", "unit_id", "id"),
        Index("ix_rosters_exchanges_holder", "holder_id", "id"),
        Index("ix_rosters_exchanges_taker", "taker_id", "id"),
    )
