"""Users, memberships, sessions, tokens and sign-in tries.

Revision 0004_accounts, after 0003_organisations.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004_accounts"
down_revision = "0003_organisations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "accounts_users",
        sa.Column("login_name", sa.String(length=80), nullable=False),
        sa.Column("display_name", sa.String(length=80), nullable=False),
        sa.Column("person_no", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_reason", sa.String(length=200), nullable=True),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('zh_CN', 'en')", name=op.f("ck_accounts_users_language")),
        sa.CheckConstraint("login_name = lower(login_name)", name=op.f("ck_accounts_users_login_name_lower")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_users")),
        sa.UniqueConstraint("login_name", name=op.f("uq_accounts_users_login_name")),
        sa.UniqueConstraint("person_no", name=op.f("uq_accounts_users_person_no")),
    )
    op.create_table(
        "accounts_sign_in_tries",
        sa.Column("name_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('pending', 'failed', 'succeeded', 'refused', 'cleared')",
            name=op.f("ck_accounts_sign_in_tries_outcome"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_sign_in_tries")),
    )
    op.create_index("ix_accounts_sign_in_tries_ip", "accounts_sign_in_tries", ["ip", "tried_at"], unique=False)
    op.create_index(
        "ix_accounts_sign_in_tries_name", "accounts_sign_in_tries", ["name_index", "tried_at"], unique=False
    )
    op.create_table(
        "accounts_memberships",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("position", sa.String(length=20), nullable=False),
        sa.Column("mediator_kind", sa.String(length=20), nullable=True),
        sa.Column("on_roster", sa.Boolean(), nullable=False),
        sa.Column("on_court_roster", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "mediator_kind IS NULL OR mediator_kind IN ('people', 'industry', 'administrative', 'court_invited', 'lawyer', 'commercial')",
            name=op.f("ck_accounts_memberships_mediator_kind"),
        ),
        sa.CheckConstraint(
            "position IN ('head', 'officer', 'assistant', 'archivist', 'judge_assistant')",
            name=op.f("ck_accounts_memberships_position"),
        ),
        sa.CheckConstraint(
            "role IN ('reporter', 'dispatcher', 'director', 'dept_officer', 'mediator', 'duty_judge', 'confirmation_judge', 'reviewer', 'inspector', 'system_admin', 'security_admin', 'audit_admin', 'party', 'system') AND role NOT IN ('party', 'system')",
            name=op.f("ck_accounts_memberships_role"),
        ),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_accounts_memberships_dates")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations_units.id"], name=op.f("fk_accounts_memberships_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["accounts_users.id"], name=op.f("fk_accounts_memberships_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_memberships")),
    )
    op.create_index(op.f("ix_accounts_memberships_unit_id"), "accounts_memberships", ["unit_id"], unique=False)
    op.create_index(op.f("ix_accounts_memberships_user_id"), "accounts_memberships", ["user_id"], unique=False)
    op.create_index(
        "uq_accounts_memberships_open",
        "accounts_memberships",
        ["user_id", "unit_id", "role"],
        unique=True,
        postgresql_where=sa.text("until_on IS NULL"),
    )
    op.create_table(
        "accounts_sessions",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["accounts_memberships.id"], name=op.f("fk_accounts_sessions_membership_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["accounts_users.id"], name=op.f("fk_accounts_sessions_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_accounts_sessions_token_hash")),
    )
    op.create_index(op.f("ix_accounts_sessions_user_id"), "accounts_sessions", ["user_id"], unique=False)
    op.create_table(
        "accounts_api_tokens",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("prefix", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.String(length=80)), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["accounts_memberships.id"], name=op.f("fk_accounts_api_tokens_membership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_accounts_api_tokens_token_hash")),
    )
    op.create_index(
        op.f("ix_accounts_api_tokens_membership_id"), "accounts_api_tokens", ["membership_id"], unique=False
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("accounts_api_tokens")
    op.drop_table("accounts_sessions")
    op.drop_table("accounts_memberships")
    op.drop_table("accounts_sign_in_tries")
    op.drop_table("accounts_users")
