"""How ``./fengqiao test`` shares its tests out: a module stays on one worker, and what takes longest is begun first.

What a module plants is then planted once. All that needs the live server is on one worker too, which starts it once.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

#: What takes longest, by the clock; begun first, so that the workers end together.
LONGEST = (
    "tests/browser",
    "tests/integration/demo/test_demo_command.py",
    "tests/web/test_visibility.py",
    "tests/integration/setup/test_door.py",
    "tests/api/test_s01_by_api.py",
    "tests/integration/intake/test_imports.py",
    "tests/journeys/test_s01_ending_b.py",
    "tests/documents/test_every_form.py",
    "tests/integration/core/test_jobs_and_crashes.py",
    "tests/web/test_pages_open.py",
    "tests/web/test_query_counts.py",
    "tests/web/test_confirmation_pages.py",
    "tests/integration/setup/test_embedded_server.py",
    "tests/web/test_guided_talks.py",
    "tests/web/dispatch/test_dispatch_pages.py",
    "tests/integration/rendering/test_batches.py",
    "tests/journeys/test_s01_ending_a.py",
)
LIVE = LONGEST[0]


def together(nodeid: str) -> str:
    """What a test stays with: the tests of its module, or all that need the live server."""
    module = nodeid.partition("::")[0]
    return LIVE if module.startswith(f"{LIVE}/") else module


class InGroups(LoadScopeScheduling):
    """Deals out groups instead of single tests."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first; mark what needs the live server."""
    for item in items:
        if "live_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: _turn(together(item.nodeid)))


def _turn(group: str) -> int:
    return LONGEST.index(group) if group in LONGEST else len(LONGEST)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Whole groups for each worker, in the order of the tests."""
    config.option.loadscopereorder = False
    return InGroups(config, log)
