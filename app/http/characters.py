"""Text that cannot be stored is refused at the door: the empty character (NUL) and halves of a character (surrogates).

No database keeps them and no font prints them; they come from broken programs and from people who try what happens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask, request

from app.core.errors import InvalidInput
from app.core.text import msg
from app.http.csrf import SAFE
from app.http.versions import is_api

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: How such a character is written inside JSON; a whole pair of halves is an ordinary character, seen after reading.
ESCAPED = re.compile(rb"\\u(?:0000|[dD][89abAB])")


def register(app: Flask) -> None:
    """Check address, query, form and JSON of every request that has found its route."""

    @app.before_request
    def refuse_unstorable() -> None:
        faults = {
            name: [msg("含有不能保存的字符，请删去后再提交。")] for name, text in _sent() if UNSTORABLE.search(text)
        }
        if faults:
            raise InvalidInput(faults)


def _sent() -> Iterator[tuple[str, str]]:
    """Every text of the request with the name of its place."""
    yield from ((name, str(value)) for name, value in (request.view_args or {}).items())
    yield from request.args.items(multi=True)
    if request.method in SAFE:
        return
    if not is_api():
        yield from request.form.items(multi=True)
    elif request.is_json and ESCAPED.search(request.get_data(cache=True)):
        yield from _texts(request.get_json(silent=True))


def _texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a JSON value by dotted name; a faulty name stands under its parent."""
    if isinstance(value, str):
        yield place or "json", value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield place or "json", name
            yield from _texts(inner, f"{place}.{UNSTORABLE.sub('', name)}" if place else UNSTORABLE.sub("", name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, f"{place}.{number}" if place else str(number))
