"""Why a file is not read."""

from __future__ import annotations

from app.core.text import Message


class FileRefused(ValueError):
    """The file is not one plain table; ``message`` says what to change."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
