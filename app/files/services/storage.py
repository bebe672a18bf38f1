"""The folder of bytes: written aside while the hash is computed, then moved under the hash in one step."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from app.files.errors import FileEmpty, FileTooLarge, FileTypeRefused
from app.files.rules import kind_of, safe_name
from app.files.types import Kind

CHUNK = 256 * 1024


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, empty at the end."""
        ...


@dataclass(frozen=True)
class Store:
    """Where the bytes lie, and how large one file may be, in bytes."""

    folder: Path
    limit: int

    def path_of(self, sha256: str) -> Path:
        """The place of a content."""
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    @property
    def incoming(self) -> Path:
        """The place of what is still being written; on the same disk, so that moving is one step."""
        return self.folder / "incoming"


@dataclass(frozen=True)
class Received:
    """Bytes that have arrived in the store; not yet a file of the record."""

    sha256: str
    size: int
    kind: Kind
    name: str


_store: list[Store] = []


def use_store(chosen: Store) -> None:
    """Install the store of this process."""
    _store[:] = [chosen]


def store() -> Store:
    """The store of this process; raises LookupError before bootstrap has named one."""
    if not _store:
        raise LookupError("no store is set up")
    return _store[0]


def receive(source: Readable, name: str, *, declared: int | None = None, limit: int | None = None) -> Received:
    """Take bytes in, at most `limit`; raises FileTooLarge, FileEmpty or FileTypeRefused and keeps nothing then."""
    place, most = store(), limit or store().limit
    if declared is not None and declared > most:
        raise FileTooLarge(most)
    place.incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, path = tempfile.mkstemp(dir=place.incoming)
    try:
        with os.fdopen(descriptor, "w+b") as target:
            sha256, size = _copied(source, target, most)
            kind = kind_of(target, name)
        if kind is None:
            raise FileTypeRefused()
        _settle(Path(path), place.path_of(sha256))
    except BaseException:
        Path(path).unlink(missing_ok=True)
        raise
    return Received(sha256, size, kind, safe_name(name, kind))


def _copied(source: Readable, target: IO[bytes], most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        size += len(chunk)
        if size > most:
            raise FileTooLarge(most)
        digest.update(chunk)
        target.write(chunk)
    if not size:
        raise FileEmpty()
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _settle(path: Path, final: Path) -> None:
    """Move into place atomically; the same content that is already there stays."""
    final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if final.exists():
        path.unlink()
        return
    path.chmod(0o400)
    path.replace(final)
