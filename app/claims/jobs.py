"""Scheduled work: spreadsheets nobody imported are forgotten after a day, for they hold personal particulars."""

from __future__ import annotations

from app.claims.services import forget_uploads
from app.core import jobs


@jobs.periodic("17 * * * *", "claims.forget_uploads")
def forget_old_uploads() -> None:
    """Remove uploads older than a day; running twice removes nothing more."""
    forget_uploads()
