"""Return visits and dossiers.

Revision 0016_closure, after 0015_confirmation.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016_closure"
down_revision = "0015_confirmation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "closure_return_visits",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("visitor_id", sa.Uuid(), nullable=True),
        sa.Column("visitor_name", sa.String(length=80), nullable=True),
        sa.Column("companion", sa.String(length=80), nullable=True),
        sa.Column("tries", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("new_dispute", sa.Text(), nullable=False),
        sa.Column("escalation", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'contacted', 'unreachable', 'ok', 'problem')",
            name=op.f("ck_closure_return_visits_state_known"),
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_closure_return_visits_matter_id")),
        sa.ForeignKeyConstraint(
            ["visitor_id"], ["accounts_users.id"], name=op.f("fk_closure_return_visits_visitor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure_return_visits")),
        sa.UniqueConstraint("matter_id", "position", name=op.f("uq_closure_return_visits_matter_id_position")),
    )
    op.create_index("ix_closure_return_visits_due", "closure_return_visits", ["state", "due_on", "id"], unique=False)
    op.create_table(
        "closure_dossiers",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("retention", sa.String(length=16), nullable=False),
        sa.Column("contents", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("explained", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("manifest", sa.String(length=64), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("filed_by_id", sa.Uuid(), nullable=True),
        sa.Column("filed_by_name", sa.String(length=80), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("checked_by_name", sa.String(length=80), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('open', 'filed', 'archived')", name=op.f("ck_closure_dossiers_state_known")),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["accounts_users.id"], name=op.f("fk_closure_dossiers_checked_by_id")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["files_files.id"], name=op.f("fk_closure_dossiers_file_id")),
        sa.ForeignKeyConstraint(["filed_by_id"], ["accounts_users.id"], name=op.f("fk_closure_dossiers_filed_by_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_closure_dossiers_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure_dossiers")),
        sa.UniqueConstraint("matter_id", name=op.f("uq_closure_dossiers_matter_id")),
    )
    op.create_table(
        "closure_visit_answers",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("performed", sa.Boolean(), nullable=True),
        sa.Column("satisfaction", sa.SmallInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("satisfaction BETWEEN 1 AND 5", name=op.f("ck_closure_visit_answers_satisfaction_range")),
        sa.ForeignKeyConstraint(["party_id"], ["intake_parties.id"], name=op.f("fk_closure_visit_answers_party_id")),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["closure_return_visits.id"], name=op.f("fk_closure_visit_answers_visit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure_visit_answers")),
        sa.UniqueConstraint("visit_id", "party_id", name=op.f("uq_closure_visit_answers_visit_id_party_id")),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("closure_visit_answers")
    op.drop_table("closure_dossiers")
    op.drop_table("closure_return_visits")
