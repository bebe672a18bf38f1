"""Indexes that let a queue and its counts cost the same whatever the archive holds.

A grant names its holder in one column, so that unit and user need one look; the queue and the ledger are read in
their own order, of every centre.

Revision 0023_visible_without_the_archive, after 0022_roster_sheets.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023_visible_without_the_archive"
down_revision = "0022_roster_sheets"
branch_labels = None
depends_on = None

WAITING = "state IN ('submitted','registered','triaged','dispatched','handling','resolved')"
DESK = "state IN ('submitted','registered','triaged','dispatched','handling','redirected','resolved')"
OPEN = "state IN ('submitted','registered','triaged','dispatched','handling','resolved','redirected')"


def upgrade() -> None:
    """Name the holder, and index for reading in order."""
    op.add_column(
        "intake_grants",
        sa.Column("holder_id", sa.Uuid(), sa.Computed("coalesce(unit_id, user_id)", persisted=True), nullable=False),
    )
    op.create_index("ix_intake_grants_holder", "intake_grants", ["holder_id", "matter_id", "until"])
    op.create_index("ix_intake_grants_matter", "intake_grants", ["matter_id", "holder_id", "until"])
    op.drop_index("ix_intake_grants_by_unit", "intake_grants")
    op.drop_index("ix_intake_grants_by_user", "intake_grants")
    op.drop_index("ix_intake_events_open", "intake_events")
    op.drop_index("ix_intake_events_queue", "intake_events")
    op.create_index("ix_intake_events_ledger", "intake_events", ["created_at", "id"])
    op.create_index(
        "ix_intake_events_queue",
        "intake_events",
        ["queue_at", "id"],
        postgresql_where=sa.text(DESK),
        postgresql_include=["state"],
    )


def downgrade() -> None:
    """Put the former indexes back."""
    op.drop_index("ix_intake_events_queue", "intake_events")
    op.drop_index("ix_intake_events_ledger", "intake_events")
    open_columns, queue_columns = ["center_id", "created_at", "id"], ["center_id", "queue_at", "id"]
    op.create_index("ix_intake_events_open", "intake_events", open_columns, postgresql_where=sa.text(OPEN))
    op.create_index("ix_intake_events_queue", "intake_events", queue_columns, postgresql_where=sa.text(WAITING))
    op.create_index("ix_intake_grants_by_user", "intake_grants", ["user_id", "matter_id"])
    op.create_index("ix_intake_grants_by_unit", "intake_grants", ["unit_id", "matter_id"])
    op.drop_index("ix_intake_grants_matter", "intake_grants")
    op.drop_index("ix_intake_grants_holder", "intake_grants")
    op.drop_column("intake_grants", "holder_id")
