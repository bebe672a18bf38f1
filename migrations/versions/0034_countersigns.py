"""Countersigns with their signers.

Revision 0034_countersigns, after 0033_saved_views.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034_countersigns"
down_revision = "0033_saved_views"
branch_labels = None
depends_on = None

ROWS = "dispatch_countersigns"
SIGNERS = "dispatch_countersign_signers"


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _name(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(length=80), nullable=nullable)


def _points_at(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        ROWS,
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("sequence", sa.String(length=16), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        _name("asked_by_name"),
        _name("asked_for", nullable=True),
        _instant("asked_at"),
        sa.Column("earlier", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        _instant("ended_at", nullable=True),
        _name("ended_by_name", nullable=True),
        sa.Column("end_note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        _instant("created_at"),
        sa.Column("version", sa.Integer(), nullable=False),
        _instant("updated_at"),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'refused', 'agreed', 'withdrawn')", name=op.f(f"ck_{ROWS}_state_known")
        ),
        _points_at(ROWS, "matter_id", "intake_events"),
        _points_at(ROWS, "order_id", "dispatch_orders"),
        _points_at(ROWS, "center_id", "organisations_units"),
        _points_at(ROWS, "unit_id", "organisations_units"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ROWS}")),
    )
    op.create_index(f"ix_{ROWS}_matter", ROWS, ["matter_id", "id"])
    op.create_index(f"ix_{ROWS}_unit", ROWS, ["unit_id", "id"])
    held = sa.text("state IN ('open', 'refused')")
    op.create_index(f"uq_{ROWS}_open", ROWS, ["order_id"], unique=True, postgresql_where=held)
    _make_signers()


def _make_signers() -> None:
    op.create_table(
        SIGNERS,
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("countersign_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        _name("person_name", nullable=True),
        _instant("due_at"),
        _instant("late_at", nullable=True),
        sa.Column("answer", sa.String(length=8), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        _instant("answered_at", nullable=True),
        _name("answered_by_name", nullable=True),
        _name("answered_for", nullable=True),
        _name("added_by_name", nullable=True),
        sa.Column("add_reason", sa.Text(), nullable=True),
        _instant("removed_at", nullable=True),
        _name("removed_by_name", nullable=True),
        sa.Column("remove_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        _instant("created_at"),
        sa.CheckConstraint("answer IN ('agreed', 'refused')", name=op.f(f"ck_{SIGNERS}_answer_known")),
        sa.CheckConstraint(
            "answer IS NULL OR removed_at IS NULL", name=op.f(f"ck_{SIGNERS}_answered_or_removed")
        ),
        _points_at(SIGNERS, "matter_id", "intake_events"),
        _points_at(SIGNERS, "countersign_id", ROWS),
        _points_at(SIGNERS, "unit_id", "organisations_units"),
        _points_at(SIGNERS, "user_id", "accounts_users"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{SIGNERS}")),
    )
    op.create_index(f"ix_{SIGNERS}_round", SIGNERS, ["countersign_id", "round", "position"])
    waiting = sa.text("answer IS NULL AND removed_at IS NULL")
    op.create_index(f"ix_{SIGNERS}_waiting", SIGNERS, ["unit_id", "countersign_id"], postgresql_where=waiting)


def downgrade() -> None:
    """Take them back; sight given for a countersign ends with it."""
    op.drop_table(SIGNERS)
    op.drop_table(ROWS)
