"""Scenarios and generated disputes of the demo are told to their stages, each once."""

from __future__ import annotations

from app.core.db import db
from app.demo.at_work import AtWork
from app.demo.centre import plant_centre
from app.demo.disputes import plant_law
from app.demo.following import follow_events
from app.demo.generated import generated
from app.demo.scenarios import scenarios
from app.intake.models import Event
from app.search.models import SearchEntry
from tests.support.people import PASSWORD


def test_scenarios_and_sixty_generated_disputes_are_told_and_followed(database: object) -> None:
    plant_law()
    at_work = AtWork(plant_centre(PASSWORD))
    for _, tell in (*scenarios(at_work), *generated(at_work)):
        tell()
    rows = {row.outside_number: row for row in db.session.query(Event)}
    assert len(rows) == 63
    assert rows["虚构-S09"].state == "redirected"
    assert {row.risk_level for row in rows.values() if row.risk_level} >= {"blue", "yellow", "orange"}
    assert len({row.region_code for row in rows.values()}) > 10
    assert follow_events() > 100
    assert db.session.query(SearchEntry).count() == 63
    assert follow_events() == 0
