"""Events, transitions, number series, idempotency keys, drafts and the job queue.

Revision 0001_core, after nothing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core import jobs

revision = "0001_core"
down_revision = None
branch_labels = None
depends_on = None

DROP_QUEUE = """
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'procrastinate_%' LOOP
    EXECUTE format('DROP TABLE %I CASCADE', r.tablename);
  END LOOP;
  FOR r IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname = 'public' AND p.proname LIKE 'procrastinate_%' LOOP
    EXECUTE format('DROP FUNCTION %s CASCADE', r.name);
  END LOOP;
  FOR r IN SELECT typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
           WHERE n.nspname = 'public' AND typname LIKE 'procrastinate_%' AND typtype IN ('c', 'e') LOOP
    EXECUTE format('DROP TYPE %I CASCADE', r.typname);
  END LOOP;
END $$
"""


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "core_events",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_events")),
    )
    op.create_index("ix_core_events_matter", "core_events", ["matter_id", "id"], unique=False)
    op.create_table(
        "core_transitions",
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=False),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("actor_name", sa.String(length=80), nullable=False),
        sa.Column("unit_name", sa.String(length=120), nullable=False),
        sa.Column("on_behalf_of", sa.String(length=80), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_transitions")),
    )
    op.create_index("ix_core_transitions_matter", "core_transitions", ["matter_id", "id"], unique=False)
    op.create_index(
        "ix_core_transitions_subject", "core_transitions", ["subject_kind", "subject_id", "id"], unique=False
    )
    op.create_table(
        "core_number_series",
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_core_number_series")),
    )
    op.create_table(
        "core_idempotency_keys",
        sa.Column("actor_key", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=True),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("actor_key", "key", name=op.f("pk_core_idempotency_keys")),
    )
    op.create_table(
        "core_drafts",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fields", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_drafts")),
        sa.UniqueConstraint("user_id", "key", name=op.f("uq_core_drafts_user_id_key")),
    )
    op.create_table(
        "core_subscriber_runs",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("subscriber", sa.String(length=80), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["core_events.id"], name=op.f("fk_core_subscriber_runs_event_id")),
        sa.PrimaryKeyConstraint("event_id", "subscriber", name=op.f("pk_core_subscriber_runs")),
    )

    raw = op.get_bind().connection.driver_connection
    raw.execute(jobs.engine.schema_manager.get_schema())


def downgrade() -> None:
    """Remove them."""

    op.execute(DROP_QUEUE)

    op.drop_table("core_subscriber_runs")
    op.drop_table("core_drafts")
    op.drop_table("core_idempotency_keys")
    op.drop_table("core_number_series")
    op.drop_table("core_transitions")
    op.drop_table("core_events")
