"""Spreadsheets from and for outside: a workbook is measured before it is opened, a text never becomes a formula."""

from __future__ import annotations

import io
import zipfile

from app.core.text import Message, msg

#: How an old or a locked workbook begins; neither is a package of parts.
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
#: With these a cell of a CSV file begins to act.
ACTING = ("=", "+", "-", "@", "\t", "\r", "\n")
MOST_PARTS = 300
_HEAD = 4096
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class PackageRefused(ValueError):
    """A file that is not to be opened as a workbook; ``code`` for machines, ``message`` says what to change."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(message.text)
        self.code = code
        self.message = message


def measure_workbook(content: bytes, *, most_bytes: int, most_unpacked: int) -> None:
    """Raise ``PackageRefused`` for what is no .xlsx, too large packed or unpacked (bytes), locked, or with macros."""
    if len(content) > most_bytes:
        raise PackageRefused("file_too_large", msg("文件超过{limit}MB。", limit=most_bytes // 1_000_000))
    if content.startswith(OLD_OR_LOCKED):
        raise PackageRefused("file_old_or_locked", msg("文件是旧格式或设了密码，请另存为不加密的 .xlsx。"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _measure_parts(package, most_unpacked)
    # zipfile answers an unknown compression and a password with kinds of RuntimeError
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError) as broken:
        raise PackageRefused("file_not_xlsx", msg("这不是 .xlsx 工作簿。")) from broken


def _measure_parts(package: zipfile.ZipFile, most_unpacked: int) -> None:
    parts = package.infolist()
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" not in names:
        raise PackageRefused("file_not_xlsx", msg("这不是 .xlsx 工作簿。"))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most_unpacked:
        raise PackageRefused("file_too_large", msg("文件展开后过大，请删去多余的工作表和内容。"))
    if any("vbaproject" in name for name in names):
        raise PackageRefused("file_with_macros", msg("文件带有宏，请另存为 .xlsx 后再上传。"))
    if any(_declares(package, part) for part in parts if part.filename.endswith((".xml", ".rels"))):
        raise PackageRefused("file_broken", msg("文件已损坏，无法打开。"))


def _declares(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with package.open(part) as stream:
        head = stream.read(_HEAD)
    return any(word in head for word in _DECLARATIONS)


def guarded(text: str) -> str:
    """A text as a cell of a CSV file: an apostrophe before what would act."""
    return f"'{text}" if text.startswith(ACTING) else text
