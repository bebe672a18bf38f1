"""Fixtures of documents."""

from tests.support.papers import papers
from tests.support.wages import wage_matter

__all__ = ["papers", "wage_matter"]
