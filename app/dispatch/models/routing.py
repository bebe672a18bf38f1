"""Routing rules by revision, and what became of each proposal."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, IdMixin, Model


class RoutingRule(IdMixin, CreatedMixin, Model):
    """One revision of the rule for a kind of dispute: which units lead and assist, when, and with what task."""

    __tablename__ = "dispatch_routing_rules"

    code: Mapped[str] = mapped_column(String(40))
    revision: Mapped[int] = mapped_column(SmallInteger)
    dispute_type: Mapped[str] = mapped_column(String(32))
    leads: Mapped[list[Any]]
    assists: Mapped[list[Any]]
    lead_task: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("code", "revision"),
        Index(
            "uq_dispatch_routing_rules_in_force",
            "dispute_type",
            unique=True,
            postgresql_where=text("published_at IS NOT NULL AND retired_at IS NULL"),
        ),
    )


class ProposalRecord(IdMixin, CreatedMixin, Model):
    """What the platform proposed for a matter, what the dispatcher chose, and why they differ; counted per rule."""

    __tablename__ = "dispatch_proposals"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), index=True)
    rule_code: Mapped[str] = mapped_column(String(40))
    rule_revision: Mapped[int] = mapped_column(SmallInteger)
    proposed: Mapped[dict[str, Any]]
    chosen: Mapped[dict[str, Any]]
    changed: Mapped[bool]
    change_reason: Mapped[str | None] = mapped_column(Text)
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    decided_by_name: Mapped[str] = mapped_column(String(80))
    decided_at: Mapped[datetime]

    __table_args__ = (Index("ix_dispatch_proposals_rule", "rule_code", "rule_revision", "changed"),)
