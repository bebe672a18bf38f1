"""Scenes of the tests about rosters."""

from tests.support.agreement_matters import small

__all__ = ["small"]
