"""Templates: they parse and hold no inline style, script or foreign address.

Printed forms (``templates/forms``) have style sheets of their own; only their syntax is checked. That every sentence is
translated is told by ``tests/architecture/test_language.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
FORMS = TEMPLATES / "forms"
FORBIDDEN = {
    r"\sstyle\s*=": "an inline style (the content security policy drops it)",
    r"<style[\s>]": "a style element",
    r"<script(?![^>]*\ssrc\s*=)(?![^>]*type=[\"']application/(?:ld\+)?json)[^>]*>": "an inline script",
    r"\son[a-z]+\s*=\s*[\"']": "an inline event attribute",
    r"\shx-on[:\w-]*\s*=": "hx-on (it needs eval)",
    r"(?:href|src|action)\s*=\s*[\"']\s*javascript:": "a javascript: address",
    r"(?:href|src|action)\s*=\s*[\"'](?:https?:)?//": "an address outside this server",
}


def environment() -> Environment:
    """An environment that knows the extensions the application uses."""
    return Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True)


def problems() -> list[str]:
    """Everything wrong with any template, as ``path:line: what``."""
    known = environment()
    found: list[str] = []
    for path in sorted(TEMPLATES.rglob("*")):
        if path.suffix in {".html", ".txt", ".xml", ".svg", ".jinja"}:
            found += [f"{path.relative_to(ROOT)}:{line}: {what}" for line, what in _check(known, path)]
    return found


def _check(known: Environment, path: Path) -> Iterator[tuple[int, str]]:
    text = path.read_text(encoding="utf-8")
    try:
        known.parse(text, filename=str(path))
    except TemplateSyntaxError as problem:
        yield problem.lineno, f"does not parse: {problem.message}"
        return
    if FORMS in path.parents:
        return
    plain = re.sub(r"\{#.*?#\}", lambda m: "\n" * m[0].count("\n"), text, flags=re.DOTALL)
    for pattern, what in FORBIDDEN.items():
        for hit in re.finditer(pattern, plain, re.IGNORECASE):
            yield plain.count("\n", 0, hit.start()) + 1, what
