"""Agreements on pages: the drafter with its check, freezing, signing, performance, and both refusals people meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.agreements import queries
from app.core import clock
from tests.support.agreement_matters import COURT, HOME, AssignmentMatter
from tests.support.page_forms import Clerk
from tests.support.visits import Visitor, version_on
from tests.support.wages import TERMS

Visit = Callable[[str], Visitor]
Enter = Callable[[str], Clerk]


def begin(person: Visitor, matter: AssignmentMatter) -> str:
    person.get(f"/events/{matter.matter_id}/agreement/assignment")
    person.send(
        f"/events/{matter.matter_id}/agreement/assignment",
        matter_id=str(matter.matter_id),
        assignee_id=str(matter.party(HOME).id),
        pay_by="2025.6.30",
        signing_on="6月23日",
        contract_title="物业服务合同",
        court=COURT,
        debtor_signs="1",
        facts="物业公司自2025年4月起未向在养老院服务的劳动者支付工资，劳动者聚集讨薪，经公安上报综治中心。",
    )
    return str(queries.agreements_of(matter.matter_id)[0].id)


def note(person: Visitor, matter: AssignmentMatter, agreement_id: str) -> None:
    content = matter.content(UUID(agreement_id))
    firms = [party.key for party in content.parties if party.kind.value != "natural"]
    page = person.get(f"/agreements/{agreement_id}/circumstances")
    person.send(
        f"/agreements/{agreement_id}/circumstances",
        version=version_on(page),
        solvent=firms,
        checked_on="20250623",
        facts_match="1",
    )


def sign(person: Visitor, agreement_id: str, status: int = 303, **fields: object) -> None:
    page = person.get(f"/agreements/{agreement_id}")
    moment = clock.local(clock.now()).strftime("%Y-%m-%d %H:%M")
    person.send(
        f"/agreements/{agreement_id}/sign",
        status,
        **{"version": version_on(page), "signed_at": moment, "mode": "pen", "form": "sign", **fields},
    )


def frozen(person: Visitor, matter: AssignmentMatter) -> str:
    agreement_id = begin(person, matter)
    note(person, matter, agreement_id)
    page = person.get(f"/agreements/{agreement_id}")
    person.send(f"/agreements/{agreement_id}/freeze", version=version_on(page))
    return agreement_id


def test_from_the_tab_of_the_matter_to_performance(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    tab = ding.get(f"/events/{small.matter_id}/agreement")
    assert "起草三方债权转让协议" in tab
    assert "登记口头协议" not in tab
    agreement_id = frozen(ding, small)
    keys = [party.key for party in small.content(UUID(agreement_id)).signers]
    page = ding.get(f"/agreements/{agreement_id}")
    assert "还缺7处" in page
    sign(ding, agreement_id, signer="party", party_keys=keys, identity_checked="1")
    sign(ding, agreement_id, signer="mediator")
    sign(ding, agreement_id, signer="organisation", mode="seal")
    page = ding.get(f"/agreements/{agreement_id}")
    assert "已生效" in page
    assert "尚欠 21,600.00 元" in page
    assert f'/events/{small.matter_id}/confirmation">' in page
    small.receipts(HOME)
    assert "履行完毕" in ding.get(f"/agreements/{agreement_id}")
    ding.send(f"/events/{small.matter_id}/agreement/certificate")
    assert "自动履行证明书" in ding.get(f"/events/{small.matter_id}/agreement")


def test_everybody_in_the_room_signs_with_one_tick(small: AssignmentMatter, visit: Visit, clerk: Enter) -> None:
    at = f"/agreements/{frozen(visit('ding'), small)}"
    ding = clerk("ding")
    tick = {"everybody": "1", "signed_at": f"{clock.local(clock.now()):%Y-%m-%d %H:%M}", "identity_checked": "1"}
    ding.fill(at, "/sign", {**tick, "identity_checked": []}, 422)
    ding.fill(at, "/sign", tick)
    page = ding.get(at)
    workers = [party.name for party in small.parties if party.kind == "person"]
    assert all(f">{name}</span> 手写签名" in page for name in workers)
    assert "还缺4处" in page
    assert 'name="everybody"' not in page


def test_draft_shows_the_text_the_annex_and_the_check(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    agreement_id = begin(ding, small)
    page = ding.get(f"/agreements/{agreement_id}")
    assert "21,600.00元（大写：人民币贰万壹仟陆佰元整）" in page
    assert "每名让与人的债权自其足额收到价款之时起转移" in page
    assert "T22" in page
    assert "本检查为程序性提示，不代表法院审查结论。" in page
    assert "110199196501011008" not in page
    assert "**** **** **** 0001" in page


def test_vague_words_are_marked_while_they_are_typed(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    agreement_id = begin(ding, small)
    typed = {"clause_kind": "free_text", "clause_key": "", "text": "双方尽快办理交接。", "operative": "1"}
    panel = ding.client.post(f"/agreements/{agreement_id}/try", data=typed).get_data(as_text=True)
    assert "C06" in panel
    assert "尽快" in panel
    assert "C06" not in ding.get(f"/agreements/{agreement_id}")


def test_clause_is_added_changed_moved_and_removed(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    agreement_id = begin(ding, small)
    form = ding.get(f"/agreements/{agreement_id}/clauses/new/free_text")
    address = f"/agreements/{agreement_id}/clauses"
    ding.send(f"{address}/new/free_text", version=version_on(form), title="交接", text="2025年6月30日前交接。")
    page = ding.get(f"/agreements/{agreement_id}")
    assert "2025年6月30日前交接。" in page
    ding.send(f"{address}/free_text_1", version=version_on(page), title="交接", text="2025年7月1日前交接。")
    page = ding.get(f"/agreements/{agreement_id}")
    assert "2025年7月1日前交接。" in page
    ding.send(f"{address}/free_text_1/move", version=version_on(page), to="up")
    ding.send(f"{address}/free_text_1/remove", version=version_on(ding.get(f"/agreements/{agreement_id}")))
    assert "2025年7月1日前交接。" not in ding.get(f"/agreements/{agreement_id}")


def test_payment_clause_reads_amounts_and_dates_as_typed(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    agreement_id = begin(ding, small)
    content = small.content(UUID(agreement_id))
    form = ding.get(f"/agreements/{agreement_id}/clauses/new/pay_instalments")
    fields = {
        "obligors": content.parties[-1].key,
        "obligees": content.parties[0].key,
        "amount_fen": "1.2万",
        "method": "cash",
        "instalments.0.due_on": "2025.8.1",
        "instalments.0.amount_fen": "5000",
        "instalments.1.due_on": "9月1日",
        "instalments.1.amount_fen": "7000",
    }
    ding.send(f"/agreements/{agreement_id}/clauses/new/pay_instalments", version=version_on(form), **fields)
    page = ding.get(f"/agreements/{agreement_id}")
    assert "第2期：2025年9月1日前（含当日）支付7,000.00元" in page


@pytest.mark.parametrize("day", ["9月31日", "2025-02-29"])
def test_impossible_day_is_refused_beside_its_box(small: AssignmentMatter, visit: Visit, day: str) -> None:
    ding = visit("ding")
    agreement_id = begin(ding, small)
    form = ding.get(f"/agreements/{agreement_id}/clauses/payment")
    answer = ding.client.post(
        f"/agreements/{agreement_id}/clauses/payment",
        data={"version": version_on(form), "idempotency_key": "k", "due_on": day, "amount_fen": "1000"},
    )
    assert answer.status_code == 422
    assert "不存在" in answer.get_data(as_text=True)


def test_stale_version_keeps_what_was_typed(small: AssignmentMatter, visit: Visit) -> None:
    ding, qin = visit("ding"), visit("qin")
    agreement_id = begin(ding, small)
    form = ding.get(f"/agreements/{agreement_id}/head")
    other = qin.get(f"/agreements/{agreement_id}/head")
    qin.send(f"/agreements/{agreement_id}/head", version=version_on(other), title="协议", facts="负责人改的事实。")
    answer = ding.client.post(
        f"/agreements/{agreement_id}/head",
        data={"version": version_on(form), "idempotency_key": "k", "title": "协议", "facts": "我改的事实。"},
    )
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "我改的事实。" in page
    assert "负责人改的事实。" in page


def test_second_click_signs_only_once(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    agreement_id = frozen(ding, small)
    keys = [party.key for party in small.content(UUID(agreement_id)).signers]
    page = ding.get(f"/agreements/{agreement_id}")
    fields = {
        "version": version_on(page),
        "signed_at": clock.local(clock.now()).strftime("%Y-%m-%d %H:%M"),
        "mode": "pen",
        "signer": "party",
        "party_keys": keys,
        "identity_checked": "1",
        "idempotency_key": "one-click",
    }
    for _ in range(2):
        ding.send(f"/agreements/{agreement_id}/sign", **fields)
    assert len(queries.signature_rows(UUID(agreement_id))) == len(keys)


def test_somebody_who_left_the_room_is_refused_on_the_page(small: AssignmentMatter, visit: Visit) -> None:
    firm = small.party(TERMS.employer)
    everybody = tuple(party.id for party in small.parties)
    small.sit(present=everybody, left={firm.id: clock.now()})
    agreement_id = frozen(visit("ding"), small)
    keys = [party.key for party in small.content(UUID(agreement_id)).signers]
    with clock.frozen(clock.now() + timedelta(hours=2)):
        sign(visit("ding"), agreement_id, 409, signer="party", party_keys=keys, identity_checked="1")


def test_oral_agreement_in_a_labour_dispute_is_refused_on_the_page(small: AssignmentMatter, visit: Visit) -> None:
    answer = visit("ding").send(f"/events/{small.matter_id}/agreement", 409, matter_id=str(small.matter_id), oral="1")
    assert "劳动争议应当制作书面调解协议书" in answer.get_data(as_text=True)


def test_director_lets_a_finding_pass_on_the_page(small: AssignmentMatter, visit: Visit) -> None:
    ding, director = visit("ding"), visit("gu")
    agreement_id = begin(ding, small)
    form = ding.get(f"/agreements/{agreement_id}/clauses/new/free_text")
    ding.send(
        f"/agreements/{agreement_id}/clauses/new/free_text",
        version=version_on(form),
        title="交接",
        text="尽快交接。",
        operative="1",
    )
    page = director.get(f"/agreements/{agreement_id}")
    assert "准许带着问题定稿" in page
    director.send(
        f"/agreements/{agreement_id}/override",
        version=version_on(page),
        rule_id="C06",
        reason="双方都清楚交接时间，不影响履行。",
    )
    assert "主任准许 C06" in ding.get(f"/agreements/{agreement_id}")


@pytest.mark.parametrize(("login", "status"), [("gaomou", 403), ("he", 403), ("civil", 404), ("meng", 403)])
def test_only_the_mediator_opens_the_drafter(small: AssignmentMatter, visit: Visit, login: str, status: int) -> None:
    agreement_id = begin(visit("ding"), small)
    visit(login).get(
        f"/agreements/{agreement_id}/clauses/payment", 404 if login == "civil" and status == 404 else status
    )


def test_list_shows_what_waits(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    begin(ding, small)
    page = ding.get("/agreements")
    assert "三方债权转让调解协议书" in page
    assert "核对并定稿" in page
    assert "没有这样的协议" in visit("civil").get("/agreements")
