"""Hand-over lists: what was open when somebody left a post, and who took it over."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.rosters.models.duties import KINDS
from app.rosters.types import LineKind
from app.rosters.workflow import HANDOVER_WORKFLOW

LINE_KINDS = ", ".join(f"'{kind.value}'" for kind in LineKind)


class Handover(IdMixin, VersionMixin, CreatedMixin, Model):
    """The list of one duty. Who is next is found when it is handed over; ``chosen`` is whom the head names instead.

    The hours stand here as they were then. Each handing over after it was taken back is an edition of its own.
    """

    __tablename__ = "rosters_handovers"

    duty_id: Mapped[UUID] = mapped_column(ForeignKey("rosters_duties.id"), unique=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    kind: Mapped[str] = mapped_column(String(12))
    seat: Mapped[str] = mapped_column(String(40), default="")
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    giver_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    state: Mapped[str] = mapped_column(String(12))
    edition: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(Text, default="")
    listed_at: Mapped[datetime]
    left_out: Mapped[int] = mapped_column(default=0)
    handed_at: Mapped[datetime | None]
    handed_by: Mapped[str | None] = mapped_column(String(80))
    next_duty_id: Mapped[UUID | None] = mapped_column(ForeignKey("rosters_duties.id", ondelete="SET NULL"))
    chosen_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    signed_by: Mapped[str | None] = mapped_column(String(80))
    signed_for: Mapped[str | None] = mapped_column(String(80))
    remark: Mapped[str] = mapped_column(String(200), default="")

    giver: Mapped[Any] = relationship("User", foreign_keys=[giver_id])
    chosen: Mapped[Any] = relationship("User", foreign_keys=[chosen_id])
    next_duty: Mapped[Any] = relationship("Duty", foreign_keys=[next_duty_id])
    lines: Mapped[list[HandoverLine]] = relationship(
        order_by="HandoverLine.position", cascade="all, delete-orphan", back_populates="handover"
    )

    __table_args__ = (
        CheckConstraint(f"kind IN ({KINDS})", name="kind"),
        CheckConstraint(HANDOVER_WORKFLOW.state_check(), name="state"),
        CheckConstraint("(state = 'draft') = (handed_at IS NULL)", name="handed"),
        CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name="signed"),
        Index("ix_rosters_handovers_unsigned", "unit_id", "handed_at", postgresql_where=text("state = 'handed_over'")),
        Index("ix_rosters_handovers_unit", "unit_id", "id"),
        Index("ix_rosters_handovers_giver", "giver_id", "id"),
        Index("ix_rosters_handovers_next", "next_duty_id"),
    )

    @property
    def taker(self) -> Any:
        """Who takes it over: whom the head named, else who is on the next duty now; None where nobody is planned."""
        if self.chosen is not None:
            return self.chosen
        return self.next_duty.user if self.next_duty is not None else None

    @property
    def next_from_at(self) -> datetime | None:
        """When the next duty begins; None where none is planned."""
        return self.next_duty.from_at if self.next_duty is not None else None


class HandoverLine(IdMixin, Model):
    """One thing that is open, as it stood when the list was made, or a line the giver wrote."""

    __tablename__ = "rosters_handover_lines"

    handover_id: Mapped[UUID] = mapped_column(ForeignKey("rosters_handovers.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[UUID | None]
    matter_id: Mapped[UUID | None]
    number: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(200))
    waits: Mapped[str] = mapped_column(String(60), default="")
    due_at: Mapped[datetime | None]
    remark: Mapped[str] = mapped_column(String(200), default="")

    handover: Mapped[Handover] = relationship(back_populates="lines")

    __table_args__ = (
        CheckConstraint(f"kind IN ({LINE_KINDS})", name="kind"),
        CheckConstraint("(kind = 'free') = (matter_id IS NULL)", name="matter"),
        Index("ix_rosters_handover_lines_list", "handover_id", "position"),
        Index("ix_rosters_handover_lines_matter", "matter_id"),
    )


class HandoverAlarm(Model):
    """The alarm of a list that was not signed in time: at most one for a list, whatever happens to it later."""

    __tablename__ = "rosters_handover_alarms"

    handover_id: Mapped[UUID] = mapped_column(ForeignKey("rosters_handovers.id"), primary_key=True)
    raised_at: Mapped[datetime] = mapped_column(default=clock.now)
