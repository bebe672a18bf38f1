"""Nothing grows past the point where a newcomer reads it in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture import exceptions
from tests.architecture.source import APP, ROOT, TEMPLATES, Module, modules, unexpected

MODULE_LINES = 400
TEST_LINES = 500
FUNCTION_LINES = 60
SHORT_FUNCTION_LINES = 30
ARGUMENTS = 6
TEMPLATE_LINES = 250
FOLDER_ENTRIES = 18
SHORT_PARTS = {"rules", "workflow", "policies"}
DATA_FOLDERS = {"samples", "calendar_tables", "demo"}


def _is_short(module: Module) -> bool:
    return module.context in {"web", "api"} or (module.context != "core" and module.part in SHORT_PARTS)


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_modules_stay_short() -> None:
    found = {module.name for module in modules() if module.lines > MODULE_LINES}
    found |= {module.name for module in modules(ROOT / "tests") if module.lines > TEST_LINES}
    assert not unexpected(found, exceptions.LONG_MODULES)


def test_functions_stay_short() -> None:
    found = {
        f"{module.name}:{function.name}"
        for module in modules()
        for function in module.functions()
        if _length(function) > (SHORT_FUNCTION_LINES if _is_short(module) else FUNCTION_LINES)
    }
    assert not unexpected(found, exceptions.LONG_FUNCTIONS)


def test_functions_take_few_arguments() -> None:
    found = {
        f"{module.name}:{function.name}"
        for module in modules()
        for function in module.functions()
        if len([a for a in (*function.args.posonlyargs, *function.args.args) if a.arg not in {"self", "cls"}])
        > ARGUMENTS
    }
    assert not unexpected(found, exceptions.MANY_ARGUMENTS)


def test_templates_stay_short() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if path.read_text(encoding="utf-8").count("\n") > TEMPLATE_LINES
    }
    assert not unexpected(found, exceptions.LONG_TEMPLATES)


def _entries(folder: Path) -> int:
    return sum(1 for entry in folder.iterdir() if entry.name not in {"__pycache__", "__init__.py"})


def test_folders_stay_small() -> None:
    folders = [path for path in APP.rglob("*") if path.is_dir() and not {"__pycache__", "static"} & set(path.parts)]
    found = {
        folder.relative_to(ROOT).as_posix()
        for folder in folders
        if folder.name not in DATA_FOLDERS and _entries(folder) > FOLDER_ENTRIES
    }
    assert not unexpected(found, exceptions.FULL_FOLDERS)
