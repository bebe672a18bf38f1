"""Stored files.

Revision 0006_files, after 0005_rosters.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_files"
down_revision = "0005_rosters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "files_files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=True),
        sa.Column("uploaded_by_name", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_files_files_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files_files")),
    )
    op.create_index("ix_files_files_matter", "files_files", ["matter_id", "id"], unique=False)
    op.create_index("ix_files_files_sha256", "files_files", ["sha256"], unique=False)
    op.create_index("ix_files_files_subject", "files_files", ["subject_kind", "subject_id"], unique=False)


def downgrade() -> None:
    """Remove them."""

    op.drop_table("files_files")
