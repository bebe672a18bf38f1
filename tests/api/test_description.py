"""The API describes itself when asked, whole and the same each time."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient

from app.api import PREFIX
from app.http.access import methods_of


def test_every_operation_is_described_at_the_first_question_and_at_the_next(client: FlaskClient, app: Flask) -> None:
    first, second = (client.get("/api/openapi.json").get_json() for _ in range(2))
    described = {(path, method) for path, operations in first["paths"].items() for method in operations}
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(rule)), method.lower())
        for rule in app.url_map.iter_rules()
        if str(rule).startswith(f"{PREFIX}/")
        for method in methods_of(rule)
    }
    assert {one for one in described if one[1] != "parameters"} == served
    assert len(first["tags"]) == len({tag["name"] for tag in first["tags"]}) > 10
    assert first == second
