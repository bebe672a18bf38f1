"""Fixtures of claims."""

from tests.support.wages import wage_matter

__all__ = ["wage_matter"]
