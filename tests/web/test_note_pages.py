"""Internal notes on the matter's page and by machine."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.calling import HandledMatter
from tests.support.visits import Visitor, seen_errors

Visit = Callable[[str], Visitor]


def test_notes_on_the_page_and_by_machine(handled: HandledMatter, visit: Visit) -> None:
    he = visit("he")
    at, api = f"/events/{handled.matter_id}/notes", "/api/v1/matter-notes"
    assert "还没有内部备注" in he.get(at)
    wrong = he.send(at, 422, form="note", words="请留意", named=str(handled.road.user_id))
    assert "看不到内部备注，不能提醒" in seen_errors(wrong)
    assert ">请留意</textarea>" in wrong.get_data(as_text=True)
    he.send(at, form="note", words="已约明早九点", named=str(handled.actor("gu").user_id))
    shown = he.get(at)
    assert "@顾某" in shown
    assert '内部备注<span class="n">1</span>' in shown
    assert "已约明早九点" not in he.get(f"/events/{handled.matter_id}")
    note_id = he.json(f"{api}?matter_id={handled.matter_id}")["rows"][0]["id"]
    assert visit("gu").json(f"{api}/{note_id}")["words"] == "已约明早九点"
    readers = he.json(f"{api}/readers?matter_id={handled.matter_id}")["items"]
    assert "顾某" in {one["name"] for one in readers}
    assert "丁某和" not in {one["name"] for one in readers}
    made = he.json(api, {"matter_id": str(handled.matter_id), "words": "接口写的"}, status=201)
    assert visit("gu").json(f"{api}/{made['id']}/withdraw", {}, status=403)["code"] == "not_my_note"
    assert he.json(f"{api}/{made['id']}/withdraw", {})["words"] is None
    he.send(f"{at}/{note_id}/withdraw")
    shown = he.get(at)
    assert "已约明早九点" not in shown
    assert "撤回这条备注" in shown
    handled.whistle("dept.jt")
    road = visit("road")
    assert "内部备注" not in road.get(f"/events/{handled.matter_id}")
    road.get(at, status=404)
