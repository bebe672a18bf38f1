"""An index for what happened in a span of days: a figure of the overview opens its rows.

Revision 0024_what_happened_when, after 0023_visible_without_the_archive.
"""

from __future__ import annotations

from alembic import op

revision = "0024_what_happened_when"
down_revision = "0023_visible_without_the_archive"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index events by name and time."""
    op.create_index("ix_core_events_happened", "core_events", ["name", "recorded_at"])


def downgrade() -> None:
    """Read by matter only."""
    op.drop_index("ix_core_events_happened", "core_events")
