"""A whistle through its pages: blown, answered with one form, arrivals noted by both sides, ended with results."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

from app.core import clock
from app.dispatch import queries
from tests.support.calling import HandledMatter
from tests.support.dispatching import DAY
from tests.support.visits import Visitor, seen_errors, version_on

Visit = Callable[[str], Visitor]


def fields(handled: HandledMatter, **changes: str) -> dict[str, str]:
    """The form of a whistle as somebody fills it in."""
    return {
        "form": "whistle",
        "urgent": "1",
        "place": "康颐养老院门前",
        "meet_at": "今天 10:00",
        "needs": "维持现场秩序，疏导道路。",
        "units.0.unit_id": str(handled.unit_id("dept.jt")),
        "units.0.reason": "疏导道路",
        "units.1.unit_id": str(handled.unit_id("dept.ga")),
        "units.1.reason": "维持秩序",
        **changes,
    }


def blown(handled: HandledMatter, street: Visitor) -> UUID:
    """A whistle blown through the form."""
    sent = street.send(f"/events/{handled.matter_id}/whistles", **fields(handled))
    return UUID(str(sent.location).rsplit("/", 1)[1])


def test_a_whistle_from_the_form_to_its_end(handled: HandledMatter, visit: Visit) -> None:
    street, road = visit("xilu"), visit("road")
    calls = f"/events/{handled.matter_id}/calls"
    assert "没有吹哨和会商" in street.get(calls)
    assert "今日 11:20前报到" in street.get(f"/events/{handled.matter_id}/whistles/new")
    road.get(f"/events/{handled.matter_id}", status=404)
    whistle_id = blown(handled, street)
    page = f"/whistles/{whistle_id}"
    assert "待响应的吹哨" in road.get("/mine")
    assert "房综治哨〔2025〕第0001号" in road.get("/whistles?tab=to_answer")
    shown = road.get(page)
    assert "疏导道路" in shown
    assert "结束吹哨" not in shown
    assert "吹哨报到单" not in shown
    refused = road.send(f"{page}/acknowledge", 422, form="acknowledge", coming="路某，带1人", expected_at="昨天 8:00")
    assert "不能早于现在" in seen_errors(refused)
    assert "路某，带1人" in refused.get_data(as_text=True)
    road.send(f"{page}/acknowledge", form="acknowledge", coming="路某，带1人", expected_at="今天 9:50")
    with clock.frozen(clock.at(DAY, 11, 30)):
        street, road, desk = visit("xilu"), visit("road"), visit("gaomou")
        road.send(f"{page}/units/{handled.unit_id('dept.jt')}/arrive", form="arrive-1", arrived_at="今天 9:55")
        late = street.send(f"{page}/units/{handled.unit_id('dept.jt')}/arrive", 409, form="arrive-1", arrived_at="")
        assert "已经登记了到场时间" in late.get_data(as_text=True)
        listed = desk.get("/whistles?tab=missing")
        assert "逾期未到" in listed
        shown = street.get(page)
        assert 'value="未到场"' in shown
        street.send(
            f"{page}/units/{handled.unit_id('dept.jt')}/correct-arrival",
            version=version_on(shown), form="correct-1", arrived_at="今天 10:20", reason="以签到表为准",
        )  # fmt: skip
        shown = street.get(page)
        assert "晚于集合时间到场" in shown
        assert "许某更正，原为6月18日 9:55：以签到表为准" in re.sub(r"0(\d:)", r"\1", shown)
        ends = {"form": "end", "version": version_on(shown), "note": "人员已散去"}
        for n, code in enumerate(("dept.jt", "dept.ga")):
            ends |= {f"results.{n}.unit_id": str(handled.unit_id(code)), f"results.{n}.words": ""}
        assert "请写明这个单位的结果" in seen_errors(street.send(f"{page}/end", 422, **ends))
        ends |= {"results.0.words": "已疏导", "results.1.words": "未到场"}
        street.send(f"{page}/end", **ends)
        assert "已疏导" in desk.get(calls)
        road.get(page, status=404)
        printed = street.send(f"{page}/print")
        assert "吹哨报到单" in street.get(str(printed.location))


def test_what_was_typed_stays_when_a_whistle_is_refused(handled: HandledMatter, visit: Visit) -> None:
    street = visit("xilu")
    wrong = fields(handled, meet_at="明天 15:00", **{"units.1.reason": ""})
    answer = street.send(f"/events/{handled.matter_id}/whistles", 422, **wrong)
    page = answer.get_data(as_text=True)
    assert "集合时间不能晚于报到时限" in seen_errors(answer)
    assert "需要该单位到场的理由" in seen_errors(answer)
    assert 'value="疏导道路"' in page
    assert f'value="{handled.unit_id("dept.ga")}" selected' in page
    assert queries.whistles_of(handled.matter_id) == []


def test_who_only_reads_is_offered_no_whistle(handled: HandledMatter, visit: Visit) -> None:
    blown(handled, visit("xilu"))
    road = visit("road")
    assert "/whistles/new" not in road.get(f"/events/{handled.matter_id}/calls")
    assert road.client.get(f"/events/{handled.matter_id}/whistles/new").status_code == 303
    road.send(f"/events/{handled.matter_id}/whistles", 403, **fields(handled))
