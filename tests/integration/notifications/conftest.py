"""Fixtures of notices."""

from tests.support.agreement_matters import small

__all__ = ["small"]
