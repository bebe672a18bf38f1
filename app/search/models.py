"""One row per matter, and the views people keep of their lists."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import CreatedMixin, IdMixin, Model


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


class SavedView(IdMixin, CreatedMixin, Model):
    """A list's query under a name; who opens it sees what the query finds for them, never the owner's rows."""

    __tablename__ = "search_saved_views"

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    owner_name: Mapped[str] = mapped_column(String(80))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    list: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(20))
    query: Mapped[str] = mapped_column(String(600))
    scope: Mapped[str] = mapped_column(String(16))

    __table_args__ = (
        UniqueConstraint("owner_id", "list", "name"),
        Index("ix_search_saved_views_unit", "unit_id", "list"),
    )


class ListColumns(Model):
    """Which columns of a list a person wants to see, in their order; without a row the list shows its own choice."""

    __tablename__ = "search_list_columns"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"), primary_key=True)
    list: Mapped[str] = mapped_column(String(16), primary_key=True)
    columns: Mapped[Any] = mapped_column(ARRAY(String(16)))
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
