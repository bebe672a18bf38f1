"""Python: a Chinese sentence that a person reads stands inside ``msg()`` or ``_()``.

Chinese that is data (printed forms, law and calendar tables, code lists, invented demo facts) is exempt by path, or
line by line with the comment ``# zh-data``.
"""

from __future__ import annotations

import ast
from fnmatch import fnmatch
from pathlib import Path

from scripts.templates_lint import CHINESE

ROOT = Path(__file__).resolve().parent.parent
TRANSLATORS = {"_", "msg", "gettext", "ngettext", "pgettext", "lazy_gettext", "_l"}
DATA = (
    "app/demo/*",
    "app/rendering/samples/*",
    "app/rendering/shapes/*",
    "app/rendering/forms_catalogue.py",
    "app/*/forms.py",
    "app/*/forms/*",
    "app/*/tables.py",
    "app/*/tables/*",
    "app/*/tables_*.py",
    "app/*/samples/*",
    "app/agreements/rules/wording/*",
    "app/agreements/rules/drafting.py",
    "app/agreements/rules/lint/lexicon.py",
    "app/claims/workbook/*",
    "app/clocks/rules/years.py",
    "app/rendering/engine/words.py",
    "app/rendering/engine/envelope.py",
    "app/core/money.py",
    "app/core/identity.py",
    "app/core/numbers.py",
    "app/core/bigrams.py",
)


def problems() -> list[str]:
    """Every bare literal, as ``path:line: text``."""
    found: list[str] = []
    for path in sorted((ROOT / "app").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not any(fnmatch(name, pattern) for pattern in DATA):
            source = path.read_text(encoding="utf-8")
            lines = source.splitlines()
            found += [
                f"{name}:{line}: Chinese outside msg(): {text[:40]}"
                for line, text in _bare(ast.parse(source))
                if "# zh-data" not in lines[line - 1]
            ]
    return found


def _bare(tree: ast.Module) -> list[tuple[int, str]]:
    covered = _docstrings(tree) | _translated(tree)
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CHINESE.search(node.value)
        and id(node) not in covered
    ]


def _docstrings(tree: ast.Module) -> set[int]:
    """Strings that stand alone as a statement: docstrings and notes on attributes."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _translated(tree: ast.Module) -> set[int]:
    found: set[int] = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name in TRANSLATORS:
                found |= {id(part) for argument in call.args[:2] for part in ast.walk(argument)}
    return found
