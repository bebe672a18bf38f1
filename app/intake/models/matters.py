"""The root event, the dispute that triage makes of it, and links between matters."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.intake.workflow import EVENT_WORKFLOW


class Event(IdMixin, CreatedMixin, VersionMixin, Model):
    """Anything reported. Its id is the matter's id; everything that grows from it carries that id."""

    __tablename__ = "intake_events"

    state: Mapped[str] = mapped_column(String(24))
    stage: Mapped[str] = mapped_column(String(24), default="received")
    number: Mapped[str | None] = mapped_column(String(32), unique=True)
    public_code: Mapped[str] = mapped_column(String(12), unique=True)
    source: Mapped[str] = mapped_column(String(24))
    outside_number: Mapped[str | None] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(100))
    summary: Mapped[str] = mapped_column(Text)
    demand: Mapped[str] = mapped_column(Text, default="")
    occurred_at: Mapped[datetime]
    region_code: Mapped[str] = mapped_column(String(12))
    place: Mapped[str] = mapped_column(String(200))
    scale: Mapped[str] = mapped_column(String(2))
    involved_count: Mapped[int]
    involved_units: Mapped[str] = mapped_column(Text, default="")
    type_hint: Mapped[str | None] = mapped_column(String(32))
    parties_unknown: Mapped[bool] = mapped_column(default=False)
    emergency_note: Mapped[str | None] = mapped_column(Text)
    guidance_waived: Mapped[bool] = mapped_column(default=False)
    risk_inputs: Mapped[dict[str, Any]] = mapped_column(default=dict)
    risk_level: Mapped[str | None] = mapped_column(String(8))
    risk_score: Mapped[int | None]
    risk_pending: Mapped[str | None] = mapped_column(String(8))
    pathway: Mapped[str | None] = mapped_column(String(24))
    pathway_notice: Mapped[str | None] = mapped_column(Text)
    reported_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    reporter_unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    reporter_name: Mapped[str] = mapped_column(String(80))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    submitted_at: Mapped[datetime | None]
    registered_at: Mapped[datetime | None]
    resolved_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    archived_on: Mapped[date | None]
    resolve_method: Mapped[str | None] = mapped_column(String(2))
    reopened: Mapped[int] = mapped_column(default=0)
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_events.id"))
    due_at: Mapped[datetime | None]
    queue_at: Mapped[datetime] = mapped_column(
        Computed("coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz)", persisted=True)
    )

    dispute: Mapped[Dispute | None] = relationship(back_populates="event", uselist=False)
    collective: Mapped[Collective | None] = relationship(back_populates="event", uselist=False)
    parties: Mapped[list[Any]] = relationship("MatterParty", back_populates="event", order_by="MatterParty.position")

    __table_args__ = (
        CheckConstraint(EVENT_WORKFLOW.state_check(), name="state_known"),
        CheckConstraint("involved_count >= 1", name="someone_involved"),
        Index("ix_intake_events_ledger", "created_at", "id"),
        Index(
            "ix_intake_events_queue",
            "queue_at",
            "id",
            postgresql_where=text(
                "state IN ('submitted','registered','triaged','dispatched','handling','redirected','resolved')"
            ),
            postgresql_include=["state"],
        ),
        Index("ix_intake_events_state", "center_id", "state", "id"),
        Index("ix_intake_events_place", "region_code", "occurred_at"),
        Index(
            "uq_intake_events_outside",
            "source",
            "outside_number",
            unique=True,
            postgresql_where=text("outside_number IS NOT NULL AND state NOT IN ('draft','rejected','withdrawn')"),
        ),
    )

    @property
    def matter_id(self) -> UUID:
        """The matter an event roots is itself."""
        return self.id


class Dispute(CreatedMixin, Model):
    """What triage makes of an event: one to one with it, without a state of its own."""

    __tablename__ = "intake_disputes"

    id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), primary_key=True)
    dispute_type: Mapped[str] = mapped_column(String(32), index=True)
    cause_code: Mapped[str | None] = mapped_column(String(12))
    cause_list_version: Mapped[str | None] = mapped_column(String(4))
    triaged_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    triaged_by_name: Mapped[str] = mapped_column(String(80))
    triaged_at: Mapped[datetime]

    event: Mapped[Event] = relationship(back_populates="dispute")

    __table_args__ = (CheckConstraint("(cause_code IS NULL) = (cause_list_version IS NULL)", name="cause_has_version"),)


class MatterLink(IdMixin, CreatedMixin, Model):
    """Two matters belong together: related, merged, joined to a collective one, handled apart from it, or a follow-up.

    Related matters stand in the order of their ids, so that two people who link them at once make one row.
    """

    __tablename__ = "intake_matter_links"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), index=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    why: Mapped[str] = mapped_column(Text)
    made_by_name: Mapped[str] = mapped_column(String(80))
    undone_at: Mapped[datetime | None]
    undone_by_name: Mapped[str | None] = mapped_column(String(80))
    undo_reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        Index(
            "uq_intake_matter_links_standing",
            "matter_id",
            "other_id",
            "kind",
            unique=True,
            postgresql_where=text("undone_at IS NULL"),
        ),
        CheckConstraint("kind IN ('twin','merged','follow_up','related','joined','apart')", name="kind_known"),
        CheckConstraint("matter_id <> other_id", name="two_matters"),
        CheckConstraint("kind <> 'related' OR matter_id < other_id", name="related_in_order"),
    )


class Collective(CreatedMixin, Model):
    """A matter of many claimants, one to one with its event: who declared it so, and why."""

    __tablename__ = "intake_collectives"

    id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    declared_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    declared_by_name: Mapped[str] = mapped_column(String(80))

    event: Mapped[Event] = relationship(back_populates="collective")
