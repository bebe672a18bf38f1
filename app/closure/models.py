"""Return visits with each party's answer, and dossiers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.closure.workflow import DOSSIER_WORKFLOW, VISIT_WORKFLOW
from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin


class ReturnVisit(IdMixin, CreatedMixin, VersionMixin, Model):
    """A check some days after the matter was resolved: was it performed, are the parties satisfied."""

    __tablename__ = "closure_return_visits"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    state: Mapped[str] = mapped_column(String(16))
    position: Mapped[int] = mapped_column(SmallInteger)
    due_on: Mapped[date]
    visited_on: Mapped[date | None]
    visitor_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    visitor_name: Mapped[str | None] = mapped_column(String(80))
    companion: Mapped[str | None] = mapped_column(String(80))
    tries: Mapped[list[Any]] = mapped_column(default=list)
    new_dispute: Mapped[str] = mapped_column(Text, default="")
    escalation: Mapped[str] = mapped_column(Text, default="")
    measures: Mapped[str] = mapped_column(Text, default="")

    answers: Mapped[list[VisitAnswer]] = relationship(back_populates="visit", order_by="VisitAnswer.id")

    __table_args__ = (
        CheckConstraint(VISIT_WORKFLOW.state_check(), name="state_known"),
        UniqueConstraint("matter_id", "position"),
        Index("ix_closure_return_visits_due", "state", "due_on", "id"),
    )


class VisitAnswer(IdMixin, CreatedMixin, Model):
    """What one party answered; satisfaction runs from 1 to 5."""

    __tablename__ = "closure_visit_answers"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("closure_return_visits.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("intake_parties.id"))
    reached: Mapped[bool]
    channel: Mapped[str] = mapped_column(String(12))
    performed: Mapped[bool | None]
    satisfaction: Mapped[int | None] = mapped_column(SmallInteger)
    remark: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime]

    visit: Mapped[ReturnVisit] = relationship(back_populates="answers")

    __table_args__ = (
        UniqueConstraint("visit_id", "party_id"),
        CheckConstraint("satisfaction BETWEEN 1 AND 5", name="satisfaction_range"),
    )


class Dossier(IdMixin, CreatedMixin, VersionMixin, Model):
    """Index and documents of a closed matter in one file, under a manifest digest."""

    __tablename__ = "closure_dossiers"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), unique=True)
    state: Mapped[str] = mapped_column(String(12))
    retention: Mapped[str] = mapped_column(String(16))
    contents: Mapped[list[Any]] = mapped_column(default=list)
    statement: Mapped[str] = mapped_column(Text, default="")
    explained: Mapped[list[Any]] = mapped_column(default=list)
    manifest: Mapped[str | None] = mapped_column(String(64))
    pages: Mapped[int | None]
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files_files.id"))
    filed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    filed_by_name: Mapped[str | None] = mapped_column(String(80))
    filed_on: Mapped[date | None]
    checked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    checked_by_name: Mapped[str | None] = mapped_column(String(80))
    checked_on: Mapped[date | None]

    __table_args__ = (CheckConstraint(DOSSIER_WORKFLOW.state_check(), name="state_known"),)
