"""Duty and presence.

Revision 0005_rosters, after 0004_accounts.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005_rosters"
down_revision = "0004_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rosters_presence",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name=op.f("ck_rosters_presence_order")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_rosters_presence_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["accounts_users.id"], name=op.f("fk_rosters_presence_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters_presence")),
    )
    op.create_index("ix_rosters_presence_unit", "rosters_presence", ["unit_id", "arrived_at"], unique=False)
    op.create_index(
        "uq_rosters_presence_open",
        "rosters_presence",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "rosters_duties",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("person_no", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        postgresql.ExcludeConstraint(
            (
                sa.text(
                    "int8range((person_no::bigint << 33) + extract(epoch from from_at - timestamptz '2000-01-01 00:00:00+00')::bigint, (person_no::bigint << 33) + extract(epoch from until_at - timestamptz '2000-01-01 00:00:00+00')::bigint)"
                ),
                "&&",
            ),
            using="gist",
            name="ex_rosters_duties_one_place",
        ),
        sa.CheckConstraint(
            "from_at >= timestamptz '2000-01-01 00:00:00+00'", name=op.f("ck_rosters_duties_begins_after_2000")
        ),
        sa.CheckConstraint("kind IN ('duty_judge', 'desk', 'on_call')", name=op.f("ck_rosters_duties_kind")),
        sa.CheckConstraint(
            "until_at > from_at AND until_at <= from_at + interval '24 hours'", name=op.f("ck_rosters_duties_span")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["accounts_memberships.id"], name=op.f("fk_rosters_duties_membership_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_rosters_duties_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["accounts_users.id"], name=op.f("fk_rosters_duties_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters_duties")),
    )
    op.create_index("ix_rosters_duties_kind", "rosters_duties", ["kind", "until_at"], unique=False)
    op.create_index("ix_rosters_duties_unit", "rosters_duties", ["unit_id", "until_at"], unique=False)


def downgrade() -> None:
    """Remove them."""

    op.drop_table("rosters_duties")
    op.drop_table("rosters_presence")
