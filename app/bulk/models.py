"""Runs over many rows, with what was foreseen for each row and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.bulk.types import BulkAct, Outcome
from app.core.db import CreatedMixin, IdMixin, Model

ACTS = ", ".join(f"'{one.value}'" for one in BulkAct)
OUTCOMES = ", ".join(f"'{one.value}'" for one in Outcome)


class BulkRun(IdMixin, CreatedMixin, Model):
    """One act that somebody does on the rows they ticked; nothing is done before ``confirmed_at``.

    ``target_unit_id`` is the unit a copy goes to; ``words`` go with every row; ``back`` is the list it began from.
    """

    __tablename__ = "bulk_runs"

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    act: Mapped[str] = mapped_column(String(16))
    back: Mapped[str] = mapped_column(String(800), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    target_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations_units.id"))
    foreseen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    rows: Mapped[list[BulkRow]] = relationship(order_by="BulkRow.position")

    __table_args__ = (
        CheckConstraint(f"act IN ({ACTS})", name="act_known"),
        Index("ix_bulk_runs_owner", "owner_id", "id"),
    )


class BulkRow(IdMixin, Model):
    """One row of a run: which version of it the person saw, what was foreseen, what became of it and why.

    A row that is not granted to the person has no matter and no number. ``plan`` holds the units of a dispatch.
    """

    __tablename__ = "bulk_rows"

    run_id: Mapped[UUID] = mapped_column(ForeignKey("bulk_runs.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    subject_id: Mapped[UUID]
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_events.id"))
    number: Mapped[str] = mapped_column(String(40), default="")
    seen: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(16))
    told: Mapped[dict[str, Any]]
    plan: Mapped[dict[str, Any] | None]
    done_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(f"outcome IN ({OUTCOMES})", name="outcome_known"),
        UniqueConstraint("run_id", "position"),
        UniqueConstraint("run_id", "subject_id"),
        Index("ix_bulk_rows_matter", "matter_id"),
    )
