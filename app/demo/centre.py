"""Everything the demo centre has before its first dispute: units, authority list, people, rosters."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.demo.authority_list import plant_authority_list
from app.demo.duties import plant_duties
from app.demo.people import plant_people
from app.demo.units import plant_units


def plant_centre(password: str) -> Mapping[str, UUID]:
    """Plant the centre where it is missing, all of it or nothing; returns the ids of its units by code."""
    with unit_of_work(Actor.system()):
        units = plant_units()
        plant_authority_list(units)
        plant_people(units, password)
        plant_duties(units)
    return units
