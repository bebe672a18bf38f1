"""What is typed wrong at report, registering and triage: told at its field by page and API, nothing half-stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.intake.models import Event, MatterParty
from app.search.subscribers import reindex
from tests.support.people import TOWN
from tests.support.stage import scene
from tests.support.story import BEGIN, Story
from tests.support.visits import Visitor, seen_errors

Visit = Callable[[str], Visitor]
RIGHT_ID, WRONG_ID = "110199198001010016", "110199198001010019"
RARE = ("赵䶮", "欧阳𬱖")


@pytest.fixture(autouse=True)
def at_the_window(database: SQLAlchemy) -> Any:
    with clock.frozen(BEGIN):
        yield


def report(**changes: Any) -> dict[str, Any]:
    """A report as a machine sends it."""
    plain: dict[str, Any] = {
        "source": "walk_in",
        "title": "邻里漏水纠纷",
        "summary": "楼上漏水，两户为赔偿争执。",
        "occurred_at": "2025-06-18T08:00:00+08:00",
        "region_code": TOWN,
        "place": "虚构小区3号楼",
        "involved_count": 2,
        "parties": [{"role": "applicant", "kind": "person", "name": "钱某甲", "phone": "12000000001"}],
    }
    return {**plain, **changes}


def form(**changes: str) -> dict[str, str]:
    """The same as a page sends it."""
    plain = {name: str(value) for name, value in report().items() if name != "parties"}
    plain |= {"occurred_at": "2025-06-18 08:00", "parties.0.role": "applicant", "parties.0.kind": "person"}
    return {**plain, "parties.0.name": "钱某甲", "parties.0.phone": "12000000001", **changes}


def party(**changes: Any) -> dict[str, Any]:
    """The report with its one party changed."""
    return report(parties=[{**report()["parties"][0], **changes}])


def stored() -> tuple[int, int]:
    """How many events and parties there are."""
    counts = [db.session.execute(select(func.count()).select_from(one)).scalar_one() for one in (Event, MatterParty)]
    return counts[0], counts[1]


#: What is typed into the form, what a machine sends, the field, and what is said there.
FAULTS = [
    ({"parties.0.id_number": WRONG_ID}, party(id_number=WRONG_ID), "parties.0.id_number", "校验码"),
    ({"occurred_at": "9月31日 8:00"}, report(occurred_at="2025-09-31T08:00:00+08:00"), "occurred_at", ""),
    ({"occurred_at": "2031-01-01 08:00"}, report(occurred_at="2031-01-01T08:00:00+08:00"), "occurred_at", "晚于现在"),
    ({"occurred_at": "1025-06-18 08:00"}, report(occurred_at="1025-06-18T08:00:00+08:00"), "occurred_at", ""),
    ({"involved_count": "-3"}, report(involved_count=-3), "involved_count", ""),
    ({"involved_count": "9" * 30}, report(involved_count=int("9" * 30)), "involved_count", ""),
    (
        {"risk_inputs.unpaid_total_fen": "-1"},
        report(risk_inputs={"unpaid_total_fen": -1}),
        "risk_inputs.unpaid_total_fen",
        "",
    ),
    (
        {"risk_inputs.unpaid_total_fen": "99999999999999999999"},
        report(risk_inputs={"unpaid_total_fen": 10**22}),
        "risk_inputs.unpaid_total_fen",
        "",
    ),
    (
        {"risk_inputs.unpaid_total_fen": "0.001"},
        report(risk_inputs={"unpaid_total_fen": 0.1}),
        "risk_inputs.unpaid_total_fen",
        "",
    ),
]


@pytest.mark.parametrize(("typed", "sent", "field", "words"), FAULTS)
def test_what_cannot_be_is_told_at_its_field(
    story: Story, visit: Visit, typed: dict[str, str], sent: dict[str, Any], field: str, words: str
) -> None:
    before = stored()
    police = visit("police")
    page = police.send("/events", 422, **form(**typed))
    assert f'href="#f-{field}"' in page.text or field.replace(".", "-") in page.text
    assert words in seen_errors(page)
    assert next(iter(typed.values())) in page.text
    assert "邻里漏水纠纷" in page.text
    refused = police.json("/api/v1/events", sent, status=422)
    assert list(refused["errors"]) == [field]
    assert words in refused["errors"][field][0]
    assert stored() == before


def test_the_same_report_sent_twice_is_one_event(story: Story, visit: Visit) -> None:
    police = visit("police")
    first = police.send("/events", idempotency_key="once", **form())
    again = police.send("/events", idempotency_key="once", **form())
    assert again.location == first.location
    assert stored() == (1, 1)
    body = report(title="第二件漏水纠纷")
    made = [police.json("/api/v1/events", body, status=201, Idempotency_Key="k-1")["id"] for _ in range(2)]
    assert made[0] == made[1]
    assert stored() == (2, 2)


def test_an_empty_character_is_refused_wherever_it_stands(story: Story, visit: Visit) -> None:
    police = visit("police")
    for typed in ("漏\x00水纠纷", "漏水纠纷\x00"):
        assert police.json("/api/v1/events", report(title=typed), status=422)["errors"].keys() == {"title"}
        police.send("/events", 422, **form(title=typed))
    half = '{"title": "\\ud83d", "parties": [{"name": "\\udc00"}]}'
    answer = police.client.post("/api/v1/events", data=half, content_type="application/json")
    assert answer.status_code == 422
    assert answer.get_json()["errors"].keys() == {"title", "parties.0.name"}
    assert police.client.get("/events?region=%00").status_code == 422
    assert stored() == (0, 0)


def test_an_agents_wrong_number_is_told_at_its_field(story: Story, visit: Visit) -> None:
    agents = [{"kind": "entrusted_agent", "name": "代某", "id_number": WRONG_ID}]
    refused = visit("police").json("/api/v1/events", party(agents=agents), status=422)
    assert list(refused["errors"]) == ["parties.0.agents.0.id_number"]


@pytest.mark.parametrize("name", RARE)
def test_a_rare_name_goes_through_form_list_search_and_answer_unchanged(story: Story, visit: Visit, name: str) -> None:
    police = visit("police")
    shown = police.send("/events", **form(**{"parties.0.name": name, "parties.0.id_number": RIGHT_ID}))
    event = db.session.execute(select(Event)).scalar_one()
    reindex(event.id)
    assert name in police.get(f"{shown.location}/parties")
    assert [row["name"] for row in police.json(f"/api/v1/parties?matter_id={event.id}")["rows"]] == [name]
    assert "邻里漏水纠纷" in police.get(f"/search?q={name}")


def test_triage_waits_for_a_confirmed_risk(story: Story, visit: Visit) -> None:
    story.file()
    desk = visit("gaomou")
    address = f"/events/{story.matter_id}"
    desk.send(f"{address}/register", version="2", twins_seen="1")
    version = str(story.event.version)
    refused = desk.send(f"{address}/triage", 409, version=version, pathway="mediation", dispute_type="migrant_wage")
    assert "风险" in seen_errors(refused) or "风险等级" in refused.text
    body = {"pathway": "mediation", "dispute_type": "migrant_wage"}
    answer = desk.json(f"/api/v1{address}/triage", body, status=409, If_Match=f'"{version}"')
    assert answer["code"] == "risk_not_confirmed"
    db.session.expire_all()
    assert story.event.state == "registered"


def test_a_stale_version_is_refused_by_page_and_by_api(story: Story, visit: Visit) -> None:
    story.file()
    desk = visit("gaomou")
    address = f"/events/{story.matter_id}"
    desk.send(f"{address}/register", 409, version="1", twins_seen="1")
    desk.json(f"/api/v1{address}/register", {"twins_seen": True}, status=412, If_Match='"1"')
    desk.json(f"/api/v1{address}/register", {"twins_seen": True}, status=428)
    db.session.expire_all()
    assert story.event.state == "submitted"


def test_who_has_no_right_is_refused_by_page_and_by_api(story: Story, visit: Visit) -> None:
    story.file()
    address = f"/events/{story.matter_id}"
    for login, status in (("police", 403), ("audadmin", 403), ("xilu", 403), ("ding", 403)):
        somebody = visit(login)
        somebody.send(f"{address}/register", status, version="2", twins_seen="1")
        somebody.json(f"/api/v1{address}/register", {"twins_seen": True}, status=status, If_Match='"2"')
    visit("civil").get(address, 404)
    visit("civil").json(f"/api/v1{address}", status=404)
    visit("audadmin").json(f"/api/v1{address}", status=403)
    db.session.expire_all()
    assert story.event.state == "submitted"


@scene()
def story(cast: Any) -> Story:
    return Story(cast, workers=1)
