"""Who in a unit has an order, how often it was reminded of it, and which units read a matter.

Revision 0027_passing_on, after 0026_imports.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027_passing_on"
down_revision = "0026_imports"
branch_labels = None
depends_on = None

ORDERS = "dispatch_orders"
COPIES = "dispatch_copies"


def upgrade() -> None:
    """Add the columns, name who signed as who has the order, make the table."""
    op.add_column(ORDERS, sa.Column("handler_id", sa.Uuid(), nullable=True))
    op.add_column(ORDERS, sa.Column("handler_name", sa.String(length=80), nullable=True))
    op.add_column(ORDERS, sa.Column("urged_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(ORDERS, sa.Column("urges", sa.SmallInteger(), nullable=False, server_default="0"))
    op.alter_column(ORDERS, "urges", server_default=None)
    op.create_foreign_key(op.f(f"fk_{ORDERS}_handler_id"), ORDERS, "accounts_users", ["handler_id"], ["id"])
    op.execute(f"UPDATE {ORDERS} SET handler_id = signed_by_id, handler_name = signed_by_name")
    op.create_table(
        COPIES,
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sent_by_name", sa.String(length=80), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_by_name", sa.String(length=80), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_name", sa.String(length=80), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f(f"fk_{COPIES}_matter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f(f"fk_{COPIES}_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{COPIES}")),
    )
    still_open = sa.text("ended_at IS NULL")
    op.create_index(
        f"uq_{COPIES}_open", COPIES, ["matter_id", "unit_id"], unique=True, postgresql_where=still_open
    )
    op.create_index(f"ix_{COPIES}_unit", COPIES, ["unit_id", "id"], postgresql_where=still_open)


def downgrade() -> None:
    """Take it back."""
    op.drop_table(COPIES)
    for column in ("urges", "urged_at", "handler_name", "handler_id"):
        op.drop_column(ORDERS, column)
