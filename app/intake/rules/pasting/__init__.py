"""Reading a pasted message, call note or work order: people, numbers, amounts, days, place, kind of dispute.

Rules only: word lists, patterns and a calendar, each in a small module; nothing leaves the machine. What is found is a
proposal with the words it was read from. A person confirms each; numbers that cannot be right are shown, never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from app.intake.rules.pasting.amounts import owed_total, read_amounts
from app.intake.rules.pasting.counts import read_people_count
from app.intake.rules.pasting.days import day_it_happened, read_days
from app.intake.rules.pasting.kinds import read_dispute_type, read_source
from app.intake.rules.pasting.names import read_names
from app.intake.rules.pasting.narrowing import narrowed
from app.intake.rules.pasting.numbers import read_id_numbers, read_outside_number, read_phones
from app.intake.rules.pasting.organisations import read_organisations
from app.intake.rules.pasting.parts import Amount, Days, Found, Named, Note, Reading
from app.intake.rules.pasting.people import give_numbers, read_people
from app.intake.rules.pasting.places import read_place, read_town

__all__ = ["Amount", "Days", "Found", "Named", "Note", "read_note"]


def read_note(text: str, *, today: date, towns: Sequence[str] = ()) -> Note:
    """What a text says, read on a day, among the towns of the district. The more exact readers come first; what they
    have taken the later ones no longer see."""
    reading = Reading(narrowed(text))
    kind, outside = read_dispute_type(reading), read_outside_number(reading)
    numbers, doubtful = read_id_numbers(reading, today)
    phones, days, amounts = read_phones(reading), read_days(reading, today), read_amounts(reading)
    town, place, firms = _where(reading, towns)
    count = read_people_count(reading)
    people, other_phones, other_numbers = give_numbers(
        reading, read_people(reading, read_names(reading), firms), phones, numbers
    )
    return Note(
        people=tuple(people),
        other_phones=tuple(other_phones),
        other_id_numbers=tuple(other_numbers),
        doubtful_id_numbers=tuple(doubtful),
        amounts=tuple(amounts),
        owed=owed_total(reading.text, amounts, kind.value if kind else ""),
        days=tuple(days),
        occurred=day_it_happened(days, today),
        town=town,
        place=place,
        dispute_type=kind,
        people_count=count,
        source=read_source(reading),
        outside_number=outside,
    )


def _where(reading: Reading, towns: Sequence[str]) -> tuple[Found | None, Found | None, list[Found]]:
    """Town, place and the organisations, which are told from places together; all are blanked for the reader of names."""
    town, place, firms = read_town(reading, towns), read_place(reading, towns), read_organisations(reading, towns)
    place = None if place and any(place.value == one.value for one in firms) else place
    firms = [one for one in firms if not _stands_for_place(reading, one, place)]
    reading.take((one.start, one.end) for one in [*firms, *([place] if place else [])])
    reading.take(match.span() for name in towns for match in re.finditer(re.escape(name), reading.left))
    return town, place, firms


def _stands_for_place(reading: Reading, firm: Found, place: Found | None) -> bool:
    """Whether an organisation is named only to say where: 虚构中心小学门口."""
    inside = place is not None and place.start <= firm.start and firm.end <= place.end
    return inside and reading.text.count(firm.value) == 1
