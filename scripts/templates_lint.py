"""Templates: they parse, hold no inline style or script, and every Chinese word on the screen goes through gettext.

Printed forms (``templates/forms``) are Chinese data with style sheets of their own; only their syntax is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
FORMS = TEMPLATES / "forms"
CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
TRANSLATORS = {"_", "gettext", "ngettext", "pgettext", "npgettext", "msg"}
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
        tree = known.parse(text, filename=str(path))
    except TemplateSyntaxError as problem:
        yield problem.lineno, f"does not parse: {problem.message}"
        return
    if FORMS in path.parents:
        return
    plain = re.sub(r"\{#.*?#\}", lambda m: "\n" * m[0].count("\n"), text, flags=re.DOTALL)
    for pattern, what in FORBIDDEN.items():
        for hit in re.finditer(pattern, plain, re.IGNORECASE):
            yield plain.count("\n", 0, hit.start()) + 1, what
    yield from _bare_chinese(tree)


def _bare_chinese(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Chinese text or string literals that no translator sees."""
    translated = {
        id(part)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in TRANSLATORS
        for part in call.find_all(nodes.Const)
    }
    for piece in tree.find_all(nodes.TemplateData):
        if CHINESE.search(_without_comments(piece.data)):
            yield piece.lineno, f"Chinese outside _(): {piece.data.strip()[:30]}"
    for const in tree.find_all(nodes.Const):
        if isinstance(const.value, str) and CHINESE.search(const.value) and id(const) not in translated:
            yield const.lineno, f"Chinese outside _(): {const.value[:30]}"


def _without_comments(text: str) -> str:
    return re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
