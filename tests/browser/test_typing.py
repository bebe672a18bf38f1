"""What is said while somebody types: the amount in capitals, the weekday, the check digit."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from app.core.money import capitals, yuan


def test_an_amount_is_shown_in_full_with_capitals(page: Page) -> None:
    page.goto("/styleguide/form")
    box = page.get_by_label("涉及金额")
    hint = page.locator("#f-amount_fen-h")
    box.fill("1.2万")
    expect(hint).to_contain_text("12,000.00 元")
    expect(hint).to_contain_text("人民币壹万贰仟元整")
    box.fill("很多")
    expect(hint).to_have_text("可写 7200.00 或 1.2万")


def test_the_browser_writes_capitals_as_the_server_does(page: Page) -> None:
    page.goto("/styleguide/form")
    for fen in (1, 10, 105, 10_000, 26_130_575, 100_000_000, 1_000_101, 10_100_000_000, 20_300_050_607):
        page.get_by_label("涉及金额").fill(yuan(fen))
        expect(page.locator("#f-amount_fen-h .fq-cap")).to_have_text(capitals(fen))


def test_a_day_is_repeated_with_its_weekday(page: Page) -> None:
    page.goto("/styleguide/form")
    page.get_by_label("发生日期").fill("20250613")
    expect(page.locator("#f-occurred_on-h")).to_have_text("2025年6月13日 星期五")
    page.get_by_label("发生日期").fill("9月31日")
    expect(page.locator("#f-occurred_on-h")).to_contain_text("可写")


def test_an_identity_number_fills_birth_and_sex_and_a_wrong_one_is_told_at_once(page: Page) -> None:
    page.goto("/styleguide/form")
    number = page.get_by_label("居民身份证号")
    number.fill("11019919730119148X")
    expect(page.locator("#f-id_number-h")).to_contain_text("校验码不符")
    expect(number).to_have_attribute("aria-invalid", "true")
    digits = "1101991973011914"
    fitting = next(text for text in _completed(digits + "8"))
    page.get_by_label("出生日期").fill("")
    number.fill(fitting)
    expect(page.get_by_label("出生日期")).to_have_value("1973-01-19")
    expect(page.get_by_label("性别")).to_have_value("female")


def _completed(body: str) -> list[str]:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, body, strict=True))
    return [body + "10X98765432"[total % 11]]
