"""Refusals of storing and opening files."""

from __future__ import annotations

from app.core.errors import FengqiaoError
from app.core.text import msg

MEGABYTE = 1024 * 1024


class FileTooLarge(FengqiaoError):
    """More bytes than a file may have; said before the rest is read."""

    status = 413
    code = "file_too_large"

    def __init__(self, limit: int) -> None:
        super().__init__(msg("文件超过 {limit} MB，没有收下。", limit=limit // MEGABYTE))


class FileTypeRefused(FengqiaoError):
    """The content is of a kind that is not accepted, whatever the name says."""

    status = 415
    code = "file_type_refused"

    def __init__(self) -> None:
        super().__init__(
            msg("不收这种文件。可以上传 PDF、图片、Word、Excel、文本、录音和录像；改了扩展名的文件也会被认出来。")
        )


class FileEmpty(FengqiaoError):
    """Nothing was in it."""

    status = 422
    code = "file_empty"

    def __init__(self) -> None:
        super().__init__(msg("文件是空的，请重新选择。"))


class FileDamaged(FengqiaoError):
    """The stored bytes are gone or no longer have the recorded hash."""

    status = 500
    code = "file_damaged"

    def __init__(self) -> None:
        super().__init__(msg("文件已损坏或者丢失，请联系系统管理员。"))
