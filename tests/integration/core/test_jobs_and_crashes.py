"""A job exists if and only if the change does, and its effect happens exactly once, whoever is killed when."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select, text

import config
from app.core import jobs
from app.core.db import db
from app.core.ids import new_id
from app.core.models import RecordedEvent, SubscriberRun
from app.core.subscriber_runner import run_subscriber
from app.notifications.models import OutboundMessage
from scripts.postgres_roles import Addresses
from tests.support.people import Cast
from tests.support.story import Story

FILING = """
import os, signal, sys
from app import create_app
import config
app = create_app(config.load())
with app.app_context():
    from app.core import unit_of_work
    from app.core.permissions import Actor
    from app.core.numbers import next_number
    from app.core import jobs
    with unit_of_work.unit_of_work(Actor.system()):
        next_number("crash", 2025)
        jobs.defer("core.run_subscriber", event_id=sys.argv[1], subscriber="nobody")
        if sys.argv[2] == "before":
            os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def environment(urls: Addresses, data_dir: Path) -> dict[str, str]:
    return {
        **os.environ,
        **urls.environment(),
        "FENGQIAO_ENV": "testing",
        "FENGQIAO_DATA_DIR": str(data_dir),
        "FENGQIAO_MESSAGE_GATEWAY": "file",
        "PYTHONPATH": str(config.ROOT),
    }


def count(statement: str) -> int:
    db.session.rollback()
    return int(db.session.execute(text(statement)).scalar_one())


@pytest.mark.parametrize(("moment", "expected"), [("before", 0), ("after", 1)])
def test_a_process_killed_around_its_commit_leaves_change_and_job_together(
    committing_db: Flask, committing_addresses: Addresses, tmp_path: Path, moment: str, expected: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILING, str(UUID(int=7)), moment],
        env=environment(committing_addresses, tmp_path),
        check=False,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL
    assert count("SELECT count(*) FROM core_number_series WHERE series = 'crash'") == expected
    assert count("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'core.run_subscriber'") == expected


def test_a_job_whose_change_is_rolled_back_never_was(committing_db: Flask) -> None:
    db.session.rollback()
    jobs.defer("core.run_subscriber", event_id=str(UUID(int=1)), subscriber="nobody")
    db.session.rollback()
    assert count("SELECT count(*) FROM procrastinate_jobs") == 0


def test_a_subscriber_run_twice_for_one_event_works_once(committing_db: Flask) -> None:
    story = Story(Cast()).file()
    event = db.session.execute(
        select(RecordedEvent).where(RecordedEvent.name == "EventSubmitted", RecordedEvent.matter_id == story.matter_id)
    ).scalar_one()
    for _ in range(2):
        run_subscriber(str(event.id), "statistics.count")
    assert count("SELECT coalesce(sum(count), 0) FROM statistics_daily_counts") == 1
    marks = select(func.count()).where(SubscriberRun.event_id == event.id)
    assert db.session.execute(marks).scalar_one() == 1


def test_a_worker_killed_in_mid_job_is_followed_by_another_that_does_it_once(
    committing_db: Flask, committing_addresses: Addresses, tmp_path: Path
) -> None:
    story = Story(Cast()).file()
    message_id = _message(story.cast)
    waiting = count("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
    assert waiting > 0
    worker = _worker(committing_addresses, tmp_path)
    _wait_until(lambda: count("SELECT count(*) FROM procrastinate_jobs WHERE status <> 'todo'") > 0)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    db.session.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '10 minutes'"))
    db.session.commit()
    second = _worker(committing_addresses, tmp_path)
    try:
        _wait_until(lambda: count("SELECT count(*) FROM search_entries") == 1, seconds=150)
        _wait_until(lambda: count("SELECT coalesce(sum(count), 0) FROM statistics_daily_counts") == 1, seconds=150)
        _wait_until(lambda: count("SELECT count(handed_at) FROM notifications_messages") == 1, seconds=150)
    finally:
        os.killpg(second.pid, signal.SIGKILL)
        second.wait()
    assert story.event.state == "submitted"
    sent = [json.loads(line)["key"] for line in (tmp_path / "messages.jsonl").read_text().splitlines()]
    assert sent == [str(message_id)]


def _message(cast: Cast) -> UUID:
    """A message in a red matter, with the job that sends it; returns its key."""
    he = cast.memberships["he"]
    cast.user("he").phone = "12000000031"
    row = OutboundMessage(
        id=new_id(), key=new_id(), user_id=he.user_id, unit_id=he.unit_id, channel="sms", template="order", red=True
    )
    db.session.add(row)
    db.session.flush()
    jobs.defer("notifications.send", message_id=str(row.id))
    db.session.commit()
    return row.key


def _worker(urls: Addresses, data_dir: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--queue", "default"],
        cwd=config.ROOT,
        env=environment(urls, data_dir),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)
