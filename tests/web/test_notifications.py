"""What arrives is told at once, to the person it concerns and to nobody else."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app.core import clock
from app.core.db import db
from app.core.ids import new_id
from app.core.models import RecordedEvent
from app.http.live import Switchboard, address_of
from app.notifications.models import Notice
from app.notifications.types import LIVE_CHANNEL
from tests.support.people import Cast
from tests.support.sign_in import sign_in, words


def notice_for(cast: Cast, login: str, **more: Any) -> Notice:
    """One notice in somebody's inbox."""
    event = RecordedEvent(
        id=new_id(), name="EventSubmitted", matter_id=None, subject_kind="event", subject_id=new_id(), payload={}
    )
    db.session.add(event)
    db.session.flush()
    row = Notice(
        user_id=cast.user(login).id,
        unit_id=cast.memberships[login].unit_id,
        event_id=event.id,
        kind=event.name,
        subject_kind="event",
        subject_id=event.subject_id,
        sentence={"text": "{number} 新上报事件，等待登记。", "params": {"number": "FS-20250618-0007"}},
        **more,
    )
    db.session.add(row)
    db.session.commit()
    return row


def test_an_arrival_is_counted_and_shown_in_the_inbox(client: FlaskClient, cast: Cast) -> None:
    notice_for(cast, "gaomou")
    sign_in(client, "gaomou")
    page = words(client.get("/notices"))
    assert "FS-20250618-0007 新上报事件，等待登记。" in page
    assert 'data-count="unread">1<' in page


def test_the_state_tells_the_newest_notice_and_stays_silent_when_nothing_changed(
    client: FlaskClient, cast: Cast
) -> None:
    notice_for(cast, "gaomou", urgent=True)
    sign_in(client, "gaomou")
    answer = client.get("/live/state")
    found = answer.get_json()
    assert (found["counts"]["unread"], found["newest"]["urgent"]) == (1, True)
    assert found["newest"]["text"].startswith("FS-20250618-0007")
    again = client.get("/live/state", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_opening_a_notice_marks_it_read(client: FlaskClient, cast: Cast) -> None:
    row = notice_for(cast, "gaomou")
    sign_in(client, "gaomou")
    assert client.post(f"/notices/{row.id}/open").location == "/notices"
    assert client.get("/live/state").get_json() == {"counts": {**_counts(client), "unread": 0}, "newest": None}


def _counts(client: FlaskClient) -> dict[str, int]:
    return dict(client.get("/live/state").get_json()["counts"])


def test_nobody_opens_or_reads_anothers_notice(client: FlaskClient, cast: Cast) -> None:
    row = notice_for(cast, "gaomou")
    sign_in(client, "ding")
    assert client.post(f"/notices/{row.id}/open").status_code == 404
    client.post("/notices/read")
    assert db.session.get(Notice, row.id, populate_existing=True).read_at is None  # type: ignore[union-attr]


def test_a_ring_in_the_database_reaches_the_right_stream(committing_db: Flask) -> None:
    board, here, elsewhere = Switchboard(), new_id(), new_id()
    address = address_of(committing_db.config["SQLALCHEMY_DATABASE_URI"])
    stream, other = board.connect(address, here, 5), board.connect(address, elsewhere, 5)
    assert stream is not None
    assert other is not None
    begun = clock.now()
    while stream.empty() and (clock.now() - begun).total_seconds() < 5:
        _ring(here)
        db.session.connection().exec_driver_sql("SELECT pg_sleep(0.05)")
    assert stream.get(timeout=1) == "GuidanceAsked"
    assert other.empty()


def _ring(person: UUID) -> None:
    body = json.dumps({"users": [str(person)], "kind": "GuidanceAsked"})
    db.session.execute(text("SELECT pg_notify(:channel, :body)"), {"channel": LIVE_CHANNEL, "body": body})
    db.session.commit()


def test_streams_beyond_the_cap_are_sent_to_the_timer(app: Flask) -> None:
    board, person = Switchboard(), new_id()
    address = address_of(app.config["SQLALCHEMY_DATABASE_URI"])
    first = board.connect(address, person, 1)
    assert first is not None
    assert board.connect(address, person, 1) is None
    board.disconnect(person, first)
    assert board.connect(address, person, 1) is not None
