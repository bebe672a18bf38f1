"""Rosters leave as calendars and enter as spreadsheets.

Revision 0022_roster_sheets, after 0021_roster_exchanges.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022_roster_sheets"
down_revision = "0021_roster_exchanges"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rosters_feeds",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(unit_id IS NULL) = (seat = '')", name=op.f("ck_rosters_feeds_desk_is_whole")),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts_users.id"], name=op.f("fk_rosters_feeds_owner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_rosters_feeds_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_rosters_feeds_token_hash")),
    )
    op.create_index(op.f("ix_rosters_feeds_owner_id"), "rosters_feeds", ["owner_id"])
    op.create_table(
        "rosters_uploads",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_rosters_uploads_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["accounts_users.id"], name=op.f("fk_rosters_uploads_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters_uploads")),
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_table("rosters_uploads")
    op.drop_table("rosters_feeds")
