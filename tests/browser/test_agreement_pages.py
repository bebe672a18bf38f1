"""The drafter in a browser: it fits, axe finds nothing, and the check answers while one types."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.accounts.models import Membership, User
from app.agreements import services
from app.agreements.models import Agreement
from app.core import clock
from app.core.db import db
from tests.browser.test_looks import faults, overflow
from tests.support.agreement_matters import AssignmentMatter
from tests.support.browser import LiveServer, enter
from tests.support.people import Cast, actor_for


@pytest.fixture(scope="module")
def drafted(live_server: LiveServer) -> dict[str, str]:
    """A drafted, and later a frozen, agreement on the live server."""
    with live_server.app.app_context():
        matter = AssignmentMatter(Cast.standing(), workers=12)
        with clock.frozen(clock.at(date(2025, 6, 23), 8)):
            agreement_id = matter.draft()
        return {"agreement": str(agreement_id), "matter": str(matter.matter_id)}


@pytest.mark.parametrize("width", [1440, 360])
def test_drafter_fits_and_everybody_can_use_it(page: Page, drafted: dict[str, str], width: int) -> None:
    enter(page)
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("", "/clauses/payment", "/head", "/circumstances"):
        page.goto(f"/agreements/{drafted['agreement']}{address}")
        assert overflow(page) == 0, address
        assert faults(page) == [], address


def test_check_answers_while_the_clause_is_typed(page: Page, drafted: dict[str, str]) -> None:
    enter(page)
    page.goto(f"/agreements/{drafted['agreement']}/clauses/new/free_text")
    page.fill("#f-text", "双方尽快办理交接。")
    page.locator("#f-text").press("Tab")
    expect(page.locator("#lint")).to_contain_text("C06")


def test_a_form_without_a_mark_of_its_own_says_what_was_kept(page: Page, drafted: dict[str, str]) -> None:
    enter(page)
    faulty: list[str] = []
    page.on("pageerror", lambda fault: faulty.append(str(fault)))
    page.goto(f"/reminders/new?matter_id={drafted['matter']}")
    expect(page.locator(".fq-saved")).to_be_hidden()
    page.fill("#f-words", "问付款凭证")
    expect(page.locator(".fq-saved")).to_contain_text("已保存")
    page.reload()
    expect(page.locator("#f-words")).to_have_value("问付款凭证")
    expect(page.locator(".fq-saved")).to_contain_text("已恢复")
    assert faulty == []


@pytest.mark.parametrize("width", [1440, 360])
def test_signing_and_the_list_fit(page: Page, live_server: LiveServer, drafted: dict[str, str], width: int) -> None:
    with live_server.app.app_context():
        _freeze(UUID(drafted["agreement"]))
    enter(page)
    page.set_viewport_size({"width": width, "height": 900})
    for address in (f"/agreements/{drafted['agreement']}", f"/events/{drafted['matter']}/agreement", "/agreements"):
        page.goto(address)
        assert overflow(page) == 0, address
        assert faults(page) == [], address


def _freeze(agreement_id: UUID) -> None:
    """Freeze it once, in the mediator's name; the signing day is long past for this old story."""
    row = db.session.get_one(Agreement, agreement_id)
    if row.state == "draft":
        cast_member = db.session.execute(select(Membership).join(User).where(User.login_name == "ding")).scalar_one()
        with clock.frozen(clock.at(date(2025, 6, 23), 8)):
            services.freeze_agreement(agreement_id, actor=actor_for(cast_member))
