"""Mediations, consent, sessions.

Revision 0011_mediation, after 0010_dispatch.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_mediation"
down_revision = "0010_dispatch"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "mediation_mediations",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("mediator_id", sa.Uuid(), nullable=True),
        sa.Column("mediator_name", sa.String(length=80), nullable=True),
        sa.Column("recorder_name", sa.String(length=80), nullable=True),
        sa.Column("origin", sa.String(length=24), nullable=False),
        sa.Column("court_referral_number", sa.String(length=40), nullable=True),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("exclusion", sa.String(length=24), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("open_to_public", sa.Boolean(), nullable=False),
        sa.Column("disclosure", sa.Text(), nullable=True),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("conflict_accepted", sa.Boolean(), nullable=False),
        sa.Column("stall_cause", sa.String(length=24), nullable=True),
        sa.Column("outcome_note", sa.Text(), nullable=True),
        sa.Column("undisputed_facts", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('applied', 'not_accepted', 'consent_pending', 'terminated_refused', 'accepted', 'assigned', 'in_session', 'stalled', 'agreement_drafting', 'agreed', 'agreed_oral', 'failed', 'settled_privately', 'withdrawn', 'performed_without_agreement')",
            name=op.f("ck_mediation_mediations_state_known"),
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_mediation_mediations_matter_id")),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["accounts_users.id"], name=op.f("fk_mediation_mediations_mediator_id")
        ),
        sa.ForeignKeyConstraint(["org_id"], ["organisations_units.id"], name=op.f("fk_mediation_mediations_org_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_mediations")),
        sa.UniqueConstraint("number", name=op.f("uq_mediation_mediations_number")),
    )
    op.create_index(
        "ix_mediation_mediations_mediator", "mediation_mediations", ["mediator_id", "state", "id"], unique=False
    )
    op.create_index("ix_mediation_mediations_org", "mediation_mediations", ["org_id", "state", "id"], unique=False)
    op.create_index(
        "uq_mediation_mediations_one_open",
        "mediation_mediations",
        ["matter_id"],
        unique=True,
        postgresql_where=sa.text(
            "state IN ('applied', 'consent_pending', 'accepted', 'assigned', 'in_session', 'stalled', 'agreement_drafting')"
        ),
    )
    op.create_table(
        "mediation_consents",
        sa.Column("mediation_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("e_service", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("answer IN ('consent','refuse')", name=op.f("ck_mediation_consents_answer_known")),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation_mediations.id"], name=op.f("fk_mediation_consents_mediation_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["intake_parties.id"], name=op.f("fk_mediation_consents_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_consents")),
        sa.UniqueConstraint("mediation_id", "party_id", name=op.f("uq_mediation_consents_mediation_id_party_id")),
    )
    op.create_table(
        "mediation_rights_notices",
        sa.Column("mediation_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("read_aloud", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation_mediations.id"], name=op.f("fk_mediation_rights_notices_mediation_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["intake_parties.id"], name=op.f("fk_mediation_rights_notices_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_rights_notices")),
        sa.UniqueConstraint("mediation_id", "party_id", name=op.f("uq_mediation_rights_notices_mediation_id_party_id")),
    )
    op.create_table(
        "mediation_representatives",
        sa.Column("mediation_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation_mediations.id"], name=op.f("fk_mediation_representatives_mediation_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["intake_parties.id"], name=op.f("fk_mediation_representatives_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_representatives")),
        sa.UniqueConstraint(
            "mediation_id", "party_id", name=op.f("uq_mediation_representatives_mediation_id_party_id")
        ),
    )
    op.create_table(
        "mediation_representative_votes",
        sa.Column("mediation_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation_mediations.id"], name=op.f("fk_mediation_representative_votes_mediation_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["intake_parties.id"], name=op.f("fk_mediation_representative_votes_party_id")
        ),
        sa.PrimaryKeyConstraint("mediation_id", "party_id", name=op.f("pk_mediation_representative_votes")),
    )
    op.create_table(
        "mediation_sessions",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("mediation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=True),
        sa.Column("recorder_name", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at > started_at", name=op.f("ck_mediation_sessions_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_mediation_sessions_matter_id")),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation_mediations.id"], name=op.f("fk_mediation_sessions_mediation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_sessions")),
        sa.UniqueConstraint("mediation_id", "position", name=op.f("uq_mediation_sessions_mediation_id_position")),
    )
    op.create_index(op.f("ix_mediation_sessions_matter_id"), "mediation_sessions", ["matter_id"], unique=False)
    op.create_table(
        "mediation_attendance",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("spoken_for_by", sa.String(length=80), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["intake_parties.id"], name=op.f("fk_mediation_attendance_party_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["mediation_sessions.id"], name=op.f("fk_mediation_attendance_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_attendance")),
        sa.UniqueConstraint("session_id", "party_id", name=op.f("uq_mediation_attendance_session_id_party_id")),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("mediation_attendance")
    op.drop_table("mediation_sessions")
    op.drop_table("mediation_representative_votes")
    op.drop_table("mediation_representatives")
    op.drop_table("mediation_rights_notices")
    op.drop_table("mediation_consents")
    op.drop_table("mediation_mediations")
