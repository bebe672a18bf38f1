"""Fixtures of closure."""

from tests.support.closing import closing, filed_away

__all__ = ["closing", "filed_away"]
