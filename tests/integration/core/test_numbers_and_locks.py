"""Numbers stay gap-free and versions are compared, however many write at once."""

from __future__ import annotations

from flask import Flask

from app.core.numbers import allot, next_number
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from tests.support.database import in_threads

WRITERS = 50


def test_fifty_writers_at_once_leave_no_gap_and_no_double(committing_db: Flask) -> None:
    def take(number: int) -> int:
        with unit_of_work(Actor.system()):
            return next_number("dispatch", 2025)

    assert sorted(in_threads(committing_db, WRITERS, take)) == list(range(1, WRITERS + 1))


def test_a_number_taken_in_a_transaction_that_fails_is_given_out_again(committing_db: Flask) -> None:
    class Stop(Exception):
        """Ends the transaction."""

    try:
        with unit_of_work(Actor.system()):
            assert next_number("guidance", 2025) == 1
            raise Stop
    except Stop:
        pass
    with unit_of_work(Actor.system()):
        assert allot("guidance", 2025) == "房法指〔2025〕第0001号"


def test_series_and_years_are_counted_apart(committing_db: Flask) -> None:
    with unit_of_work(Actor.system()):
        assert allot("mediation", 2025, "房劳人调") == "（2025）房劳人调字第0001号"
        assert allot("mediation", 2025, "人调") == "（2025）人调字第0001号"
        assert allot("mediation", 2026, "房劳人调") == "（2026）房劳人调字第0001号"
        assert allot("court", 2025, "京0111诉前调确") == "（2025）京0111诉前调确1号"
