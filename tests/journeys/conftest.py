"""Fixtures of the journeys: the demo centre at work, and its S01 with all thirty-two workers."""

from __future__ import annotations

from datetime import date

from app.clocks import services as clocks
from app.core import clock
from app.core.permissions import Actor
from app.demo.at_work import AtWork
from app.demo.centre import plant_centre
from app.demo.wage_script import WageScript
from app.demo.wage_story import WageStory
from app.dispatch import services as dispatch
from app.guidance import services as guidance
from tests.support.people import PASSWORD
from tests.support.stage import scene

STORY_DAY = date(2025, 6, 18)


@scene()
def at_work() -> AtWork:
    """The demo centre with its law, its routing rules and its people."""
    clocks.load_shipped_tables(actor=Actor.system())
    guidance.load_articles(actor=Actor.system())
    dispatch.load_routing_rules(actor=Actor.system())
    with clock.frozen(clock.at(STORY_DAY, 8)):
        return AtWork(plant_centre(PASSWORD))


@scene()
def s01(at_work: AtWork) -> WageStory:
    """S01 before anything happened."""
    return WageStory(at_work, WageScript(day=STORY_DAY))
