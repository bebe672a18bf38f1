"""The views people keep of their lists.

Revision 0033_saved_views, after 0032_whistles_and_consultations.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033_saved_views"
down_revision = "0032_whistles_and_consultations"
branch_labels = None
depends_on = None

VIEWS = "search_saved_views"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        VIEWS,
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("owner_name", sa.String(length=80), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("list", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("query", sa.String(length=600), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts_users.id"], name=op.f(f"fk_{VIEWS}_owner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f(f"fk_{VIEWS}_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{VIEWS}")),
        sa.UniqueConstraint("owner_id", "list", "name", name=op.f(f"uq_{VIEWS}_owner_id_list_name")),
    )
    op.create_index(f"ix_{VIEWS}_unit", VIEWS, ["unit_id", "list"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table(VIEWS)
