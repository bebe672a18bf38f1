"""``worker``: take jobs from one or more queues until told to stop."""

from __future__ import annotations

import click
from flask import Flask, current_app

from app.core import worker as engine
from app.core.jobs import DEFAULT_QUEUE


@click.command("worker")
@click.option("--queue", "queues", multiple=True, default=[DEFAULT_QUEUE], help="a queue; may be given several times")
@click.option("--concurrency", default=1, show_default=True, help="jobs at the same time")
@click.option("--once", is_flag=True, help="end when the queues are empty")
def worker(queues: tuple[str, ...], concurrency: int, once: bool) -> None:
    """Work off queued jobs; SIGTERM lets the job in hand finish."""
    application: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    engine.run(application, list(queues), concurrency=concurrency, wait=not once)
