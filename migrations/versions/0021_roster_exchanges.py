"""Duties change hands; what has to be staffed.

Revision 0021_roster_exchanges, after 0020_outside_reports.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021_roster_exchanges"
down_revision = "0020_outside_reports"
branch_labels = None
depends_on = None

ONE_PLACE = (
    "ALTER TABLE rosters_duties ADD CONSTRAINT ex_rosters_duties_one_place EXCLUDE USING gist (int8range("
    "(person_no::bigint << 33) + extract(epoch from from_at - timestamptz '2000-01-01 00:00:00+00')::bigint, "
    "(person_no::bigint << 33) + extract(epoch from until_at - timestamptz '2000-01-01 00:00:00+00')::bigint) WITH &&)"
)


def upgrade() -> None:
    """Make the tables, and let the constraint wait while two people exchange duties of the same hours."""
    op.execute("ALTER TABLE rosters_duties DROP CONSTRAINT ex_rosters_duties_one_place")
    op.execute(f"{ONE_PLACE} DEFERRABLE INITIALLY IMMEDIATE")
    op.add_column("rosters_duties", sa.Column("in_place_of_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_rosters_duties_in_place_of_id"), "rosters_duties", "accounts_users", ["in_place_of_id"], ["id"]
    )
    _exchanges()
    _needs()


def _exchanges() -> None:
    op.create_table(
        "rosters_exchanges",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("duty_id", sa.Uuid(), nullable=True),
        sa.Column("other_duty_id", sa.Uuid(), nullable=True),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("taker_id", sa.Uuid(), nullable=False),
        sa.Column("taker_membership_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("answerer_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("other_from_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("other_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('swap', 'cover', 'step_in')", name=op.f("ck_rosters_exchanges_kind")),
        sa.CheckConstraint(
            "state IN ('asked', 'done', 'declined', 'withdrawn', 'lapsed')", name=op.f("ck_rosters_exchanges_state")
        ),
        sa.CheckConstraint(
            "(kind = 'swap') = (other_from_at IS NOT NULL)", name=op.f("ck_rosters_exchanges_swap_names_another")
        ),
        sa.CheckConstraint("holder_id <> taker_id", name=op.f("ck_rosters_exchanges_two_people")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_rosters_exchanges_unit_id")),
        sa.ForeignKeyConstraint(
            ["duty_id"], ["rosters_duties.id"], name=op.f("fk_rosters_exchanges_duty_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["other_duty_id"], ["rosters_duties.id"], name=op.f("fk_rosters_exchanges_other_duty_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["holder_id"], ["accounts_users.id"], name=op.f("fk_rosters_exchanges_holder_id")),
        sa.ForeignKeyConstraint(["taker_id"], ["accounts_users.id"], name=op.f("fk_rosters_exchanges_taker_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["accounts_users.id"], name=op.f("fk_rosters_exchanges_asked_by_id")),
        sa.ForeignKeyConstraint(["answerer_id"], ["accounts_users.id"], name=op.f("fk_rosters_exchanges_answerer_id")),
        sa.ForeignKeyConstraint(
            ["taker_membership_id"], ["accounts_memberships.id"], name=op.f("fk_rosters_exchanges_taker_membership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters_exchanges")),
    )  # fmt: skip
    asked = sa.text("state = 'asked'")
    for name, columns in (("open", ["duty_id"]), ("other", ["other_duty_id"])):
        op.create_index(
            f"uq_rosters_exchanges_{name}", "rosters_exchanges", columns, unique=True, postgresql_where=asked
        )
    for name in ("unit", "holder", "taker"):
        op.create_index(f"ix_rosters_exchanges_{name}", "rosters_exchanges", [f"{name}_id", "id"])


def _needs() -> None:
    op.create_table(
        "rosters_needs",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("weekdays", postgresql.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("rest_days", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('duty_judge', 'desk', 'on_call')", name=op.f("ck_rosters_needs_kind")),
        sa.CheckConstraint(
            "cardinality(weekdays) > 0 AND weekdays <@ ARRAY[0,1,2,3,4,5,6]::smallint[]",
            name=op.f("ck_rosters_needs_weekdays"),
        ),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_rosters_needs_dates")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_rosters_needs_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters_needs")),
    )
    op.create_index("ix_rosters_needs_unit", "rosters_needs", ["unit_id", "seat"])


def downgrade() -> None:
    """Remove them; the constraint no longer waits."""
    op.drop_table("rosters_needs")
    op.drop_table("rosters_exchanges")
    op.drop_column("rosters_duties", "in_place_of_id")
    op.execute("ALTER TABLE rosters_duties DROP CONSTRAINT ex_rosters_duties_one_place")
    op.execute(ONE_PLACE)
