"""The fire drill replays a month, tells by post who would have been alerted, and changes nothing."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app import bootstrap
from app.clocks import services as clock_services
from app.clocks.rules import rules_from_tables
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput
from app.core.events import StoredEvent
from app.core.models import RecordedEvent
from app.core.permissions import Actor
from app.dispatch import services as dispatch
from app.notifications import queries, services
from app.notifications.models import ClockDrill, Notice, OutboundMessage
from app.notifications.queries.drill import DESK_ROLES, run_drill
from app.notifications.rules.drill import POSTS, posts_of
from app.notifications.rules.ringing import HEARD
from app.notifications.subscribers import POSTS_OF_CLOCKS, notify
from app.notifications.types import Verdict
from app.web.matter_words import workflows
from config import ROOT
from tests.support.dispatching import DAY, WaitingMatter, contact
from tests.support.foreign import everything
from tests.support.stage import scene
from tests.support.visits import Visitor

JUNE = date(2025, 6, 1)
AUGUST = clock.at(date(2025, 8, 1), 9)
#: Of the scene: rule, clocks, alerts at 50/80/100/120 %, told (in hours, held, at night), to whom, findings.
GOLDEN = """\
P01      1  0/0/0/0        0 (0/0/0)      —
P02      1  0/0/0/0        0 (0/0/0)      —
P03      5  4/4/4/4        12 (8/4/0)     承办单位、被督办单位、调度员
P06      1  1/0/0/0        0 (0/0/0)      —
P09      1  1/1/0/0        1 (0/1/0)      承办单位
"""


@scene(at=clock.at(DAY, 9, 10))
def left(waiting: WaitingMatter) -> WaitingMatter:
    """The lead signed and got in touch, the four who assist never signed."""
    clock_services.load_shipped_tables(actor=Actor.system())
    order_id = waiting.dispatched()[0].id
    with clock.frozen(clock.at(DAY, 10)):
        dispatch.sign_order(order_id, actor=waiting.actor("he"))
    with clock.frozen(clock.at(DAY + timedelta(days=2), 10)):
        dispatch.start_order(order_id, contact(), actor=waiting.actor("he"))
    return waiting


@pytest.fixture
def august(left: WaitingMatter) -> Iterator[WaitingMatter]:
    """The same, looked at long after."""
    with clock.frozen(AUGUST):
        yield left


def test_the_drill_of_a_small_month_reads_as_it_did(august: WaitingMatter, app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["clocks", "drill", "--month", "2025-06"])
    assert done.exit_code == 0, done.output
    ran = [line for line in done.output.splitlines() if int(line[5:10])]
    assert "\n".join(ran) + "\n" == GOLDEN


def test_the_drill_changes_nothing_but_its_own_row_and_tells_nobody(august: WaitingMatter) -> None:
    before = everything()
    row = services.drill_now(JUNE, actor=Actor.system())
    after = everything()
    own = {"notifications_clock_drills", "audit_entries", "audit_chain_heads"}
    assert {name for name in after if after[name] != before[name]} <= own
    assert row.done_at == AUGUST
    assert db.session.query(Notice).count() == db.session.query(OutboundMessage).count() == 0


def test_the_drill_foretells_what_the_sweep_does(august: WaitingMatter) -> None:
    """The very facts the sweep of the same month records for these clocks."""
    (foretold,) = [row for row in run_drill(JUNE) if row.rule_id == "P03"]
    end = clock.at(date(2025, 7, 1))
    with clock.frozen(end):
        clock_services.sweep_clocks(end)
    recorded = Counter(db.session.execute(select(RecordedEvent.name)).scalars())
    assert recorded["DispatchOrderOverdue"] == foretold.alerts["100"] == 4
    assert recorded["SupervisionIssued"] == foretold.alerts["120"] == 4


def test_a_unit_without_people_is_found_and_no_rule_that_starts_is_dumb(august: WaitingMatter) -> None:
    for login in ("civil", "mzhead"):
        august.cast.user(login).locked_at = AUGUST
    db.session.flush()
    rows = {row.rule_id: row for row in run_drill(JUNE)}
    assert (rows["P03"].told, rows["P03"].nobody) == (10, 2), "the centre hears that it is late, nobody else does"
    assert rows["P03"].verdicts == [Verdict.NOBODY]
    assert [one.rule_id for one in rows.values() if Verdict.NO_EFFECT.value in one.verdicts] == []
    assert rows["K05"].verdicts == [Verdict.NO_START]
    assert set(rows) == set(rules_from_tables())


def test_a_drill_is_asked_for_by_page_and_done_by_a_job(august: WaitingMatter) -> None:
    row = services.ask_drill(JUNE, actor=august.actor("gu"))
    assert row.done_at is None
    for _ in range(2):
        services.finish_drill(row.id)
    found = queries.get_drill(august.actor("sysadmin"), row.id)
    assert (found.asked_by_name, found.done_at, len(found.rows)) == ("顾某", AUGUST, len(rules_from_tables()))
    with pytest.raises(Forbidden):
        services.ask_drill(JUNE, actor=august.actor("gaomou"))
    with pytest.raises(InvalidInput):
        services.ask_drill(date(2025, 9, 1), actor=august.actor("gu"))


def test_the_pages_the_api_and_the_command_tell_the_same(
    august: WaitingMatter, visit: Callable[[str], Visitor], app: Flask
) -> None:
    director = visit("gu")
    assert "还没有演练过" in director.get("/clock-drills")
    director.send("/clock-drills", status=422, month="2025-13")
    made = director.json("/api/v1/clock-drills", {"month": "2025-06"}, status=202)
    assert made["done_at"] is None
    assert "正在排队" in director.get(f"/clock-drills/{made['id']}")
    services.finish_drill(UUID(made["id"]))
    page = director.get("/clock-drills")
    assert 'href="/clocks?tab=product#P03"' in page
    assert "承办单位、被督办单位、调度员" in page
    told = director.json(f"/api/v1/clock-drills/{made['id']}")["rows"]
    said = json.loads(app.test_cli_runner().invoke(args=["clocks", "drill", "--month", "2025-06", "--json"]).output)
    assert told == said["rows"]
    assert [row["month"] for row in director.json("/api/v1/clock-drills")["rows"]] == ["2025-06", "2025-06"]
    director.json("/api/v1/clock-drills", {"month": "June"}, status=422)
    visit("ding").get("/clock-drills", status=403)
    assert app.test_cli_runner().invoke(args=["clocks", "drill", "--month", "2025-13"]).exit_code == 2
    assert db.session.query(ClockDrill).count() == 2


def test_every_post_a_clock_reaches_has_its_word_and_its_desk() -> None:
    facts = ("DispatchOrderOverdue", "SupervisionIssued", "SupervisionEscalated", "WhistleOverdue", "RiskDutiesOverdue")
    heard = {post for one in HEARD.values() for post in (one.owner, one.chief) if post is not None}
    assert set(posts_of(facts, heard)) == set(POSTS)
    assert heard <= set(POSTS_OF_CLOCKS)
    assert set(DESK_ROLES) <= set(POSTS)


def test_every_rule_a_service_starts_is_known_to_the_drill() -> None:
    """Each ``arm(`` names its rule by a literal or a constant; none of them is missing from the list."""
    found: set[str] = set()
    for path in (ROOT / "app").rglob("*.py"):
        text = path.read_text()
        if path.parts[-3:-1] != ("clocks", "services") and re.search(r"\.arm\(", text):
            found |= _armed(text)
    by_workflows = {rule for one in workflows().values() for step in one.transitions for rule in step.arms}
    assert found - by_workflows == set(bootstrap.STARTED_BY_SERVICES) - by_workflows
    assert found >= set(bootstrap.STARTED_BY_SERVICES)


#: Constants that name a rule where ``arm`` is called.
NAMED = {"SIGN": "P03", "MEASURES_CLOCK": "P31", "rule_id": ""}


def _armed(text: str) -> set[str]:
    calls = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "arm"
    ]
    rules = [call.args[1] for call in calls]
    named = {one.value if isinstance(one, ast.Constant) else NAMED[one.id] for one in rules}  # type: ignore[attr-defined]
    return {str(one) for one in named if one}


def test_the_last_rung_alone_is_told_once_to_those_whose_turn_it_is(left: WaitingMatter) -> None:
    """Of the lead's term 80 % is used: its unit hears that and not of the half; late signatures are told as such."""
    end = clock.at(date(2025, 7, 1))
    with clock.frozen(end):
        clock_services.sweep_clocks(end)
        rows = db.session.query(RecordedEvent).filter(RecordedEvent.name == "ClockRungReached").all()
        assert {(row.payload["rule_id"], row.payload["rung"]) for row in rows} >= {
            ("P09", 50),
            ("P09", 80),
            ("P03", 120),
        }
        for row in [*rows, *rows]:
            stored = StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload)
            notify(stored)
    notices = db.session.query(Notice).filter(Notice.kind == "ClockRungReached").all()
    assert {row.unit_id for row in notices} == {left.cast.unit("dept.rs").id}
    assert len({row.user_id for row in notices}) == len(notices) > 0
    assert {row.sentence["params"]["rung"] for row in notices} == {"80"}
    assert not any(row.urgent for row in notices)
