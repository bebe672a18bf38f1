"""The live server and Chromium work together."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page


@pytest.mark.expects_console("404")
def test_a_page_that_does_not_exist_is_answered(page: Page) -> None:
    answer = page.goto("/no-such-page")
    assert answer is not None
    assert answer.status == 404
