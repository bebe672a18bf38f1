"""Fixtures of the pages."""

from tests.support.agreement_matters import assignment, small
from tests.support.papers import papers
from tests.support.visits import visit
from tests.support.wages import wage_matter

__all__ = ["assignment", "papers", "small", "visit", "wage_matter"]
