"""What hangs on the roster of a collective matter: each claimant's own consent, and lists waiting for a second look."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, EncryptedText, IdMixin, Model


class ClaimantConsent(IdMixin, CreatedMixin, Model):
    """One claimant agreed, on a day and on a paper, to be handled together with the others; the paper may be shared."""

    __tablename__ = "intake_claimant_consents"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("intake_parties.id"))
    channel: Mapped[str] = mapped_column(String(12))
    paper: Mapped[str] = mapped_column(String(120))
    given_on: Mapped[date]
    recorded_by: Mapped[str] = mapped_column(String(80))

    __table_args__ = (
        Index("ix_intake_claimant_consents_party", "party_id"),
        Index("ix_intake_claimant_consents_matter", "matter_id"),
    )


class RosterSheet(IdMixin, CreatedMixin, Model):
    """A list of claimants between handing in and storing, kept for a day; the rows hold personal particulars."""

    __tablename__ = "intake_roster_sheets"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), index=True)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    rows: Mapped[str] = mapped_column(EncryptedText)
