"""Content and circumstances to JSON and back, strictly: unknown keys, wrong types, impossible values are named by path.

Dates are ISO days, instants ISO with offset, money whole fen from zero to the limit; clauses carry kind and version.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from app.agreements.types.clauses import Clause
from app.agreements.types.content import CLAUSE_BY_KIND
from app.core import canonical_json
from app.core.errors import InvalidInput
from app.core.money import LIMIT_FEN
from app.core.text import Message, msg

Loaded = TypeVar("Loaded")
Faults = dict[str, list[Message]]

MAX_TEXT = 20_000
MAX_ROWS = 5_000


def dump(value: Any) -> Any:
    """A dataclass of content or circumstances as JSON types, every field present."""
    if isinstance(value, tuple):
        return [dump(inner) for inner in value]
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: dump(getattr(value, field.name)) for field in fields(value)}
        return {"kind": value.KIND, "version": value.VERSION, **plain} if isinstance(value, Clause) else plain
    return canonical_json.plain(value)


def dump_parts(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Several named values as JSON types."""
    return {name: dump(value) for name, value in parts.items()}


def load(wanted: type[Loaded], source: Any, at: str = "") -> Loaded:
    """Build a dataclass from JSON types; raises InvalidInput naming every faulty place."""
    faults: Faults = {}
    built = _read(wanted, source, at, faults)
    if faults:
        raise InvalidInput(faults, msg("协议数据有{count}处不符合格式。", count=len(faults)))
    return built  # type: ignore[no-any-return]


def load_clauses(source: list[Any], at: str = "clauses") -> tuple[Clause, ...]:
    """Clauses from JSON types; raises InvalidInput naming every faulty place."""
    faults: Faults = {}
    read = tuple(_read_clause(one, f"{at}[{place}]", faults) for place, one in enumerate(source))
    if faults:
        raise InvalidInput(faults, msg("协议数据有{count}处不符合格式。", count=len(faults)))
    return read


def load_clause(kind: type[Clause], source: Mapping[str, Any]) -> Clause:
    """One clause of a known kind from JSON types; raises InvalidInput at the field."""
    faults: Faults = {}
    built = _read_record(kind, source, "", faults)
    if faults:
        raise InvalidInput(faults)
    return built  # type: ignore[no-any-return]


def _fault(faults: Faults, at: str, message: Message) -> None:
    faults.setdefault(at or "$", []).append(message)


def _read(wanted: Any, source: Any, at: str, faults: Faults) -> Any:
    if get_origin(wanted) in (Union, types.UnionType):
        options = [option for option in get_args(wanted) if option is not type(None)]
        return None if source is None else _read(options[0], source, at, faults)
    if get_origin(wanted) is tuple:
        return _read_rows(get_args(wanted)[0], source, at, faults)
    if wanted is Clause:
        return _read_clause(source, at, faults)
    if is_dataclass(wanted):
        return _read_record(wanted, source, at, faults)
    reader = _SCALARS.get(wanted) or (_read_choice if issubclass(wanted, StrEnum) else None)
    if reader is None:
        raise TypeError(f"no reader for {wanted!r}")
    return reader(wanted, source, at, faults)


def _read_rows(wanted: Any, source: Any, at: str, faults: Faults) -> tuple[Any, ...]:
    if not isinstance(source, list):
        _fault(faults, at, msg("此处应为列表。"))
        return ()
    if len(source) > MAX_ROWS:
        _fault(faults, at, msg("列表不能超过{limit}行。", limit=MAX_ROWS))
        return ()
    return tuple(_read(wanted, inner, f"{at}[{place}]", faults) for place, inner in enumerate(source))


def _read_clause(source: Any, at: str, faults: Faults) -> Any:
    kind = source.get("kind") if isinstance(source, Mapping) else None
    clause = CLAUSE_BY_KIND.get(kind) if isinstance(kind, str) else None
    if clause is None:
        _fault(faults, f"{at}.kind", msg("没有这种条款：{kind}。", kind=str(kind)[:40]))
        return None
    if source.get("version", clause.VERSION) != clause.VERSION:
        _fault(faults, f"{at}.version", msg("不认识这个条款版本。"))
        return None
    body = {name: value for name, value in source.items() if name not in ("kind", "version")}
    return _read_record(clause, body, at, faults)


def _read_record(wanted: Any, source: Any, at: str, faults: Faults) -> Any:
    if not isinstance(source, Mapping):
        _fault(faults, at, msg("此处应为一组字段。"))
        return None
    known = {field.name: field for field in fields(wanted)}
    before = len(faults)
    for name in source:
        if name not in known:
            _fault(faults, _join(at, str(name)), msg("没有这个字段。"))
    for name, field in known.items():
        if name not in source and _is_required(field):
            _fault(faults, _join(at, name), msg("此项必填。"))
    hints = _hints(wanted)
    values = {name: _read_field(name, hints[name], source[name], at, faults) for name in known if name in source}
    return wanted(**values) if len(faults) == before else None


def _read_field(name: str, wanted: Any, source: Any, at: str, faults: Faults) -> Any:
    value = _read(wanted, source, _join(at, name), faults)
    if name.endswith("_fen") and isinstance(value, int) and not 0 <= value <= LIMIT_FEN:
        _fault(faults, _join(at, name), msg("金额不能是负数，也不能超过上限。"))
    return value


def _join(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _hints(wanted: Any) -> dict[str, Any]:
    return get_type_hints(wanted)


def _read_text(wanted: Any, source: Any, at: str, faults: Faults) -> str:
    if not isinstance(source, str):
        _fault(faults, at, msg("此处应为文字。"))
        return ""
    if len(source) > MAX_TEXT:
        _fault(faults, at, msg("文字不能超过{limit}个字。", limit=MAX_TEXT))
    if "\x00" in source:
        _fault(faults, at, msg("文字里有不能使用的控制字符。"))
    return source


def _read_int(wanted: Any, source: Any, at: str, faults: Faults) -> int:
    if type(source) is not int:
        _fault(faults, at, msg("此处应为整数，金额以分为单位。"))
        return 0
    return source


def _read_bool(wanted: Any, source: Any, at: str, faults: Faults) -> bool:
    if not isinstance(source, bool):
        _fault(faults, at, msg("此处应为“是”或“否”。"))
        return False
    return source


def _read_date(wanted: Any, source: Any, at: str, faults: Faults) -> date | None:
    try:
        return date.fromisoformat(source)
    except (TypeError, ValueError):
        _fault(faults, at, msg("日期不存在或写法不对，应为 2025-06-23 这样的格式。"))
        return None


def _read_instant(wanted: Any, source: Any, at: str, faults: Faults) -> datetime | None:
    try:
        moment = datetime.fromisoformat(source)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        _fault(faults, at, msg("时间不存在或缺少时区，应为 2025-06-18T10:30:00+08:00 这样的格式。"))
        return None
    return moment


def _read_choice(wanted: Any, source: Any, at: str, faults: Faults) -> Any:
    try:
        return wanted(source)
    except ValueError:
        _fault(faults, at, msg("不在可选范围内：{choices}。", choices="、".join(wanted)))
        return None


_SCALARS: dict[Any, Callable[[Any, Any, str, Faults], Any]] = {
    str: _read_text,
    int: _read_int,
    bool: _read_bool,
    date: _read_date,
    datetime: _read_instant,
}
