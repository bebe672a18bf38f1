"""Hand-over lists with their lines and alarms, and what a duty left open that ended without one.

Revision 0028_handovers, after 0027_passing_on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028_handovers"
down_revision = "0027_passing_on"
branch_labels = None
depends_on = None

LISTS, LINES, ALARMS = "rosters_handovers", "rosters_handover_lines", "rosters_handover_alarms"
DUTIES = "rosters_duties"


def upgrade() -> None:
    """Make the tables."""
    op.add_column(DUTIES, sa.Column("left_open", sa.Integer(), nullable=True))
    op.create_index(
        f"ix_{DUTIES}_to_look_at", DUTIES, ["until_at"], postgresql_where=sa.text("left_open IS NULL")
    )
    _lists()
    _lines()
    op.create_table(
        ALARMS,
        sa.Column("handover_id", sa.Uuid(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["handover_id"], [f"{LISTS}.id"], name=op.f(f"fk_{ALARMS}_handover_id")),
        sa.PrimaryKeyConstraint("handover_id", name=op.f(f"pk_{ALARMS}")),
    )


def _lists() -> None:
    op.create_table(
        LISTS,
        sa.Column("duty_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_by", sa.String(length=80), nullable=True),
        sa.Column("next_duty_id", sa.Uuid(), nullable=True),
        sa.Column("chosen_id", sa.Uuid(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("signed_by", sa.String(length=80), nullable=True),
        sa.Column("signed_for", sa.String(length=80), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('duty_judge', 'desk', 'on_call')", name=op.f(f"ck_{LISTS}_kind")),
        sa.CheckConstraint("state IN ('draft', 'handed_over', 'signed')", name=op.f(f"ck_{LISTS}_state")),
        sa.CheckConstraint("(state = 'draft') = (handed_at IS NULL)", name=op.f(f"ck_{LISTS}_handed")),
        sa.CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name=op.f(f"ck_{LISTS}_signed")),
        *[
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{LISTS}_{column}"), ondelete=ondelete)
            for column, table, ondelete in (
                ("duty_id", DUTIES, None),
                ("next_duty_id", DUTIES, "SET NULL"),
                ("unit_id", "organisations_units", None),
                ("giver_id", "accounts_users", None),
                ("chosen_id", "accounts_users", None),
                ("signed_by_id", "accounts_users", None),
            )
        ],
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LISTS}")),
        sa.UniqueConstraint("duty_id", name=op.f(f"uq_{LISTS}_duty_id")),
    )
    unsigned = sa.text("state = 'handed_over'")
    op.create_index(f"ix_{LISTS}_unsigned", LISTS, ["unit_id", "handed_at"], postgresql_where=unsigned)
    op.create_index(f"ix_{LISTS}_unit", LISTS, ["unit_id", "id"])
    op.create_index(f"ix_{LISTS}_giver", LISTS, ["giver_id", "id"])
    op.create_index(f"ix_{LISTS}_next", LISTS, ["next_duty_id"])


def _lines() -> None:
    kinds = "'event', 'order', 'supervision', 'guidance', 'visit', 'free'"
    op.create_table(
        LINES,
        sa.Column("handover_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("waits", sa.String(length=60), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f(f"ck_{LINES}_kind")),
        sa.CheckConstraint("(kind = 'free') = (matter_id IS NULL)", name=op.f(f"ck_{LINES}_matter")),
        sa.ForeignKeyConstraint(
            ["handover_id"], [f"{LISTS}.id"], name=op.f(f"fk_{LINES}_handover_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LINES}")),
    )
    op.create_index(f"ix_{LINES}_list", LINES, ["handover_id", "position"])
    op.create_index(f"ix_{LINES}_matter", LINES, ["matter_id"])


def downgrade() -> None:
    """Drop them."""
    for table in (ALARMS, LINES, LISTS):
        op.drop_table(table)
    op.drop_index(f"ix_{DUTIES}_to_look_at", DUTIES)
    op.drop_column(DUTIES, "left_open")
