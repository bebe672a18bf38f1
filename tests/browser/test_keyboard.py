"""A clerk works without the mouse, and is left alone while composing Chinese."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_j_and_k_walk_the_list_x_ticks_and_enter_opens(page: Page) -> None:
    page.goto("/styleguide/desk")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="FS-20250618-0005", exact=True)).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="FS-20250603-0004", exact=True)).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("[data-bulk]")).to_be_visible()
    expect(page.locator("[data-selected]")).to_have_text("1")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/styleguide/matter")


def test_the_sheet_opens_and_escape_closes_the_top_layer(page: Page) -> None:
    page.goto("/styleguide/desk?open=1")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url("/styleguide/desk")


def test_a_composing_input_method_keeps_its_keys(page: Page) -> None:
    page.goto("/styleguide/desk")
    page.evaluate(
        """() => document.body.dispatchEvent(
            new KeyboardEvent("keydown", {key: "?", isComposing: true, bubbles: true, cancelable: true}))"""
    )
    expect(page.locator("#keys")).to_be_hidden()


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.goto("/styleguide/desk")
    page.keyboard.press("?")
    page.get_by_label("在这台电脑上不用单键快捷键").check()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()


def test_letters_typed_into_a_box_are_letters(page: Page) -> None:
    page.goto("/styleguide/desk")
    page.get_by_label("关键词").fill("")
    page.get_by_label("关键词").press_sequentially("jkx?/n")
    expect(page.get_by_label("关键词")).to_have_value("jkx?/n")


def test_a_page_remembers_nothing_of_the_screen_in_inline_code(page: Page) -> None:
    page.goto("/styleguide/matter")
    assert page.locator("[style], [onclick], script:not([src])").count() == 0
