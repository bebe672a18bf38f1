"""Signing in through the page, as a person does."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.people import PASSWORD


def sign_in(client: FlaskClient, login: str, password: str = PASSWORD, **more: str) -> TestResponse:
    """Type name and password at the door; the client is inside afterwards."""
    return client.post("/sign-in", data={"login_name": login, "password": password, **more})


def words(response: TestResponse) -> str:
    """The page as text."""
    return response.get_data(as_text=True)
