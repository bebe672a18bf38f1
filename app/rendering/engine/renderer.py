"""WeasyPrint with one font configuration for the process and no way to the network."""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from app.rendering.engine.bundles import Bundle, environment
from app.rendering.engine.envelope import Envelope
from app.rendering.engine.glyphs import require_glyphs

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


@dataclass(frozen=True)
class Work:
    """Everything one rendering needs; plain values, so that it can travel to another process."""

    root: str
    sources: Mapping[str, str]
    form: Mapping[str, Any]
    envelope: Envelope

    @classmethod
    def of(cls, bundle: Bundle, form: Mapping[str, Any], envelope: Envelope) -> "Work":
        """Work on one form."""
        return cls(bundle.root, dict(bundle.sources), dict(form), envelope)


@lru_cache(maxsize=1)
def font_configuration() -> FontConfiguration:
    """The one font configuration of this process; a second one would double the memory."""
    return FontConfiguration()


@lru_cache(maxsize=1)
def _refusing() -> _Refusing:
    """One for the process: making it loads the certificates it will never use."""
    return _Refusing()


@lru_cache(maxsize=64)
def _template(root: str, sources: tuple[tuple[str, str], ...]) -> Any:
    return environment(dict(sources)).get_template(root)


def to_html(work: Work) -> str:
    """The form as HTML; raises jinja2.UndefinedError where the template asks for what the data lack."""
    template = _template(work.root, tuple(sorted(work.sources.items())))
    return str(template.render(form=work.form, envelope=work.envelope))


def to_pdf(html: str) -> bytes:
    """HTML as PDF bytes; the same HTML gives the same bytes."""
    with _lock:
        written = weasyprint.HTML(string=html, base_url=None, url_fetcher=_refusing()).write_pdf(
            font_config=font_configuration(), pdf_identifier=None
        )
    return bytes(written)


def render(work: Work) -> bytes:
    """The form as PDF; raises GlyphMissing when a character cannot be printed."""
    html = to_html(work)
    require_glyphs([html])
    return to_pdf(html)
