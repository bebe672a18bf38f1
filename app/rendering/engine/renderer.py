"""One form with its data, first as HTML, then as PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

from app.rendering.engine.bundles import Bundle, environment
from app.rendering.engine.envelope import Envelope
from app.rendering.engine.glyphs import require_glyphs


@dataclass(frozen=True)
class Work:
    """Everything one rendering needs; plain values, so that it can travel to another process."""

    root: str
    sources: Mapping[str, str]
    form: Mapping[str, Any]
    envelope: Envelope

    @classmethod
    def of(cls, bundle: Bundle, form: Mapping[str, Any], envelope: Envelope) -> Work:
        """Work on one form."""
        return cls(bundle.root, dict(bundle.sources), dict(form), envelope)


@lru_cache(maxsize=64)
def _template(root: str, sources: tuple[tuple[str, str], ...]) -> Any:
    return environment(dict(sources)).get_template(root)


def to_html(work: Work) -> str:
    """The form as HTML; raises jinja2.UndefinedError where the template asks for what the data lack."""
    template = _template(work.root, tuple(sorted(work.sources.items())))
    return str(template.render(form=work.form, envelope=work.envelope))


@lru_cache(maxsize=1)
def drawing() -> ModuleType:
    """What draws, with its libraries and fonts, loaded now where it was not."""
    found = import_module("app.rendering.engine.drawing")
    found.font_configuration()
    return found


def render(work: Work) -> bytes:
    """The form as PDF; raises GlyphMissing when a character cannot be printed."""
    html = to_html(work)
    require_glyphs([html])
    return bytes(drawing().to_pdf(html))
