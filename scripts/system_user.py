"""Whom the database server runs as, and what that account can reach.

PostgreSQL refuses to run as root. A copy started by root runs its server as the system account ``pgserver``; any other
copy runs it as the person who started it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "pgserver"


class CannotRunServer(RuntimeError):
    """The embedded PostgreSQL cannot be started here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class RunsAs:
    """The account of the server, or None for the person's own."""

    uid: int | None = None
    gid: int | None = None

    @property
    def switched(self) -> bool:
        """Whether the server runs under another account than ours."""
        return self.uid is not None

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a command under the account, from a directory it can enter; its words come back, not on the screen."""
        return subprocess.run(
            command,
            check=False,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            user=self.uid,
            group=self.gid,
            extra_groups=[] if self.switched else None,
        )

    def reaches(self, path: Path) -> bool:
        """Whether the account can enter a directory or execute a file."""
        return self.run(["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)]).returncode == 0

    def own(self, path: Path) -> None:
        """Give a path to the account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def account() -> RunsAs:
    """The account for this copy; as root the system account is made when missing."""
    if os.geteuid() != 0:
        return RunsAs()
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        _make_account()
        entry = pwd.getpwnam(ACCOUNT)
    return RunsAs(entry.pw_uid, entry.pw_gid)


def _make_account() -> None:
    tool = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    if tool is None:
        raise CannotRunServer(
            f"PostgreSQL does not run as root: make a system user {ACCOUNT!r}, or start as another user"
        )
    made = subprocess.run(
        [tool, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
        check=False,
        capture_output=True,
        text=True,
    )
    if made.returncode not in (0, 9):  # 9: somebody else made it meanwhile
        raise CannotRunServer(f"cannot make the system user {ACCOUNT!r}: {made.stderr.strip()}")
