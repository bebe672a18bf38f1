"""The ground the other tests stand on."""

from __future__ import annotations

import psycopg
import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

from app.core.db import db
from app.core.models import NumberSeries
from scripts.postgres_roles import Addresses, plain
from tests.support.database import in_threads


def _series() -> list[str]:
    return [row.series for row in db.session.execute(db.select(NumberSeries)).scalars()]


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_commits_is_gone_in_the_next(database: SQLAlchemy, time: str) -> None:
    assert "only here" not in _series()
    db.session.add(NumberSeries(series="only here", year=2026, last=1))
    db.session.commit()
    assert "only here" in _series()


def test_a_rollback_in_a_test_keeps_what_was_committed_before(database: SQLAlchemy) -> None:
    db.session.add(NumberSeries(series="kept", year=2026, last=1))
    db.session.commit()
    db.session.add(NumberSeries(series="dropped", year=2026, last=1))
    db.session.rollback()
    assert _series() == ["kept"]


def test_many_connections_see_real_commits(committing_db: Flask) -> None:
    def write(number: int) -> int:
        db.session.add(NumberSeries(series=f"s{number}", year=2026, last=1))
        db.session.commit()
        return number

    assert in_threads(committing_db, 5, write) == [0, 1, 2, 3, 4]
    assert sorted(_series()) == ["s0", "s1", "s2", "s3", "s4"]


def test_the_application_role_owns_no_table(committing_db: Flask) -> None:
    owned = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
    assert db.session.execute(text(owned)).scalar() == 0
    with pytest.raises(Exception, match="must be owner"):
        db.session.execute(text("DROP TABLE core_number_series"))


def test_nobody_signs_in_without_a_password(committing_addresses: Addresses) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(plain(committing_addresses.application), password="wrong")
