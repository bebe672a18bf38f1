"""Old ledgers and work orders come in as one import, row by row, and can be taken back.

Revision 0026_imports, after 0025_substitutes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026_imports"
down_revision = "0025_substitutes"
branch_labels = None
depends_on = None

STATES_BEFORE = (
    "'draft', 'submitted', 'rejected', 'registered', 'merged', 'redirected', 'closed_redirected', 'triaged', "
    "'dispatched', 'handling', 'resolved', 'closed', 'archived'"
)
STATES = f"{STATES_BEFORE}, 'withdrawn'"
NUMBERED = "outside_number IS NOT NULL AND state NOT IN ('draft','rejected','withdrawn')"
NUMBERED_BEFORE = "outside_number IS NOT NULL AND state NOT IN ('draft','rejected')"


def _events(states: str, numbered: str) -> None:
    op.drop_constraint(op.f("ck_intake_events_state_known"), "intake_events")
    op.create_check_constraint(op.f("ck_intake_events_state_known"), "intake_events", f"state IN ({states})")
    op.drop_index("uq_intake_events_outside", "intake_events")
    op.create_index(
        "uq_intake_events_outside",
        "intake_events",
        ["source", "outside_number"],
        unique=True,
        postgresql_where=sa.text(numbered),
    )


def upgrade() -> None:
    """Make the tables."""
    _events(STATES, NUMBERED)
    op.create_table(
        "intake_imports",
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("ending", sa.String(length=4), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("heads", postgresql.JSONB(), nullable=False),
        sa.Column("mapping", postgresql.JSONB(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("twins", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(length=80), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=True),
        sa.Column("undone_membership_id", sa.Uuid(), nullable=True),
        sa.Column("undone_by_id", sa.Uuid(), nullable=True),
        sa.Column("undo_reason", sa.String(length=500), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('uploaded', 'checking', 'checked', 'importing', 'imported', 'undoing', 'undone', 'dropped')",
            name=op.f("ck_intake_imports_state_known"),
        ),
        sa.CheckConstraint("done BETWEEN 0 AND total", name=op.f("ck_intake_imports_done_in_total")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_intake_imports_unit_id")),
        sa.ForeignKeyConstraint(["center_id"], ["organisations_units.id"], name=op.f("fk_intake_imports_center_id")),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["accounts_memberships.id"], name=op.f("fk_intake_imports_membership_id")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["accounts_users.id"], name=op.f("fk_intake_imports_made_by_id")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["accounts_users.id"], name=op.f("fk_intake_imports_begun_by_id")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["accounts_users.id"], name=op.f("fk_intake_imports_undone_by_id")),
        sa.ForeignKeyConstraint(
            ["undone_membership_id"], ["accounts_memberships.id"], name=op.f("fk_intake_imports_undone_membership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_imports")),
    )
    op.create_index("ix_intake_imports_center", "intake_imports", ["center_id", "id"])
    op.create_index("ix_intake_imports_file", "intake_imports", ["center_id", "sha256"])
    op.create_table(
        "intake_import_rows",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("faults", postgresql.JSONB(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("twin_id", sa.Uuid(), nullable=True),
        sa.Column("trail", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('fresh', 'known', 'bad', 'stored', 'withdrawn', 'kept')",
            name=op.f("ck_intake_import_rows_outcome_known"),
        ),
        sa.CheckConstraint(
            "(outcome IN ('stored','withdrawn','kept')) = (trail IS NOT NULL)",
            name=op.f("ck_intake_import_rows_stored_whole"),
        ),
        sa.CheckConstraint(
            "trail IS NULL OR matter_id IS NOT NULL", name=op.f("ck_intake_import_rows_trail_of_a_matter")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["intake_imports.id"], name=op.f("fk_intake_import_rows_import_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_import_rows_matter_id")),
        sa.ForeignKeyConstraint(["twin_id"], ["intake_events.id"], name=op.f("fk_intake_import_rows_twin_id")),
        sa.PrimaryKeyConstraint("import_id", "position", name=op.f("pk_intake_import_rows")),
    )
    op.create_index(op.f("ix_intake_import_rows_matter_id"), "intake_import_rows", ["matter_id"])
    op.create_index("ix_intake_import_rows_outcome", "intake_import_rows", ["import_id", "outcome", "position"])
    op.create_table(
        "intake_import_mappings",
        sa.Column("center_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("heads", postgresql.JSONB(), nullable=False),
        sa.Column("mapping", postgresql.JSONB(), nullable=False),
        sa.Column("saved_by_name", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["center_id"], ["organisations_units.id"], name=op.f("fk_intake_import_mappings_center_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_import_mappings")),
        sa.UniqueConstraint("center_id", "name", name=op.f("uq_intake_import_mappings_center_id_name")),
    )


def downgrade() -> None:
    """Remove them; what was taken back counts as rejected again."""
    op.drop_table("intake_import_mappings")
    op.drop_table("intake_import_rows")
    op.drop_table("intake_imports")
    op.execute("UPDATE intake_events SET state = 'rejected' WHERE state = 'withdrawn'")
    _events(STATES_BEFORE, NUMBERED_BEFORE)
