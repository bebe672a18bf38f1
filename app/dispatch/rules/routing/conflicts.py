"""Conflict of interest: a unit that is itself a party, or whose head or only officer is, has no part in the matter.

A person is known again by name and telephone together. The same name alone is only pointed out: many people share one,
and a hard stop must not rest on that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.core.text import Message, msg


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody of a unit: the name and the blind index of the telephone, where one is recorded."""

    name: str
    phone_index: bytes | None = None


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """By what a unit is known among parties: its names (and those of the body it is part of), numbers, its head."""

    names: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    officers: tuple[Officer, ...] = ()


@dataclass(slots=True)
class PartyFacts:
    """The parties of one matter: organisations by name and number, people by name with their telephones."""

    organisations: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    people: dict[str, set[bytes | None]] = field(default_factory=dict)

    def add_organisation(self, name: str, number: str | None, representative: str | None) -> None:
        """Note an organisation that is a party, and who represents it by law."""
        self.organisations.add(plain(name))
        if number:
            self.numbers.add(number.upper())
        if representative:
            self.add_person(representative, None)

    def add_person(self, name: str, phone_index: bytes | None) -> None:
        """Note a person who is a party."""
        self.people.setdefault(plain(name), set()).add(phone_index)


def plain(name: str) -> str:
    """A name without blanks and differences of width."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def conflict(unit: UnitFacts, parties: PartyFacts) -> Message | None:
    """Why the unit may have no part in the matter, or None: it is a party, or its head or only officer is."""
    named = any(plain(name) in parties.organisations for name in unit.names if name)
    if named or any(number.upper() in parties.numbers for number in unit.numbers):
        return msg("该单位是本事项的当事人，应当回避")
    if any(_same_person(one, parties) for one in unit.officers):
        return msg("该单位负责人或者唯一经办人是本事项的当事人，应当回避")
    return None


def namesake(officers: Iterable[Officer], parties: PartyFacts) -> bool:
    """Whether a head or only officer bears the name of a party without a telephone on both sides to tell."""
    return any(_may_be(one, parties.people.get(plain(one.name), set())) for one in officers)


def _same_person(one: Officer, parties: PartyFacts) -> bool:
    return one.phone_index is not None and one.phone_index in parties.people.get(plain(one.name), set())


def _may_be(one: Officer, phones: set[bytes | None]) -> bool:
    return bool(phones) and (one.phone_index is None or None in phones)
