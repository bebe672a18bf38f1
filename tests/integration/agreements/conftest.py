"""Fixtures of agreements."""

from tests.support.agreement_matters import assignment, small

__all__ = ["assignment", "small"]
