"""The lock files: made from ``pyproject.toml`` with hashes and without any address, and compared with it.

``python -m scripts.locks`` makes them anew. Each begins with a fingerprint of the tables it was made from, so that the
comparison needs no network.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARK = "# made from pyproject.toml "
LOCKS = {
    "requirements.lock": ["pyproject.toml", "--all-extras", "--group", "dev", "--group", "setup"],
    "requirements-node.lock": ["--group", "node"],
}
OPTIONS = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-emit-index-url", "--no-header", "-q"]


def fingerprint() -> str:
    """Everything in ``pyproject.toml`` that decides what is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = project["project"]
    deciding = [parts["dependencies"], parts["optional-dependencies"], project["dependency-groups"]]
    return hashlib.sha256(json.dumps(deciding, sort_keys=True).encode()).hexdigest()


def make() -> None:
    """Resolve again; versions that are locked and still allowed stay as they are."""
    for name, wanted in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", *wanted, *OPTIONS, "--output-file", name]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        path = ROOT / name
        body = path.read_text(encoding="utf-8")
        body = "\n".join(line for line in body.splitlines() if not line.startswith(MARK)) + "\n"
        path.write_text(f"{MARK}{fingerprint()}\n{body}", encoding="utf-8")


def problems() -> list[str]:
    """What is wrong with the lock files; empty when all is well."""
    found = []
    for name in LOCKS:
        text = (ROOT / name).read_text(encoding="utf-8")
        if not text.startswith(f"{MARK}{fingerprint()}\n"):
            found.append(f"{name} is not in step with pyproject.toml; run python -m scripts.locks")
        if "://" in text:
            found.append(f"{name} holds an address")
        if unpinned := re.findall(r"^(?!#|\s)(?!\S+==)(.+)$", text, re.MULTILINE):
            found.append(f"{name} has lines without an exact version: {unpinned[:3]}")
    return found + _npm_problems()


def _npm_problems() -> list[str]:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    found = [
        f"package-lock.json: {name} names a download address or lacks its hash"
        for name, entry in lock["packages"].items()
        if name and ("resolved" in entry or "integrity" not in entry)
    ]
    top = lock["packages"][""]
    if any(top.get(kind) != package.get(kind) for kind in ("dependencies", "devDependencies")):
        found.append("package-lock.json is not in step with package.json")
    return found


if __name__ == "__main__":
    make()
