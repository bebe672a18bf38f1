"""A pasted text fills the intake form, and a walk-in is filed by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_looks import faults, overflow
from tests.support.browser import LiveServer, enter
from tests.support.people import Cast

NOTE = (
    "来电人许文静，电话12000020001，反映昨天下午3点在西潞街道虚构春晖里4号楼楼上漏水，"
    "邻居马长贵（身份证110199198001010010）不肯赔1850元"
)
KEYS_ALLOWED = 40


@pytest.fixture(scope="module")
def staffed(live_server: LiveServer) -> LiveServer:
    """The live server with a dispatcher."""
    with live_server.app.app_context():
        Cast.standing().actor("gaomou")
    return live_server


@pytest.fixture
def filing(page: Page, staffed: LiveServer) -> Page:
    """A dispatcher before the empty form."""
    enter(page, "gaomou")
    page.goto("/events/new")
    drop = page.get_by_role("button", name="不要了，重新填写")
    if drop.count():
        drop.click()
    return page


def paste(page: Page) -> None:
    page.locator("#f-pasted").fill(NOTE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".fq-read")).to_be_visible()


def test_a_pasted_call_fills_empty_boxes_and_marks_them(filing: Page) -> None:
    paste(filing)
    expect(filing.locator("#f-parties-0-name")).to_have_value("许文静")
    expect(filing.locator("#f-parties-0-phone")).to_have_value("12000020001")
    expect(filing.locator("#f-parties-1-name")).to_have_value("马长贵")
    expect(filing.locator("#f-source")).to_have_value("phone")
    expect(filing.locator("#f-type_hint")).to_have_value("neighbor")
    expect(filing.locator("#f-occurred_at")).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d 15:00$"))
    expect(filing.locator("#f-parties-1-id_number")).to_have_value("")
    expect(filing.locator(".fq-read")).to_contain_text("110199198001010010")
    assert filing.locator("[data-proposed]").count() > 8


def test_nothing_typed_before_is_overwritten(filing: Page) -> None:
    filing.locator("#f-place").fill("我自己填的地点")
    paste(filing)
    expect(filing.locator("#f-place")).to_have_value("我自己填的地点")
    beside = filing.locator('[data-proposed="f-place"]')
    expect(beside).to_contain_text("虚构春晖里4号楼")
    beside.get_by_role("button", name="改用来文").click()
    expect(filing.locator("#f-place")).to_have_value(re.compile("虚构春晖里4号楼"))


def test_one_key_confirms_a_box_and_one_key_all(filing: Page) -> None:
    paste(filing)
    marked = filing.locator("[data-proposed]")
    before = marked.count()
    filing.locator("#f-place").focus()
    filing.keyboard.press("F2")
    expect(marked).to_have_count(before - 1)
    filing.keyboard.press("F9")
    expect(marked).to_have_count(0)


@pytest.mark.expects_console("422")
def test_an_unconfirmed_proposal_is_not_filed(filing: Page) -> None:
    paste(filing)
    filing.keyboard.press("Control+Enter")
    expect(filing.locator("#errors")).to_contain_text("自动填写")
    expect(filing.locator("#f-parties-0-name")).to_have_value("许文静")


@pytest.mark.parametrize("width", [1440, 360])
def test_the_filled_form_fits_and_everybody_can_use_it(filing: Page, width: int) -> None:
    filing.set_viewport_size({"width": width, "height": 900})
    paste(filing)
    assert overflow(filing) == 0
    assert faults(filing) == []


@pytest.fixture
def plain_page(browser: Browser, staffed: LiveServer) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(base_url=staffed.url, java_script_enabled=False, locale="zh-CN")
    opened = context.new_page()
    yield opened
    context.close()


def test_without_javascript_the_server_fills_the_form(plain_page: Page) -> None:
    enter(plain_page, "gaomou")
    plain_page.goto("/events/new")
    plain_page.locator("#f-pasted").fill(NOTE)
    plain_page.get_by_role("button", name="自动填写").click()
    expect(plain_page.locator("#f-parties-0-name")).to_have_value("许文静")
    plain_page.get_by_label("全部已核对").check()
    plain_page.get_by_role("button", name="提交").first.click()
    expect(plain_page.locator(".fq-flash")).to_contain_text("事件已上报")


class Typist:
    """Presses keys and counts those that are not the text itself; letters of the text are free."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
            self.keys += 1

    def write(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def to(self, name: str) -> None:
        """Tab until the named box has the focus."""
        for _ in range(KEYS_ALLOWED):
            if self.page.evaluate("() => document.activeElement.name ?? ''") == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} cannot be reached by Tab")


def test_a_walk_in_is_filed_with_few_keys_beyond_its_text(filing: Page) -> None:
    typist = Typist(filing)
    for name, text in (
        ("title", "虚构邻里漏水纠纷"),
        ("region_code", ""),
        ("place", "虚构春晖里4号楼"),
        ("summary", "楼上漏水，协商未果。"),
    ):
        typist.to(name)
        typist.write(text) if text else typist.press("ArrowDown")
    for name, text in (("parties.0.name", "许文静"), ("parties.0.phone", "12000020001")):
        typist.to(name)
        typist.write(text)
    typist.to("parties.1.name")
    typist.write("马长贵")
    typist.press("Control+Enter")
    expect(filing.locator(".fq-flash")).to_contain_text("事件已上报")
    assert typist.keys <= KEYS_ALLOWED, typist.keys
