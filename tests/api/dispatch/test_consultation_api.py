"""Consultations and action items by machine: the same rules as on the pages."""

from __future__ import annotations

from collections.abc import Callable

from app.core import clock
from tests.support.calling import HandledMatter
from tests.support.dispatching import DAY
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
AT = "/api/v1/consultations"


def test_a_consultation_by_machine(handled: HandledMatter, visit: Visit) -> None:
    unit_id = str(handled.unit_id("dept.jt"))
    body = {
        "matter_id": str(handled.matter_id),
        "title": "研究工资支付",
        "chair_id": str(handled.actor("gu").user_id),
        "meet_at": "2025-06-18T10:00:00+08:00",
        "online": True,
        "place": "一号线上会议室",
        "issues": ["谁先行垫付"],
        "attendees": [{"unit_id": unit_id, "adviser": True}],
    }
    assert visit("gaofficer").json(AT, body, status=422)["errors"].keys() == {"chair_id"}
    other = {**body, "chair_id": str(handled.actor("gaofficer").user_id)}
    assert visit("gaofficer").json(AT, other, status=409)["code"] == "not_lead_nor_centre"
    made = visit("gaomou").json(AT, body, status=201)
    assert (made["state"], made["attendees"][0]["adviser"]) == ("called", True)
    at = f"{AT}/{made['id']}"
    with clock.frozen(clock.at(DAY, 11)):
        desk, chair, road = visit("gaomou"), visit("gu"), visit("road")
        text = {
            "held_at": "2025-06-18T10:00:00+08:00",
            "attendances": [{"unit_id": unit_id, "present": True, "names": "路某", "opinion": "同意。"}],
            "decisions": ["先行支付。"],
            "items": [{"words": "疏导道路", "unit_id": unit_id, "person": "路某", "due_on": "2025-06-25"}],
        }
        assert desk.json(f"{at}/write-minutes", text, status=428)["code"] == "version_missing"
        written = desk.json(f"{at}/write-minutes", text, If_Match=f'"{made["version"]}"')
        seen = f'"{written["version"]}"'
        assert desk.json(f"{at}/sign", {}, status=409, If_Match=seen)["code"] == "chair_only"
        signed = chair.json(f"{at}/sign", {}, If_Match=seen)
        assert (signed["state"], len(signed["signed_hash"]), signed["allowed_actions"]) == ("signed", 64, [])
        more = {"words": "更正路某的姓名。"}
        added = desk.json(f"{at}/supplement", more, If_Match=f'"{signed["version"]}"')
        assert [one["words"] for one in added["supplements"]] == ["更正路某的姓名。"]
        done = road.client.post(f"{at}/answer", json={"answer": "confirmed"})
        assert (done.status_code, done.data) == (204, b"")
        assert desk.json(at)["state"] == "settled"
        item = road.json("/api/v1/action-items?ours=true")["rows"][0]
        where = f"/api/v1/action-items/{item['id']}"
        moved = road.json(f"{where}/move", {"due_on": "2025-06-27", "reason": "材料未齐"}, If_Match='"1"')
        assert [(one["was"], one["now"]) for one in moved["moves"]] == [("2025-06-25", "2025-06-27")]
        assert road.json(f"{where}/finish", {"words": "办"}, status=422, If_Match='"2"')["errors"].keys() == {"words"}
        done = road.client.post(f"{where}/finish", json={"words": "道路已疏导。"}, headers={"If-Match": '"2"'})
        assert (done.status_code, done.data) == (204, b"")
        assert desk.json(where)["done_words"] == "道路已疏导。"
        road.json(at, status=404)


def test_a_consultation_is_cancelled_by_machine(handled: HandledMatter, visit: Visit) -> None:
    meeting_id = handled.meeting()
    done = visit("gaomou").json(f"{AT}/{meeting_id}/cancel", {"reason": "改为现场处置。"}, If_Match='"2"')
    assert done["state"] == "cancelled"
    assert visit("gaomou").json(f"{AT}?tab=over")["total"] == 1
