"""``doctor``: what this copy has, what it lacks, and what that means."""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path

import click
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.clocks.queries import missing_year
from app.core import readiness
from app.core.db import db
from app.core.readiness import Finding

OLDEST_PYTHON = (3, 11)
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")
SUBSETTER = "libharfbuzz-subset.so.0"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
SIGNS = {"ok": "✓", "warning": "!", "failed": "✗"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="print the findings as JSON")
def doctor(as_json: bool) -> None:
    """Look at everything this copy needs; exit code 1 when something has failed."""
    found = [*machine(), *readiness.findings()]
    if all(one.state != "failed" for one in found if one.name in {"database", "migrations"}):
        found += [calendar(), roles(), messages()]
    if as_json:
        click.echo(json.dumps([one.plain() for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            click.echo(f"{SIGNS[one.state]} {one.name:<12} {one.words}")
    raise SystemExit(1 if any(one.state == "failed" for one in found) else 0)


def machine() -> list[Finding]:
    """What the machine itself must bring."""
    return [python(), text_layout(), font_subsetting(), fonts()]


def python() -> Finding:
    """Whether Python is new enough."""
    state = "ok" if sys.version_info >= OLDEST_PYTHON else "failed"
    return Finding("python", state, sys.version.split()[0])


def text_layout() -> Finding:
    """Whether documents can be drawn at all."""
    missing = [name for name in PANGO if not _loads(name)]
    if missing:
        return Finding("pango", "failed", f"{', '.join(missing)} missing: no document can be printed")
    return Finding("pango", "ok", "found")


def font_subsetting() -> Finding:
    """Whether the fast way to embed a Chinese font is there; without it a document takes half a minute."""
    if _loads(SUBSETTER):
        return Finding("harfbuzz", "ok", "found")
    return Finding("harfbuzz", "warning", f"{SUBSETTER} missing: each document takes 30 times as long")


def fonts() -> Finding:
    """Whether a static Chinese font is there; without one the printed page shows boxes."""
    if os.environ.get("FONTCONFIG_FILE"):
        return Finding("fonts", "ok", "FONTCONFIG_FILE is set")
    for folder in FONT_FOLDERS:
        for pattern in ("Noto*CJK*.ttc", "Noto*CJK*.otf", "NotoSerifSC*.ttf", "NotoSerifSC*.otf"):
            found = next(Path(folder).expanduser().rglob(pattern), None)
            if found is not None:
                return Finding("fonts", "ok", found.name)
    return Finding("fonts", "failed", "no Noto CJK font: Chinese would be printed as boxes")


def calendar() -> Finding:
    """Whether the working calendar reaches far enough for the deadlines of this year."""
    try:
        year = missing_year()
    except SQLAlchemyError as problem:
        db.session.rollback()
        return Finding("calendar", "failed", type(problem).__name__)
    if year is None:
        return Finding("calendar", "ok", "loaded")
    return Finding("calendar", "warning", f"{year} is not loaded: deadlines there are provisional")


def roles() -> Finding:
    """Whether the application signs in as a role that cannot change the trail."""
    owned = db.session.execute(
        text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND pg_has_role(tableowner, 'member')")
    ).scalar()
    if owned:
        return Finding("roles", "warning", "the application owns its tables: give it a role of its own")
    return Finding("roles", "ok", "the application owns no table")


def messages() -> Finding:
    """Whether messages leave this copy at all."""
    kind = current_app.config["MESSAGE_GATEWAY"]
    if kind == "test":
        return Finding("messages", "warning", "test mode: no SMS, call or e-mail is sent")
    return Finding("messages", "ok", f"sent through {kind}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
