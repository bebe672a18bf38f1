"""Fixtures of closure."""

from tests.support.closing import closing

__all__ = ["closing"]
