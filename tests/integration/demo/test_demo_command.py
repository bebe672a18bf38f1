"""``flask demo`` fills an empty database with work for everybody, and a second run doubles nothing.

It is planted once: the tests look at what stands there. Of the invented disputes every twentieth is told, of the day of
forty arrivals all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.accounts.queries import names_of
from app.agreements.models import Agreement
from app.audit import queries as audit
from app.audit.models import AuditEntry
from app.clocks.models import DeadlineRow
from app.closure import services as closure
from app.closure.policies import may_open_dossier
from app.confirmation.models import Application
from app.core import clock
from app.core.db import db
from app.core.models import SubscriberRun
from app.demo.at_work import AtWork
from app.demo.centre import plant_centre
from app.demo.following import follow_events
from app.demo.generated import generated
from app.demo.scenarios import scenarios
from app.demo.wage_copies import FANGSHAN_DAY
from app.demo.wage_script import WageScript
from app.demo.wage_story import WageStory
from app.dispatch.models import DispatchOrder, OrderReturn, Whistle
from app.files.queries import file_by_id
from app.guidance.models import GuidanceRequest
from app.intake import queries as matters
from app.intake.models import Event, EventImport, MatterLink
from app.notifications.models import Notice, OutboundMessage
from app.oversight import queries as oversight
from app.rendering.models import Document
from app.rosters.models import Substitution
from app.rosters.queries import stand_ins
from app.search.models import SearchEntry
from app.statistics.models import DailyCount
from app.web.audit_words import act_words
from tests.support.database import TestServer, name_of, settings_for
from tests.support.people import PASSWORD
from tests.support.printed import pages_of

EVERY = 20
ASKED = ["demo", f"--every={EVERY}"]


def states(model: type) -> Counter[str]:
    """How many rows there are in each state."""
    rows = db.session.execute(select(model.state, func.count()).group_by(model.state))  # type: ignore[attr-defined]
    return Counter({row[0]: row[1] for row in rows})


def count(model: type) -> int:
    return db.session.execute(select(func.count()).select_from(model)).scalar_one()


@pytest.fixture(scope="module")
def demo(
    test_server: TestServer, worker_label: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, Result]]:
    """An application on a database of its own, with an open context, and what ``flask demo`` answered there."""
    urls = test_server.copy(f"{worker_label}_demo")
    app = create_app(settings_for(urls, tmp_path_factory.mktemp("demo")))
    with app.app_context():
        yield app, app.test_cli_runner().invoke(args=ASKED, catch_exceptions=False)
        db.session.remove()
        db.engine.dispose()
    test_server.drop(name_of(urls))


@pytest.fixture(autouse=True)
def _own_transaction(demo: tuple[Flask, Result]) -> Iterator[None]:
    yield
    db.session.remove()


def test_the_demo_fills_every_stage(demo: tuple[Flask, Result]) -> None:
    _, first = demo
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
    assert count(SearchEntry) == count(Event) >= 40
    assert count(DailyCount) > 20
    assert count(Notice) > 100
    assert audit.verify()[1] == []


@pytest.mark.usefixtures("demo")
def test_scenarios_and_invented_disputes_are_told_and_followed() -> None:
    """The colours of S02, S03 and S09 are those of the matrix in domain.md §10.

    By the table of §8 the facts of S09 (eleven households who come about a compensation) give 12 points, which is blue;
    the matrix says orange. §0.1 settles it: the levels of the matrix are confirmed by a person, who may differ.
    """
    at_work = AtWork(plant_centre(PASSWORD))
    invented = [key for key, _ in generated(at_work)]
    assert len(invented) == len(set(invented)) == 60
    keys = [key for key, _ in scenarios(at_work)] + list(islice(invented, EVERY - 1, None, EVERY))
    rows = {row.outside_number: row for row in db.session.query(Event).filter(Event.outside_number.in_(keys))}
    assert len(rows) == len(keys) == 7
    assert rows["虚构-S09"].state == "redirected"
    levels = {rows[f"虚构-{key}"].risk_level for key in ("S02", "S03")}
    assert levels == {"blue"}
    prepaid = rows["虚构-S10"]
    assert (prepaid.risk_level, prepaid.risk_pending) == ("red", None)
    assert [row.state for row in oversight.notes_of(prepaid.id)] == ["done"] * 3
    lead = oversight.present_lead(prepaid.id)
    assert lead is not None
    assert lead.until_on > lead.from_on
    expropriation = rows["虚构-S09"]
    assert (expropriation.risk_level, expropriation.risk_inputs) == ("orange", {})
    assessment = matters.latest_assessment(expropriation.id)
    assert assessment is not None
    assert assessment.suggested_level == "blue"
    assert "群体性" in (assessment.reason or "")
    assert len(set(db.session.execute(select(Event.region_code)).scalars())) > 10
    assert db.session.execute(select(func.count(SubscriberRun.event_id.distinct()))).scalar_one() > 100
    indexed = db.session.query(SearchEntry).filter(SearchEntry.matter_id.in_([row.id for row in rows.values()]))
    assert indexed.count() == 7
    assert follow_events() == 0
    sent = {row.standing.value for row in db.session.query(OutboundMessage)}
    assert {"held", "delivered"} <= sent, "the newest urgent notices have messages"
    assert "waiting" not in sent, "nothing of the demo waits to be sent"


@pytest.fixture
def fangshan(demo: tuple[Flask, Result]) -> WageStory:
    """S01 as the demo has told it: the employer paid everybody first."""
    story = WageStory(AtWork(plant_centre(PASSWORD)), WageScript(day=FANGSHAN_DAY))
    found = db.session.query(Event.id).filter(Event.outside_number == story.script.report_number)
    story.matter_id = found.scalar()
    return story


def test_s01_is_archived_with_every_paper_of_its_way(fangshan: WageStory) -> None:
    assert matters.matter(fangshan.matter_id).state == "archived"
    assert fangshan.dossier.filed_by_name != fangshan.dossier.checked_by_name
    assert fangshan.dossier.pages > 20
    forms = db.session.query(Document.form_code).filter(Document.matter_id == fangshan.matter_id)
    expected = {"D01", "D05", "D06", "D10", "D11", "D12", "D19", "D21", "D22", "D24", "D40", "D41"}
    assert {row[0] for row in forms} >= expected
    assert audit.verify(fangshan.matter_id) == (1, [])


def test_the_records_of_s01_stay_with_those_who_may_read_them(fangshan: WageStory, tmp_path: Path) -> None:
    """The dispatcher who filed sees the records of the sittings in the contents and not in his copy."""
    file_id, held = fangshan.dossier.file_id, [line for line in fangshan.dossier.contents if line["form"] == "D19"]
    assert file_id is not None
    sheets = sum(line["last_page"] - line["first_page"] + 1 for line in held)
    whole, copy = copy_of(fangshan, "ding", tmp_path), copy_of(fangshan, "gaomou", tmp_path)
    assert sheets == len(whole) - len(copy) > 0
    assert any("人民调解记录" in page for page in copy)
    assert "本卷共计" in whole[-1]
    assert str(fangshan.dossier.pages) in whole[-2].split()
    assert may_open_dossier(fangshan.act("ding"), file_by_id(file_id))
    assert not may_open_dossier(fangshan.act("gaomou"), file_by_id(file_id))


def copy_of(story: WageStory, login: str, folder: Path) -> list[str]:
    """The texts of the bound dossier's pages as one person gets it."""
    bound = closure.dossier_file(story.dossier.id, actor=story.act(login))
    content = bound.read_bytes() if isinstance(bound, Path) else bound.getvalue()
    return pages_of(content, folder, "-raw").removesuffix("\f").split("\f")


@pytest.fixture
def arrivals(demo: tuple[Flask, Result]) -> list[Event]:
    """What came in on the dispatcher's day, in its order."""
    found = db.session.query(Event).filter(Event.outside_number.startswith("虚构-日-"))
    return found.order_by(Event.outside_number).all()


def test_forty_arrivals_of_a_day_are_all_where_they_belong(arrivals: list[Event]) -> None:
    assert len(arrivals) == 40
    assert len({row.source for row in arrivals}) == 8
    assert len({clock.local(row.occurred_at).date() for row in arrivals}) == 1
    ids = {row.id for row in arrivals}
    owned = set(db.session.execute(select(DispatchOrder.matter_id).where(DispatchOrder.role == "lead")).scalars())
    watched = set(db.session.execute(select(DeadlineRow.matter_id).where(DeadlineRow.stopped_at.is_(None))).scalars())
    ended = {row.id for row in arrivals if row.state in ("rejected", "redirected", "merged")}
    assert ids - ended == ids & (owned | watched) - ended
    assert Counter(row.state for row in arrivals if row.id not in owned) == {
        "merged": 5, "rejected": 1, "redirected": 1, "triaged": 1, "registered": 1, "submitted": 1,
    }  # fmt: skip
    (red,) = [row for row in arrivals if row.risk_level == "red"]
    assert oversight.present_lead(red.id) is not None
    assert [note.state for note in oversight.notes_of(red.id)] == ["done"]


def test_twins_of_the_day_were_seen_and_brought_together(arrivals: list[Event]) -> None:
    ids = {row.id: row for row in arrivals}
    links = db.session.query(MatterLink).filter(MatterLink.matter_id.in_(ids), MatterLink.other_id.in_(ids)).all()
    assert Counter(link.kind for link in links) == {"merged": 3, "joined": 2, "related": 1}
    for link in links:
        assert ids[link.other_id] in [twin.event for twin in matters.find_twins(ids[link.matter_id])]
        assert link.made_by_name == "高某"
    (many,) = [row for row in arrivals if row.collective]
    assert len([party for party in many.parties if party.role == "applicant"]) == 14


def test_returns_rests_and_the_whistle_of_the_day(arrivals: list[Event]) -> None:
    ids = [row.id for row in arrivals]
    asked = db.session.query(OrderReturn).filter(OrderReturn.matter_id.in_(ids)).order_by(OrderReturn.ruled_at).all()
    assert [(row.round, row.ruling, row.ruled_by_name) for row in asked] == [
        (1, "refused", "高某"), (1, "accepted", "高某"), (1, "refused", "高某"), (2, "accepted", "顾某"),
    ]  # fmt: skip
    overruled = [row for row in asked if row.order_id == asked[-1].order_id]
    assert [row.ruling for row in overruled] == ["refused", "accepted"]
    assert "有误" in (overruled[-1].ruling_text or "")
    resting = select(DispatchOrder.matter_id).where(
        DispatchOrder.state == "suspended", DispatchOrder.matter_id.in_(ids)
    )
    assert len(db.session.execute(resting).all()) == 2
    assert db.session.query(Whistle).filter(Whistle.matter_id.in_(ids)).count() == 1


def test_every_act_of_the_day_has_a_name_a_time_and_words(arrivals: list[Event]) -> None:
    """The officer who is away is named beside the one who acted in the post; no chain is broken."""
    ids = [row.id for row in arrivals]
    acts = db.session.query(AuditEntry).filter(AuditEntry.matter_id.in_(ids)).all()
    assert {row.matter_id for row in acts} == set(ids)
    assert [row.action for row in acts if not row.actor_name] == []
    steps = {row.action for row in acts if "." in row.action}
    assert [step for step in steps if act_words(step) == step] == []
    assert {"event.merge", "dispatch_order.refuse_return", "dispatch_order.suspend"} <= steps
    stood_in = {(row.actor_name, row.on_behalf_of) for row in acts if row.on_behalf_of}
    assert stood_in == {("柳某", "陶某")}
    assert all(audit.verify(one)[1] == [] for one in ids)


def test_the_past_year_lies_in_the_archive(demo: tuple[Flask, Result]) -> None:
    past = db.session.query(Event).filter(Event.outside_number.startswith("虚构-往-")).all()
    assert [row.state for row in past] == ["archived"] * 4
    assert min(clock.local(row.occurred_at).date() for row in past) < clock.today() - timedelta(days=200)


def test_a_judge_is_away_and_a_colleague_acts_in_the_post() -> None:
    (absence,) = stand_ins()
    assert (names_of([absence.holder_id]), names_of([absence.substitute_id])) == (
        {absence.holder_id: "白某川"}, {absence.substitute_id: "沈某衡"},
    )  # fmt: skip


def test_an_old_ledger_was_imported_with_two_rows_to_mend() -> None:
    (found,) = db.session.query(EventImport).all()
    assert found.state == "imported"
    assert matters.outcome_counts([found.id])[found.id] == {"stored": 5, "bad": 2}


def test_a_second_run_changes_nothing(demo: tuple[Flask, Result]) -> None:
    app, _ = demo
    before = {
        model: count(model)
        for model in (Event, EventImport, DispatchOrder, Agreement, Notice, SearchEntry, Substitution)
    }
    second = app.test_cli_runner().invoke(args=ASKED, catch_exceptions=False)
    assert second.exit_code == 0, second.output
    assert {model: count(model) for model in before} == before
