"""Bytes arrive whole or not at all."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.files.errors import FileEmpty, FileTooLarge, FileTypeRefused
from app.files.services import storage as module
from app.files.services.storage import Store, receive, use_store

PDF_BYTES = b"%PDF-1.7\n" + b"x" * 1000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """A store of its own, at most 2,000 bytes a file."""
    before = list(module._store)
    use_store(Store(tmp_path / "files", 2_000))
    yield tmp_path / "files"
    module._store[:] = before


def left_behind(folder: Path) -> list[Path]:
    """All files in the store."""
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


class Endless(io.RawIOBase):
    """A stream without end; counts what was taken from it."""

    taken = 0

    def read(self, size: int = -1, /) -> bytes:
        self.taken += size
        return b"%PDF-" + b"x" * (size - 5)


def test_the_bytes_lie_under_their_hash(folder: Path) -> None:
    received = receive(io.BytesIO(PDF_BYTES), "协议.pdf")
    assert received.sha256 == hashlib.sha256(PDF_BYTES).hexdigest()
    assert received.size == len(PDF_BYTES)
    path = module.store().path_of(received.sha256)
    assert path.read_bytes() == PDF_BYTES
    assert path.stat().st_mode & 0o777 == 0o400
    assert left_behind(folder) == [path]


def test_the_same_content_is_kept_once(folder: Path) -> None:
    receive(io.BytesIO(PDF_BYTES), "a.pdf")
    receive(io.BytesIO(PDF_BYTES), "b.pdf")
    assert len(left_behind(folder)) == 1


def test_a_file_that_says_it_is_too_large_is_refused_unread(folder: Path) -> None:
    source = Endless()
    with pytest.raises(FileTooLarge):
        receive(source, "a.pdf", declared=200 * 1024 * 1024)
    assert source.taken == 0
    assert left_behind(folder) == []


def test_a_file_that_lies_about_its_size_is_stopped_early_and_leaves_nothing(folder: Path) -> None:
    source = Endless()
    with pytest.raises(FileTooLarge):
        receive(source, "a.pdf", declared=10)
    assert source.taken <= module.CHUNK
    assert left_behind(folder) == []


@pytest.mark.parametrize(("content", "refusal"), [(b"", FileEmpty), (b"MZ\x90\x00\x00", FileTypeRefused)])
def test_a_refused_file_leaves_nothing(content: bytes, refusal: type[Exception], folder: Path) -> None:
    with pytest.raises(refusal):
        receive(io.BytesIO(content), "photo.jpg")
    assert left_behind(folder) == []


def test_a_broken_connection_leaves_nothing(folder: Path) -> None:
    class Broken:
        def read(self, size: int = -1, /) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        receive(Broken(), "a.pdf")
    assert left_behind(folder) == []
