"""The tree of units, the authority list, court policies.

Revision 0003_organisations, after 0002_audit.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003_organisations"
down_revision = "0002_audit"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "organisations_units",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("lineage", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("stationing_mode", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("org_kind", sa.String(length=20), nullable=True),
        sa.Column("established_on", sa.Date(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("notified_court", sa.Boolean(), nullable=False),
        sa.Column("registration_no", sa.String(length=40), nullable=True),
        sa.Column("seal_name", sa.String(length=120), nullable=True),
        sa.Column("number_prefix", sa.String(length=20), nullable=True),
        sa.Column("court_code", sa.String(length=20), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind <> 'court' OR court_code IS NOT NULL", name=op.f("ck_organisations_units_court_has_code")
        ),
        sa.CheckConstraint(
            "kind <> 'mediation_org' OR org_kind IS NOT NULL",
            name=op.f("ck_organisations_units_mediation_has_org_kind"),
        ),
        sa.CheckConstraint(
            "kind IN ('center', 'sub_center', 'grid_station', 'department', 'department_child', 'mediation_org', 'social_org', 'volunteer_team', 'court', 'judge_studio')",
            name=op.f("ck_organisations_units_kind"),
        ),
        sa.CheckConstraint(
            "org_kind IS NULL OR org_kind IN ('people_committee', 'industry_committee', 'labor', 'commercial', 'administrative', 'court_invited', 'individual_studio')",
            name=op.f("ck_organisations_units_org_kind"),
        ),
        sa.CheckConstraint(
            "stationing_mode IS NULL OR stationing_mode IN ('resident', 'rotating', 'on_call')",
            name=op.f("ck_organisations_units_stationing"),
        ),
        sa.CheckConstraint("status IN ('active', 'suspended', 'closed')", name=op.f("ck_organisations_units_status")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisations_units.id"], name=op.f("fk_organisations_units_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations_units")),
        sa.UniqueConstraint("code", name=op.f("uq_organisations_units_code")),
    )
    op.create_index("ix_organisations_units_kind", "organisations_units", ["kind", "position"], unique=False)
    op.create_index(
        "ix_organisations_units_lineage", "organisations_units", ["lineage"], unique=False, postgresql_using="gin"
    )
    op.create_index(op.f("ix_organisations_units_parent_id"), "organisations_units", ["parent_id"], unique=False)
    op.create_index(op.f("ix_organisations_units_region_code"), "organisations_units", ["region_code"], unique=False)
    op.create_table(
        "organisations_authority_list_entries",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("dispute_types", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("keywords", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("excluded", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('lead', 'assist')", name=op.f("ck_organisations_authority_list_entries_role")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_organisations_authority_list_entries_validity")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisations_units.id"], name=op.f("fk_organisations_authority_list_entries_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations_authority_list_entries")),
        sa.UniqueConstraint("code", name=op.f("uq_organisations_authority_list_entries_code")),
    )
    op.create_index(
        op.f("ix_organisations_authority_list_entries_unit_id"),
        "organisations_authority_list_entries",
        ["unit_id"],
        unique=False,
    )
    op.create_index(
        "ix_organisations_authority_types",
        "organisations_authority_list_entries",
        ["dispute_types"],
        unique=False,
        postgresql_using="gin",
    )
    op.create_table(
        "organisations_court_policies",
        sa.Column("court_id", sa.Uuid(), nullable=False),
        sa.Column("accepts_self_mediated", sa.Boolean(), nullable=True),
        sa.Column("accepts_administrative_alone", sa.Boolean(), nullable=True),
        sa.Column("asks_pre_litigation_number", sa.Boolean(), nullable=True),
        sa.Column("accepts_online_filing", sa.Boolean(), nullable=True),
        sa.Column("guiding_judge_confirms", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "guiding_judge_confirms IN ('warn', 'forbid', 'allow')",
            name=op.f("ck_organisations_court_policies_guiding_judge_confirms"),
        ),
        sa.ForeignKeyConstraint(
            ["court_id"], ["organisations_units.id"], name=op.f("fk_organisations_court_policies_court_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations_court_policies")),
        sa.UniqueConstraint("court_id", name=op.f("uq_organisations_court_policies_court_id")),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("organisations_court_policies")
    op.drop_table("organisations_authority_list_entries")
    op.drop_table("organisations_units")
