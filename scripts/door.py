"""What ``./fengqiao WORD`` does once the environment stands: one function per word, all others go to the application.

Without ``DATABASE_URL`` an embedded PostgreSQL of the data directory is started, and stopped by its last user.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import config
from scripts import check
from scripts.postgres_roles import ensure_database
from scripts.postgres_server import Server
from scripts.supervisor import Child, Supervisor, say
from scripts.system_user import CannotRunServer

ROOT = config.ROOT
PYTHON = sys.executable
FLASK = [PYTHON, "-m", "flask", "--app", "wsgi"]
EX_UNAVAILABLE = 69
READY_SECONDS = 60
#: Words that compute from files alone: no database is started for them.
STANDALONE = {"deadline": "app.cli.deadline"}


@contextlib.contextmanager
def database() -> Iterator[dict[str, str]]:
    """The environment of the application's programs: an outside database, or the embedded one for as long as needed."""
    base = {**os.environ, "PYTHONUNBUFFERED": "1", "FENGQIAO_DATA_DIR": str(config.data_dir())}
    if os.environ.get("DATABASE_URL"):
        yield base
        return
    server = Server(config.data_dir())
    with server.in_use():
        yield {**base, **ensure_database(server).environment()}


def schema_mark() -> str:
    """A fingerprint of the migrations."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "migrations").rglob("*")):
        if path.suffix in {".py", ".sql"}:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def prepare(environment: dict[str, str], *, demo: bool) -> str | None:
    """Run migrations and, on wish, the demo; what the demo printed, or None when something went wrong."""
    stamp = config.data_dir() / "schema.stamp"
    extra = {} if os.environ.get("DATABASE_URL") else {"FENGQIAO_SCHEMA_STAMP": str(stamp)}
    command = [PYTHON, "-m", "scripts.prepare", *(["--demo"] if demo else [])]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**environment, **extra, "FENGQIAO_SCHEMA_MARK": schema_mark()},
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout if done.returncode == 0 else None


def up_to_date() -> bool:
    """Whether the embedded database has seen these very migrations."""
    stamp = config.data_dir() / "schema.stamp"
    return stamp.exists() and stamp.read_text() == schema_mark()


def run() -> int:
    """Serve: web, worker and pdf worker, until told to stop."""
    port = int(os.environ.get("PORT") or 8000)
    if _taken(port):
        say(f"端口 {port} 已被占用，请用 PORT=… 另选一个。 Port {port} is in use; choose another with PORT=….")
        return EX_UNAVAILABLE
    with database() as environment:
        environment["PORT"] = str(port)
        supervisor = Supervisor(_children(), environment)
        supervisor.listen()
        words = prepare(environment, demo=True)
        if words is None:
            say("数据库未能准备好，原因见上。 The database could not be prepared; the reason is above.")
            return 1
        if supervisor.stopping:
            return 0
        supervisor.start()
        if _wait_until_ready(port, supervisor):
            _greet(port, words)
        supervisor.watch()
    say("已停止。 Stopped.")
    return 0


def _children() -> list[Child]:
    gunicorn = [PYTHON, "-m", "gunicorn", "--config", str(ROOT / "deploy" / "gunicorn.conf.py"), "wsgi:app"]
    return [
        Child("web", gunicorn),
        Child("worker", [*FLASK, "worker", "--queue", "default"]),
        Child("pdf worker", [*FLASK, "worker", "--queue", "pdf"]),
    ]


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _wait_until_ready(port: int, supervisor: Supervisor) -> bool:
    """Whether the web answered before patience ended; any answer of the application counts."""
    give_up = time.monotonic() + READY_SECONDS
    while time.monotonic() < give_up and not supervisor.stopping:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


def _greet(port: int, words: str) -> None:
    address = os.environ.get("FENGQIAO_PUBLIC_URL") or f"http://localhost:{port}"
    print(f"\n枫桥 Fengqiao\n  {address}\n\n{words.rstrip()}\n\nCtrl-C 停止 · Ctrl-C stops", flush=True)


def application(arguments: list[str]) -> int:
    """One of the application's own commands, on a database that has all its tables."""
    with database() as environment:
        if not os.environ.get("DATABASE_URL") and not up_to_date() and prepare(environment, demo=False) is None:
            return 1
        return _call([*FLASK, *arguments], environment)


def test(arguments: list[str]) -> int:
    """The whole suite, browser included; arguments go to pytest."""
    environment = {**os.environ, "FENGQIAO_ENV": "testing"}
    for name in ("DATABASE_URL", "FENGQIAO_OWNER_DATABASE_URL", "FENGQIAO_DATA_DIR", "SECRET_KEY"):
        environment.pop(name, None)
    place = Path(os.environ.get("FENGQIAO_TEST_DIR") or ROOT / "instance-test")
    with Server(place, durable=False).in_use():
        return _call([PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *arguments], environment)


def e2e(arguments: list[str]) -> int:
    """Only the whole stories and the browser."""
    paths = [name for name in ("tests/journeys", "tests/browser") if (ROOT / name).exists()]
    return test([*paths, *arguments])


def fuzz(arguments: list[str]) -> int:
    """Schemathesis over every endpoint as each role."""
    return test(["tests/fuzz", *arguments])


def bench(arguments: list[str]) -> int:
    """The measurements; they write ``bench.json`` to the data directory."""
    with database() as environment:
        if not os.environ.get("DATABASE_URL") and not up_to_date() and prepare(environment, demo=False) is None:
            return 1
        return _call([PYTHON, "-m", "bench", *arguments], environment)


def _call(command: list[str], environment: dict[str, str]) -> int:
    """Run a program in the foreground; Ctrl-C is its business, SIGTERM is passed on."""
    with subprocess.Popen(command, cwd=ROOT, env=environment) as running:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: running.terminate())
        code = running.wait()
    return code if code >= 0 else 128 - code


def main(arguments: list[str]) -> int:
    """Do what the word says."""
    word, rest = arguments[0], arguments[1:]
    words = {"test": test, "e2e": e2e, "fuzz": fuzz, "bench": bench, "check": check.main}
    try:
        if word == "run":
            return run()
        if word in words:
            return words[word](rest)
        if word in STANDALONE:
            return _call([PYTHON, "-m", STANDALONE[word], *rest], dict(os.environ))
        if word == "forms":
            return application(["document", "samples", *(rest or ["--out", str(config.data_dir() / "forms")])])
        return application(arguments)
    except (CannotRunServer, config.MissingSetting) as problem:
        say(str(problem))
        return EX_UNAVAILABLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["--help"]))
