"""The people and organisations of a row: one or several in a cell, each with the side the column gives them."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.core.text import Message, msg
from app.intake.commands import PartyDetails
from app.intake.rules.importing.words import BETWEEN_NAMES, ORGANISATION_ENDS
from app.intake.types import PartyKind, PartyRole

_BETWEEN = re.compile(f"[{re.escape(BETWEEN_NAMES)}]+")
_USCC = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}")
_IN_BRACKETS = re.compile(r"[（(].*?[）)]$")

Told = Callable[[str], str]
Place = Callable[[str], int | None]
Wrong = Callable[[str, Message], None]

#: Roles with the particulars their columns may give.
COLUMNS: dict[PartyRole, tuple[str, ...]] = {
    PartyRole.APPLICANT: ("id_number", "phone", "address"),
    PartyRole.RESPONDENT: ("id_number", "phone", "address"),
    PartyRole.THIRD_PARTY: (),
}


def read_parties(told: Told, place: Place, wrong: Wrong) -> tuple[list[PartyDetails], dict[str, int]]:
    """The parties of a row, and the column behind each of their fields (``parties.0.id_number``)."""
    parties: list[PartyDetails] = []
    columns: dict[str, int] = {}
    for role, particulars in COLUMNS.items():
        names = _parts(told(f"{role.value}_name"))
        given = {name: _particulars(role, name, names, told, wrong) for name in particulars}
        for index, name in enumerate(names):
            for one in ("name", *particulars):
                column = place(f"{role.value}_{one}")
                if column is not None:
                    columns[f"parties.{len(parties)}.{one}"] = column
                    if one == "id_number":
                        columns[f"parties.{len(parties)}.uscc"] = column
            parties.append(_party(role, name, {key: values[index] for key, values in given.items() if values}))
    return parties, columns


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _particulars(role: PartyRole, name: str, names: list[str], told: Told, wrong: Wrong) -> list[str]:
    """One value for each name; one value alone is the first one's; any other number is a fault at the cell."""
    text = told(f"{role.value}_{name}")
    values = [text] if name == "address" and text else _parts(text)
    if not values:
        return []
    if not names:
        wrong(f"{role.value}_name", msg("写了号码或者住址，但没有姓名。"))
        return []
    if len(values) not in (1, len(names)):
        wrong(
            f"{role.value}_{name}",
            msg("有{names}个姓名、{values}个号码，对不上。", names=len(names), values=len(values)),
        )
        return []
    return [*values, *[""] * (len(names) - len(values))]


def _party(role: PartyRole, name: str, given: dict[str, str]) -> PartyDetails:
    number = given.get("id_number", "").upper()
    organisation = _is_organisation(name) or (_USCC.fullmatch(number) is not None and not number[:17].isdigit())
    return PartyDetails(
        role=role.value,
        kind=(PartyKind.ORGANISATION if organisation else PartyKind.PERSON).value,
        name=name,
        id_number=None if organisation else number or None,
        uscc=(number or None) if organisation else None,
        phone=given.get("phone") or None,
        address=given.get("address") or None,
    )


def _is_organisation(name: str) -> bool:
    bare = _IN_BRACKETS.sub("", name)
    return len(bare) > 3 and bare.endswith(ORGANISATION_ENDS)
