"""Alembic's entry: migrations run as the role that owns the tables.

The job queue's tables come from Procrastinate's own SQL; they are left out of the drift test.
"""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, pool

from app.core.db import db

FOREIGN_PREFIXES = ("procrastinate_",)


def include_object(obj: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave alone what belongs to the job queue."""
    table = name if kind == "table" else getattr(getattr(obj, "table", None), "name", "")
    return not str(table or "").startswith(FOREIGN_PREFIXES)


def run_online() -> None:
    """Run on a connection of the owner's; each migration in its own transaction."""
    engine = create_engine(current_app.config["OWNER_DATABASE_URL"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=include_object,
            compare_type=True,
            compare_server_default=False,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


def run_offline() -> None:
    """Print the SQL instead of running it."""
    context.configure(
        url=current_app.config["OWNER_DATABASE_URL"],
        target_metadata=db.metadata,
        include_object=include_object,
        literal_binds=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
