"""Fixtures of confirmation."""

from tests.support.agreement_matters import small
from tests.support.confirming import confirming

__all__ = ["confirming", "small"]
