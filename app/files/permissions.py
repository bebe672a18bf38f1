"""Who may hand in a file. Who may open one is decided by the context it belongs to."""

from __future__ import annotations

from app.core.permissions import declare
from app.core.text import msg

UPLOAD = declare("files:file:upload", msg("上传文件"))
