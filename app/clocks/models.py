"""Rules by validity, the calendar day by day, the deadlines that run, and the rungs that were told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.clocks.types import Regime, Roll
from app.core import clock
from app.core.calendar import DayKind
from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.core.ids import new_id

OPEN = "stopped_at IS NULL"
TICKING = "stopped_at IS NULL AND suspended_at IS NULL AND next_alert_at IS NOT NULL"


def _one_of(column: str, values: Any) -> str:
    return f"{column} IN ({', '.join(repr(str(value.value)) for value in values)})"


class ClockRule(IdMixin, CreatedMixin, Model):
    """One version of a rule: the row whose validity covers the starting day applies."""

    __tablename__ = "clocks_rules"

    code: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(60))
    starts: Mapped[str] = mapped_column(String(120))
    lengths: Mapped[dict[str, Any]]
    extension: Mapped[str | None] = mapped_column(String(8))
    extension_basis: Mapped[str] = mapped_column(Text, default="")
    expiry: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(String(12))
    regime: Mapped[str] = mapped_column(String(16))
    roll: Mapped[str] = mapped_column(String(8), default=Roll.FORWARD.value)
    suspendable: Mapped[bool] = mapped_column(default=False)
    extendable: Mapped[bool] = mapped_column(default=False)
    by_document: Mapped[bool] = mapped_column(default=False)
    is_law: Mapped[bool]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    __table_args__ = (
        Index("uq_clocks_rules_code_valid_from", "code", "valid_from", unique=True, postgresql_nulls_not_distinct=True),
        CheckConstraint(_one_of("regime", Regime), name="regime_known"),
        CheckConstraint(_one_of("roll", Roll), name="roll_known"),
        CheckConstraint("regime <> 'setting' OR NOT is_law", name="setting_is_no_law"),
    )


class CalendarYear(Model):
    """A year whose arrangement is loaded; each load has a new ``revision``, the trail follows the ``subject_id``."""

    __tablename__ = "clocks_calendar_years"

    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    subject_id: Mapped[UUID] = mapped_column(default=new_id)
    revision: Mapped[UUID] = mapped_column(default=new_id)
    source: Mapped[str] = mapped_column(String(200))
    loaded_at: Mapped[datetime] = mapped_column(default=clock.now)
    loaded_by_id: Mapped[UUID | None]
    loaded_by_name: Mapped[str] = mapped_column(String(80), default="")


class CalendarDay(Model):
    """What one day is."""

    __tablename__ = "clocks_calendar_days"

    on: Mapped[date] = mapped_column("on_day", primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("clocks_calendar_years.year"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(40), default="")

    __table_args__ = (
        CheckConstraint(_one_of("kind", DayKind), name="kind_known"),
        CheckConstraint("extract(year from on_day) = year", name="day_in_year"),
    )


class DeadlineRow(IdMixin, CreatedMixin, VersionMixin, Model):
    """One rule armed for one subject, with the reasons for its date; plain times say if it runs, rests or ended."""

    __tablename__ = "clocks_deadlines"

    matter_id: Mapped[UUID | None]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    rule_id: Mapped[str] = mapped_column(String(8))
    rule_name: Mapped[str] = mapped_column(String(60))
    is_law: Mapped[bool]
    risk: Mapped[str | None] = mapped_column(String(8))
    length: Mapped[str | None] = mapped_column(String(8))
    extensions: Mapped[int] = mapped_column(SmallInteger, default=0)
    until: Mapped[date | None]
    spans: Mapped[list[Any]] = mapped_column(default=list)
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    due_on: Mapped[date]
    raw_on: Mapped[date]
    unit: Mapped[str] = mapped_column(String(1))
    timed: Mapped[bool]
    in_duty: Mapped[bool]
    provisional: Mapped[bool]
    advised_on: Mapped[date | None]
    safe_on: Mapped[date | None]
    because: Mapped[list[Any]]
    half_at: Mapped[datetime]
    most_at: Mapped[datetime]
    over_at: Mapped[datetime]
    next_rung: Mapped[int | None] = mapped_column(SmallInteger)
    next_alert_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]
    suspended_why: Mapped[str | None] = mapped_column(Text)
    stopped_at: Mapped[datetime | None]
    stopped_why: Mapped[str | None] = mapped_column(String(60))
    breached_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_clocks_deadlines_open", "due_at", "id", postgresql_where=text(OPEN)),
        Index("ix_clocks_deadlines_ticking", "next_alert_at", "id", postgresql_where=text(TICKING)),
        Index("ix_clocks_deadlines_subject", "subject_kind", "subject_id"),
        Index("ix_clocks_deadlines_matter", "matter_id"),
        Index("ix_clocks_deadlines_provisional", "due_on", postgresql_where=text(f"{OPEN} AND provisional")),
        Index(
            "uq_clocks_deadlines_running",
            "subject_kind",
            "subject_id",
            "rule_id",
            unique=True,
            postgresql_where=text(OPEN),
        ),
        CheckConstraint("stopped_at IS NULL OR suspended_at IS NULL", name="stopped_is_not_suspended"),
    )


class ClockAlert(Model):
    """One rung of one deadline was told; the primary key makes a second time impossible."""

    __tablename__ = "clocks_alerts"

    deadline_id: Mapped[UUID] = mapped_column(ForeignKey("clocks_deadlines.id"), primary_key=True)
    rung: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    reached_at: Mapped[datetime]
    told_at: Mapped[datetime] = mapped_column(default=clock.now)
