"""What other systems handed in under their own numbers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model


class OutsideReport(Model):
    """One report of another system: its number there, a keyed fingerprint of its content, and the event it became."""

    __tablename__ = "intake_outside_reports"

    source: Mapped[str] = mapped_column(String(24), primary_key=True)
    outside_number: Mapped[str] = mapped_column(String(64), primary_key=True)
    content_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), index=True)
    received_at: Mapped[datetime]
