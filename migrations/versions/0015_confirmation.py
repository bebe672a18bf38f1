"""Applications for judicial confirmation and the docket.

Revision 0015_confirmation, after 0014_agreements.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015_confirmation"
down_revision = "0014_agreements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "confirmation_applications",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("court_id", sa.Uuid(), nullable=False),
        sa.Column("route", sa.String(length=24), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("last_day_on", sa.Date(), nullable=False),
        sa.Column("prepared_by", sa.String(length=80), nullable=False),
        sa.Column("guided_by", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("supplement_note", sa.Text(), nullable=True),
        sa.Column("supplement_until", sa.Date(), nullable=True),
        sa.Column("case_number", sa.String(length=40), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("judge_id", sa.Uuid(), nullable=True),
        sa.Column("judge_name", sa.String(length=80), nullable=True),
        sa.Column("guided_acknowledged", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.String(length=8), nullable=True),
        sa.Column("ruling_reason", sa.Text(), nullable=True),
        sa.Column("ruled_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'ready', 'submitted', 'supplement_required', 'deemed_withdrawn', 'not_accepted', 'accepted', 'verified', 'withdrawn', 'rejected_355', 'confirmed', 'rejected')",
            name=op.f("ck_confirmation_applications_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements_agreements.id"], name=op.f("fk_confirmation_applications_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["court_id"], ["organisations_units.id"], name=op.f("fk_confirmation_applications_court_id")
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["accounts_users.id"], name=op.f("fk_confirmation_applications_judge_id")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["intake_events.id"], name=op.f("fk_confirmation_applications_matter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_applications")),
        sa.UniqueConstraint("case_number", name=op.f("uq_confirmation_applications_case_number")),
    )
    op.create_index(
        "ix_confirmation_applications_docket",
        "confirmation_applications",
        ["court_id", "state", "last_day_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_confirmation_applications_matter_id"), "confirmation_applications", ["matter_id"], unique=False
    )
    op.create_index(
        "uq_confirmation_applications_one",
        "confirmation_applications",
        ["agreement_id"],
        unique=True,
        postgresql_where=sa.text(
            "state IN ('draft', 'ready', 'submitted', 'supplement_required', 'accepted', 'verified', 'confirmed')"
        ),
    )
    op.create_table(
        "confirmation_wills",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("commitment_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("address_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.String(length=80), nullable=True),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("served_how", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["confirmation_applications.id"], name=op.f("fk_confirmation_wills_application_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["intake_parties.id"], name=op.f("fk_confirmation_wills_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_wills")),
        sa.UniqueConstraint("application_id", "party_id", name=op.f("uq_confirmation_wills_application_id_party_id")),
    )
    op.create_table(
        "confirmation_materials",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("original_seen", sa.Boolean(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["confirmation_applications.id"], name=op.f("fk_confirmation_materials_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["rendering_documents.id"], name=op.f("fk_confirmation_materials_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_materials")),
        sa.UniqueConstraint("application_id", "kind", name=op.f("uq_confirmation_materials_application_id_kind")),
    )
    op.create_table(
        "confirmation_verifications",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("present", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("judge_name", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["confirmation_applications.id"],
            name=op.f("fk_confirmation_verifications_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_verifications")),
        sa.UniqueConstraint("application_id", name=op.f("uq_confirmation_verifications_application_id")),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("confirmation_verifications")
    op.drop_table("confirmation_materials")
    op.drop_table("confirmation_wills")
    op.drop_table("confirmation_applications")
