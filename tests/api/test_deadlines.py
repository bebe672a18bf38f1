"""The API works dates out."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.accounts import services as accounts
from app.accounts.commands import SignIn
from tests.support.people import PASSWORD, Cast


@pytest.fixture
def mediator(client: FlaskClient, cast: Cast) -> FlaskClient:
    """A client signed in as the mediator."""
    signed_in = accounts.sign_in(SignIn(login_name="ding", password=PASSWORD))
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = signed_in.token, True
    return client


def ask(client: FlaskClient, **query: str) -> Any:
    return client.get("/api/v1/deadlines", query_string=query)


def test_a_deadline_is_answered_with_its_reasons(mediator: FlaskClient) -> None:
    found = ask(mediator, rule="K01", **{"from": "2026-01-20"}).get_json()
    assert (found["due"], found["raw"], found["provisional"], found["safe"]) == (
        "2026-02-24",
        "2026-02-19",
        False,
        "2026-02-19",
    )
    assert {"step", "date", "source", "is_law"} == set(found["because"][0])


def test_an_hour_clock_is_answered_with_its_hour(mediator: FlaskClient) -> None:
    found = ask(mediator, rule="P08", at="12:20", risk="orange", **{"from": "2025-06-18"}).get_json()
    assert found["due"] == "2025-06-18T16:20+08:00"
    assert found["is_law"] is False


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"rule": "K01"}, 422, "invalid_input"),
        ({"rule": "nonsense", "from": "2026-01-20"}, 422, "invalid_input"),
        ({"rule": "K01", "from": "2026-09-31"}, 422, "invalid_input"),
        ({"rule": "K01", "from": "9999-12-31"}, 422, "invalid_input"),
        ({"rule": "P01", "from": "2026-01-20"}, 422, "invalid_input"),
        ({"rule": "K99", "from": "2026-01-20"}, 404, "unknown_rule"),
        ({"rule": "K19", "from": "2026-12-30"}, 409, "calendar_not_loaded"),
    ],
)
def test_what_cannot_be_worked_out_is_a_problem(
    mediator: FlaskClient, query: dict[str, str], status: int, code: str
) -> None:
    response = mediator.get("/api/v1/deadlines", query_string=query)
    assert (response.status_code, response.get_json()["code"]) == (status, code)


def test_without_an_account_nothing_is_answered(client: FlaskClient) -> None:
    assert ask(client, rule="K01", **{"from": "2026-01-20"}).status_code == 401
