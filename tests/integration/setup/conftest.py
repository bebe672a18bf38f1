"""A server of a test's own, removed at the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.postgres_server import Server
from tests.support.database import TEST_DIR

ServerMaker = Callable[..., Server]


def remove(server: Server) -> None:
    """Stop a server and delete all it kept."""
    server.release()
    shutil.rmtree(server.cluster, ignore_errors=True)
    server.log.unlink(missing_ok=True)
    shutil.rmtree(server.data_dir, ignore_errors=True)


@pytest.fixture
def own_place(tmp_path: Path, worker_label: str) -> Iterator[Path]:
    """A data directory that every account can reach."""
    place = TEST_DIR / "servers" / f"{tmp_path.parent.name}-{tmp_path.name}-{worker_label}"
    place.mkdir(parents=True)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def make_server(own_place: Path) -> Iterator[ServerMaker]:
    """Servers by name, each with its own data directory."""
    made: list[Server] = []

    def make(name: str, durable: bool = False) -> Server:
        made.append(Server(own_place / name, durable=durable))
        return made[-1]

    yield make
    for server in made:
        server.release()
    for server in made:
        remove(server)
