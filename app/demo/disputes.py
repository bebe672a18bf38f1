"""The disputes of the demo centre, each planted once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import chain, islice

from sqlalchemy import exists, select

from app.clocks import services as clocks
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.demo.at_work import AtWork
from app.demo.generated import generated
from app.demo.roster import rosters
from app.demo.scenarios import scenarios
from app.demo.wage_copies import stories
from app.dispatch import services as dispatch
from app.guidance import services as guidance
from app.intake.models import Event

#: The shipped routing rules are older than every story.
RULES_SINCE = timedelta(days=200)

Told = Iterator[tuple[str, Callable[[], None]]]


def plant_law() -> None:
    """The clocks' rules and calendar, the articles judges cite, the routing rules."""
    clocks.load_shipped_tables(actor=Actor.system())
    guidance.load_articles(actor=Actor.system())
    with clock.frozen(clock.now() - RULES_SINCE):
        dispatch.load_routing_rules(actor=Actor.system())


def plant_disputes(at_work: AtWork, every: int) -> int:
    """Tell every story that is not there yet, of the invented ones every n-th; returns how many were told."""
    told = 0
    for key, tell in _all(at_work, every):
        if not _is_there(key):
            tell()
            told += 1
    return told


def _all(at_work: AtWork, every: int) -> Told:
    invented = islice(generated(at_work), every - 1, None, every)
    return chain(stories(at_work), scenarios(at_work), rosters(at_work), invented)


def _is_there(key: str) -> bool:
    return bool(db.session.execute(select(exists().where(Event.outside_number == key))).scalar())
