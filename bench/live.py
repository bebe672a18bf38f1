"""How soon an arrival reaches three hundred open desks, through gunicorn as production runs it.

A notification is committed in the database; each page's stream notes when the arrival came in. The baseline is a bare
``LISTEN`` in the measuring process, which hears the same notifications.
"""

from __future__ import annotations

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from uuid import UUID

import psycopg

import config
from app.http.live import LIVE_CHANNEL
from bench import disputes, place
from bench.browser import Person, Refused
from bench.figures import Row, p50, p95, row
from scripts.postgres_roles import plain

DESKS = 300
ARRIVALS = 50
PEOPLE = ("gaomou", "gu", "ding", "qin", "meng", "liang", "he", "song", "tang", "rshead")
PATIENCE = 20.0


def rows(desks: int = DESKS) -> list[Row]:
    """One row: every desk's wait for every arrival."""
    disputes.base()
    cookies, users = _people()
    with _gunicorn() as port, ExitStack() as opened:
        streams = [opened.enter_context(_stream(port, cookies[n % len(cookies)])) for n in range(desks)]
        heard, bare = _arrivals(streams, users)
    words = f"bare LISTEN, p50 {p50(bare):.2f} ms, p95 {p95(bare):.2f} ms"
    name = f"live arrival, {desks} open desks, {ARRIVALS} arrivals"
    return [row(name, heard, queries=0, ratio=p50(heard) / p50(bare), ratio_to=words)]


def _people() -> tuple[list[str], list[UUID]]:
    """Cookies and ids of people who are signed in; sessions are made in this process, the server only reads them."""
    app = place.application(disputes.BASE)
    cookies, users = [], []
    with psycopg.connect(plain(place.addresses(disputes.BASE).owner)) as connection:
        for login in PEOPLE:
            found = Person(app, login).client.get_cookie(app.config["SESSION_COOKIE_NAME"])
            if found is None:
                raise Refused(f"{login} has no session")
            cookies.append(f"{found.key}={found.value}")
            row_ = connection.execute("SELECT id FROM accounts_users WHERE login_name = %s", (login,)).fetchone()
            users.append(row_[0] if row_ else UUID(int=0))
    return cookies, users


@contextmanager
def _gunicorn() -> Iterator[int]:
    """The web processes of production on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    folder = place.folder()
    environment = {
        **place.environment(disputes.BASE),
        **config.local_secrets(folder),
        "FENGQIAO_ENV": "production",
        "FENGQIAO_PUBLIC_URL": "https://fengqiao.example",
        "PORT": str(port),
    }
    settings = str(config.ROOT / "deploy" / "gunicorn.conf.py")
    command = [sys.executable, "-m", "gunicorn", "--config", settings, "wsgi:app"]
    with subprocess.Popen(command, cwd=config.ROOT, env=environment) as running:
        try:
            wait_for(port, running)
            yield port
        finally:
            running.terminate()


def wait_for(port: int, running: subprocess.Popen[bytes], seconds: float = 300.0) -> None:
    """Wait until ``/healthz`` is answered, whatever the answer; raises ``Refused`` when that does not happen."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and running.poll() is None:
        try:
            asked = HTTPConnection("127.0.0.1", port, timeout=2)
            asked.request("GET", "/healthz")
            asked.getresponse()
            return
        except OSError:
            pass
        time.sleep(0.02)
    raise Refused(f"nothing answers on port {port}")


@contextmanager
def _stream(port: int, cookie: str) -> Iterator[socket.socket]:
    """One open page's connection, past the greeting."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(f"GET /live HTTP/1.1\r\nHost: fengqiao.example\r\nCookie: {cookie}\r\n\r\n".encode())
        seen = b""
        while b"event: open" not in seen:
            part = connection.recv(4096)
            seen += part
            if not part or b"event: full" in seen:
                raise Refused(f"the stream did not open: {seen[:200]!r}")
        connection.setblocking(False)
        yield connection


def _arrivals(streams: list[socket.socket], users: list[UUID]) -> tuple[list[float], list[float]]:
    """Milliseconds from the commit to each stream, and to a bare listener."""
    heard: list[float] = []
    bare: list[float] = []
    address = plain(place.addresses(disputes.BASE).owner)
    with (
        psycopg.connect(address, autocommit=True) as sender,
        psycopg.connect(address, autocommit=True) as listener,
        selectors.DefaultSelector() as ready,
    ):
        listener.execute(f"LISTEN {LIVE_CHANNEL}")
        for stream in streams:
            ready.register(stream, selectors.EVENT_READ)
        time.sleep(1)
        for number in range(ARRIVALS):
            body = json.dumps({"users": [str(one) for one in users], "kind": f"bench-{number}"})
            begun = time.perf_counter()
            sender.execute("SELECT pg_notify(%s, %s)", (LIVE_CHANNEL, body))
            heard += _heard(ready, f"bench-{number}".encode(), begun)
            bare.append(_bare(sender, listener))
    return heard, bare


def _heard(ready: selectors.BaseSelector, mark: bytes, begun: float) -> list[float]:
    """When each stream said the mark, in milliseconds after the beginning."""
    waits: list[float] = []
    until = time.monotonic() + PATIENCE
    while len(waits) < len(ready.get_map()) and time.monotonic() < until:
        for key, _ in ready.select(timeout=1):
            part = key.fileobj.recv(4096)  # type: ignore[union-attr]
            if mark in part:
                waits.append((time.perf_counter() - begun) * 1000)
    if len(waits) < len(ready.get_map()):
        raise Refused(f"only {len(waits)} of {len(ready.get_map())} pages heard of {mark.decode()}")
    return waits


def _bare(sender: psycopg.Connection, listener: psycopg.Connection) -> float:
    """The same notification, heard by the listener with nothing in between; what came before is thrown away."""
    list(listener.notifies(timeout=0))
    begun = time.perf_counter()
    sender.execute("SELECT pg_notify(%s, %s)", (LIVE_CHANNEL, json.dumps({"users": [], "kind": "bare"})))
    next(listener.notifies(timeout=PATIENCE, stop_after=1))
    return (time.perf_counter() - begun) * 1000
