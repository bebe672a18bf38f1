"""New facts nobody noted (domain.md §4.10): silence, dates missed, a new party, wages before the festival."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.clocks import services as clock_services
from app.core import clock
from app.core.db import db
from app.core.models import RecordedEvent
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.commands import PartyDetails
from app.intake.models import Event
from app.oversight import services
from tests.support.dispatching import DAY, WaitingMatter


def signals(matter_id: UUID) -> Counter[str]:
    return Counter(row.kind for row in intake.signals(matter_id))


def look(at: datetime) -> int:
    with clock.frozen(at):
        return services.look_at_all()


@pytest.fixture
def signed(waiting: WaitingMatter) -> WaitingMatter:
    waiting.lead_in_progress()
    return waiting


def test_seven_days_without_an_act_are_told_once_and_again_after_another_act(signed: WaitingMatter) -> None:
    assert look(clock.at(DAY + timedelta(days=6), 9)) == 0
    week = clock.at(DAY + timedelta(days=7), 9)
    before = intake.matter(signed.matter_id).risk_level
    assert (look(week), look(week), look(week + timedelta(hours=30))) == (1, 0, 0)
    assert signals(signed.matter_id)["no_progress_7d"] == 1
    newest = intake.assessments(signed.matter_id)[-1]
    assert (newest.cause, newest.inputs["no_progress_7d"]) == ("no_progress_7d", True)
    assert (intake.matter(signed.matter_id).risk_level, newest.confirmed_level) == (before, None)
    with clock.frozen(week + timedelta(days=1)):
        matters.note_risk_signal(signed.matter_id, "media", "有人拍摄上网。", actor=signed.actor("gaomou"))
    assert look(clock.at(DAY + timedelta(days=15), 9)) == 1
    assert signals(signed.matter_id)["no_progress_7d"] == 2


def test_on_a_rest_day_only_red_matters_are_looked_at(signed: WaitingMatter) -> None:
    saturday = clock.at(date(2025, 6, 28), 9)
    assert look(saturday) == 0
    db.session.get_one(Event, signed.matter_id).risk_level = "red"
    db.session.commit()
    assert look(saturday) == 1


def test_a_graver_suggestion_is_told_and_waits_for_a_person(signed: WaitingMatter) -> None:
    event = db.session.get_one(Event, signed.matter_id)
    event.risk_inputs = {"unpaid_months": 2, "unpaid_total_fen": 10_000_000, "behaviour": ["threat"]}
    db.session.commit()
    look(clock.at(DAY + timedelta(days=7), 9))
    event = db.session.get_one(Event, signed.matter_id, populate_existing=True)
    assert intake.assessments(event.id)[-1].score == 50
    assert (event.risk_level, event.risk_pending) == ("yellow", "orange")
    told = db.session.scalars(select(RecordedEvent.name).where(RecordedEvent.matter_id == event.id)).all()
    assert told.count("RiskSuggested") == 1


def test_wages_before_spring_festival_are_scored_once_a_year(signed: WaitingMatter) -> None:
    ahead = clock.at(date(2026, 1, 19), 9)
    look(ahead)
    look(ahead + timedelta(days=1))
    assert signals(signed.matter_id)["before_spring_festival"] == 1
    assert "before_spring_festival" in intake.matter(signed.matter_id).risk_inputs["sensitivity"]


def test_no_year_is_guessed(signed: WaitingMatter) -> None:
    look(clock.at(date(2027, 1, 18), 9))
    assert signals(signed.matter_id)["before_spring_festival"] == 0


def test_an_order_past_its_date_is_a_new_fact_once(waiting: WaitingMatter) -> None:
    waiting.dispatched()
    for days in (3, 4):
        with clock.frozen(clock.at(DAY + timedelta(days=days), 9)):
            clock_services.sweep_clocks()
    assert signals(waiting.matter_id)["missed_due"] >= 1
    occurrences = [row.occurrence for row in intake.signals(waiting.matter_id)]
    assert len(occurrences) == len(set(occurrences))


def test_a_party_that_comes_later_is_a_new_fact_and_one_named_before_is_not(waiting: WaitingMatter) -> None:
    added = PartyDetails(role="applicant", kind="person", name="赵某甲")
    matters.add_party(waiting.matter_id, added, actor=waiting.actor("gaomou"))
    assert signals(waiting.matter_id) == {"new_party": 1}
    assert intake.assessments(waiting.matter_id)[-1].cause == "new_party"
