"""Catalogues: compiled at set-up, extracted and compared by ``./fengqiao check``.

The message id is the Chinese sentence, so Chinese needs no catalogue; every other language has one.
``python -m scripts.translations`` brings each catalogue in step with the source and says what is still untranslated.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "app" / "translations"
KEYWORDS = {
    "_": None,
    "msg": (1,),
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
METHODS = [("**/*.py", "python"), ("**/*.html", "jinja2"), ("**/*.txt", "jinja2")]
JINJA = {"**/*.html": {"extensions": "jinja2.ext.do,jinja2.ext.loopcontrols", "trimmed": "true"}}
LEFT_OUT = ("templates/forms/", "templates/styleguide/", "app/demo/")
PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w*)[^{}]*\}")


def catalogues() -> list[Path]:
    """Every language's catalogue."""
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    """One catalogue as it stands."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parts[-3])


def compile_stale() -> None:
    """Write the binary catalogue beside each text one that is newer."""
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        packed = io.BytesIO()
        write_mo(packed, read(source), use_fuzzy=False)
        fresh = target.with_suffix(".new")
        fresh.write_bytes(packed.getvalue())
        fresh.replace(target)


@cache
def extract() -> Catalog:
    """Every message of the source, read once."""
    template = Catalog(project="Fengqiao", charset="utf-8")
    for top in ("app", "templates"):
        found = extract_from_dir(ROOT / top, METHODS, JINJA, KEYWORDS)
        for file_name, _line, message, _comments, context in found:
            place = f"{top}/{file_name}".replace("\\", "/")
            if not place.startswith(LEFT_OUT):
                template.add(message, None, [(place, 1)], context=context)
    return template


def update() -> None:
    """Bring each catalogue in step with the source; what is gone is dropped, nothing is guessed, no line moves."""
    template = extract()
    for path in catalogues():
        catalogue = read(path)
        made = catalogue.creation_date
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.creation_date = made
        with path.open("wb") as stream:
            write_po(stream, catalogue, width=120, sort_output=True, ignore_obsolete=True, no_location=True)


def problems() -> list[str]:
    """What the catalogues lack; empty when every message is translated with the same parameters."""
    template = extract()
    if not catalogues():
        return ["there is no English catalogue under app/translations/en/LC_MESSAGES"]
    return [
        f"{path.relative_to(ROOT)}: {complaint}"
        for path in catalogues()
        for complaint in _compare(template, read(path))
    ]


def _compare(template: Catalog, catalogue: Catalog) -> Iterator[str]:
    for message in template:
        if not message.id:
            continue
        there = catalogue.get(message.id, context=message.context)
        if there is None:
            yield f"missing: {_first(message.id)[:60]}"
        elif there.fuzzy or not all(_strings(there)):
            yield f"not translated: {_first(message.id)[:60]}"
        elif any(_parameters(text) != _parameters(_first(message.id)) for text in _strings(there)):
            yield f"other parameters than the source: {_first(message.id)[:60]}"
    for message in catalogue:
        if message.id and template.get(message.id, context=message.context) is None:
            yield f"no longer in the source: {_first(message.id)[:60]}"


def _first(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def _parameters(text: str) -> set[str]:
    return {first or second for first, second in PLACES.findall(text)}


if __name__ == "__main__":
    if sys.argv[1:] == ["compile"]:
        compile_stale()
        sys.exit(0)
    update()
    sys.exit("\n".join(problems()) or 0)
