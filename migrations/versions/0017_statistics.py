"""Counters.

Revision 0017_statistics, after 0016_closure.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017_statistics"
down_revision = "0016_closure"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "statistics_daily_counts",
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("measure", sa.String(length=32), nullable=False),
        sa.Column("dispute_type", sa.String(length=32), nullable=False),
        sa.Column("risk", sa.String(length=8), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["center_id"], ["organisations_units.id"], name=op.f("fk_statistics_daily_counts_center_id")
        ),
        sa.PrimaryKeyConstraint(
            "center_id", "on", "measure", "dispute_type", "risk", name=op.f("pk_statistics_daily_counts")
        ),
    )
    op.create_index(
        "ix_statistics_daily_counts_day", "statistics_daily_counts", ["center_id", "measure", "on"], unique=False
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("statistics_daily_counts")
