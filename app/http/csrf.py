"""A write from a browser must come from one of our own pages. API tokens are exempt: no browser sends them alone."""

from __future__ import annotations

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect

from app.http.signed_in import uses_bearer

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
guard = CSRFProtect()


def register(app: Flask) -> None:
    """Check every write; the token comes as the field ``csrf_token`` or the header ``X-CSRFToken``."""
    app.config.setdefault("WTF_CSRF_CHECK_DEFAULT", False)
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    app.config.setdefault("WTF_CSRF_ENABLED", not app.config["TESTING"])
    app.config.setdefault("WTF_CSRF_SSL_STRICT", True)
    guard.init_app(app)

    @app.before_request
    def check() -> None:
        needed = request.method not in SAFE and request.endpoint is not None and not uses_bearer()
        if needed and app.config["WTF_CSRF_ENABLED"]:
            guard.protect()
