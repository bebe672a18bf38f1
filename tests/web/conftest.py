"""Fixtures of the pages."""

from tests.support.agreement_matters import assignment, small
from tests.support.page_forms import clerk
from tests.support.papers import papers
from tests.support.visits import visit
from tests.support.wages import wage_matter

__all__ = ["assignment", "clerk", "papers", "small", "visit", "wage_matter"]
