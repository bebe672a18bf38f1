"""The inbox.

Revision 0019_notifications, after 0018_search.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019_notifications"
down_revision = "0018_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "notifications_notices",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("sentence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["core_events.id"], name=op.f("fk_notifications_notices_event_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_notifications_notices_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["accounts_users.id"], name=op.f("fk_notifications_notices_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications_notices")),
        sa.UniqueConstraint("event_id", "user_id", "kind", name=op.f("uq_notifications_notices_event_id_user_id_kind")),
    )
    op.create_index("ix_notifications_notices_inbox", "notifications_notices", ["user_id", "id"], unique=False)
    op.create_index(
        "ix_notifications_notices_unread",
        "notifications_notices",
        ["user_id"],
        unique=False,
        postgresql_where=sa.text("read_at IS NULL"),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("notifications_notices")
