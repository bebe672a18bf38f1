"""A countersign through its pages and its API: asked, answered, a signer added and removed, asked again, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from app.dispatch import queries
from tests.support.calling import HandledMatter
from tests.support.visits import Visitor, seen_errors, version_on

Visit = Callable[[str], Visitor]
API = "/api/v1/countersigns"


def fields(handled: HandledMatter, **changes: str) -> dict[str, str]:
    """The form as somebody fills it in."""
    return {
        "form": "countersign",
        "version": str(handled.order(handled.order_id).version),
        "asked": "拟由物业公司先行支付两个月工资。",
        "due_at": "明天 17:00",
        "mode": "all",
        "order": "ordered",
        "signers.0.unit_id": str(handled.unit_id("dept.jt")),
        "signers.0.person": "路某",
        "signers.1.unit_id": str(handled.unit_id("dept.ga")),
        **changes,
    }


def test_from_the_form_to_the_agreement(handled: HandledMatter, visit: Visit) -> None:
    he, road, at = visit("he"), visit("road"), f"/orders/{handled.order_id}"
    assert "请会签" in he.get(at)
    assert "请对方同意什么" in he.get(f"{at}/countersigns/new")
    wrong = fields(handled, due_at="9月31日 10:00", **{"signers.0.person": "虚某"})
    answer = he.send(f"{at}/countersigns", 422, **wrong)
    page = answer.get_data(as_text=True)
    assert "9月31日不存在" in seen_errors(answer)
    assert "拟由物业公司先行支付两个月工资。" in page
    assert f'value="{handled.unit_id("dept.ga")}" selected' in page
    road.get(f"/events/{handled.matter_id}", status=404)
    found = UUID(str(he.send(f"{at}/countersigns", **fields(handled)).location).rsplit("/", 1)[1])
    page, held = f"/countersigns/{found}", he.get(at)
    assert "会签没有结束，须全部同意或者撤回后才能办理" in held
    assert "/countersigns/new" not in held
    assert he.client.get(f"{at}/countersigns/new").status_code == 303
    assert "待答复和待修改的会签" in road.get("/mine")
    assert "拟由物业公司先行支付两个月工资。" in road.get("/countersigns")
    shown = road.get(page)
    assert "减签" not in shown
    assert "会签不同意" in shown
    assert "不少于4个字" in seen_errors(road.send(f"{page}/refuse", 422, form="refuse", reason="不"))
    shown = he.get(page)
    late = {"form": "add", "version": version_on(shown), "unit_id": "", "reason": "须民政核实", "due_at": "昨天 8:00"}
    answer = he.send(f"{page}/signers", 422, **late)
    assert "请选择加在谁的前面或者后面" in seen_errors(answer)
    assert "须民政核实" in answer.get_data(as_text=True)
    beside = queries.present_round(queries.countersigns_of(handled.order_id)[0])[1].id
    he.send(
        f"{page}/signers",
        **{
            **late,
            "unit_id": str(handled.unit_id("dept.mz")),
            "due_at": "明天 12:00",
            "beside_id": beside,
            "before": "1",
        },
    )
    shown = he.get(page)
    assert "何某加签：须民政核实" in shown
    added = next(one for one in queries.countersigns_of(handled.order_id)[0].signers if one.add_reason)
    he.send(f"{page}/signers/{added.id}/remove", form="remove-2", version=version_on(shown), reason="民政已电话答复")
    left = road.send(f"{page}/agree", form="agree", reason="没有意见")
    assert str(left.location).endswith(page), "the order is not over: the page still opens"
    visit("gaofficer").send(f"{page}/agree", form="agree")
    shown = he.get(page)
    assert "何某减签：民政已电话答复" in shown
    assert "没有意见" in shown
    assert "已同意" in shown
    assert "提交反馈" in he.get(at)
    road.get(page, status=404)


def test_by_machine(handled: HandledMatter, visit: Visit) -> None:
    he, road = visit("he"), visit("road")
    signers = [{"unit_id": str(handled.unit_id(code)), "person": ""} for code in ("dept.jt", "dept.ga")]
    body = {"order_id": str(handled.order_id), "asked": "拟由物业公司先行支付。", "signers": signers}
    assert set(he.json(API, body, status=422)["errors"]) == {"due_at"}
    made = he.json(API, {**body, "due_at": "2025-06-19T17:00:00+08:00"}, status=201)
    assert [one["name"] for one in made["allowed_actions"]] == ["add_signer", "withdraw"]
    at, order = f"{API}/{made['id']}", f"/api/v1/dispatch-orders/{handled.order_id}"
    feedback = {
        "result": "resolved", "summary": "用人单位已向全部劳动者支付工资。", "evidence": ["银行转账凭证"],
        "party_told_on": "2025-06-18", "party_told_by": "phone",
    }  # fmt: skip
    seen = f'"{he.json(order)["version"]}"'
    held = he.json(f"{order}/submit-feedback", feedback, status=409, If_Match=seen)
    assert held["code"] == "countersign_open"
    assert road.json(f"{API}?tab=waiting")["total"] == 1
    assert [one["name"] for one in road.json(at)["allowed_actions"]] == ["agree", "refuse"]
    road.json(f"{at}/refuse", {"reason": "不"}, status=422)
    said = road.json(f"{at}/refuse", {"reason": "支付日期没有写明"})
    assert (said["state"], said["signers"][0]["standing"], said["signers"][1]["standing"]) == (
        "refused", "refused", "lapsed",
    )  # fmt: skip
    again = {"asked": "拟于本月25日前支付。", "due_at": "2025-06-20T17:00:00+08:00"}
    assert he.json(f"{at}/ask-again", again, status=428)["code"] == "version_missing"
    now = he.json(f"{at}/ask-again", again, If_Match=f'"{said["version"]}"')
    assert (now["state"], now["round"], now["earlier"][0]["asked"]) == ("open", 2, "拟由物业公司先行支付。")
    more = {"unit_id": str(handled.unit_id("dept.mz")), "due_at": again["due_at"], "reason": "须民政核实"}
    line = now["signers"][-1]
    with_one = he.json(f"{at}/signers", {**more, "beside_id": line["id"]}, If_Match=f'"{now["version"]}"')
    less = he.json(f"{at}/signers/{line['id']}/remove", {"reason": "公安不涉及"}, If_Match=f'"{with_one["version"]}"')
    assert [one["standing"] for one in less["signers"] if one["round"] == 2] == ["due", "removed", "due"]
    road.client.post(f"{at}/agree", json={})
    over = road.json(f"{at}/agree", {}, status=409)
    assert over["code"] == "line_over"
    done = he.json(f"{at}/withdraw", {"reason": "改为当面协调。"}, If_Match=f'"{he.json(at)["version"]}"')
    assert (done["state"], done["allowed_actions"]) == ("withdrawn", [])
    he.json(f"{order}/submit-feedback", feedback, If_Match=f'"{he.json(order)["version"]}"')
