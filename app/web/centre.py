"""The centre in the frame of every page: its name, and whether it is on duty now. Looked up once a minute."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date

from flask import current_app
from markupsafe import Markup, escape

from app.clocks.queries import calendar, duty_hours
from app.core import clock
from app.core.calendar import CalendarNotLoaded
from app.core.errors import NotFound
from app.core.text import msg
from app.organisations.queries import root

KEPT_SECONDS = 60.0
SLOT = "fengqiao-centre"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was looked up, and until when it is believed."""

    short_name: str
    name: str
    day: date
    works: bool
    until: float


def _look_up() -> Kept:
    today = clock.today()
    try:
        unit = root()
        short_name, name = unit.short_name, unit.name
    except NotFound:
        short_name = name = ""
    try:
        works = not calendar().kind(today).rests
    except CalendarNotLoaded:
        works = today.weekday() < 5
    return Kept(short_name, name, today, works, time.monotonic() + KEPT_SECONDS)


def _kept() -> Kept:
    kept: Kept | None = current_app.extensions.get(SLOT)
    if kept is None or kept.until < time.monotonic() or kept.day != clock.today():
        kept = current_app.extensions[SLOT] = _look_up()
    return kept


def centre_name(*, full: bool = False) -> str:
    """The centre's name: short for the menu, full for the door; nothing before the first unit is entered."""
    kept = _kept()
    return kept.name if full else kept.short_name


def duty_note() -> Markup:
    """Whether the centre is on duty now, with its hours."""
    hours, now = duty_hours(), clock.now()
    on_duty = _kept().works and hours.opening(clock.today()) <= now < hours.closing(clock.today())
    times = f"{hours.opens:%H:%M}—{hours.closes:%H:%M}"
    said = msg("值守中 {times}", times=times) if on_duty else msg("非值守时间，值守 {times}", times=times)
    colour = "green" if on_duty else "grey"
    return Markup('<span class="fq-dot is-{} fq-13 fq-duty">{}</span>').format(colour, escape(str(said)))
