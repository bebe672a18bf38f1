"""Risk by machine: lowering by two persons, measures, notes, the lead, weights; versions and refusals by code."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from app.clocks import services as clock_services
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.intake import queries, services
from app.intake.rules.weights import shipped_content
from tests.support.dispatching import DAY
from tests.support.people import Cast
from tests.support.reports import report
from tests.support.stage import scene
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
V1 = "/api/v1"
UP = "扬言堵门，按红色处置并增派人员。"
WHY = "堵门人员已经撤离，现场恢复正常。"
NINE = clock.at(DAY, 9)


@scene(at=NINE)
def red(cast: Cast) -> UUID:
    """A registered matter, confirmed red."""
    clock_services.load_shipped_tables(actor=Actor.system())
    matter_id = services.file_event(report(), actor=cast.actor("police"))
    services.register_event(matter_id, actor=cast.actor("gaomou"))
    services.confirm_risk(matter_id, "red", UP, actor=cast.actor("gaomou"))
    return matter_id


def tag(matter_id: UUID) -> str:
    db.session.expire_all()
    return f'"{queries.matter(matter_id).version}"'


def test_measures_lead_and_note(visit: Visit, red: UUID) -> None:
    desk, director, of = visit("gaomou"), visit("gu"), f"{V1}/risk-duties/of/{red}"
    duties = {row["kind"]: row for row in desk.json(of)["duties"]}
    assert {row["state"] for row in duties.values()} == {"open"}
    link = f"{V1}/risk-duties/{duties['link_110']['id']}"
    assert [act["name"] for act in desk.json(link)["allowed_actions"]] == ["done"]
    desk.json(f"{link}/done", {"note": "09:15对接110。"}, status=428)
    assert desk.json(f"{link}/done", {"note": "09:15对接110。"}, If_Match='"1"')["done_by_name"] == "高某"
    assert desk.json(f"{link}/done", {"note": "09:15对接110。"}, status=409, If_Match='"2"')["code"] == "wrong_state"
    lead = {
        "official_name": "邵某明",
        "official_post": "区委政法委副书记",
        "until_on": (DAY + timedelta(days=30)).isoformat(),
        "measures": "约谈双方负责人，三日内核清工资。",
    }
    desk.json(f"{of}/name-lead", lead, status=403, If_Match=tag(red))
    assert (
        director.json(f"{of}/name-lead", lead, status=201, If_Match=tag(red))["leads"][0]["official_name"] == "邵某明"
    )
    assert desk.json(f"{of}/write-note", {"note": "到现场劝离。"}, status=201)["day"] == DAY.isoformat()
    assert desk.json(f"{of}/write-note", {"note": "到现场劝离。"}, status=409)["code"] == "note_written"
    assert {row["kind"] for row in desk.json(f"{V1}/risk-duties?tab=mine")["rows"]} == {"chief_told"}
    assert desk.json(f"{of}/print-warning", {}, status=201)["document_id"]
    visit("civil").json(of, status=404)


def test_two_lower_a_level(visit: Visit, red: UUID) -> None:
    desk, director = visit("gaomou"), visit("gu")
    alone = desk.json(
        f"{V1}/events/{red}/confirm-risk", {"risk_level": "blue", "risk_reason": WHY}, status=422, If_Match=tag(red)
    )
    assert set(alone["errors"]) == {"risk_level"}
    of = f"{V1}/risk-lowerings/of/{red}"
    made = desk.json(of, {"to_level": "yellow", "reason": WHY}, status=201, If_Match=tag(red))
    again = desk.json(of, {"to_level": "yellow", "reason": WHY}, status=409, If_Match=tag(red))
    assert again["code"] == "lowering_open"
    own = f"{V1}/risk-lowerings/{made['id']}"
    assert desk.json(f"{own}/agree", {}, status=409, If_Match='"1"')["code"] == "same_person"
    assert director.json(f"{own}/agree", {}, If_Match='"1"')["state"] == "agreed"
    assert desk.json(f"{V1}/events/{red}")["risk_level"] == "yellow"
    assert [row["state"] for row in desk.json(f"{V1}/risk-lowerings?matter_id={red}")["rows"]] == ["agreed"]
    assert desk.json(f"{V1}/risk-weights/scores/{red}")["rows"][-1]["cause"] == "lowered"


def test_weights(visit: Visit, red: UUID) -> None:
    administrator = visit("sysadmin")
    content = copy.deepcopy(dict(shipped_content())) | {"version": "2025.2", "valid_from": DAY.isoformat()}
    visit("gu").json(f"{V1}/risk-weights", {"reason": WHY, "content": content}, status=403)
    bad = administrator.json(f"{V1}/risk-weights", {"reason": WHY, "content": {}}, status=422)
    assert set(bad["errors"]) == {"content"}
    assert (
        administrator.json(f"{V1}/risk-weights", {"reason": WHY, "content": content}, status=201)["in_force"]
        == "2025.2"
    )
    assert administrator.json(f"{V1}/risk-weights/2025.1")["content"]["version"] == "2025.1"
    administrator.json(f"{V1}/risk-weights/1999.9", status=404)
