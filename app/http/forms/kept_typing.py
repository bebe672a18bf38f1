"""Typing that outlives a session: sealed into the sign-in page, and made a draft of the person who signs in.

Only what came from one of our own pages is kept, and nothing is done with it until the person sends the form again.
"""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag
from flask import Request

from app.core import clock, crypto, drafts
from app.core.permissions import Actor
from app.http.forms.state import keepable

LONGEST = 200_000
KEPT_FOR = timedelta(hours=2)


def same_origin(request: Request) -> bool:
    """Whether the request says it comes from one of our own pages."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return bool(origin) and urlsplit(origin).netloc == request.host


def page_of(request: Request) -> str:
    """The address of the page that held the form, as far as the browser tells; else the front page."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    if referrer.netloc != request.host:
        return "/"
    return f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path


def seal(request: Request) -> str:
    """The typed fields and their draft's name, encrypted; nothing when there is none or it came from elsewhere."""
    key = request.form.get("draft_key", "")
    if not key or not same_origin(request):
        return ""
    body = json.dumps({"key": key, "fields": keepable(request.form), "at": clock.now().timestamp()})
    return crypto.encrypt(body) if len(body) <= LONGEST else ""


def unseal(text: str, *, actor: Actor) -> bool:
    """Keep what was sealed as the person's draft; says whether there was anything."""
    if not text:
        return False
    try:
        found = json.loads(crypto.decrypt(text))
    except (ValueError, LookupError, InvalidTag):
        return False
    if clock.now().timestamp() - found["at"] > KEPT_FOR.total_seconds():
        return False
    drafts.save(found["key"], found["fields"], actor=actor)
    return True
