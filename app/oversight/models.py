"""Duties of a risk level, and the officials who lead matters."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.oversight.types import DutyKind
from app.oversight.workflow import DUTY_WORKFLOW

KINDS = ", ".join(f"'{kind.value}'" for kind in DutyKind)


class RiskDuty(IdMixin, CreatedMixin, VersionMixin, Model):
    """One measure of a level. A daily note is one row a day; ``note`` is what was done, or what was written."""

    __tablename__ = "oversight_measures"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    state: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(16))
    level: Mapped[str] = mapped_column(String(8))
    day: Mapped[date | None]
    owner_unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    owner_user_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    due_at: Mapped[datetime | None]
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("guidance_requests.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    done_by_name: Mapped[str | None] = mapped_column(String(80))
    done_at: Mapped[datetime | None]
    ended_why: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (
        CheckConstraint(DUTY_WORKFLOW.state_check(), name="state_known"),
        CheckConstraint(f"kind IN ({KINDS})", name="kind_known"),
        CheckConstraint("(kind = 'daily_note') = (day IS NOT NULL)", name="note_has_day"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_has_time"),
        Index("ix_oversight_measures_matter", "matter_id", "id"),
        Index(
            "ix_oversight_measures_owner",
            "owner_unit_id",
            "due_at",
            "id",
            postgresql_where=text("state = 'open'"),
        ),
        Index(
            "uq_oversight_measures_one_open",
            "matter_id",
            "kind",
            unique=True,
            postgresql_where=text("state = 'open' AND day IS NULL"),
        ),
        Index(
            "uq_oversight_measures_one_a_day",
            "matter_id",
            "day",
            unique=True,
            postgresql_where=text("day IS NOT NULL AND state <> 'ended'"),
        ),
    )


class LeadOfficial(IdMixin, CreatedMixin, VersionMixin, Model):
    """Who leads a matter (领导包案): named by the director, with a last day and the measures to be taken."""

    __tablename__ = "oversight_leads"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    level: Mapped[str] = mapped_column(String(8))
    official_name: Mapped[str] = mapped_column(String(80))
    official_post: Mapped[str] = mapped_column(String(120))
    official_user_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    measures: Mapped[str] = mapped_column(Text)
    named_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    named_by_name: Mapped[str] = mapped_column(String(80))
    ended_on: Mapped[date | None]
    ended_why: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="ends_after_it_begins"),
        Index("ix_oversight_leads_matter", "matter_id", "id"),
        Index(
            "uq_oversight_leads_one",
            "matter_id",
            unique=True,
            postgresql_where=text("ended_on IS NULL"),
        ),
    )
