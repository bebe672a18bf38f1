"""``doctor`` names what is missing and what that means."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import text

from app.cli import doctor as command
from app.core import readiness
from app.core.db import db


def _by_name(app: Flask) -> dict[str, str]:
    answer = app.test_cli_runner().invoke(command.doctor, ["--json"])
    return {one["name"]: one["state"] for one in json.loads(answer.output)}


def test_the_machine_of_the_tests_has_what_documents_need(committing_db: Flask) -> None:
    found = _by_name(committing_db)
    assert {
        name: found[name] for name in ("python", "pango", "harfbuzz", "fonts", "database", "disk")
    } == dict.fromkeys(("python", "pango", "harfbuzz", "fonts", "database", "disk"), "ok")


def test_a_worker_that_never_reported_is_named(committing_db: Flask) -> None:
    assert readiness.workers().state == "failed"
    answer = committing_db.test_cli_runner().invoke(command.doctor, [])
    assert "✗ workers" in answer.output
    assert answer.exit_code == 1


def test_a_worker_that_just_reported_is_well(committing_db: Flask) -> None:
    db.session.execute(text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())"))
    assert readiness.workers().state == "ok"
    db.session.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '10 minutes'"))
    assert readiness.workers().state == "failed"


def test_missing_migrations_are_named(committing_db: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alembic.script.ScriptDirectory.get_current_head", lambda self: "9999_not_yet")
    assert readiness.migrations().state == "failed"
    assert "9999_not_yet" in readiness.migrations().words


def test_a_full_disk_is_named(committing_db: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "LEAST_FREE_BYTES", 1 << 62)
    assert readiness.disk().state == "failed"


def test_the_application_role_is_not_the_owner(committing_db: Flask) -> None:
    assert command.roles().state == "ok"


def test_a_missing_library_is_named_with_what_it_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "SUBSETTER", "libnot-there.so.0")
    assert command.font_subsetting().state == "warning"
    monkeypatch.setattr(command, "PANGO", ("libnot-there.so.0",))
    assert command.text_layout().state == "failed"
    monkeypatch.setattr(command, "FONT_FOLDERS", ())
    assert command.fonts().state == "failed"
