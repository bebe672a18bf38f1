"""Requests, opinions with their articles, recusals, and the law table."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.guidance.workflow import GUIDANCE_WORKFLOW


class GuidanceRequest(IdMixin, CreatedMixin, VersionMixin, Model):
    """A question to the studio, with the facts and plans the mediator has."""

    __tablename__ = "guidance_requests"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    mediation_id: Mapped[UUID | None] = mapped_column(ForeignKey("mediation_mediations.id"))
    state: Mapped[str] = mapped_column(String(20))
    number: Mapped[str | None] = mapped_column(String(40), unique=True)
    studio_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    asked_by_name: Mapped[str] = mapped_column(String(80))
    asking_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations_units.id"))
    facts_agreed: Mapped[str] = mapped_column(Text, default="")
    facts_disputed: Mapped[str] = mapped_column(Text, default="")
    questions: Mapped[list[Any]] = mapped_column(default=list)
    law_considered: Mapped[str] = mapped_column(Text, default="")
    plans_considered: Mapped[str] = mapped_column(Text, default="")
    urgency: Mapped[str] = mapped_column(String(8), default="normal")
    needed_by: Mapped[datetime | None]
    attached: Mapped[list[Any]] = mapped_column(default=list)
    judge_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    judge_name: Mapped[str | None] = mapped_column(String(80))
    submitted_at: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(Text)

    opinions: Mapped[list[Opinion]] = relationship(back_populates="request", order_by="Opinion.position")

    __table_args__ = (
        CheckConstraint(GUIDANCE_WORKFLOW.state_check(), name="state_known"),
        Index("ix_guidance_requests_matter", "matter_id", "id"),
        Index(
            "ix_guidance_requests_waiting",
            "studio_id",
            "submitted_at",
            "id",
            postgresql_where=text("state IN ('queued','taken','info_requested')"),
        ),
        Index("ix_guidance_requests_judge", "judge_id", "state", "id"),
    )


class Opinion(IdMixin, CreatedMixin, Model):
    """What the judge answered, never changed afterwards; a later one stands beside it."""

    __tablename__ = "guidance_opinions"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("guidance_requests.id"))
    position: Mapped[int] = mapped_column(default=1)
    judge_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    judge_name: Mapped[str] = mapped_column(String(80))
    facts_relied_on: Mapped[str] = mapped_column(Text, default="")
    plan: Mapped[str] = mapped_column(Text)
    risks: Mapped[str] = mapped_column(Text)
    drafting_notes: Mapped[str] = mapped_column(Text, default="")
    articles: Mapped[list[Any]]
    given_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[str | None] = mapped_column(String(80))
    adoption: Mapped[str | None] = mapped_column(String(16))
    adoption_reason: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decided_at: Mapped[datetime | None]

    request: Mapped[GuidanceRequest] = relationship(back_populates="opinions")

    __table_args__ = (
        UniqueConstraint("request_id", "position"),
        CheckConstraint(
            "adoption IS NULL OR adoption IN ('adopted','partly_adopted','not_adopted')", name="adoption_known"
        ),
    )


class JudgeRecusal(IdMixin, CreatedMixin, Model):
    """A judge stepped aside from a matter."""

    __tablename__ = "guidance_recusals"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    judge_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    ground: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (UniqueConstraint("matter_id", "judge_id"),)


class LawArticle(IdMixin, CreatedMixin, Model):
    """An article by law and number, with our own one-line paraphrase and the days it is in force."""

    __tablename__ = "guidance_law_articles"

    code: Mapped[str] = mapped_column(String(40))
    law: Mapped[str] = mapped_column(String(120))
    article: Mapped[str] = mapped_column(String(40))
    paraphrase: Mapped[str] = mapped_column(Text)
    topics: Mapped[list[Any]] = mapped_column(default=list)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    __table_args__ = (UniqueConstraint("code", "valid_from"),)
