"""The full-text index.

Revision 0018_search, after 0017_statistics.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018_search"
down_revision = "0017_statistics"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "search_entries",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.Column("names", postgresql.TSVECTOR(), nullable=False),
        sa.Column("numbers", postgresql.ARRAY(sa.String(length=64)), nullable=False),
        sa.Column("indexed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_search_entries_matter_id")),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_search_entries")),
    )
    op.create_index("ix_search_entries_names", "search_entries", ["names"], unique=False, postgresql_using="gin")
    op.create_index("ix_search_entries_numbers", "search_entries", ["numbers"], unique=False, postgresql_using="gin")
    op.create_index("ix_search_entries_words", "search_entries", ["words"], unique=False, postgresql_using="gin")


def downgrade() -> None:
    """Remove them."""

    op.drop_table("search_entries")
