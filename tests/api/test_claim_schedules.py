"""Wage schedules by machine: the same rules, versions asked for, wrong cells listed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from app.claims.samples import VERIFIED
from tests.support.visits import Visitor
from tests.support.wages import TERMS, WORKERS, WageMatter, workbook

Visit = Callable[[str], Visitor]
ROOT = "/api/v1/claim-schedules"
NEW = {
    "employer": TERMS.employer,
    "employer_uscc": TERMS.employer_uscc,
    "first_month": "2025-04",
    "last_month": "2025-05",
    "pay_day": 15,
    "pay_offset": 1,
    "sources": ["工资专户银行流水"],
}
WORKER = {
    "number": 1, "name": "𬱖某", "id_number": "110199196501011008", "monthly_wage_fen": 360000, "claimed_fen": 720000,
    "flow": [
        {"month": "2025-04", "due_fen": 360000, "attendance_days": "22"},
        {"month": "2025-05", "due_fen": 360000, "attendance_days": "17", "unpaid_leave_days": "2"},
    ],
}  # fmt: skip


def begin(person: Visitor, matter: WageMatter) -> dict[str, Any]:
    found: dict[str, Any] = person.json(ROOT, {"matter_id": str(matter.matter_id), "terms": NEW}, status=201)
    return found


def send_file(person: Visitor, schedule: dict[str, Any], content: bytes, status: int, dry: bool = False) -> Any:
    answer = person.client.post(
        f"{ROOT}/{schedule['id']}/import{'?dry_run=true' if dry else ''}",
        data={"file": (io.BytesIO(content), "工资.xlsx")},
        headers={"If-Match": str(schedule["version"])},
        content_type="multipart/form-data",
    )
    assert answer.status_code == status, answer.get_data(as_text=True)[:500]
    return answer.get_json()


def act(person: Visitor, schedule: dict[str, Any], name: str, body: Any = None, status: int = 200) -> dict[str, Any]:
    found: dict[str, Any] = person.json(
        f"{ROOT}/{schedule['id']}/{name}", body or {}, status=status, If_Match=str(schedule["version"])
    )
    return found


def test_the_32_workers_by_machine_alone(wage_matter: WageMatter, visit: Visit) -> None:
    ding, he, song = visit("ding"), visit("he"), visit("song")
    schedule = begin(ding, wage_matter)
    assert [one["name"] for one in schedule["allowed_actions"]] == ["enter"]
    dry = send_file(ding, schedule, workbook(WORKERS), 200, dry=True)
    assert dry["totals"]["verified_fen"] == 26130575
    assert ding.json(f"{ROOT}/{schedule['id']}")["rows"] == []
    send_file(ding, schedule, workbook(WORKERS), 200)
    schedule = ding.json(f"{ROOT}/{schedule['id']}")
    assert {row["number"]: row["verified_fen"] for row in schedule["rows"]} == VERIFIED
    assert schedule["rows"][3]["id_number"] == "*" * 14 + "1064"
    assert schedule["rows"][3]["report"]["trace"]["shown"] == "6,868.97"
    schedule = act(ding, schedule, "enter")
    schedule = act(he, schedule, "verify")
    refusal = act(he, schedule, "second-check", status=409)
    assert refusal["code"] == "same_person_verified"
    schedule = act(song, schedule, "second-check")
    assert schedule["verified_capitals"] == "人民币贰拾陆万壹仟叁佰零伍元柒角伍分"
    assert act(ding, schedule, "freeze", status=409)["code"] == "difference_not_accepted"
    for row in schedule["rows"]:
        if row["needs_acceptance"]:
            schedule = act(ding, schedule, f"rows/{row['id']}/accept-difference", {"channel": "signed"})
    schedule = act(ding, schedule, "freeze")
    assert (schedule["state"], schedule["edition"]) == ("frozen", 1)
    listed = he.json(f"{ROOT}?state=frozen&matter_id={wage_matter.matter_id}")
    assert [one["id"] for one in listed["rows"]] == [schedule["id"]]


def test_a_change_must_say_what_it_saw(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    schedule = begin(ding, wage_matter)
    ding.json(f"{ROOT}/{schedule['id']}/enter", {}, status=428)
    act(ding, schedule, "save-worker", WORKER)
    stale = act(ding, schedule, "save-worker", WORKER, status=412)
    assert (stale["seen"], stale["current"]) == (schedule["version"], schedule["version"] + 1)


def test_the_same_key_gives_the_same_answer(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    body = {"matter_id": str(wage_matter.matter_id), "terms": NEW}
    first = ding.json(ROOT, body, status=201, Idempotency_Key="k-1")
    assert ding.json(ROOT, body, status=201, Idempotency_Key="k-1")["id"] == first["id"]
    ding.json(ROOT, {**body, "terms": {**NEW, "pay_day": 20}}, status=422, Idempotency_Key="k-1")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id_number": "110199196501011009"}, "id_number"),
        ({"monthly_wage_fen": -1}, "monthly_wage_fen"),
        ({"monthly_wage_fen": 3600.5}, "monthly_wage_fen"),
        ({"claimed_fen": 10**15}, "claimed_fen"),
        ({"claimed_fen": "viel"}, "claimed_fen"),
        ({"name": "某4"}, "name"),
        ({"hired_on": "2025-09-31"}, "hired_on"),
        ({"hired_on": "2025-05-02", "left_on": "2025-05-01"}, "left_on"),
        ({"flow": [{"month": "2025-13", "due_fen": 1}]}, "flow.0.month"),
        ({"flow": [{"month": "2025-05", "due_fen": 1, "attendance_days": "40"}]}, "flow.0.attendance_days"),
        ({"flow": [{"month": "2025-05", "due_fen": 1, "attendance_days": "-1"}]}, "flow.0.attendance_days"),
    ],
)
def test_impossible_workers_are_refused_by_field(
    wage_matter: WageMatter, visit: Visit, changes: dict[str, Any], field: str
) -> None:
    ding = visit("ding")
    schedule = begin(ding, wage_matter)
    refusal = act(ding, schedule, "save-worker", {**WORKER, **changes}, status=422)
    assert field in refusal["errors"]
    assert ding.json(f"{ROOT}/{schedule['id']}")["rows"] == []


def test_a_rare_name_and_its_sum(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    schedule = act(ding, begin(ding, wage_matter), "save-worker", WORKER)
    assert (schedule["rows"][0]["name"], schedule["rows"][0]["verified_fen"]) == ("𬱖某", 686897)


def test_wrong_cells_come_back_with_their_places(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    schedule = begin(ding, wage_matter)
    book = load_workbook(io.BytesIO(workbook(WORKERS[:2])))
    book["花名册"]["E2"] = "=1"
    target = io.BytesIO()
    book.save(target)
    dry = send_file(ding, schedule, target.getvalue(), 200, dry=True)
    assert [(one["sheet"], one["row"], one["column"], one["code"]) for one in dry["errors"]] == [
        ("花名册", 2, "E", "cell_formula")
    ]
    refusal = send_file(ding, schedule, target.getvalue(), 422)
    assert refusal["code"] == "spreadsheet_wrong"
    assert "花名册!E2" in refusal["errors"]
    assert send_file(ding, schedule, b"MZ\x90", 422)["code"] == "spreadsheet_wrong"


@pytest.mark.parametrize(("login", "status"), [("police", 403), ("sysadmin", 403), ("civil", 404), ("meng", 200)])
def test_only_those_let_in_read_it(wage_matter: WageMatter, visit: Visit, login: str, status: int) -> None:
    schedule = begin(visit("ding"), wage_matter)
    visit(login).json(f"{ROOT}/{schedule['id']}", status=status)


def test_a_foreign_schedule_cannot_be_begun(wage_matter: WageMatter, visit: Visit) -> None:
    body = {"matter_id": str(wage_matter.matter_id), "terms": NEW}
    visit("civil").json(ROOT, body, status=404)
    visit("ding").json(ROOT, {**body, "matter_id": str(uuid4())}, status=404)
    visit("meng").json(ROOT, body, status=403)


def test_receipts_are_recorded_once(wage_matter: WageMatter, visit: Visit) -> None:
    ding = visit("ding")
    one = {
        "payer": TERMS.employer, "payee": "李某丁", "amount_fen": 686897, "paid_on": "2025-06-20",
        "bank_reference": "T1",
    }  # fmt: skip
    body = {"matter_id": str(wage_matter.matter_id), "receipts": [one]}
    first = ding.json("/api/v1/receipts", body, status=201)
    assert ding.json("/api/v1/receipts", body, status=201)[0]["id"] == first[0]["id"]
    other = {**body, "receipts": [{**one, "amount_fen": 1}]}
    assert ding.json("/api/v1/receipts", other, status=409)["code"] == "receipt_differs"
    for wrong in (-1, 0, 1.5, 10**15):
        ding.json("/api/v1/receipts", {**body, "receipts": [{**one, "amount_fen": wrong}]}, status=422)
    listed = ding.json(f"/api/v1/receipts?matter_id={wage_matter.matter_id}")
    assert [row["amount_fen"] for row in listed["rows"]] == [686897]
    voided = ding.json(f"/api/v1/receipts/{first[0]['id']}/void", {"reason": "登记错了事项"})
    assert voided["voided_at"] is not None
    visit("meng").json(f"/api/v1/receipts?matter_id={wage_matter.matter_id}", status=403)
