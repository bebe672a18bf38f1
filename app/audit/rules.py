"""How an entry is hashed, and what a broken chain looks like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from app.core.canonical_json import digest

GENESIS = "0" * 64

HASHED = (
    "chain",
    "sequence",
    "action",
    "subject_kind",
    "subject_id",
    "matter_id",
    "user_id",
    "unit_id",
    "role",
    "actor_name",
    "unit_name",
    "on_behalf_of",
    "details",
    "previous",
)


class Entry(Protocol):
    """An entry as the check reads it."""

    chain: Any
    sequence: Any
    happened_at: Any
    previous: Any
    digest: Any


@dataclass(frozen=True, slots=True)
class Break:
    """One thing wrong with a chain: where and what."""

    chain: str
    sequence: int
    kind: str


def chain_of(matter_id: UUID | None, subject_kind: str, subject_id: UUID) -> str:
    """The chain an act belongs to: its matter's, or its subject's own outside any matter."""
    return f"matter:{matter_id}" if matter_id is not None else f"{subject_kind}:{subject_id}"


def digest_of(values: Mapping[str, Any], happened_at: datetime) -> str:
    """The digest of one entry over all it says, in canonical form, the digest before it included."""
    content = {name: values[name] for name in HASHED}
    return digest({**content, "happened_at": happened_at.astimezone(UTC)})


def breaks_in(chain: str, entries: Iterable[Entry], head: tuple[int, str] | None) -> list[Break]:
    """What is wrong with a chain: rows altered, deleted, moved or put in; nothing when it is whole.

    ``entries`` come in the order of their sequence; ``head`` is the recorded last sequence and digest.
    """
    found: list[Break] = []
    expected, previous = 1, GENESIS
    for entry in entries:
        if entry.sequence != expected:
            found.append(Break(chain, expected, "deleted"))
            expected, previous = entry.sequence, entry.previous
        own = digest_of({name: getattr(entry, name) for name in HASHED}, entry.happened_at)
        if own != entry.digest:
            found.append(Break(chain, entry.sequence, "altered"))
        elif entry.previous != previous:
            found.append(Break(chain, entry.sequence, "moved_or_inserted"))
        expected, previous = entry.sequence + 1, entry.digest
    if head is None:
        found.append(Break(chain, expected - 1, "head_missing"))
    elif head[0] >= expected:
        found.append(Break(chain, expected, "deleted"))
    elif head != (expected - 1, previous):
        found.append(Break(chain, expected - 1, "moved_or_inserted"))
    return found
