"""Keyset pages: a cursor instead of an offset, so that the last page costs what the first one does."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select, tuple_

from app.core.db import db
from app.core.errors import InvalidInput
from app.core.text import msg

Row = TypeVar("Row")
PAGE_SIZES = (20, 50, 100)
#: What the database holds in a column of whole numbers.
GREATEST_INTEGER = 2**31 - 1


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows of one page, the cursor of the next and of the previous one; ``None`` where there is none."""

    rows: Sequence[Row]
    next: str | None
    previous: str | None = None
    total: int | None = None
    total_capped: bool = False


def encode_cursor(values: Sequence[Any], *, back: bool = False) -> str:
    """A cursor as opaque text for the URL."""
    plain = [value.isoformat() if isinstance(value, datetime | date) else str(value) for value in values]
    return base64.urlsafe_b64encode(json.dumps([int(back), *plain]).encode()).decode().rstrip("=")


def _typed(text: str, column: Any) -> Any:
    kind = column.type.python_type
    if "\x00" in text:
        raise ValueError(text)
    if kind is UUID:
        return UUID(text)
    if kind in (datetime, date):
        return kind.fromisoformat(text)
    if kind is int and abs(int(text)) > GREATEST_INTEGER:
        raise ValueError(text)
    return kind(text)


def decode_cursor(cursor: str, columns: Sequence[Any]) -> tuple[bool, list[Any]]:
    """Direction and typed values of a cursor; raises ``InvalidInput`` when the text is not one of ours."""
    try:
        raw = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        back, *values = raw
        if len(values) != len(columns):
            raise ValueError(cursor)
        return bool(back), [_typed(str(value), column) for value, column in zip(values, columns, strict=True)]
    except (ValueError, TypeError, RecursionError, binascii.Error) as wrong:
        raise InvalidInput({"cursor": [msg("翻页标记无效，请从第一页重新开始。")]}) from wrong


def keyset(
    statement: Select[Any], columns: Sequence[Any], *, cursor: str | None, limit: int, descending: bool = False
) -> Page[Any]:
    """One page of the statement in the order of ``columns`` (unique together, not null), all rising or all falling."""
    limit = max(1, min(limit, 200))
    back, after = decode_cursor(cursor, columns) if cursor else (False, None)
    found = list(_next(statement, columns, after, limit + 1, falling=descending != back))
    more, rows = len(found) > limit, found[:limit]
    if back:
        rows.reverse()
    names = [column.key for column in columns]
    first = encode_cursor([getattr(rows[0], n) for n in names], back=True) if rows else None
    last = encode_cursor([getattr(rows[-1], n) for n in names]) if rows else None
    has_next = more if not back else True
    has_previous = (after is not None) if not back else more
    return Page(rows, last if has_next else None, first if has_previous else None)


def _next(
    statement: Select[Any], columns: Sequence[Any], after: list[Any] | None, count: int, *, falling: bool
) -> Sequence[Any]:
    """So many rows in the order of ``columns``, behind the row with the values ``after``."""
    if after is not None:
        key: ColumnElement[Any] = tuple_(*columns)
        bound = tuple_(*after)
        statement = statement.where(key < bound if falling else key > bound)
    ordered = statement.order_by(None).order_by(*(c.desc() if falling else c.asc() for c in columns)).limit(count)
    return db.session.execute(ordered).unique().scalars().all()


def batches(
    statement: Select[Any], columns: Sequence[Any], *, descending: bool = False, size: int = 1_000
) -> Iterator[Sequence[Any]]:
    """All rows of the statement in the order of ``columns``, so many at a time; a batch is forgotten before the next.

    No transaction is open between two batches or after the last, so that a slow reader holds nothing. For reading only.
    """
    after: list[Any] | None = None
    while True:
        rows = _next(statement, columns, after, size, falling=descending)
        if not rows:
            return
        after = [getattr(rows[-1], column.key) for column in columns]
        yield rows
        db.session.expunge_all()
        db.session.rollback()
        if len(rows) < size:
            return


def count_of(statement: Select[Any], cap: int) -> ScalarSelect[int]:
    """The number of rows up to ``cap`` as part of a larger statement; nothing is sent yet."""
    inner = statement.order_by(None).limit(cap).subquery()
    return select(func.count()).select_from(inner).scalar_subquery()


def capped_count(statement: Select[Any], cap: int) -> tuple[int, bool]:
    """How many rows, exact up to ``cap``; beyond it the cap and True."""
    return capped_counts([statement], cap)[0]


def capped_counts(statements: Sequence[Select[Any]], cap: int) -> list[tuple[int, bool]]:
    """How many rows each of several lists has, as ``capped_count`` says it, in one statement."""
    if not statements:
        return []
    counted = [count_of(one, cap + 1).label(f"n{at}") for at, one in enumerate(statements)]
    return [(min(count, cap), count > cap) for count in db.session.execute(select(*counted)).one()]
