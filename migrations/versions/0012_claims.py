"""Claim schedules, wage flow, receipts.

Revision 0012_claims, after 0011_mediation.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012_claims"
down_revision = "0011_mediation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "claims_schedules",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("employer_uscc", sa.String(length=18), nullable=False),
        sa.Column("employer_party_id", sa.Uuid(), nullable=True),
        sa.Column("first_month", sa.Date(), nullable=False),
        sa.Column("last_month", sa.Date(), nullable=False),
        sa.Column("pay_day", sa.Integer(), nullable=False),
        sa.Column("pay_offset", sa.Integer(), nullable=False),
        sa.Column("sources", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("evidence_kinds", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("employer_present", sa.Boolean(), nullable=False),
        sa.Column("attendance_by_both", sa.Boolean(), nullable=False),
        sa.Column("claimed_fen", sa.BigInteger(), nullable=False),
        sa.Column("verified_fen", sa.BigInteger(), nullable=False),
        sa.Column("worked_out_on", sa.Date(), nullable=True),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by_id", sa.Uuid(), nullable=True),
        sa.Column("verified_by", sa.String(length=80), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("second_checked_by", sa.String(length=80), nullable=False),
        sa.Column("second_checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'entered', 'verified', 'second_checked', 'frozen')",
            name=op.f("ck_claims_schedules_state_known"),
        ),
        sa.CheckConstraint("first_month <= last_month", name=op.f("ck_claims_schedules_months_in_order")),
        sa.CheckConstraint("pay_day BETWEEN 1 AND 31", name=op.f("ck_claims_schedules_pay_day_known")),
        sa.CheckConstraint("pay_offset IN (0, 1)", name=op.f("ck_claims_schedules_pay_month_known")),
        sa.CheckConstraint(
            "second_checked_by_id IS NULL OR (second_checked_by_id <> verified_by_id AND second_checked_by_id <> entered_by_id)",
            name=op.f("ck_claims_schedules_second_checked_by_another"),
        ),
        sa.CheckConstraint(
            "verified_by_id IS NULL OR verified_by_id <> entered_by_id",
            name=op.f("ck_claims_schedules_verified_by_another"),
        ),
        sa.ForeignKeyConstraint(
            ["employer_party_id"], ["intake_parties.id"], name=op.f("fk_claims_schedules_employer_party_id")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["accounts_users.id"], name=op.f("fk_claims_schedules_entered_by_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_claims_schedules_matter_id")),
        sa.ForeignKeyConstraint(
            ["second_checked_by_id"], ["accounts_users.id"], name=op.f("fk_claims_schedules_second_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["verified_by_id"], ["accounts_users.id"], name=op.f("fk_claims_schedules_verified_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims_schedules")),
    )
    op.create_index("ix_claims_schedules_matter", "claims_schedules", ["matter_id", "id"], unique=False)
    op.create_index("ix_claims_schedules_state", "claims_schedules", ["state", "id"], unique=False)
    op.create_table(
        "claims_uploads",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["schedule_id"], ["claims_schedules.id"], name=op.f("fk_claims_uploads_schedule_id")),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["accounts_users.id"], name=op.f("fk_claims_uploads_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims_uploads")),
    )
    op.create_index(op.f("ix_claims_uploads_schedule_id"), "claims_uploads", ["schedule_id"], unique=False)
    op.create_table(
        "claims_imports",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.Column("flow_rows", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("imported_by", sa.String(length=80), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["schedule_id"], ["claims_schedules.id"], name=op.f("fk_claims_imports_schedule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims_imports")),
    )
    op.create_index("ix_claims_imports_schedule", "claims_imports", ["schedule_id", "id"], unique=False)
    op.create_table(
        "claims_rows",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("job", sa.String(length=200), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=False),
        sa.Column("id_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("account_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("account_name", sa.String(length=120), nullable=False),
        sa.Column("bank", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("hired_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("monthly_wage_fen", sa.BigInteger(), nullable=False),
        sa.Column("claimed_fen", sa.BigInteger(), nullable=False),
        sa.Column("verified_fen", sa.BigInteger(), nullable=False),
        sa.Column("report", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("accepted_fen", sa.BigInteger(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_channel", sa.String(length=12), nullable=True),
        sa.Column("accepted_note", sa.Text(), nullable=False),
        sa.Column("accepted_recorded_by", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("claimed_fen >= 0", name=op.f("ck_claims_rows_claim_not_negative")),
        sa.CheckConstraint("monthly_wage_fen > 0", name=op.f("ck_claims_rows_wage_positive")),
        sa.CheckConstraint("verified_fen >= 0", name=op.f("ck_claims_rows_verified_not_negative")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_claims_rows_matter_id")),
        sa.ForeignKeyConstraint(["party_id"], ["intake_parties.id"], name=op.f("fk_claims_rows_party_id")),
        sa.ForeignKeyConstraint(["schedule_id"], ["claims_schedules.id"], name=op.f("fk_claims_rows_schedule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims_rows")),
        sa.UniqueConstraint("schedule_id", "id_index", name=op.f("uq_claims_rows_schedule_id_id_index")),
        sa.UniqueConstraint("schedule_id", "number", name=op.f("uq_claims_rows_schedule_id_number")),
    )
    op.create_index("ix_claims_rows_matter", "claims_rows", ["matter_id", "number"], unique=False)
    op.create_index("ix_claims_rows_person", "claims_rows", ["id_index"], unique=False)
    op.create_table(
        "claims_editions",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("claimed_fen", sa.BigInteger(), nullable=False),
        sa.Column("verified_fen", sa.BigInteger(), nullable=False),
        sa.Column("frozen_by", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_claims_editions_matter_id")),
        sa.ForeignKeyConstraint(["schedule_id"], ["claims_schedules.id"], name=op.f("fk_claims_editions_schedule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims_editions")),
        sa.UniqueConstraint("schedule_id", "number", name=op.f("uq_claims_editions_schedule_id_number")),
    )
    op.create_table(
        "claims_receipts",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=True),
        sa.Column("payer", sa.String(length=200), nullable=False),
        sa.Column("payer_party_id", sa.Uuid(), nullable=True),
        sa.Column("payee", sa.String(length=200), nullable=False),
        sa.Column("payee_party_id", sa.Uuid(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("bank_reference", sa.String(length=80), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by", sa.String(length=80), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way IN ('bank','cash')", name=op.f("ck_claims_receipts_way_known")),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_claims_receipts_amount_positive")),
        sa.ForeignKeyConstraint(["file_id"], ["files_files.id"], name=op.f("fk_claims_receipts_file_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_claims_receipts_matter_id")),
        sa.ForeignKeyConstraint(
            ["payee_party_id"], ["intake_parties.id"], name=op.f("fk_claims_receipts_payee_party_id")
        ),
        sa.ForeignKeyConstraint(
            ["payer_party_id"], ["intake_parties.id"], name=op.f("fk_claims_receipts_payer_party_id")
        ),
        sa.ForeignKeyConstraint(["row_id"], ["claims_rows.id"], name=op.f("fk_claims_receipts_row_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims_receipts")),
    )
    op.create_index("ix_claims_receipts_matter", "claims_receipts", ["matter_id", "paid_on", "id"], unique=False)
    op.create_index(
        "ix_claims_receipts_row",
        "claims_receipts",
        ["row_id"],
        unique=False,
        postgresql_where=sa.text("row_id IS NOT NULL"),
    )
    op.create_index(
        "uq_claims_receipts_reference",
        "claims_receipts",
        ["matter_id", "bank_reference"],
        unique=True,
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_table(
        "claims_flow_months",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("due_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("attendance_days", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("unpaid_leave_days", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("paid_statutory_days", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("holiday_overtime_days", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("deduction_fen", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "due_fen >= 0 AND paid_fen >= 0 AND deduction_fen >= 0",
            name=op.f("ck_claims_flow_months_amounts_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["row_id"], ["claims_rows.id"], name=op.f("fk_claims_flow_months_row_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims_flow_months")),
        sa.UniqueConstraint("row_id", "month", name=op.f("uq_claims_flow_months_row_id_month")),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("claims_flow_months")
    op.drop_table("claims_receipts")
    op.drop_table("claims_editions")
    op.drop_table("claims_rows")
    op.drop_table("claims_imports")
    op.drop_table("claims_uploads")
    op.drop_table("claims_schedules")
