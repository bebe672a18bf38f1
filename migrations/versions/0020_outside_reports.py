"""Reports of other systems, each once; the number of a rejected report may be used again.

Revision 0020_outside_reports, after 0019_notifications.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020_outside_reports"
down_revision = "0019_notifications"
branch_labels = None
depends_on = None

NUMBERED = "outside_number IS NOT NULL AND state NOT IN ('draft','rejected')"
NUMBERED_BEFORE = "outside_number IS NOT NULL AND state <> 'draft'"


def _index(condition: str) -> None:
    op.drop_index("uq_intake_events_outside", "intake_events")
    op.create_index(
        "uq_intake_events_outside",
        "intake_events",
        ["source", "outside_number"],
        unique=True,
        postgresql_where=sa.text(condition),
    )


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "intake_outside_reports",
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("outside_number", sa.String(length=64), nullable=False),
        sa.Column("content_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_outside_reports_matter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_intake_outside_reports_unit_id")),
        sa.PrimaryKeyConstraint("source", "outside_number", name=op.f("pk_intake_outside_reports")),
    )
    op.create_index(op.f("ix_intake_outside_reports_matter_id"), "intake_outside_reports", ["matter_id"])
    _index(NUMBERED)


def downgrade() -> None:
    """Remove it."""
    _index(NUMBERED_BEFORE)
    op.drop_table("intake_outside_reports")
