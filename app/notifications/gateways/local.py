"""Gateways that need no network: none at all, the console, a file of one line for each message."""

from __future__ import annotations

import fcntl
import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from app.core.text import Message, msg
from app.notifications.gateways.door import GatewayTrouble
from app.notifications.types import Outgoing


def as_plain(message: Outgoing) -> dict[str, Any]:
    """A message as JSON: what every gateway outside the house is given."""
    return {
        "key": str(message.key),
        "channel": message.channel.value,
        "to": message.address,
        "text": message.text,
        "template": message.template,
    }


class TestMode:
    """Sends nothing and says so."""

    __test__ = False
    sends = False

    @property
    def words(self) -> Message:
        """What the administrator reads."""
        return msg("测试模式：不发送任何短信、语音和邮件，只记录本来要发给谁。")

    def hand_over(self, message: Outgoing) -> str | None:
        """Refuses: nobody should ask."""
        raise GatewayTrouble(self.words, final=True)


class Console:
    """Writes each message to the output of the worker."""

    sends = True

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream

    @property
    def words(self) -> Message:
        """What the administrator reads."""
        return msg("消息只写在后台的输出里，不会发到手机。")

    def hand_over(self, message: Outgoing) -> str | None:
        """Print it."""
        print(json.dumps(as_plain(message), ensure_ascii=False), file=self._stream or sys.stdout, flush=True)
        return None


class JsonLines:
    """Adds each message as one line of JSON to a file of the data directory, readable by the owner alone."""

    sends = True

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def words(self) -> Message:
        """What the administrator reads."""
        return msg("消息只写进数据目录的文件 {name}，不会发到手机。", name=self._path.name)

    def hand_over(self, message: Outgoing) -> str | None:
        """Add the line; on a later try only if it is not there yet."""
        line = json.dumps(as_plain(message), ensure_ascii=False)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX)
                if not (message.again and any(str(message.key) in known for known in stream)):
                    stream.write(line + "\n")
        except OSError as problem:
            raise GatewayTrouble(msg("消息文件写不进去：{why}", why=problem.strerror or "")) from problem
        return None
