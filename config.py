"""Settings, read from the environment and from nowhere else.

``load()`` picks the kind of settings by ``FENGQIAO_ENV`` (development when unset). Production refuses to start while a
secret is missing. Development makes its secrets once and keeps them in the data directory, readable by the owner alone.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
MEGABYTE = 1024 * 1024
#: Of every connection. Pages read few rows by index, which is cheaper than the planner believes by itself.
SESSION = ("timezone=UTC", "lock_timeout=15s", "random_page_cost=1.1", "jit=off")
SECRET_NAMES = ("SECRET_KEY", "FENGQIAO_FIELD_KEYS", "FENGQIAO_INDEX_KEY")
#: How messages leave the house; ``test`` sends nothing.
GATEWAYS = ("test", "console", "file", "http")
SHORTEST_SIGNING_KEY = 16


class MissingSetting(RuntimeError):
    """A setting without which the application must not start."""


def driver_url(url: str) -> str:
    """The same database address with the driver we use; ``postgres://`` and ``postgresql://`` are understood."""
    scheme, separator, rest = url.partition("://")
    if separator and scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg://{rest}"
    return url


def data_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """The directory for all that a running copy keeps."""
    return Path(environ.get("FENGQIAO_DATA_DIR") or ROOT / "instance").expanduser().resolve()


def new_secrets() -> dict[str, str]:
    """A fresh set of secrets."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FENGQIAO_FIELD_KEYS": f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "FENGQIAO_INDEX_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
    }


def local_secrets(directory: Path) -> dict[str, str]:
    """The secrets of a development copy, made at the first call; two callers at once get the same ones."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / "secrets.json"
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        text = stream.read()
        kept: dict[str, str] = json.loads(text) if text else {}
        missing = {name: value for name, value in new_secrets().items() if name not in kept}
        if missing:
            kept.update(missing)
            stream.seek(0)
            stream.truncate()
            json.dump(kept, stream, indent=1)
    return kept


class Settings:
    """What all kinds of settings share; Flask reads the attributes in capitals."""

    ENV_NAME = "base"
    DEBUG = False
    TESTING = False
    SESSION_COOKIE_SECURE = False
    MAX_FORM_MEMORY_SIZE = 2 * MEGABYTE
    MAX_FORM_PARTS = 5_000
    #: What a password hash costs: some 40 ms, bearable with thirty people signing in at once.
    PASSWORD_MEMORY_KIB = 32 * 1024
    PASSWORD_PASSES = 2

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Read every setting once."""
        self._environ = environ
        self.DATA_DIR = data_dir(environ)
        self.FILES_DIR = self.DATA_DIR / "files"
        self.CACHE_DIR = Path(environ.get("FENGQIAO_CACHE_DIR") or self.DATA_DIR / "cache")
        self.FILE_LIMIT = self._number("FENGQIAO_MAX_FILE_MB", 50) * MEGABYTE
        known = self.known_secrets()
        self.SECRET_KEY = known["SECRET_KEY"]
        self.FIELD_KEYS = known["FENGQIAO_FIELD_KEYS"]
        self.INDEX_KEY = known["FENGQIAO_INDEX_KEY"]
        self._read_database()
        self._read_web()
        self._read_messages()

    def known_secrets(self) -> dict[str, str]:
        """Every secret by name; raises ``MissingSetting`` naming all that are absent."""
        missing = [name for name in SECRET_NAMES if not self._environ.get(name)]
        if missing:
            raise MissingSetting("these settings must be given: " + ", ".join(missing))
        return {name: self._environ[name] for name in SECRET_NAMES}

    def _read_database(self) -> None:
        url = self._environ.get("DATABASE_URL")
        if not url:
            raise MissingSetting(
                "DATABASE_URL is not set; ./fengqiao <command> starts an embedded PostgreSQL and sets it"
            )
        self.SQLALCHEMY_DATABASE_URI = driver_url(url)
        self.OWNER_DATABASE_URL = driver_url(self._environ.get("FENGQIAO_OWNER_DATABASE_URL") or url)
        self.SQLALCHEMY_ENGINE_OPTIONS: dict[str, Any] = {
            "pool_size": self._number("FENGQIAO_POOL_SIZE", 20),
            "max_overflow": self._number("FENGQIAO_POOL_OVERFLOW", 20),
            "pool_pre_ping": True,
            "pool_recycle": 1800,
            "connect_args": {
                "application_name": "fengqiao",
                "options": " ".join(f"-c {one}" for one in SESSION),
            },
        }

    def _read_web(self) -> None:
        self.DEMO_PASSWORD = self._environ.get("FENGQIAO_DEMO_PASSWORD") or None
        self.PUBLIC_URL = (self._environ.get("FENGQIAO_PUBLIC_URL") or self._local_address()).rstrip("/")
        self.MAX_CONTENT_LENGTH = self._number("FENGQIAO_MAX_UPLOAD_MB", 100) * MEGABYTE
        self.SESSION_COOKIE_NAME = "fengqiao"
        self.SESSION_COOKIE_HTTPONLY = True
        self.SESSION_COOKIE_SAMESITE = "Lax"
        self.PERMANENT_SESSION_LIFETIME = timedelta(hours=self._number("FENGQIAO_SESSION_HOURS", 12))
        self.REMEMBER_COOKIE_HTTPONLY = True
        self.REMEMBER_COOKIE_SECURE = self.SESSION_COOKIE_SECURE
        self.PROXY_COUNT = self._number("FENGQIAO_PROXY_COUNT", 0)
        self.BABEL_DEFAULT_LOCALE = "zh_CN"
        self.BABEL_DEFAULT_TIMEZONE = "Asia/Shanghai"
        self.BABEL_TRANSLATION_DIRECTORIES = str(ROOT / "app" / "translations")
        self.RATELIMIT_STORAGE_URI = "memory://"
        self.RATELIMIT_HEADERS_ENABLED = True
        self.EVENT_STREAMS_MAX = self._number("FENGQIAO_EVENT_STREAMS", self._number("FENGQIAO_THREADS", 320) * 3 // 4)
        self.SEND_FILE_MAX_AGE_DEFAULT = 3600
        self.DUTY_HOURS = self._environ.get("FENGQIAO_DUTY_HOURS") or "08:30-18:00"
        self.HANDOVER_MINUTES = self._number("FENGQIAO_HANDOVER_MINUTES", 30)

        self.PDF_PROCESSES = self._number("FENGQIAO_PDF_PROCESSES", 2)

    def _read_messages(self) -> None:
        self.MESSAGE_GATEWAY = self._environ.get("FENGQIAO_MESSAGE_GATEWAY") or "test"
        if self.MESSAGE_GATEWAY not in GATEWAYS:
            raise MissingSetting(f"FENGQIAO_MESSAGE_GATEWAY must be one of {', '.join(GATEWAYS)}")
        self.MESSAGE_URL = self._environ.get("FENGQIAO_MESSAGE_URL", "").strip()
        self.MESSAGE_KEY = self._environ.get("FENGQIAO_MESSAGE_KEY", "")
        self.MESSAGE_TIMEOUT = self._number("FENGQIAO_MESSAGE_TIMEOUT", 10)
        self.MESSAGE_HOURS = self._environ.get("FENGQIAO_MESSAGE_HOURS") or self.DUTY_HOURS
        self.MESSAGES_PER_PERSON = self._number("FENGQIAO_MESSAGES_PER_PERSON", 20)
        self.MESSAGES_PER_DAY = self._number("FENGQIAO_MESSAGES_PER_DAY", 2_000)
        self.DRILL_PER_DESK = self._number("FENGQIAO_DRILL_PER_DESK", 20)
        self.DRILL_SHARE = self._number("FENGQIAO_DRILL_SHARE", 30)
        if self.MESSAGE_GATEWAY == "http":
            self._need_message_address()

    def _need_message_address(self) -> None:
        """A gateway over HTTP needs an address to post to and a key to sign with; without them nothing starts."""
        address = urlsplit(self.MESSAGE_URL)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise MissingSetting(
                "FENGQIAO_MESSAGE_GATEWAY is http, but FENGQIAO_MESSAGE_URL holds no address beginning with http(s)://"
            )
        if len(self.MESSAGE_KEY) < SHORTEST_SIGNING_KEY:
            raise MissingSetting(
                "FENGQIAO_MESSAGE_GATEWAY is http, but FENGQIAO_MESSAGE_KEY, which signs what is posted, "
                f"has fewer than {SHORTEST_SIGNING_KEY} signs"
            )
        if not self.MESSAGE_TIMEOUT:
            raise MissingSetting("FENGQIAO_MESSAGE_TIMEOUT must be at least 1 second")

    def _local_address(self) -> str:
        return f"http://localhost:{self._environ.get('PORT') or 8000}"

    def _number(self, name: str, default: int) -> int:
        text = self._environ.get(name, "").strip()
        if not text:
            return default
        if not text.isascii() or not text.isdigit():
            raise MissingSetting(f"{name} must be a whole number, not {text!r}")
        return int(text)


class Development(Settings):
    """One machine, one person, no secret to type: they are made once and kept in the data directory."""

    ENV_NAME = "development"

    def known_secrets(self) -> dict[str, str]:
        """Secrets of the environment where given, else those kept in the data directory."""
        kept = local_secrets(self.DATA_DIR)
        return {name: self._environ.get(name) or kept[name] for name in SECRET_NAMES}


class Production(Settings):
    """A real centre: every secret from the environment, cookies over TLS only, a public address people can open."""

    ENV_NAME = "production"
    SESSION_COOKIE_SECURE = True

    def _local_address(self) -> str:
        raise MissingSetting("FENGQIAO_PUBLIC_URL is not set; receipts carry it as a QR code")


class Testing(Settings):
    """The tests: fixed secrets, fast failures, no waiting."""

    ENV_NAME = "testing"
    TESTING = True
    RATELIMIT_ENABLED = False
    PASSWORD_MEMORY_KIB, PASSWORD_PASSES = 64, 1  # people sign in thousands of times

    def known_secrets(self) -> dict[str, str]:
        """The same secrets at every run."""
        fixed = {
            "SECRET_KEY": "only-for-tests",
            "FENGQIAO_FIELD_KEYS": f"t1:{base64.b64encode(bytes(range(32))).decode()}",
            "FENGQIAO_INDEX_KEY": base64.b64encode(bytes(range(32, 64))).decode(),
        }
        return {name: self._environ.get(name) or fixed[name] for name in SECRET_NAMES}


KINDS: dict[str, type[Settings]] = {kind.ENV_NAME: kind for kind in (Development, Production, Testing)}


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings this copy runs under."""
    name = environ.get("FENGQIAO_ENV") or "development"
    if name not in KINDS:
        raise MissingSetting(f"FENGQIAO_ENV is {name!r}; it may be " + ", ".join(KINDS))
    return KINDS[name](environ)
