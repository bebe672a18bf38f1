"""Every page that shows itself again after a refusal can be called with what the address of the write tells."""

from __future__ import annotations

from inspect import Parameter, signature

from flask import Flask

from app.http.access import handler_of


def test_no_page_shown_again_needs_more_than_the_address_of_the_write(app: Flask) -> None:
    wrong = []
    for rule in app.url_map.iter_rules():
        page = getattr(handler_of(app, rule.endpoint, "POST"), "shown_again", None)
        if page is None:
            continue
        needed = {one.name for one in signature(page).parameters.values() if one.default is Parameter.empty}
        if needed - rule.arguments:
            wrong.append(f"{rule.rule}: {page.__name__} needs {sorted(needed - rule.arguments)}")
    assert wrong == []
