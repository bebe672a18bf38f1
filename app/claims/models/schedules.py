"""Schedules, workers' rows with twelve months of flow, and frozen editions."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Numeric,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.claims.types import FlowMonth, Month, WageTerms, WorkerClaim
from app.claims.workflow import SCHEDULE_WORKFLOW
from app.core.db import CreatedMixin, EncryptedText, Fen, IdMixin, Model, VersionMixin

Days = Numeric(5, 2)


class ClaimSchedule(IdMixin, CreatedMixin, VersionMixin, Model):
    """A wage schedule of one employer in one matter: terms, totals, and the three people who stand for it."""

    __tablename__ = "claims_schedules"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    state: Mapped[str] = mapped_column(String(16))
    employer: Mapped[str] = mapped_column(String(200))
    employer_uscc: Mapped[str] = mapped_column(String(18), default="")
    employer_party_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_parties.id"))
    first_month: Mapped[date]
    last_month: Mapped[date]
    pay_day: Mapped[int]
    pay_offset: Mapped[int]
    sources: Mapped[list[Any]] = mapped_column(default=list)
    evidence_kinds: Mapped[list[Any]] = mapped_column(default=list)
    employer_present: Mapped[bool] = mapped_column(default=False)
    attendance_by_both: Mapped[bool] = mapped_column(default=True)
    claimed_fen: Mapped[Fen] = mapped_column(default=0)
    verified_fen: Mapped[Fen] = mapped_column(default=0)
    worked_out_on: Mapped[date | None]
    findings: Mapped[list[Any]] = mapped_column(default=list)
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    entered_by: Mapped[str] = mapped_column(String(80), default="")
    entered_at: Mapped[datetime | None]
    verified_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    verified_by: Mapped[str] = mapped_column(String(80), default="")
    verified_at: Mapped[datetime | None]
    second_checked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    second_checked_by: Mapped[str] = mapped_column(String(80), default="")
    second_checked_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column(default=0)

    rows: Mapped[list[ClaimRow]] = relationship(
        back_populates="schedule", order_by="ClaimRow.number", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint(SCHEDULE_WORKFLOW.state_check(), name="state_known"),
        CheckConstraint("pay_day BETWEEN 1 AND 31", name="pay_day_known"),
        CheckConstraint("pay_offset IN (0, 1)", name="pay_month_known"),
        CheckConstraint("first_month <= last_month", name="months_in_order"),
        CheckConstraint("verified_by_id IS NULL OR verified_by_id <> entered_by_id", name="verified_by_another"),
        CheckConstraint(
            "second_checked_by_id IS NULL OR (second_checked_by_id <> verified_by_id "
            "AND second_checked_by_id <> entered_by_id)",
            name="second_checked_by_another",
        ),
        Index("ix_claims_schedules_matter", "matter_id", "id"),
        Index("ix_claims_schedules_state", "state", "id"),
    )

    @property
    def terms(self) -> WageTerms:
        """The terms the rules work with."""
        return WageTerms(
            employer=self.employer,
            employer_uscc=self.employer_uscc,
            first_month=Month.of(self.first_month),
            last_month=Month.of(self.last_month),
            pay_day=self.pay_day,
            pay_offset=self.pay_offset,
        )


class ClaimRow(IdMixin, CreatedMixin, Model):
    """One worker of a schedule: particulars, the sum claimed, the sum worked out with its trace, the acceptance."""

    __tablename__ = "claims_rows"

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("claims_schedules.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_parties.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    job: Mapped[str] = mapped_column(String(200), default="")
    id_number: Mapped[str] = mapped_column(EncryptedText)
    id_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    account: Mapped[str | None] = mapped_column(EncryptedText)
    account_index: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    account_name: Mapped[str] = mapped_column(String(120), default="")
    bank: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    hired_on: Mapped[date | None]
    left_on: Mapped[date | None]
    monthly_wage_fen: Mapped[Fen]
    claimed_fen: Mapped[Fen]
    verified_fen: Mapped[Fen] = mapped_column(default=0)
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    accepted_fen: Mapped[int | None] = mapped_column(BigInteger)
    accepted_at: Mapped[datetime | None]
    accepted_channel: Mapped[str | None] = mapped_column(String(12))
    accepted_note: Mapped[str] = mapped_column(Text, default="")
    accepted_recorded_by: Mapped[str | None] = mapped_column(String(80))

    schedule: Mapped[ClaimSchedule] = relationship(back_populates="rows")
    flow: Mapped[list[FlowMonthRow]] = relationship(
        back_populates="row", order_by="FlowMonthRow.month", cascade="all, delete-orphan"
    )

    __table_args__ = (
        UniqueConstraint("schedule_id", "number"),
        UniqueConstraint("schedule_id", "id_index"),
        CheckConstraint("monthly_wage_fen > 0", name="wage_positive"),
        CheckConstraint("claimed_fen >= 0", name="claim_not_negative"),
        CheckConstraint("verified_fen >= 0", name="verified_not_negative"),
        Index("ix_claims_rows_person", "id_index"),
        Index("ix_claims_rows_matter", "matter_id", "number"),
    )

    @property
    def difference_fen(self) -> int:
        """Verified less claimed."""
        return self.verified_fen - self.claimed_fen

    @property
    def is_accepted(self) -> bool:
        """Whether the worker accepted the very sum that stands there now."""
        return self.accepted_at is not None and self.accepted_fen == self.verified_fen

    @property
    def needs_acceptance(self) -> bool:
        """Whether the sum differs from the claim and the worker has not yet accepted it."""
        return self.difference_fen != 0 and not self.is_accepted

    @property
    def as_claim(self) -> WorkerClaim:
        """The row as the rules work with it."""
        return WorkerClaim(
            number=self.number,
            name=self.name,
            job=self.job,
            id_number=self.id_number,
            monthly_wage_fen=self.monthly_wage_fen,
            claimed_fen=self.claimed_fen,
            account=self.account or "",
            account_name=self.account_name,
            phone=self.phone or "",
            bank=self.bank,
            hired_on=self.hired_on,
            left_on=self.left_on,
            flow=tuple(month.as_flow for month in self.flow),
        )


class FlowMonthRow(IdMixin, Model):
    """One month of a worker's wage flow and attendance, as entered."""

    __tablename__ = "claims_flow_months"

    row_id: Mapped[UUID] = mapped_column(ForeignKey("claims_rows.id", ondelete="CASCADE"))
    month: Mapped[date]
    due_fen: Mapped[Fen]
    paid_fen: Mapped[Fen]
    paid_on: Mapped[date | None]
    attendance_days: Mapped[Decimal | None] = mapped_column(Days)
    unpaid_leave_days: Mapped[Decimal] = mapped_column(Days, default=Decimal(0))
    paid_statutory_days: Mapped[Decimal] = mapped_column(Days, default=Decimal(0))
    holiday_overtime_days: Mapped[Decimal] = mapped_column(Days, default=Decimal(0))
    deduction_fen: Mapped[Fen] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(200), default="")

    row: Mapped[ClaimRow] = relationship(back_populates="flow")

    __table_args__ = (
        UniqueConstraint("row_id", "month"),
        CheckConstraint("due_fen >= 0 AND paid_fen >= 0 AND deduction_fen >= 0", name="amounts_not_negative"),
    )

    @property
    def as_flow(self) -> FlowMonth:
        """The month as the rules work with it."""
        return FlowMonth(
            month=Month.of(self.month),
            due_fen=self.due_fen,
            paid_fen=self.paid_fen,
            paid_on=self.paid_on,
            attendance_days=None if self.attendance_days is None else Fraction(self.attendance_days),
            unpaid_leave_days=Fraction(self.unpaid_leave_days),
            paid_statutory_days=Fraction(self.paid_statutory_days),
            holiday_overtime_days=Fraction(self.holiday_overtime_days),
            deduction_fen=self.deduction_fen,
            note=self.note,
        )


class ScheduleEdition(IdMixin, CreatedMixin, Model):
    """A frozen copy of a schedule: its content under one digest; never changed afterwards."""

    __tablename__ = "claims_editions"

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("claims_schedules.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(EncryptedText)
    claimed_fen: Mapped[Fen]
    verified_fen: Mapped[Fen]
    frozen_by: Mapped[str] = mapped_column(String(80))

    __table_args__ = (UniqueConstraint("schedule_id", "number"),)
