"""Forms of clauses, made from the records themselves: which box each element gets, and how it is read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from marshmallow import EXCLUDE, Schema
from marshmallow import fields as boxes

from app.agreements.rules import codec
from app.agreements.rules.lint.references import PARTY_FIELDS
from app.agreements.types.assignment import Defence, SetOff
from app.agreements.types.clauses import Clause, Condition, Instalment
from app.agreements.types.content import CLAUSE_BY_KIND, AgreementContent
from app.agreements.types.enums import Standing
from app.agreements.types.parties import ALL_WITH_STANDING, Account
from app.core import canonical_json
from app.core.errors import InvalidInput
from app.core.text import Message
from app.http.forms import typed
from app.web.agreements.clause_words import CHOICE_WORDS, FIELD_WORDS

HIDDEN = frozenset({"key", "capitals"})
LONG = frozenset({"text", "act", "result", "standard", "acceptance", "restraint", "settled", "reserved", "interest"})
LONG |= {"what", "setoff_condition"}


@dataclass(frozen=True)
class Box:
    """One element of a clause on the form."""

    name: str
    label: Message
    kind: str
    required: bool = False
    options: tuple[tuple[str, Message | str], ...] = ()


class _Given(Schema):
    class Meta:
        unknown = EXCLUDE


class AccountIn(_Given):
    """A bank account."""

    holder = boxes.String(load_default="")
    bank = boxes.String(load_default="")
    number = boxes.String(load_default="", metadata={"code": True})
    order_ref = boxes.String(load_default=None, allow_none=True)


class ConditionIn(_Given):
    """A condition and the paper that proves it."""

    text = boxes.String(load_default="")
    evidence_kind = boxes.String(load_default=None, allow_none=True)


class InstalmentIn(_Given):
    """One part."""

    due_on = boxes.Date(load_default=None, allow_none=True)
    amount_fen = boxes.Integer(load_default=0)


class DefenceIn(_Given):
    """A defence kept."""

    text = boxes.String(load_default="")
    amount_fen = boxes.Integer(load_default=None, allow_none=True)


class SetOffIn(_Given):
    """A counterclaim."""

    holder = boxes.String(load_default="")
    against = boxes.String(load_default="")
    text = boxes.String(load_default="")
    amount_fen = boxes.Integer(load_default=None, allow_none=True)


_NESTED: dict[type, type[Schema]] = {
    Account: AccountIn,
    Condition: ConditionIn,
    Instalment: InstalmentIn,
    Defence: DefenceIn,
    SetOff: SetOffIn,
}
_FIELD_OF: dict[str, Callable[[], boxes.Field[Any]]] = {
    "money": lambda: boxes.Integer(load_default=None, allow_none=True),
    "number": lambda: boxes.Integer(load_default=None, allow_none=True),
    "day": lambda: boxes.Date(load_default=None, allow_none=True),
    "tick": lambda: boxes.Boolean(load_default=False),
    "words": lambda: boxes.String(load_default=""),
    "parties": lambda: boxes.List(boxes.String(), load_default=list),
    "clauses": lambda: boxes.List(boxes.String(), load_default=list),
    "checks": lambda: boxes.List(boxes.String(), load_default=list),
}


def boxes_of(kind: type[Clause], content: AgreementContent) -> list[Box]:
    """The boxes of a clause's form, in the order of its elements."""
    hints = get_type_hints(kind)
    found = []
    for part in fields(kind):
        if part.name not in HIDDEN:
            shape = _shape(part.name, hints[part.name])
            options = _options(shape, hints[part.name], content)
            found.append(Box(part.name, FIELD_WORDS[part.name], shape, part.name in kind.NEEDS, options))
    return found


def _shape(name: str, hint: Any) -> str:
    inner = _inner(hint)
    if name in PARTY_FIELDS:
        return "parties" if _is_tuple(hint) else "party"
    if name == "applies_to":
        return "clauses"
    if inner in _NESTED:
        return "rows" if _is_tuple(hint) else "group"
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return "checks" if _is_tuple(hint) else "select"
    if inner is int:
        return "money" if name.endswith("_fen") else "number"
    if inner is bool:
        return "tick"
    if inner is date:
        return "day"
    if _is_tuple(hint):
        return "words"
    return "area" if name in LONG else "text"


def _is_tuple(hint: Any) -> bool:
    return any(str(option).startswith("tuple[") for option in (hint, *get_args(hint)))


def _inner(hint: Any) -> Any:
    """The bare type behind `X | None`, `tuple[X, ...]` and `tuple[X, ...] | None`."""
    while get_args(hint):
        hint = next(option for option in get_args(hint) if option not in (type(None), Ellipsis))
    return hint


def _options(shape: str, hint: Any, content: AgreementContent) -> tuple[tuple[str, Message | str], ...]:
    if shape in ("select", "checks"):
        return tuple((choice.value, CHOICE_WORDS[choice]) for choice in _inner(hint))
    if shape in ("parties", "party"):
        groups = tuple(
            (f"{ALL_WITH_STANDING}{standing}", CHOICE_WORDS[standing])
            for standing in Standing
            if shape == "parties" and len(content.with_standing(standing)) > 1
        )
        grouped = {party.key for standing in Standing for party in _group(content, standing)}
        return groups + tuple((party.key, party.name) for party in content.parties if party.key not in grouped)
    if shape == "clauses":
        return tuple((clause.key, clause.key) for clause in content.clauses)
    return ()


def _group(content: AgreementContent, standing: Standing) -> tuple[Any, ...]:
    members = content.with_standing(standing)
    return members if len(members) > 1 else ()


def _schema(kind: type[Clause], content: AgreementContent) -> Schema:
    hints = get_type_hints(kind)
    made: dict[str, Any] = {}
    for box in boxes_of(kind, content):
        nested = _NESTED.get(_inner(hints[box.name]))
        if box.kind == "rows" and nested:
            made[box.name] = boxes.List(boxes.Nested(nested), load_default=list)
        elif box.kind == "group" and nested:
            made[box.name] = boxes.Nested(nested, load_default=None, allow_none=True)
        else:
            maker = _FIELD_OF.get(box.kind, lambda: boxes.String(load_default=None, allow_none=True))
            made[box.name] = maker()
    return type(f"{kind.__name__}Form", (_Given,), made)()


def read_clause(kind_name: str, key: str, content: AgreementContent) -> Clause:
    """The clause on the present form; raises InvalidInput with the boxes' names."""
    kind = CLAUSE_BY_KIND[kind_name]
    given = typed(_schema(kind, content))
    shapes = {box.name: box.kind for box in boxes_of(kind, content)}
    plain = {name: _plain(value, shapes[name]) for name, value in given.items()}
    try:
        return codec.load_clause(kind, {"key": key, **_without_empty(kind, plain)})
    except InvalidInput as refusal:
        places = {re.sub(r"\[(\d+)\]", r".\1", at): found for at, found in refusal.fields.items()}
        raise InvalidInput(places) from refusal


def _plain(value: Any, shape: str) -> Any:
    if shape == "words":
        return [word.strip() for word in re.split(r"[、\n,，;；]", value or "") if word.strip()]
    if shape == "rows":
        kept = [row for row in value if any(inner not in (None, "", 0) for inner in row.values())]
        return [canonical_json.plain({"no": no, **row}) for no, row in enumerate(kept, start=1)]
    if shape == "group":
        return canonical_json.plain(value) if value and any(inner for inner in value.values()) else None
    return canonical_json.plain(value)


def _without_empty(kind: type[Clause], plain: Mapping[str, Any]) -> dict[str, Any]:
    """Empty choices and sums stay away, so that the record's own default holds."""
    hints = get_type_hints(kind)
    return {name: _rows(value, hints[name]) for name, value in plain.items() if value is not None and value != ""}


def _rows(value: Any, hint: Any) -> Any:
    """Row numbers only where the rows have them."""
    if isinstance(value, list) and _inner(hint) in (Defence, SetOff):
        return [{name: text for name, text in row.items() if name != "no"} for row in value]
    return value


def values_of(clause: Clause) -> dict[str, Any]:
    """What the form shows of a clause: word lists as lines."""
    shown: dict[str, Any] = {}
    for part in fields(clause):
        value = getattr(clause, part.name)
        hint = get_type_hints(type(clause))[part.name]
        if _shape(part.name, hint) == "words":
            value = "\n".join(value or ())
        elif isinstance(value, tuple) and part.name not in PARTY_FIELDS and _inner(hint) in _NESTED:
            value = [codec.dump(row) for row in value]
        elif isinstance(value, Account | Condition):
            value = codec.dump(value)
        elif isinstance(value, tuple):
            value = [str(inner) for inner in value]
        shown[part.name] = value
    return shown
