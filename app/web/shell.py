"""What the frame of every page shows: the person, the menu with its counts, unread notes, other posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, request

from app.core.permissions import Actor
from app.http.signed_in import person_or_none
from app.web import menu

Counts = Callable[[Actor], dict[str, int]]
_counts: list[Counts] = []


def use_counts(counts: Counts) -> Counts:
    """Install a function that answers numbers by count name (``unread``, ``desk``, …) in one statement."""
    if counts not in _counts:
        _counts.append(counts)
    return counts


def counts_of(actor: Actor) -> dict[str, int]:
    """All numbers of the menu for one membership."""
    found: dict[str, int] = {}
    for counts in _counts:
        found.update(counts(actor))
    return found


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
    """The frame of the present page; empty for those who are not signed in."""
    person = person_or_none()
    if person is None:
        return Shell()
    counts = counts_of(person.actor)
    memberships = person.session.memberships if person.session is not None else 1
    return Shell(person.actor, menu.shown(person.actor, counts), counts, memberships)


def register(app: Flask) -> None:
    """Offer the frame to templates as ``shell``, computed only where a page draws it."""
    app.jinja_env.globals["shell"] = shell
    app.jinja_env.globals["here"] = lambda: request.full_path.rstrip("?") if request.method == "GET" else "/"
