"""Whistles by machine: the same rules as on the pages, versions where a row is changed."""

from __future__ import annotations

from collections.abc import Callable

from app.core import clock
from tests.support.calling import HandledMatter
from tests.support.dispatching import DAY
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
AT = "/api/v1/whistles"


def test_a_whistle_by_machine(handled: HandledMatter, visit: Visit) -> None:
    street, road = visit("xilu"), visit("road")
    unit_id = str(handled.unit_id("dept.jt"))
    body = {
        "matter_id": str(handled.matter_id),
        "place": "现场",
        "meet_at": "2025-06-18T10:00:00+08:00",
        "needs": "维持现场秩序",
        "urgent": True,
        "units": [{"unit_id": unit_id, "reason": "疏导道路"}],
    }
    empty = street.json(AT, {**body, "units": [], "place": ""}, status=422)
    assert set(empty["errors"]) == {"units", "place"}
    made = street.json(AT, body, status=201)
    assert (made["state"], made["arrive_by"]) == ("called", "2025-06-18T11:20:00+08:00")
    assert [(one["name"], one["allowed"]) for one in made["allowed_actions"]] == [("end", True), ("withdraw", True)]
    at = f"{AT}/{made['id']}"
    assert road.json(f"{AT}?tab=to_answer")["total"] == 1
    road.json(f"{at}/acknowledge", {"coming": "路某", "expected_at": "2025-06-18T09:50:00+08:00"})
    with clock.frozen(clock.at(DAY, 10, 30)):
        street, road = visit("xilu"), visit("road")
        there = road.json(f"{at}/units/{unit_id}/arrive", {"arrived_at": "2025-06-18T10:05:00+08:00"})
        assert [one["standing"] for one in there["units"]] == ["after_meeting"]
        assert street.json(f"{at}/units/{unit_id}/arrive", {}, status=409)["code"] == "already_arrived"
        wrong = {"arrived_at": "2025-06-18T09:58:00+08:00", "reason": "以签到表为准"}
        assert street.json(f"{at}/units/{unit_id}/correct-arrival", wrong, status=428)["code"] == "version_missing"
        seen = f'"{there["version"]}"'
        right = street.json(f"{at}/units/{unit_id}/correct-arrival", wrong, If_Match=seen)
        assert [one["was"] for one in right["units"][0]["corrections"]] == ["2025-06-18T10:05:00+08:00"]
        held = street.json(f"{at}/withdraw", {"reason": "不用到场了。"}, status=409, If_Match=f'"{right["version"]}"')
        assert held["code"] == "somebody_arrived"
        ends = {"results": [{"unit_id": unit_id, "words": "已疏导"}], "note": "人员已散去"}
        done = street.json(f"{at}/end", ends, If_Match=f'"{right["version"]}"')
        assert (done["state"], done["units"][0]["result"], done["allowed_actions"]) == ("ended", "已疏导", [])
        road.json(at, status=404)


def test_a_whistle_is_declined_and_withdrawn_by_machine(handled: HandledMatter, visit: Visit) -> None:
    whistle_id = handled.whistle("dept.jt")
    at = f"{AT}/{whistle_id}"
    said = visit("road").json(f"{at}/decline", {"reason": "车辆都在外处置事故。"})
    assert said["units"][0]["standing"] == "declined"
    back = visit("xilu").json(f"{at}/withdraw", {"reason": "现场已经平息。"}, If_Match=f'"{said["version"]}"')
    assert back["state"] == "withdrawn"
