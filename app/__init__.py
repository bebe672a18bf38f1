"""Fengqiao 枫桥: one desk for reporting, dispatching, mediating and closing grass-roots disputes."""

from __future__ import annotations

from flask import Flask

from app import bootstrap
from config import ROOT, Settings


def create_app(settings: Settings) -> Flask:
    """An application under the given settings, everything wired by ``bootstrap``."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), instance_path=str(settings.DATA_DIR))
    app.config.from_object(settings)
    bootstrap.wire(app)
    return app
