"""Dispatch by machine: the same rules, versions asked for, refusals with their codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.core import clock
from app.core.db import db
from app.intake.models import Event
from tests.support.dispatching import DAY, WHY, WaitingMatter, pass_time
from tests.support.people import TOWN
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
API = "/api/v1"


def event_version(waiting: WaitingMatter) -> str:
    event = db.session.get(Event, waiting.matter_id, populate_existing=True)
    assert event is not None
    return f'"{event.version}"'


def body(waiting: WaitingMatter, lead: str = "dept.rs", **more: Any) -> dict[str, Any]:
    units = ("dept.ga", "court.studio", "dept.mz", f"sub.{TOWN}")
    return {
        "lead_unit_id": str(waiting.unit_id(lead)),
        "assistants": [{"unit_id": str(waiting.unit_id(code))} for code in units],
        **more,
    }


def dispatched(waiting: WaitingMatter, desk: Visitor) -> UUID:
    sent = desk.json(
        f"{API}/events/{waiting.matter_id}/dispatch", body(waiting), status=201, If_Match=event_version(waiting)
    )
    return UUID(sent["orders"][0]["id"])


def test_the_proposal_is_told_with_its_reasons(waiting: WaitingMatter, visit: Visit) -> None:
    found = visit("gaomou").json(f"{API}/events/{waiting.matter_id}/dispatch-proposal")
    assert found["lead"]["unit_name"] == "房山区人力资源和社会保障局"
    assert [one["role"] for one in found["assistants"]] == ["assist"] * 4
    assert {one["unit_name"]: one["why"] for one in found["passed_over"]}["房山区交通局"].endswith("本事项未涉及")


def test_a_matter_is_dispatched_once_and_only_on_its_present_version(waiting: WaitingMatter, visit: Visit) -> None:
    desk, at = visit("gaomou"), f"{API}/events/{waiting.matter_id}/dispatch"
    assert desk.json(at, body(waiting), status=428)["code"] == "version_missing"
    assert desk.json(at, body(waiting), status=412, If_Match='"1"')["code"] == "stale_version"
    seen = event_version(waiting)
    sent = desk.json(at, body(waiting), status=201, If_Match=seen, Idempotency_Key="dispatch-1")
    assert len(sent["orders"]) == 5
    assert desk.json(at, body(waiting), status=201, If_Match=seen, Idempotency_Key="dispatch-1") == sent
    refused = desk.json(at, body(waiting), status=409, If_Match=event_version(waiting))
    assert refused["code"] == "wrong_state"


def test_another_choice_needs_a_reason(waiting: WaitingMatter, visit: Visit) -> None:
    other = body(waiting, "dept.jt")
    at = f"{API}/events/{waiting.matter_id}/dispatch"
    refused = visit("gaomou").json(at, other, status=422, If_Match=event_version(waiting))
    assert set(refused["errors"]) == {"change_reason"}


def test_an_order_tells_its_state_version_and_acts(waiting: WaitingMatter, visit: Visit) -> None:
    order_id = dispatched(waiting, visit("gaomou"))
    officer = visit("he")
    order = officer.json(f"{API}/dispatch-orders/{order_id}")
    assert (order["state"], order["version"], order["role"], order["late"]) == ("issued", 1, "lead", False)
    assert order["due_at"] == "2025-06-19T18:00:00+08:00"
    assert [one["name"] for one in order["allowed_actions"]] == ["sign", "request_return"]
    assert order["allowed_actions"][1]["reason_min"] == 20
    signed = officer.json(f"{API}/dispatch-orders/{order_id}/sign", {}, If_Match='"1"')
    assert signed["state"] == "signed"
    again = officer.json(f"{API}/dispatch-orders/{order_id}/sign", {}, status=412, If_Match='"1"')
    assert (again["seen"], again["current"]) == (1, 2)


def test_every_act_of_an_order_by_machine(waiting: WaitingMatter, visit: Visit) -> None:
    desk, officer, head = visit("gaomou"), visit("he"), visit("rshead")
    order_id = dispatched(waiting, desk)

    def act(person: Visitor, name: str, given: dict[str, Any] | None = None, status: int = 200) -> Any:
        version = desk.json(f"{API}/dispatch-orders/{order_id}")["version"]
        at = f"{API}/dispatch-orders/{order_id}/{name}"
        return person.json(at, given or {}, status=status, If_Match=f'"{version}"')

    contact = {"contacted_at": "2025-06-18T09:05:00+08:00", "channel": "phone", "note": "已约劳动者代表到场。"}
    told = {"party_told_on": "2025-06-18", "party_told_by": "phone"}
    result = {"result": "resolved", "summary": "用人单位已向全部劳动者支付工资。", "evidence": ["转账凭证"], **told}
    act(officer, "sign")
    act(officer, "start", contact)
    officer.json(f"{API}/dispatch-orders/{order_id}/note-contact", contact)
    child = act(
        officer, "ask-assistance", {"unit_id": str(waiting.unit_id("dept.jt")), "task": "核查车辆登记。"}, status=201
    )
    assert child["number"] == "房综治派〔2025〕第0006号"
    more = {"until": "2025-07-15", "reason": "账册尚在调取，需要更多时间。", **told}
    assert act(officer, "request-extension", more, status=409)["code"] == "head_only"
    act(head, "request-extension", more)
    act(desk, "decline-extension", {"reason": "账册已经到齐。"})
    act(head, "request-extension", more)
    assert act(desk, "approve-extension")["extensions_granted"] == 1
    act(desk, "suspend", {"until": "2025-07-01", "reason": "等待鉴定机构出具意见。"})
    act(desk, "resume")
    act(officer, "submit-feedback", result)
    act(head, "decline-feedback", {"reason": "请补充转账凭证。"})
    act(officer, "submit-feedback", result)
    act(head, "approve-feedback")
    act(desk, "send-back", {"defects": ["缺少3名劳动者的收款凭证"], "reason": "凭证不全，请补齐再反馈。"})
    act(head, "submit-feedback", result)
    done = act(desk, "accept-feedback")
    assert (done["state"], done["allowed_actions"], done["due_at"]) == ("completed", [], None)
    assert [one["accepted"] for one in done["feedbacks"]] == [None, False, True]


def test_returns_and_rulings_by_machine(waiting: WaitingMatter, visit: Visit) -> None:
    desk, head, director = visit("gaomou"), visit("rshead"), visit("gu")
    order_id = dispatched(waiting, desk)
    at = f"{API}/dispatch-orders/{order_id}"
    asked = {"code": "R1", "reason": WHY, "basis": "权责清单", "suggested_unit_id": str(waiting.unit_id("dept.ga"))}
    wrong = head.json(f"{at}/request-return", {"code": "R1", "reason": "不归我管"}, status=422, If_Match='"1"')
    assert set(wrong["errors"]) == {"reason", "basis", "suggested_unit_id"}
    ruling = {"reason": "属于你单位职责，请继续承办。", "basis": "权责清单"}
    for round_ in (1, 2):
        seen = head.json(at)["version"]
        returned = head.json(f"{at}/request-return", asked, If_Match=f'"{seen}"')
        assert (returned["state"], returned["return_rounds"]) == ("return_pending", round_)
        person = desk if round_ == 1 else director
        if round_ == 2:
            refused = desk.json(f"{at}/refuse-return", ruling, status=409, If_Match=f'"{returned["version"]}"')
            assert refused["code"] == "second_ruling"
        kept = person.json(f"{at}/refuse-return", ruling, If_Match=f'"{returned["version"]}"')
        assert kept["state"] == "signed"
    found = director.json(f"{API}/supervisions?matter_id={waiting.matter_id}")["rows"]
    assert [one["cause"] for one in found] == ["second_return_refused"]


def test_a_withdrawn_lead_lets_the_matter_be_dispatched_anew(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    order_id = dispatched(waiting, desk)
    reason = {"reason": "地点登记有误，需重新核实。"}
    gone = desk.json(f"{API}/dispatch-orders/{order_id}/withdraw", reason, If_Match='"1"')
    assert gone["state"] == "withdrawn"
    assert desk.json(f"{API}/events/{waiting.matter_id}")["state"] == "triaged"


def test_lists_are_narrowed_and_paged(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    dispatched(waiting, desk)
    first = desk.json(f"{API}/dispatch-orders?tab=to_sign&limit=3")
    assert (len(first["rows"]), first["total"]) == (3, 5)
    rest = desk.json(f"{API}/dispatch-orders?tab=to_sign&limit=3&cursor={first['next']}")
    assert len(rest["rows"]) == 2
    assert rest["next"] is None
    leads = desk.json(f"{API}/dispatch-orders?role=lead")["rows"]
    assert [one["unit_name"] for one in leads] == ["房山区人力资源和社会保障局"]
    assert desk.json(f"{API}/dispatch-orders?tab=nonsense", status=422)["code"] == "invalid_input"


def test_a_supervision_by_machine(waiting: WaitingMatter, visit: Visit) -> None:
    desk, officer, head = visit("gaomou"), visit("he"), visit("rshead")
    order_id = dispatched(waiting, desk)
    wanted = {
        "order_id": str(order_id),
        "cause": "time_limit",
        "facts": "当事人反映无人联系，请尽快联系。",
        "requirements": ["今日内联系当事人；"],
        "progress_only": True,
    }
    made = desk.json(f"{API}/supervisions", wanted, status=201)
    at = f"{API}/supervisions/{made['id']}"
    assert made["number"] == "房综治督〔2025〕第0001号"
    assert officer.json(f"{at}/acknowledge", {}, If_Match=f'"{made["version"]}"')["state"] == "acknowledged"
    answer = {
        "cause": "轮值交接遗漏。",
        "progress": "已联系当事人。",
        "measures": [{"measure": "登记替班人", "owner": "何某", "due_on": "2025-06-30"}],
    }
    seen = head.json(at)["version"]
    assert officer.json(f"{at}/reply", answer, status=409, If_Match=f'"{seen}"')["code"] == "head_only"
    replied = head.json(f"{at}/reply", answer, If_Match=f'"{seen}"')
    assert replied["replies"][0]["measures"][0]["owner"] == "何某"
    closed = desk.json(f"{at}/accept", {"reason": "措施可行。"}, If_Match=f'"{replied["version"]}"')
    assert (closed["state"], closed["due_at"]) == ("closed", None)


def test_a_person_without_a_right_is_refused_by_the_api_as_by_the_page(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    order_id = dispatched(waiting, desk)
    at = f"{API}/dispatch-orders/{order_id}"
    assert visit("ding").json(at, status=404)["code"] == "not_found"
    assert visit("police").json(f"{at}/sign", {}, status=403, If_Match='"1"')["code"] == "forbidden"
    assert desk.json(f"{at}/sign", {}, status=403, If_Match='"1"')["code"] == "forbidden"
    refused = visit("he").json(f"{API}/events/{waiting.matter_id}/dispatch", body(waiting), status=403, If_Match='"1"')
    assert refused["code"] == "forbidden"


def test_a_missed_clock_is_told_by_machine(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    order_id = dispatched(waiting, desk)
    pass_time(clock.at(DAY.replace(day=20), 16))
    order = desk.json(f"{API}/dispatch-orders/{order_id}")
    assert (order["late"], order["version"]) == (True, 1)
    chased = desk.json(f"{API}/supervisions?unit_id={waiting.unit_id('dept.rs')}")["rows"]
    assert [(one["cause"], one["auto"], one["level"]) for one in chased] == [("sign_late", True, "yellow")]


def test_an_order_is_reminded_of_and_handed_on_by_machine(waiting: WaitingMatter, visit: Visit) -> None:
    at = f"{API}/dispatch-orders/{waiting.lead_in_progress()}"
    desk, officer = visit("gaomou"), visit("he")
    seen = desk.json(at)
    assert {"urge"} <= {one["name"] for one in seen["allowed_actions"]}
    body = {"reason": "请今天下班前回复。"}
    told = desk.json(f"{at}/urge", body, If_Match=f'"{seen["version"]}"', Idempotency_Key="urge-1")
    assert told["urges"] == 1
    assert desk.json(f"{at}/urge", body, If_Match=f'"{seen["version"]}"', Idempotency_Key="urge-1") == told
    refused = desk.json(f"{at}/urge", body, status=409, If_Match=f'"{told["version"]}"')
    assert refused["code"] == "just_urged"
    chosen = {"handler_id": str(waiting.actor("song").user_id), "reason": "外出培训三天。"}
    moved = officer.json(f"{at}/hand-on", chosen, If_Match=f'"{told["version"]}"')
    assert moved["handler_name"] == "宋某"
    again = officer.json(f"{at}/hand-on", chosen, status=422, If_Match=f'"{moved["version"]}"')
    assert set(again["errors"]) == {"handler_id"}


def test_a_unit_reads_a_copy_until_it_is_taken_back_by_machine(waiting: WaitingMatter, visit: Visit) -> None:
    desk, reader = visit("gaomou"), visit("civil")
    copies = f"{API}/events/{waiting.matter_id}/copies"
    body = {"unit_id": str(waiting.unit_id("dept.mz")), "purpose": "请了解情况，关注后续用工。"}
    reader.json(copies, status=404)
    assert reader.json(copies, body, status=403)["code"]
    row = desk.json(copies, body, status=201)
    assert desk.json(copies, body, status=422)["errors"].keys() == {"unit_id"}
    assert [one["id"] for one in reader.json(copies)["rows"]] == [row["id"]]
    noted = reader.json(f"{API}/copies/{row['id']}/note", {})
    assert noted["noted_by_name"] == "陶某"
    back = {"reason": "抄送错了单位。"}
    assert desk.json(f"{API}/copies/{row['id']}/take-back", back, status=428)["code"] == "version_missing"
    ended = desk.json(f"{API}/copies/{row['id']}/take-back", back, If_Match=f'"{noted["version"]}"')
    assert ended["end_reason"] == "抄送错了单位。"
    reader.json(f"{API}/copies/{row['id']}", status=404)


def test_a_rule_is_drafted_tried_published_and_undone_by_machine(waiting: WaitingMatter, visit: Visit) -> None:
    desk, head, at = visit("gaomou"), visit("gu"), f"{API}/routing-rules/migrant_wage"
    rows = {row["code"]: row for row in desk.json(f"{API}/routing-rules")["rows"]}
    assert (rows["migrant_wage"]["revision"], rows["migrant_wage"]["has_draft"]) == (1, False)
    assert visit("he").json(f"{API}/routing-rules", status=403)["code"] == "forbidden"
    draft = desk.json(f"{at}/draft", {}, status=201, Idempotency_Key="draft-1")
    assert desk.json(f"{at}/draft", {}, status=201, Idempotency_Key="draft-1") == draft
    assert desk.json(f"{at}/draft", {}, status=409)["code"] == "draft_exists"
    text = {
        "leads": [
            {"unit": "dept.ga", "people_from": 30, "keywords": ["聚集、讨薪"], "risk_from": "yellow"},
            {"unit": "dept.rs"},
        ],
        "lead_task": "先稳控现场，再核实欠薪事实。",
    }
    refused = desk.client.put(f"{at}/draft", json=text)
    assert refused.status_code == 428
    bad = {**text, "leads": [{"unit": "dept.nobody", "regions": ["x"]}]}
    faults = desk.client.put(f"{at}/draft", json=bad, headers={"If-Match": '"1"'}).get_json()["errors"]
    assert any(name.startswith("leads.0.regions") for name in faults)
    saved = desk.client.put(f"{at}/draft", json=text, headers={"If-Match": '"1"'})
    assert saved.get_json()["leads"][0]["keywords"] == ["聚集", "讨薪"]
    seen = saved.headers["ETag"]
    assert head.json(f"{at}/publish", {"reason": "x" * 12}, status=409, If_Match=seen)["code"] == "not_tried"
    days = {"first": "2025-06-01", "last": "2025-06-30"}
    assert desk.json(f"{at}/try", days, status=412, If_Match='"1"')["code"] == "stale_version"
    trial = desk.json(f"{at}/try", days, status=201, If_Match=seen)
    assert [(one["matter_id"], one["result"]) for one in trial["matters"]] == [(str(waiting.matter_id), "elsewhere")]
    assert desk.json(f"{at}/trials/{trial['id']}") == trial
    assert desk.json(f"{at}/publish", {"reason": WHY}, status=403, If_Match=seen)["code"] == "forbidden"
    published = head.json(f"{at}/publish", {"reason": WHY}, If_Match=seen)
    assert (published["revision"], published["leads"][0]["match"]) == (2, "all")
    back = head.json(f"{at}/undo", {"reason": WHY}, If_Match=f'"{published["version"]}"')
    assert (back["revision"], back["restored_from"]) == (3, 1)
    found = head.json(at)
    assert [row["revision"] for row in found["revisions"]] == [3, 2, 1]
    assert found["revisions"][1]["differences"]
    assert {one["name"]: one["allowed"] for one in found["allowed_actions"]} == {"open-draft": True, "undo": True}
    assert head.json(f"{API}/routing-rules/nothing", status=404)["code"] == "not_found"


def test_why_a_matter_was_dispatched_so_is_told_by_machine(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    dispatched(waiting, desk)
    [row] = desk.json(f"{API}/events/{waiting.matter_id}/dispatch-proposals")["rows"]
    assert (row["rule_code"], row["rule_revision"], row["changed"], row["inputs"]["people"]) == (
        "migrant_wage",
        1,
        False,
        32,
    )
    words = {one["name"]: (one["part"], one["reasons"][0]["words"]) for one in row["candidates"]}
    assert words["房山区交通局"][0] == "passed"
    assert words["房山区人力资源和社会保障局"][1].startswith("权责清单RS-014")
