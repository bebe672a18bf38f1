"""The wage schedule in a browser: it fits, axe finds nothing, every figure unfolds by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from app.claims import services
from app.claims.models import ClaimSchedule
from app.core import clock
from app.core.db import db
from tests.browser.test_looks import faults, overflow
from tests.support.browser import LiveServer, enter
from tests.support.people import Cast
from tests.support.wages import ON, WORKERS, WageMatter, details, workbook


@dataclass(frozen=True)
class Wages:
    """Addresses of a checked and of an open schedule."""

    matter: str
    checked: str
    row: str
    opened: str
    upload: str


@pytest.fixture(scope="module")
def wages(live_server: LiveServer) -> Iterator[Wages]:
    """A checked schedule of twenty workers, and another one with a wrong spreadsheet handed in."""
    with live_server.app.app_context():
        cast = Cast.standing()
        with clock.frozen(clock.at(ON, 10)):
            matter = WageMatter(cast)
            checked = matter.checked_schedule(WORKERS[12:])  # the first twelve are claimed by the agreement pages
            row = next(one for one in db.session.get_one(ClaimSchedule, checked).rows if one.number == 25)
            opened = services.open_schedule(matter.matter_id, details(), actor=cast.actor("ding"))
            upload = services.upload_spreadsheet(opened, "工资.xlsx", workbook(WORKERS[:4]), actor=cast.actor("ding"))
        yield Wages(
            f"/events/{matter.matter_id}", f"/claims/{checked}", f"/claims/rows/{row.id}", f"/claims/{opened}",
            f"/claims/uploads/{upload}",
        )  # fmt: skip


@pytest.mark.parametrize("width", [1440, 360])
def test_the_pages_fit_and_everybody_can_use_them(page: Page, wages: Wages, width: int) -> None:
    enter(page)
    page.set_viewport_size({"width": width, "height": 900})
    addresses = (
        f"{wages.checked}?open=4", f"{wages.matter}/claims", f"{wages.matter}/receipts", "/claims",
        f"{wages.opened}/import", f"{wages.opened}/terms", wages.upload, f"{wages.row}/acceptance",
    )  # fmt: skip
    for address in addresses:
        page.goto(address)
        assert overflow(page) == 0, address
        assert faults(page) == [], address


def test_a_figure_unfolds_by_keyboard_and_back_folds_it(page: Page, wages: Wages) -> None:
    enter(page)
    page.goto(wages.checked)
    page.locator("#r25 .fq-unfold").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".fq-trace")).to_contain_text("孔某玄 6,022.99 元是这样算出来的")
    expect(page.locator(".fq-trace")).to_contain_text("11 × 4,000.00 ÷ 21.75")
    page.locator("#r25 .fq-unfold").click()
    expect(page.locator(".fq-trace")).to_have_count(0)
    page.go_back()
    expect(page.locator(".fq-trace")).to_have_count(1)


def test_a_difference_is_accepted_on_a_phone(page: Page, wages: Wages) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    enter(page)
    page.goto(f"{wages.row}/acceptance")
    page.locator("input[name=channel][value=on_site]").check()
    page.locator(".fq-dock button").click()
    expect(page.locator(".fq-flash")).to_contain_text("已记录本人认可")
