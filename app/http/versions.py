"""Which version of a row the person saw: ``If-Match`` from machines, a hidden ``version`` from pages."""

from __future__ import annotations

import re
from typing import Any

from flask import request

from app.core.errors import FengqiaoError
from app.core.text import msg

_TAG = re.compile(r'(?:W/)?"?v?(\d{1,9})"?')


class VersionMissing(FengqiaoError):
    """A change must say which version it was made on (RFC 6585 §3)."""

    status = 428
    code = "version_missing"

    def __init__(self) -> None:
        super().__init__(msg("没有说明是在哪一版上修改的，请重新打开后再办理。"))


def is_api() -> bool:
    """Whether a machine is asking."""
    return request.path.startswith("/api/")


def seen_version() -> int:
    """The version the change was made on; services compare it under the row lock. Raises ``VersionMissing``."""
    text = request.headers.get("If-Match", "") if is_api() else request.form.get("version", "")
    found = _TAG.fullmatch(text.strip())
    if found is None:
        raise VersionMissing()
    return int(found[1])


def etag(row: Any) -> dict[str, str]:
    """The header that tells a machine which version it got."""
    return {"ETag": f'"{row.version}"'}
