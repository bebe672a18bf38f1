"""Rules, calendar and deadlines.

Revision 0008_clocks, after 0007_rendering.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_clocks"
down_revision = "0007_rendering"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "clocks_rules",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("starts", sa.String(length=120), nullable=False),
        sa.Column("lengths", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("extension", sa.String(length=8), nullable=True),
        sa.Column("extension_basis", sa.Text(), nullable=False),
        sa.Column("expiry", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(length=12), nullable=False),
        sa.Column("regime", sa.String(length=16), nullable=False),
        sa.Column("roll", sa.String(length=8), nullable=False),
        sa.Column("suspendable", sa.Boolean(), nullable=False),
        sa.Column("extendable", sa.Boolean(), nullable=False),
        sa.Column("by_document", sa.Boolean(), nullable=False),
        sa.Column("is_law", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("regime <> 'setting' OR NOT is_law", name=op.f("ck_clocks_rules_setting_is_no_law")),
        sa.CheckConstraint(
            "regime IN ('civil', 'procedure', 'administrative', 'wages', 'setting')",
            name=op.f("ck_clocks_rules_regime_known"),
        ),
        sa.CheckConstraint("roll IN ('forward', 'backward')", name=op.f("ck_clocks_rules_roll_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks_rules")),
    )
    op.create_index(
        "uq_clocks_rules_code_valid_from",
        "clocks_rules",
        ["code", "valid_from"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "clocks_calendar_years",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("loaded_by_id", sa.Uuid(), nullable=True),
        sa.Column("loaded_by_name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_clocks_calendar_years")),
    )
    op.create_table(
        "clocks_deadlines",
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("rule_id", sa.String(length=8), nullable=False),
        sa.Column("rule_name", sa.String(length=60), nullable=False),
        sa.Column("is_law", sa.Boolean(), nullable=False),
        sa.Column("risk", sa.String(length=8), nullable=True),
        sa.Column("length", sa.String(length=8), nullable=True),
        sa.Column("extensions", sa.SmallInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("spans", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("raw_on", sa.Date(), nullable=False),
        sa.Column("unit", sa.String(length=1), nullable=False),
        sa.Column("timed", sa.Boolean(), nullable=False),
        sa.Column("in_duty", sa.Boolean(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("advised_on", sa.Date(), nullable=True),
        sa.Column("safe_on", sa.Date(), nullable=True),
        sa.Column("because", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("half_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("most_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_rung", sa.SmallInteger(), nullable=True),
        sa.Column("next_alert_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_why", sa.Text(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_why", sa.String(length=60), nullable=True),
        sa.Column("breached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "stopped_at IS NULL OR suspended_at IS NULL", name=op.f("ck_clocks_deadlines_stopped_is_not_suspended")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks_deadlines")),
    )
    op.create_index("ix_clocks_deadlines_matter", "clocks_deadlines", ["matter_id"], unique=False)
    op.create_index(
        "ix_clocks_deadlines_open",
        "clocks_deadlines",
        ["due_at", "id"],
        unique=False,
        postgresql_where=sa.text("stopped_at IS NULL"),
    )
    op.create_index(
        "ix_clocks_deadlines_provisional",
        "clocks_deadlines",
        ["due_on"],
        unique=False,
        postgresql_where=sa.text("stopped_at IS NULL AND provisional"),
    )
    op.create_index("ix_clocks_deadlines_subject", "clocks_deadlines", ["subject_kind", "subject_id"], unique=False)
    op.create_index(
        "ix_clocks_deadlines_ticking",
        "clocks_deadlines",
        ["next_alert_at", "id"],
        unique=False,
        postgresql_where=sa.text("stopped_at IS NULL AND suspended_at IS NULL AND next_alert_at IS NOT NULL"),
    )
    op.create_index(
        "uq_clocks_deadlines_running",
        "clocks_deadlines",
        ["subject_kind", "subject_id", "rule_id"],
        unique=True,
        postgresql_where=sa.text("stopped_at IS NULL"),
    )
    op.create_table(
        "clocks_calendar_days",
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "kind IN ('statutory', 'adjusted', 'weekend', 'makeup', 'work')",
            name=op.f("ck_clocks_calendar_days_kind_known"),
        ),
        sa.CheckConstraint("extract(year from on_day) = year", name=op.f("ck_clocks_calendar_days_day_in_year")),
        sa.ForeignKeyConstraint(["year"], ["clocks_calendar_years.year"], name=op.f("fk_clocks_calendar_days_year")),
        sa.PrimaryKeyConstraint("on_day", name=op.f("pk_clocks_calendar_days")),
    )
    op.create_index(op.f("ix_clocks_calendar_days_year"), "clocks_calendar_days", ["year"], unique=False)
    op.create_table(
        "clocks_alerts",
        sa.Column("deadline_id", sa.Uuid(), nullable=False),
        sa.Column("rung", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["deadline_id"], ["clocks_deadlines.id"], name=op.f("fk_clocks_alerts_deadline_id")),
        sa.PrimaryKeyConstraint("deadline_id", "rung", name=op.f("pk_clocks_alerts")),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("clocks_alerts")
    op.drop_table("clocks_calendar_days")
    op.drop_table("clocks_deadlines")
    op.drop_table("clocks_calendar_years")
    op.drop_table("clocks_rules")
