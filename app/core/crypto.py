"""Personal fields at rest: AES-256-GCM under a key ring, and a keyed blind index for exact search.

A stored value reads ``v1.<key id>.<nonce+ciphertext, base64url>``: algorithm and key stand beside every ciphertext, so
keys can be rotated field by field.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SCHEME = "v1"
NONCE_BYTES = 12


class UnknownKey(LookupError):
    """The ciphertext names a key that is not on the ring."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by id; the first id encrypts, all of them decrypt. ``index_key`` feeds the blind index alone."""

    current: str
    keys: dict[str, bytes]
    index_key: bytes

    @classmethod
    def parse(cls, text: str, index_key: str) -> KeyRing:
        """Read ``id:base64key,id:base64key`` as the settings carry it; each key has 32 bytes."""
        keys = {}
        for part in text.split(","):
            name, _, encoded = part.strip().partition(":")
            keys[name] = base64.b64decode(encoded)
            if len(keys[name]) != 32:
                raise ValueError(f"key {name} must have 32 bytes")
        return cls(next(iter(keys)), keys, base64.b64decode(index_key))


_ring: list[KeyRing] = []


def use_key_ring(ring: KeyRing) -> None:
    """Install the ring for this process."""
    _ring[:] = [ring]


def _active() -> KeyRing:
    if not _ring:
        raise UnknownKey("no key ring is installed")
    return _ring[0]


def encrypt(plain: str) -> str:
    """Encrypt one field under the current key."""
    ring = _active()
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(ring.keys[ring.current]).encrypt(nonce, plain.encode(), ring.current.encode())
    return f"{SCHEME}.{ring.current}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def decrypt(stored: str) -> str:
    """Decrypt one field with the key it names; raises ``UnknownKey`` when that key is not on the ring."""
    scheme, key_id, body = stored.split(".", 2)
    key = _active().keys.get(key_id)
    if scheme != SCHEME or key is None:
        raise UnknownKey(key_id)
    raw = base64.urlsafe_b64decode(body)
    return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], key_id.encode()).decode()


def blind_index(plain: str, purpose: str) -> bytes:
    """A keyed fingerprint (HMAC-SHA-256) of a field for exact search; the purpose keeps fields apart."""
    text = plain.strip().upper()
    return hmac.new(_active().index_key, f"{purpose}\x00{text}".encode(), hashlib.sha256).digest()


def new_key() -> str:
    """A fresh 32-byte key, base64, for settings."""
    return base64.b64encode(secrets.token_bytes(32)).decode()
