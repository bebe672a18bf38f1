"""Each thing has one place: commit, time, ids, the request, a state."""

from __future__ import annotations

import ast
import re

from tests.architecture import exceptions
from tests.architecture.source import DELIVERY, ROOT, TOP, Module, modules, unexpected

OPEN_PARTS = {"services", "queries", "commands", "events", "permissions", "types", "errors", "schemas", "shapes"}
DELIVERY_PARTS = OPEN_PARTS | {"workflow", "policies", "forms", "rules"}
#: The one filter of what a person may see.
VISIBILITY = ("intake", "policies")
HTTP_CONTEXTS = {"http", "web", "api", "bootstrap"}
REQUEST_NAMES = {"request", "session", "g", "current_user"}
VAGUE_MODULES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
UNFINISHED = re.compile(r"\b(TODO|FIXME)\b|raise NotImplementedError")
SKIPPED = re.compile(r"pytest\.(skip|xfail|importorskip)|mark\.(skip|skipif|xfail)|unittest\.skip|assert True\b")
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "time"}


def _calls(module: Module) -> list[ast.Call]:
    return [node for node in module.nodes if isinstance(node, ast.Call)]


def _dotted(node: ast.expr) -> str:
    """``a.b.c`` of a chain of names, as far as it is one."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_only_the_unit_of_work_commits() -> None:
    found = {
        module.name
        for module in modules()
        for call in _calls(module)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    }
    assert found <= {"app/core/unit_of_work.py"}


def test_only_the_clock_knows_the_time() -> None:
    found = set()
    for module in modules():
        for call in _calls(module):
            *owner, name = _dotted(call.func).split(".")
            if owner and owner[-1] in CLOCK_OWNERS and name in CLOCKS:
                found.add(f"{module.name}:{call.lineno}")
    assert {name.partition(":")[0] for name in found} <= {"app/core/clock.py", "app/core/ids.py"}, found


def test_only_ids_makes_identities() -> None:
    found = {
        module.name
        for module in modules()
        for call in _calls(module)
        if _dotted(call.func).rpartition(".")[2] in {"uuid1", "uuid3", "uuid4", "uuid5", "uuid7"}
    }
    assert found <= {"app/core/ids.py"}


def test_imports_stand_at_the_top() -> None:
    found = {
        f"{module.name}:{inner.lineno}"
        for module in modules()
        for function in module.functions()
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }
    assert not found


def test_the_request_is_known_only_where_requests_arrive() -> None:
    found = {
        f"{module.name}: {name}"
        for module in modules()
        if module.context not in HTTP_CONTEXTS
        for source, names in module.imports()
        if source in {"flask", "flask_login", "flask.globals"}
        for name in names
        if name in REQUEST_NAMES
    }
    assert not found


def test_only_the_workflow_engine_sets_a_state() -> None:
    found = set()
    for module in modules():
        for node in module.nodes:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
                found |= {
                    f"{module.name}:{node.lineno}"
                    for t in targets
                    if isinstance(t, ast.Attribute) and t.attr == "state"
                }
    assert {name.partition(":")[0] for name in found} <= {"app/core/workflow.py"}, found


def _may_import(module: Module, context: str, part: str) -> bool:
    if module.context == "demo" or (context, part) == VISIBILITY:
        return True
    if module.context in DELIVERY:
        return part in DELIVERY_PARTS or (module.context, part) in {("http", "models"), ("cli", "jobs")}
    return part in OPEN_PARTS or (part == "models" and module.part == "queries")


def _used_outside_annotations(module: Module) -> set[str]:
    """Names that do something; one that only says what an argument is may be a foreign model."""
    spots = [node for node in module.nodes if isinstance(node, ast.arg | ast.AnnAssign)]
    annotations = [node.annotation for node in spots if node.annotation is not None]
    annotations += [function.returns for function in module.functions() if function.returns is not None]
    said = {id(name) for annotation in annotations for name in ast.walk(annotation)}
    names = (node for node in module.nodes if isinstance(node, ast.Name))
    return {name.id for name in names if id(name) not in said}


def _foreign_parts(module: Module) -> set[str]:
    """Parts of other contexts the module must not reach into: ``accounts.models`` and so on."""
    found = set()
    used = _used_outside_annotations(module)
    for source, names in module.imports():
        pieces = source.split(".")
        if pieces[0] != "app" or len(pieces) == 1:
            continue
        context = pieces[1]
        if context in {module.context, "core"} or context in DELIVERY:
            continue
        parts = [pieces[2]] if len(pieces) > 2 else [name for name in names if _is_module(context, name)]
        if parts == ["models"] and names and not used & set(names):
            continue
        found |= {f"{context}.{part}" for part in parts if not _may_import(module, context, part)}
    return found


def _is_module(context: str, name: str) -> bool:
    folder = ROOT / "app" / context
    return (folder / f"{name}.py").exists() or (folder / name).is_dir()


def test_contexts_meet_only_at_their_open_doors() -> None:
    found = {
        f"{module.name} -> {part}"
        for module in modules()
        if module.context not in TOP
        for part in _foreign_parts(module)
    }
    assert not unexpected(found, exceptions.FOREIGN_IMPORTS)


def test_no_module_is_named_for_nothing() -> None:
    assert not {module.name for module in modules() if module.path.stem in VAGUE_MODULES}


def test_nothing_is_left_unfinished() -> None:
    texts = [*modules(), *modules(ROOT / "scripts")]
    found = {module.name for module in texts if UNFINISHED.search(module.text)}
    found |= {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "templates").rglob("*.html")
        if UNFINISHED.search(path.read_text(encoding="utf-8"))
    }
    assert not found


def test_no_test_is_passed_over() -> None:
    this = {"tests/architecture/test_places.py"}
    assert not {module.name for module in modules(ROOT / "tests") if SKIPPED.search(module.text)} - this


def test_every_package_says_what_it_is_for() -> None:
    packages = [module for module in modules() if module.path.name == "__init__.py"]
    assert not {module.name for module in packages if not ast.get_docstring(module.tree)}
