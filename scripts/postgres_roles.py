"""The two roles of a database and what each may do.

``fengqiao_owner`` owns the tables and runs the migrations. ``fengqiao_app`` is the running application: it reads and
writes every table, but the trail's tables it may only read and add to, and it owns nothing.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from urllib.parse import quote

import psycopg
from psycopg import sql

from scripts.postgres_server import Server

OWNER = "fengqiao_owner"
APPLICATION = "fengqiao_app"
DATABASE = "fengqiao"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the application and the migrations find the database."""

    application: str
    owner: str

    def environment(self) -> dict[str, str]:
        """The settings that carry them."""
        return {"DATABASE_URL": self.application, "FENGQIAO_OWNER_DATABASE_URL": self.owner}


def passwords(server: Server) -> dict[str, str]:
    """The roles' passwords, made once."""
    path = server.data_dir / "postgres.roles.json"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            json.dump({name: secrets.token_urlsafe(24) for name in (OWNER, APPLICATION)}, stream)
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


def addresses(server: Server, database: str = DATABASE) -> Addresses:
    """Both addresses of one database of the server."""
    known = passwords(server)
    host = quote(str(server.socket_dir), safe="")

    def url(role: str) -> str:
        return f"postgresql+psycopg://{role}:{quote(known[role], safe='')}@/{database}?host={host}"

    return Addresses(url(APPLICATION), url(OWNER))


def ensure_roles(server: Server) -> None:
    """Make both roles where missing and give them the passwords that are kept."""
    with server.connect() as connection:
        for role, password in passwords(server).items():
            found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
            verb = sql.SQL("ALTER" if found else "CREATE")
            rights = sql.SQL("CREATEDB" if role == OWNER else "NOCREATEDB")
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD {}").format(
                    verb, sql.Identifier(role), rights, sql.Literal(password)
                )
            )


def ensure_database(server: Server, name: str = DATABASE) -> Addresses:
    """Make the database where missing, owned by the owner's role and closed to everybody else."""
    ensure_roles(server)
    with server.connect() as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
            identifiers = sql.Identifier(name), sql.Identifier(OWNER)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*identifiers))
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        both = sql.SQL(", ").join([sql.Identifier(OWNER), sql.Identifier(APPLICATION)])
        connection.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(sql.Identifier(name), both))
    with server.connect(name) as connection:
        connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        connection.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(OWNER)))
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(both))
    return addresses(server, name)


def plain(url: str) -> str:
    """The address as libpq reads it, without the driver's name."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def grant_application(urls: Addresses) -> None:
    """After migrations: the application may work on every table, and only read and add to the trail's.

    An append-only table is one whose migration put a trigger named ``…_append_only`` on it. Where one role is both
    owner and application there is nothing to grant; ``doctor`` says so.
    """
    role = psycopg.conninfo.conninfo_to_dict(plain(urls.application)).get("user")
    owner = psycopg.conninfo.conninfo_to_dict(plain(urls.owner)).get("user")
    if not isinstance(role, str) or role == owner:
        return
    name = sql.Identifier(role)
    with psycopg.connect(plain(urls.owner), autocommit=True) as connection:
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {}",
            "GRANT EXECUTE ON ALL ROUTINES IN SCHEMA public TO {}",
            "REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {}",
        ):
            if "alembic_version" not in statement or _has_table(connection, "alembic_version"):
                connection.execute(sql.SQL(statement).format(name))
        for table in append_only_tables(connection):
            connection.execute(
                sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(sql.Identifier(table), name)
            )


def append_only_tables(connection: psycopg.Connection) -> list[str]:
    """Tables that a trigger keeps from being changed."""
    rows = connection.execute(
        "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND t.tgname LIKE '%append_only' ORDER BY 1"
    )
    return [str(row[0]) for row in rows]


def _has_table(connection: psycopg.Connection, name: str) -> bool:
    found = connection.execute("SELECT to_regclass(%s)", (f"public.{name}",)).fetchone()
    return found is not None and found[0] is not None
