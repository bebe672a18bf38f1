"""Notices, one row per event and person; reminders to oneself; messages, what people chose, how many went a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.db import CreatedMixin, EncryptedText, IdMixin, Model, VersionMixin
from app.core.ids import new_id
from app.notifications.rules.sending import standing
from app.notifications.types import Channel, Held, Standing

#: What still has to be handed over, and what waits for its hour.
WAITING = "handed_at IS NULL AND delivered_at IS NULL AND failed_at IS NULL AND held_why IS NULL"
TO_RELEASE = "held_until IS NOT NULL"


def _one_of(column: str, kinds: type[Channel | Held]) -> str:
    return f"{column} IN ({', '.join(repr(kind.value) for kind in kinds)})"


class Notice(IdMixin, CreatedMixin, Model):
    """One sentence to one person about one event, and whether it was read."""

    __tablename__ = "notifications_notices"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    event_id: Mapped[UUID] = mapped_column(ForeignKey("core_events.id"))
    kind: Mapped[str] = mapped_column(String(80))
    matter_id: Mapped[UUID | None]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    sentence: Mapped[dict[str, Any]]
    urgent: Mapped[bool] = mapped_column(default=False)
    read_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    snooze_reason: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (
        UniqueConstraint("event_id", "user_id", "kind"),
        Index("ix_notifications_notices_inbox", "user_id", "id"),
        Index("ix_notifications_notices_unread", "user_id", postgresql_where=text("read_at IS NULL")),
    )


class Reminder(IdMixin, CreatedMixin, VersionMixin, Model):
    """A line somebody wrote to themselves about a matter or an order, and when it comes. Nobody else sees it."""

    __tablename__ = "notifications_reminders"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    order_id: Mapped[UUID | None] = mapped_column(ForeignKey("dispatch_orders.id"))
    words: Mapped[str] = mapped_column(String(200))
    due_at: Mapped[datetime]
    snoozes: Mapped[int] = mapped_column(SmallInteger, default=0)
    rung_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_notifications_reminders_own", "user_id", "due_at", "id"),
        Index(
            "ix_notifications_reminders_due",
            "due_at",
            postgresql_where=text("rung_at IS NULL AND done_at IS NULL"),
        ),
    )


class OutboundMessage(IdMixin, CreatedMixin, Model):
    """One message to one person by one channel; its times tell how far it has come.

    ``key`` is what the gateway knows it by, the same on every try; ``number`` is all of the matter that its text may
    say; ``address`` is kept from the first try on. A digest has no notice and stands for ``count`` others. Its
    notice is named without a key: a message is no row of a matter, and who runs the gateway finds no way to one.
    """

    __tablename__ = "notifications_messages"

    key: Mapped[UUID] = mapped_column(unique=True, default=new_id)
    notice_id: Mapped[UUID | None]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    channel: Mapped[str] = mapped_column(String(8))
    template: Mapped[str] = mapped_column(String(16))
    number: Mapped[str | None] = mapped_column(String(40))
    count: Mapped[int] = mapped_column(SmallInteger, default=0)
    red: Mapped[bool] = mapped_column(default=False)
    digest_id: Mapped[UUID | None] = mapped_column(ForeignKey("notifications_messages.id"))
    held_why: Mapped[str | None] = mapped_column(String(12))
    held_until: Mapped[datetime | None]
    counted_on: Mapped[date | None]
    address: Mapped[str | None] = mapped_column(EncryptedText)
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    tried_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(String(200))
    provider_no: Mapped[str | None] = mapped_column(String(80))
    handed_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now)

    user: Mapped[Any] = relationship("User")
    unit: Mapped[Any] = relationship("Unit")

    __table_args__ = (
        UniqueConstraint("notice_id", "channel"),
        CheckConstraint(_one_of("channel", Channel), name="channel"),
        CheckConstraint(f"held_why IS NULL OR {_one_of('held_why', Held)}", name="held_why"),
        CheckConstraint("delivered_at IS NULL OR failed_at IS NULL", name="one_end"),
        Index("ix_notifications_messages_waiting", "id", postgresql_where=text(WAITING)),
        Index("ix_notifications_messages_to_release", "held_until", postgresql_where=text(TO_RELEASE)),
        Index("ix_notifications_messages_failed", "id", postgresql_where=text("failed_at IS NOT NULL")),
        Index("ix_notifications_messages_digest", "digest_id", postgresql_where=text("digest_id IS NOT NULL")),
    )

    @property
    def standing(self) -> Standing:
        """How far it has come."""
        return standing(self)


class MessageChoice(Model):
    """What a person chose for one kind of event and one channel; no row: as the product sets it."""

    __tablename__ = "notifications_choices"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(16), primary_key=True)
    channel: Mapped[str] = mapped_column(String(8), primary_key=True)
    wanted: Mapped[bool]

    __table_args__ = (CheckConstraint(_one_of("channel", Channel), name="channel"),)


class DailyMessageCount(Model):
    """How many messages went to a person, or from the whole centre, on a day; locked while one is counted."""

    __tablename__ = "notifications_message_counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    whose: Mapped[str] = mapped_column(String(36), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)


class ClockDrill(IdMixin, CreatedMixin, Model):
    """One fire drill of the clocks over a month: who asked for it, and what it found once it is done."""

    __tablename__ = "notifications_clock_drills"

    month: Mapped[date]
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    asked_by_name: Mapped[str] = mapped_column(String(80))
    done_at: Mapped[datetime | None]
    per_desk: Mapped[int] = mapped_column(SmallInteger)
    share: Mapped[int] = mapped_column(SmallInteger)
    rows: Mapped[list[Any]] = mapped_column(default=list)
