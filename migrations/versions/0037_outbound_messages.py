"""Messages that leave the house, what people chose, how many went a day; an e-mail address of a person.

Revision 0037_outbound_messages, after 0036_bulk_runs_and_columns.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037_outbound_messages"
down_revision = "0036_bulk_runs_and_columns"
branch_labels = None
depends_on = None

MESSAGES = "notifications_messages"
CHOICES = "notifications_choices"
COUNTS = "notifications_message_counts"
CHANNEL = "channel IN ('sms', 'voice', 'email')"
HELD = "held_why IS NULL OR held_why IN ('quiet', 'person_cap', 'center_cap', 'gathered', 'test_mode')"
WAITING = "handed_at IS NULL AND delivered_at IS NULL AND failed_at IS NULL AND held_why IS NULL"


def upgrade() -> None:
    """Make the tables and the column."""
    op.add_column("accounts_users", sa.Column("email", sa.Text()))
    _messages()
    op.create_table(
        CHOICES,
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.CheckConstraint(CHANNEL, name=op.f(f"ck_{CHOICES}_channel")),
        sa.ForeignKeyConstraint(["user_id"], ["accounts_users.id"], name=op.f(f"fk_{CHOICES}_user_id")),
        sa.PrimaryKeyConstraint("user_id", "topic", "channel", name=op.f(f"pk_{CHOICES}")),
    )
    op.create_table(
        COUNTS,
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("whose", sa.String(length=36), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "whose", name=op.f(f"pk_{COUNTS}")),
    )


def _messages() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        MESSAGES,
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid()),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("template", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=40)),
        sa.Column("count", sa.SmallInteger(), nullable=False),
        sa.Column("red", sa.Boolean(), nullable=False),
        sa.Column("digest_id", sa.Uuid()),
        sa.Column("held_why", sa.String(length=12)),
        sa.Column("held_until", moment),
        sa.Column("counted_on", sa.Date()),
        sa.Column("address", sa.Text()),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("tried_at", moment),
        sa.Column("next_try_at", moment),
        sa.Column("problem", sa.String(length=200)),
        sa.Column("provider_no", sa.String(length=80)),
        sa.Column("handed_at", moment),
        sa.Column("delivered_at", moment),
        sa.Column("failed_at", moment),
        sa.Column("updated_at", moment, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.CheckConstraint(CHANNEL, name=op.f(f"ck_{MESSAGES}_channel")),
        sa.CheckConstraint(HELD, name=op.f(f"ck_{MESSAGES}_held_why")),
        sa.CheckConstraint("delivered_at IS NULL OR failed_at IS NULL", name=op.f(f"ck_{MESSAGES}_one_end")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{MESSAGES}_{column}"))
            for column, table in (
                ("user_id", "accounts_users"), ("unit_id", "organisations_units"), ("digest_id", MESSAGES),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{MESSAGES}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{MESSAGES}_key")),
        sa.UniqueConstraint("notice_id", "channel", name=op.f(f"uq_{MESSAGES}_notice_id_channel")),
    )  # fmt: skip
    some = sa.text
    op.create_index(f"ix_{MESSAGES}_waiting", MESSAGES, ["id"], postgresql_where=some(WAITING))
    held = some("held_until IS NOT NULL")
    op.create_index(f"ix_{MESSAGES}_to_release", MESSAGES, ["held_until"], postgresql_where=held)
    op.create_index(f"ix_{MESSAGES}_failed", MESSAGES, ["id"], postgresql_where=some("failed_at IS NOT NULL"))
    gathered = some("digest_id IS NOT NULL")
    op.create_index(f"ix_{MESSAGES}_digest", MESSAGES, ["digest_id"], postgresql_where=gathered)


def downgrade() -> None:
    """Take it back."""
    for table in (COUNTS, CHOICES, MESSAGES):
        op.drop_table(table)
    op.drop_column("accounts_users", "email")
