"""Events, disputes, parties, grants, holds and risk.

Revision 0009_intake, after 0008_clocks.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009_intake"
down_revision = "0008_clocks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "intake_public_tries",
        sa.Column("code_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("address_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_public_tries")),
    )
    op.create_index(
        "ix_intake_public_tries_address", "intake_public_tries", ["address_index", "tried_at"], unique=False
    )
    op.create_index("ix_intake_public_tries_code", "intake_public_tries", ["code_index", "tried_at"], unique=False)
    op.create_table(
        "intake_people",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("identity_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_people")),
        sa.UniqueConstraint("identity_index", name=op.f("uq_intake_people_identity_index")),
    )
    op.create_table(
        "intake_events",
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("stage", sa.String(length=24), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=True),
        sa.Column("public_code", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("outside_number", sa.String(length=64), nullable=True),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("demand", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("scale", sa.String(length=2), nullable=False),
        sa.Column("involved_count", sa.Integer(), nullable=False),
        sa.Column("involved_units", sa.Text(), nullable=False),
        sa.Column("type_hint", sa.String(length=32), nullable=True),
        sa.Column("parties_unknown", sa.Boolean(), nullable=False),
        sa.Column("emergency_note", sa.Text(), nullable=True),
        sa.Column("guidance_waived", sa.Boolean(), nullable=False),
        sa.Column("risk_inputs", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("risk_level", sa.String(length=8), nullable=True),
        sa.Column("risk_score", sa.Integer(), nullable=True),
        sa.Column("pathway", sa.String(length=24), nullable=True),
        sa.Column("pathway_notice", sa.Text(), nullable=True),
        sa.Column("reported_by_id", sa.Uuid(), nullable=True),
        sa.Column("reporter_unit_id", sa.Uuid(), nullable=False),
        sa.Column("reporter_name", sa.String(length=80), nullable=False),
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("resolve_method", sa.String(length=2), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "queue_at",
            sa.DateTime(timezone=True),
            sa.Computed("coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz)", persisted=True),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'rejected', 'registered', 'merged', 'redirected', 'closed_redirected', 'triaged', 'dispatched', 'handling', 'resolved', 'closed', 'archived')",
            name=op.f("ck_intake_events_state_known"),
        ),
        sa.CheckConstraint("involved_count >= 1", name=op.f("ck_intake_events_someone_involved")),
        sa.ForeignKeyConstraint(["center_id"], ["organisations_units.id"], name=op.f("fk_intake_events_center_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["intake_events.id"], name=op.f("fk_intake_events_merged_into_id")),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["accounts_users.id"], name=op.f("fk_intake_events_reported_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["reporter_unit_id"], ["organisations_units.id"], name=op.f("fk_intake_events_reporter_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_events")),
        sa.UniqueConstraint("number", name=op.f("uq_intake_events_number")),
        sa.UniqueConstraint("public_code", name=op.f("uq_intake_events_public_code")),
    )
    op.create_index(
        "ix_intake_events_open",
        "intake_events",
        ["center_id", "created_at", "id"],
        unique=False,
        postgresql_where=sa.text(
            "state IN ('submitted','registered','triaged','dispatched','handling','resolved','redirected')"
        ),
    )
    op.create_index("ix_intake_events_place", "intake_events", ["region_code", "occurred_at"], unique=False)
    op.create_index(
        "ix_intake_events_queue",
        "intake_events",
        ["center_id", "queue_at", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('submitted','registered','triaged','dispatched','handling','resolved')"),
    )
    op.create_index("ix_intake_events_state", "intake_events", ["center_id", "state", "id"], unique=False)
    op.create_index(
        "uq_intake_events_outside",
        "intake_events",
        ["source", "outside_number"],
        unique=True,
        postgresql_where=sa.text("outside_number IS NOT NULL AND state <> 'draft'"),
    )
    op.create_table(
        "intake_grants",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("ground", sa.String(length=16), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(unit_id IS NULL) <> (user_id IS NULL)", name=op.f("ck_intake_grants_unit_or_user")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_grants_matter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_intake_grants_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["accounts_users.id"], name=op.f("fk_intake_grants_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_grants")),
    )
    op.create_index("ix_intake_grants_by_unit", "intake_grants", ["unit_id", "matter_id"], unique=False)
    op.create_index("ix_intake_grants_by_user", "intake_grants", ["user_id", "matter_id"], unique=False)
    op.create_index(
        "uq_intake_grants_unit",
        "intake_grants",
        ["matter_id", "unit_id", "ground"],
        unique=True,
        postgresql_where=sa.text("unit_id IS NOT NULL"),
    )
    op.create_index(
        "uq_intake_grants_user",
        "intake_grants",
        ["matter_id", "user_id", "ground"],
        unique=True,
        postgresql_where=sa.text("user_id IS NOT NULL"),
    )
    op.create_table(
        "intake_holds",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_by", sa.String(length=80), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.String(length=80), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_holds_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_holds")),
    )
    op.create_index(
        "ix_intake_holds_matter",
        "intake_holds",
        ["matter_id"],
        unique=False,
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_index(
        "uq_intake_holds_open",
        "intake_holds",
        ["matter_id", "kind", "subject_id"],
        unique=True,
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "intake_disputes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispute_type", sa.String(length=32), nullable=False),
        sa.Column("cause_code", sa.String(length=12), nullable=True),
        sa.Column("cause_list_version", sa.String(length=4), nullable=True),
        sa.Column("triaged_by_id", sa.Uuid(), nullable=True),
        sa.Column("triaged_by_name", sa.String(length=80), nullable=False),
        sa.Column("triaged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(cause_code IS NULL) = (cause_list_version IS NULL)", name=op.f("ck_intake_disputes_cause_has_version")
        ),
        sa.ForeignKeyConstraint(["id"], ["intake_events.id"], name=op.f("fk_intake_disputes_id")),
        sa.ForeignKeyConstraint(
            ["triaged_by_id"], ["accounts_users.id"], name=op.f("fk_intake_disputes_triaged_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_disputes")),
    )
    op.create_index(op.f("ix_intake_disputes_dispute_type"), "intake_disputes", ["dispute_type"], unique=False)
    op.create_table(
        "intake_matter_links",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_by_name", sa.String(length=80), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('twin','merged','follow_up')", name=op.f("ck_intake_matter_links_kind_known")),
        sa.CheckConstraint("matter_id <> other_id", name=op.f("ck_intake_matter_links_two_matters")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_matter_links_matter_id")),
        sa.ForeignKeyConstraint(["other_id"], ["intake_events.id"], name=op.f("fk_intake_matter_links_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_matter_links")),
        sa.UniqueConstraint(
            "matter_id", "other_id", "kind", name=op.f("uq_intake_matter_links_matter_id_other_id_kind")
        ),
    )
    op.create_index(op.f("ix_intake_matter_links_matter_id"), "intake_matter_links", ["matter_id"], unique=False)
    op.create_index(op.f("ix_intake_matter_links_other_id"), "intake_matter_links", ["other_id"], unique=False)
    op.create_table(
        "intake_parties",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("id_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("id_tail", sa.String(length=4), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("phone_tail_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("sex", sa.String(length=1), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("legal_representative", sa.String(length=80), nullable=True),
        sa.Column("occupation", sa.String(length=80), nullable=True),
        sa.Column("flags", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("public_code", sa.String(length=12), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('person','organisation')", name=op.f("ck_intake_parties_kind_known")),
        sa.CheckConstraint(
            "role IN ('applicant','respondent','third_party')", name=op.f("ck_intake_parties_role_known")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_parties_matter_id")),
        sa.ForeignKeyConstraint(["person_id"], ["intake_people.id"], name=op.f("fk_intake_parties_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_parties")),
        sa.UniqueConstraint("public_code", name=op.f("uq_intake_parties_public_code")),
    )
    op.create_index("ix_intake_parties_id_index", "intake_parties", ["id_index"], unique=False)
    op.create_index("ix_intake_parties_matter", "intake_parties", ["matter_id", "position"], unique=False)
    op.create_index("ix_intake_parties_name", "intake_parties", ["name"], unique=False)
    op.create_index("ix_intake_parties_phone_index", "intake_parties", ["phone_index"], unique=False)
    op.create_index(
        "uq_intake_parties_once",
        "intake_parties",
        ["matter_id", "id_index"],
        unique=True,
        postgresql_where=sa.text("id_index IS NOT NULL AND withdrawn IS false"),
    )
    op.create_table(
        "intake_risk_signals",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.String(length=80), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_risk_signals_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_risk_signals")),
    )
    op.create_index("ix_intake_risk_signals_matter", "intake_risk_signals", ["matter_id", "noted_at"], unique=False)
    op.create_table(
        "intake_risk_assessments",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("weights_version", sa.String(length=16), nullable=False),
        sa.Column("inputs", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("points", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("suggested_level", sa.String(length=8), nullable=False),
        sa.Column("vetoes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("confirmed_level", sa.String(length=8), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_by_name", sa.String(length=80), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(confirmed_level IS NULL) = (confirmed_by_name IS NULL)",
            name=op.f("ck_intake_risk_assessments_confirmed_by_a_person"),
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_intake_risk_assessments_score_range")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["accounts_users.id"], name=op.f("fk_intake_risk_assessments_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_risk_assessments_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_risk_assessments")),
    )
    op.create_index("ix_intake_risk_assessments_matter", "intake_risk_assessments", ["matter_id", "id"], unique=False)
    op.create_table(
        "intake_evidence",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("handed_in_by", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files_files.id"], name=op.f("fk_intake_evidence_file_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_evidence_matter_id")),
        sa.ForeignKeyConstraint(["party_id"], ["intake_parties.id"], name=op.f("fk_intake_evidence_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_evidence")),
    )
    op.create_index(op.f("ix_intake_evidence_matter_id"), "intake_evidence", ["matter_id"], unique=False)
    op.create_table(
        "intake_agents",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("category", sa.String(length=24), nullable=True),
        sa.Column("scope", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("authority_file_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_file_id"], ["files_files.id"], name=op.f("fk_intake_agents_authority_file_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_agents_matter_id")),
        sa.ForeignKeyConstraint(["party_id"], ["intake_parties.id"], name=op.f("fk_intake_agents_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_agents")),
    )
    op.create_index(op.f("ix_intake_agents_matter_id"), "intake_agents", ["matter_id"], unique=False)
    op.create_index(op.f("ix_intake_agents_party_id"), "intake_agents", ["party_id"], unique=False)


def downgrade() -> None:
    """Remove them."""

    op.drop_table("intake_agents")
    op.drop_table("intake_evidence")
    op.drop_table("intake_risk_assessments")
    op.drop_table("intake_risk_signals")
    op.drop_table("intake_parties")
    op.drop_table("intake_matter_links")
    op.drop_table("intake_disputes")
    op.drop_table("intake_holds")
    op.drop_table("intake_grants")
    op.drop_table("intake_events")
    op.drop_table("intake_people")
    op.drop_table("intake_public_tries")
