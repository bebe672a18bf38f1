"""What lists have in common: query, tab, page size and cursor live in the URL; a copied address shows the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import g, redirect, request
from werkzeug import Response

from app.core.pagination import PAGE_SIZES, Page
from app.core.text import Message
from app.http.forms.reading import Unreadable, read_date

LONGEST_QUERY = 200
#: Fields of an address that narrow no list: which tab, as a list or a board, with which columns.
SHAPE = ("tab", "as", "columns")
#: Stands between the values of a query field that takes several.
SEVERAL = ","


@dataclass(frozen=True)
class ListState:
    """The list a person asked for, and how to say the same with one thing changed."""

    path: str
    values: Mapping[str, str] = field(default_factory=dict)
    cursor: str | None = None
    size: int = PAGE_SIZES[0]

    def get(self, name: str, default: str = "") -> str:
        """The value of one query field."""
        return self.values.get(name, default)

    def many(self, name: str) -> tuple[str, ...]:
        """All values of a query field that takes several, in their order."""
        return tuple(dict.fromkeys(one for one in self.get(name).split(SEVERAL) if one))

    def without(self, name: str, value: str) -> str:
        """The address of this list with one value of a field taken out."""
        return self.url(**{name: SEVERAL.join(one for one in self.many(name) if one != value)})

    def under(self, path: str) -> str:
        """The same query, all of its pages, under another address: a file of the list."""
        return replace(self, path=path, cursor=None, size=PAGE_SIZES[0]).url()

    def day(self, name: str) -> date | None:
        """The day a query field names; nothing when it is empty or not a date, for which there is a ``problem``."""
        return _read(self.get(name))[0]

    def problem(self, *names: str) -> Message | None:
        """What is wrong with the first of these date fields that holds no date; the list is not narrowed by it."""
        return next((found for name in names if (found := _read(self.get(name))[1])), None)

    @property
    def narrowed(self) -> bool:
        """Whether any query field is set besides the tab and those that say how the list is shown."""
        return any(value for name, value in self.values.items() if name not in SHAPE)

    @property
    def cleared(self) -> str:
        """The address of this list without its query fields: the same tab, shown the same way."""
        return replace(self, values={name: self.get(name) for name in SHAPE if self.get(name)}).url()

    def url(self, **changes: Any) -> str:
        """The address of this list with some fields changed; a change of the list starts at its first page."""
        asked: dict[str, Any] = {**self.values, "size": self.size if self.size != PAGE_SIZES[0] else ""}
        if "cursor" not in changes and "open" in changes:
            asked["cursor"] = self.cursor
        asked.update(changes)
        kept = {name: value for name, value in asked.items() if value not in (None, "", [])}
        return f"{self.path}?{urlencode(kept, doseq=True, safe=SEVERAL)}" if kept else self.path


def _read(text: str) -> tuple[date | None, Message | None]:
    try:
        return (read_date(text) if text else None), None
    except Unreadable as problem:
        return None, problem.message


#: Where a request keeps the address of the page it shows again, when its own takes writes alone.
SHOWN_AT = "shown_at"


def list_state(*names: str, default_tab: str = "") -> ListState:
    """The list's state from the URL: the named query fields, ``tab``, ``size`` and ``cursor``.

    A field given several times holds all its values.
    """
    values = {name: SEVERAL.join(map(str.strip, request.args.getlist(name)))[:LONGEST_QUERY] for name in names}
    values["tab"] = request.args.get("tab", default_tab)[:40]
    asked = request.args.get("size", "")
    size = int(asked) if asked in {str(one) for one in PAGE_SIZES} else PAGE_SIZES[0]
    return ListState(g.get(SHOWN_AT) or request.path, values, request.args.get("cursor") or None, size)


@dataclass(frozen=True)
class Tab:
    """One tab of a list with its count; ``urgent`` paints the count red."""

    name: str
    label: Any
    count: int | None = None
    urgent: bool = False


@dataclass(frozen=True)
class Listing:
    """All that ``table.html`` needs for one list page."""

    state: ListState
    page: Page[Any]
    total: int | None = None
    capped: bool = False
    tabs: Sequence[Tab] = ()


def local_address(address: str | None, default: str = "/") -> str:
    """An address inside this site; anything else becomes the default, so that nobody is sent elsewhere."""
    parts = urlsplit(address or "")
    plain = address or ""
    if not plain.startswith("/") or plain.startswith(("//", "/\\")) or parts.netloc or parts.scheme or "\\" in plain:
        return default
    return plain


def back_to(address: str, default: str = "/") -> Response:
    """Redirect after a write (303), inside this site only."""
    return redirect(local_address(address, default), code=303)
