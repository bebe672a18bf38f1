"""Dispatch orders and what grows on them: returns with their rulings, contacts, extensions, feedback."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.dispatch.workflow import LEAVES_NO_LEAD, ORDER_WORKFLOW

#: The due instant of an order on which no clock runs: lists sorted by it show such orders last.
NO_CLOCK = datetime(9999, 1, 1, tzinfo=UTC)

ENDED = ", ".join(f"'{state}'" for state in (*LEAVES_NO_LEAD, "completed"))
NO_LEAD = ", ".join(f"'{state}'" for state in LEAVES_NO_LEAD)


class DispatchOrder(IdMixin, CreatedMixin, VersionMixin, Model):
    """An order to one unit: its part of the matter, on which duty, until when, and how far it has come."""

    __tablename__ = "dispatch_orders"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("dispatch_orders.id"))
    state: Mapped[str] = mapped_column(String(16))
    role: Mapped[str] = mapped_column(String(8))
    number: Mapped[str] = mapped_column(String(40), unique=True)
    catch_all: Mapped[bool] = mapped_column(default=False)
    task: Mapped[str] = mapped_column(Text)
    demand: Mapped[str] = mapped_column(Text, default="")
    duty_basis: Mapped[list[Any]] = mapped_column(default=list)
    risk: Mapped[str | None] = mapped_column(String(8))
    limits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    return_by: Mapped[datetime | None]
    due_at: Mapped[datetime] = mapped_column(default=NO_CLOCK)
    issued_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    issued_by_name: Mapped[str] = mapped_column(String(80))
    issued_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    signed_by_name: Mapped[str | None] = mapped_column(String(80))
    handler_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    handler_name: Mapped[str | None] = mapped_column(String(80))
    urged_at: Mapped[datetime | None]
    urges: Mapped[int] = mapped_column(SmallInteger, default=0)
    started_at: Mapped[datetime | None]
    suspended_until: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    overdue_sign_at: Mapped[datetime | None]
    overdue_finish_at: Mapped[datetime | None]
    return_rounds: Mapped[int] = mapped_column(SmallInteger, default=0)
    extensions_granted: Mapped[int] = mapped_column(SmallInteger, default=0)

    unit: Mapped[Any] = relationship("Unit", foreign_keys=[unit_id])
    center: Mapped[Any] = relationship("Unit", foreign_keys=[center_id])
    returns: Mapped[list[OrderReturn]] = relationship(
        back_populates="order", order_by="OrderReturn.id", foreign_keys="OrderReturn.order_id"
    )
    contacts: Mapped[list[ContactNote]] = relationship(back_populates="order", order_by="ContactNote.contacted_at")
    extensions: Mapped[list[Extension]] = relationship(back_populates="order", order_by="Extension.id")
    feedbacks: Mapped[list[Feedback]] = relationship(back_populates="order", order_by="Feedback.id")

    __table_args__ = (
        CheckConstraint(ORDER_WORKFLOW.state_check(), name="state_known"),
        CheckConstraint("role IN ('lead','assist')", name="role_known"),
        CheckConstraint("parent_id IS NULL OR role = 'assist'", name="child_assists"),
        CheckConstraint("extensions_granted BETWEEN 0 AND 2", name="two_extensions"),
        Index(
            "uq_dispatch_orders_one_lead",
            "matter_id",
            unique=True,
            postgresql_where=text(f"role = 'lead' AND state NOT IN ({NO_LEAD})"),
        ),
        Index(
            "uq_dispatch_orders_unit_once",
            "matter_id",
            "unit_id",
            unique=True,
            postgresql_where=text(f"state NOT IN ({NO_LEAD})"),
        ),
        Index("ix_dispatch_orders_matter", "matter_id", "id"),
        Index("ix_dispatch_orders_unit", "unit_id", "state", "due_at", "id"),
        Index("ix_dispatch_orders_open", "due_at", "id", postgresql_where=text(f"state NOT IN ({ENDED})")),
    )

    @property
    def is_lead(self) -> bool:
        """Whether the unit leads."""
        return self.role == "lead"

    @property
    def due(self) -> datetime | None:
        """The due instant, or None while no clock runs."""
        return self.due_at if self.due_at < NO_CLOCK else None

    @property
    def is_late(self) -> bool:
        """Whether the unit ever missed the clock of signing or of finishing."""
        return self.overdue_sign_at is not None or self.overdue_finish_at is not None


class OrderReturn(IdMixin, CreatedMixin, Model):
    """A unit's refusal of an order: code, text, what it cites, who should have it; the head's word; the ruling."""

    __tablename__ = "dispatch_returns"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    order_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_orders.id"))
    round: Mapped[int] = mapped_column(SmallInteger)
    code: Mapped[str] = mapped_column(String(2))
    reason: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text, default="")
    suggested_unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    asked_by_name: Mapped[str] = mapped_column(String(80))
    asked_at: Mapped[datetime]
    head_agrees: Mapped[bool | None]
    head_name: Mapped[str | None] = mapped_column(String(80))
    head_opinion: Mapped[str | None] = mapped_column(Text)
    head_at: Mapped[datetime | None]
    ruling: Mapped[str | None] = mapped_column(String(8))
    ruling_text: Mapped[str | None] = mapped_column(Text)
    ruling_basis: Mapped[str | None] = mapped_column(Text)
    ruled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    ruled_by_name: Mapped[str | None] = mapped_column(String(80))
    ruled_at: Mapped[datetime | None]
    new_order_id: Mapped[UUID | None] = mapped_column(ForeignKey("dispatch_orders.id"))

    order: Mapped[DispatchOrder] = relationship(back_populates="returns", foreign_keys=[order_id])
    suggested_unit: Mapped[Any] = relationship("Unit")
    new_order: Mapped[DispatchOrder | None] = relationship(foreign_keys=[new_order_id])

    __table_args__ = (
        CheckConstraint("code IN ('R1','R2','R3','R4','R5','R6','R7','R9')", name="code_known"),
        CheckConstraint("ruling IS NULL OR ruling IN ('accepted','refused')", name="ruling_known"),
        CheckConstraint("ruling IS NULL OR head_agrees", name="ruled_after_the_head"),
        Index(
            "uq_dispatch_returns_one_open",
            "order_id",
            unique=True,
            postgresql_where=text("ruling IS NULL AND head_agrees IS DISTINCT FROM false"),
        ),
        Index("ix_dispatch_returns_order", "order_id", "id"),
    )


class ContactNote(IdMixin, CreatedMixin, Model):
    """One contact of a unit with a party: when, how, what was said."""

    __tablename__ = "dispatch_contact_notes"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    order_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_orders.id"))
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_parties.id"))
    contacted_at: Mapped[datetime]
    channel: Mapped[str] = mapped_column(String(8))
    note: Mapped[str] = mapped_column(Text)
    noted_by_name: Mapped[str] = mapped_column(String(80))

    order: Mapped[DispatchOrder] = relationship(back_populates="contacts")

    __table_args__ = (Index("ix_dispatch_contact_notes_order", "order_id", "id"),)


class Extension(IdMixin, CreatedMixin, Model):
    """A wish for more time, and the centre's word on it."""

    __tablename__ = "dispatch_extensions"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    order_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_orders.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    until: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    party_told_on: Mapped[date]
    party_told_by: Mapped[str] = mapped_column(String(8))
    asked_by_name: Mapped[str] = mapped_column(String(80))
    asked_at: Mapped[datetime]
    granted: Mapped[bool | None]
    decided_by_name: Mapped[str | None] = mapped_column(String(80))
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str | None] = mapped_column(Text)

    order: Mapped[DispatchOrder] = relationship(back_populates="extensions")

    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        Index("uq_dispatch_extensions_open", "order_id", unique=True, postgresql_where=text("granted IS NULL")),
    )


class Feedback(IdMixin, CreatedMixin, Model):
    """The result of a unit's part, the head's word, and the centre's check."""

    __tablename__ = "dispatch_feedback"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    order_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_orders.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    result: Mapped[str] = mapped_column(String(12))
    summary: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]] = mapped_column(default=list)
    party_told_on: Mapped[date]
    party_told_by: Mapped[str] = mapped_column(String(8))
    written_by_name: Mapped[str] = mapped_column(String(80))
    written_at: Mapped[datetime]
    head_agrees: Mapped[bool | None]
    head_name: Mapped[str | None] = mapped_column(String(80))
    head_opinion: Mapped[str | None] = mapped_column(Text)
    head_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]
    defects: Mapped[list[Any]] = mapped_column(default=list)
    checked_by_name: Mapped[str | None] = mapped_column(String(80))
    checked_at: Mapped[datetime | None]
    check_note: Mapped[str | None] = mapped_column(Text)

    order: Mapped[DispatchOrder] = relationship(back_populates="feedbacks")

    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        Index(
            "uq_dispatch_feedback_open",
            "order_id",
            unique=True,
            postgresql_where=text("accepted IS NULL AND head_agrees IS DISTINCT FROM false"),
        ),
    )
