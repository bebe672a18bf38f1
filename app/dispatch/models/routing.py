"""Routing rules by revision, drafts and their trials, and what became of each proposal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin

#: The number of a revision that is not published yet; so there is at most one draft of a rule.
DRAFT = 0


class RoutingRule(IdMixin, CreatedMixin, VersionMixin, Model):
    """One revision of the rule for a kind of dispute: which units lead and assist, when, and with what task.

    A draft has no number yet and says which revision it was ``based_on`` (0 where no rule was in force). A revision
    that brings an earlier one back says which: ``restored_from``.
    """

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
    based_on: Mapped[int] = mapped_column(SmallInteger, default=0)
    restored_from: Mapped[int | None] = mapped_column(SmallInteger)
    drafted_by_name: Mapped[str] = mapped_column(String(80), default="")
    published_by_name: Mapped[str] = mapped_column(String(80), default="")
    publish_reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint("code", "revision"),
        CheckConstraint(f"(revision = {DRAFT}) = (published_at IS NULL)", name="draft_has_no_number"),
        Index(
            "uq_dispatch_routing_rules_in_force",
            "dispute_type",
            unique=True,
            postgresql_where=text("published_at IS NOT NULL AND retired_at IS NULL"),
        ),
    )


class RoutingTrial(IdMixin, CreatedMixin, Model):
    """A draft asked over matters of the past, beside the rule in force. Nothing of a matter is kept but its id."""

    __tablename__ = "dispatch_routing_trials"

    rule_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_routing_rules.id", ondelete="CASCADE"), index=True)
    draft_hash: Mapped[str] = mapped_column(String(64))
    first_on: Mapped[date]
    last_on: Mapped[date]
    asked: Mapped[int]
    same: Mapped[int]
    elsewhere: Mapped[int]
    nobody: Mapped[int]
    left_out: Mapped[int]
    rows: Mapped[list[Any]]
    tried_by_name: Mapped[str] = mapped_column(String(80))

    __table_args__ = (CheckConstraint("asked = same + elsewhere + nobody", name="every_matter_once"),)


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

    __table_args__ = (
        Index("ix_dispatch_proposals_rule", "rule_code", "rule_revision", "changed"),
        Index("ix_dispatch_proposals_decided", "rule_code", "decided_at"),
    )
