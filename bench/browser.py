"""A person at a browser of the measurement: signs in, opens pages, sends forms; and what the pages ask the database."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine
from werkzeug.test import Client, TestResponse

from app.core.db import db
from bench.disputes import PASSWORD


class Refused(RuntimeError):
    """A page did not open or a form was not taken: there is nothing to measure."""


@dataclass
class Asked:
    """The statements of one request, and how long the database took for them in milliseconds."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    took_ms: float = 0.0


class Person:
    """Somebody signed in; forms carry the token the last page had."""

    def __init__(self, app: Flask, login: str) -> None:
        """Come in by the door."""
        self.app = app
        self.client: Client = app.test_client()
        self.token = ""
        self.get("/sign-in")
        self.post("/sign-in", login_name=login, password=PASSWORD)

    def get(self, address: str) -> str:
        """A page's text."""
        answer = self.client.get(address)
        if answer.status_code != 200:
            raise Refused(f"GET {address}: {answer.status_code}")
        found = re.search(r'name="csrf-token" content="([^"]+)"', answer.text)
        self.token = found[1] if found else self.token
        return answer.text

    def post(self, address: str, **given: Any) -> TestResponse:
        """Send a form; what is not answered by a redirect was refused."""
        form = {"csrf_token": self.token, "idempotency_key": str(uuid4()), **given}
        answer = self.client.post(address, data=form)
        if answer.status_code not in (302, 303):
            raise Refused(f"POST {address}: {answer.status_code} {_errors(answer.text)}")
        return answer


def _errors(page: str) -> str:
    found = re.findall(r'class="fq-err[^>]*>(.*?)</div>', page, re.DOTALL)
    return " | ".join(re.sub(r"<[^>]+>", " ", one).strip() for one in found)


@contextmanager
def listening() -> Iterator[Asked]:
    """Hear what is sent to the database while the block runs."""
    asked = Asked()
    begun = [0.0]

    def before(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        asked.statements.append((statement, parameters))
        begun[0] = time.perf_counter()

    def after(*_all: Any) -> None:
        asked.took_ms += (time.perf_counter() - begun[0]) * 1000

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "after_cursor_execute", after)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", before)
        event.remove(Engine, "after_cursor_execute", after)


def bare(app: Flask, asked: Asked) -> None:
    """Send the same reading statements again on one connection and fetch every row, nothing of ours around them."""
    with app.app_context(), db.engine.connect() as connection:
        for statement, parameters in asked.statements:
            if statement.startswith("SELECT"):
                connection.exec_driver_sql(statement, parameters).fetchall()
