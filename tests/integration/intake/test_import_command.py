"""``flask events import``: the dry run, the import, the rows to mend, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.core.db import db
from app.intake.models import Event
from tests.support.lists import row, table_of, xlsx
from tests.support.people import TOWN, Cast


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "旧台账.xlsx"
    path.write_bytes(xlsx([row(1), row(2), row(3, 受理日期="2023-09-31")]))
    return path


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["events", "import", *words])


def test_a_dry_run_stores_nothing_and_gives_the_rows_to_mend(
    app: Flask, centre: Cast, ledger: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xlsx"
    done = run(app, str(ledger), "--as", "gaomou", "--dry-run", "--bad-rows", str(bad), "--json")
    assert done.exit_code == 65, done.output
    answer = json.loads(done.stdout)
    assert (answer["fresh"], answer["bad"], answer["rows"]) == (2, 1, 3)
    assert table_of(bad.read_bytes())[1][0] == "2023-0003"
    assert db.session.query(Event).count() == 0


def test_a_file_comes_in_once(app: Flask, centre: Cast, tmp_path: Path) -> None:
    path = tmp_path / "旧台账.xlsx"
    path.write_bytes(xlsx([row(1), row(2)]))
    first = run(app, str(path), "--as", "gaomou", "--unit", f"sub.{TOWN}", "--json")
    assert (first.exit_code, json.loads(first.stdout)["stored"]) == (0, 2)
    assert {one.region_code for one in db.session.query(Event)} == {TOWN}
    again = run(app, str(path), "--as", "gaomou", "--unit", f"sub.{TOWN}", "--json")
    assert (again.exit_code, json.loads(again.stdout)["known"]) == (0, 2)


def test_what_cannot_be_done_is_told_with_its_code(app: Flask, centre: Cast, ledger: Path, tmp_path: Path) -> None:
    assert run(app, str(tmp_path / "nowhere.xlsx"), "--as", "gaomou").exit_code == 66
    assert run(app, str(ledger), "--as", "xilu").exit_code == 1
    unknown = run(app, str(ledger), "--as", "gaomou", "--mapping", "没有的")
    assert unknown.exit_code == 1
    assert "mapping" in unknown.stderr
    assert db.session.query(Event).count() == 0
