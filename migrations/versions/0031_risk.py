"""Risk made whole: weights by version, signals told once, lowering by two persons, duties of a level, lead officials.

Revision 0031_risk, after 0030_routing_rules.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0031_risk"
down_revision = "0030_routing_rules"
branch_labels = None
depends_on = None

SIGNALS, WEIGHTS, LOWERINGS = "intake_risk_signals", "intake_risk_weights", "intake_risk_lowerings"
DUTIES, LEADS = "oversight_measures", "oversight_leads"
KINDS = "'lead_official', 'district_lead', 'chief_told', 'link_110', 'guidance', 'daily_note'"


def _moment(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _keyed(table: str, *, versioned: bool = True) -> list[sa.schema.SchemaItem]:
    columns = [sa.Column("id", sa.Uuid(), nullable=False), _moment("created_at", nullable=False)]
    if versioned:
        columns += [sa.Column("version", sa.Integer(), nullable=False), _moment("updated_at", nullable=False)]
    return [*columns, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _points_to(table: str, **targets: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in targets.items()
    ]


def upgrade() -> None:
    """Make the tables."""
    op.add_column("intake_events", sa.Column("risk_pending", sa.String(length=8), nullable=True))
    op.add_column("intake_risk_assessments", sa.Column("cause", sa.String(length=32), nullable=True))
    op.add_column(SIGNALS, sa.Column("occurrence", sa.String(length=80), nullable=True))
    op.add_column(SIGNALS, _moment("ended_at"))
    op.create_index(
        "uq_intake_risk_signals_once",
        SIGNALS,
        ["matter_id", "kind", "occurrence"],
        unique=True,
        postgresql_where=sa.text("occurrence IS NOT NULL"),
    )
    _weights()
    _lowerings()
    _duties()
    _leads()


def _weights() -> None:
    op.create_table(
        WEIGHTS,
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("content", JSONB(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("loaded_by_id", sa.Uuid(), nullable=True),
        sa.Column("loaded_by_name", sa.String(length=80), nullable=False),
        sa.UniqueConstraint("version", name=op.f(f"uq_{WEIGHTS}_version")),
        sa.UniqueConstraint("valid_from", name=op.f(f"uq_{WEIGHTS}_valid_from")),
        *_points_to(WEIGHTS, loaded_by_id="accounts_users"),
        *_keyed(WEIGHTS, versioned=False),
    )


def _lowerings() -> None:
    states = "'proposed', 'agreed', 'refused', 'withdrawn', 'lapsed'"
    op.create_table(
        LOWERINGS,
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("from_level", sa.String(length=8), nullable=False),
        sa.Column("to_level", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended", JSONB(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_by_name", sa.String(length=80), nullable=False),
        sa.Column("proposed_in_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=80), nullable=True),
        _moment("decided_at"),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.CheckConstraint(f"state IN ({states})", name=op.f(f"ck_{LOWERINGS}_state_known")),
        sa.CheckConstraint(
            "state NOT IN ('agreed','refused') OR decided_by_id <> proposed_by_id",
            name=op.f(f"ck_{LOWERINGS}_two_persons"),
        ),
        *_points_to(
            LOWERINGS,
            matter_id="intake_events",
            proposed_by_id="accounts_users",
            proposed_in_id="organisations_units",
            decided_by_id="accounts_users",
        ),
        *_keyed(LOWERINGS),
    )
    op.create_index(f"ix_{LOWERINGS}_matter", LOWERINGS, ["matter_id", "id"])
    op.create_index(
        f"uq_{LOWERINGS}_open", LOWERINGS, ["matter_id"], unique=True, postgresql_where=sa.text("state = 'proposed'")
    )


def _duties() -> None:
    op.create_table(
        DUTIES,
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("owner_unit_id", sa.Uuid(), nullable=False),
        sa.Column("owner_user_id", sa.Uuid(), nullable=True),
        _moment("due_at"),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("done_by_name", sa.String(length=80), nullable=True),
        _moment("done_at"),
        sa.Column("ended_why", sa.String(length=200), nullable=True),
        sa.CheckConstraint("state IN ('open', 'done', 'missed', 'ended')", name=op.f(f"ck_{DUTIES}_state_known")),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f(f"ck_{DUTIES}_kind_known")),
        sa.CheckConstraint("(kind = 'daily_note') = (day IS NOT NULL)", name=op.f(f"ck_{DUTIES}_note_has_day")),
        sa.CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name=op.f(f"ck_{DUTIES}_done_has_time")),
        *_points_to(
            DUTIES,
            matter_id="intake_events",
            owner_unit_id="organisations_units",
            owner_user_id="accounts_users",
            request_id="guidance_requests",
            done_by_id="accounts_users",
        ),
        *_keyed(DUTIES),
    )
    op.create_index(f"ix_{DUTIES}_matter", DUTIES, ["matter_id", "id"])
    op.create_index(
        f"ix_{DUTIES}_owner", DUTIES, ["owner_unit_id", "due_at", "id"], postgresql_where=sa.text("state = 'open'")
    )
    for name, columns, where in (
        ("one_open", ["matter_id", "kind"], "state = 'open' AND day IS NULL"),
        ("one_a_day", ["matter_id", "day"], "day IS NOT NULL AND state <> 'ended'"),
    ):
        op.create_index(f"uq_{DUTIES}_{name}", DUTIES, columns, unique=True, postgresql_where=sa.text(where))


def _leads() -> None:
    op.create_table(
        LEADS,
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("official_name", sa.String(length=80), nullable=False),
        sa.Column("official_post", sa.String(length=120), nullable=False),
        sa.Column("official_user_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("named_by_id", sa.Uuid(), nullable=True),
        sa.Column("named_by_name", sa.String(length=80), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.String(length=200), nullable=True),
        sa.CheckConstraint("until_on >= from_on", name=op.f(f"ck_{LEADS}_ends_after_it_begins")),
        *_points_to(
            LEADS, matter_id="intake_events", official_user_id="accounts_users", named_by_id="accounts_users"
        ),
        *_keyed(LEADS),
    )
    op.create_index(f"ix_{LEADS}_matter", LEADS, ["matter_id", "id"])
    op.create_index(
        f"uq_{LEADS}_one", LEADS, ["matter_id"], unique=True, postgresql_where=sa.text("ended_on IS NULL")
    )


def downgrade() -> None:
    """Drop them."""
    for table in (LEADS, DUTIES, LOWERINGS, WEIGHTS):
        op.drop_table(table)
    op.drop_index("uq_intake_risk_signals_once", SIGNALS)
    op.drop_column(SIGNALS, "ended_at")
    op.drop_column(SIGNALS, "occurrence")
    op.drop_column("intake_risk_assessments", "cause")
    op.drop_column("intake_events", "risk_pending")
