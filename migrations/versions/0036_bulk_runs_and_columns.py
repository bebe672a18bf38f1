"""Runs over many rows of a list, and the columns a person has a list show.

Revision 0036_bulk_runs_and_columns, after 0035_notes_and_reminders.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036_bulk_runs_and_columns"
down_revision = "0035_notes_and_reminders"
branch_labels = None
depends_on = None

RUNS, ROWS, COLUMNS = "bulk_runs", "bulk_rows", "search_list_columns"
ACTS = "act IN ('urge', 'sign', 'dispatch', 'copy')"
OUTCOMES = "outcome IN ('ready', 'kept_out', 'done', 'refused', 'changed')"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        RUNS,
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("back", sa.String(length=800), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("target_unit_id", sa.Uuid(), nullable=True),
        sa.Column("foreseen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(ACTS, name=op.f(f"ck_{RUNS}_act_known")),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts_users.id"], name=op.f(f"fk_{RUNS}_owner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f(f"fk_{RUNS}_unit_id")),
        sa.ForeignKeyConstraint(["target_unit_id"], ["organisations_units.id"], name=op.f(f"fk_{RUNS}_target_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{RUNS}")),
    )
    op.create_index(f"ix_{RUNS}_owner", RUNS, ["owner_id", "id"])
    op.create_table(
        ROWS,
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("told", postgresql.JSONB(), nullable=False),
        sa.Column("plan", postgresql.JSONB(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(OUTCOMES, name=op.f(f"ck_{ROWS}_outcome_known")),
        sa.ForeignKeyConstraint(["run_id"], [f"{RUNS}.id"], name=op.f(f"fk_{ROWS}_run_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f(f"fk_{ROWS}_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ROWS}")),
        sa.UniqueConstraint("run_id", "position", name=op.f(f"uq_{ROWS}_run_id_position")),
        sa.UniqueConstraint("run_id", "subject_id", name=op.f(f"uq_{ROWS}_run_id_subject_id")),
    )
    op.create_index(f"ix_{ROWS}_matter", ROWS, ["matter_id"])
    op.create_table(
        COLUMNS,
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("list", sa.String(length=16), nullable=False),
        sa.Column("columns", postgresql.ARRAY(sa.String(length=16)), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["accounts_users.id"], name=op.f(f"fk_{COLUMNS}_user_id")),
        sa.PrimaryKeyConstraint("user_id", "list", name=op.f(f"pk_{COLUMNS}")),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table(COLUMNS)
    op.drop_table(ROWS)
    op.drop_table(RUNS)
