"""Random secrets: how they are made and how they are kept."""

from __future__ import annotations

import hashlib
import secrets

#: Signs that are not mistaken for one another when read aloud or copied from paper.
READABLE = "abcdefghijkmnpqrstuvwxyz"
DIGITS = "23456789"


def new_secret() -> str:
    """A random token of 256 bits for a URL, a cookie or a header."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> bytes:
    """What is kept of a random token: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def readable_password() -> str:
    """A password to be handed over once: four groups, about 70 bits, easy to type and to read aloud."""
    groups = ["".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3)]
    return "-".join([groups[0].capitalize(), *groups[1:], "".join(secrets.choice(DIGITS) for _ in range(4))])
