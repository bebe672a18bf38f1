"""Fixtures of notices."""

from tests.support.agreement_matters import small
from tests.support.visits import visit

__all__ = ["small", "visit"]
