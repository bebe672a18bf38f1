"""Many disputes, quickly: sixty are told through the services, then their rows are multiplied inside the database.

Each copy has all columns of the original and keeps its references: ids of the matter's own rows are mapped, ids of
units and people stay. Numbers and public codes stay unique, names, identity indexes, dates and search rows differ. What
no list and no detail head reads (trail, jobs, notices, ended clocks, sittings) is not multiplied. The dice are seeded.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from uuid import UUID

import psycopg
from flask import Flask
from sqlalchemy import Column, Date, DateTime, Table, Uuid

from app.clocks.models import DeadlineRow
from app.core.bigrams import bigrams, index_text
from app.core.db import Model, db
from app.core.models import TransitionRow
from app.demo.at_work import AtWork
from app.demo.centre import plant_centre
from app.demo.disputes import plant_law
from app.demo.following import follow_events
from app.demo.generated import STEMS, SURNAMES, generated
from app.dispatch.models import DispatchOrder, Supervision
from app.intake.models import Dispute, Event, Grant, Hold, MatterParty, RiskAssessment
from app.intake.queries import TABS
from app.mediation.models import Mediation
from app.search.models import SearchEntry
from bench import place
from scripts.postgres_roles import Addresses, plain

BASE = f"{place.PREFIX}_base"
SEED = 20250618
PASSWORD = "Bench-qingshan-58"
#: Of all disputes so many are still open; the archive is the rest.
OPEN_SHARE = 0.04
YEARS_BACK = 3
MULTIPLIED: tuple[type[Model], ...] = (
    Event, Dispute, MatterParty, Grant, Hold, RiskAssessment, DeadlineRow, TransitionRow, DispatchOrder, Supervision,
    Mediation, SearchEntry,
)  # fmt: skip
TABLES: tuple[Table, ...] = tuple(model.__table__ for model in MULTIPLIED)  # type: ignore[misc]

HELPERS = """
CREATE FUNCTION bench_id(original uuid, n int) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (substr(replace(original::text, '-', ''), 1, 16) || substr(md5(original::text || n), 1, 16))::uuid $$;
CREATE FUNCTION bench_time(original timestamptz, moved interval) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN original > '9000-01-01' THEN original ELSE original + moved END $$;
CREATE TABLE bench_originals (matter_id uuid PRIMARY KEY, words tsvector NOT NULL);
CREATE TABLE bench_copies (n int PRIMARY KEY, original uuid NOT NULL, days int NOT NULL, minutes int NOT NULL,
                           first text NOT NULL, second text NOT NULL, names text NOT NULL);
"""


def base() -> None:
    """Make the database all others are copied from, where it is not there yet."""
    if not place.exists(BASE):
        _plant(place.make(BASE))


def _plant(app: Flask) -> None:
    """The demo centre and its sixty invented disputes, followed by search, notices and counters."""
    with app.app_context():
        plant_law()
        for _, tell in generated(AtWork(plant_centre(PASSWORD))):
            tell()
        follow_events()
        db.session.remove()
        db.engine.dispose()


def multiply(urls: Addresses, count: int) -> None:
    """Copy the planted disputes until there are so many; references are checked and indexes made at the end."""
    with psycopg.connect(plain(urls.owner)) as connection:
        connection.execute(HELPERS)
        _note_originals(connection)
        _note_copies(connection, count)
        taken_off = _take_off(connection)
        for table in TABLES:
            connection.execute(_statement(table))  # type: ignore[arg-type]
        for how in taken_off:
            connection.execute(how)  # type: ignore[arg-type]
    with psycopg.connect(plain(urls.owner), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _note_originals(connection: psycopg.Connection) -> None:
    """The search words of each original without its names: every copy has names of its own."""
    rows = connection.execute("SELECT id, title, summary, demand, place FROM intake_events").fetchall()
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO bench_originals VALUES (%s, to_tsvector('simple', %s))",
            [(row[0], index_text(*row[1:])) for row in rows],
        )


def _note_copies(connection: psycopg.Connection, count: int) -> None:
    rows = connection.execute("SELECT id, state FROM intake_events ORDER BY id").fetchall()
    over = [row[0] for row in rows if row[1] in TABS["over"]]
    still_open = [row[0] for row in rows if row[1] not in TABS["over"]]
    with connection.cursor() as cursor, cursor.copy("COPY bench_copies FROM STDIN") as stream:
        for copied in _copies(count - len(rows), still_open, over):
            stream.write_row(copied)


def _copies(
    count: int, still_open: list[UUID], over: list[UUID]
) -> Iterator[tuple[int, UUID, int, int, str, str, str]]:
    dice = random.Random(SEED)
    for n in range(1, count + 1):
        is_open = dice.random() < OPEN_SHARE
        days = 0 if is_open else dice.randint(0, YEARS_BACK * 365)
        first, second = (dice.choice(SURNAMES) + dice.choice(STEMS) + dice.choice(STEMS) for _ in range(2))
        words = " ".join(dict.fromkeys([*bigrams(first), *bigrams(second), *first, *second]))
        yield n, dice.choice(still_open if is_open else over), -days, dice.randint(-1440, 0), first, second, words


def _take_off(connection: psycopg.Connection) -> list[str]:
    """Drop references and all indexes but those of keys; returns how to put them on again, which checks every row."""
    names = [table.name for table in TABLES]
    indexes = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid::regclass::text"
        " = ANY(%s) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)",
        (names,),
    ).fetchall()
    references = connection.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)",
        (names,),
    ).fetchall()
    for table, name, _ in references:
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")  # type: ignore[arg-type]
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")  # type: ignore[arg-type]
    again = [f"ALTER TABLE {table} ADD CONSTRAINT {name} {how}" for table, name, how in references]
    return [how for _, how in indexes] + again


def _statement(table: Table) -> str:
    columns = [column for column in table.columns if column.computed is None]
    names = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(_value(table, column) for column in columns)
    matter = "id" if table.name in ("intake_events", "intake_disputes") else "matter_id"
    running = " WHERE o.stopped_at IS NULL" if table.name == "clocks_deadlines" else ""
    return (
        f"INSERT INTO {table.name} ({names}) SELECT {values} FROM bench_copies c"
        f" JOIN {table.name} o ON o.{matter} = c.original JOIN bench_originals b ON b.matter_id = c.original{running}"
    )


SPECIAL = {
    ("search_entries", "words"): "b.words || to_tsvector('simple', c.names)",
    ("search_entries", "names"): "to_tsvector('simple', c.names)",
    ("search_entries", "numbers"): "ARRAY(SELECT one || '-' || c.n FROM unnest(o.numbers) one)",
    ("intake_parties", "name"): "CASE WHEN o.kind <> 'person' THEN o.name WHEN o.position = 0 THEN c.first"
    " ELSE c.second END",
    ("intake_parties", "id_index"): "sha256(o.id_index || c.n::text::bytea)",
    ("intake_parties", "phone_index"): "sha256(o.phone_index || c.n::text::bytea)",
}


def _value(table: Table, column: Column[object]) -> str:
    name = f'o."{column.name}"'
    if (table.name, column.name) in SPECIAL:
        return SPECIAL[table.name, column.name]
    if column.name in ("number", "outside_number"):
        return f"{name} || '-' || c.n"
    if column.name == "public_code":
        return f"upper(substr(md5({name} || c.n), 1, 12))"
    if isinstance(column.type, Uuid) and _belongs_to_matter(column):
        return f"bench_id({name}, c.n)"
    if isinstance(column.type, Date):
        return f"{name} + c.days"
    if isinstance(getattr(column.type, "impl", column.type), DateTime):
        return f"bench_time({name}, make_interval(days => c.days, mins => c.minutes))"
    return name


def _belongs_to_matter(column: Column[object]) -> bool:
    """Whether an id names a row of the matter, which is copied too, and not a unit or a person."""
    targets = {key.column.table for key in column.foreign_keys}
    if targets:
        return targets <= set(TABLES)
    return column.name in ("id", "matter_id", "subject_id")
