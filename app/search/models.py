"""One row per matter."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Model


class SearchEntry(Model):
    """What a matter is found by."""

    __tablename__ = "search_entries"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), primary_key=True)
    words: Mapped[Any] = mapped_column(TSVECTOR)
    names: Mapped[Any] = mapped_column(TSVECTOR)
    numbers: Mapped[list[str]] = mapped_column(ARRAY(String(64)))
    indexed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        Index("ix_search_entries_words", "words", postgresql_using="gin"),
        Index("ix_search_entries_names", "names", postgresql_using="gin"),
        Index("ix_search_entries_numbers", "numbers", postgresql_using="gin"),
    )
