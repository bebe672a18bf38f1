"""Fixtures of agreements."""

from tests.support.agreement_matters import assignment, frozen_small, signed_small, small

__all__ = ["assignment", "frozen_small", "signed_small", "small"]
