"""Fixtures for all tests.

``database``       the test runs in a transaction that is rolled back; commits inside become savepoints. What the tests
                   of a module begin from (``cast``, ``small``, …: a *scene*) is planted once for all of them and found
                   by each as it was planted; see tests/support/stage.py.
``client``         a browser without JavaScript on that database; ``api`` tests use it as well.
``committing_db``  an application on a database of its own: real commits, many connections. Slow (0.2 s): use it where
                   transactions themselves are the subject.
``live_server``    web and workers as processes on a database of their own, for browsers and SSE.
``page``           a Chromium page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy

from app import create_app
from app.core.db import db
from app.core.memory import spare_the_collector
from scripts.postgres_roles import Addresses
from tests.support.client import SeparateClient
from tests.support.database import TestServer, held, name_of, settings_for
from tests.support.stage import Shown, Stage

pytest_plugins = [
    "tests.support.people",
    "tests.support.browser",
    "tests.support.dispatching",
    "tests.support.calling",
    "tests.support.workers",
]


@pytest.fixture(scope="session")
def worker_label(request: pytest.FixtureRequest) -> str:
    """The name of this pytest process among its siblings."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))


@pytest.fixture(scope="session")
def test_server() -> Iterator[TestServer]:
    """The running test database server."""
    server = TestServer()
    server.sweep()
    yield server
    server.close()


@pytest.fixture(scope="session")
def database_addresses(test_server: TestServer, worker_label: str) -> Iterator[Addresses]:
    """The addresses of this process's own database."""
    urls = test_server.copy(worker_label)
    yield urls
    test_server.drop(name_of(urls))


@pytest.fixture(scope="session")
def app(database_addresses: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on this process's database."""
    application = create_app(settings_for(database_addresses, tmp_path_factory.mktemp("instance")))
    application.test_client_class = SeparateClient
    spare_the_collector()
    yield application
    with application.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def module_stage(app: Flask) -> Iterator[Stage]:
    """Where the tests of a module find what they begin from."""
    with held(app) as connection:
        yield Stage(app, connection)


@pytest.fixture
def shown(module_stage: Stage, request: pytest.FixtureRequest) -> Iterator[Shown]:
    """The scenes this test asks for, and an application context in which all it does is undone."""
    with module_stage.showing(request.fixturenames, request.module) as found:
        yield found


@pytest.fixture
def database(shown: Shown) -> SQLAlchemy:
    """The database as this test finds it on the stage; what the test does ends with it."""
    return db


@pytest.fixture
def client(app: Flask, database: SQLAlchemy) -> FlaskClient:
    """A client nobody has signed in to yet."""
    return app.test_client()


@pytest.fixture
def committing_addresses(test_server: TestServer, worker_label: str) -> Iterator[Addresses]:
    """The addresses of a database for one test."""
    urls = test_server.copy(f"{worker_label}_own")
    yield urls
    test_server.drop(name_of(urls))


@pytest.fixture
def committing_db(committing_addresses: Addresses, tmp_path: Path) -> Iterator[Flask]:
    """An application with an open context on a database for this test alone; commits are real."""
    application = create_app(settings_for(committing_addresses, tmp_path))
    application.test_client_class = SeparateClient
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def empty_database(test_server: TestServer, worker_label: str) -> Iterator[Addresses]:
    """The addresses of a database without any table."""
    urls = test_server.empty(f"{worker_label}_empty")
    yield urls
    test_server.drop(name_of(urls))
