"""What pages and API share: who is asking, whether the route may be used, the shape of input, refusals, headers.

``register`` installs everything that must stand before routes are added; ``seal`` runs after the last route: it refuses
to start with a route that declares no access, and wraps each writing route so that a resend does its act once and a
refused form keeps what was typed. Nothing here knows a business rule.
"""

from __future__ import annotations

from flask import Flask

from app.http import (
    access,
    characters,
    csrf,
    errors,
    headers,
    limits,
    locale,
    request_id,
    showing,
    signed_in,
    writes,
)


def register(app: Flask) -> None:
    """Install the layer on an application, in the order in which a request passes it."""
    request_id.register(app)
    locale.register(app)
    errors.register(app)
    headers.register(app)
    signed_in.register(app)
    limits.register(app)
    access.register(app)
    csrf.register(app)
    characters.register(app)
    showing.register(app)


def seal(app: Flask) -> None:
    """Close the list of routes: every one declares its access, every writing one is guarded."""
    access.refuse_undeclared(app)
    writes.guard(app)
