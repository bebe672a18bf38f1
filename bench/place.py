"""Databases of the measurement, beside the product's own: made by migration, filled, copied, dropped.

They live on the server that ``./fengqiao bench`` started, under names that begin with ``fengqiao_bench``; an outside
server needs an owner that may make databases.
"""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
from flask import Flask
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url

import config
from app import create_app
from app.core.db import db
from scripts.postgres_roles import Addresses, grant_application, plain
from scripts.prepare import load_law, migrate

PREFIX = "fengqiao_bench"
_applications: list[Flask] = []


def addresses(name: str) -> Addresses:
    """The addresses of one database of the measurement."""
    settings = config.load()

    def there(url: str) -> str:
        return make_url(url).set(database=name).render_as_string(hide_password=False)

    return Addresses(there(settings.SQLALCHEMY_DATABASE_URI), there(settings.OWNER_DATABASE_URL))


def _at_server(*statements: SQL | psycopg.sql.Composed) -> None:
    with psycopg.connect(plain(config.load().OWNER_DATABASE_URL), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def exists(name: str) -> bool:
    """Whether the database is there already."""
    with psycopg.connect(plain(config.load().OWNER_DATABASE_URL)) as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def drop(*names: str) -> None:
    """Remove databases; connections of this process are closed first."""
    for app in _applications:
        with app.app_context():
            db.engine.dispose()
    _at_server(*(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)) for name in names))


def make(name: str) -> Flask:
    """A database with all tables and the law, and an application on it."""
    _at_server(SQL("CREATE DATABASE {}").format(Identifier(name)))
    app = application(name)
    migrate(app, addresses(name))
    load_law(app)
    return app


def copy(source: str, name: str) -> None:
    """A copy of a database nobody is connected to."""
    _at_server(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(source)))
    grant_application(addresses(name))


def application(name: str) -> Flask:
    """The application as it runs here, on a database of the measurement; nothing limits how often it is asked."""
    settings = config.Development(environment(name))
    settings.RATELIMIT_ENABLED = False  # type: ignore[attr-defined]
    app = create_app(settings)
    _applications.append(app)
    return app


def folder() -> Path:
    """Where the measurement keeps its files and secrets."""
    found = config.data_dir() / "bench"
    found.mkdir(parents=True, exist_ok=True)
    return found


def environment(name: str) -> dict[str, str]:
    """The environment of a program that serves a database of the measurement."""
    return {**os.environ, **addresses(name).environment(), "FENGQIAO_DATA_DIR": str(folder())}
