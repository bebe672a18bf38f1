"""Every sentence people read goes through the catalogue; Chinese stands bare only where it is data or input.

The English catalogue says what the Chinese screen says.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from jinja2 import nodes

from scripts.translations import catalogues, extract, problems, read
from tests.architecture import exceptions
from tests.architecture.source import APP, TEMPLATES, Module, modules

HAN = re.compile(r"[\u3400-\u9fff]")
MARKS = {"msg", "_", "_m"}
#: Chinese is data here: words looked for in pasted texts, printed forms, their samples and words, the law, the demo.
DATA_CONTEXTS = {"demo"}
DATA_PARTS = {"forms", "samples", "law", "shapes", "engine", "forms_catalogue", "wording", "fillings", "pasting"}


def _docstrings(module: Module) -> set[int]:
    found = set()
    for node in module.nodes:
        body = getattr(node, "body", None)
        if isinstance(body, list):
            found |= {
                id(one.value) for one in body if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
            }
    return found


def _marked(module: Module) -> set[int]:
    found = set()
    for node in module.nodes:
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in MARKS:
                found |= {id(one) for one in ast.walk(node) if isinstance(one, ast.Constant)}
    return found


def _says_something(text: object) -> bool:
    """Whether a constant holds Chinese words and not only marks between values."""
    return isinstance(text, str) and HAN.search(text) is not None


def _bare(module: Module) -> Iterator[str]:
    excused = _docstrings(module) | _marked(module)
    for node in module.nodes:
        if isinstance(node, ast.Constant) and id(node) not in excused and _says_something(node.value):
            yield f"{module.name}:{node.lineno} {node.value[:30]!r}"


def _holds_data(module: Module) -> bool:
    parts = set(module.path.relative_to(APP).with_suffix("").parts)
    return module.context in DATA_CONTEXTS or bool(parts & DATA_PARTS) or module.name in exceptions.CHINESE_DATA


def test_no_sentence_in_python_escapes_translation() -> None:
    stray = [line for module in modules() if not _holds_data(module) for line in _bare(module)]
    assert stray == [], "\n".join(stray)


def _pages() -> list[Path]:
    kept_out = (TEMPLATES / "forms", TEMPLATES / "styleguide")
    return [path for path in sorted(TEMPLATES.rglob("*.html")) if not any(one in path.parents for one in kept_out)]


def _stray_in(node: nodes.Node, inside: bool = False) -> Iterator[tuple[int, str]]:
    if isinstance(node, nodes.TemplateData) and _says_something(node.data):
        yield node.lineno, node.data.strip()[:60]
    if isinstance(node, nodes.Const) and not inside and _says_something(node.value):
        yield node.lineno, node.value[:60]
    marks = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKS
    for child in node.iter_child_nodes():
        yield from _stray_in(child, inside or marks)


def test_no_sentence_in_a_page_escapes_translation(app: Flask) -> None:
    stray = [
        f"{path.relative_to(TEMPLATES)}:{line} {text!r}"
        for path in _pages()
        for line, text in _stray_in(app.jinja_env.parse(path.read_text(encoding="utf-8")))
    ]
    assert stray == [], "\n".join(stray)


def test_parameters_stand_in_braces() -> None:
    percent = [
        f"{message.locations[0][0]} {message.id[:40]}"
        for message in extract()
        if isinstance(message.id, str) and re.search(r"%\(\w+\)|%[sd]\b", message.id)
    ]
    assert percent == [], "\n".join(percent)


def test_the_english_catalogue_is_whole_and_keeps_every_parameter() -> None:
    assert problems() == []


def test_chinese_stays_in_the_english_only_as_an_example_of_what_to_type() -> None:
    wrong = [
        str(entry.string)
        for path in catalogues()
        for entry in read(path)
        if entry.id and not set(HAN.findall(str(entry.string))) <= set(HAN.findall(str(entry.id)))
    ]
    assert wrong == [], "\n".join(wrong)
