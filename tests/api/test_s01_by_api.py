"""S01 by the API alone, in both endings: every act from report to archive is a POST of the person who does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.audit import queries as audit
from app.clocks import services as clocks
from app.core import clock
from app.core.permissions import Actor
from app.demo.at_work import AtWork
from app.demo.centre import plant_centre
from app.demo.wage_agreement import CONTRACT
from app.demo.wage_case import ARTICLES, PLAN, QUESTIONS, REGION, RISKS
from app.demo.wage_script import EMPLOYER, HOME
from app.dispatch import services as dispatch
from app.guidance import services as guidance
from tests.support.machine import Machine
from tests.support.people import PASSWORD
from tests.support.wages import TERMS, WORKERS, workbook

DAY = date(2025, 6, 18)


class Story:
    """What the programs of the people know of the matter."""

    def __init__(self, client: FlaskClient) -> None:
        """Plant the centre; everybody has a token."""
        clocks.load_shipped_tables(actor=Actor.system())
        guidance.load_articles(actor=Actor.system())
        dispatch.load_routing_rules(actor=Actor.system())
        self.at_work = AtWork(plant_centre(PASSWORD))
        self.client = client
        self.machines: dict[str, Machine] = {}
        self.event: dict[str, Any] = {}
        self.parties: list[dict[str, Any]] = []

    def __getitem__(self, login: str) -> Machine:
        """The program of a person."""
        if login not in self.machines:
            self.machines[login] = Machine(self.client, self.at_work.actor(login))
        return self.machines[login]

    def unit(self, code: str) -> str:
        """A unit's id."""
        return str(self.at_work.unit_id(code))

    @property
    def here(self) -> str:
        """The address of the event."""
        return f"/events/{self.event['id']}"

    def fresh(self, login: str = "gaomou") -> dict[str, Any]:
        """The event as a person sees it now."""
        self.event = self[login].get(self.here)
        return self.event


@contextmanager
def at(days: int, hour: int, minute: int = 0) -> Iterator[str]:
    """Let the story stand at an instant; gives it as text."""
    moment = clock.at(DAY + timedelta(days=days), hour, minute)
    with clock.frozen(moment):
        yield clock.local(moment).isoformat()


@pytest.fixture
def story(client: FlaskClient) -> Iterator[Story]:
    with clock.frozen(clock.at(DAY, 8)):
        yield Story(client)


def report(now: str) -> dict[str, Any]:
    """What the police file."""
    people = [
        {
            "role": "applicant", "kind": "person", "name": one.name, "side": "劳动者", "id_number": one.id_number,
            "phone": one.phone, "address": "虚构路1号",
        }
        for one in WORKERS
    ]  # fmt: skip
    firms = [
        {
            "role": role, "kind": "organisation", "name": firm.name, "side": side, "uscc": firm.uscc,
            "legal_representative": firm.representative, "phone": "12000000101", "address": "虚构街1号",
        }
        for firm, role, side in ((HOME, "third_party", "服务接受方"), (EMPLOYER, "respondent", "用人单位"))
    ]  # fmt: skip
    return {
        "source": "police_110",
        "title": "32名劳动者聚集讨薪",
        "summary": "32名劳动者聚集讨薪，称被拖欠2025年4、5月工资",
        "occurred_at": now,
        "region_code": REGION,
        "place": "房山区虚构康颐养老院门前",
        "involved_count": 32,
        "type_hint": "migrant_wage",
        "risk_inputs": {
            "unpaid_months": 2,
            "unpaid_total_fen": 26_577_931,
            "behaviour": ["gathering"],
            "sensitivity": ["nursing_home"],
            "vulnerable": ["no_income"],
        },
        "parties": people + firms,
    }


def reported_and_dispatched(story: Story) -> None:
    """The police file, the centre registers, sorts and dispatches, the units sign and begin."""
    with at(0, 8, 45) as now:
        story.event = story["police"].make("/events", report(now))
    with at(0, 8, 52):
        event = story["gaomou"].act(f"{story.here}/register", story.fresh(), {"twins_seen": True})
        decision = {"pathway": "mediation", "dispute_type": "migrant_wage", "risk_level": "yellow"}
        event = story["gaomou"].act(f"{story.here}/triage", event, decision)
    with at(0, 9, 10):
        orders = story["gaomou"].act(
            f"{story.here}/dispatch",
            event,
            {
                "lead_unit_id": story.unit("dept.rs"),
                "lead_task": "牵头核实用工关系和欠薪事实。",
                "assistants": [{"unit_id": story.unit("org.labor"), "task": "组织三方调解。"}],
                "change_reason": "由劳动人事争议调委会主持调解。",
            },
            status=201,
        )["orders"]
    assert len(orders) == 2
    for number, login in enumerate(("he", "qin")):
        with at(0, 9, 25):
            order = story[login].get(f"/dispatch-orders/{orders[number]['id']}")
            order = story[login].act(f"/dispatch-orders/{order['id']}/sign", order)
        with at(0, 9, 50) as now:
            contact = {"contacted_at": now, "channel": "visit", "note": "到场了解情况。"}
            story[login].act(f"/dispatch-orders/{order['id']}/start", order, contact)
    assert story.fresh()["state"] == "handling"


def mediated_to_the_deadlock(story: Story) -> dict[str, Any]:
    """Consent, acceptance, rights, a sitting that stalls."""
    ding = story["ding"]
    story.parties = ding.get(f"/parties?matter_id={story.event['id']}")["rows"]
    everybody = [party["id"] for party in story.parties]
    with at(0, 10, 30) as now:
        body = {"matter_id": story.event["id"], "org_id": story.unit("org.labor"), "origin": "oral"}
        row = ding.make("/mediations", body)
        here = f"/mediations/{row['id']}"
        row = ding.act(f"{here}/check-scope", row)
        consent = {"party_ids": everybody, "answer": "consent", "channel": "on_site", "answered_at": now}
        ding.plain(f"{here}/record-consent", consent)
        row = ding.act(f"{here}/accept", ding.get(here))
        row = ding.act(f"{here}/assign", row, {"disclosure": "与各方当事人没有利害关系"})
        ding.plain(f"{here}/record-rights-read", {"party_ids": everybody, "channel": "on_site", "confirmed_at": now})
        workers = [party["id"] for party in story.parties if party["role"] == "applicant"]
        vote = {"representatives": workers[:3], "voters": workers, "scope": "代为陈述诉求"}
        ding.plain(f"{here}/choose-representatives", vote)
    session(story, here, 12, "公司：得等养老院付款才能发工资。")
    with at(0, 12, 11):
        row = ding.act(f"{here}/stall", ding.get(here), {"cause": "party_left", "reason": "公司负责人中途离场"})
    assert row["state"] == "stalled"
    return dict(row)


def session(story: Story, here: str, hour: int, record: str) -> None:
    """A sitting that ends ten minutes past the hour."""
    ding = story["ding"]
    with at(0, hour - 1, 10) as began, at(0, hour, 10) as now:
        attendance = [{"party_id": party["id"]} for party in story.parties]
        body = {
            "mode": "on_site", "place": "综治中心调解室", "started_at": began, "ended_at": now, "record": record,
            "result": "continue", "attendance": attendance,
        }  # fmt: skip
        ding.act(f"{here}/hold-session", ding.get(here), body)


def guided(story: Story, sitting: dict[str, Any]) -> dict[str, Any]:
    """The judge on duty answers; the mediator adopts; the talks go on."""
    ding, meng, here = story["ding"], story["meng"], f"/mediations/{sitting['id']}"
    with at(0, 12, 20):
        asked = ding.make(
            "/guidance-requests",
            {
                "matter_id": story.event["id"],
                "mediation_id": sitting["id"],
                "facts_agreed": "物业公司拖欠劳动者两个月工资；养老院尚欠物业公司服务费。",
                "questions": list(QUESTIONS),
                "urgency": "urgent",
            },
        )
    request = f"/guidance-requests/{asked['id']}"
    with at(0, 12, 45):
        asked = meng.act(f"{request}/take", meng.get(request))
    with at(0, 13, 5):
        opinion = {"plan": PLAN, "risks": RISKS, "articles": list(ARTICLES)}
        asked = meng.act(f"{request}/answer", asked, opinion)
    with at(0, 13, 10):
        refused = ding.act(f"{here}/resume", ding.get(here), status=409)
        assert refused["code"] in {"opinion_undecided", "on_hold"}
    with at(0, 13, 40):
        asked = ding.act(f"{request}/decide", ding.get(request), {"adoption": "adopted"})
        ding.act(f"{here}/resume", ding.get(here))
    session(story, here, 15, "三方同意由养老院先付，劳动者转让工资债权。")
    return dict(asked)


def verified(story: Story) -> dict[str, Any]:
    """The workbook of thirty-two workers, checked twice and frozen."""
    ding, debtor = story["ding"], party_of(story, EMPLOYER.name)
    with at(2, 9, 30):
        terms = {
            "employer": TERMS.employer,
            "employer_uscc": TERMS.employer_uscc,
            "employer_party_id": debtor["id"],
            "first_month": "2025-04",
            "last_month": "2025-05",
            "pay_day": 15,
            "pay_offset": 1,
            "sources": ["工资专户银行流水", "考勤表"],
            "evidence_kinds": ["attendance", "bank_flow"],
        }
        row = ding.make("/claim-schedules", {"matter_id": story.event["id"], "terms": terms})
        here = f"/claim-schedules/{row['id']}"
        ding.upload(f"{here}/import", row, workbook(), "工资核查.xlsx")
        row = ding.act(f"{here}/enter", ding.get(here))
        row = story["he"].act(f"{here}/verify", row)
        row = story["song"].act(f"{here}/second-check", row)
        for one in row["rows"]:
            if one["needs_acceptance"]:
                row = ding.act(f"{here}/rows/{one['id']}/accept-difference", row, {"channel": "on_site"})
        row = ding.act(f"{here}/freeze", row)
    assert (row["claimed_fen"], row["verified_fen"]) == (26_577_931, 26_130_575)
    return dict(row)


def party_of(story: Story, name: str) -> dict[str, Any]:
    """A party of the event by name."""
    return next(party for party in story.parties if party["name"] == name)


def frozen(story: Story) -> dict[str, Any]:
    """The assignment drafted from the schedule, checked and frozen."""
    ding = story["ding"]
    with at(2, 16):
        row = ding.make(
            "/agreements/assignments",
            {
                "matter_id": story.event["id"],
                "assignee_id": party_of(story, HOME.name)["id"],
                "pay_by": "2025-06-30",
                "signing_on": "2025-06-23",
                "contract_title": "物业服务合同",
                "contract_no": CONTRACT,
                "court": "北京市房山区人民法院（虚构）",
                "facts": "物业公司拖欠在养老院服务的劳动者两个月工资，劳动者聚集讨薪。",
            },
        )
        here = f"/agreements/{row['id']}"
        firms = [one["key"] for one in row["content"]["parties"] if one["kind"] != "natural"]
        workers = [one["key"] for one in row["content"]["parties"] if one["kind"] == "natural"]
        checks = [{"party": key, "insolvent": False, "checked_on": "2025-06-20"} for key in firms]
        row = ding.act(f"{here}/note-circumstances", row, {"insolvency_checks": checks, "facts_match_evidence": True})
        row = ding.act(f"{here}/record-settlement-consents", row, {"keys": workers, "on": "2025-06-20"})
        assert ding.get(f"{here}/lint")["counts"]["block"] == 0
        row = ding.act(f"{here}/freeze", row)
    assert row["state"] == "frozen"
    return dict(row)


def paid_first(story: Story, agreement: dict[str, Any], schedule: dict[str, Any]) -> None:
    """The employer pays everybody; the agreement lapses; the certificate is issued."""
    ding, employer = story["ding"], party_of(story, EMPLOYER.name)
    with at(5, 9):
        receipts = [
            {
                "payer": EMPLOYER.name, "payer_party_id": employer["id"], "payee": row["name"],
                "amount_fen": row["verified_fen"], "paid_on": "2025-06-23",
                "bank_reference": f"虚构-{row['number']:03d}", "row_id": row["id"],
            }
            for row in schedule["rows"]
        ]  # fmt: skip
        ding.make("/receipts", {"matter_id": story.event["id"], "receipts": receipts})
        here = f"/agreements/{agreement['id']}"
        row = ding.act(f"{here}/lapse", ding.get(here), {"note": "用人单位已向32人付清，协议不再签订。"})
        assert (row["state"], row["lapse_cause"]) == ("lapsed", "performed_first")
        certificate = ding.make("/agreements/certificates", {"matter_id": story.event["id"]})
        assert certificate["amount_fen"] == 26_130_575


def signed(story: Story, agreement: dict[str, Any]) -> dict[str, Any]:
    """All sign before the mediator, then the seal; the company is told of the assignment, with proof."""
    ding, here, row = story["ding"], f"/agreements/{agreement['id']}", agreement
    keys = [one["key"] for one in row["content"]["parties"]]
    for minute, signer, mode, party_keys in (
        (0, "party", "pen", keys),
        (20, "mediator", "pen", []),
        (30, "organisation", "seal", []),
    ):
        with at(5, 10, minute) as now:
            hands = {
                "signer": signer, "mode": mode, "signed_at": now, "party_keys": party_keys, "identity_checked": True,
                "place": "综治中心第一调解室",
            }  # fmt: skip
            row = ding.act(f"{here}/sign", row, hands)
    assert row["state"] == "effective"
    with at(5, 11) as sent, at(5, 14, 30) as arrived, at(5, 15):
        notice = {
            "sender": "assignors", "mode": "ems", "receiver": EMPLOYER.representative,
            "receiver_role": "registered_address", "address": "虚构街1号", "sent_at": sent, "arrived_at": arrived,
            "reference": "EMS 1234567890123（虚构）", "proof": "邮单和签收记录",
            "bank": "虚构银行", "account": "0000000000009999",
        }  # fmt: skip
        row = ding.act(f"{here}/notices", row, notice, status=201)
        for form in ("D27", "D28"):
            assert issued(story, "ding", form, row["id"]) == 1
    return dict(row)


def issued(story: Story, login: str, form: str, subject_id: str) -> int:
    """How many papers of a form a person issues for a subject."""
    rows = story[login].make("/documents", {"form": form, "subject_id": subject_id})["rows"]
    assert {one["form"] for one in rows} == {form[:3]}
    return len(rows)


def confirmed(story: Story, agreement: dict[str, Any]) -> None:
    """The joint application, its papers, the court that accepts, meets everybody and rules."""
    ding, liang = story["ding"], story["liang"]
    with at(8, 9):
        row = ding.make("/confirmation-applications", {"agreement_id": agreement["id"]})
        here = f"/confirmation-applications/{row['id']}"
        row = ding.act(f"{here}/make-ready", row)
        assert issued(story, "ding", "D07", row["id"]) == 2
    with at(8, 10) as now:
        everybody = [one["party_id"] for one in row["wills"]]
        ding.plain(f"{here}/record-wills", {"party_ids": everybody, "joined_at": now})
        for paper in row["materials"]:
            ding.plain(f"{here}/tick-material", {"kind": paper["kind"], "original_seen": True})
        row = ding.act(f"{here}/submit", ding.get(here))
    with at(9, 15):
        row = liang.act(f"{here}/accept", liang.get(here))
        assert row["case_number"].startswith("（2025）京0111诉前调确")
    with at(12, 9) as held, at(12, 10):
        answers = dict.fromkeys(
            ("voluntary", "understood", "capacity", "no_harm", "performed"), "各方陈述一致，没有异议。"
        )
        meeting = {"mode": "on_site", "held_at": held, "present": everybody, "answers": answers}
        row = liang.act(f"{here}/verify", row, meeting)
    with at(12, 11):
        row = liang.act(f"{here}/confirm", row)
        assert issued(story, "liang", "D35", row["id"]) == 1
    with at(12, 15) as now:
        for party in everybody:
            row = liang.plain(f"{here}/serve", {"party_id": party, "served_at": now, "how": "直接送达"})
    assert row["state"] == "confirmed"


def paid_by_the_home(story: Story, agreement: dict[str, Any], schedule: dict[str, Any]) -> None:
    """The home pays every worker's own account; the agreement is performed."""
    ding, home = story["ding"], party_of(story, HOME.name)
    with at(12, 16):
        receipts = [
            {
                "payer": HOME.name, "payer_party_id": home["id"], "payee": row["name"],
                "amount_fen": row["verified_fen"], "paid_on": "2025-06-30",
                "bank_reference": f"虚构-{row['number']:03d}", "row_id": row["id"],
            }
            for row in schedule["rows"]
        ]  # fmt: skip
        ding.make("/receipts", {"matter_id": story.event["id"], "receipts": receipts})
        assert ding.get(f"/agreements/{agreement['id']}")["state"] == "performed"


def resolved_and_closed(story: Story, asked: dict[str, Any], day: int = 5) -> None:
    """Outcome told, orders completed, resolved, visited seven days later, closed."""
    ding, gaomou = story["ding"], story["gaomou"]
    with at(day, 16, 30):
        request = f"/guidance-requests/{asked['id']}"
        ding.act(f"{request}/report", ding.get(request), {"reason": "劳动者已全部收到工资，协议未签订。"})
        feedback = {
            "result": "resolved", "summary": "32名劳动者工资全部付清，现场秩序平稳。", "evidence": ["转账回单"],
            "party_told_on": str(clock.today()), "party_told_by": "visit",
        }  # fmt: skip
        for order in gaomou.get(f"/dispatch-orders?matter_id={story.event['id']}")["rows"]:
            here = f"/dispatch-orders/{order['id']}"
            lead = order["role"] == "lead"
            officer, head = ("he", "rshead") if lead else ("qin", "qin")
            story[officer].act(f"{here}/submit-feedback", story[officer].get(here), feedback)
            if officer != head:
                story[head].act(f"{here}/approve-feedback", story[head].get(here))
            gaomou.act(f"{here}/accept-feedback", gaomou.get(here))
        note = {"method": "05", "note": "32名劳动者收款回单齐全，各方无其他争议。"}
        gaomou.plain(f"/disputes/{story.event['id']}/resolve", note)
    with at(day + 7, 10):
        visit = gaomou.get(f"/return-visits?matter_id={story.event['id']}")["rows"][0]
        answers = [
            {"party_id": party["id"], "reached": True, "channel": "phone", "performed": True, "satisfaction": 5}
            for party in story.parties
        ]
        answers[31]["satisfaction"] = 3
        here = f"/return-visits/{visit['id']}"
        visit = gaomou.act(f"{here}/record-answers", visit, {"answers": answers})
        visit = gaomou.act(f"{here}/pass", visit)
        assert visit["state"] == "ok"
        gaomou.act(f"/disputes/{story.event['id']}/close", story.fresh())


def archived(story: Story, day: int = 14) -> None:
    """The dossier is filed by the mediator and archived by another person."""
    here = f"/disputes/{story.event['id']}/dossier"
    with at(day, 10):
        for paper in ("D01", "D05", "D19", "D40"):
            story["ding"].plain(f"{here}/explain", {"paper": paper, "words": "原件另存，已核对。"})
        dossier = story["ding"].act(f"{here}/file", story["ding"].get(here))
    with at(day + 1, 10):
        dossier = story["archive"].act(f"{here}/archive", dossier)
    assert dossier["state"] == "archived"


def test_s01_ending_a_by_the_api_alone(story: Story) -> None:
    reported_and_dispatched(story)
    sitting = mediated_to_the_deadlock(story)
    asked = guided(story, sitting)
    schedule = verified(story)
    agreement = frozen(story)
    paid_first(story, agreement, schedule)
    resolved_and_closed(story, asked)
    archived(story)
    with at(15, 11):
        assert story.fresh()["state"] == "archived"


def test_s01_ending_b_by_the_api_alone(story: Story) -> None:
    reported_and_dispatched(story)
    sitting = mediated_to_the_deadlock(story)
    for form in ("D05", "D10"):
        assert issued(story, "ding", form, sitting["id"]) >= 1
    asked = guided(story, sitting)
    schedule = verified(story)
    agreement = signed(story, frozen(story))
    confirmed(story, agreement)
    paid_by_the_home(story, agreement, schedule)
    resolved_and_closed(story, asked, day=12)
    archived(story, day=21)
    with at(23, 11):
        assert story.fresh()["state"] == "archived"
        assert audit.verify(UUID(story.event["id"])) == (1, [])
