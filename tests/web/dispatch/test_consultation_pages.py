"""A consultation through its pages: called, minuted, signed by the chair, confirmed; its items done and moved."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from app.core import clock
from tests.support.calling import HandledMatter
from tests.support.dispatching import DAY
from tests.support.visits import Visitor, seen_errors, version_on

Visit = Callable[[str], Visitor]


def called(handled: HandledMatter, desk: Visitor, status: int = 303, **changes: str) -> UUID:
    """A consultation called through the form."""
    fields = {
        "form": "consultation",
        "title": "研究工资支付和稳控",
        "chair_id": str(handled.actor("gu").user_id),
        "meet_at": "今天 10:30",
        "online": "0",
        "place": "中心三楼会议室",
        "issues": ["谁先行垫付工资", "", ""],
        "attendees.0.unit_id": str(handled.unit_id("dept.jt")),
        "attendees.0.person": "路某",
        "attendees.1.unit_id": str(handled.unit_id("court.studio")),
        **changes,
    }
    sent = desk.send(f"/events/{handled.matter_id}/consultations", status, **fields)
    if status != 303:
        assert "请至少写一条要商定的问题" in seen_errors(sent)
        assert 'value="中心三楼会议室"' in sent.get_data(as_text=True)
        return handled.matter_id
    return UUID(str(sent.location).rsplit("/", 1)[1])


def minutes(handled: HandledMatter, page: str, **changes: str) -> dict[str, object]:
    """The form of the minutes as somebody fills it in."""
    return {
        "form": "minutes",
        "version": version_on(page),
        "held_at": "今天 10:30",
        "summary": "与会单位通报了情况。",
        "attendances.0.unit_id": str(handled.unit_id("dept.jt")),
        "attendances.0.present": "1",
        "attendances.0.names": "路某",
        "attendances.0.opinion": "同意配合疏导。",
        "attendances.1.unit_id": str(handled.unit_id("court.studio")),
        "attendances.1.present": "0",
        "decisions": ["由用人单位先行支付。", ""],
        "items.0.words": "疏导周边道路",
        "items.0.unit_id": str(handled.unit_id("dept.jt")),
        "items.0.person": "路某",
        "items.0.due_on": "6月25日",
        **changes,
    }


def test_a_consultation_from_the_call_to_its_last_item(handled: HandledMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    called(handled, desk, 422, issues="")
    page = f"/consultations/{called(handled, desk)}"
    assert "研究工资支付和稳控" in visit("road").get(page)
    assert "列席" in desk.get(f"/events/{handled.matter_id}/calls") + desk.get(page)
    with clock.frozen(clock.at(DAY, 11, 30)):
        desk, chair, road = visit("gaomou"), visit("gu"), visit("road")
        shown = desk.get(f"{page}/minutes")
        wrong = desk.send(f"{page}/minutes", 422, **minutes(handled, shown, **{"items.0.due_on": "6月1日"}))
        assert "完成日期不能早于开会日期" in seen_errors(wrong)
        assert "同意配合疏导。" in wrong.get_data(as_text=True)
        desk.send(f"{page}/minutes", **minutes(handled, shown))
        assert "纪要须由主持人顾某签发" in desk.get(page)
        chair.send(f"{page}/sign", version=version_on(chair.get(page)))
        shown = chair.get(page)
        for words in ("未到会", "同意配合疏导。", "由用人单位先行支付。", "校验值"):
            assert words in shown
        printed = chair.send(f"{page}/print")
        assert "会商纪要" in chair.get(str(printed.location))
        assert "请写明更正或者补充的内容" in seen_errors(
            desk.send(f"{page}/supplement", 422, form="supplement", version=version_on(desk.get(page)), words="错")
        )
        desk.send(f"{page}/supplement", form="supplement", version=version_on(desk.get(page)), words="更正路某的姓名。")
        mine = road.get("/mine")
        assert "待确认的会商纪要" in mine
        assert "会商待办事项" in mine
        refused = road.send(f"{page}/answer", 422, form="answer", answer="objected", words="")
        assert "有异议的，请写明意见" in seen_errors(refused)
        road.send(f"{page}/answer", form="answer", answer="confirmed", words="")
        assert "已确认" in desk.get("/consultations?tab=over")
        listed = road.get("/action-items?ours=1")
        item = "/action-items/" + listed.partition("/action-items/")[2][:36]
        late = road.send(f"{item}/move", 422, form="move", version="1", due_on="6月1日", reason="材料未齐")
        assert "完成日期不能早于今天" in seen_errors(late)
        road.send(f"{item}/move", form="move", version="1", due_on="6月27日", reason="材料未齐")
        assert "路某把2025-06-25改为2025-06-27：材料未齐" in road.get(item)
        road.send(f"{item}/finish", form="finish", version="2", words="道路已经疏导。")
        assert "道路已经疏导。" in desk.get("/action-items?tab=done")
        road.get(page, status=404)
    with clock.frozen(clock.at(DAY.replace(day=28), 9)):
        assert "没有会商事项" in visit("gaomou").get("/action-items?tab=overdue")


def test_a_meeting_is_cancelled_and_not_offered_to_who_only_attends(handled: HandledMatter, visit: Visit) -> None:
    desk, road = visit("gaomou"), visit("road")
    page = f"/consultations/{called(handled, desk)}"
    assert "/consultations/new" not in road.get(f"/events/{handled.matter_id}/calls")
    assert road.client.get(f"/events/{handled.matter_id}/consultations/new").status_code == 303
    assert road.client.get(f"{page}/minutes").status_code == 303
    desk.send(f"{page}/cancel", form="cancel", version=version_on(desk.get(page)), reason="改为现场处置。")
    assert "已取消" in desk.get(page)
    road.get(page, status=404)
