"""Money that really moved in a matter."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, Fen, IdMixin, Model


class Receipt(IdMixin, CreatedMixin, Model):
    """One payment: payer, payee, day, the bank's reference. It belongs to the matter; agreements allocate it."""

    __tablename__ = "claims_receipts"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    row_id: Mapped[UUID | None] = mapped_column(ForeignKey("claims_rows.id"))
    payer: Mapped[str] = mapped_column(String(200))
    payer_party_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_parties.id"))
    payee: Mapped[str] = mapped_column(String(200))
    payee_party_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_parties.id"))
    amount_fen: Mapped[Fen]
    paid_on: Mapped[date]
    way: Mapped[str] = mapped_column(String(8))
    bank_reference: Mapped[str] = mapped_column(String(80))
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files_files.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[str] = mapped_column(String(80))
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[str | None] = mapped_column(String(80))
    void_reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        CheckConstraint("way IN ('bank','cash')", name="way_known"),
        Index(
            "uq_claims_receipts_reference",
            "matter_id",
            "bank_reference",
            unique=True,
            postgresql_where=text("voided_at IS NULL"),
        ),
        Index("ix_claims_receipts_matter", "matter_id", "paid_on", "id"),
        Index("ix_claims_receipts_row", "row_id", postgresql_where=text("row_id IS NOT NULL")),
    )
