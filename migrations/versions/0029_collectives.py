"""One quarrel, one matter: related matters, collective matters with a roster, and links that are undone, not deleted.

Revision 0029_collectives, after 0028_handovers.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029_collectives"
down_revision = "0028_handovers"
branch_labels = None
depends_on = None

KINDS_BEFORE = "'twin','merged','follow_up'"
KINDS = f"{KINDS_BEFORE},'related','joined','apart'"
STATES = "'joined', 'consented', 'settled', 'performed', 'withdrawn', 'apart'"


def upgrade() -> None:
    """Make the tables and columns."""
    _links()
    _parties()
    op.create_table(
        "intake_collectives",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declared_by_id", sa.Uuid(), nullable=True),
        sa.Column("declared_by_name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["intake_events.id"], name=op.f("fk_intake_collectives_id")),
        sa.ForeignKeyConstraint(
            ["declared_by_id"], ["accounts_users.id"], name=op.f("fk_intake_collectives_declared_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_collectives")),
    )
    op.create_table(
        "intake_claimant_consents",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("paper", sa.String(length=120), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["intake_events.id"], name=op.f("fk_intake_claimant_consents_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["intake_parties.id"], name=op.f("fk_intake_claimant_consents_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_claimant_consents")),
    )
    op.create_index("ix_intake_claimant_consents_party", "intake_claimant_consents", ["party_id"])
    op.create_index("ix_intake_claimant_consents_matter", "intake_claimant_consents", ["matter_id"])
    op.create_table(
        "intake_roster_sheets",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["intake_events.id"], name=op.f("fk_intake_roster_sheets_matter_id")),
        sa.ForeignKeyConstraint(["user_id"], ["accounts_users.id"], name=op.f("fk_intake_roster_sheets_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_roster_sheets")),
    )
    op.create_index(op.f("ix_intake_roster_sheets_matter_id"), "intake_roster_sheets", ["matter_id"])


def _links() -> None:
    op.add_column("intake_matter_links", sa.Column("undone_by_name", sa.String(length=80), nullable=True))
    op.add_column("intake_matter_links", sa.Column("undo_reason", sa.Text(), nullable=True))
    op.drop_constraint(op.f("uq_intake_matter_links_matter_id_other_id_kind"), "intake_matter_links")
    op.create_index(
        "uq_intake_matter_links_standing",
        "intake_matter_links",
        ["matter_id", "other_id", "kind"],
        unique=True,
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    _kinds(KINDS)
    op.create_check_constraint(
        op.f("ck_intake_matter_links_related_in_order"),
        "intake_matter_links",
        "kind <> 'related' OR matter_id < other_id",
    )


def _kinds(kinds: str) -> None:
    op.drop_constraint(op.f("ck_intake_matter_links_kind_known"), "intake_matter_links")
    op.create_check_constraint(op.f("ck_intake_matter_links_kind_known"), "intake_matter_links", f"kind IN ({kinds})")


def _parties() -> None:
    op.add_column("intake_parties", sa.Column("state", sa.String(length=12), nullable=True))
    op.add_column("intake_parties", sa.Column("origin_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_intake_parties_origin_id"), "intake_parties", "intake_parties", ["origin_id"], ["id"]
    )
    op.create_index(op.f("ix_intake_parties_origin_id"), "intake_parties", ["origin_id"])
    op.create_index(
        "ix_intake_parties_roster",
        "intake_parties",
        ["matter_id", "position", "id"],
        postgresql_where=sa.text("state IS NOT NULL"),
    )
    op.create_check_constraint(
        op.f("ck_intake_parties_state_known"), "intake_parties", f"state IS NULL OR state IN ({STATES})"
    )


def downgrade() -> None:
    """Remove them; links that were undone and those of the new kinds are forgotten."""
    op.drop_table("intake_roster_sheets")
    op.drop_table("intake_claimant_consents")
    op.drop_table("intake_collectives")
    op.drop_constraint(op.f("ck_intake_parties_state_known"), "intake_parties")
    op.drop_index("ix_intake_parties_roster", "intake_parties")
    op.drop_index(op.f("ix_intake_parties_origin_id"), "intake_parties")
    op.drop_constraint(op.f("fk_intake_parties_origin_id"), "intake_parties", type_="foreignkey")
    op.drop_column("intake_parties", "origin_id")
    op.drop_column("intake_parties", "state")
    op.execute("DELETE FROM intake_matter_links WHERE undone_at IS NOT NULL OR kind IN ('related','joined','apart')")
    op.drop_constraint(op.f("ck_intake_matter_links_related_in_order"), "intake_matter_links")
    _kinds(KINDS_BEFORE)
    op.drop_index("uq_intake_matter_links_standing", "intake_matter_links")
    op.create_unique_constraint(
        op.f("uq_intake_matter_links_matter_id_other_id_kind"), "intake_matter_links", ["matter_id", "other_id", "kind"]
    )
    op.drop_column("intake_matter_links", "undo_reason")
    op.drop_column("intake_matter_links", "undone_by_name")
