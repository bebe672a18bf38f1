"""What holds within one transaction: a row asked for by its key once, last things done once, chains in one order."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.audit import queries as audit
from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.organisations.models import Unit
from tests.support.database import in_threads
from tests.support.people import Cast
from tests.support.statements import statements

WRITERS = 20


def test_a_row_asked_for_by_its_key_is_asked_for_once_in_a_transaction(cast: Cast) -> None:
    unit_id = next(iter(cast.units.values())).id
    db.session.commit()
    with statements() as sent:
        assert db.session.get(Unit, unit_id) is not None
        assert db.session.get(Unit, unit_id) is not None
    assert len(sent) == 1


def test_the_next_transaction_asks_anew(cast: Cast) -> None:
    unit_id = next(iter(cast.units.values())).id
    db.session.commit()
    assert db.session.get(Unit, unit_id) is not None
    db.session.commit()
    with statements() as sent:
        assert db.session.get(Unit, unit_id) is not None
    assert len(sent) == 1


def test_what_waits_for_the_end_is_done_once_before_it(database: SQLAlchemy) -> None:
    done: list[str] = []
    with unit_of_work(Actor.system()) as uow:
        for name in ("first", "again"):
            with unit_of_work(Actor.system()) as inner:
                inner.at_last("one thing", lambda name=name: done.append(name))  # type: ignore[misc]
        uow.at_last("another", lambda: done.append("another"))
        assert done == []
    assert done == ["again", "another"]


def test_what_waits_for_the_end_is_not_done_when_the_act_fails(database: SQLAlchemy) -> None:
    done: list[str] = []

    def fail() -> None:
        with unit_of_work(Actor.system()) as uow:
            uow.at_last("one thing", lambda: done.append("done"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert done == []


def test_many_who_write_to_the_same_new_chains_at_once_leave_them_whole(committing_db: Flask) -> None:
    matters: list[UUID] = [new_id() for _ in range(4)]

    def write(number: int) -> None:
        order = matters if number % 2 else matters[::-1]
        with unit_of_work(Actor.system()) as uow:
            for matter in order:
                uow.audit(f"act.{number}", "event", matter, matter, {"number": number})

    assert in_threads(committing_db, WRITERS, write) == [None] * WRITERS
    assert [audit.verify(matter) for matter in matters] == [(1, [])] * len(matters)
    assert all(len(audit.entries_of(matter).rows) == WRITERS for matter in matters)
