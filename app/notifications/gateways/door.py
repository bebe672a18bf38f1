"""What every gateway does, and the one this process uses."""

from __future__ import annotations

from typing import Protocol

from app.core.text import Message, msg
from app.notifications.types import Outgoing


class GatewayTrouble(Exception):
    """A message was not taken; ``final`` when another try cannot help."""

    def __init__(self, words: Message, *, final: bool = False) -> None:
        super().__init__(words.text)
        self.words = words
        self.final = final


class Gateway(Protocol):
    """Takes one message at a time. ``sends`` is False where nothing ever leaves the house."""

    sends: bool

    @property
    def words(self) -> Message:
        """What the administrator reads about it."""

    def hand_over(self, message: Outgoing) -> str | None:
        """Give a message away; returns the number under which the other side knows it, if it has one.

        The same key may come again after a crash and must not lead to a second message. Raises ``GatewayTrouble``.
        """


class _None:
    """No gateway: what a process has before the settings are read."""

    sends = False

    @property
    def words(self) -> Message:
        return msg("没有配置消息网关")

    def hand_over(self, message: Outgoing) -> str | None:
        raise GatewayTrouble(self.words, final=True)


_door: list[Gateway] = [_None()]


def use_gateway(gateway: Gateway) -> None:
    """Install the gateway of this process."""
    _door[:] = [gateway]


def gateway() -> Gateway:
    """The gateway of this process."""
    return _door[0]
