"""Fixtures of the API."""

from tests.support.papers import papers
from tests.support.visits import visit
from tests.support.wages import wage_matter

__all__ = ["papers", "visit", "wage_matter"]
