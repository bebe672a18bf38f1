"""The trail: what is done is chained, and every kind of tampering is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError

from app.audit import queries, services
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work


def three_acts() -> UUID:
    matter = new_id()
    for number in range(3):
        with unit_of_work(Actor.system("测试")) as uow:
            uow.audit(f"act.{number}", "event", matter, matter, {"number": number})
    return matter


@pytest.fixture
def as_owner(committing_db: Flask) -> Callable[..., None]:
    """Run SQL with the power of the tables' owner, as somebody who broke in would."""

    def run(statement: str, **values: object) -> None:
        engine = create_engine(committing_db.config["OWNER_DATABASE_URL"])
        with engine.begin() as connection:
            connection.execute(text(statement), values)
        engine.dispose()

    return run


def test_a_whole_chain_has_no_break(database: SQLAlchemy) -> None:
    matter = three_acts()
    assert queries.verify(matter) == (1, [])


def test_the_application_can_neither_change_nor_delete_the_trail(database: SQLAlchemy) -> None:
    three_acts()
    for statement in ("UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries", "TRUNCATE audit_entries"):
        with pytest.raises(ProgrammingError), database.session.begin_nested():
            database.session.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE audit_entries SET details = '{\"number\": 9}' WHERE chain = :chain AND sequence = 2", "altered"),
        ("DELETE FROM audit_entries WHERE chain = :chain AND sequence = 2", "deleted"),
        ("DELETE FROM audit_entries WHERE chain = :chain AND sequence = 3", "deleted"),
        (
            "UPDATE audit_entries SET sequence = CASE sequence WHEN 2 THEN 30 ELSE 2 END "
            "WHERE chain = :chain AND sequence IN (2, 3)",
            "altered",
        ),
    ],
)
def test_tampering_is_named(as_owner: Callable[..., None], statement: str, kind: str) -> None:
    matter = three_acts()
    as_owner("ALTER TABLE audit_entries DISABLE TRIGGER USER")
    as_owner(statement, chain=f"matter:{matter}")
    _, broken = queries.verify(matter)
    assert kind in {one.kind for one in broken}


def test_an_inserted_row_is_named(as_owner: Callable[..., None]) -> None:
    matter = three_acts()
    as_owner(
        "INSERT INTO audit_entries SELECT chain, 4, happened_at, action, subject_kind, subject_id, matter_id, user_id, "
        "unit_id, role, actor_name, unit_name, on_behalf_of, details, previous, digest FROM audit_entries "
        "WHERE chain = :chain AND sequence = 3",
        chain=f"matter:{matter}",
    )
    _, broken = queries.verify(matter)
    assert {(one.sequence, one.kind) for one in broken} >= {(4, "altered")}


def test_the_read_log_is_sealed_in_stretches(committing_db: Flask) -> None:
    services.log_read("view", "event", new_id(), matter_id=None, actor=Actor.system())
    services.log_read("view", "event", new_id(), matter_id=None, actor=Actor.system())
    assert services.seal_reads() == 2
    assert services.seal_reads() == 0


def test_an_anchor_file_that_changes_is_found(committing_db: Flask, tmp_path: Path) -> None:
    three_acts()
    row = services.anchor(tmp_path)
    assert row.chains == 1
    assert queries.altered_anchors(tmp_path) == []
    (tmp_path / row.path).write_text("another day")
    assert queries.altered_anchors(tmp_path) == [row.path]
