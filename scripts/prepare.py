"""Bring a database to the code's version: migrations as the owner, the application's rights, on wish the demo centre.

Started as ``python -m scripts.prepare [--demo]`` with the addresses in the environment, once before anything serves.
"""

from __future__ import annotations

import io
import logging
import sys
from contextlib import redirect_stdout

import flask_migrate
from flask import Flask
from flask.cli import ScriptInfo

import config
from app import create_app
from app.clocks.services import load_shipped_tables
from app.core.db import db
from app.core.permissions import Actor
from scripts.postgres_roles import Addresses, grant_application

MIGRATIONS = config.ROOT / "migrations"


def addresses(settings: config.Settings) -> Addresses:
    """The addresses the settings carry."""
    return Addresses(settings.SQLALCHEMY_DATABASE_URI, settings.OWNER_DATABASE_URL)


def migrate(app: Flask, urls: Addresses) -> None:
    """All migrations that have not run yet, then the rights of the application's role."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if (MIGRATIONS / "env.py").exists():
        with app.app_context(), redirect_stdout(io.StringIO()):
            flask_migrate.upgrade(directory=str(MIGRATIONS))
            db.engine.dispose()
    grant_application(urls)


def load_law(app: Flask) -> None:
    """The shipped rules and calendar years, where the database does not have them yet."""
    with app.app_context():
        load_shipped_tables(actor=Actor.system())


def fill_demo(app: Flask) -> None:
    """The demo centre, where it is not there yet; the command prints whom one may sign in as."""
    command = app.cli.commands.get("demo")
    if command is not None:
        with app.app_context():
            command.main(
                args=["--beside"], prog_name="demo", standalone_mode=False, obj=ScriptInfo(create_app=lambda: app)
            )


def main(arguments: list[str]) -> int:
    """Prepare the database named by the environment."""
    settings = config.load()
    app = create_app(settings)
    migrate(app, addresses(settings))
    load_law(app)
    if "--demo" in arguments:
        fill_demo(app)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
