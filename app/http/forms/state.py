"""What a form shows: the stored values, or what was typed and refused, or a draft that was kept; with faults per field.

A page that shows a form calls ``form_state(values)``. When the write that follows is refused, ``writes`` calls the same
page again, and ``form_state`` then answers with the typed text and the faults, so nothing typed is ever lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import g, request
from werkzeug.datastructures import MultiDict

from app.core import clock, drafts
from app.core.errors import FengqiaoError, InvalidInput, StaleVersion
from app.core.ids import new_id
from app.core.money import yuan
from app.core.text import Message
from app.http.forms.shape import OWN_FIELDS
from app.http.signed_in import person_or_none


@dataclass(slots=True)
class Refusal:
    """A write that was refused: what was typed, why, and whether a form of the page has told it."""

    error: FengqiaoError
    typed: MultiDict[str, str]
    told: bool = False


#: Hidden field that carries each box filled in from elsewhere until a person has confirmed it.
PROPOSAL_MARK = "proposed"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A box filled in by the machine: the words it was read from; ``instead`` is a value that was not put in."""

    quote: str
    instead: str = ""


def proposal_line(box: str, quote: str, instead: str = "") -> str:
    """A proposal as one hidden field carries it."""
    return "\t".join(" ".join(part.split()) for part in (box, quote[:80], instead))


@dataclass
class FormState:
    """Values and faults of one form; macros read them by field name."""

    values: Mapping[str, Any]
    typed: MultiDict[str, str] | None = None
    faults: dict[str, list[Message]] = field(default_factory=dict)
    message: Message | None = None
    stale: StaleVersion | None = None
    key: str = field(default_factory=lambda: str(new_id()))
    draft_key: str = ""
    restored_at: datetime | None = None

    @property
    def refused(self) -> bool:
        """Whether the last write was refused. A form that asks tells it, so that the page's head need not."""
        if self.message is not None and g.get("refusal") is not None:
            g.refusal.told = True
        return self.message is not None

    def value(self, name: str, default: Any = "") -> str:
        """What the box shows: typed text first, then the stored value as a clerk writes it."""
        if self.typed is not None:
            return self.typed.get(name, "")
        return shown(found(self.values, name, default), name)

    @property
    def proposals(self) -> dict[str, Proposed]:
        """Boxes filled in by the machine and not yet confirmed, with the words they were read from."""
        if self.typed is None:
            return {}
        lines = [line.split("\t") for line in self.typed.getlist(PROPOSAL_MARK)]
        done = set(self.typed.getlist("confirmed"))
        return {box: Proposed(quote, instead) for box, quote, instead in lines_of_three(lines) if box not in done}

    def values_of(self, name: str) -> list[str]:
        """All values of boxes that share a name."""
        if self.typed is not None:
            return self.typed.getlist(name)
        stored = found(self.values, name, None)
        if stored is None or stored == "":
            return []
        return [shown(one, name) for one in stored] if isinstance(stored, list | tuple | set) else [shown(stored, name)]

    def ticked(self, name: str, value: Any = True) -> bool:
        """Whether a box or a radio is on."""
        if self.typed is None and isinstance(found(self.values, name, None), bool):
            return bool(found(self.values, name, False)) is (value in (True, "1", "true", "on"))
        return shown(value, name) in self.values_of(name)

    def faults_at(self, name: str) -> list[str]:
        """Sentences for one field, in the reader's language."""
        return [str(one) for one in self.faults.get(name, [])]

    def faults_beside(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """All faults as (field, sentence), those of ``names`` first."""
        ordered = [name for name in names if name in self.faults] + [one for one in self.faults if one not in names]
        return [(name, str(text)) for name in ordered for text in self.faults[name]]

    def theirs(self, name: str) -> str | None:
        """The present stored value of a field, when somebody else changed it meanwhile."""
        if self.stale is None or self.typed is None or name not in self.typed:
            return None
        current = shown(found(self.values, name, ""), name)
        return current if current != self.typed.get(name, "") else None

    def rows(self, name: str, least: int = 1) -> list[int]:
        """Indexes of repeated groups ``name.0.…``: as many as were typed or stored, at least ``least``."""
        if self.typed is not None:
            seen = {part.split(".")[1] for part in self.typed if part.startswith(f"{name}.") and part.count(".") > 1}
            count = max((int(one) + 1 for one in seen if one.isdigit()), default=0)
        else:
            stored = found(self.values, name, [])
            count = len(stored) if isinstance(stored, list | tuple) else 0
        return list(range(max(count, least)))


def lines_of_three(lines: Iterable[list[str]]) -> Iterable[tuple[str, str, str]]:
    """Only whole lines: what somebody else put into the hidden field is left out."""
    return [(line[0], line[1], line[2]) for line in lines if len(line) == 3 and line[0]]


def found(values: Mapping[str, Any] | Any, name: str, default: Any) -> Any:
    """The value at a dotted name in nested mappings, lists and objects; the default where something is missing."""
    node: Any = values
    for part in name.split("."):
        if isinstance(node, Mapping):
            node = node.get(part, default)
        elif isinstance(node, list | tuple):
            node = node[int(part)] if part.isdigit() and int(part) < len(node) else default
        else:
            node = getattr(node, part, default)
        if node is default:
            return default
    return default if node is None else node


def shown(value: Any, name: str = "") -> str:
    """A stored value as text in a box."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, int) and name.endswith("_fen"):
        return yuan(value)
    if isinstance(value, datetime):
        return clock.local(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "value", value))


def form_state(values: Mapping[str, Any] | Any = None, *, draft: str = "", form: str = "") -> FormState:
    """The state of a form on this page.

    ``values`` are the stored ones (a dict or a row); ``draft`` names the server-side draft; ``form`` tells several
    forms on one page apart: the name that the form carries in its hidden field ``form``.
    """
    refusal: Refusal | None = g.get("refusal")
    stored = {} if values is None else values
    if refusal is not None and refusal.typed.get("form", "") == form:
        return _after(refusal, stored, draft)
    state = FormState(stored, draft_key=draft)
    person = person_or_none()
    kept = drafts.read(draft, actor=person.actor) if draft and person is not None else None
    if kept is not None:
        state.typed = MultiDict((name, text) for name, texts in kept.fields.items() for text in texts)
        state.restored_at = kept.saved_at
    return state


def refusal_left() -> FormState | None:
    """The refusal that no form of the page has told: of a lone button, or of a form that is gone."""
    refusal: Refusal | None = g.get("refusal")
    return None if refusal is None or refusal.told else _after(refusal, {}, "")


def _after(refusal: Refusal, stored: Any, draft: str) -> FormState:
    error = refusal.error
    refusal.told = True
    return FormState(
        stored,
        typed=refusal.typed,
        faults=error.fields,
        message=error.message,
        stale=error if isinstance(error, StaleVersion) else None,
        key=_next_key(error),
        draft_key=draft,
    )


def _next_key(error: FengqiaoError) -> str:
    """The same key again after a fault of form: the act was not done; a new one after any other refusal."""
    kept = request.form.get("idempotency_key", "")
    return kept if kept and isinstance(error, InvalidInput) and error.code != "key_reused" else str(new_id())


def keepable(form: MultiDict[str, str]) -> dict[str, list[str]]:
    """The fields worth keeping as a draft: what a person typed, without tokens and secrets."""
    return {
        name: form.getlist(name)
        for name in form
        if name not in OWN_FIELDS and "password" not in name and "one_time" not in name
    }
