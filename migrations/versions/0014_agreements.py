"""Agreements, signatures, assignments, obligations.

Revision 0014_agreements, after 0013_guidance.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014_agreements"
down_revision = "0013_guidance"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "agreements_agreements",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("mediation_id", sa.Uuid(), nullable=False),
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("noted", sa.Text(), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("drafted_by", sa.String(length=80), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("performed_on", sa.Date(), nullable=True),
        sa.Column("lapse_cause", sa.String(length=24), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "effective_at IS NOT NULL OR state IN ('draft','frozen','lapsed')",
            name=op.f("ck_agreements_agreements_effect_has_an_instant"),
        ),
        sa.CheckConstraint("form IN ('written','oral')", name=op.f("ck_agreements_agreements_form_known")),
        sa.CheckConstraint(
            "state IN ('draft', 'frozen', 'effective', 'partially_performed', 'overdue', 'performed', 'lapsed', 'superseded', 'invalidated', 'in_enforcement', 'in_dispute', 'closed')",
            name=op.f("ck_agreements_agreements_state_known"),
        ),
        sa.CheckConstraint("total_fen >= 0", name=op.f("ck_agreements_agreements_total_not_negative")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_agreements_agreements_matter_id")),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation_mediations.id"], name=op.f("fk_agreements_agreements_mediation_id")
        ),
        sa.ForeignKeyConstraint(["org_id"], ["organisations_units.id"], name=op.f("fk_agreements_agreements_org_id")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["agreements_agreements.id"], name=op.f("fk_agreements_agreements_replaces_id")
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["claims_schedules.id"], name=op.f("fk_agreements_agreements_schedule_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements_agreements")),
    )
    op.create_index("ix_agreements_agreements_matter", "agreements_agreements", ["matter_id", "id"], unique=False)
    op.create_index("ix_agreements_agreements_org", "agreements_agreements", ["org_id", "state", "id"], unique=False)
    op.create_index("ix_agreements_agreements_state", "agreements_agreements", ["state", "id"], unique=False)
    op.create_index(
        "uq_agreements_agreements_one_draft",
        "agreements_agreements",
        ["mediation_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('draft','frozen')"),
    )
    op.create_table(
        "agreements_versions",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("wording_digest", sa.String(length=64), nullable=False),
        sa.Column("document_digest", sa.String(length=64), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("lint", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("frozen_by", sa.String(length=80), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements_agreements.id"], name=op.f("fk_agreements_versions_agreement_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_agreements_versions_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements_versions")),
        sa.UniqueConstraint("agreement_id", "no", name=op.f("uq_agreements_versions_agreement_id_no")),
    )
    op.create_table(
        "agreements_overrides",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("rule_id", sa.String(length=8), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_name", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements_agreements.id"], name=op.f("fk_agreements_overrides_agreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements_overrides")),
        sa.UniqueConstraint(
            "agreement_id",
            "rule_id",
            "content_digest",
            name=op.f("uq_agreements_overrides_agreement_id_rule_id_content_digest"),
        ),
    )
    op.create_table(
        "agreements_notices",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(length=12), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("receiver", sa.String(length=120), nullable=False),
        sa.Column("receiver_role", sa.String(length=24), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("sender IN ('assignors','assignee')", name=op.f("ck_agreements_notices_sender_known")),
        sa.CheckConstraint(
            "arrived_at IS NULL OR arrived_at >= sent_at", name=op.f("ck_agreements_notices_arrives_after_sending")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements_agreements.id"], name=op.f("fk_agreements_notices_agreement_id")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["files_files.id"], name=op.f("fk_agreements_notices_file_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_agreements_notices_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements_notices")),
        sa.UniqueConstraint("agreement_id", "number", name=op.f("uq_agreements_notices_agreement_id_number")),
    )
    op.create_table(
        "agreements_certificates",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("schedule_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("obligor", sa.String(length=200), nullable=False),
        sa.Column("basis", sa.String(length=12), nullable=False),
        sa.Column("basis_number", sa.String(length=80), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("performed_on", sa.Date(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("issued_by", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("basis IN ('agreement','schedule')", name=op.f("ck_agreements_certificates_basis_known")),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_agreements_certificates_amount_positive")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements_agreements.id"], name=op.f("fk_agreements_certificates_agreement_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_agreements_certificates_matter_id")),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["claims_schedules.id"], name=op.f("fk_agreements_certificates_schedule_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements_certificates")),
        sa.UniqueConstraint("number", name=op.f("uq_agreements_certificates_number")),
    )
    op.create_index("ix_agreements_certificates_matter", "agreements_certificates", ["matter_id"], unique=False)
    op.create_table(
        "agreements_parties",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=True),
        sa.Column("signs", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["intake_parties.id"], name=op.f("fk_agreements_parties_party_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["agreements_versions.id"], name=op.f("fk_agreements_parties_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements_parties")),
        sa.UniqueConstraint("version_id", "key", name=op.f("uq_agreements_parties_version_id_key")),
    )
    op.create_index("ix_agreements_parties_party", "agreements_parties", ["party_id"], unique=False)
    op.create_table(
        "agreements_signatures",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("signer", sa.String(length=16), nullable=False),
        sa.Column("party_key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("agent", sa.String(length=120), nullable=True),
        sa.Column("by_statutory_agent", sa.Boolean(), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("identity_checked", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(signer = 'party') = (party_key <> '')", name=op.f("ck_agreements_signatures_party_named")),
        sa.CheckConstraint(
            "signer IN ('party','mediator','organisation')", name=op.f("ck_agreements_signatures_signer_known")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements_agreements.id"], name=op.f("fk_agreements_signatures_agreement_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_agreements_signatures_matter_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["agreements_versions.id"], name=op.f("fk_agreements_signatures_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements_signatures")),
    )
    op.create_index(
        "ix_agreements_signatures_agreement", "agreements_signatures", ["agreement_id", "signed_at"], unique=False
    )
    op.create_index(
        "uq_agreements_signatures_once",
        "agreements_signatures",
        ["version_id", "signer", "party_key"],
        unique=True,
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_table(
        "agreements_claim_assignments",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("claim_row_id", sa.Uuid(), nullable=False),
        sa.Column("worker", sa.String(length=120), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=24), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_agreements_claim_assignments_amount_positive")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements_agreements.id"], name=op.f("fk_agreements_claim_assignments_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["claim_row_id"], ["claims_rows.id"], name=op.f("fk_agreements_claim_assignments_claim_row_id")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["intake_events.id"], name=op.f("fk_agreements_claim_assignments_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["agreements_versions.id"], name=op.f("fk_agreements_claim_assignments_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements_claim_assignments")),
    )
    op.create_index(
        "ix_agreements_claim_assignments_agreement", "agreements_claim_assignments", ["agreement_id"], unique=False
    )
    op.create_index(
        "uq_agreements_claim_assignments_one_holder",
        "agreements_claim_assignments",
        ["claim_row_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "agreements_obligations",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("clause_key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("obligor", sa.String(length=240), nullable=False),
        sa.Column("obligee", sa.String(length=240), nullable=False),
        sa.Column("obligee_party_id", sa.Uuid(), nullable=True),
        sa.Column("claim_row_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("fulfilled_on", sa.Date(), nullable=True),
        sa.Column("fulfilled_by", sa.String(length=16), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind <> 'payment' OR amount_fen > 0", name=op.f("ck_agreements_obligations_payment_has_a_sum")
        ),
        sa.CheckConstraint("kind IN ('payment','act','delivery')", name=op.f("ck_agreements_obligations_kind_known")),
        sa.CheckConstraint(
            "paid_fen BETWEEN 0 AND amount_fen", name=op.f("ck_agreements_obligations_paid_within_owed")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements_agreements.id"], name=op.f("fk_agreements_obligations_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["claim_row_id"], ["claims_rows.id"], name=op.f("fk_agreements_obligations_claim_row_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_agreements_obligations_matter_id")),
        sa.ForeignKeyConstraint(
            ["obligee_party_id"], ["intake_parties.id"], name=op.f("fk_agreements_obligations_obligee_party_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["agreements_versions.id"], name=op.f("fk_agreements_obligations_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements_obligations")),
        sa.UniqueConstraint("agreement_id", "position", name=op.f("uq_agreements_obligations_agreement_id_position")),
    )
    op.create_index("ix_agreements_obligations_claim", "agreements_obligations", ["claim_row_id"], unique=False)
    op.create_index(
        "ix_agreements_obligations_due",
        "agreements_obligations",
        ["due_on", "agreement_id"],
        unique=False,
        postgresql_where=sa.text("fulfilled_on IS NULL"),
    )
    op.create_table(
        "agreements_allocations",
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("receipt_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_agreements_allocations_amount_positive")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_agreements_allocations_matter_id")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["agreements_obligations.id"], name=op.f("fk_agreements_allocations_obligation_id")
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["claims_receipts.id"], name=op.f("fk_agreements_allocations_receipt_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements_allocations")),
    )
    op.create_index("ix_agreements_allocations_receipt", "agreements_allocations", ["receipt_id"], unique=False)
    op.create_index(
        "uq_agreements_allocations_once",
        "agreements_allocations",
        ["obligation_id", "receipt_id"],
        unique=True,
        postgresql_where=sa.text("voided_at IS NULL"),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("agreements_allocations")
    op.drop_table("agreements_obligations")
    op.drop_table("agreements_claim_assignments")
    op.drop_table("agreements_signatures")
    op.drop_table("agreements_parties")
    op.drop_table("agreements_certificates")
    op.drop_table("agreements_notices")
    op.drop_table("agreements_overrides")
    op.drop_table("agreements_versions")
    op.drop_table("agreements_agreements")
