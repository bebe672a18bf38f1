"""Check a form's data against its shape before anything is stored or printed."""

import types
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from app.core import canonical_json
from app.rendering.errors import DataIncomplete, UnknownForm
from app.rendering.shapes import SHAPES

_UNION = (Union, types.UnionType)


def conform(form_code: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data as JSON values, optional keys filled in; raises UnknownForm, or DataIncomplete naming the place."""
    shape = SHAPES.get(form_code)
    if shape is None:
        raise UnknownForm(form_code)
    plain = canonical_json.plain(dict(data))
    conformed: dict[str, Any] = _typed(form_code, shape, plain, "")
    return conformed


def _typed(form_code: str, shape: Any, given: Any, path: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise DataIncomplete(form_code, path or "data", shape.__name__)
    hints = get_type_hints(shape, include_extras=True)
    for unknown in given.keys() - hints.keys():
        raise DataIncomplete(form_code, f"{path}{unknown}", "absent")
    filled: dict[str, Any] = {}
    for key, hint in hints.items():
        optional = get_origin(hint) is NotRequired
        bare = get_args(hint)[0] if optional else hint
        if key not in given and not optional:
            raise DataIncomplete(form_code, f"{path}{key}", _named(bare))
        filled[key] = _value(form_code, bare, given.get(key), f"{path}{key}")
    return filled


def _value(form_code: str, hint: Any, given: Any, path: str) -> Any:
    origin = get_origin(hint)
    if origin in _UNION:
        return _one_of(form_code, get_args(hint), given, path)
    if is_typeddict(hint):
        return _typed(form_code, hint, given, f"{path}.")
    if origin is list:
        if not isinstance(given, list):
            raise DataIncomplete(form_code, path, "list")
        inner = get_args(hint)[0]
        return [_value(form_code, inner, row, f"{path}[{index}]") for index, row in enumerate(given)]
    if origin is dict:
        if not isinstance(given, dict):
            raise DataIncomplete(form_code, path, "dict")
        inner = get_args(hint)[1]
        return {key: _value(form_code, inner, row, f"{path}.{key}") for key, row in given.items()}
    if not _fits(hint, given):
        raise DataIncomplete(form_code, path, _named(hint))
    return given


def _one_of(form_code: str, options: tuple[Any, ...], given: Any, path: str) -> Any:
    if given is None and type(None) in options:
        return None
    moments = {date, datetime} & set(options)
    if moments and isinstance(given, str):
        return _dated(form_code, given, path)
    rest = [option for option in options if option is not type(None) and option not in (date, datetime)]
    if len(rest) == 1:
        return _value(form_code, rest[0], given, path)
    if any(_fits(option, given) for option in rest):
        return given
    raise DataIncomplete(form_code, path, " | ".join(_named(option) for option in options))


def _dated(form_code: str, given: str, path: str) -> str:
    try:
        datetime.fromisoformat(given)
    except ValueError:
        raise DataIncomplete(form_code, path, "ISO date") from None
    return given


def _fits(hint: Any, given: Any) -> bool:
    if get_origin(hint) is Literal:
        return given in get_args(hint)
    if hint is int:
        return isinstance(given, int) and not isinstance(given, bool)
    return isinstance(hint, type) and isinstance(given, hint)


def _named(hint: Any) -> str:
    return str(getattr(hint, "__name__", hint))
