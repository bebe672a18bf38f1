"""Pages. One module (or package) per context, siblings; each holds a blueprint ``bp`` and views of at most 20 lines.

``register`` finds the modules by itself: a new page is a new file. What a page shows comes from ``queries``, what it
does from ``services``; pages that join several contexts are composed here. ``menu`` holds the two-level menu,
``shell`` what every page's frame shows.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from flask import Blueprint, Flask

from app.web import shell


def register(app: Flask) -> None:
    """Put every page on the application."""
    shell.register(app)
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        blueprint = getattr(import_module(f"{__name__}.{found.name}"), "bp", None)
        if isinstance(blueprint, Blueprint) and _wanted(app, blueprint):
            app.register_blueprint(blueprint)


def _wanted(app: Flask, blueprint: Blueprint) -> bool:
    """Development pages stay out of production."""
    return not getattr(blueprint, "development_only", False) or app.config["ENV_NAME"] != "production"
