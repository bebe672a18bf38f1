"""People and organisations, registered once, and how they stand in a matter."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, EncryptedText, IdMixin, Model, VersionMixin
from app.intake.models.matters import Event
from app.intake.workflow import CLAIMANT_WORKFLOW


class Person(IdMixin, CreatedMixin, Model):
    """Somebody the centre has met before, known again by the blind index of the identity number."""

    __tablename__ = "intake_people"

    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(120))
    identity_index: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)


class MatterParty(IdMixin, CreatedMixin, VersionMixin, Model):
    """A party of a matter: role, side and a snapshot of the particulars as they were given.

    On the roster of a collective matter an applicant has a ``state`` of its own and may have an ``origin``, the party
    of the event it came from; the claimant handled apart is the origin of the party in the event begun for it.
    """

    __tablename__ = "intake_parties"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_people.id"))
    position: Mapped[int] = mapped_column(default=0)
    role: Mapped[str] = mapped_column(String(16))
    side: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(120))
    id_number: Mapped[str | None] = mapped_column(EncryptedText)
    id_index: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    id_tail: Mapped[str | None] = mapped_column(String(4))
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    phone_tail_index: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    address: Mapped[str | None] = mapped_column(EncryptedText)
    sex: Mapped[str | None] = mapped_column(String(1))
    birth_date: Mapped[date | None] = mapped_column()
    uscc: Mapped[str | None] = mapped_column(String(18))
    legal_representative: Mapped[str | None] = mapped_column(String(80))
    occupation: Mapped[str | None] = mapped_column(String(80))
    flags: Mapped[list[Any]] = mapped_column(default=list)
    public_code: Mapped[str] = mapped_column(String(12), unique=True)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str | None] = mapped_column(String(12))
    origin_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_parties.id"), index=True)

    event: Mapped[Event] = relationship(back_populates="parties")
    agents: Mapped[list[Agent]] = relationship(back_populates="party")

    __table_args__ = (
        CheckConstraint("role IN ('applicant','respondent','third_party')", name="role_known"),
        CheckConstraint("kind IN ('person','organisation')", name="kind_known"),
        CheckConstraint(f"state IS NULL OR {CLAIMANT_WORKFLOW.state_check()}", name="state_known"),
        Index("ix_intake_parties_matter", "matter_id", "position"),
        Index("ix_intake_parties_roster", "matter_id", "position", "id", postgresql_where=text("state IS NOT NULL")),
        Index("ix_intake_parties_id_index", "id_index"),
        Index("ix_intake_parties_phone_index", "phone_index"),
        Index("ix_intake_parties_name", "name"),
        Index(
            "uq_intake_parties_once",
            "matter_id",
            "id_index",
            unique=True,
            postgresql_where=text("id_index IS NOT NULL AND withdrawn IS false"),
        ),
    )


class Agent(IdMixin, CreatedMixin, Model):
    """Who acts for a party: legal representative, guardian, entrusted agent or group representative, and the paper."""

    __tablename__ = "intake_agents"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), index=True)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("intake_parties.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(80))
    id_number: Mapped[str | None] = mapped_column(EncryptedText)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    category: Mapped[str | None] = mapped_column(String(24))
    scope: Mapped[list[Any]] = mapped_column(default=list)
    authority_file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files_files.id"))
    note: Mapped[str] = mapped_column(Text, default="")

    party: Mapped[MatterParty] = relationship(back_populates="agents")
