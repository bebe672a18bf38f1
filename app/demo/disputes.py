"""The disputes of the demo centre, each planted once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import chain, islice

from sqlalchemy import exists, select

from app.clocks import services as clocks
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.demo.at_work import AtWork
from app.demo.day import day_of_arrivals
from app.demo.generated import generated
from app.demo.history import history
from app.demo.roster import rosters
from app.demo.scenarios import scenarios
from app.demo.wage_copies import stories
from app.dispatch import services as dispatch
from app.guidance import services as guidance
from app.intake.models import Event

#: The shipped routing rules are older than every story.
RULES_SINCE = timedelta(days=600)

Told = Iterable[tuple[str, Callable[[], None]]]


def plant_law() -> None:
    """The clocks' rules and calendar, the articles judges cite, the routing rules."""
    clocks.load_shipped_tables(actor=Actor.system())
    guidance.load_articles(actor=Actor.system())
    with clock.frozen(clock.now() - RULES_SINCE):
        dispatch.load_routing_rules(actor=Actor.system())


def plant_disputes(at_work: AtWork, every: int) -> int:
    """Tell the stories of the present that are not there yet, of the invented ones every n-th; returns how many."""
    invented = islice(generated(at_work), every - 1, None, every)
    return _tell(chain(stories(at_work), scenarios(at_work), rosters(at_work), invented, [day_of_arrivals(at_work)]))


def plant_history(at_work: AtWork, every: int) -> int:
    """Tell every n-th dispute of the past year that is not there yet; returns how many were told."""
    return _tell(islice(history(at_work), every - 1, None, every))


def _tell(stories_by_key: Told) -> int:
    told = 0
    for key, tell in stories_by_key:
        if not _is_there(key):
            tell()
            told += 1
    return told


def _is_there(key: str) -> bool:
    return bool(db.session.execute(select(exists().where(Event.outside_number == key))).scalar())
