"""Scenarios and generated disputes of the demo are told to their stages, each once."""

from __future__ import annotations

from app.core.db import db
from app.demo.at_work import AtWork
from app.demo.centre import plant_centre
from app.demo.disputes import plant_law
from app.demo.following import follow_events
from app.demo.generated import generated
from app.demo.scenarios import scenarios
from app.intake import queries as matters
from app.intake.models import Event
from app.search.models import SearchEntry
from tests.support.people import PASSWORD


def test_scenarios_and_sixty_generated_disputes_are_told_and_followed(database: object) -> None:
    """The colours of S02, S03 and S09 are those of the matrix in domain.md §10.

    By the table of §8 the facts of S09 (eleven households who come about a compensation) give 12 points, which is blue;
    the matrix says orange. §0.1 settles it: the levels of the matrix are confirmed by a person, who may differ.
    """
    plant_law()
    at_work = AtWork(plant_centre(PASSWORD))
    for _, tell in (*scenarios(at_work), *generated(at_work)):
        tell()
    rows = {row.outside_number: row for row in db.session.query(Event)}
    assert len(rows) == 63
    assert rows["虚构-S09"].state == "redirected"
    levels = {rows[f"虚构-{key}"].risk_level for key in ("S02", "S03")}
    assert levels == {"blue"}
    expropriation = rows["虚构-S09"]
    assert (expropriation.risk_level, expropriation.risk_inputs) == ("orange", {})
    assessment = matters.latest_assessment(expropriation.id)
    assert assessment is not None
    assert assessment.suggested_level == "blue"
    assert "群体性" in (assessment.reason or "")
    assert len({row.region_code for row in rows.values()}) > 10
    assert follow_events() > 100
    assert db.session.query(SearchEntry).count() == 63
    assert follow_events() == 0
