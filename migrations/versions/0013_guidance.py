"""Requests to the duty judge and opinions.

Revision 0013_guidance, after 0012_claims.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013_guidance"
down_revision = "0012_claims"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "guidance_law_articles",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("law", sa.String(length=120), nullable=False),
        sa.Column("article", sa.String(length=40), nullable=False),
        sa.Column("paraphrase", sa.Text(), nullable=False),
        sa.Column("topics", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_law_articles")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_guidance_law_articles_code_valid_from")),
    )
    op.create_table(
        "guidance_recusals",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("judge_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["judge_id"], ["accounts_users.id"], name=op.f("fk_guidance_recusals_judge_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_guidance_recusals_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_recusals")),
        sa.UniqueConstraint("matter_id", "judge_id", name=op.f("uq_guidance_recusals_matter_id_judge_id")),
    )
    op.create_table(
        "guidance_requests",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("mediation_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("studio_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by_name", sa.String(length=80), nullable=False),
        sa.Column("asking_unit_id", sa.Uuid(), nullable=True),
        sa.Column("facts_agreed", sa.Text(), nullable=False),
        sa.Column("facts_disputed", sa.Text(), nullable=False),
        sa.Column("questions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("law_considered", sa.Text(), nullable=False),
        sa.Column("plans_considered", sa.Text(), nullable=False),
        sa.Column("urgency", sa.String(length=8), nullable=False),
        sa.Column("needed_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attached", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("judge_id", sa.Uuid(), nullable=True),
        sa.Column("judge_name", sa.String(length=80), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'queued', 'taken', 'info_requested', 'answered', 'adopted', 'partly_adopted', 'not_adopted', 'closed')",
            name=op.f("ck_guidance_requests_state_known"),
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["accounts_users.id"], name=op.f("fk_guidance_requests_asked_by_id")),
        sa.ForeignKeyConstraint(
            ["asking_unit_id"], ["organisations_units.id"], name=op.f("fk_guidance_requests_asking_unit_id")
        ),
        sa.ForeignKeyConstraint(["judge_id"], ["accounts_users.id"], name=op.f("fk_guidance_requests_judge_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_guidance_requests_matter_id")),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation_mediations.id"], name=op.f("fk_guidance_requests_mediation_id")
        ),
        sa.ForeignKeyConstraint(["studio_id"], ["organisations_units.id"], name=op.f("fk_guidance_requests_studio_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_requests")),
        sa.UniqueConstraint("number", name=op.f("uq_guidance_requests_number")),
    )
    op.create_index("ix_guidance_requests_judge", "guidance_requests", ["judge_id", "state", "id"], unique=False)
    op.create_index("ix_guidance_requests_matter", "guidance_requests", ["matter_id", "id"], unique=False)
    op.create_index(
        "ix_guidance_requests_waiting",
        "guidance_requests",
        ["studio_id", "submitted_at", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('queued','taken','info_requested')"),
    )
    op.create_table(
        "guidance_opinions",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Uuid(), nullable=True),
        sa.Column("judge_name", sa.String(length=80), nullable=False),
        sa.Column("facts_relied_on", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("risks", sa.Text(), nullable=False),
        sa.Column("drafting_notes", sa.Text(), nullable=False),
        sa.Column("articles", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.String(length=80), nullable=True),
        sa.Column("adoption", sa.String(length=16), nullable=True),
        sa.Column("adoption_reason", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "adoption IS NULL OR adoption IN ('adopted','partly_adopted','not_adopted')",
            name=op.f("ck_guidance_opinions_adoption_known"),
        ),
        sa.ForeignKeyConstraint(["judge_id"], ["accounts_users.id"], name=op.f("fk_guidance_opinions_judge_id")),
        sa.ForeignKeyConstraint(["request_id"], ["guidance_requests.id"], name=op.f("fk_guidance_opinions_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_opinions")),
        sa.UniqueConstraint("request_id", "position", name=op.f("uq_guidance_opinions_request_id_position")),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("guidance_opinions")
    op.drop_table("guidance_requests")
    op.drop_table("guidance_recusals")
    op.drop_table("guidance_law_articles")
