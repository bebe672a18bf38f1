"""A list of claimants without a database: which column holds what, how a row reads as a party, and who stands twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.identity import normal_id_number, normal_name, normal_phone
from app.core.text import Message, msg
from app.intake.commands import PartyDetails
from app.intake.rules.importing.errors import FileRefused
from app.intake.rules.importing.files import read_file
from app.intake.rules.importing.heads import head_key
from app.intake.rules.importing.words import ROSTER_HEADS
from app.intake.types import PartyKind, PartyRole, Scale

#: The most claimants of one list.
MOST_CLAIMANTS = 500
#: The columns by field, with the heads of the pattern.
COLUMNS: dict[str, Message] = {
    "name": msg("姓名"),
    "id_number": msg("身份证号"),
    "phone": msg("手机"),
    "occupation": msg("职业"),
    "side": msg("哪一方"),
    "address": msg("住址"),
}
LONGEST = {"occupation": 80, "side": 40, "address": 200}
#: Scales of GB/T 31000 that suggest a roster: a person decides.
COLLECTIVE_SCALES = frozenset({Scale.GROUP.value, Scale.MAJOR_GROUP.value})


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One row: its number in the file, its cells by field, and the fields whose long number lost its last digits."""

    number: int
    cells: dict[str, str]
    cut_off: tuple[str, ...] = ()


def suggests_roster(scale: str) -> bool:
    """Whether an event of that scale is usually handled by a roster."""
    return scale in COLLECTIVE_SCALES


def read_roster(content: bytes) -> list[RosterLine]:
    """The rows of an XLSX or CSV file; raises ``FileRefused`` with the sentence that says what to change."""
    table = read_file(content)
    places = _places(table.heads)
    if "name" not in places:
        raise FileRefused(msg("标题行缺少“{head}”一列。", head=COLUMNS["name"].text))
    if len(table.lines) > MOST_CLAIMANTS:
        raise FileRefused(
            msg("有{n}行，一次最多导入{most}名，请分成几个文件。", n=len(table.lines), most=MOST_CLAIMANTS)
        )
    fields = {place: field for field, place in places.items()}
    return [
        RosterLine(
            line.number,
            {field: line.cells[place].strip() for field, place in places.items()},
            tuple(fields[place] for place in line.cut_off if place in fields),
        )
        for line in table.lines
    ]


def _places(heads: Sequence[str]) -> dict[str, int]:
    keys = [head_key(head) for head in heads]
    found = {}
    for field, words in ROSTER_HEADS.items():
        place = next((keys.index(head_key(word)) for word in words if head_key(word) in keys), None)
        if place is not None:
            found[field] = place
    return found


def claimant_of(line: RosterLine) -> PartyDetails:
    """The row as a party of the claimants' side."""
    cells = {field: line.cells.get(field, "") for field in COLUMNS}
    return PartyDetails(
        role=PartyRole.APPLICANT.value,
        kind=PartyKind.PERSON.value,
        name=cells["name"],
        side=cells["side"],
        id_number=cells["id_number"] or None,
        phone=cells["phone"] or None,
        occupation=cells["occupation"] or None,
        address=cells["address"] or None,
    )


def line_faults(line: RosterLine) -> dict[str, list[Message]]:
    """What the row itself shows to be wrong, by column: cut-off numbers and texts that are too long."""
    found: dict[str, list[Message]] = {}
    for field in line.cut_off:
        found[field] = [msg("数字过长，表格已丢失末几位。请把这一列设为文本后重新填写。")]
    for field, most in LONGEST.items():
        if len(line.cells.get(field, "")) > most:
            found[field] = [msg("不能超过{most}个字。", most=most)]
    return found


def twins_inside(claimants: Sequence[PartyDetails]) -> dict[int, tuple[str, int]]:
    """By place in the list the column that shows the same person once more, and the place of the first."""
    by_number: dict[str, int] = {}
    by_phone: dict[tuple[str, str], int] = {}
    found: dict[int, tuple[str, int]] = {}
    for place, one in enumerate(claimants):
        number = normal_id_number(one.id_number) if one.id_number else None
        reached = (normal_name(one.name), normal_phone(one.phone)) if one.phone else None
        if number is not None and number in by_number:
            found[place] = ("id_number", by_number[number])
        elif reached is not None and reached in by_phone and _may_be_one(one, claimants[by_phone[reached]]):
            found[place] = ("phone", by_phone[reached])
        if number is not None:
            by_number.setdefault(number, place)
        if reached is not None:
            by_phone.setdefault(reached, place)
    return found


def _may_be_one(one: PartyDetails, other: PartyDetails) -> bool:
    """Two rows of one name and telephone are two people only when each has a number of its own."""
    return not (one.id_number and other.id_number)
