"""Internal notes of matters, reminders people set for themselves, and notices that are put off.

Revision 0035_notes_and_reminders, after 0034_countersigns.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0035_notes_and_reminders"
down_revision = "0034_countersigns"
branch_labels = None
depends_on = None

NOTES, REMINDERS, NOTICES = "intake_matter_notes", "notifications_reminders", "notifications_notices"


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _points_at(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    """Make the tables and the two columns."""
    op.create_table(
        NOTES,
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("author_name", sa.String(length=80), nullable=False),
        sa.Column("author_for", sa.String(length=80), nullable=True),
        sa.Column("author_unit", sa.String(length=120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("named", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        _instant("withdrawn_at", nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        _instant("created_at"),
        _points_at(NOTES, "matter_id", "intake_events"),
        _points_at(NOTES, "author_id", "accounts_users"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{NOTES}")),
    )
    op.create_index(f"ix_{NOTES}_matter", NOTES, ["matter_id", "id"])
    op.create_table(
        REMINDERS,
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(length=200), nullable=False),
        _instant("due_at"),
        sa.Column("snoozes", sa.SmallInteger(), nullable=False),
        _instant("rung_at", nullable=True),
        _instant("done_at", nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        _instant("created_at"),
        sa.Column("version", sa.Integer(), nullable=False),
        _instant("updated_at"),
        _points_at(REMINDERS, "user_id", "accounts_users"),
        _points_at(REMINDERS, "unit_id", "organisations_units"),
        _points_at(REMINDERS, "matter_id", "intake_events"),
        _points_at(REMINDERS, "order_id", "dispatch_orders"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{REMINDERS}")),
    )
    op.create_index(f"ix_{REMINDERS}_own", REMINDERS, ["user_id", "due_at", "id"])
    waiting = sa.text("rung_at IS NULL AND done_at IS NULL")
    op.create_index(f"ix_{REMINDERS}_due", REMINDERS, ["due_at"], postgresql_where=waiting)
    op.add_column(NOTICES, _instant("snoozed_until", nullable=True))
    op.add_column(NOTICES, sa.Column("snooze_reason", sa.String(length=200), nullable=True))


def downgrade() -> None:
    """Take them back."""
    op.drop_column(NOTICES, "snooze_reason")
    op.drop_column(NOTICES, "snoozed_until")
    op.drop_table(REMINDERS)
    op.drop_table(NOTES)
