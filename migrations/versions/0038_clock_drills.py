"""The fire drills of the clocks.

Revision 0038_clock_drills, after 0037_outbound_messages.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0038_clock_drills"
down_revision = "0037_outbound_messages"
branch_labels = None
depends_on = None

DRILLS = "notifications_clock_drills"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        DRILLS,
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid()),
        sa.Column("asked_by_name", sa.String(length=80), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("per_desk", sa.SmallInteger(), nullable=False),
        sa.Column("share", sa.SmallInteger(), nullable=False),
        sa.Column("rows", JSONB(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["accounts_users.id"], name=op.f(f"fk_{DRILLS}_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{DRILLS}")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table(DRILLS)
