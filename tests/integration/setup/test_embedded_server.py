"""The embedded PostgreSQL: closed to strangers, shared by its users, back after a crash."""

from __future__ import annotations

import os
import signal
import stat
import time
from pathlib import Path

import psycopg
import pytest

from scripts.postgres_roles import OWNER, addresses, ensure_database, grant_application, plain
from scripts.postgres_server import SHARED_HOME, Server
from tests.integration.setup.conftest import ServerMaker, remove


def _postmaster(server: Server) -> int:
    return int((server.cluster / "postmaster.pid").read_text().splitlines()[0])


def test_two_servers_run_side_by_side(make_server: ServerMaker) -> None:
    first, second = make_server("first"), make_server("second")
    first.acquire()
    second.acquire()
    ensure_database(first)
    with second.connect() as connection:
        assert connection.execute("SELECT 1 FROM pg_database WHERE datname = 'fengqiao'").fetchone() is None


def test_only_the_last_user_stops_the_server(make_server: ServerMaker) -> None:
    first, again = make_server("shared"), make_server("shared")
    first.acquire()
    again.acquire()
    first.release()
    assert again.answers()
    again.release()
    assert not again.answers()


def test_a_killed_server_comes_back_with_what_was_committed(make_server: ServerMaker) -> None:
    server = make_server("crash", durable=True)
    server.acquire()
    urls = ensure_database(server)
    with psycopg.connect(plain(urls.owner)) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    with psycopg.connect(plain(urls.application)) as left_open:
        os.kill(_postmaster(server), signal.SIGKILL)
        began = time.monotonic()
        again = make_server("crash", durable=True)
        again.acquire()
        assert time.monotonic() - began < 30
        left_open.close()
    with psycopg.connect(plain(urls.owner)) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (7,)


def test_a_lock_file_of_another_program_does_not_keep_the_server_down(make_server: ServerMaker) -> None:
    server = make_server("stale")
    server.acquire()
    server.release()
    (server.cluster / "postmaster.pid").write_text(
        f"{os.getpid()}\n{server.cluster}\n0\n5432\n{server.socket_dir}\n\n0 0\n"
    )
    server.acquire()
    assert server.answers()


def test_an_interrupted_first_start_leaves_nothing_behind(make_server: ServerMaker) -> None:
    server = make_server("half")
    (server.cluster.with_name(server.cluster.name + ".new") / "base").mkdir(parents=True)
    server.acquire()
    assert server.answers()


def test_the_socket_is_closed_to_other_accounts(make_server: ServerMaker) -> None:
    server = make_server("closed")
    server.acquire()
    assert stat.S_IMODE(server.socket_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE((server.data_dir / "postgres.password").stat().st_mode) == 0o600
    with server.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    for role in ("postgres", OWNER):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(host=str(server.socket_dir), user=role, dbname="postgres")


def test_the_socket_path_is_short_however_deep_the_data_directory(own_place: Path) -> None:
    server = Server(own_place / ("deep" * 20) / ("deeper" * 20), durable=False)
    server.acquire()
    assert len(str(server.socket_dir / ".s.PGSQL.5432")) < 100
    remove(server)


@pytest.mark.parametrize("root", [os.geteuid() == 0])
def test_a_data_directory_nobody_else_may_enter_still_works(own_place: Path, root: bool) -> None:
    closed = own_place / "closed"
    closed.mkdir(mode=0o700)
    server = Server(closed / "instance", durable=False)
    server.acquire()
    try:
        assert server.answers()
        assert server.cluster.is_relative_to(SHARED_HOME) is root
        assert Server(closed / "instance", durable=False).cluster == server.cluster
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    finally:
        remove(server)


def test_the_application_may_not_change_an_append_only_table(make_server: ServerMaker) -> None:
    server = make_server("trail")
    server.acquire()
    urls = ensure_database(server)
    with psycopg.connect(plain(urls.owner)) as connection:
        connection.execute("CREATE TABLE trail (n int)")
        connection.execute("CREATE TABLE plain (n int)")
        connection.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$"
        )
        connection.execute(
            "CREATE TRIGGER trail_append_only BEFORE UPDATE OR DELETE ON trail FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    grant_application(addresses(server))
    with psycopg.connect(plain(urls.application), autocommit=True) as connection:
        connection.execute("INSERT INTO trail VALUES (1)")
        assert connection.execute("SELECT n FROM trail").fetchone() == (1,)
        for statement in ("UPDATE trail SET n = 2", "DELETE FROM trail", "TRUNCATE trail", "DROP TABLE trail"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
        connection.execute("INSERT INTO plain VALUES (1)")
        connection.execute("DELETE FROM plain")
