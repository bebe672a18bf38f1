"""``flask demo`` fills an empty database with work for everybody, and a second run doubles nothing."""

from __future__ import annotations

from collections import Counter

from flask import Flask
from sqlalchemy import func, select

from app.agreements.models import Agreement
from app.audit import queries as audit
from app.confirmation.models import Application
from app.core.db import db
from app.dispatch.models import DispatchOrder
from app.guidance.models import GuidanceRequest
from app.intake.models import Event
from app.notifications.models import Notice
from app.search.models import SearchEntry
from app.statistics.models import DailyCount


def states(model: type) -> Counter[str]:
    """How many rows there are in each state."""
    rows = db.session.execute(select(model.state, func.count()).group_by(model.state))  # type: ignore[attr-defined]
    return Counter({row[0]: row[1] for row in rows})


def count(model: type) -> int:
    return db.session.execute(select(func.count()).select_from(model)).scalar_one()


def test_the_demo_fills_every_stage_and_a_second_run_changes_nothing(committing_db: Flask) -> None:
    run = committing_db.test_cli_runner().invoke
    first = run(args=["demo"], catch_exceptions=False)
    assert first.exit_code == 0, first.output
    assert "ding" in first.output
    assert set(states(Event)) >= {
        "submitted", "rejected", "registered", "triaged", "redirected", "dispatched", "handling", "resolved", "closed",
        "archived",
    }  # fmt: skip
    assert {"issued", "return_pending", "in_progress", "completed"} <= set(states(DispatchOrder))
    assert {"queued", "answered", "adopted", "closed"} <= set(states(GuidanceRequest))
    assert {"draft", "frozen", "effective", "lapsed"} <= set(states(Agreement))
    assert {"submitted", "confirmed"} <= set(states(Application))
    assert count(SearchEntry) == count(Event) >= 80
    assert count(DailyCount) > 20
    assert count(Notice) > 100
    assert audit.verify()[1] == []
    before = {model: count(model) for model in (Event, DispatchOrder, Agreement, Notice, SearchEntry)}
    second = run(args=["demo"], catch_exceptions=False)
    assert second.exit_code == 0, second.output
    assert {model: count(model) for model in before} == before
