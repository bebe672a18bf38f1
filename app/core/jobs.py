"""Work for later, deferred on the unit of work's own connection: a job exists if and only if the change does."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from typing import Any

import procrastinate
from flask import Flask, has_app_context
from procrastinate.manager import JobManager

from app.core.db import db

DEFAULT_QUEUE = "default"
PDF_QUEUE = "pdf"

#: Eight tries over about a day, each alone; a crash of the worker is not a try but a stalled job, retried by the sweep.
RETRY = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=5)

engine = procrastinate.App(connector=procrastinate.PsycopgConnector())

#: Writes jobs on a caller's own connection, also inside a worker, whose engine speaks to the database asynchronously.
_on_callers_connection = JobManager(procrastinate.SyncPsycopgConnector())

_application: list[Flask] = []


def serve(application: Flask) -> None:
    """Name the application in whose context jobs of this process run."""
    _application[:] = [application]


def _in_application(work: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(work)
    def run(*args: Any, **kwargs: Any) -> None:
        inside = nullcontext() if has_app_context() else _application[0].app_context()
        with inside:
            work(*args, **kwargs)

    return run


def task(name: str, *, queue: str = DEFAULT_QUEUE) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as a job under a stable name; it must be idempotent, for it may run again after a crash."""

    def register(work: Callable[..., None]) -> Callable[..., None]:
        engine.task(name=name, queue=queue, retry=RETRY)(_in_application(work))
        return work

    return register


def periodic(cron: str, name: str, *, queue: str = DEFAULT_QUEUE) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function to run on a schedule (cron, UTC), once per tick over all workers."""

    def register(work: Callable[[], None]) -> Callable[[], None]:
        def tick(timestamp: int) -> None:
            work()

        engine.periodic(cron=cron)(engine.task(name=name, queue=queue, queueing_lock=name)(_in_application(tick)))
        return work

    return register


def defer(name: str, *, schedule_at: datetime | None = None, lock: str | None = None, **arguments: Any) -> int:
    """Defer a registered job on the session's own connection; it appears to workers only after commit.

    Returns the job's number. Raises ``LookupError`` when no such job is registered.
    """
    registered = engine.tasks.get(name)
    if registered is None:
        raise LookupError(f"no job is called {name}")
    raw = db.session.connection().connection.driver_connection
    options: dict[str, Any] = {"connection": raw}
    if schedule_at is not None:
        options["schedule_at"] = schedule_at
    if lock is not None:
        options["lock"] = lock
    deferrer = registered.configure(**options)
    deferrer.job_manager = _on_callers_connection
    return int(deferrer.defer(**arguments))
