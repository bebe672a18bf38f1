"""Identities: time-ordered UUIDs inside, random codes for the public."""

from __future__ import annotations

import secrets
import threading
import time
from uuid import UUID

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PUBLIC_CODE_LENGTH = 12

_lock = threading.Lock()
_last = [0]


def new_id() -> UUID:
    """A UUID version 7: 48 bits of milliseconds, then a counter and randomness, rising within one process."""
    with _lock:
        stamp = max((time.time_ns() * 4096) // 1_000_000, _last[0] + 1)
        _last[0] = stamp
    milliseconds, sub_millisecond = stamp >> 12, stamp & 0xFFF
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | sub_millisecond << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def public_code() -> str:
    """An unguessable code of 12 Crockford base32 signs (60 bits) with which a party asks for the stage."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(PUBLIC_CODE_LENGTH))


def normal_public_code(typed: str) -> str:
    """A code as a person typed it, brought to its stored form: no separators, upper case, O→0, I and L→1."""
    plain = typed.upper().replace("-", "").replace(" ", "")
    return plain.replace("O", "0").replace("I", "1").replace("L", "1")


def request_code() -> str:
    """A short random mark that ties the log lines of one request together."""
    return secrets.token_hex(8)
