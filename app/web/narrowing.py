"""The towns a list is narrowed to, one's own among them."""

from __future__ import annotations

from typing import Any

from app.core.text import msg
from app.http.pages import ListState
from app.http.signed_in import current_actor
from app.organisations import queries as organisations
from app.organisations.types import UnitKind

#: Stands in an address for the region of the unit of whoever opens it.
MY_TOWN = "@my-town"


def towns() -> list[tuple[str, str]]:
    """Towns by code, as their sub-centres carry them."""
    return [(unit.region_code, unit.short_name) for unit in organisations.units(kind=UnitKind.SUB_CENTER)]


def towns_wanted() -> list[tuple[str, Any]]:
    """Towns a list may be narrowed to; one's own is whichever that is for the person who looks."""
    return [(MY_TOWN, msg("本单位辖区")), *towns()]


def regions(state: ListState) -> tuple[str, ...]:
    """The regions a list is narrowed to; a post without a unit has no town of its own and finds nothing by it."""
    unit_id = current_actor().unit_id
    own = organisations.unit(unit_id).region_code if MY_TOWN in state.many("region") and unit_id else "-"
    return tuple(own if one == MY_TOWN else one for one in state.many("region"))
