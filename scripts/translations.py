"""Catalogues: compiled at set-up, extracted and compared by ``./fengqiao check``.

The message id is the Chinese sentence, so Chinese needs no catalogue; every other language has one.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import config

CATALOGUES = config.ROOT / "app" / "translations"


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
