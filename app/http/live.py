"""The stream of arrivals: one listener per process on the database's notifications, one stream per browser.

Only ids travel. A stream holds a thread and no database session, so streams are capped; who comes too late is told to
ask on a timer. A stream ends by itself after a while, so that a revoked session is noticed at the next connection.
"""

from __future__ import annotations

import json
import logging
import queue
import threading
import time
from collections.abc import Iterator
from uuid import UUID

import psycopg

from app.notifications.types import LIVE_CHANNEL

log = logging.getLogger(__name__)
BEAT_SECONDS = 15.0
LONGEST_SECONDS = 900.0
RETRY_SECONDS = 2.0
MOST_WAITING = 50
Stream = queue.Queue[str]


class Switchboard:
    """The open streams of this process by person, and the one listener that rings them."""

    def __init__(self) -> None:
        self._streams: dict[UUID, set[Stream]] = {}
        self._lock = threading.Lock()
        self._listener: threading.Thread | None = None

    def connect(self, address: str, person: UUID, most: int) -> Stream | None:
        """A new stream for a person, or None when this process holds as many as it may."""
        with self._lock:
            if sum(len(streams) for streams in self._streams.values()) >= most:
                return None
            stream: Stream = queue.Queue(MOST_WAITING)
            self._streams.setdefault(person, set()).add(stream)
            if self._listener is None or not self._listener.is_alive():
                self._listener = threading.Thread(target=self._listen, args=(address,), name="live", daemon=True)
                self._listener.start()
            return stream

    def disconnect(self, person: UUID, stream: Stream) -> None:
        """Forget a stream."""
        with self._lock:
            left = self._streams.get(person, set())
            left.discard(stream)
            if not left:
                self._streams.pop(person, None)

    def ring(self, people: list[UUID], kind: str) -> None:
        """Put one arrival into the streams of these people; a stream nobody reads any more is not waited for."""
        with self._lock:
            streams = [stream for person in people for stream in self._streams.get(person, ())]
        for stream in streams:
            if not stream.full():
                stream.put_nowait(kind)

    def _listen(self, address: str) -> None:
        while True:
            try:
                self._hear(address)
            except psycopg.Error:
                if not self._streams:
                    return
                log.warning("the live listener lost its connection and tries again")
                time.sleep(RETRY_SECONDS)

    def _hear(self, address: str) -> None:
        with psycopg.connect(address, autocommit=True, application_name="fengqiao-live") as connection:
            connection.execute(f"LISTEN {LIVE_CHANNEL}")
            for heard in connection.notifies():
                body = json.loads(heard.payload)
                self.ring([UUID(one) for one in body["users"]], str(body.get("kind", "")))


switchboard = Switchboard()


def address_of(sqlalchemy_url: str) -> str:
    """The database address as the driver itself reads it."""
    return sqlalchemy_url.replace("postgresql+psycopg://", "postgresql://", 1)


def words(person: UUID, stream: Stream) -> Iterator[str]:
    """What the stream says: a greeting, arrivals as they come, a beat in between."""
    until = time.monotonic() + LONGEST_SECONDS
    try:
        yield "retry: 3000\nevent: open\ndata: {}\n\n"
        while time.monotonic() < until:
            try:
                kind = stream.get(timeout=BEAT_SECONDS)
                yield f"event: arrival\ndata: {json.dumps({'kind': kind})}\n\n"
            except queue.Empty:
                yield ": beat\n\n"
    finally:
        switchboard.disconnect(person, stream)


FULL = "event: full\ndata: {}\n\n"
