"""Migrations say the same as the models, and each can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import create_engine

import config
from app import create_app
from app.core.db import db
from scripts.postgres_roles import Addresses, plain
from tests.support.database import settings_for

MIGRATIONS = config.ROOT / "migrations"
JOB_QUEUE = "procrastinate_"


@pytest.fixture
def unmigrated(empty_database: Addresses, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database without tables."""
    application = create_app(settings_for(empty_database, tmp_path))
    with application.app_context():
        yield application
        db.engine.dispose()


def _ours(obj: object, name: str | None, kind: str, *_: object) -> bool:
    table = name if kind == "table" else getattr(getattr(obj, "table", None), "name", "")
    return not str(table or "").startswith((JOB_QUEUE, "alembic_version"))


def test_migrations_make_exactly_what_the_models_say(unmigrated: Flask, empty_database: Addresses) -> None:
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    engine = create_engine(empty_database.owner)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": _ours})
        difference = compare_metadata(context, db.metadata)
    engine.dispose()
    assert not [str(line)[:300] for line in difference]


def test_migrations_can_all_be_taken_back_and_applied_again(unmigrated: Flask, empty_database: Addresses) -> None:
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    flask_migrate.downgrade(directory=str(MIGRATIONS), revision="base")
    with psycopg.connect(plain(empty_database.owner)) as connection:
        left = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchall()
    assert left == []
    flask_migrate.upgrade(directory=str(MIGRATIONS))


def test_migrations_stand_in_one_numbered_line() -> None:
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    for name in names:
        text = (MIGRATIONS / "versions" / name).read_text(encoding="utf-8")
        assert re.search(rf'^revision = "{name[:4]}', text, re.MULTILINE), name
