"""Queued work of intake: lists that are brought in, and rosters nobody stored, which hold personal particulars."""

from __future__ import annotations

from uuid import UUID

from app.core import jobs
from app.core.jobs import task
from app.intake import services


@task("intake.check_import")
def check_import(import_id: str) -> None:
    """Check every row of a list."""
    services.check_import(UUID(import_id))


@task("intake.store_import")
def store_import(import_id: str) -> None:
    """Store some of the rows."""
    services.store_import(UUID(import_id))


@task("intake.take_back_import")
def take_back_import(import_id: str) -> None:
    """Take some of the matters back."""
    services.take_back_import(UUID(import_id))


@jobs.periodic("27 * * * *", "intake.forget_rosters")
def forget_old_rosters() -> None:
    """Each hour."""
    services.forget_rosters()
