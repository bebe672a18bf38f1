"""What has happened, told in the past tense, and who hears of it.

A *reaction* runs in the same transaction: the two facts must never come apart. A *subscriber* runs after commit as a
job, once per event and subscriber. Both are wired in ``app/bootstrap.py`` and nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from app.core import canonical_json
from app.core.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class DomainEvent:
    """A fact about one subject; ``matter_id`` is the root event's id, or None outside any matter."""

    matter_id: UUID | None
    subject_kind: str
    subject_id: UUID

    @property
    def name(self) -> str:
        """The event's class name, as stored."""
        return type(self).__name__

    def payload(self) -> dict[str, Any]:
        """All fields as JSON types."""
        return {f.name: canonical_json.plain(getattr(self, f.name)) for f in fields(self)}


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A recorded event as subscribers see it: the row's id makes their work idempotent."""

    id: UUID
    name: str
    matter_id: UUID | None
    subject_kind: str
    subject_id: UUID
    payload: dict[str, Any]


Reaction = Callable[[Any, Actor], None]
Subscriber = Callable[[StoredEvent], None]

_reactions: dict[type[DomainEvent], list[Reaction]] = defaultdict(list)
_subscribers: dict[str, dict[str, Subscriber]] = defaultdict(dict)


def react(event_type: type[DomainEvent], reaction: Reaction) -> None:
    """Let an in-transaction reaction follow an event; wiring the same one twice has no effect."""
    if reaction not in _reactions[event_type]:
        _reactions[event_type].append(reaction)


def subscribe(event_name: str, name: str, subscriber: Subscriber) -> None:
    """Let a job follow the event of that class name after commit; ``name`` marks the work done."""
    _subscribers[event_name][name] = subscriber


def reactions_to(event: DomainEvent) -> list[Reaction]:
    """Reactions wired to the event's type or one of its bases, base types last."""
    return [reaction for kind in type(event).__mro__ for reaction in _reactions.get(kind, ())]


def subscribers_to(event_name: str) -> dict[str, Subscriber]:
    """Subscribers of an event by name."""
    return dict(_subscribers.get(event_name, {}))
