"""Refusals about messages."""

from __future__ import annotations

from app.core.errors import Conflict, Refused
from app.core.text import msg


class ReceiptDiffers(Conflict):
    """The gateway said something else about this message before."""

    code = "receipt_differs"

    def __init__(self) -> None:
        super().__init__(msg("这条消息已有不同的回执，不再更改。"))


class NotFailed(Refused):
    """Only what has failed is sent again."""

    code = "message_not_failed"

    def __init__(self) -> None:
        super().__init__(msg("只有发送失败的消息可以重发。"))
