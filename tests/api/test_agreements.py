"""Agreements by machine: from the draft to effect and performance, and what is refused on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.agreements.rules import codec
from app.agreements.types.linting import AgreementFile
from app.core import clock
from tests.support.agreement_cases import s01_case
from tests.support.agreement_matters import COURT, HOME, AssignmentMatter
from tests.support.visits import Visitor
from tests.support.wages import TERMS

Visit = Callable[[str], Visitor]
ROOT = "/api/v1/agreements"


def act(person: Visitor, row: dict[str, Any], name: str, body: Any = None, status: int = 200) -> dict[str, Any]:
    found: dict[str, Any] = person.json(
        f"{ROOT}/{row['id']}/{name}", body or {}, status=status, If_Match=str(row["version"])
    )
    return found


def draft(person: Visitor, matter: AssignmentMatter, status: int = 201, **changes: Any) -> dict[str, Any]:
    body = {
        "matter_id": str(matter.matter_id),
        "assignee_id": str(matter.party(HOME).id),
        "pay_by": "2025-06-30",
        "signing_on": "2025-06-23",
        "contract_title": "物业服务合同",
        "court": COURT,
        "facts": "物业公司自2025年4月起未向在养老院服务的劳动者支付工资，劳动者聚集讨薪，经公安上报综治中心。",
        **changes,
    }
    found: dict[str, Any] = person.json(f"{ROOT}/assignments", body, status=status)
    return found


def noted(person: Visitor, row: dict[str, Any]) -> dict[str, Any]:
    firms = [party["key"] for party in row["content"]["parties"] if party["kind"] != "natural"]
    checks = [{"party": key, "insolvent": False, "checked_on": "2025-06-23"} for key in firms]
    return act(person, row, "note-circumstances", {"insolvency_checks": checks})


def hands(row: dict[str, Any], signer: str, **changes: Any) -> dict[str, Any]:
    keys = [party["key"] for party in row["content"]["parties"]] if signer == "party" else []
    return {
        "signer": signer,
        "mode": "seal" if signer == "organisation" else "pen",
        "signed_at": clock.local(clock.now()).isoformat(),
        "party_keys": keys,
        "identity_checked": True,
        **changes,
    }


def test_from_draft_to_performance_by_machine_alone(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    row = noted(ding, draft(ding, small))
    assert row["total_fen"] == 2_160_000
    assert [one["name"] for one in row["allowed_actions"] if one["allowed"]] == ["freeze"]
    report = ding.json(f"{ROOT}/{row['id']}/lint")
    assert report["counts"]["block"] == 0
    row = act(ding, row, "freeze")
    assert row["versions"][0]["document_digest"]
    row = act(ding, row, "sign", hands(row, "party"))
    row = act(ding, row, "sign", hands(row, "mediator"))
    assert row["missing_hands"] == ["organisation"]
    row = act(ding, row, "sign", hands(row, "organisation"))
    assert row["state"] == "effective"
    assert [duty["outstanding_fen"] for duty in row["obligations"]] == [720_000] * 3
    small.receipts(HOME)
    row = ding.json(f"{ROOT}/{row['id']}")
    assert row["state"] == "performed"
    certificate = ding.json(f"{ROOT}/certificates", {"matter_id": str(small.matter_id)}, status=201)
    assert certificate["amount_fen"] == 2_160_000


def test_personal_numbers_are_masked(small: AssignmentMatter, visit: Visit) -> None:
    row = draft(visit("ding"), small)
    text = str(row["content"])
    assert "110199196501011008" not in text
    assert "0000000000000001" not in text
    assert "**** **** **** 0001" in text


def test_change_needs_the_version_seen(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    row = draft(ding, small)
    ding.json(f"{ROOT}/{row['id']}/edit", {"facts": "改"}, status=428)
    act(ding, row, "edit", {"facts": "改了一次。"})
    stale = act(ding, row, "edit", {"facts": "再改。"}, status=412)
    assert (stale["seen"], stale["current"]) == (row["version"], row["version"] + 1)


def test_second_click_drafts_only_once(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    body = {"matter_id": str(small.matter_id)}
    first = ding.json(ROOT, body, status=201, Idempotency_Key="same")
    assert ding.json(ROOT, body, status=201, Idempotency_Key="same")["id"] == first["id"]
    assert ding.json(ROOT, body, status=409)["code"] == "draft_open"


def test_two_signings_of_the_same_version_give_one_signature(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    row = act(ding, noted(ding, draft(ding, small)), "freeze")
    signed = act(ding, row, "sign", hands(row, "party"))
    assert act(ding, row, "sign", hands(row, "party"), status=412)["code"] == "stale_version"
    assert act(ding, signed, "sign", hands(row, "party"), status=409)["code"] == "already_signed"


def test_oral_agreement_in_a_labour_dispute_is_refused(small: AssignmentMatter, visit: Visit) -> None:
    answer = visit("ding").json(ROOT, {"matter_id": str(small.matter_id), "oral": True}, status=409)
    assert answer["code"] == "oral_in_labour"


def test_signature_of_somebody_who_left_is_refused(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    firm = small.party(TERMS.employer)
    everybody = tuple(party.id for party in small.parties)
    small.sit(present=everybody, left={firm.id: clock.now()})
    row = act(ding, noted(ding, draft(ding, small)), "freeze")
    with clock.frozen(clock.now() + timedelta(hours=2)):
        answer = act(visit("ding"), row, "sign", hands(row, "party"), status=409)
    assert answer["code"] == "left_the_room"


def test_gate_holds_the_signature_by_machine_too(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    row = act(ding, noted(ding, draft(ding, small)), "freeze")
    small.hold()
    assert act(ding, row, "sign", hands(row, "party"), status=409)["code"] == "on_hold"


FAULTS = [
    ({"clauses": [{"kind": "pay_at_once", "key": "x", "amount_fen": -1}]}, "clauses[0].amount_fen"),
    ({"clauses": [{"kind": "pay_at_once", "key": "x", "amount_fen": 1.5}]}, "clauses[0].amount_fen"),
    ({"clauses": [{"kind": "pay_at_once", "key": "x", "due_on": "2025-09-31"}]}, "clauses[0].due_on"),
    ({"clauses": [{"kind": "strange", "key": "x"}]}, "clauses[0].kind"),
    ({"signing_on": "2025-09-31"}, "signing_on"),
]


@pytest.mark.parametrize(("body", "field"), FAULTS, ids=[field + str(n) for n, (_, field) in enumerate(FAULTS)])
def test_faulty_change_names_its_place(small: AssignmentMatter, visit: Visit, body: dict[str, Any], field: str) -> None:
    ding = visit("ding")
    answer = act(ding, draft(ding, small), "edit", body, status=422)
    assert field in answer["errors"]


def test_vague_clause_stops_the_freeze_until_the_director_lets_it_pass(small: AssignmentMatter, visit: Visit) -> None:
    ding, director = visit("ding"), visit("gu")
    row = noted(ding, draft(ding, small))
    vague = [*row["content"]["clauses"], {"kind": "free_text", "key": "v", "text": "双方尽快交接。"}]
    row = act(ding, row, "edit", {"clauses": vague})
    assert act(ding, row, "freeze", status=409)["code"] == "lint_blocks"
    reason = {"rule_id": "C06", "reason": "双方都清楚交接时间，不影响履行。"}
    act(ding, row, "override-finding", reason, status=403)
    row = act(director, row, "override-finding", reason)
    assert act(ding, row, "freeze")["state"] == "frozen"


def test_stranger_and_nobody_get_nothing(small: AssignmentMatter, visit: Visit) -> None:
    row = draft(visit("ding"), small)
    visit("civil").json(f"{ROOT}/{row['id']}", status=404)
    visit("sysadmin").json(f"{ROOT}/{row['id']}", status=403)
    assert visit("gaomou").json(ROOT)["rows"][0]["id"] == row["id"]
    visit("gaomou").json(f"{ROOT}/{row['id']}/freeze", {}, status=403, If_Match="1")


def test_agreement_file_is_checked_without_being_stored(small: AssignmentMatter, visit: Visit) -> None:
    case = s01_case()
    file = codec.dump(AgreementFile(agreement=case.content, circumstances=case.circumstances, on=case.on))
    report = visit("meng").json(f"{ROOT}/lint", file)
    assert {one["id"] for one in report["findings"]} == {"A08", "T22", "T09", "W11", "W15"}
    assert visit("meng").json(f"{ROOT}/lint", {"agreement": 5}, status=422)["errors"]


def test_preview_is_a_pdf(small: AssignmentMatter, visit: Visit) -> None:
    ding = visit("ding")
    row = draft(ding, small)
    answer = ding.client.get(f"{ROOT}/{row['id']}/preview.pdf")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")
