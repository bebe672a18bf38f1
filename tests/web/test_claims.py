"""The wage schedule through its pages: from the empty form to the frozen edition, and what is refused on the way."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from app.claims import queries
from app.claims.models import ClaimSchedule
from app.core.db import db
from tests.support.visits import Visitor, version_on
from tests.support.wages import WORKERS, WageMatter, workbook

Visit = Callable[[str], Visitor]
TERMS = {
    "employer": "北京虚构洁安物业服务有限公司",
    "employer_uscc": "91110199MA0FXC0116",
    "first_month": "2025-04",
    "last_month": "2025年5月",
    "pay_day": "15",
    "pay_offset": "1",
    "sources": "工资专户银行流水\n考勤表（双方签字）",
    "attendance_by_both": "1",
    "employer_present": "0",
}


def the_schedule() -> ClaimSchedule:
    db.session.expire_all()
    return db.session.query(ClaimSchedule).one()


def act(person: Visitor, name: str, **fields: str) -> None:
    schedule = the_schedule()
    page = person.get(f"/claims/{schedule.id}")
    person.send(f"/claims/{schedule.id}/{name}", version=version_on(page), **fields)


def test_the_whole_way_through_the_pages(wage_matter: WageMatter, visit: Visit) -> None:
    ding, he, song = visit("ding"), visit("he"), visit("song")
    assert "还没有工资核查表" in ding.get(f"/events/{wage_matter.matter_id}/claims")
    ding.get(f"/events/{wage_matter.matter_id}/claims/new")
    ding.send(f"/events/{wage_matter.matter_id}/claims", **TERMS)
    schedule_id = the_schedule().id
    assert the_schedule().sources == ["工资专户银行流水", "考勤表（双方签字）"]
    assert "花名册是空的" in ding.get(f"/claims/{schedule_id}")
    ding.get(f"/claims/{schedule_id}/import")
    preview_at = ding.upload(f"/claims/{schedule_id}/import", workbook(WORKERS), "工资.xlsx").location
    preview = ding.get(preview_at)
    assert "没有问题，可以导入" in preview
    assert "261,305.75" in preview
    assert the_schedule().rows == []
    ding.send(f"{preview_at}/import", version=version_on(preview))
    page = ding.get(f"/claims/{schedule_id}?open=4")
    for words in (
        "265,779.31",
        "261,305.75",
        "−4,473.56",
        "李某丁 6,868.97 元是这样算出来的",
        "初算",
        "录入中",
    ):
        assert words in page
    assert "3,600.00 − 2 × 3,600.00 ÷ 21.75 = 3,268.9655…" in page
    act(ding, "enter")
    act(he, "verify")
    act(song, "second_check")
    page = song.get(f"/claims/{schedule_id}")
    assert "人民币贰拾陆万壹仟叁佰零伍元柒角伍分" in page
    assert "还差5人认可，明细不能定稿" in page
    for row in the_schedule().rows:
        if row.difference_fen:
            form = ding.get(f"/claims/rows/{row.id}/acceptance")
            ding.send(f"/claims/rows/{row.id}/acceptance", version=version_on(form), channel="signed", note="")
    act(ding, "freeze")
    assert the_schedule().state == "frozen"
    assert queries.is_unaltered(queries.edition_of(schedule_id))
    assert "已定稿" in ding.get("/claims?tab=frozen")
    act(ding, "paper")


def test_a_wrong_spreadsheet_shows_each_cell_and_imports_nothing(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    schedule_id = wage_matter.schedule(WORKERS[:3])
    book = load_workbook(io.BytesIO(workbook(WORKERS[:3])))
    book["花名册"]["F3"] = "=7000+200"
    book["花名册"]["I4"] = "9月31日"
    book.create_sheet("隐藏").sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    page = ding.get(ding.upload(f"/claims/{schedule_id}/import", target.getvalue(), "错.xlsx").location)
    for words in ("有3处要改", "F3", "含有公式", "I4", "2025年9月没有31日。", "有隐藏的工作表"):
        assert words in page
    assert "确认导入</button>" not in page
    for content, words in ((b"MZ\x90\x00", "这不是 .xlsx 工作簿"), (workbook(())[:900], "这不是 .xlsx 工作簿")):
        assert words in ding.get(ding.upload(f"/claims/{schedule_id}/import", content, "假.xlsx").location)
    answer = ding.upload(f"/claims/{schedule_id}/import", b"0" * 5_000_001, "大.xlsx", status=422)
    assert "文件超过5MB" in answer.get_data(as_text=True)
    ding.send(f"/claims/{schedule_id}/import", status=422)
    assert len(the_schedule().rows) == 3


def test_what_was_typed_is_shown_again_when_refused(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    wrong = {**TERMS, "employer_uscc": "91110199MA0FXC0117", "last_month": "2025-03", "pay_day": "32"}
    page = ding.send(f"/events/{wage_matter.matter_id}/claims", 422, **wrong).get_data(as_text=True)
    assert "北京虚构洁安物业服务有限公司" in page
    wrong["pay_day"] = "15"
    page = ding.send(f"/events/{wage_matter.matter_id}/claims", 422, **wrong).get_data(as_text=True)
    assert "校验码不符" in page
    assert "主张截止月早于起始月" in page


def test_a_worker_is_corrected_on_the_page_and_particulars_stay_hidden(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    schedule_id = wage_matter.schedule(WORKERS[:4])
    row = the_schedule().rows[3]
    page = ding.get(f"/claims/rows/{row.id}")
    assert row.id_number not in page
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    fields = {name: value for name, value in fields.items() if name not in ("idempotency_key", "csrf_token")}
    assert fields["flow.11.unpaid_leave_days"] == "2"
    ding.send(f"/claims/rows/{row.id}", **{**fields, "flow.11.unpaid_leave_days": "1", "claimed_fen": "0.72万"})
    assert the_schedule().rows[3].verified_fen == 703448
    assert the_schedule().rows[3].id_number == WORKERS[3].id_number
    stale = ding.send(f"/claims/rows/{row.id}", status=409, **fields).get_data(as_text=True)
    assert "别人已经更新了这份内容" in stale
    fields["version"] = version_on(ding.get(f"/claims/rows/{row.id}"))
    for name, value, words in (
        ("claimed_fen", "-1", "金额不能是负数"),
        ("claimed_fen", "7200.005", "金额最小到分"),
        ("claimed_fen", "99999999999999", "金额超过上限"),
        ("hired_on", "9月31日", "9月只有30天"),
        ("id_number", "110199198604101065", "校验码不符"),
        ("flow.11.attendance_days", "三天", "天数应是"),
    ):
        refused = ding.send(f"/claims/rows/{row.id}", status=422, **{**fields, name: value})
        text = refused.get_data(as_text=True)
        assert words in text, (name, value)
        assert value in text
    assert len(queries.roster(the_schedule()).lines) == 4
    assert schedule_id == the_schedule().id


def test_one_person_more_and_one_less(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    schedule_id = wage_matter.schedule(WORKERS[:2])
    page = ding.get(f"/claims/{schedule_id}/rows/new")
    ding.send(
        f"/claims/{schedule_id}/rows",
        **{
            "version": version_on(page), "number": "3", "name": "䶮", "id_number": "110199197911071040",
            "monthly_wage_fen": "3600", "claimed_fen": "7200", "flow.0.month": "2025-03", "flow.10.month": "2025-04",
            "flow.10.due_fen": "3600", "flow.10.paid_fen": "0", "flow.10.attendance_days": "22",
            "flow.11.month": "2025-05", "flow.11.due_fen": "3600", "flow.11.paid_fen": "0",
            "flow.11.attendance_days": "19",
        },
    )  # fmt: skip
    added = the_schedule().rows[2]
    assert (added.name, added.verified_fen) == ("䶮", 720000)
    assert "䶮" in ding.get(f"/claims/{schedule_id}?tab=noted")
    ding.send(f"/claims/rows/{added.id}/remove", version=version_on(ding.get(f"/claims/rows/{added.id}")))
    assert len(the_schedule().rows) == 2


def test_checks_send_back_and_reopen_on_the_page(wage_matter: WageMatter, visit: Visit) -> None:
    ding, he = visit("ding"), visit("he")
    schedule_id = wage_matter.schedule(WORKERS[:2])
    act(ding, "enter")
    page = he.get(f"/claims/{schedule_id}")
    he.send(f"/claims/{schedule_id}/send_back", 422, version=version_on(page), reason="错", form="send_back")
    act(he, "send_back", reason="五月考勤与流水不一致", form="send_back")
    act(ding, "undo_import")
    assert the_schedule().rows == []
    version = str(the_schedule().version)
    refused = ding.send(f"/claims/{schedule_id}/enter", 409, version=version, form="enter")
    assert "花名册是空的" in refused.get_data(as_text=True)


def test_the_same_form_sent_twice_acts_once(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    schedule_id = wage_matter.schedule(WORKERS[:2])
    version = version_on(ding.get(f"/claims/{schedule_id}"))
    first = ding.send(f"/claims/{schedule_id}/enter", version=version, idempotency_key="einmal-0001")
    again = ding.send(f"/claims/{schedule_id}/enter", version=version, idempotency_key="einmal-0001")
    assert first.location == again.location
    assert the_schedule().state == "entered"


@pytest.mark.parametrize(
    ("login", "address", "status"),
    [
        ("police", "/claims", 403),
        ("sysadmin", "/claims", 403),
        ("meng", "/claims/{id}/import", 403),
        ("review", "/claims/{id}.xlsx", 403),
        ("civil", "/claims/{id}", 404),
        ("civil", "/claims/rows/{row}/reveal", 404),
        ("meng", "/claims/{id}", 200),
    ],
)
def test_the_address_alone_opens_nothing(
    wage_matter: WageMatter, visit: Visit, login: str, address: str, status: int
) -> None:
    wage_matter.schedule(WORKERS[:1])
    schedule = the_schedule()
    visit(login).get(address.format(id=schedule.id, row=schedule.rows[0].id), status)


def test_a_reveal_shows_the_account_only_for_a_reason(wage_matter: WageMatter, visit: Visit) -> None:
    he = visit("he")
    wage_matter.schedule(WORKERS[:1])
    row = the_schedule().rows[0]
    assert WORKERS[0].account not in he.get(f"/claims/rows/{row.id}/reveal")
    he.send(f"/claims/rows/{row.id}/reveal", 422, reason="看")
    assert WORKERS[0].account in he.send(f"/claims/rows/{row.id}/reveal", 200, reason="核对账户").get_data(as_text=True)


def test_template_and_export_are_spreadsheets(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    schedule_id = wage_matter.schedule(WORKERS[:2])
    for address in ("/claims/template.xlsx", f"/claims/{schedule_id}.xlsx"):
        answer = ding.client.get(address)
        assert answer.status_code == 200
        assert load_workbook(io.BytesIO(answer.get_data())).sheetnames[1:] == ["基本情况", "花名册", "工资流水与考勤"]


def test_the_employer_pays_everybody_from_a_pasted_list(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    schedule_id = wage_matter.schedule(WORKERS[:3])
    address = f"/events/{wage_matter.matter_id}/receipts"
    ding.get(address)
    common = {"schedule_id": str(schedule_id), "payer": TERMS["employer"], "paid_on": "2025-06-20", "form": "many"}
    wrong = ding.send(f"{address}/list", 422, **common, lines="1 A1\n9 A9\n2\n3 A3 -5").get_data(as_text=True)
    for words in ("第2行：核查表里没有序号9。", "第3行：应写成“序号 流水号”", "第4行：金额不能是负数"):
        assert words in wrong
    ding.send(f"{address}/list", **common, lines="1 A1\n2，A2\n3 A3 3,000.00")
    page = ding.get(address)
    assert "合计 17,400.00 元" in page
    ding.send(address, payer="甲", payee="乙", amount_fen="1.2万", paid_on="6月20日", bank_reference="B1", form="one")
    assert queries.received_total(wage_matter.matter_id) == 1740000 + 1200000
    refused = ding.send(
        address, 409, payer="甲", payee="乙", amount_fen="1", paid_on="6月20日", bank_reference="B1", form="one"
    )
    assert "流水号B1已登记过" in refused.get_data(as_text=True)
    receipt = next(one for one in queries.receipts_of(wage_matter.matter_id) if one.bank_reference == "B1")
    ding.get(f"/receipts/{receipt.id}/void")
    ding.send(f"/receipts/{receipt.id}/void", reason="重复登记了一笔")
    assert queries.received_total(wage_matter.matter_id) == 1740000
    assert "已作废" in ding.get(address)


def test_what_waits_for_human_resources_is_counted_on_every_page(wage_matter: WageMatter, visit: Visit) -> None:
    wage_matter.schedule(WORKERS[:1])
    he, ding = visit("he"), visit("ding")
    waiting = re.compile(r'data-count="claims">(\d*)<')
    found = waiting.search(he.get("/claims"))
    assert found is not None
    assert found[1] == ""
    act(ding, "enter")
    found = waiting.search(he.get("/claims"))
    assert found is not None
    assert found[1] == "1"
    he.client.get("/", follow_redirects=True)
