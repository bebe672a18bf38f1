"""Refusals at the door."""

from __future__ import annotations

from app.core.errors import Conflict, LimitReached, NotSignedIn, Refused
from app.core.text import msg


class WrongCredentials(NotSignedIn):
    """The same answer for an unknown name, a wrong password, a wrong one-time code and a locked account."""

    code = "wrong_credentials"

    def __init__(self) -> None:
        super().__init__(msg("账号、密码或动态口令不对，请核对后重试。"))


class TooManyTries(LimitReached):
    """Too many wrong tries for this name or from this address; said alike for names that do not exist."""

    code = "too_many_tries"

    def __init__(self, minutes: int) -> None:
        super().__init__(msg("连续输错次数过多，请{minutes}分钟后再试，或请管理员解锁。", minutes=minutes))
        self.minutes = minutes


class NoMembership(Refused):
    """The person has no unit and role in force today."""

    code = "no_membership"

    def __init__(self) -> None:
        super().__init__(msg("您的账号今天没有在用的岗位，请联系本单位管理员。"))


class LoginNameTaken(Conflict):
    """Another person already signs in under that name."""

    code = "login_name_taken"

    def __init__(self, name: str) -> None:
        super().__init__(msg("账号 {name} 已被使用，请换一个。", name=name))


class InvalidToken(NotSignedIn):
    """The API token is unknown, expired or revoked; which of them is not said."""

    code = "invalid_token"

    def __init__(self) -> None:
        super().__init__(msg("接口令牌无效或已过期。"))
