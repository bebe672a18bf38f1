"""A page's form brought to the API's shape, so that one schema judges both.

Names are dotted: ``parties.0.name`` is the name of the first of several parties, ``address.town`` a nested value; a
name given several times is a list where the schema says so. The schema's field kinds decide how text is read: dates and
moments as clerks write them, ``…_fen`` as an amount in yuan, lists from repeated boxes. Empty boxes are absent values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import request
from marshmallow import Schema, fields
from werkzeug.datastructures import MultiDict

from app.core.money import AmountError, parse
from app.core.text import Message
from app.http.forms import reading
from app.http.forms.validation import load

#: Fields of the page itself, never of the schema.
OWN_FIELDS = frozenset({"csrf_token", "idempotency_key", "version", "draft_key", "next"})
NO = frozenset({"", "0", "false", "no", "off"})

Faults = dict[str, list[Message]]


def typed(schema: Schema, *, form: MultiDict[str, str] | None = None) -> Any:
    """The present form read, shaped and judged by the schema; raises ``InvalidInput`` with all faults at once."""
    faults: Faults = {}
    shaped = shape(schema, form if form is not None else request.form, faults)
    return load(schema, shaped, faults=faults)


def shape(schema: Schema, form: MultiDict[str, str], faults: Faults) -> dict[str, Any]:
    """Form fields as nested values of the schema's kinds; unreadable ones are noted in ``faults`` and left out."""
    tree = _tree(form)
    shaped = _object(schema, tree, faults, "")
    if schema.unknown == "raise":
        known = {field.data_key or name for name, field in schema.load_fields.items()}
        for name in tree:
            if name not in known and name not in OWN_FIELDS:
                shaped[name] = tree[name]
    return shaped


def _tree(form: MultiDict[str, str]) -> dict[str, Any]:
    """Dotted names as nested dicts; every leaf is a list of texts."""
    root: dict[str, Any] = {}
    for name in form:
        node, *rest = root, *name.split(".")
        for part in rest[:-1]:
            inner = node.setdefault(part, {})
            if not isinstance(inner, dict):
                break
            node = inner
        else:
            node[rest[-1]] = form.getlist(name)
    return root


def _object(schema: Schema, tree: Mapping[str, Any], faults: Faults, prefix: str) -> dict[str, Any]:
    shaped = {}
    for name, field in schema.load_fields.items():
        key = field.data_key or name
        value = _value(field, tree.get(key), faults, f"{prefix}{key}")
        if value is not None:
            shaped[key] = value
    return shaped


def _value(field: fields.Field[Any], found: Any, faults: Faults, path: str) -> Any:
    if isinstance(field, fields.Nested):
        return _nested(field, found, faults, path)
    if isinstance(field, fields.List):
        return _listed(field, found, faults, path)
    if isinstance(field, fields.Boolean):
        unsaid = found is None or (field.allow_none and not _last(found))
        return None if unsaid else _last(found).lower() not in NO
    if found is None or isinstance(found, dict):
        return found
    return _read(field, _last(found), faults, path)


def _nested(field: fields.Nested, found: Any, faults: Faults, path: str) -> Any:
    if not isinstance(found, dict):
        return None
    if not field.many:
        return _object(field.schema, found, faults, f"{path}.")
    rows: list[dict[str, Any]] = []
    for index in sorted((key for key in found if key.isascii() and key.isdigit()), key=int):
        if isinstance(found[index], dict) and _anything(found[index]):
            rows.append(_object(field.schema, found[index], faults, f"{path}.{len(rows)}."))
    return rows


def _anything(tree: Mapping[str, Any]) -> bool:
    leaves = [inner for inner in tree.values() if not isinstance(inner, dict)]
    branches = [inner for inner in tree.values() if isinstance(inner, dict)]
    return any(text.strip() for leaf in leaves for text in leaf) or any(_anything(inner) for inner in branches)


def _listed(field: fields.List[Any], found: Any, faults: Faults, path: str) -> Any:
    if isinstance(found, dict):
        if isinstance(field.inner, fields.Nested):
            return _nested(fields.Nested(field.inner.schema, many=True), found, faults, path)
        found = [_last(found[key]) for key in sorted(found) if isinstance(found[key], list)]
    if found is None:
        return None
    texts = [text for text in found if text.strip()]
    read = [_read(field.inner, text, faults, f"{path}.{index}") for index, text in enumerate(texts)]
    return [one for one in read if one is not None]


def _last(found: Any) -> str:
    return str(found[-1]) if isinstance(found, list) and found else ""


def _read(field: fields.Field[Any], text: str, faults: Faults, path: str) -> Any:
    """One text by the field's kind. A box left empty is absent, a required one is then missed by the schema."""
    if not text.strip():
        return "" if isinstance(field, fields.String) and not field.required and not field.allow_none else None
    try:
        return _reader(field, path)(text)
    except (reading.Unreadable, AmountError) as wrong:
        faults[path] = [wrong.message]
        return None


def _reader(field: fields.Field[Any], path: str) -> Callable[[str], Any]:
    if isinstance(field, fields.Date):
        return lambda text: reading.read_date(text).isoformat()
    if isinstance(field, fields.DateTime):
        return lambda text: reading.read_moment(text).isoformat()
    if isinstance(field, fields.Time):
        return lambda text: reading.read_time(text).isoformat()
    if isinstance(field, fields.Number):
        if path.endswith("_fen"):
            return lambda text: parse(text).fen
        return lambda text: reading.plain(text).replace(",", "")
    if isinstance(field, fields.String) and not field.metadata.get("code"):
        return reading.prose
    return reading.plain
