"""Chain heads, chained entries, the read log and anchors. The application's role owns none of these tables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import IdMixin, Model


class ChainHead(Model):
    """The last entry of a chain; its row lock puts writers of one chain in line."""

    __tablename__ = "audit_chain_heads"

    chain: Mapped[str] = mapped_column(String(80), primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger, default=0)
    digest: Mapped[str] = mapped_column(String(64))


class AuditEntry(Model):
    """One act in a chain: sequence, content in canonical form, the digest before and its own."""

    __tablename__ = "audit_entries"

    chain: Mapped[str] = mapped_column(String(80), primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    happened_at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(80))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    matter_id: Mapped[UUID | None]
    user_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    role: Mapped[str] = mapped_column(String(40))
    actor_name: Mapped[str] = mapped_column(String(80))
    unit_name: Mapped[str] = mapped_column(String(120))
    on_behalf_of: Mapped[str | None] = mapped_column(String(80))
    details: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        Index("ix_audit_entries_matter", "matter_id", "sequence"),
        Index("ix_audit_entries_user", "user_id", "happened_at"),
        Index("ix_audit_entries_time", "happened_at"),
    )


class ReadEntry(IdMixin, Model):
    """Somebody looked at a matter's content; sealed into a chain every hour."""

    __tablename__ = "audit_reads"

    happened_at: Mapped[datetime] = mapped_column(default=clock.now)
    what: Mapped[str] = mapped_column(String(80))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID | None]
    matter_id: Mapped[UUID | None]
    user_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    role: Mapped[str] = mapped_column(String(40))
    actor_name: Mapped[str] = mapped_column(String(80))
    request_id: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (Index("ix_audit_reads_matter", "matter_id", "happened_at"),)


class ReadSeal(Model):
    """Up to which read entry the log is sealed, with the digest of that stretch."""

    __tablename__ = "audit_read_seals"

    last_read_id: Mapped[UUID] = mapped_column(ForeignKey("audit_reads.id"), primary_key=True)
    count: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[datetime] = mapped_column(default=clock.now)


class Anchor(Model):
    """One day's heads of all chains, also written to a file outside the database."""

    __tablename__ = "audit_anchors"

    on: Mapped[date] = mapped_column(primary_key=True)
    chains: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    path: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
