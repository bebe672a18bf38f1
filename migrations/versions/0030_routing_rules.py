"""Drafts, trials and the undoing of routing rules.

Revision 0030_routing_rules, after 0029_collectives.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030_routing_rules"
down_revision = "0029_collectives"
branch_labels = None
depends_on = None

RULES, TRIALS, PROPOSALS = "dispatch_routing_rules", "dispatch_routing_trials", "dispatch_proposals"
TEXTS = ("drafted_by_name", "published_by_name")
CHECK = "ck_dispatch_routing_rules_draft_has_no_number"


def upgrade() -> None:
    """Let a rule have a draft and say who published it; the rules there are stay as they are."""
    op.add_column(RULES, sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column(RULES, sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(sa.text(f"UPDATE {RULES} SET updated_at = coalesce(published_at, created_at)"))
    op.alter_column(RULES, "updated_at", nullable=False)
    op.add_column(RULES, sa.Column("based_on", sa.SmallInteger(), nullable=False, server_default="0"))
    op.add_column(RULES, sa.Column("restored_from", sa.SmallInteger(), nullable=True))
    for column in TEXTS:
        op.add_column(RULES, sa.Column(column, sa.String(length=80), nullable=False, server_default=""))
    op.add_column(RULES, sa.Column("publish_reason", sa.Text(), nullable=False, server_default=""))
    for column in ("version", "based_on", *TEXTS, "publish_reason"):
        op.alter_column(RULES, column, server_default=None)
    op.create_check_constraint(op.f(CHECK), RULES, "(revision = 0) = (published_at IS NULL)")
    _trials()
    op.create_index("ix_dispatch_proposals_decided", PROPOSALS, ["rule_code", "decided_at"])


def _trials() -> None:
    counts = ("asked", "same", "elsewhere", "nobody", "left_out")
    op.create_table(
        TRIALS,
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("draft_hash", sa.String(length=64), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        *[sa.Column(name, sa.Integer(), nullable=False) for name in counts],
        sa.Column("rows", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("tried_by_name", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("asked = same + elsewhere + nobody", name=op.f(f"ck_{TRIALS}_every_matter_once")),
        sa.ForeignKeyConstraint(
            ["rule_id"], [f"{RULES}.id"], name=op.f(f"fk_{TRIALS}_rule_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TRIALS}")),
    )
    op.create_index(op.f(f"ix_{TRIALS}_rule_id"), TRIALS, ["rule_id"])


def downgrade() -> None:
    """Drop drafts and trials; revisions that were published stay."""
    op.drop_index("ix_dispatch_proposals_decided", PROPOSALS)
    op.drop_table(TRIALS)
    op.execute(sa.text(f"DELETE FROM {RULES} WHERE published_at IS NULL"))
    op.drop_constraint(op.f(CHECK), RULES, type_="check")
    for column in ("publish_reason", *TEXTS, "restored_from", "based_on", "updated_at", "version"):
        op.drop_column(RULES, column)
