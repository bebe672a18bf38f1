"""The only place that knows every part: extensions, tables, reactions, subscribers, pages, API and commands."""

from __future__ import annotations

import importlib
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate

from app import cli
from app.core import crypto, jobs
from app.core.db import db
from config import ROOT

migrate = Migrate()


def wire(app: Flask) -> None:
    """Bring all parts together on one application."""
    crypto.use_key_ring(crypto.KeyRing.parse(app.config["FIELD_KEYS"], app.config["INDEX_KEY"]))
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    for models in sorted(Path(__file__).parent.glob("*/models*")):
        importlib.import_module(f"app.{models.parent.name}.{models.stem}")
    jobs.serve(app)
    cli.register(app)
