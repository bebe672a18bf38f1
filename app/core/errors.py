"""Refusals the product gives to people and machines, each with a stable code and a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.core.text import Message, msg

FieldErrors = Mapping[str, Sequence[Message]]


class FengqiaoError(Exception):
    """Base of all refusals: ``code`` for machines, ``message`` for people, ``status`` for HTTP."""

    status = 400
    code = "refused"

    def __init__(self, message: Message, *, code: str | None = None, fields: FieldErrors | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.fields: dict[str, list[Message]] = {name: list(found) for name, found in (fields or {}).items()}


class InvalidInput(FengqiaoError):
    """What was typed breaks a rule of form; ``fields`` names each place."""

    status = 422
    code = "invalid_input"

    def __init__(self, fields: FieldErrors, message: Message | None = None) -> None:
        super().__init__(message or msg("有内容需要更正。"), fields=fields)


class NotSignedIn(FengqiaoError):
    """Nobody is signed in, or the session has ended."""

    status = 401
    code = "not_signed_in"

    def __init__(self, message: Message | None = None) -> None:
        super().__init__(message or msg("请先登录。"))


class Forbidden(FengqiaoError):
    """The person has no right to this act."""

    status = 403
    code = "forbidden"

    def __init__(self, message: Message | None = None, *, code: str | None = None) -> None:
        super().__init__(message or msg("您没有办理此事的权限。"), code=code)


class NotFound(FengqiaoError):
    """No such row, or none that this person may know of; the two look alike on purpose."""

    status = 404
    code = "not_found"

    def __init__(self, message: Message | None = None) -> None:
        super().__init__(message or msg("没有找到，或者不在您的权限范围内。"))


class Conflict(FengqiaoError):
    """The act contradicts what is already stored."""

    status = 409
    code = "conflict"


class Refused(FengqiaoError):
    """A state or a condition does not allow the act; the code names the condition."""

    status = 409
    code = "refused"


class StaleVersion(FengqiaoError):
    """Somebody else changed the row since it was shown; both versions are told."""

    status = 409
    code = "stale_version"

    def __init__(self, seen: int, current: int, *, row: Any = None) -> None:
        super().__init__(
            msg("内容已被他人更新：您看到的是第{seen}版，现在是第{current}版。", seen=seen, current=current)
        )
        self.seen = seen
        self.current = current
        self.row = row


class LimitReached(FengqiaoError):
    """Too many tries in too short a time."""

    status = 429
    code = "limit_reached"
