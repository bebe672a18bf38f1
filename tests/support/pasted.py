"""The made texts of smart paste, and how many fields of a reading are right."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.intake.rules.pasting import Note, read_note

CORPUS = Path(__file__).parents[1] / "corpora" / "smart_paste"
TOWNS = (
    "清水街道", "东湖街道", "枫林街道", "双井街道", "望城街道", "柳溪镇", "石桥镇", "云山镇", "南河镇", "白塔乡",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Miss:
    """One field that is missing, wrong or made up."""

    text: str
    kind: str
    field: str
    value: str

    def __str__(self) -> str:
        return f"{self.text}: {self.kind} {self.field} {self.value}"


def texts(held_out: bool | None = None) -> list[dict[str, Any]]:
    """All made texts, or only those held out, or only those the rules were made with."""
    read = [one for path in sorted(CORPUS.glob("*.json")) for one in json.loads(path.read_text(encoding="utf-8"))]
    return [one for one in read if held_out is None or one["held_out"] is held_out]


def wanted(expect: dict[str, Any]) -> Counter[tuple[str, str]]:
    """The fields a clerk would take from the text, each as (name, value)."""
    fields = Counter(_of_people(expect.get("people", [])))
    for name, value in expect.items():
        if name != "people":
            fields.update((name, str(one)) for one in (value if isinstance(value, list) else [value]))
    return fields


def _of_people(people: list[dict[str, str]]) -> list[tuple[str, str]]:
    fields = []
    for one in people:
        fields.append((one["kind"], one["name"]))
        fields += [(name, f"{one['name']} {one[name]}") for name in ("role", "phone", "id_number") if one.get(name)]
    return fields


def found(note: Note) -> Counter[tuple[str, str]]:
    """The fields that were read, in the same shape."""
    people = [
        {
            "name": one.name,
            "kind": one.kind.value,
            "role": one.role.value if one.role else "",
            "phone": one.phone.value if one.phone else "",
            "id_number": one.id_number.value if one.id_number else "",
        }
        for one in note.people
    ]
    fields = Counter(_of_people(people))
    for name in ("other_phones", "other_id_numbers", "doubtful_id_numbers"):
        fields.update((name, one.value) for one in getattr(note, name))
    fields.update(("amounts_fen", str(one.fen)) for one in note.amounts)
    fields.update(("dates", one.written) for one in note.days)
    for name in ("town", "place", "dispute_type", "people_count", "source", "outside_number"):
        one = getattr(note, name)
        fields.update([(name, one.value)] if one else [])
    fields.update([("owed_fen", str(note.owed.fen))] if note.owed else [])
    fields.update([("occurred", occurred(note))] if note.occurred else [])
    return fields


def occurred(note: Note) -> str:
    """The day it happened, with the hour where said."""
    assert note.occurred is not None
    day = note.occurred.first.isoformat()
    return f"{day} {note.occurred.at:%H:%M}" if note.occurred.at else day


def judged(made: dict[str, Any]) -> tuple[int, list[Miss]]:
    """How many fields of a text are right, and every one that is not."""
    expected = wanted(made["expect"])
    read = found(read_note(made["text"], today=date.fromisoformat(made["today"]), towns=TOWNS))
    misses = [Miss(made["id"], "missing", *one) for one in (expected - read).elements()]
    misses += [Miss(made["id"], "made up", *one) for one in (read - expected).elements()]
    return (expected & read).total(), misses


def share(made: list[dict[str, Any]]) -> tuple[int, int, list[Miss]]:
    """Right fields, all fields, misses; a wrong value in place of the right one is one wrong field, told as two."""
    right = wrong = 0
    misses = []
    for one in made:
        number, its = judged(one)
        missing = Counter(miss.field for miss in its if miss.kind == "missing")
        made_up = Counter(miss.field for miss in its if miss.kind == "made up")
        right += number
        wrong += (missing | made_up).total()
        misses += its
    return right, right + wrong, misses
