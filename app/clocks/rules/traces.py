"""A chain of reasons as rows to keep or to send, and back; sentences stay translatable because their parts are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.clocks.types import Because
from app.core.text import Message

Row = dict[str, Any]


def as_rows(because: Iterable[Because]) -> list[Row]:
    """The reasons as plain values, for storing beside a deadline."""
    return [
        {
            "step": _stored(reason.step),
            "source": _stored(reason.source),
            "on": reason.on.isoformat() if reason.on else None,
            "is_law": reason.is_law,
        }
        for reason in because
    ]


def from_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[Because, ...]:
    """Stored reasons as sentences again."""
    return tuple(
        Because(
            step=_sentence(row["step"]),
            source=_restored(row["source"]),
            on=date.fromisoformat(row["on"]) if row["on"] else None,
            is_law=row["is_law"],
        )
        for row in rows
    )


def as_text(because: Iterable[Because]) -> list[Row]:
    """The reasons as sentences in the reader's language, for the API and the command line."""
    return [
        {
            "step": str(reason.step),
            "date": reason.on.isoformat() if reason.on else None,
            "source": str(reason.source),
            "is_law": reason.is_law,
        }
        for reason in because
    ]


def _stored(value: object) -> object:
    if isinstance(value, Message):
        return {"msg": value.text, "with": {name: _stored(part) for name, part in value.params.items()}}
    return value


def _restored(value: Any) -> Any:
    if isinstance(value, Mapping):
        return Message(value["msg"], {name: _restored(part) for name, part in value["with"].items()})
    return value


def _sentence(value: Any) -> Message:
    restored = _restored(value)
    return restored if isinstance(restored, Message) else Message(str(restored))
