"""Counters by day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model


class DailyCount(Model):
    """How often something happened in a centre on one day, by dispute type and risk where they are known."""

    __tablename__ = "statistics_daily_counts"

    center_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(String(32), primary_key=True)
    dispute_type: Mapped[str] = mapped_column(String(32), primary_key=True, default="")
    risk: Mapped[str] = mapped_column(String(8), primary_key=True, default="")
    count: Mapped[int] = mapped_column(default=0)

    __table_args__ = (Index("ix_statistics_daily_counts_day", "center_id", "measure", "on"),)
