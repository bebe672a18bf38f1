"""A person at a browser without scripts: signs in, opens pages, sends forms as the pages offer them.

The fixture ``visit`` makes one for a person of the cast: ``visit("ding").get("/claims")``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.people import PASSWORD, Cast


class Visitor:
    """One signed-in person."""

    def __init__(self, client: FlaskClient, login: str) -> None:
        """Come in by the door."""
        self.client = client
        answer = client.post("/sign-in", data={"login_name": login, "password": PASSWORD})
        assert answer.status_code in (302, 303), answer.status_code

    def get(self, address: str, status: int = 200) -> str:
        """A page's text."""
        answer = self.client.get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return unescape(answer.get_data(as_text=True))

    def send(self, address: str, status: int = 303, **fields: Any) -> TestResponse:
        """Send a form to an address; a fresh key unless one is given."""
        data = {"idempotency_key": str(uuid4()), **fields}
        answer = self.client.post(address, data=data)
        assert answer.status_code == status, (address, answer.status_code, seen_errors(answer))
        return answer

    def upload(self, address: str, content: bytes, name: str, status: int = 303, **fields: Any) -> TestResponse:
        """Send a form with one file."""
        return self.send(address, status, file=(io.BytesIO(content), name), **fields)

    def json(self, address: str, body: Any = None, *, status: int = 200, **headers: str) -> Any:
        """Ask the API; with a body it is a POST. Header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is None:
            answer = self.client.get(address, headers=named)
        else:
            answer = self.client.post(address, json=body, headers=named)
        assert answer.status_code == status, (address, answer.status_code, answer.get_data(as_text=True)[:600])
        return answer.get_json()


def seen_errors(answer: TestResponse) -> str:
    """What a page says is wrong."""
    found = re.findall(r'class="fq-err[^>]*>(.*?)</div>', unescape(answer.get_data(as_text=True)), re.DOTALL)
    return " | ".join(re.sub(r"<[^>]+>", " ", one).strip() for one in found)


def version_on(page: str) -> str:
    """The version a page carries in its forms."""
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def visit(app: Flask, cast: Cast) -> Callable[[str], Visitor]:
    """Let somebody of the cast sit down at a browser."""
    return lambda login: Visitor(app.test_client(), login)
