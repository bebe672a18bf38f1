"""Pure decisions: when a name is locked, which password is good enough, what a token's scope covers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from app.core.text import Message, msg

#: Product settings: five wrong tries within the window lock a name, fifty an address (a whole office may share one).
TRIES_PER_NAME = 5
TRIES_PER_ADDRESS = 50
WINDOW = timedelta(minutes=15)
LOCK = timedelta(minutes=15)

SESSION_IDLE = timedelta(minutes=60)
SESSION_LONGEST = timedelta(hours=12)
PASSWORD_DAYS = 90
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
PASSPHRASE = 20
LONGEST_TOKEN_DAYS = 366

#: Words so common in guessed passwords that they add nothing; the rest of the password must stand without them.
DENIED = (
    "password", "passw0rd", "p@ssw0rd", "qwertyuiop", "qwerty", "asdfgh", "zxcvbn", "1qaz2wsx", "1qaz",
    "2wsx", "3edc", "qazwsx", "abcdef", "abc123", "abcd1234", "iloveyou", "woaini", "welcome",
    "letmein", "changeme", "default", "monkey", "dragon", "administrator", "admin", "root", "guest",
    "test", "user", "login", "system", "mima", "beijing", "fangshan", "fengqiao", "zongzhi", "zhongxin",
    "tiaojie", "fayuan", "gongan", "china", "5201314", "1314520", "147258", "123123", "112233",
    "123321", "654321", "987654", "123456789", "12345678", "1234567", "123456", "12345", "1234",
    "666666", "888888", "000000", "111111", "2024", "2025", "2026", "2027",
    "枫桥", "房山", "综治", "中心", "密码",  # zh-data
)  # fmt: skip
LEAST_LEFT = 6


def locked_until(
    failures: Iterable[datetime], now: datetime, tries: int = TRIES_PER_NAME, window: timedelta = WINDOW
) -> datetime | None:
    """Until when further tries are refused: 15 minutes from the wrong try that completed the count, else None."""
    moments = sorted(failures)
    until: datetime | None = None
    for last in range(tries - 1, len(moments)):
        if moments[last] - moments[last - tries + 1] <= window:
            until = moments[last] + LOCK
    return until if until is not None and until > now else None


def minutes_left(until: datetime, now: datetime) -> int:
    """Whole minutes to wait, never fewer than one."""
    return max(1, -int((now - until).total_seconds() // 60))


def password_faults(password: str, names: Sequence[str] = ()) -> list[Message]:
    """What speaks against a password (GB/T 22239 §8.1.4: complexity); empty when it may be used.

    Twelve signs of three kinds, or twenty of any; none of the words everybody tries, not the person's own names.
    """
    faults = []
    if len(password) < SHORTEST_PASSWORD:
        faults.append(msg("密码至少{least}位。", least=SHORTEST_PASSWORD))
    if len(password) > LONGEST_PASSWORD:
        faults.append(msg("密码不能超过{most}位。", most=LONGEST_PASSWORD))
    if len(password) < PASSPHRASE and _kinds(password) < 3:
        faults.append(msg("请在大写、小写、数字、符号中至少用三类，或写成{least}位以上的长句。", least=PASSPHRASE))
    lowered = password.casefold()
    if any(_long_enough(name) and name.casefold() in lowered for name in names):
        faults.append(msg("密码里不能有您的账号或姓名。"))
    if _too_plain(lowered):
        faults.append(msg("这个密码太常见，容易被猜到，请换一个。"))
    return faults


def _kinds(password: str) -> int:
    tests = (str.isupper, str.islower, str.isdecimal)
    found = sum(any(test(sign) for sign in password) for test in tests)
    return found + any(not (sign.isupper() or sign.islower() or sign.isdecimal()) for sign in password)


def _long_enough(name: str) -> bool:
    """A name of two or three letters stands in many words by chance; two Chinese characters do not."""
    return len(name) >= (4 if name.isascii() else 2)


def _too_plain(lowered: str) -> bool:
    rest = lowered
    for word in DENIED:
        rest = rest.replace(word, "")
    return len(rest) < LEAST_LEFT or len(set(rest)) < LEAST_LEFT - 2


def password_expired(changed_at: datetime, now: datetime) -> bool:
    """Whether the password must be changed: 90 days, a product setting (GB/T 22239 §8.1.4 asks for periodic change)."""
    return now - changed_at > timedelta(days=PASSWORD_DAYS)


def normal_login_name(typed: str) -> str:
    """A login name as stored: half-width, no outer spaces, case does not count."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()[:80]


def session_ended(created_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
    """Whether a session is over: an hour without a sign of life, or twelve hours in all (product settings)."""
    return now - last_seen_at > SESSION_IDLE or now - created_at > SESSION_LONGEST


def in_force(from_on: date, until_on: date | None, day: date) -> bool:
    """Whether a membership counts on a day; both its ends are days on which it still does."""
    return from_on <= day and (until_on is None or day <= until_on)


def scope_covers(scope: str, permission: str) -> bool:
    """Whether a token's scope covers a permission: ``*``, ``dispatch:*``, ``*:*:read`` or the exact name."""
    if scope == "*":
        return True
    wanted, given = permission.split(":"), scope.split(":")
    if given[-1] == "*":
        given += ["*"] * (len(wanted) - len(given))
    return len(given) == len(wanted) and all(part in ("*", own) for part, own in zip(given, wanted, strict=True))


def narrowed(permissions: frozenset[str], scopes: Iterable[str]) -> frozenset[str]:
    """The permissions of a role that at least one of the scopes covers; a token never has more than its owner."""
    wanted = tuple(scopes)
    return frozenset(name for name in permissions if any(scope_covers(scope, name) for scope in wanted))
