"""``./fengqiao check``: everything that can be said about the code without running the product.

Each step is one line with its time; all steps run, the first words of each failure follow. Exit code 1 when any failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tokenize import TokenError

from scripts import locks, reference, templates_lint, translations

ROOT = Path(__file__).resolve().parent.parent
SHOWN_LINES = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must hold: it returns its complaints."""

    name: str
    look: Callable[[], list[str]]


def _program(*command: str) -> Callable[[], list[str]]:
    """A step that runs a program; a non-zero end is a complaint."""

    def look() -> list[str]:
        environment = {**os.environ, "FENGQIAO_ENV": "testing"}
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return [] if done.returncode == 0 else done.stdout.splitlines() or [f"ended with {done.returncode}"]

    return look


def _layers() -> list[str]:
    """The import contracts; the tool's banner is left out."""
    words = _program("-c", "from importlinter.cli import lint_imports_command as run; run()")()
    return [line for line in words if line.strip() and not set(line) & set("╔╗╚╝║╩╦◀▶└")]


STEPS = (
    Step("style", _program("-m", "ruff", "check", "--quiet", "--output-format", "concise", ".")),
    Step("layout", _program("-m", "ruff", "format", "--check", "--output-format", "concise", ".")),
    Step("types", _program("-m", "mypy", "--no-error-summary")),
    Step("layers", _layers),
    Step("templates", templates_lint.problems),
    Step("catalogues", translations.problems),
    Step("locks", locks.problems),
    Step("documents", reference.problems),
    Step("architecture", _program("-m", "pytest", "-q", "--no-header", "tests/architecture")),
    Step("migrations", _program("-m", "pytest", "-q", "--no-header", "tests/migrations")),
)


def _complaints(step: Step) -> list[str]:
    """What the step says; a file that cannot even be read is a complaint, not the end of the run."""
    try:
        return step.look()
    except (SyntaxError, OSError, ValueError, TokenError) as problem:
        return [f"{type(problem).__name__}: {problem}"]


def main(arguments: list[str]) -> int:
    """Run all steps, or those named."""
    unknown = set(arguments) - {step.name for step in STEPS}
    if unknown:
        print(f"unknown steps {sorted(unknown)}; there are " + ", ".join(step.name for step in STEPS), file=sys.stderr)
        return 64
    failed = 0
    for step in STEPS:
        if arguments and step.name not in arguments:
            continue
        began = time.monotonic()
        complaints = _complaints(step)
        verdict = f"{len(complaints)} complaints" if complaints else "ok"
        print(f"{step.name:<14}{verdict:<16}{time.monotonic() - began:6.1f} s", flush=True)
        for line in complaints[:SHOWN_LINES]:
            print(f"    {line}")
        failed += bool(complaints)
    print(f"{len(STEPS) if not arguments else len(arguments)} checks, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
