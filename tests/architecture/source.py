"""The source as the architecture tests read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import config

ROOT = config.ROOT
APP = ROOT / "app"
TEMPLATES = ROOT / "templates"
DELIVERY = {"web", "api", "cli", "http", "demo"}
TOP = {"bootstrap", "role_catalogue", "__init__"}


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: Path

    @property
    def name(self) -> str:
        """Its path below the root, with slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def context(self) -> str:
        """The package below ``app`` it belongs to."""
        return self.path.relative_to(APP).parts[0].removesuffix(".py")

    @property
    def part(self) -> str:
        """The file name inside the context; a folder counts as its file."""
        parts = self.path.relative_to(APP).parts
        return parts[1].removesuffix(".py") if len(parts) > 1 else "__init__"

    @cached_property
    def text(self) -> str:
        """The source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the syntax tree; walked once for all tests."""
        return tuple(ast.walk(self.tree))

    @property
    def lines(self) -> int:
        """How long it is."""
        return self.text.count("\n")

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function, methods and inner ones included."""
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def imports(self) -> Iterator[tuple[str, list[str]]]:
        """Every import as (module, names)."""
        for node in self.nodes:
            if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                yield node.module, [alias.name for alias in node.names]
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, []


@cache
def modules(top: Path = APP) -> tuple[Module, ...]:
    """All Python files below a folder."""
    return tuple(Module(path) for path in sorted(top.rglob("*.py")) if "static" not in path.parts)


def unexpected(found: set[str], allowed: set[str]) -> str:
    """What breaks a rule without a named exception, and exceptions nobody needs any more: the lists only shrink."""
    lines = [f"breaks the rule: {name}" for name in sorted(found - allowed)]
    lines += [f"no longer needed as an exception: {name}" for name in sorted(allowed - found)]
    return "\n".join(lines)
