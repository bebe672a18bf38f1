"""Judicial confirmation through the pages' own forms: the centre prepares, the parties join, the court decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.agreements import services as agreements
from app.confirmation.models import Application
from app.core import clock
from app.core.db import db
from app.rendering.models import Document
from tests.support.agreement_matters import MORNING, AssignmentMatter
from tests.support.page_forms import Clerk
from tests.support.stage import scene

Enter = Callable[[str], Clerk]
TOLD = "是，本人清楚并自愿。"
ANSWERS = {f"answers.{key}": TOLD for key in ("voluntary", "understood", "capacity", "no_harm", "performed")}


@scene(at=MORNING)
def signed(small: AssignmentMatter) -> AssignmentMatter:
    """The three-party assignment, signed and in effect, the debtor told with proof."""
    agreement_id = small.draft()
    agreements.freeze_agreement(agreement_id, actor=small.ding)
    assert small.sign_all(agreement_id) is not None
    agreements.record_notice(agreement_id, small.notice(), ("虚构银行", "0000000000009001"), actor=small.ding)
    return small


def page(matter: AssignmentMatter) -> str:
    return f"/events/{matter.matter_id}/confirmation"


def application() -> Application:
    db.session.expire_all()
    return db.session.query(Application).one()


def until_submitted(matter: AssignmentMatter, ding: Clerk) -> None:
    at = page(matter)
    ding.fill(at, "/confirmation")
    ding.fill(at, "/addresses")
    ding.fill(at, "/make-ready")
    ding.fill(at, "/wills")
    while ding.offers(at, "/materials"):
        ding.fill(at, "/materials")
    ding.fill(at, "/submit")


def test_the_court_accepts_verifies_confirms_and_serves(signed: AssignmentMatter, clerk: Enter) -> None:
    ding, court, at = clerk("ding"), clerk("liang"), page(signed)
    until_submitted(signed, ding)
    court.fill(at, "/accept")
    assert str(application().case_number).startswith("（2025）京0111诉前调确")
    blank = court.fill(at, "/verify", {**ANSWERS, "answers.voluntary": ""}, status=422).get_data(as_text=True)
    assert TOLD in blank
    court.fill(at, "/verify", ANSWERS)
    court.fill(at, "/confirm")
    assert application().state == "confirmed"
    court.fill(at, "/ruling-draft")
    court.fill(at, "/serve", {"how": "当面送达"})
    assert any(will.served_at for will in application().wills)
    made = {row[0] for row in db.session.query(Document.form_code).filter(Document.matter_id == signed.matter_id)}
    assert made >= {"D07", "D30", "D31", "D32", "D33", "D35"}


def test_the_court_asks_for_a_paper_and_the_centre_brings_it(signed: AssignmentMatter, clerk: Enter) -> None:
    ding, court, at = clerk("ding"), clerk("liang"), page(signed)
    until_submitted(signed, ding)
    asked = {"reason": "请补充用人单位的登记信息。", "until": "2025-06-30"}
    court.fill(at, "/demand-supplement", {**asked, "until": "2025-06-31"}, status=422)
    court.fill(at, "/demand-supplement", asked)
    assert "请补充用人单位的登记信息。" in ding.get(at)
    ding.fill(at, "/supplement", {"reason": "已补充企业信用信息公示打印件。"})
    assert application().state == "submitted"


def test_the_court_does_not_accept_what_lies_outside_its_jurisdiction(signed: AssignmentMatter, clerk: Enter) -> None:
    until_submitted(signed, clerk("ding"))
    reason = "当事人住所地均不在本院辖区，应向有管辖权的法院申请。"
    clerk("liang").fill(page(signed), "/not-accept", {"ground": "355-2", "reason": reason})
    assert application().state == "not_accepted"


def test_the_court_lets_the_parties_withdraw(signed: AssignmentMatter, clerk: Enter) -> None:
    until_submitted(signed, clerk("ding"))
    court, at = clerk("liang"), page(signed)
    court.fill(at, "/accept")
    court.fill(at, "/withdraw", {"reason": "各方一致同意撤回司法确认申请。"})
    assert application().state == "withdrawn"


def test_the_court_rejects_on_a_ground_of_the_law(signed: AssignmentMatter, clerk: Enter) -> None:
    ding, court, at = clerk("ding"), clerk("liang"), page(signed)
    until_submitted(signed, ding)
    court.fill(at, "/accept")
    court.fill(at, "/verify", ANSWERS)
    court.fill(at, "/reject", {"reason": "协议内容不明确，无法执行，裁定驳回。"}, status=422)
    court.fill(at, "/reject", {"ground": "358-5", "reason": "协议内容不明确，无法执行，裁定驳回。"})
    assert application().state == "rejected"


def test_on_the_thirty_first_day_the_page_refuses(signed: AssignmentMatter, clerk: Enter) -> None:
    with clock.frozen(clock.at(date(2025, 7, 24), 9)):
        refused = clerk("ding").fill(page(signed), "/confirmation", status=409).get_data(as_text=True)
        assert "30" in refused or "三十日" in refused
    assert db.session.query(Application).count() == 0
