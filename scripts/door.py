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
from dataclasses import dataclass, replace
from pathlib import Path

from psycopg.sql import SQL, Identifier, Literal

import config
from scripts.postgres_roles import DATABASE, ensure_database
from scripts.postgres_server import Server
from scripts.supervisor import Child, Supervisor, say
from scripts.system_user import CannotRunServer

ROOT = config.ROOT
PYTHON = sys.executable
FLASK = [PYTHON, "-m", "flask", "--app", "wsgi"]
EX_UNAVAILABLE = 69
READY_SECONDS = 300
#: Words that compute from files alone: no database is started for them.
STANDALONE = {"deadline": "app.cli.deadline", "document": "app.cli.document"}


class NotPrepared(RuntimeError):
    """Migrations or the demo ended badly."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a database was last prepared with; kept as its comment, so that a fresh or restored one has none."""

    server: Server | None
    mark: str

    def holds(self) -> bool:
        """Whether the embedded database was prepared with this very code; an outside one is always prepared again."""
        if self.server is None:
            return False
        with self.server.connect() as connection:
            row = connection.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", (DATABASE,)
            ).fetchone()
        return row is not None and row[0] == self.mark

    def keep(self) -> None:
        """Note that it was."""
        if self.server is not None:
            with self.server.connect() as connection:
                statement = SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(DATABASE), Literal(self.mark))
                connection.execute(statement)


@contextlib.contextmanager
def database(*, demo: bool = False) -> Iterator[tuple[dict[str, str], Server | None]]:
    """The environment of the application's programs, with a database that has all its tables.

    The database is an outside one, or the embedded one (the second value) for as long as it is needed.
    """
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "FENGQIAO_DATA_DIR": str(config.data_dir())}
    if os.environ.get("DATABASE_URL"):
        prepare(environment, Prepared(None, ""), demo=demo)
        yield environment, None
        return
    server = Server(config.data_dir())
    with server.in_use():
        environment |= ensure_database(server).environment()
        prepare(environment, Prepared(server, code_mark(demo=demo)), demo=demo)
        yield environment, server


def code_mark(*, demo: bool) -> str:
    """A fingerprint of the migrations, the law tables, and the demo centre where it is wanted."""
    digest = hashlib.sha256()
    tops = [ROOT / "migrations", ROOT / "app" / "clocks" / "law", *([ROOT / "app" / "demo"] if demo else [])]
    for top in tops:
        for path in sorted(top.rglob("*")):
            if path.suffix in {".py", ".sql", ".json"}:
                digest.update(path.name.encode() + path.read_bytes())
    return f"prepared {'with demo' if demo else 'empty'} {digest.hexdigest()}"


def prepare(environment: dict[str, str], prepared: Prepared, *, demo: bool) -> None:
    """Run migrations and, on wish, the demo, unless that was done; what the demo says is kept for the greeting."""
    if prepared.holds():
        return
    if not demo and prepared.server is not None and replace(prepared, mark=code_mark(demo=True)).holds():
        return
    command = [PYTHON, "-m", "scripts.prepare", *(["--demo"] if demo else [])]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        raise NotPrepared("数据库未能准备好，原因见上。 The database could not be prepared; the reason is above.")
    if demo:
        _greeting().write_text(done.stdout, encoding="utf-8")
        _greeting().chmod(0o600)
    prepared.keep()


def _greeting() -> Path:
    return config.data_dir() / "demo.txt"


def wants_demo() -> bool:
    """The demo centre is for trying out: never in production, and not where ``FENGQIAO_DEMO=0`` says so."""
    return os.environ.get("FENGQIAO_ENV", "development") == "development" and os.environ.get("FENGQIAO_DEMO") != "0"


def run() -> int:
    """Serve: web, worker and pdf worker, until told to stop."""
    port = int(os.environ.get("PORT") or 8000)
    if _taken(port):
        say(f"端口 {port} 已被占用，请用 PORT=… 另选一个。 Port {port} is in use; choose another with PORT=….")
        return EX_UNAVAILABLE
    supervisor = Supervisor()
    supervisor.listen()
    with database(demo=wants_demo()) as (environment, server):
        supervisor.upkeep = server.revive if server is not None else None
        supervisor.environment = {**environment, "PORT": str(port)}
        web, *others = _children()
        supervisor.add(web)
        ready = _wait_until_ready(port, supervisor)
        for child in others:
            supervisor.add(child)
        if ready:
            _greet(port)
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


def _greet(port: int) -> None:
    address = os.environ.get("FENGQIAO_PUBLIC_URL") or f"http://localhost:{port}"
    words = _greeting().read_text(encoding="utf-8") if wants_demo() and _greeting().exists() else ""
    print(f"\n枫桥 Fengqiao\n  {address}\n\n{words.rstrip()}\n\nCtrl-C 停止 · Ctrl-C stops", flush=True)


def application(arguments: list[str]) -> int:
    """One of the application's own commands, on a database that has all its tables."""
    with database() as (environment, _server):
        return _call([*FLASK, *arguments], environment)


def test(arguments: list[str]) -> int:
    """The whole suite, browser included; arguments go to pytest."""
    environment = {**os.environ, "FENGQIAO_ENV": "testing"}
    for name in ("DATABASE_URL", "FENGQIAO_OWNER_DATABASE_URL", "FENGQIAO_DATA_DIR", "SECRET_KEY"):
        environment.pop(name, None)
    place = Path(os.environ.get("FENGQIAO_TEST_DIR") or ROOT / "instance-test")
    with Server(place, durable=False).in_use():
        return _call([PYTHON, "-m", "pytest", "-n", "2", *arguments], environment)


def check(arguments: list[str]) -> int:
    """Everything that can be said without running the product."""
    return _call([PYTHON, "-m", "scripts.check", *arguments], dict(os.environ))


def e2e(arguments: list[str]) -> int:
    """Only the whole stories and the browser."""
    paths = [name for name in ("tests/journeys", "tests/browser") if (ROOT / name).exists()]
    return test([*paths, *arguments])


def fuzz(arguments: list[str]) -> int:
    """Schemathesis over every endpoint as each role."""
    return test(["tests/fuzz", *arguments])


def bench(arguments: list[str]) -> int:
    """The measurements; they write ``bench.json`` to the data directory."""
    with database() as (environment, _server):
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
    words = {"test": test, "e2e": e2e, "fuzz": fuzz, "bench": bench, "check": check}
    try:
        if word == "run":
            return run()
        if word in words:
            return words[word](rest)
        if word in STANDALONE:
            return _call([PYTHON, "-m", STANDALONE[word], *rest], dict(os.environ))
        if word == "forms":
            return _call(
                [
                    PYTHON,
                    "-m",
                    STANDALONE["document"],
                    "samples",
                    *(rest or ["--out", str(config.data_dir() / "forms")]),
                ],
                dict(os.environ),
            )
        return application(arguments)
    except (CannotRunServer, config.MissingSetting) as problem:
        say(str(problem))
        return EX_UNAVAILABLE
    except NotPrepared as problem:
        say(str(problem))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["--help"]))
