"""Databases for tests: one server reused by everybody, one template per schema, one copy per test worker.

The server lives in ``instance-test`` (or ``$FENGQIAO_TEST_DIR``) and is left running by plain ``pytest``, so that the
next run starts at once; ``./fengqiao test`` stops it. With ``FENGQIAO_TEST_DATABASE_URL`` (a role that may make
databases) an outside server is used instead.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import psycopg
from flask import Flask
from psycopg import sql
from sqlalchemy import Connection

import config
from app import create_app
from app.core.db import db
from scripts.postgres_roles import (
    APPLICATION,
    OWNER,
    Addresses,
    addresses,
    ensure_database,
    ensure_roles,
    grant_application,
    plain,
)
from scripts.postgres_server import Server

TEST_DIR = Path(os.environ.get("FENGQIAO_TEST_DIR") or config.ROOT / "instance-test")
#: What every process makes of catalogues and page templates, made once for all.
CACHE_DIR = TEST_DIR / "cache"
KEPT_TEMPLATES = 3
_serial = iter(range(1_000_000))


def schema_hash() -> str:
    """A fingerprint of everything that shapes the tables: migrations and models."""
    digest = hashlib.sha256()
    paths = [*config.ROOT.glob("migrations/**/*.py"), *config.ROOT.glob("migrations/**/*.sql")]
    paths += [*config.ROOT.glob("app/*/models*.py"), *config.ROOT.glob("app/*/models/*.py")]
    paths.append(config.ROOT / "app" / "core" / "db.py")
    for path in sorted(paths):
        digest.update(str(path.relative_to(config.ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def settings_for(urls: Addresses, data_dir: Path) -> config.Testing:
    """Test settings on one database."""
    environ = {**urls.environment(), "FENGQIAO_DATA_DIR": str(data_dir), "PORT": "8000", "FENGQIAO_POOL_SIZE": "5"}
    environ |= {"FENGQIAO_CACHE_DIR": str(CACHE_DIR)}
    return config.Testing(environ)


class TestServer:
    """The database server of the test runs on this machine."""

    __test__ = False

    def __init__(self) -> None:
        """Start the server when nobody has yet, and count this run among its users."""
        self.server = Server(TEST_DIR, durable=False)
        self.server.acquire()
        with self._only_one("roles"):
            ensure_roles(self.server)

    def close(self) -> None:
        """Count this run out and leave the server to the next one."""
        self.server.release(stop=False)

    @contextlib.contextmanager
    def _only_one(self, what: str) -> Iterator[None]:
        with (TEST_DIR / f"{what}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def template(self) -> str:
        """The name of a database with all tables; made by the first who asks for this schema."""
        name = f"fq_template_{schema_hash()}"
        with self._only_one("template"):
            if not self._exists(name):
                unfinished = f"{name}_new"
                self.drop(unfinished)
                urls = ensure_database(self.server, unfinished)
                build_schema(create_app(settings_for(urls, TEST_DIR)), urls)
                self._execute(
                    sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name))
                )
                self._drop_old_templates(name)
        return name

    def copy(self, label: str) -> Addresses:
        """A fresh database from the template."""
        name = f"fq_test_{os.getpid()}_{label}_{next(_serial)}"
        template = self.template()
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(template), sql.Identifier(OWNER)
            )
        )
        roles = sql.SQL(", ").join([sql.Identifier(OWNER), sql.Identifier(APPLICATION)])
        self._execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(sql.Identifier(name), roles))
        return addresses(self.server, name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def empty(self, label: str) -> Addresses:
        """A fresh database without any table."""
        return ensure_database(self.server, f"fq_test_{os.getpid()}_{label}_{next(_serial)}")

    def sweep(self) -> None:
        """Remove databases whose test run is gone."""
        for name in self._names("fq_test_%"):
            pid = name.split("_")[2]
            if pid.isdigit() and not Path(f"/proc/{pid}").exists():
                self.drop(name)

    def _exists(self, name: str) -> bool:
        return name in self._names(name)

    def _names(self, pattern: str) -> list[str]:
        with self.server.connect() as connection:
            rows = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", (pattern,)
            )
            return [str(row[0]) for row in rows]

    def _drop_old_templates(self, current: str) -> None:
        for name in [name for name in self._names("fq_template_%") if name != current][KEPT_TEMPLATES:]:
            with contextlib.suppress(psycopg.Error):
                self.drop(name)

    def _execute(self, statement: sql.Composed) -> None:
        """Run one statement; a template somebody is just copying is waited for."""
        for attempt in range(50):
            try:
                with self.server.connect() as connection:
                    connection.execute(statement)
                return
            except psycopg.errors.ObjectInUse:
                if attempt == 49:
                    raise
                time.sleep(0.2)


def build_schema(app: Flask, urls: Addresses) -> None:
    """All tables as the migrations make them, and the rights of the application's role."""
    with app.app_context():
        flask_migrate.upgrade(directory=str(config.ROOT / "migrations"))
        db.engine.dispose()
    grant_application(urls)


def name_of(urls: Addresses) -> str:
    """The database's name in an address."""
    return str(psycopg.conninfo.conninfo_to_dict(plain(urls.application))["dbname"])


@contextlib.contextmanager
def _apart_on(connection: Connection) -> Iterator[Connection]:
    """What asks for a transaction of its own, as the read log does, gets a savepoint on the test's connection."""
    with connection.begin_nested():
        yield connection


@contextlib.contextmanager
def held(app: Flask) -> Iterator[Connection]:
    """A connection in a transaction that is rolled back at the end."""
    with app.app_context():
        connection = db.engine.connect()
    transaction = connection.begin()
    connection.begin = lambda: _apart_on(connection)  # type: ignore[assignment, method-assign, return-value]
    try:
        yield connection
    finally:
        if transaction.is_active:
            transaction.rollback()
        connection.close()


@contextlib.contextmanager
def as_engine(app: Flask, connection: Connection) -> Iterator[None]:
    """Let everything inside happen on one connection; commits become releases of a savepoint.

    Services run unchanged; other connections never see a thing.
    """
    with app.app_context():
        engines: dict[str | None, Any] = db.engines  # type: ignore[assignment]
    engine = engines[None]
    engines[None] = connection
    db.session.session_factory.kw["join_transaction_mode"] = "create_savepoint"
    try:
        yield
    finally:
        db.session.session_factory.kw.pop("join_transaction_mode", None)
        engines[None] = engine


@contextlib.contextmanager
def rolled_back(app: Flask) -> Iterator[None]:
    """Let everything inside happen in one transaction that is rolled back at the end, in one application context."""
    with held(app) as connection, as_engine(app, connection), app.app_context():
        try:
            yield
        finally:
            db.session.remove()


def in_threads(app: Flask, count: int, work: object) -> list[object]:
    """Call ``work(n)`` in many threads at once, each in its own application context; results or exceptions in order."""
    results: list[object] = [None] * count
    barrier = threading.Barrier(count)

    def one(number: int) -> None:
        with app.app_context():
            barrier.wait()
            try:
                results[number] = work(number)  # type: ignore[operator]
            except Exception as problem:
                results[number] = problem
            finally:
                db.session.remove()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
