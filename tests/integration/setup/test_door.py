"""``./fengqiao``: helps without installing, says what is missing, serves, stops cleanly and starts again."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import config
from scripts.postgres_server import Server
from tests.integration.setup.conftest import remove
from tests.support.browser import free_port

DOOR = str(config.ROOT / "fengqiao")


def _stub(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of stand-ins that come first on the path: no package is installed, and we are nobody special."""
    folder = tmp_path / "bin"
    folder.mkdir()
    _stub(folder, "dpkg-query", "exit 1")
    _stub(folder, "id", "echo 1000")
    _stub(folder, "sudo", "exit 1")
    _stub(folder, "apt-get", f'echo "$DEBIAN_FRONTEND apt-get $*" >> {tmp_path}/asked; exit "$(cat {tmp_path}/answer)"')
    (tmp_path / "answer").write_text("1")
    return folder


def _door(*words: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    search = f"{path}:{os.environ['PATH']}" if path else os.environ["PATH"]
    return subprocess.run(
        [DOOR, *words],
        env={**os.environ, "PATH": search},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_needs_nothing() -> None:
    answer = subprocess.run(
        ["/bin/sh", DOOR, "help"], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0
    for word in ("run", "test", "check", "bench", "fuzz", "e2e", "forms", "doctor"):
        assert f"./fengqiao {word} " in answer.stdout


def test_without_rights_the_exact_package_line_is_printed_in_both_languages(machine: Path) -> None:
    answer = _door("run", path=machine)
    assert answer.returncode == 69
    assert "缺少系统软件包" in answer.stderr
    assert "System packages are missing" in answer.stderr
    line = next(line for line in answer.stderr.splitlines() if "apt-get install" in line)
    for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk"):
        assert package in line.split()


def test_root_installs_without_a_question_and_updates_the_lists_when_needed(machine: Path, tmp_path: Path) -> None:
    _stub(machine, "id", "echo 0")
    answer = _door("run", path=machine)
    asked = (tmp_path / "asked").read_text().splitlines()
    assert all(line.startswith("noninteractive apt-get") for line in asked)
    assert ["install" in asked[0], "update" in asked[1]] == [True, True]
    assert answer.returncode == 69


def test_sudo_without_a_password_is_used(machine: Path, tmp_path: Path) -> None:
    _stub(machine, "sudo", '[ "$1" = -n ] || exit 1; shift; exec "$@"')
    _door("run", path=machine)
    assert "noninteractive apt-get" in (tmp_path / "asked").read_text()


class Copy:
    """One running copy of the product, started through the door's second half."""

    def __init__(self, place: Path) -> None:
        """Choose a port and start."""
        place.mkdir(parents=True, exist_ok=True)
        self.place, self.port = place, free_port()
        self.log = place / "door.log"
        environment = {**os.environ, "FENGQIAO_DATA_DIR": str(place), "PORT": str(self.port), "FENGQIAO_DEMO": "0"}
        for name in ("DATABASE_URL", "FENGQIAO_OWNER_DATABASE_URL", "FENGQIAO_ENV"):
            environment.pop(name, None)
        self.words = self.log.open("ab")
        self.running = subprocess.Popen(
            [DOOR, "run"], env=environment, stdin=subprocess.DEVNULL, stdout=self.words, stderr=self.words
        )

    def answer(self, path: str = "/healthz") -> int | None:
        """The status of a page, or None while nobody listens."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as page:
                return int(page.status)
        except urllib.error.HTTPError as problem:
            return problem.code
        except OSError:
            return None

    def wait(self, seconds: float = 600) -> None:
        """Until the page answers."""
        give_up = time.monotonic() + seconds
        while self.answer() is None:
            assert self.running.poll() is None, self.log.read_text()[-3000:]
            assert time.monotonic() < give_up, self.log.read_text()[-3000:]
            time.sleep(0.1)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Stop it and return its exit code."""
        self.running.send_signal(number)
        code = self.running.wait(120)
        self.words.close()
        return code


def children(pid: int) -> dict[int, str]:
    """The command lines of what a process started."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if int((entry / "stat").read_text().rpartition(") ")[2].split()[1]) == pid:
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def wait_for_children(copy: Copy, count: int) -> dict[int, str]:
    """All programs of a copy; the workers follow the web."""
    give_up = time.monotonic() + 240
    while len(found := children(copy.running.pid)) < count:
        assert time.monotonic() < give_up, found
        time.sleep(0.1)
    return found


@pytest.fixture
def start(own_place: Path) -> Iterator[Callable[[str], Copy]]:
    """Copies by name, each with its own data directory; stopped at the end, however the test ends."""
    copies: list[Copy] = []

    def one(name: str) -> Copy:
        copies.append(Copy(own_place / name))
        return copies[-1]

    yield one
    for copy in copies:
        if copy.running.poll() is None:
            copy.stop()
    for place in {copy.place for copy in copies}:
        remove(Server(place))


def test_two_copies_serve_side_by_side_and_each_heals_dies_and_stops_by_itself(start: Callable[[str], Copy]) -> None:
    first, second = start("one"), start("two")
    first.wait()
    second.wait()
    heal(second)

    orphans = wait_for_children(first, 3)
    first.stop(signal.SIGKILL)
    give_up = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in orphans) and time.monotonic() < give_up:
        time.sleep(0.2)
    assert first.answer() is None
    assert second.answer() is not None
    refuse_a_busy_address(first.place, second.port)

    again = start("one")
    again.wait()
    assert again.stop() == 0
    assert not Server(again.place).answers()
    assert second.answer() is not None
    assert second.stop(signal.SIGINT) == 0
    assert not Server(second.place).answers()


def heal(copy: Copy) -> None:
    """Its web process is killed, then its database server: both come back by themselves."""
    started = wait_for_children(copy, 3)
    os.kill(next(pid for pid, command in started.items() if "gunicorn" in command), signal.SIGKILL)
    time.sleep(1)
    copy.wait(240)
    server = Server(copy.place)
    os.kill(int((server.cluster / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    give_up = time.monotonic() + 240
    while not server.answers():
        assert time.monotonic() < give_up, copy.log.read_text()[-3000:]
        time.sleep(0.2)


def refuse_a_busy_address(place: Path, port: int) -> None:
    """A copy that is told to serve where another does says so and goes."""
    busy = subprocess.run(
        [DOOR, "run"],
        env={**os.environ, "FENGQIAO_DATA_DIR": str(place), "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert busy.returncode == 69
    assert "已被占用" in busy.stderr
    assert "is in use" in busy.stderr
