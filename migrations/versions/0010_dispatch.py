"""Orders, returns, supervision.

Revision 0010_dispatch, after 0009_intake.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010_dispatch"
down_revision = "0009_intake"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "dispatch_routing_rules",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.SmallInteger(), nullable=False),
        sa.Column("dispute_type", sa.String(length=32), nullable=False),
        sa.Column("leads", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("assists", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("lead_task", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_routing_rules")),
        sa.UniqueConstraint("code", "revision", name=op.f("uq_dispatch_routing_rules_code_revision")),
    )
    op.create_index(
        "uq_dispatch_routing_rules_in_force",
        "dispatch_routing_rules",
        ["dispute_type"],
        unique=True,
        postgresql_where=sa.text("published_at IS NOT NULL AND retired_at IS NULL"),
    )
    op.create_table(
        "dispatch_orders",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("catch_all", sa.Boolean(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("demand", sa.Text(), nullable=False),
        sa.Column("duty_basis", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("risk", sa.String(length=8), nullable=True),
        sa.Column("limits", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("return_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=True),
        sa.Column("issued_by_name", sa.String(length=80), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("signed_by_name", sa.String(length=80), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_until", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overdue_sign_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overdue_finish_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_rounds", sa.SmallInteger(), nullable=False),
        sa.Column("extensions_granted", sa.SmallInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("parent_id IS NULL OR role = 'assist'", name=op.f("ck_dispatch_orders_child_assists")),
        sa.CheckConstraint("role IN ('lead','assist')", name=op.f("ck_dispatch_orders_role_known")),
        sa.CheckConstraint(
            "state IN ('issued', 'signed', 'return_pending', 'returned', 'in_progress', 'suspended', 'feedback', 'completed', 'withdrawn')",
            name=op.f("ck_dispatch_orders_state_known"),
        ),
        sa.CheckConstraint("extensions_granted BETWEEN 0 AND 2", name=op.f("ck_dispatch_orders_two_extensions")),
        sa.ForeignKeyConstraint(["center_id"], ["organisations_units.id"], name=op.f("fk_dispatch_orders_center_id")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["accounts_users.id"], name=op.f("fk_dispatch_orders_issued_by_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_orders_matter_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["dispatch_orders.id"], name=op.f("fk_dispatch_orders_parent_id")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["accounts_users.id"], name=op.f("fk_dispatch_orders_signed_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_dispatch_orders_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_orders")),
        sa.UniqueConstraint("number", name=op.f("uq_dispatch_orders_number")),
    )
    op.create_index("ix_dispatch_orders_matter", "dispatch_orders", ["matter_id", "id"], unique=False)
    op.create_index(
        "ix_dispatch_orders_open",
        "dispatch_orders",
        ["due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state NOT IN ('returned', 'withdrawn', 'completed')"),
    )
    op.create_index("ix_dispatch_orders_unit", "dispatch_orders", ["unit_id", "state", "due_at", "id"], unique=False)
    op.create_index(
        "uq_dispatch_orders_one_lead",
        "dispatch_orders",
        ["matter_id"],
        unique=True,
        postgresql_where=sa.text("role = 'lead' AND state NOT IN ('returned', 'withdrawn')"),
    )
    op.create_index(
        "uq_dispatch_orders_unit_once",
        "dispatch_orders",
        ["matter_id", "unit_id"],
        unique=True,
        postgresql_where=sa.text("state NOT IN ('returned', 'withdrawn')"),
    )
    op.create_table(
        "dispatch_proposals",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("rule_code", sa.String(length=40), nullable=False),
        sa.Column("rule_revision", sa.SmallInteger(), nullable=False),
        sa.Column("proposed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("chosen", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("change_reason", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=80), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["accounts_users.id"], name=op.f("fk_dispatch_proposals_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_proposals_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_proposals")),
    )
    op.create_index(op.f("ix_dispatch_proposals_matter_id"), "dispatch_proposals", ["matter_id"], unique=False)
    op.create_index(
        "ix_dispatch_proposals_rule", "dispatch_proposals", ["rule_code", "rule_revision", "changed"], unique=False
    )
    op.create_table(
        "dispatch_supervisions",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.Column("auto", sa.Boolean(), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("requirements", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("copies", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("escalations", sa.SmallInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=True),
        sa.Column("issued_by_name", sa.String(length=80), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by_name", sa.String(length=80), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("level IN ('yellow','orange','red')", name=op.f("ck_dispatch_supervisions_level_known")),
        sa.CheckConstraint(
            "state IN ('draft', 'issued', 'acknowledged', 'replied', 'closed')",
            name=op.f("ck_dispatch_supervisions_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["center_id"], ["organisations_units.id"], name=op.f("fk_dispatch_supervisions_center_id")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["accounts_users.id"], name=op.f("fk_dispatch_supervisions_issued_by_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_supervisions_matter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_dispatch_supervisions_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_supervisions")),
        sa.UniqueConstraint("number", name=op.f("uq_dispatch_supervisions_number")),
    )
    op.create_index("ix_dispatch_supervisions_matter", "dispatch_supervisions", ["matter_id", "id"], unique=False)
    op.create_index(
        "ix_dispatch_supervisions_open",
        "dispatch_supervisions",
        ["due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.create_index(
        "ix_dispatch_supervisions_unit", "dispatch_supervisions", ["unit_id", "state", "due_at", "id"], unique=False
    )
    op.create_index(
        "uq_dispatch_supervisions_auto_once",
        "dispatch_supervisions",
        ["subject_kind", "subject_id", "cause"],
        unique=True,
        postgresql_where=sa.text("auto"),
    )
    op.create_table(
        "dispatch_returns",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("suggested_unit_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by_name", sa.String(length=80), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("head_agrees", sa.Boolean(), nullable=True),
        sa.Column("head_name", sa.String(length=80), nullable=True),
        sa.Column("head_opinion", sa.Text(), nullable=True),
        sa.Column("head_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ruling", sa.String(length=8), nullable=True),
        sa.Column("ruling_text", sa.Text(), nullable=True),
        sa.Column("ruling_basis", sa.Text(), nullable=True),
        sa.Column("ruled_by_id", sa.Uuid(), nullable=True),
        sa.Column("ruled_by_name", sa.String(length=80), nullable=True),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_order_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "code IN ('R1','R2','R3','R4','R5','R6','R7','R9')", name=op.f("ck_dispatch_returns_code_known")
        ),
        sa.CheckConstraint(
            "ruling IS NULL OR ruling IN ('accepted','refused')", name=op.f("ck_dispatch_returns_ruling_known")
        ),
        sa.CheckConstraint("ruling IS NULL OR head_agrees", name=op.f("ck_dispatch_returns_ruled_after_the_head")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["accounts_users.id"], name=op.f("fk_dispatch_returns_asked_by_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_returns_matter_id")),
        sa.ForeignKeyConstraint(
            ["new_order_id"], ["dispatch_orders.id"], name=op.f("fk_dispatch_returns_new_order_id")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["dispatch_orders.id"], name=op.f("fk_dispatch_returns_order_id")),
        sa.ForeignKeyConstraint(["ruled_by_id"], ["accounts_users.id"], name=op.f("fk_dispatch_returns_ruled_by_id")),
        sa.ForeignKeyConstraint(
            ["suggested_unit_id"], ["organisations_units.id"], name=op.f("fk_dispatch_returns_suggested_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_returns")),
    )
    op.create_index("ix_dispatch_returns_order", "dispatch_returns", ["order_id", "id"], unique=False)
    op.create_index(
        "uq_dispatch_returns_one_open",
        "dispatch_returns",
        ["order_id"],
        unique=True,
        postgresql_where=sa.text("ruling IS NULL AND head_agrees IS DISTINCT FROM false"),
    )
    op.create_table(
        "dispatch_contact_notes",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("contacted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("noted_by_name", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_contact_notes_matter_id")),
        sa.ForeignKeyConstraint(["order_id"], ["dispatch_orders.id"], name=op.f("fk_dispatch_contact_notes_order_id")),
        sa.ForeignKeyConstraint(["party_id"], ["intake_parties.id"], name=op.f("fk_dispatch_contact_notes_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_contact_notes")),
    )
    op.create_index("ix_dispatch_contact_notes_order", "dispatch_contact_notes", ["order_id", "id"], unique=False)
    op.create_table(
        "dispatch_extensions",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("party_told_on", sa.Date(), nullable=False),
        sa.Column("party_told_by", sa.String(length=8), nullable=False),
        sa.Column("asked_by_name", sa.String(length=80), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=80), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_extensions_matter_id")),
        sa.ForeignKeyConstraint(["order_id"], ["dispatch_orders.id"], name=op.f("fk_dispatch_extensions_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_extensions")),
        sa.UniqueConstraint("order_id", "position", name=op.f("uq_dispatch_extensions_order_id_position")),
    )
    op.create_index(
        "uq_dispatch_extensions_open",
        "dispatch_extensions",
        ["order_id"],
        unique=True,
        postgresql_where=sa.text("granted IS NULL"),
    )
    op.create_table(
        "dispatch_feedback",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("result", sa.String(length=12), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("party_told_on", sa.Date(), nullable=False),
        sa.Column("party_told_by", sa.String(length=8), nullable=False),
        sa.Column("written_by_name", sa.String(length=80), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("head_agrees", sa.Boolean(), nullable=True),
        sa.Column("head_name", sa.String(length=80), nullable=True),
        sa.Column("head_opinion", sa.Text(), nullable=True),
        sa.Column("head_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("defects", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("checked_by_name", sa.String(length=80), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("check_note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_feedback_matter_id")),
        sa.ForeignKeyConstraint(["order_id"], ["dispatch_orders.id"], name=op.f("fk_dispatch_feedback_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_feedback")),
        sa.UniqueConstraint("order_id", "position", name=op.f("uq_dispatch_feedback_order_id_position")),
    )
    op.create_index(
        "uq_dispatch_feedback_open",
        "dispatch_feedback",
        ["order_id"],
        unique=True,
        postgresql_where=sa.text("accepted IS NULL AND head_agrees IS DISTINCT FROM false"),
    )
    op.create_table(
        "dispatch_supervision_replies",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("supervision_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("measures", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("new_finish_on", sa.Date(), nullable=True),
        sa.Column("officer_name", sa.String(length=80), nullable=False),
        sa.Column("head_name", sa.String(length=80), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sufficient", sa.Boolean(), nullable=True),
        sa.Column("check_note", sa.Text(), nullable=True),
        sa.Column("checked_by_name", sa.String(length=80), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["intake_events.id"], name=op.f("fk_dispatch_supervision_replies_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervision_id"],
            ["dispatch_supervisions.id"],
            name=op.f("fk_dispatch_supervision_replies_supervision_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_supervision_replies")),
        sa.UniqueConstraint(
            "supervision_id", "position", name=op.f("uq_dispatch_supervision_replies_supervision_id_position")
        ),
    )
    op.create_index(
        "uq_dispatch_supervision_replies_open",
        "dispatch_supervision_replies",
        ["supervision_id"],
        unique=True,
        postgresql_where=sa.text("sufficient IS NULL"),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("dispatch_supervision_replies")
    op.drop_table("dispatch_feedback")
    op.drop_table("dispatch_extensions")
    op.drop_table("dispatch_contact_notes")
    op.drop_table("dispatch_returns")
    op.drop_table("dispatch_supervisions")
    op.drop_table("dispatch_proposals")
    op.drop_table("dispatch_orders")
    op.drop_table("dispatch_routing_rules")
