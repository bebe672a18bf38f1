"""The foundation's own tables: events and who followed them, transitions, number series, idempotency keys, drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import CreatedMixin, IdMixin, Model


class RecordedEvent(IdMixin, Model):
    """A domain event, stored in the transaction of the change it tells of."""

    __tablename__ = "core_events"

    name: Mapped[str] = mapped_column(String(80))
    matter_id: Mapped[UUID | None]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    payload: Mapped[dict[str, Any]]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        Index("ix_core_events_matter", "matter_id", "id"),
        Index("ix_core_events_happened", "name", "recorded_at"),
    )


class SubscriberRun(Model):
    """One subscriber has done its work for one event; the primary key makes a second time impossible."""

    __tablename__ = "core_subscriber_runs"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("core_events.id"), primary_key=True)
    subscriber: Mapped[str] = mapped_column(String(80), primary_key=True)
    done_at: Mapped[datetime] = mapped_column(default=clock.now)


class TransitionRow(IdMixin, Model):
    """One change of state: who, in which role and unit, from where to where, when and why."""

    __tablename__ = "core_transitions"

    matter_id: Mapped[UUID | None]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(60))
    from_state: Mapped[str] = mapped_column(String(40))
    to_state: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(Text)
    user_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    role: Mapped[str] = mapped_column(String(40))
    actor_name: Mapped[str] = mapped_column(String(80))
    unit_name: Mapped[str] = mapped_column(String(120))
    on_behalf_of: Mapped[str | None] = mapped_column(String(80))
    happened_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        Index("ix_core_transitions_subject", "subject_kind", "subject_id", "id"),
        Index("ix_core_transitions_matter", "matter_id", "id"),
    )


class NumberSeries(Model):
    """The last number given out in a series and year; its row lock keeps the series gap-free."""

    __tablename__ = "core_number_series"

    series: Mapped[str] = mapped_column(String(80), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class IdempotencyKey(CreatedMixin, Model):
    """A request that was sent once: the same key gives the same answer, another body under it is refused."""

    __tablename__ = "core_idempotency_keys"

    actor_key: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    body_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None] = mapped_column(SmallInteger)
    headers: Mapped[dict[str, Any] | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)


class Draft(IdMixin, Model):
    """What somebody is typing, kept on the server until the form is sent."""

    __tablename__ = "core_drafts"

    user_id: Mapped[UUID]
    key: Mapped[str] = mapped_column(String(200))
    fields: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (UniqueConstraint("user_id", "key"),)
