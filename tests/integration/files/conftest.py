"""Fixtures of files."""

from tests.support.wages import wage_matter

__all__ = ["wage_matter"]
