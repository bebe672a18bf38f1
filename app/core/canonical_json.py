"""One byte sequence for one value, so that a digest means the same wherever it is computed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        rows = [_plain(inner) for inner in value]
        return sorted(rows, key=repr) if isinstance(value, set | frozenset) else rows
    if hasattr(value, "text") and hasattr(value, "params"):
        return {"text": value.text, "params": _plain(value.params)}
    raise TypeError(f"no canonical form for {type(value).__name__}")


def plain(value: Any) -> Any:
    """The value as JSON types only: ids and dates as text, sets sorted; a float is refused as inexact."""
    return _plain(value)


def dumps(value: Any) -> bytes:
    """Canonical UTF-8 JSON: keys sorted, no white space, no floats."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(dumps(value)).hexdigest()
