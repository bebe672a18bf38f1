"""Reference pages made from the code: state diagrams, the permission matrix, printed forms, events.

``python -m scripts.reference`` writes them to docs/reference; with ``--check`` it only says which are stale.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable
from pathlib import Path

from app.core.events import DomainEvent
from app.core.permissions import Role, declared
from app.core.workflow import Transition, Workflow
from app.rendering.queries import all_forms
from app.role_catalogue import HELD

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "reference"
CONTEXTS = (
    *("rosters", "intake", "dispatch", "mediation", "claims", "guidance", "agreements", "confirmation", "closure"),
    "oversight",
)
NOTE = "Made by `python -m scripts.reference`; do not edit.\n"


def workflows() -> list[Workflow]:
    """Every state machine, in the order of a dispute's life."""
    found: dict[str, Workflow] = {}
    for context in CONTEXTS:
        for value in vars(importlib.import_module(f"app.{context}.workflow")).values():
            if isinstance(value, Workflow):
                found.setdefault(value.kind, value)
    return list(found.values())


def _diagram(workflow: Workflow) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {workflow.initial}"]
    for step in workflow.transitions:
        lines += [f"    {state} --> {step.to}: {step.name}" for state in step.from_]
    lines += [f"    {state} --> [*]" for state in workflow.states if state in workflow.final]
    return [*lines, "```"]


def _row(step: Transition) -> str:
    conditions = "<br>".join(f"`{one.__name__}`" for one in step.conditions) or "—"
    clocks = " ".join([*(f"+{one}" for one in step.arms), *(f"−{one}" for one in step.stops)]) or "—"
    source = ", ".join(step.from_)
    reason = str(step.reason) if step.reason else "—"
    act = f"{step.name} {step.label}"
    return f"| {act} | {source} → {step.to} | `{step.permission}` | {conditions} | {reason} | {clocks} |"


def states_page() -> str:
    """Diagram and table of each workflow."""
    lines = ["# States and transitions", "", NOTE]
    for workflow in workflows():
        lines += [f"## {workflow.kind}", "", *_diagram(workflow), ""]
        lines += ["| State | On the screen |", "|---|---|"]
        lines += [f"| `{state}` | {words} |" for state, words in workflow.states.items()]
        lines += ["", "| Act | From → to | Permission | Conditions | Reason, least signs | Clocks |"]
        lines += ["|---|---|---|---|---|---|", *(_row(step) for step in workflow.transitions), ""]
    return "\n".join(lines)


def permissions_page() -> str:
    """Role by permission, with the sentence of each."""
    roles = [role for role in Role if role not in (Role.PARTY, Role.SYSTEM)]
    known = declared()
    lines = ["# Permissions", "", NOTE, "| Permission | Meaning | " + " | ".join(str(r.label) for r in roles) + " |"]
    lines.append("|---|---|" + "---|" * len(roles))
    for name, holders in HELD.items():
        marks = " | ".join("●" if role in holders else "" for role in roles)
        lines.append(f"| `{name}` | {known.get(name, '')} | {marks} |")
    return "\n".join([*lines, ""])


def forms_page() -> str:
    """Every printed form."""
    lines = ["# Printed forms", "", NOTE, "| Code | Name | Kind | Signs |", "|---|---|---|---|"]
    lines += [
        f"| {form.code} | {form.printed_name} | {form.kind.value} | {'、'.join(str(one) for one in form.signers)} |"
        for form in all_forms()
    ]
    return "\n".join([*lines, ""])


def events_page() -> str:
    """Every domain event with what it says."""
    lines = ["# Events", "", NOTE, "| Context | Event | Meaning |", "|---|---|---|"]
    for context in ("clocks", *CONTEXTS):
        module = importlib.import_module(f"app.{context}.events")
        for name, kind in vars(module).items():
            if inspect.isclass(kind) and issubclass(kind, DomainEvent) and kind.__module__ == module.__name__:
                lines.append(f"| {context} | `{name}` | {(inspect.getdoc(kind) or '').splitlines()[0]} |")
    return "\n".join([*lines, ""])


PAGES: dict[str, Callable[[], str]] = {
    "states.md": states_page,
    "permissions.md": permissions_page,
    "forms.md": forms_page,
    "events.md": events_page,
}


def problems() -> list[str]:
    """Pages that no longer say what the code says."""
    stale = []
    for name, make in PAGES.items():
        path = TARGET / name
        if not path.exists() or path.read_text(encoding="utf-8") != make():
            stale.append(f"docs/reference/{name} is stale; run python -m scripts.reference")
    return stale


def main(arguments: list[str]) -> int:
    """Write the pages, or only check them."""
    if "--check" in arguments:
        found = problems()
        print("\n".join(found))
        return 1 if found else 0
    for name, make in PAGES.items():
        (TARGET / name).write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
