"""The blueprint of the roster's pages, and what they share."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, request, url_for

from app.core import clock
from app.core.errors import InvalidInput
from app.http.forms import Unreadable, read_date
from app.http.signed_in import current_actor
from app.organisations import queries as organisations
from app.organisations.types import UnitKind

bp = Blueprint("rosters", __name__, url_prefix="/rosters")

#: What the address says for the rosters of all units together.
EVERYBODY = "all"


def asked_unit() -> organisations.Unit | None:
    """The unit of the address; the judge studio when none is named, None for all units together."""
    code = request.args.get("unit", "")
    if code == EVERYBODY:
        return None
    if code:
        return organisations.unit_by_code(code)
    studios = organisations.units(kind=UnitKind.JUDGE_STUDIO)
    return studios[0] if studios else organisations.unit(current_actor().unit_id or organisations.root().id)


def asked_day(name: str = "week") -> date:
    """The day of the address, today when it names none; raises ``InvalidInput`` for one that does not exist."""
    text = request.args.get(name, "")
    if not text:
        return clock.today()
    try:
        return read_date(text)
    except Unreadable as wrong:
        raise InvalidInput({name: [wrong.message]}) from wrong


def with_rosters(shown: organisations.Unit | None) -> list[organisations.Unit]:
    """The units to choose from: those with a desk in the hall, the studios, and the one shown."""
    shown_id = shown.id if shown is not None else None
    rows = [one for one in organisations.units() if one.stationing is not None or one.id == shown_id]
    return sorted(rows, key=lambda one: (one.kind != UnitKind.JUDGE_STUDIO, one.position))


def week_address(unit_id: UUID, day: date, tab: str = "") -> str:
    """The page of a unit's week."""
    asked = {"unit": organisations.unit(unit_id).code, "week": day.isoformat(), "tab": tab}
    return f"{url_for('rosters.week')}?{urlencode({name: value for name, value in asked.items() if value})}"
