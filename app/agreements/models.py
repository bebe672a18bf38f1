"""Agreements, their frozen versions, parties, signatures, claims held, notices, duties and allocated money."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.agreements.workflow import AGREEMENT_WORKFLOW
from app.core.db import CreatedMixin, EncryptedText, Fen, IdMixin, Model, VersionMixin


class Agreement(IdMixin, CreatedMixin, VersionMixin, Model):
    """One agreement of a mediation: the draft content and what the file knows around it, both as JSON text."""

    __tablename__ = "agreements_agreements"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    mediation_id: Mapped[UUID] = mapped_column(ForeignKey("mediation_mediations.id"))
    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    state: Mapped[str] = mapped_column(String(24))
    kind: Mapped[str] = mapped_column(String(24))
    form: Mapped[str] = mapped_column(String(8))
    number: Mapped[str | None] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(120))
    schedule_id: Mapped[UUID | None] = mapped_column(ForeignKey("claims_schedules.id"))
    content: Mapped[str] = mapped_column(EncryptedText)
    noted: Mapped[str] = mapped_column(EncryptedText)
    content_digest: Mapped[str] = mapped_column(String(64))
    total_fen: Mapped[Fen] = mapped_column(default=0)
    edition: Mapped[int] = mapped_column(default=0)
    drafted_by: Mapped[str] = mapped_column(String(80))
    effective_at: Mapped[datetime | None]
    performed_on: Mapped[date | None]
    lapse_cause: Mapped[str | None] = mapped_column(String(24))
    confirmed: Mapped[bool] = mapped_column(default=False)
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("agreements_agreements.id"))

    versions: Mapped[list[AgreementVersion]] = relationship(back_populates="agreement", order_by="AgreementVersion.no")

    __table_args__ = (
        CheckConstraint(AGREEMENT_WORKFLOW.state_check(), name="state_known"),
        CheckConstraint("form IN ('written','oral')", name="form_known"),
        CheckConstraint("total_fen >= 0", name="total_not_negative"),
        CheckConstraint(
            "effective_at IS NOT NULL OR state IN ('draft','frozen','lapsed')", name="effect_has_an_instant"
        ),
        Index(
            "uq_agreements_agreements_one_draft",
            "mediation_id",
            unique=True,
            postgresql_where=text("state IN ('draft','frozen')"),
        ),
        Index("ix_agreements_agreements_matter", "matter_id", "id"),
        Index("ix_agreements_agreements_state", "state", "id"),
        Index("ix_agreements_agreements_org", "org_id", "state", "id"),
    )


class AgreementVersion(IdMixin, CreatedMixin, Model):
    """A frozen version: content, wording and document under one digest, with the lint report and what was let pass."""

    __tablename__ = "agreements_versions"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_agreements.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    no: Mapped[int]
    content: Mapped[str] = mapped_column(EncryptedText)
    wording: Mapped[str] = mapped_column(EncryptedText)
    content_digest: Mapped[str] = mapped_column(String(64))
    wording_digest: Mapped[str] = mapped_column(String(64))
    document_digest: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    document_id: Mapped[UUID | None]
    lint: Mapped[dict[str, Any]]
    frozen_by: Mapped[str] = mapped_column(String(80))
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None] = mapped_column(Text)

    agreement: Mapped[Agreement] = relationship(back_populates="versions")

    __table_args__ = (UniqueConstraint("agreement_id", "no"),)


class AgreementParty(IdMixin, Model):
    """A party of a frozen version: how the text calls it, and which party of the matter it is."""

    __tablename__ = "agreements_parties"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_versions.id"))
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_parties.id"))
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(16))
    standing: Mapped[str | None] = mapped_column(String(16))
    signs: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (UniqueConstraint("version_id", "key"), Index("ix_agreements_parties_party", "party_id"))


class Signature(IdMixin, CreatedMixin, Model):
    """One hand on a frozen version: whose, when, how, checked by whom."""

    __tablename__ = "agreements_signatures"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_agreements.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_versions.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    signer: Mapped[str] = mapped_column(String(16))
    party_key: Mapped[str] = mapped_column(String(40), default="")
    name: Mapped[str] = mapped_column(String(120))
    agent: Mapped[str | None] = mapped_column(String(120))
    by_statutory_agent: Mapped[bool] = mapped_column(default=False)
    mode: Mapped[str] = mapped_column(String(16))
    signed_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200), default="")
    device: Mapped[str] = mapped_column(String(80), default="")
    identity_checked: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[str] = mapped_column(String(80))
    voided_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("signer IN ('party','mediator','organisation')", name="signer_known"),
        CheckConstraint("(signer = 'party') = (party_key <> '')", name="party_named"),
        Index(
            "uq_agreements_signatures_once",
            "version_id",
            "signer",
            "party_key",
            unique=True,
            postgresql_where=text("voided_at IS NULL"),
        ),
        Index("ix_agreements_signatures_agreement", "agreement_id", "signed_at"),
    )


class LintOverride(IdMixin, CreatedMixin, Model):
    """The director let one blocking rule pass for one content, with a reason that is printed."""

    __tablename__ = "agreements_overrides"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_agreements.id"))
    rule_id: Mapped[str] = mapped_column(String(8))
    content_digest: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    by_name: Mapped[str] = mapped_column(String(80))

    __table_args__ = (UniqueConstraint("agreement_id", "rule_id", "content_digest"),)


class ClaimAssignment(IdMixin, CreatedMixin, Model):
    """A claim of the schedule held by one agreement; at most one open holder for each claim."""

    __tablename__ = "agreements_claim_assignments"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_agreements.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_versions.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    claim_row_id: Mapped[UUID] = mapped_column(ForeignKey("claims_rows.id"))
    worker: Mapped[str] = mapped_column(String(120))
    amount_fen: Mapped[Fen]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None] = mapped_column(String(24))

    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        Index(
            "uq_agreements_claim_assignments_one_holder",
            "claim_row_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_agreements_claim_assignments_agreement", "agreement_id"),
    )


class Notice(IdMixin, CreatedMixin, Model):
    """A notice of assignment to the debtor and what proves that it arrived (民法典546)."""

    __tablename__ = "agreements_notices"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_agreements.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    number: Mapped[int]
    sender: Mapped[str] = mapped_column(String(12))
    mode: Mapped[str] = mapped_column(String(16))
    receiver: Mapped[str] = mapped_column(String(120))
    receiver_role: Mapped[str] = mapped_column(String(24))
    address: Mapped[str | None] = mapped_column(EncryptedText)
    sent_at: Mapped[datetime]
    arrived_at: Mapped[datetime | None]
    reference: Mapped[str] = mapped_column(String(80), default="")
    proof: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files_files.id"))
    document_id: Mapped[UUID | None]
    recorded_by: Mapped[str] = mapped_column(String(80))

    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        CheckConstraint("sender IN ('assignors','assignee')", name="sender_known"),
        CheckConstraint("arrived_at IS NULL OR arrived_at >= sent_at", name="arrives_after_sending"),
    )

    @property
    def is_proven(self) -> bool:
        """Whether arrival and proof are on record and the receiver was authorised."""
        return bool(self.arrived_at and self.proof) and self.receiver_role != "unauthorised"


class Obligation(IdMixin, CreatedMixin, Model):
    """One duty of an agreement in force: who owes whom what by when, and how much of it is fulfilled, in fen."""

    __tablename__ = "agreements_obligations"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_agreements.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_versions.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    position: Mapped[int]
    clause_key: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(12))
    obligor: Mapped[str] = mapped_column(String(240))
    obligee: Mapped[str] = mapped_column(String(240))
    obligee_party_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_parties.id"))
    claim_row_id: Mapped[UUID | None] = mapped_column(ForeignKey("claims_rows.id"))
    what: Mapped[str] = mapped_column(Text, default="")
    amount_fen: Mapped[Fen] = mapped_column(default=0)
    paid_fen: Mapped[Fen] = mapped_column(default=0)
    due_on: Mapped[date | None]
    fulfilled_on: Mapped[date | None]
    fulfilled_by: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text, default="")

    allocations: Mapped[list[Allocation]] = relationship(back_populates="obligation", order_by="Allocation.id")

    __table_args__ = (
        UniqueConstraint("agreement_id", "position"),
        CheckConstraint("paid_fen BETWEEN 0 AND amount_fen", name="paid_within_owed"),
        CheckConstraint("kind IN ('payment','act','delivery')", name="kind_known"),
        CheckConstraint("kind <> 'payment' OR amount_fen > 0", name="payment_has_a_sum"),
        Index(
            "ix_agreements_obligations_due",
            "due_on",
            "agreement_id",
            postgresql_where=text("fulfilled_on IS NULL"),
        ),
        Index("ix_agreements_obligations_claim", "claim_row_id"),
    )

    @property
    def outstanding_fen(self) -> int:
        """What is still owed."""
        return 0 if self.fulfilled_on else self.amount_fen - self.paid_fen


class Allocation(IdMixin, CreatedMixin, Model):
    """Part of a receipt of money counted towards one duty, in fen."""

    __tablename__ = "agreements_allocations"

    obligation_id: Mapped[UUID] = mapped_column(ForeignKey("agreements_obligations.id"))
    receipt_id: Mapped[UUID] = mapped_column(ForeignKey("claims_receipts.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    amount_fen: Mapped[Fen]
    recorded_by: Mapped[str] = mapped_column(String(80))
    voided_at: Mapped[datetime | None]

    obligation: Mapped[Obligation] = relationship(back_populates="allocations")

    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        Index(
            "uq_agreements_allocations_once",
            "obligation_id",
            "receipt_id",
            unique=True,
            postgresql_where=text("voided_at IS NULL"),
        ),
        Index("ix_agreements_allocations_receipt", "receipt_id"),
    )


class Certificate(IdMixin, CreatedMixin, Model):
    """A certificate of voluntary performance D41: by an agreement, or by the verified schedule where none was signed.

    Amounts in fen."""

    __tablename__ = "agreements_certificates"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    agreement_id: Mapped[UUID | None] = mapped_column(ForeignKey("agreements_agreements.id"))
    schedule_id: Mapped[UUID | None] = mapped_column(ForeignKey("claims_schedules.id"))
    number: Mapped[str] = mapped_column(String(40), unique=True)
    obligor: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(String(12))
    basis_number: Mapped[str] = mapped_column(String(80))
    amount_fen: Mapped[Fen]
    performed_on: Mapped[date]
    document_id: Mapped[UUID | None]
    issued_by: Mapped[str] = mapped_column(String(80))

    __table_args__ = (
        CheckConstraint("basis IN ('agreement','schedule')", name="basis_known"),
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        Index("ix_agreements_certificates_matter", "matter_id"),
    )
