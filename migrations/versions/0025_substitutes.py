"""Who acts in the post of somebody absent.

Revision 0025_substitutes, after 0024_what_happened_when.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025_substitutes"
down_revision = "0024_what_happened_when"
branch_labels = None
depends_on = None

TABLE = "rosters_substitutions"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("substitute_membership_id", sa.Uuid(), nullable=False),
        sa.Column("substitute_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("named_by_id", sa.Uuid(), nullable=True),
        sa.Column("named_by", sa.String(length=80), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("until_on >= from_on", name=op.f(f"ck_{TABLE}_days")),
        sa.CheckConstraint("holder_id <> substitute_id", name=op.f(f"ck_{TABLE}_two_people")),
        *[
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{TABLE}_{column}"))
            for column, table in (
                ("membership_id", "accounts_memberships"),
                ("holder_id", "accounts_users"),
                ("substitute_membership_id", "accounts_memberships"),
                ("substitute_id", "accounts_users"),
                ("unit_id", "organisations_units"),
                ("named_by_id", "accounts_users"),
            )
        ],
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    still_open = sa.text("ended_at IS NULL")
    op.create_index(f"ix_{TABLE}_substitute", TABLE, ["substitute_id"], postgresql_where=still_open)
    op.create_index(f"ix_{TABLE}_days", TABLE, ["until_on"], postgresql_where=still_open)
    op.create_index(f"ix_{TABLE}_holder", TABLE, ["holder_id", "from_on"])
    op.create_index(f"ix_{TABLE}_unit", TABLE, ["unit_id", "from_on"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table(TABLE)
