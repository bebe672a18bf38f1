"""A worker process: takes jobs from its queues, and sweeps up what a killed worker left behind."""

from __future__ import annotations

import procrastinate
from flask import Flask

from app.core import jobs

#: A worker that has not given a sign for this long is taken for dead, in seconds.
STALLED_AFTER = 30.0


@jobs.engine.periodic(cron="* * * * *")
@jobs.engine.task(name="core.retry_stalled", queueing_lock="core.retry_stalled", pass_context=True)
async def retry_stalled(context: procrastinate.JobContext, timestamp: int) -> None:
    """Give jobs of dead workers back to the queue, every minute."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await manager.retry_job(job)


def conninfo(url: str) -> str:
    """The database address as libpq reads it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def run(application: Flask, queues: list[str], *, concurrency: int = 1, wait: bool = True) -> None:
    """Work until told to stop (SIGTERM finishes the job in hand); with ``wait=False`` until the queues are empty."""
    jobs.serve(application)
    connector = procrastinate.PsycopgConnector(conninfo=conninfo(application.config["SQLALCHEMY_DATABASE_URI"]))
    with jobs.engine.replace_connector(connector) as engine:
        engine.run_worker(queues=queues, concurrency=concurrency, wait=wait, delete_jobs="never")
