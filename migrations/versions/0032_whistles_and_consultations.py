"""Whistles with the units they call, consultations with attendees, minutes, action items and supplements.

Revision 0032_whistles_and_consultations, after 0031_risk.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032_whistles_and_consultations"
down_revision = "0031_risk"
branch_labels = None
depends_on = None

TABLES = (
    "dispatch_minutes_supplements",
    "dispatch_action_items",
    "dispatch_attendees",
    "dispatch_consultations",
    "dispatch_whistle_calls",
    "dispatch_whistles",
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "dispatch_whistles",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("meet_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("arrive_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_by_name", sa.String(length=80), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("overdue_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_name", sa.String(length=80), nullable=True),
        sa.Column("end_note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'called', 'ended', 'withdrawn')", name=op.f("ck_dispatch_whistles_state_known")
        ),
        sa.ForeignKeyConstraint(["center_id"], ["organisations_units.id"], name=op.f("fk_dispatch_whistles_center_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_whistles_matter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_dispatch_whistles_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_whistles")),
        sa.UniqueConstraint("number", name=op.f("uq_dispatch_whistles_number")),
    )
    op.create_index("ix_dispatch_whistles_matter", "dispatch_whistles", ["matter_id", "id"], unique=False)
    op.create_index(
        "ix_dispatch_whistles_open",
        "dispatch_whistles",
        ["arrive_by", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'called'"),
    )
    op.create_index("ix_dispatch_whistles_unit", "dispatch_whistles", ["unit_id", "id"], unique=False)
    op.create_table(
        "dispatch_whistle_calls",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("whistle_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by_name", sa.String(length=80), nullable=True),
        sa.Column("coming", sa.String(length=200), nullable=True),
        sa.Column("expected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_by_name", sa.String(length=80), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrival_noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrival_noted_by_name", sa.String(length=80), nullable=True),
        sa.Column("arrival_noted_by_unit", sa.String(length=120), nullable=True),
        sa.Column("corrections", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_whistle_calls_matter_id")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisations_units.id"], name=op.f("fk_dispatch_whistle_calls_unit_id")
        ),
        sa.ForeignKeyConstraint(
            ["whistle_id"], ["dispatch_whistles.id"], name=op.f("fk_dispatch_whistle_calls_whistle_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_whistle_calls")),
        sa.UniqueConstraint("whistle_id", "position", name=op.f("uq_dispatch_whistle_calls_whistle_id_position")),
        sa.UniqueConstraint("whistle_id", "unit_id", name=op.f("uq_dispatch_whistle_calls_whistle_id_unit_id")),
    )
    op.create_index("ix_dispatch_whistle_calls_unit", "dispatch_whistle_calls", ["unit_id", "id"], unique=False)
    op.create_table(
        "dispatch_consultations",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("chair_id", sa.Uuid(), nullable=False),
        sa.Column("chair_name", sa.String(length=80), nullable=False),
        sa.Column("meet_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("issues", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("called_by_name", sa.String(length=80), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("decisions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_name", sa.String(length=80), nullable=True),
        sa.Column("signed_text", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("signed_hash", sa.String(length=64), nullable=True),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_name", sa.String(length=80), nullable=True),
        sa.Column("end_note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'called', 'minuted', 'signed', 'settled', 'cancelled')",
            name=op.f("ck_dispatch_consultations_state_known"),
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (signed_hash IS NULL)", name=op.f("ck_dispatch_consultations_signed_with_hash")
        ),
        sa.ForeignKeyConstraint(
            ["center_id"], ["organisations_units.id"], name=op.f("fk_dispatch_consultations_center_id")
        ),
        sa.ForeignKeyConstraint(["chair_id"], ["accounts_users.id"], name=op.f("fk_dispatch_consultations_chair_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_consultations_matter_id")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisations_units.id"], name=op.f("fk_dispatch_consultations_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_consultations")),
        sa.UniqueConstraint("number", name=op.f("uq_dispatch_consultations_number")),
    )
    op.create_index("ix_dispatch_consultations_matter", "dispatch_consultations", ["matter_id", "id"], unique=False)
    op.create_index("ix_dispatch_consultations_unit", "dispatch_consultations", ["unit_id", "id"], unique=False)
    op.create_table(
        "dispatch_attendees",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("adviser", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("names", sa.String(length=200), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("answer_words", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_name", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "answer IS NULL OR answer IN ('confirmed','objected')", name=op.f("ck_dispatch_attendees_answer_known")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["dispatch_consultations.id"], name=op.f("fk_dispatch_attendees_consultation_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_attendees_matter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_dispatch_attendees_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_attendees")),
        sa.UniqueConstraint("consultation_id", "position", name=op.f("uq_dispatch_attendees_consultation_id_position")),
        sa.UniqueConstraint("consultation_id", "unit_id", name=op.f("uq_dispatch_attendees_consultation_id_unit_id")),
    )
    op.create_index("ix_dispatch_attendees_unit", "dispatch_attendees", ["unit_id", "id"], unique=False)
    op.create_table(
        "dispatch_action_items",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moves", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_name", sa.String(length=80), nullable=True),
        sa.Column("done_words", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["dispatch_consultations.id"], name=op.f("fk_dispatch_action_items_consultation_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_action_items_matter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_dispatch_action_items_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_action_items")),
        sa.UniqueConstraint(
            "consultation_id", "position", name=op.f("uq_dispatch_action_items_consultation_id_position")
        ),
    )
    op.create_index(
        "ix_dispatch_action_items_open",
        "dispatch_action_items",
        ["unit_id", "due_on", "id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL AND agreed_at IS NOT NULL"),
    )
    op.create_table(
        "dispatch_minutes_supplements",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_by_name", sa.String(length=80), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chain_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["dispatch_consultations.id"],
            name=op.f("fk_dispatch_minutes_supplements_consultation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_minutes_supplements_matter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_minutes_supplements")),
        sa.UniqueConstraint(
            "consultation_id", "position", name=op.f("uq_dispatch_minutes_supplements_consultation_id_position")
        ),
    )


def downgrade() -> None:
    """Take it back."""
    for table in TABLES:
        op.drop_table(table)
