"""All sources one form is made of, under one content hash, so that an issued document can be rendered again later."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import DictLoader, StrictUndefined, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.core import canonical_json
from app.rendering.engine.envelope import qr_svg
from app.rendering.engine.words import FILTERS, GLOBALS

FORMS_FOLDER = Path(__file__).resolve().parents[3] / "templates" / "forms"


@dataclass(frozen=True)
class Bundle:
    """The form's template and everything it includes, by name; `digest` is the version by content."""

    root: str
    sources: Mapping[str, str]
    digest: str


def _blank_for_none(value: object) -> object:
    return "" if value is None else value


def environment(sources: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """A sandboxed environment over these sources: unknown names fail, texts are escaped, None prints a blank."""
    made = ImmutableSandboxedEnvironment(
        loader=DictLoader(sources),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_blank_for_none,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS, qr=qr_svg)
    return made


def _closure(root: str, folder: Path) -> dict[str, str]:
    parser = environment({})
    sources: dict[str, str] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        if name in sources:
            continue
        sources[name] = (folder / name).read_text(encoding="utf-8")
        waiting += [found for found in meta.find_referenced_templates(parser.parse(sources[name])) if found]
    return sources


def bundle_of(root: str, sources: Mapping[str, str]) -> Bundle:
    """A bundle from sources at hand (stored ones, or those just read)."""
    return Bundle(root, dict(sources), hashlib.sha256(canonical_json.dumps({"root": root, **sources})).hexdigest())


@lru_cache(maxsize=64)
def packaged_bundle(root: str) -> Bundle:
    """The bundle of a packaged form, for example `agreements/D24.html`."""
    return bundle_of(root, _closure(root, FORMS_FOLDER))
