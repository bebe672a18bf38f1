"""The dry run: every row read, compared with what is there already and with each other; no event is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from app.accounts import services as accounts
from app.core.canonical_json import plain
from app.core.crypto import blind_index
from app.core.db import db
from app.core.identity import normal_id_number
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire
from app.intake.commands import EventDetails
from app.intake.models import Event, EventImport, ImportRow
from app.intake.queries.imports import line_of, reading_of
from app.intake.queries.twins import twins_of_many
from app.intake.rules.importing import CellFault, Reading, ReadRow, outside_number, read_row
from app.intake.rules.twins import TwinTraits
from app.intake.services.filing import details_faults
from app.intake.types import ImportKind, RowOutcome
from app.intake.workflow import FREES_NUMBER, IMPORT_WORKFLOW

#: Rows of one transaction.
AT_ONCE = 500


def check_import(import_id: UUID) -> None:
    """Check what has not been checked of a list; a second run goes on where the first one stopped."""
    numbers: dict[str, int] | None = None
    more = True
    while more:
        with unit_of_work(Actor.system()):
            found = lock(EventImport, import_id)
            if found.state != "checking":
                return
            how = reading_of(found)
            numbers = _first_lines(import_id, how) if numbers is None else numbers
            more = _check_some(found, how, numbers)
            if not more:
                fire(IMPORT_WORKFLOW, found, "finish_check", Actor.system())


def _first_lines(import_id: UUID, how: Reading) -> dict[str, int]:
    """The first row that bears each number, by its number in the file."""
    statement = select(ImportRow).where(ImportRow.import_id == import_id).order_by(ImportRow.position.desc())
    found = {outside_number(line_of(row), how): row.number for row in db.session.execute(statement).scalars()}
    db.session.expire_all()
    return found


def _check_some(found: EventImport, how: Reading, numbers: dict[str, int]) -> bool:
    open_rows = select(ImportRow).where(ImportRow.import_id == found.id, ImportRow.outcome.is_(None))
    rows = db.session.execute(open_rows.order_by(ImportRow.position).limit(AT_ONCE)).scalars().all()
    read = [(row, read_whole(row, how)) for row in rows]
    taken = events_under(found, [one.details.outside_number for _, one in read if one.details])
    for row, one in read:
        number = one.details.outside_number if one.details else None
        if number and numbers.get(number) != row.number:
            message = msg("和第{row}行的编号相同。", row=numbers[number])
            one.faults.append(CellFault(how.column_of("outside_number"), message))
        settle(row, one, found, how, taken.get(number or ""))
    _note_twins(found, [(row, one.details) for row, one in read if row.outcome == RowOutcome.FRESH and one.details])
    found.done += len(rows)
    return found.done < found.total


def read_whole(row: ImportRow, how: Reading) -> ReadRow:
    """A row as an event, with the faults of its particulars beside those of its cells; one cell is faulted once."""
    one = read_row(line_of(row), how)
    known = {fault.column for fault in one.faults}
    for name, messages in details_faults(one.readable).items():
        column = one.columns.get(name)
        if column not in known:
            one.faults += [CellFault(column, message) for message in messages]
    return one


def events_under(found: EventImport, numbers: Iterable[str | None]) -> dict[str, Event]:
    """The events that already bear some of these numbers of the list's source."""
    wanted = {number for number in numbers if number}
    statement = select(Event).where(
        Event.source == found.source,
        Event.outside_number.in_(wanted),
        Event.state.not_in(FREES_NUMBER),
    )
    return {event.outside_number or "": event for event in db.session.execute(statement).scalars()} if wanted else {}


def settle(row: ImportRow, one: ReadRow, found: EventImport, how: Reading, there: Event | None) -> None:
    """Write down what becomes of a row: wrong, there already, or fresh.

    A number of a ledger is the ledger's own: under another unit it may be another matter, so a person has to look.
    """
    if not one.faults and there is not None and _another_matter(found, there):
        message = msg("这个编号已由其他单位登记。如果不是同一件事，请在编号前加上单位名称。")
        one.faults.append(CellFault(how.column_of("outside_number"), message))
    row.faults = [_kept(fault.column, fault.message) for fault in one.faults]
    row.outcome = (RowOutcome.BAD if one.faults else RowOutcome.KNOWN if there else RowOutcome.FRESH).value
    row.matter_id = there.id if there is not None and not one.faults else None


def _another_matter(found: EventImport, there: Event) -> bool:
    return found.kind == ImportKind.LEDGER and there.reporter_unit_id != found.unit_id


def _kept(column: int | None, message: Message) -> dict[str, object]:
    words: dict[str, object] = plain(message)
    return {"column": column, **words}


def _note_twins(found: EventImport, rows: Sequence[tuple[ImportRow, EventDetails]]) -> None:
    actor = accounts.actor_in_post(found.membership_id, found.made_by_id)
    traits = [traits_of_details(details) for _, details in rows]
    twins = twins_of_many(traits, center_id=found.center_id, seen_by=actor)
    for (row, _), twin_id in zip(rows, twins, strict=True):
        row.twin_id = twin_id
    found.twins += sum(one is not None for one in twins)


def traits_of_details(details: EventDetails) -> TwinTraits:
    """What is compared of an event that is not stored yet."""
    numbers = [one.id_number or one.uscc for one in details.parties]
    return TwinTraits(
        occurred_at=details.occurred_at,
        region_code=details.region_code,
        place=details.place,
        dispute_type=details.type_hint,
        outside_number=details.outside_number,
        identities=frozenset(blind_index(normal_id_number(one), "identity") for one in numbers if one),
        names=frozenset(one.name for one in details.parties),
    )
