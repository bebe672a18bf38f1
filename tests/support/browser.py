"""The live server and Chromium.

Both live as long as the pytest process; browser tests are kept together on one of its workers. The live server has a
database of its own that is not rolled back: a test makes what it needs and leaves it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

import config
from app import create_app
from app.core.db import db
from tests.support.database import CACHE_DIR, TestServer, name_of, settings_for
from tests.support.people import PASSWORD

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--metrics-recording-only",
]
START_SECONDS = 240


@dataclass(frozen=True)
class LiveServer:
    """Web, worker and pdf worker as processes; ``app`` reaches the same database from the test."""

    url: str
    app: Flask
    log: Path


def chromium_path() -> str:
    """Debian's Chromium, its headless build where there is one, or the one the environment names."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    found = os.environ.get("FENGQIAO_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError("Chromium is missing; ./fengqiao test installs it")
    return found


#: The cookies of people of the live server who signed in before; nobody signs out there.
_signed_in: dict[str, list[Any]] = {}


def enter(page: Page, login: str = "ding") -> None:
    """Let a person of the cast in: through the door the first time, later with the session begun then."""
    if login not in _signed_in:
        page.goto("/sign-in")
        page.fill("input[name=login_name]", login)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url(lambda address: "sign-in" not in address)
        _signed_in[login] = list(page.context.cookies())
    page.context.add_cookies(_signed_in[login])


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, running: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers anything at all."""
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            if running.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"the live server does not answer:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def live_server(
    test_server: TestServer, worker_label: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """The whole application as processes on a database of its own."""
    urls = test_server.copy(f"{worker_label}_live")
    place = tmp_path_factory.mktemp("live")
    port = free_port()
    settings = settings_for(urls, place)
    environment = {**os.environ, **urls.environment(), "FENGQIAO_ENV": "testing", "FENGQIAO_DATA_DIR": str(place)}
    environment |= {"PORT": str(port), "FENGQIAO_WEB_PROCESSES": "1", "FENGQIAO_THREADS": "32"}
    environment |= {"FENGQIAO_PUBLIC_URL": f"http://127.0.0.1:{port}", "FENGQIAO_CACHE_DIR": str(CACHE_DIR)}
    log = place / "live.log"
    python = sys.executable
    commands = [
        [python, "-m", "gunicorn", "--config", str(config.ROOT / "deploy" / "gunicorn.conf.py"), "wsgi:app"],
        [python, "-m", "flask", "--app", "wsgi", "worker", "--queue", "default", "--queue", "pdf"],
    ]
    with log.open("wb") as words:
        running = [
            subprocess.Popen(
                command, cwd=config.ROOT, env=environment, stdout=words, stderr=words, start_new_session=True
            )
            for command in commands
        ]
    try:
        wait_for(f"http://127.0.0.1:{port}", running[0], log)
        application = create_app(settings)
        yield LiveServer(f"http://127.0.0.1:{port}", application, log)
        with application.app_context():
            db.engine.dispose()
    finally:
        _end(running)
        test_server.drop(name_of(urls))


def _end(running: list[subprocess.Popen[bytes]]) -> None:
    for one in running:
        one.terminate()
    for one in running:
        try:
            one.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS, headless=True)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page at 1440 × 900 that knows the live server's address and allows no error in its console."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1440, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(10_000)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda problem: complaints.append(str(problem)))
    opened.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield opened
    context.close()
    expected = [mark.args[0] for mark in request.node.iter_markers("expects_console")]
    unexpected = [text for text in complaints if not any(part in text for part in expected)]
    assert not unexpected, f"the browser complained: {unexpected}"
