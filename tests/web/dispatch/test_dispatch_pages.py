"""Dispatch through its pages: confirm with one key, sign with one tap, return, rule, report, chase."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from uuid import UUID

import pytest

from app.core import clock
from app.core.db import db
from app.dispatch import queries, services
from app.intake import queries as intake
from tests.support.dispatching import DAY, WHY, WaitingMatter, feedback, pass_time
from tests.support.people import TOWN
from tests.support.visits import Visitor, seen_errors, version_on

Visit = Callable[[str], Visitor]


def confirm(waiting: WaitingMatter, desk: Visitor, **fields: str) -> None:
    """Send the proposal as the page offers it."""
    page = desk.get(f"/events/{waiting.matter_id}/dispatch/new")
    chosen = {
        f"assistants.{n}.unit_id": str(waiting.unit_id(code))
        for n, code in enumerate(("dept.ga", "court.studio", "dept.mz", f"sub.{TOWN}"))
    }
    desk.send(
        f"/events/{waiting.matter_id}/dispatch",
        form="dispatch",
        version=version_on(page),
        lead_unit_id=str(waiting.unit_id("dept.rs")),
        **{**chosen, **fields},
    )


def lead_id(waiting: WaitingMatter) -> UUID:
    """The lead's order."""
    found = queries.lead_order(waiting.matter_id)
    assert found is not None
    return found.id


def act(person: Visitor, order_id: UUID, name: str, page: str = "", status: int = 303, **fields: str) -> str:
    """Open a page of the order, send what it offers, and read the answer."""
    shown = person.get(f"/orders/{order_id}{page}")
    answer = person.send(f"/orders/{order_id}/{name}", status, version=version_on(shown), **fields)
    return unescape(answer.get_data(as_text=True))


def test_the_proposal_is_read_with_its_reasons_and_confirmed(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    page = desk.get(f"/events/{waiting.matter_id}/dispatch/new")
    for words in (
        "权责清单RS-014“拖欠工资投诉的受理、核查与调解”，列为主办单位",
        "涉30人以上欠薪，按府院联动约定同步告知",
        "仅限运输企业，本事项未涉及",
        "明日 18:00",
        "确认派单",
    ):
        assert words in page
    confirm(waiting, desk)
    shown = desk.get(f"/events/{waiting.matter_id}/dispatch")
    assert "房综治派〔2025〕第0001号" in shown
    assert "房综治派〔2025〕第0005号" in shown
    assert "当前状态是“待签收”，不能派单" in desk.get(f"/events/{waiting.matter_id}/dispatch/new")


def test_the_desk_holds_the_proposal_beside_the_list_and_returns_to_it(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    assert f"open={waiting.matter_id}" in desk.get("/desk?tab=to_dispatch")
    page = desk.get(f"/desk?tab=to_dispatch&open={waiting.matter_id}")
    for words in (
        'id="panel"',
        "权责清单RS-014“拖欠工资投诉的受理、核查与调解”，列为主办单位",
        "确认派单",
        "明日 18:00",
    ):
        assert words in page
    chosen = re.findall(r'name="(assistants\.\d+\.unit_id)" value="([^"]+)"', page)
    sent = desk.send(
        f"/events/{waiting.matter_id}/dispatch",
        form="dispatch",
        version=version_on(page),
        next="/desk?tab=to_dispatch",
        lead_unit_id=str(waiting.unit_id("dept.rs")),
        **dict(chosen),
    )
    assert sent.location == "/desk?tab=to_dispatch"
    page = desk.get(f"/desk?open={waiting.matter_id}")
    assert 'id="panel"' in page
    assert "确认派单" not in page


@pytest.mark.parametrize("asked", ["nobody", "018f2f70-0000-7000-8000-000000000000"])
def test_the_desk_without_such_a_row_has_no_panel(waiting: WaitingMatter, visit: Visit, asked: str) -> None:
    assert 'id="panel"' not in visit("gaomou").get(f"/desk?open={asked}")


def test_each_signing_clock_names_its_unit(waiting: WaitingMatter, visit: Visit) -> None:
    waiting.dispatched()
    page = visit("gaomou").get(f"/events/{waiting.matter_id}")
    assert "签收 · 房山区民政局" in page
    assert "签收 · 公安分局" in page


def test_an_assistant_taken_out_asks_for_the_reason_and_keeps_the_choice(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    page = desk.get(f"/events/{waiting.matter_id}/dispatch/new")
    answer = desk.send(
        f"/events/{waiting.matter_id}/dispatch",
        status=422,
        form="dispatch",
        version=version_on(page),
        lead_unit_id=str(waiting.unit_id("dept.rs")),
        **{"assistants.0.unit_id": str(waiting.unit_id("dept.ga"))},
    )
    text = answer.get_data(as_text=True)
    assert "与建议不同，请写明理由" in text
    assert text.count('type="checkbox" id="assist-') - text.count(' checked aria-label="派协办') == 3


def test_another_lead_is_chosen_on_the_change_page(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    page = desk.get(f"/events/{waiting.matter_id}/dispatch/change")
    fields = {
        "form": "change",
        "version": version_on(page),
        "lead_unit_id": str(waiting.unit_id("dept.mz")),
        "lead_task": "牵头处置。",
        "assistants.0.unit_id": str(waiting.unit_id("dept.rs")),
        "assistants.0.task": "核查工资。",
        "catch_all": "1",
    }
    address = f"/events/{waiting.matter_id}/dispatch"
    assert "牵头处置" in desk.send(address, status=422, **fields).get_data(as_text=True)
    desk.send(address, **fields, change_reason="民政局已在现场，由其牵头更快。")
    order = queries.lead_order(waiting.matter_id)
    assert order is not None
    assert (order.unit_id, order.catch_all, order.task) == (waiting.unit_id("dept.mz"), True, "牵头处置。")


def test_an_officer_signs_from_the_list_with_one_tap(waiting: WaitingMatter, visit: Visit) -> None:
    waiting.dispatched()
    officer = visit("he")
    page = officer.get("/orders")
    assert "第0001号" in page
    assert "第0002号" not in page
    assert page.count(">签收</button>") == 1
    officer.send(f"/orders/{lead_id(waiting)}/sign", version=version_on(page), next="/orders?tab=handling")
    assert intake.matter(waiting.matter_id).state == "handling"
    assert "没有符合条件的派遣单" in officer.get("/orders")
    assert "办理" in officer.get("/orders?tab=handling")


def test_the_same_tap_twice_signs_once(waiting: WaitingMatter, visit: Visit) -> None:
    waiting.dispatched()
    officer = visit("he")
    fields = {"version": version_on(officer.get("/orders")), "idempotency_key": "tap-1"}
    officer.send(f"/orders/{lead_id(waiting)}/sign", **fields)
    officer.send(f"/orders/{lead_id(waiting)}/sign", **fields)
    assert waiting.order(lead_id(waiting)).version == 2


def test_the_way_of_an_order_from_contact_to_completion(waiting: WaitingMatter, visit: Visit) -> None:
    waiting.dispatched()
    order_id, officer, head, desk = lead_id(waiting), visit("he"), visit("rshead"), visit("gaomou")
    act(officer, order_id, "sign")
    act(officer, order_id, "start", "/start", contacted_at="6月18日 9:05", channel="phone", note="已约劳动者代表到场。")
    act(head, order_id, "extension", "/extension", until="20250715", party_told_on="6月18日", party_told_by="phone",
        reason="账册尚在调取，需要更多时间。")  # fmt: skip
    assert "延期待审批" in desk.get(f"/orders/{order_id}")
    act(desk, order_id, "approve-extension")
    act(officer, order_id, "feedback", "/feedback", result="resolved", summary="用人单位已向全部劳动者支付工资。",
        evidence="银行转账凭证", party_told_on="6月18日", party_told_by="phone")  # fmt: skip
    act(head, order_id, "approve-feedback")
    act(
        desk,
        order_id,
        "send-back",
        "/send-back",
        defects="缺少3名劳动者的收款凭证",
        reason="凭证不全，请补齐后再反馈。",
    )
    act(head, order_id, "feedback", "/feedback", result="resolved", summary="凭证已经补齐，全部付清。",
        party_told_on="6月18日", party_told_by="phone")  # fmt: skip
    act(desk, order_id, "accept-feedback")
    page = desk.get(f"/orders/{order_id}")
    for words in ("已办结", "缺少3名劳动者的收款凭证", "第1次，延至7月15日", "已约劳动者代表到场"):
        assert words in page


def test_a_return_is_asked_for_agreed_to_and_ruled_on(waiting: WaitingMatter, visit: Visit) -> None:
    orders = waiting.dispatched()
    order_id = waiting.order_of("dept.mz", orders)
    officer, head, desk = visit("civil"), visit("mzhead"), visit("gaomou")
    page = officer.get(f"/orders/{order_id}/return")
    wrong = {"version": version_on(page), "form": "return", "code": "R1", "reason": "不归我管"}
    answer = officer.send(f"/orders/{order_id}/return", status=422, **wrong).get_data(as_text=True)
    for words in ("不少于20个字", "请填写权责清单条目", "请填写建议承办单位", "不归我管"):
        assert words in answer
    act(officer, order_id, "return", "/return", code="R1", reason=WHY, basis="权责清单第12项",
        suggested_unit_id=str(waiting.unit_id("dept.jt")))  # fmt: skip
    assert "退回待本单位负责人审核" in head.get(f"/orders/{order_id}")
    act(head, order_id, "approve-return")
    assert "非本单位法定职责" in desk.get("/returns")
    act(desk, order_id, "rule", "/rule", outcome="accepted", reason="退回理由成立，改派交通局。",
        new_unit_id=str(waiting.unit_id("dept.jt")))  # fmt: skip
    page = desk.get(f"/orders/{order_id}")
    for words in ("已退回", "房综治派〔2025〕第0006号", "退回理由成立，改派交通局。"):
        assert words in page
    assert "没有等待裁定的退回" in desk.get("/returns")


def test_an_act_not_allowed_says_why(waiting: WaitingMatter, visit: Visit) -> None:
    order_id = waiting.order_of("dept.mz", waiting.dispatched())
    services.request_return(order_id, waiting.return_details(), actor=waiting.actor("civil"))
    page = visit("civil").get(f"/orders/{order_id}")
    assert "已有退回申请等待本单位负责人审核。" in page
    assert visit("civil").client.get(f"/orders/{order_id}/return").status_code == 303


def test_a_missed_signing_is_seen_red_and_chased(waiting: WaitingMatter, visit: Visit) -> None:
    waiting.dispatched()
    pass_time(clock.at(DAY.replace(day=20), 16))
    with clock.frozen(clock.at(DAY.replace(day=20), 16, 1)):
        desk, officer, head = visit("gaomou"), visit("he"), visit("rshead")
        assert "逾期签收" in desk.get("/orders?late=1")
        assert "自动督办" in desk.get("/supervisions")
        (found,) = [
            row for row in queries.supervisions_of(waiting.matter_id) if row.unit_id == waiting.unit_id("dept.rs")
        ]
        at = f"/supervisions/{found.id}"
        page = officer.get(at)
        assert "超过签收时限的120%" in page
        officer.send(f"{at}/acknowledge", version=version_on(page))
        assert "须由本单位负责人办理。" in officer.get(at)
        page = head.get(at)
        answer = {
            "form": "reply",
            "version": version_on(page),
            "cause": "轮值交接遗漏。",
            "progress": "已联系当事人。",
            "measures.0.measure": "离岗前登记替班人",
            "measures.0.owner": "何某",
            "measures.0.due_on": "6月30日",
        }
        head.send(f"{at}/reply", **answer)
        page = desk.get(at)
        assert "离岗前登记替班人（何某，2025-06-30前）" in page
        desk.send(f"{at}/find-insufficient", version=version_on(page), reason="没有说明何时核清工资。")
        assert "橙色" in desk.get(at)


def test_a_supervision_by_hand_starts_from_the_order(waiting: WaitingMatter, visit: Visit) -> None:
    waiting.dispatched()
    order_id, desk = lead_id(waiting), visit("gaomou")
    page = desk.get(f"/orders/{order_id}/supervision")
    fields = {
        "form": "supervision",
        "version": version_on(page),
        "cause": "time_limit",
        "level": "orange",
        "facts": "当事人反映无人联系，请尽快联系。",
        "requirements": "今日内联系当事人；",
    }
    refused = desk.send(f"/orders/{order_id}/supervision", status=422, **fields).get_data(as_text=True)
    assert "督办只能涉及办理进度和质量" in refused
    desk.send(f"/orders/{order_id}/supervision", **fields, progress_only="1")
    assert "房综治督〔2025〕第0001号" in desk.get("/supervisions")


@pytest.mark.parametrize("paper", ["notice", "receipt", "return", "ruling"])
def test_each_paper_of_an_order_is_put_on_the_record(waiting: WaitingMatter, visit: Visit, paper: str) -> None:
    order_id = waiting.dispatched()[0].id
    services.sign_order(order_id, actor=waiting.actor("he"))
    services.request_return(order_id, waiting.return_details(to="dept.ga"), actor=waiting.actor("rshead"))
    desk = visit("gaomou")
    act(
        desk,
        order_id,
        "rule",
        "/rule",
        outcome="refused",
        reason="属于你单位职责，请继续承办。",
        basis="权责清单第12项",
    )
    at = desk.send(f"/orders/{order_id}/print/{paper}").location
    assert "房综治派〔2025〕第0001号" in desk.get(at)


@pytest.mark.parametrize("paper", ["notice", "reply"])
def test_each_paper_of_a_supervision_is_put_on_the_record(waiting: WaitingMatter, visit: Visit, paper: str) -> None:
    waiting.dispatched()
    pass_time(clock.at(DAY.replace(day=20), 16))
    with clock.frozen(clock.at(DAY.replace(day=20), 16, 1)):
        head, desk = visit("rshead"), visit("gaomou")
        (found,) = [
            row for row in queries.supervisions_of(waiting.matter_id) if row.unit_id == waiting.unit_id("dept.rs")
        ]
        at = f"/supervisions/{found.id}"
        head.send(f"{at}/acknowledge", version=version_on(head.get(at)))
        measure = {"measures.0.measure": "登记替班人", "measures.0.owner": "何某", "measures.0.due_on": "6月30日"}
        words = {"cause": "轮值交接遗漏。", "progress": "已联系当事人。"}
        head.send(f"{at}/reply", version=version_on(head.get(at)), **words, **measure)
        assert found.number in desk.get(desk.send(f"{at}/print/{paper}").location)


@pytest.mark.parametrize("login", ["ding", "review", "sysadmin", "liang"])
def test_those_without_a_grant_or_right_see_no_order(waiting: WaitingMatter, visit: Visit, login: str) -> None:
    order_id = waiting.dispatched()[0].id
    person = visit(login)
    assert person.client.get(f"/orders/{order_id}").status_code in (403, 404)
    page = person.client.get("/orders?tab=all")
    assert page.status_code == 403 or "第0001号" not in page.get_data(as_text=True)


def test_the_lists_stay_the_same_when_their_address_is_copied(waiting: WaitingMatter, visit: Visit) -> None:
    waiting.dispatched()
    desk = visit("gaomou")
    address = f"/orders?tab=to_sign&unit={waiting.unit_id('dept.mz')}&role=assist&q=养老院"
    assert "没有符合条件的派遣单" in desk.get(address)
    found = desk.get(address.replace("养老院", "讨薪"))
    assert "房山区民政局" in found
    assert "公安分局</td>" not in found


def test_a_suspension_and_help_are_written_on_pages_of_their_own(waiting: WaitingMatter, visit: Visit) -> None:
    order_id = waiting.lead_in_progress()
    officer, desk = visit("he"), visit("gaomou")
    act(officer, order_id, "assistance", "/assistance", unit_id=str(waiting.unit_id("dept.jt")), task="核查车辆登记。")
    act(officer, order_id, "contact", "/contact", contacted_at="6月18日 9:05", channel="visit", note="上门核对工资表。")
    act(desk, order_id, "suspension", "/suspension", until="20250701", reason="等待鉴定机构出具意见。")
    page = desk.get(f"/orders/{order_id}")
    assert "7月1日" in page
    assert "上门核对工资表" in page
    act(desk, order_id, "resume")
    assert waiting.order(order_id).state == "in_progress"


def test_the_order_of_a_closed_way_offers_nothing(waiting: WaitingMatter, visit: Visit) -> None:
    order_id = waiting.lead_in_progress()
    services.submit_feedback(order_id, feedback(), actor=waiting.actor("rshead"))
    services.accept_feedback(order_id, actor=waiting.actor("gaomou"))
    page = visit("gaomou").get(f"/orders/{order_id}")
    assert "同意办结</button>" not in page


def test_the_second_to_sign_is_told_that_it_is_done(waiting: WaitingMatter, visit: Visit) -> None:
    order_id = waiting.dispatched()[0].id
    officer, head = visit("he"), visit("rshead")
    version = version_on(officer.get(f"/orders/{order_id}"))
    head.send(f"/orders/{order_id}/sign", version=version)
    answer = officer.send(f"/orders/{order_id}/sign", 409, version=version).get_data(as_text=True)
    told = re.search(r'<div class="fq-errors" role="alert".*?</div>', answer, re.S)
    assert told is not None
    assert "内容已被他人更新" in told[0]
    assert answer.count("内容已被他人更新") == 1


def test_a_dispatch_sent_from_an_old_tab_shows_no_internal_names(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    version, lead = version_on(desk.get(f"/desk?open={waiting.matter_id}")), str(waiting.unit_id("dept.rs"))
    waiting.dispatched()
    page = desk.send(
        f"/events/{waiting.matter_id}/dispatch", 409, form="dispatch", version=version, lead_unit_id=lead
    ).get_data(as_text=True)
    assert "别人已经更新了这份内容" in page
    assert lead not in page


def test_a_unit_is_reminded_and_reads_what_the_centre_wants(waiting: WaitingMatter, visit: Visit) -> None:
    order_id = waiting.lead_in_progress()
    desk, officer = visit("gaomou"), visit("he")
    assert "请写明理由，不少于4个字" in act(desk, order_id, "urge", status=422, form="urge", reason="快")
    act(desk, order_id, "urge", form="urge", reason="请今天下班前回复。")
    assert "请今天下班前回复。" in officer.get(f"/orders/{order_id}")
    assert "催办1次" in officer.get("/orders?tab=handling")
    assert "刚催办过，2小时内不重复催办" in desk.get(f"/orders/{order_id}")


def test_an_order_goes_to_a_colleague_with_a_reason(waiting: WaitingMatter, visit: Visit) -> None:
    order_id = waiting.lead_in_progress()
    officer, colleague = visit("he"), visit("song")
    chosen = {"form": "hand-on", "handler_id": str(waiting.actor("song").user_id)}
    again = act(officer, order_id, "hand-on", "/hand-on", 422, reason="", **chosen)
    assert "请写明理由" in again
    assert f'value="{chosen["handler_id"]}" selected' in again
    act(officer, order_id, "hand-on", "/hand-on", reason="外出培训三天。", **chosen)
    page = colleague.get("/orders?tab=handling&mine=1")
    assert str(order_id) in page
    assert "宋某" in page
    assert str(order_id) not in officer.get("/orders?tab=handling&mine=1")
    assert "须由现在的经办人或者本单位负责人转办" in officer.get(f"/orders/{order_id}")


def test_a_unit_is_copied_notes_it_and_loses_it_again(waiting: WaitingMatter, visit: Visit) -> None:
    desk, reader = visit("gaomou"), visit("civil")
    here, unit = f"/events/{waiting.matter_id}", str(waiting.unit_id("dept.mz"))
    short = desk.send(f"{here}/copies", 422, form="copy", unit_id=unit, purpose="了解")
    assert "请写明抄送的用途，不少于6个字" in seen_errors(short)
    desk.send(f"{here}/copies", form="copy", unit_id=unit, purpose="请了解情况，关注后续用工。")
    page = reader.get(f"{here}/dispatch")
    assert "请了解情况，关注后续用工。" in page
    assert "待签阅" in page
    (copy,) = queries.copies_of(waiting.matter_id)
    reader.send(f"/copies/{copy.id}/note", form="note", version=str(copy.version))
    page = desk.get(f"{here}/dispatch")
    assert "已签阅" in page
    db.session.refresh(copy)
    back = {"form": f"copy-{copy.id}", "version": str(copy.version)}
    short = desk.send(f"/copies/{copy.id}/take-back", 422, reason="错了", **back)
    assert "请写明理由，不少于6个字" in unescape(short.get_data(as_text=True))
    desk.send(f"/copies/{copy.id}/take-back", reason="抄送错了单位。", **back)
    assert "已撤回" in desk.get(f"{here}/dispatch")
    reader.get(here, status=404)
