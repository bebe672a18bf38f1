"""WeasyPrint with one font configuration for the process and no way to the network.

Loaded when a process renders for the first time (``renderer.drawing``): with its libraries it takes a fifth of the time
a process needs to start, and most processes never render.
"""

from __future__ import annotations

import logging
import threading
from functools import lru_cache
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

_lock = threading.Lock()
logging.getLogger("weasyprint").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)


class OutsideAccess(FatalURLFetchingError):
    """A form asked for something outside its own sources."""


class _Refusing(URLFetcher):  # type: ignore[misc]
    """Refuses every address: a form is whole in itself, fonts come from fontconfig."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Raise OutsideAccess; the rendering stops, so that no paper goes out with a hole."""
        raise OutsideAccess(f"a form may not fetch {url[:80]}")


@lru_cache(maxsize=1)
def font_configuration() -> FontConfiguration:
    """The one font configuration of this process; a second one would double the memory."""
    return FontConfiguration()


@lru_cache(maxsize=1)
def _refusing() -> _Refusing:
    """One for the process: making it loads the certificates it will never use."""
    return _Refusing()


def to_pdf(html: str) -> bytes:
    """HTML as PDF bytes; the same HTML gives the same bytes."""
    with _lock:
        written = weasyprint.HTML(string=html, base_url=None, url_fetcher=_refusing()).write_pdf(
            font_config=font_configuration(), pdf_identifier=None
        )
    return bytes(written)
