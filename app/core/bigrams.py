"""Chinese text cut into overlapping pairs of signs, so that two-character words and names are found."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+", re.IGNORECASE)
_LATIN = re.compile(r"[0-9a-z]+", re.IGNORECASE)


def _runs(text: str) -> list[str]:
    return [run.lower() for run in _WORD.findall(unicodedata.normalize("NFKC", text))]


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of each run of Chinese signs; Latin words and numbers stay whole; a lone sign stays itself."""
    found: list[str] = []
    for run in _runs(text):
        if _LATIN.fullmatch(run) or len(run) == 1:
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found


def index_text(*texts: str | None) -> str:
    """What is fed to ``to_tsvector('simple', …)``: bigrams and single signs, parted by blanks."""
    words: dict[str, None] = {}
    for text in texts:
        for run in _runs(text or ""):
            words.update(dict.fromkeys(bigrams(run)))
            if not _LATIN.fullmatch(run):
                words.update(dict.fromkeys(run))
    return " ".join(words)


def query_text(query: str) -> str:
    """A tsquery that asks for every bigram of the query; empty when there is nothing to ask for."""
    words = dict.fromkeys(bigrams(query))
    return " & ".join(f"'{word}'" for word in words)
