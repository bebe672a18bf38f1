"""Forms as a page offers them: hidden values go along, a name or a choice that the page does not offer is a failure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.people import Cast
from tests.support.visits import Visitor, seen_errors

ROW = re.compile(r"\.\d+\.")


class PageForm:
    """One form: where it goes, what it sends untouched, what may be typed or chosen."""

    def __init__(self, form: Element) -> None:
        """Read the boxes."""
        self.action = form.get("action", "")
        self.values: dict[str, list[str]] = {}
        self.offered: dict[str, set[str] | None] = {}
        self.beside_ticks: dict[str, list[str]] = {}  # a browser sends the hidden "no" as well as the tick
        for box in form.iter():
            name = box.get("name")
            if name:
                self._read(box, name)

    def _read(self, box: Element, name: str) -> None:
        kind = box.get("type", "text") if box.tag == "input" else box.tag
        if kind in ("checkbox", "radio"):
            self.beside_ticks.setdefault(name, self.values.get(name, []).copy())
            self._offer(name, {box.get("value", "on")})
            if box.get("checked") is not None:
                self.values.setdefault(name, []).append(box.get("value", "on"))
        elif kind == "select":
            options = list(box.iter("option"))
            self._offer(name, {option.get("value", "") for option in options})
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            self.values.setdefault(name, []).extend(option.get("value", "") for option in chosen)
        elif kind != "file":
            text = "".join(box.itertext()).removeprefix("\n") if kind == "textarea" else box.get("value", "")
            self.offered.setdefault(name, None)
            self.values.setdefault(name, []).append(text)

    def _offer(self, name: str, values: set[str]) -> None:
        known = self.offered.get(name)
        self.offered[name] = values | (known or set())

    def filled(self, given: dict[str, Any]) -> dict[str, list[str]]:
        """What is sent when a person fills in ``given``; a box ticked off is given as an empty list."""
        sent = dict(self.values)
        for name, value in given.items():
            listed = [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
            pattern = ROW.sub(".0.", name)
            assert pattern in self.offered or name in self.offered, f"{self.action}: no box {name}"
            choices = self.offered.get(name, self.offered.get(pattern))
            beyond = set() if choices is None or name not in self.offered else set(listed) - choices
            assert not beyond, f"{self.action}: {name} does not offer {beyond}"
            sent[name] = self.beside_ticks.get(name, []) + listed
        return sent


def forms_on(page: str) -> list[PageForm]:
    """The forms of a page that write something."""
    root = tinyhtml5.parse(page, namespace_html_elements=False)
    return [PageForm(form) for form in root.iter("form") if form.get("method") == "post"]


class Clerk(Visitor):
    """A person who fills in what the page shows."""

    def fill(self, page: str, ending: str, given: dict[str, Any] | None = None, status: int = 303) -> TestResponse:
        """Open a page, fill in the form whose address ends so, send it."""
        found = [form for form in forms_on(self.get(page)) if form.action.endswith(ending)]
        assert found, f"{page} offers no form …{ending}: {[form.action for form in forms_on(self.get(page))]}"
        answer = self.client.post(found[0].action, data=found[0].filled(given or {}))
        assert answer.status_code == status, (ending, answer.status_code, seen_errors(answer))
        return answer

    def offers(self, page: str, ending: str) -> bool:
        """Whether a page has that form."""
        return any(form.action.endswith(ending) for form in forms_on(self.get(page)))


@pytest.fixture
def clerk(app: Flask, cast: Cast) -> Callable[[str], Clerk]:
    """Let somebody of the cast work with the pages' own forms."""
    return lambda login: Clerk(app.test_client(), login)
