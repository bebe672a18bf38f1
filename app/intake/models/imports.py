"""Lists brought in from elsewhere: the import, its rows, and the mappings people gave a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, EncryptedText, IdMixin, Model, VersionMixin
from app.intake.types import RowOutcome
from app.intake.workflow import IMPORT_WORKFLOW


class EventImport(IdMixin, CreatedMixin, VersionMixin, Model):
    """One list on its way in. ``mapping`` holds how it is read; the counts are rows; ``done`` is how far a job is."""

    __tablename__ = "intake_imports"

    state: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(24))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    file_name: Mapped[str] = mapped_column(EncryptedText)
    ending: Mapped[str] = mapped_column(String(4))
    sha256: Mapped[str] = mapped_column(String(64))
    heads: Mapped[list[Any]]
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict)
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    twins: Mapped[int] = mapped_column(default=0)
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_memberships.id"))
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    made_by_name: Mapped[str] = mapped_column(String(80))
    begun_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    undone_membership_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_memberships.id"))
    undone_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    undo_reason: Mapped[str | None] = mapped_column(String(500))
    finished_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(IMPORT_WORKFLOW.state_check(), name="state_known"),
        CheckConstraint("done BETWEEN 0 AND total", name="done_in_total"),
        Index("ix_intake_imports_center", "center_id", "id"),
        Index("ix_intake_imports_file", "center_id", "sha256"),
    )

    @property
    def matter_id(self) -> UUID | None:
        """An import belongs to no matter."""
        return None

    @property
    def percent(self) -> int:
        """How far the present job is, 0 to 100."""
        return 100 * self.done // self.total if self.total else 100


class ImportRow(Model):
    """One row of a list by its place. ``cells`` are kept until the row is a matter; ``trail`` is the length of the
    matter's trail when it had been imported, so that a later act of a person can be told."""

    __tablename__ = "intake_import_rows"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("intake_imports.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    cells: Mapped[str | None] = mapped_column(EncryptedText)
    outcome: Mapped[str | None] = mapped_column(String(12))
    faults: Mapped[list[Any]] = mapped_column(default=list)
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_events.id"), index=True)
    twin_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_events.id"))
    trail: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (
        CheckConstraint(f"outcome IN ({', '.join(repr(one.value) for one in RowOutcome)})", name="outcome_known"),
        CheckConstraint("(outcome IN ('stored','withdrawn','kept')) = (trail IS NOT NULL)", name="stored_whole"),
        CheckConstraint("trail IS NULL OR matter_id IS NOT NULL", name="trail_of_a_matter"),
        Index("ix_intake_import_rows_outcome", "import_id", "outcome", "position"),
    )


class ImportMapping(IdMixin, CreatedMixin, Model):
    """How lists with these heads are read, remembered in a centre under a name."""

    __tablename__ = "intake_import_mappings"

    center_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    name: Mapped[str] = mapped_column(String(40))
    heads: Mapped[list[Any]]
    mapping: Mapped[dict[str, Any]]
    saved_by_name: Mapped[str] = mapped_column(String(80))

    __table_args__ = (UniqueConstraint("center_id", "name"),)
