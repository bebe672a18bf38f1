"""What the frame of every page shows: the person, the menu with its counts, unread notes, other posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, request, url_for
from sqlalchemy import ScalarSelect, select

from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor
from app.http.access import declaration
from app.http.errors import UNCOUNTED
from app.http.forms import form_state, refusal_left
from app.http.pages import local_address
from app.http.signed_in import person_or_none
from app.web import menu
from app.web.centre import centre_name, duty_note

Counts = Callable[[Actor], dict[str, ScalarSelect[int]]]
_counts: list[Counts] = []
SLOT = "fengqiao_shell"


def use_counts(counts: Counts) -> Counts:
    """Install a function that says by count name (``unread``, ``desk``, …) how each number is counted."""
    if counts not in _counts:
        _counts.append(counts)
    return counts


def counts_of(actor: Actor) -> dict[str, int]:
    """All numbers of the menu for one membership, in one statement."""
    statement = _counting(actor)
    if statement is None:
        return {}
    return {name: int(value) for name, value in db.session.execute(statement).one()._mapping.items()}


@lru_cache(maxsize=512)
def _counting(actor: Actor) -> Any:
    """The statement for one membership, built once: whom it counts for stays, the moment is looked at anew."""
    wanted: dict[str, ScalarSelect[int]] = {}
    for counts in _counts:
        wanted.update(counts(actor))
    return select(*(count.label(name) for name, count in wanted.items())) if wanted else None


@dataclass
class Shell:
    """The frame's facts."""

    actor: Actor | None = None
    groups: list[menu.ShownGroup] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    memberships: int = 0

    @property
    def unread(self) -> int:
        """Unread notes."""
        return self.counts.get("unread", 0)

    @property
    def waiting(self) -> int:
        """What the tab's title counts: work that waits for this person."""
        return self.counts.get("mine", 0)

    def crumbs(self, *last: Any) -> list[Any]:
        """The breadcrumb of the present page."""
        return menu.trail(self.groups, *last)


def shell() -> Shell:
    """The frame of the present page, counted once; empty for those who are not signed in."""
    if SLOT not in g:
        setattr(g, SLOT, _shell())
    drawn: Shell = g.get(SLOT)
    return drawn


def _shell() -> Shell:
    person = person_or_none()
    if person is None:
        return Shell()
    counts = {} if UNCOUNTED in g else counts_of(person.actor)
    memberships = person.session.memberships if person.session is not None else 1
    return Shell(person.actor, menu.shown(person.actor, counts), counts, memberships)


def has_page(endpoint: str) -> bool:
    """Whether a page exists in this copy."""
    return endpoint in current_app.view_functions


def may_open(endpoint: str) -> bool:
    """Whether a page exists and the acting membership may open it."""
    person = person_or_none()
    if person is None or not has_page(endpoint):
        return False
    access = declaration(current_app, endpoint, "GET")
    return access is not None and (not access.permissions or any(map(person.actor.may, access.permissions)))


def live_url() -> str:
    """The address of the stream of arrivals, or nothing."""
    return url_for("notifications.live") if has_page("notifications.live") else ""


def live_state_url() -> str:
    """The address of the numbers and the newest note, or nothing."""
    return url_for("notifications.live_state") if has_page("notifications.live_state") else ""


def here() -> str:
    """The present address, to come back to; the front page after a write."""
    return request.full_path.rstrip("?") if request.method == "GET" else "/"


def back_link() -> str:
    """The page the person came from, inside this site."""
    found = urlsplit(request.referrer or "")
    return local_address(f"{found.path}?{found.query}" if found.query else found.path)


def register(app: Flask) -> None:
    """Offer the frame to templates as ``shell``, computed only where a page draws it."""
    app.jinja_env.globals.update(
        shell=shell, no_frame=Shell, has_page=has_page, live_url=live_url, live_state_url=live_state_url,
        here=here, back_link=back_link, centre_name=centre_name,
        duty_note=duty_note, form_state=form_state, refusal_left=refusal_left, new_key=lambda: str(new_id()),
    )  # fmt: skip
