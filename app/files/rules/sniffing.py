"""Read a file's kind from its bytes. The name is only asked whether plain text is a table."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

from app.files.types import (
    AMR,
    CSV,
    DOCX,
    HEIC,
    JPEG,
    M4A,
    MOV,
    MP3,
    MP4,
    PDF,
    PNG,
    TEXT,
    WAV,
    WEBP,
    XLSX,
    Kind,
)

HEAD = 8192
_MARKUP = re.compile(rb"\A(\xef\xbb\xbf)?\s*<(!doctype|html|svg|\?xml|script|body|head|iframe)", re.IGNORECASE)
_TEXT_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
_VIDEO_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"3gp4", b"3gp5", b"dash")
_MOST_MEMBERS = 5_000


def kind_of(content: BinaryIO, name: str) -> Kind | None:
    """The kind of the content, or None when it is not accepted; leaves the stream at its start."""
    content.seek(0)
    head = content.read(HEAD)
    found = _by_signature(head) or _by_container(head) or _office(content, head) or _plain_text(head, name)
    content.seek(0)
    return found


def _by_signature(head: bytes) -> Kind | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"#!AMR"):
        return AMR
    if head.startswith(b"ID3") or _mpeg_audio_frame(head):
        return MP3
    return None


def _mpeg_audio_frame(head: bytes) -> bool:
    """An MPEG layer III frame header with a legal bit rate and sampling rate."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    return head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3


def _by_container(head: bytes) -> Kind | None:
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])
    if head[4:8] != b"ftyp":
        return None
    brand = head[8:12]
    if brand in _HEIC_BRANDS:
        return HEIC
    if brand == b"qt  ":
        return MOV
    if brand.startswith((b"M4A", b"M4B")):
        return M4A
    return MP4 if brand in _VIDEO_BRANDS or brand.startswith(b"M4V") else None


def _office(content: BinaryIO, head: bytes) -> Kind | None:
    """A Word or Excel file without macros; its members are listed, never unpacked."""
    if not head.startswith(b"PK\x03\x04"):
        return None
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        return None
    if "[Content_Types].xml" not in members or len(members) > _MOST_MEMBERS:
        return None
    if any(member.lower().endswith("vbaproject.bin") for member in members):
        return None
    if "word/document.xml" in members:
        return DOCX
    return XLSX if "xl/workbook.xml" in members else None


def _plain_text(head: bytes, name: str) -> Kind | None:
    if not head or _MARKUP.match(head) or _TEXT_CONTROL.search(head) or not _decodes(head):
        return None
    return CSV if name.lower().endswith(".csv") else TEXT


def _decodes(head: bytes) -> bool:
    """UTF-8 or GB 18030; the last character may be cut by the end of the sample."""
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False
