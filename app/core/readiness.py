"""Whether this copy can do its work now: the database, its migrations, the workers, the disk.

``/readyz`` and ``doctor`` read these findings; whether the calendar reaches far enough is known to ``clocks``.
"""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.core import clock
from app.core.db import db

OLDEST_SERVER = 150_000
OLDEST_HEARTBEAT = timedelta(seconds=90)
LEAST_FREE_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``ok``, ``warning`` (works, but not as it should) or ``failed``, and why."""

    name: str
    state: str
    words: str

    def plain(self) -> dict[str, str]:
        """As JSON."""
        return asdict(self)


def findings() -> list[Finding]:
    """Every check of the running service, in a fixed order; without a database only those that need none."""
    reached = database()
    if reached.state == "failed":
        return [reached, disk()]
    return [reached, migrations(), workers(), failed_jobs(), disk()]


def database() -> Finding:
    """Whether PostgreSQL answers and is new enough."""
    try:
        number = int(_one("SHOW server_version_num"))
    except SQLAlchemyError as problem:
        db.session.rollback()
        return Finding("database", "failed", type(problem).__name__)
    state = "ok" if number >= OLDEST_SERVER else "failed"
    return Finding("database", state, f"PostgreSQL {number // 10_000}.{number % 10_000}")


def migrations() -> Finding:
    """Whether the tables are those this code was written for."""
    folder = current_app.extensions["migrate"].directory
    wanted = ScriptDirectory(str(folder)).get_current_head()
    if _one("SELECT to_regclass('public.alembic_version')") is None:
        return Finding("migrations", "failed", f"none applied, the code needs {wanted}")
    applied = _one("SELECT version_num FROM alembic_version")
    if applied == wanted:
        return Finding("migrations", "ok", str(applied))
    return Finding("migrations", "failed", f"applied {applied}, the code needs {wanted}")


def workers() -> Finding:
    """Whether a worker has given a sign of life lately."""
    last = _one("SELECT max(last_heartbeat) FROM procrastinate_workers")
    if last is None:
        return Finding("workers", "failed", "none has ever reported")
    age = clock.now() - last
    state = "ok" if age <= OLDEST_HEARTBEAT else "failed"
    return Finding("workers", state, f"last sign of life {age.total_seconds():.0f} s ago")


def failed_jobs() -> Finding:
    """Whether jobs have been given up after all their tries."""
    count = int(_one("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'"))
    return Finding("jobs", "ok" if count == 0 else "warning", f"{count} given up")


def disk() -> Finding:
    """Whether files and database have room to grow."""
    place = Path(current_app.config["DATA_DIR"])
    free = shutil.disk_usage(place if place.exists() else place.parent).free
    state = "ok" if free >= LEAST_FREE_BYTES else "failed"
    return Finding("disk", state, f"{free // 1024**2:,} MB free")


def _one(statement: str) -> Any:
    return db.session.execute(text(statement)).scalar()
