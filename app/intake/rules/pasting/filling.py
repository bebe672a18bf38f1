"""What was read, as values for the boxes of the intake form; a box that already holds something is never overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.money import yuan
from app.intake.rules.pasting.parts import Days, Named, Note
from app.intake.types import DisputeType, PartyRole

MOST_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for one box, with the words it was read from."""

    box: str
    value: str
    quote: str


def proposals(note: Note, text: str, towns: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> list[Proposal]:
    """A value for each box the text speaks of. ``towns`` maps name to code; ``rows`` are the parties already typed."""
    return [*_plain(note, towns), *_of_people(note.people, rows), *_written(note, text)]


def _plain(note: Note, towns: Mapping[str, str]) -> Iterator[Proposal]:
    found = {
        "source": note.source,
        "outside_number": note.outside_number,
        "type_hint": note.dispute_type,
        "involved_count": note.people_count,
        "place": note.place,
    }
    for box, one in found.items():
        if one is not None:
            yield Proposal(box, one.value, one.quote)
    if note.town is not None and note.town.value in towns:
        yield Proposal("region_code", towns[note.town.value], note.town.quote)
    if note.occurred is not None:
        yield Proposal("occurred_at", moment(note.occurred), note.occurred.quote)
    if note.owed is not None:
        yield Proposal("risk_inputs.unpaid_total_fen", yuan(note.owed.fen), note.owed.quote)


def moment(days: Days) -> str:
    """The first day with its hour, midnight where none is said, as the box takes it."""
    return f"{days.first.isoformat()} {days.at:%H:%M}" if days.at else f"{days.first.isoformat()} 00:00"


def _of_people(people: Iterable[Named], rows: Sequence[Mapping[str, str]]) -> Iterator[Proposal]:
    """Each person into the row that carries the name, else into the next row without a name or a number."""
    names = [row.get("name", "").strip() for row in rows]
    free = [
        at for at, row in enumerate(rows) if not any(row.get(box, "").strip() for box in ("name", "phone", "id_number"))
    ]
    free += list(range(len(rows), len(rows) + MOST_PEOPLE))
    for one in list(people)[:MOST_PEOPLE]:
        at = names.index(one.name) if one.name in names else free.pop(0)
        yield from _of_person(one, at)


def _of_person(one: Named, at: int) -> Iterator[Proposal]:
    row = f"parties.{at}"
    yield Proposal(f"{row}.name", one.name, one.name)
    yield Proposal(f"{row}.kind", one.kind.value, one.name)
    if one.role is not None:
        yield Proposal(f"{row}.role", one.role.value, one.name)
    if one.phone is not None:
        yield Proposal(f"{row}.phone", one.phone.value, one.phone.quote)
    if one.id_number is not None:
        yield Proposal(f"{row}.id_number", one.id_number.value, one.id_number.quote)


def _written(note: Note, text: str) -> Iterator[Proposal]:
    title = title_of(note)
    if title:
        yield Proposal("title", title, title)
    yield Proposal("summary", text.strip(), "")


def town_of(name: str) -> str:
    """The town in the name of its sub-centre: 西潞街道 of 西潞街道综治中心分中心."""
    match = re.match("[^ ]+?(?:街道|镇(?!街道)|乡)", name)
    return match[0] if match else name


def title_of(note: Note) -> str:
    """甲与乙邻里纠纷, 甲反映邻里纠纷: a name for the event from who and what was read; empty without either."""
    kind = DisputeType(note.dispute_type.value).label.text if note.dispute_type else ""
    first = [one.name for one in note.people if one.role is PartyRole.APPLICANT]
    other = [one.name for one in note.people if one.name not in first]
    if first and other:
        return f"{first[0]}与{other[0]}{kind or '纠纷'}"[:100]
    if len(other) > 1:
        return f"{other[0]}与{other[1]}{kind or '纠纷'}"[:100]
    if first and kind:
        return f"{first[0]}反映{kind}"[:100]
    return kind
