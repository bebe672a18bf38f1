"""How often one person or address may ask. Tries to sign in or to guess a public code are counted in the database."""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from app.http.signed_in import person_or_none

READS = "1200/minute"


def asker() -> str:
    """The person who is signed in, else the address."""
    person = person_or_none()
    return f"person:{person.actor.user_id}" if person is not None else f"address:{get_remote_address()}"


limiter = Limiter(key_func=asker, default_limits=[READS])


def register(app: Flask) -> None:
    """Count requests in this process; static files are free, and probes are marked by their own views."""
    limiter.init_app(app)

    @limiter.request_filter
    def free() -> bool:
        return request.endpoint == "static"
