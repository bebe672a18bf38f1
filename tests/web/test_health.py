"""Watchers ask without signing in: the process answers, and whether the copy can work is told check by check."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import text

from app.core.db import db


def test_the_process_answers_without_sign_in(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


def test_a_copy_without_a_worker_is_not_ready_and_says_so(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    told = {one["name"]: one["state"] for one in answer.get_json()["checks"]}
    assert answer.status_code == 503
    assert (told["database"], told["migrations"], told["workers"]) == ("ok", "ok", "failed")


def test_a_copy_with_a_worker_is_ready(client: FlaskClient) -> None:
    db.session.execute(text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())"))
    answer = client.get("/readyz")
    assert answer.status_code == 200, answer.get_json()
    assert {"calendar", "disk", "jobs"} <= {one["name"] for one in answer.get_json()["checks"]}
