"""Keep a file's name readable and harmless."""

from __future__ import annotations

import re
import unicodedata

from app.files.types import Kind

LONGEST = 120
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_SPACES = re.compile(r"\s+")


def safe_name(typed: str, kind: Kind) -> str:
    """The typed name without path, control or format signs, with the ending of its real kind; 120 signs at most."""
    last = re.split(r"[/\\]", typed or "")[-1]
    stem = last.rpartition(".")[0] or last
    visible = "".join(sign for sign in stem if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    clean = _SPACES.sub(" ", _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", visible))).strip(" .")
    return f"{clean[: LONGEST - len(kind.ending) - 1] or 'file'}.{kind.ending}"
