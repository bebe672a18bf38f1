"""Seals every hour, an anchor every day."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from app.audit import services
from app.core import jobs


def anchor_folder() -> Path:
    """Where anchor files lie; a place that is backed up apart from the database."""
    return Path(current_app.config["DATA_DIR"]) / "anchors"


@jobs.periodic("7 * * * *", "audit.seal_reads")
def seal_reads() -> None:
    """Seal the read log."""
    services.seal_reads()


@jobs.periodic("30 16 * * *", "audit.anchor")
def anchor() -> None:
    """Write the day's anchor, half past midnight in Shanghai."""
    services.anchor(anchor_folder())
