"""Mediations, what each party said and was told, representatives, sessions and who was in the room."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.mediation.workflow import MEDIATION_WORKFLOW

OPEN_STATES = ", ".join(f"'{state}'" for state in MEDIATION_WORKFLOW.open_states)


class Mediation(IdMixin, CreatedMixin, VersionMixin, Model):
    """One mediation of a dispute before one organisation; at most one is open on a matter."""

    __tablename__ = "mediation_mediations"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    state: Mapped[str] = mapped_column(String(32))
    number: Mapped[str | None] = mapped_column(String(40), unique=True)
    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    mediator_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    mediator_name: Mapped[str | None] = mapped_column(String(80))
    recorder_name: Mapped[str | None] = mapped_column(String(80))
    origin: Mapped[str] = mapped_column(String(24))
    court_referral_number: Mapped[str | None] = mapped_column(String(40))
    request: Mapped[str] = mapped_column(Text, default="")
    exclusion: Mapped[str | None] = mapped_column(String(24))
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
    accepted_at: Mapped[datetime | None]
    open_to_public: Mapped[bool] = mapped_column(default=False)
    disclosure: Mapped[str | None] = mapped_column(Text)
    conflict: Mapped[bool] = mapped_column(default=False)
    conflict_accepted: Mapped[bool] = mapped_column(default=False)
    stall_cause: Mapped[str | None] = mapped_column(String(24))
    outcome_note: Mapped[str | None] = mapped_column(Text)
    undisputed_facts: Mapped[str | None] = mapped_column(Text)
    ended_on: Mapped[date | None]

    sessions: Mapped[list[Session]] = relationship(back_populates="mediation", order_by="Session.position")

    __table_args__ = (
        CheckConstraint(MEDIATION_WORKFLOW.state_check(), name="state_known"),
        Index(
            "uq_mediation_mediations_one_open",
            "matter_id",
            unique=True,
            postgresql_where=text(f"state IN ({OPEN_STATES})"),
        ),
        Index("ix_mediation_mediations_org", "org_id", "state", "id"),
        Index("ix_mediation_mediations_mediator", "mediator_id", "state", "id"),
    )


class Consent(IdMixin, CreatedMixin, Model):
    """What one party answered when asked whether to mediate: when, how, recorded by whom."""

    __tablename__ = "mediation_consents"

    mediation_id: Mapped[UUID] = mapped_column(ForeignKey("mediation_mediations.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("intake_parties.id"))
    answer: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(12))
    answered_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(String(80))
    e_service: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        UniqueConstraint("mediation_id", "party_id"),
        CheckConstraint("answer IN ('consent','refuse')", name="answer_known"),
    )


class RightsNotice(IdMixin, CreatedMixin, Model):
    """A party was told its rights and duties and confirmed it (form D05)."""

    __tablename__ = "mediation_rights_notices"

    mediation_id: Mapped[UUID] = mapped_column(ForeignKey("mediation_mediations.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("intake_parties.id"))
    channel: Mapped[str] = mapped_column(String(12))
    read_aloud: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(String(80))

    __table_args__ = (UniqueConstraint("mediation_id", "party_id"),)


class Representative(IdMixin, CreatedMixin, Model):
    """A party chosen to speak for a group of ten or more; a settlement still needs each one's consent (民诉法56)."""

    __tablename__ = "mediation_representatives"

    mediation_id: Mapped[UUID] = mapped_column(ForeignKey("mediation_mediations.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("intake_parties.id"))
    scope: Mapped[str] = mapped_column(Text)
    chosen_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("mediation_id", "party_id"),)


class RepresentativeVote(Model):
    """A member of the group signed the choice of representatives."""

    __tablename__ = "mediation_representative_votes"

    mediation_id: Mapped[UUID] = mapped_column(ForeignKey("mediation_mediations.id"), primary_key=True)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("intake_parties.id"), primary_key=True)
    signed_at: Mapped[datetime]


class Session(IdMixin, CreatedMixin, VersionMixin, Model):
    """One sitting: time, place, what was said, how it ended. Frozen with a digest once it is closed (form D19)."""

    __tablename__ = "mediation_sessions"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), index=True)
    mediation_id: Mapped[UUID] = mapped_column(ForeignKey("mediation_mediations.id"))
    position: Mapped[int]
    mode: Mapped[str] = mapped_column(String(12))
    place: Mapped[str] = mapped_column(String(200))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    record: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str | None] = mapped_column(String(16))
    recorder_name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str | None] = mapped_column(String(64))

    mediation: Mapped[Mediation] = relationship(back_populates="sessions")
    attendance: Mapped[list[Attendance]] = relationship(back_populates="session")

    __table_args__ = (
        UniqueConstraint("mediation_id", "position"),
        CheckConstraint("ended_at IS NULL OR ended_at > started_at", name="ends_after_start"),
    )


class Attendance(IdMixin, Model):
    """A party was in the room, from when to when, and who spoke for it."""

    __tablename__ = "mediation_attendance"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("mediation_sessions.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("intake_parties.id"))
    present: Mapped[bool]
    spoken_for_by: Mapped[str | None] = mapped_column(String(80))
    left_at: Mapped[datetime | None]

    session: Mapped[Session] = relationship(back_populates="attendance")

    __table_args__ = (UniqueConstraint("session_id", "party_id"),)
