"""The JSON Schema of an agreement file, made from the records themselves so that it cannot fall behind."""

from __future__ import annotations

import inspect
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.agreements.rules.codec import MAX_ROWS, MAX_TEXT
from app.agreements.types.clauses import Clause
from app.agreements.types.content import CLAUSE_TYPES
from app.agreements.types.linting import AgreementFile
from app.core.money import LIMIT_FEN

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string", "maxLength": MAX_TEXT},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def agreement_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of an agreement file."""
    parts: dict[str, Any] = {}
    body = _record(AgreementFile, parts)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:fengqiao:agreement:1",
        "title": "Fengqiao agreement file",
        **body,
        "$defs": dict(sorted(parts.items())),
    }


def _shape(wanted: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if get_origin(wanted) in (Union, types.UnionType):
        inner = next(option for option in get_args(wanted) if option is not type(None))
        return {"anyOf": [_shape(inner, parts), {"type": "null"}]}
    if get_origin(wanted) is tuple:
        return {"type": "array", "maxItems": MAX_ROWS, "items": _shape(get_args(wanted)[0], parts)}
    if wanted is Clause:
        return {"oneOf": [_reference(clause, parts) for clause in CLAUSE_TYPES]}
    if is_dataclass(wanted):
        return _reference(wanted, parts)
    if issubclass(wanted, StrEnum):
        return {"type": "string", "enum": [choice.value for choice in wanted]}
    return dict(_SCALARS[wanted])


def _reference(wanted: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if wanted.__name__ not in parts:
        parts[wanted.__name__] = {}
        parts[wanted.__name__] = _record(wanted, parts)
    return {"$ref": f"#/$defs/{wanted.__name__}"}


def _record(wanted: Any, parts: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(wanted)
    shapes: dict[str, Any] = {}
    needed = []
    if issubclass(wanted, Clause):
        shapes |= {"kind": {"const": wanted.KIND}, "version": {"const": wanted.VERSION}}
        needed.append("kind")
    for part in fields(wanted):
        shapes[part.name] = _shape(hints[part.name], parts)
        if part.name.endswith("_fen"):
            _bound(shapes[part.name])
        if part.default is MISSING and part.default_factory is MISSING:
            needed.append(part.name)
    return {
        "type": "object",
        "description": inspect.getdoc(wanted) or "",
        "properties": shapes,
        "required": needed,
        "additionalProperties": False,
    }


def _bound(shape: dict[str, Any]) -> None:
    target = shape["anyOf"][0] if "anyOf" in shape else shape
    target |= {"minimum": 0, "maximum": LIMIT_FEN}
