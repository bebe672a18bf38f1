"""Reading input against a marshmallow schema, with one message for pages and API, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from app.core.errors import InvalidInput
from app.core.text import Message


def load(schema: Schema, raw: Mapping[str, Any], *, faults: Mapping[str, list[Message]] | None = None) -> Any:
    """What the schema makes of the input; raises ``InvalidInput`` with every fault by dotted field name.

    ``faults`` are places that could not even be read (a date that does not exist); their message wins.
    """
    try:
        loaded = schema.load(dict(raw))
    except ValidationError as wrong:
        raise InvalidInput({**flat(wrong.normalized_messages()), **(faults or {})}) from wrong
    if faults:
        raise InvalidInput(faults)
    return loaded


def flat(messages: Any, prefix: str = "") -> dict[str, list[Message]]:
    """Nested messages as dotted names: ``{"parties": {0: {"name": […]}}}`` becomes ``parties.0.name``."""
    if isinstance(messages, Mapping):
        found: dict[str, list[Message]] = {}
        for name, inner in messages.items():
            path = prefix if name == "_schema" and prefix else f"{prefix}.{name}" if prefix else str(name)
            for place, texts in flat(inner, path).items():
                found.setdefault(place, []).extend(texts)
        return found
    listed = messages if isinstance(messages, list) else [messages]
    return {prefix: [one if isinstance(one, Message) else Message(str(one)) for one in listed]}
