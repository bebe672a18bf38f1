"""The application with the probe's routes beside its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app, http
from app.core.db import db
from scripts.postgres_roles import Addresses
from tests.support.client import SeparateClient
from tests.support.database import settings_for
from tests.support.people import Cast
from tests.support.sign_in import sign_in
from tests.web.http import probe


@pytest.fixture(scope="session")
def app(database_addresses: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with the probe."""
    application = create_app(settings_for(database_addresses, tmp_path_factory.mktemp("probe")))
    application.register_blueprint(probe.bp)
    application.register_blueprint(probe.blp, url_prefix="/api/v1/probe")
    http.seal(application)
    application.test_client_class = SeparateClient
    yield application
    with application.app_context():
        db.engine.dispose()


@pytest.fixture
def dispatcher(client: FlaskClient, cast: Cast) -> FlaskClient:
    """A client in which the dispatcher is signed in."""
    sign_in(client, "gaomou")
    return client
