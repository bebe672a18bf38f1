"""Components at four widths: nothing scrolls sideways or complains, and axe finds nothing at the outer two widths."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

import config

AXE = config.ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ("parts", "desk", "desk?open=1", "matter", "form", "stale", "overview", "wall", "empty")
WIDTHS = (1440, 768, 390, 360)
#: Between the widest and the narrowest nothing is there that neither has.
LOOKED_INTO = (1440, 360)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def faults(page: Page) -> list[str]:
    """What axe finds, one line per rule. The page's own policy lets no script in: axe is evaluated by the driver."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']][:3]}" for one in found["violations"]]


@pytest.mark.parametrize("name", PAGES)
def test_a_component_fits_every_width_and_everybody(page: Page, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/styleguide/{name}")
        assert overflow(page) == 0, width
        assert width not in LOOKED_INTO or faults(page) == [], width


def test_the_door_fits_every_width_and_everybody(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/sign-in")
        assert overflow(page) == 0, width
        assert width not in LOOKED_INTO or faults(page) == [], width
