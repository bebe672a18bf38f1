"""A whole ledger as a file at every size: milliseconds a row, and what the larger file adds to the process's memory.

The baseline is the same number of events copied out of the database bare.
"""

from __future__ import annotations

import resource
from collections.abc import Sequence

import psycopg

from bench import pages, place
from bench.browser import Person, Refused
from bench.figures import Row, row, timed
from scripts.postgres_roles import plain

KINDS = ("csv", "xlsx")
KILO = 1024


def rows(sizes: Sequence[int]) -> list[Row]:
    """Both kinds at every size, the smallest first; memory is the highest the process ever had by then."""
    pages.build(sizes)
    found = []
    for kind in KINDS:
        before = 0
        for size in sizes:
            one, peak = _exported(kind, size)
            one["ratio_to"] += f"; peak memory {peak // KILO} MB" + (
                f", {(peak - before) // KILO} more" if before else ""
            )
            before = peak
            found.append(one)
    return found


def _exported(kind: str, size: int) -> tuple[Row, int]:
    person = Person(place.application(pages.name_of(size)), pages.LOGIN)
    spent = timed(lambda: _read(person, f"/events/export.{kind}"))
    base = timed(lambda: _copied(pages.name_of(size)))
    name, words = f"ledger as {kind}, {size:,} rows", f"events copied bare, {base / size:.3f} ms a row"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return row(name, [spent / size], queries=0, ratio=spent / base, ratio_to=words), peak


def _read(person: Person, address: str) -> None:
    """All bytes of the file, thrown away as they come."""
    answer = person.client.get(address, buffered=False)
    if answer.status_code != 200:
        raise Refused(f"GET {address}: {answer.status_code}")
    for _ in answer.iter_encoded():
        pass
    answer.close()


def _copied(database: str) -> None:
    with (
        psycopg.connect(plain(place.addresses(database).owner)) as connection,
        connection.cursor() as cursor,
        cursor.copy("COPY intake_events TO STDOUT") as stream,
    ):
        for _ in stream:
            pass
