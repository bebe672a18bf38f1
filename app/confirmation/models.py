"""Applications, each party's will, the package, verification, and service of the ruling."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.confirmation.workflow import CONFIRMATION_WORKFLOW
from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin

OPEN = ", ".join(f"'{state}'" for state in (*CONFIRMATION_WORKFLOW.open_states, "confirmed"))


class Application(IdMixin, CreatedMixin, VersionMixin, Model):
    """The parties' joint application for one agreement to one court; never two at a time."""

    __tablename__ = "confirmation_applications"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), index=True)
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_agreements.id"))
    state: Mapped[str] = mapped_column(String(24))
    court_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    route: Mapped[str] = mapped_column(String(24))
    effective_on: Mapped[date]
    last_day_on: Mapped[date]
    prepared_by: Mapped[str] = mapped_column(String(80))
    guided_by: Mapped[list[Any]] = mapped_column(default=list)
    submitted_at: Mapped[datetime | None]
    supplement_note: Mapped[str | None] = mapped_column(Text)
    supplement_until: Mapped[date | None]
    case_number: Mapped[str | None] = mapped_column(String(40), unique=True)
    accepted_on: Mapped[date | None]
    judge_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    judge_name: Mapped[str | None] = mapped_column(String(80))
    guided_acknowledged: Mapped[bool] = mapped_column(default=False)
    ground: Mapped[str | None] = mapped_column(String(8))
    ruling_reason: Mapped[str | None] = mapped_column(Text)
    ruled_on: Mapped[date | None]

    wills: Mapped[list[Will]] = relationship(back_populates="application", order_by="Will.id")
    materials: Mapped[list[Material]] = relationship(back_populates="application", order_by="Material.position")

    __table_args__ = (
        CheckConstraint(CONFIRMATION_WORKFLOW.state_check(), name="state_known"),
        Index(
            "uq_confirmation_applications_one",
            "agreement_id",
            unique=True,
            postgresql_where=text(f"state IN ({OPEN})"),
        ),
        Index("ix_confirmation_applications_docket", "court_id", "state", "last_day_on", "id"),
    )


class Will(IdMixin, CreatedMixin, Model):
    """One party joins the application: signed it, the commitment and the address for service."""

    __tablename__ = "confirmation_wills"

    application_id: Mapped[UUID] = mapped_column(ForeignKey("confirmation_applications.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("intake_parties.id"))
    joined_at: Mapped[datetime | None]
    commitment_at: Mapped[datetime | None]
    address_at: Mapped[datetime | None]
    recorded_by: Mapped[str | None] = mapped_column(String(80))
    served_at: Mapped[datetime | None]
    served_how: Mapped[str | None] = mapped_column(String(40))

    application: Mapped[Application] = relationship(back_populates="wills")

    __table_args__ = (UniqueConstraint("application_id", "party_id"),)


class Material(IdMixin, CreatedMixin, Model):
    """One paper of the package, handed over in so many copies."""

    __tablename__ = "confirmation_materials"

    application_id: Mapped[UUID] = mapped_column(ForeignKey("confirmation_applications.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(24))
    required: Mapped[bool]
    present: Mapped[bool] = mapped_column(default=False)
    copies: Mapped[int] = mapped_column(default=1)
    original_seen: Mapped[bool] = mapped_column(default=False)
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("rendering_documents.id"))
    note: Mapped[str] = mapped_column(Text, default="")

    application: Mapped[Application] = relationship(back_populates="materials")

    __table_args__ = (UniqueConstraint("application_id", "kind"),)


class Verification(IdMixin, CreatedMixin, Model):
    """The court met all parties together and asked its questions (民诉法解释356)."""

    __tablename__ = "confirmation_verifications"

    application_id: Mapped[UUID] = mapped_column(ForeignKey("confirmation_applications.id"), unique=True)
    mode: Mapped[str] = mapped_column(String(8))
    held_at: Mapped[datetime]
    present: Mapped[list[Any]]
    answers: Mapped[dict[str, Any]]
    judge_name: Mapped[str] = mapped_column(String(80))
