"""The head row: whether there is one, and what each head most likely means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from app.core.text import Message, msg
from app.intake.rules.importing.words import DATA, RETURNED, SYNONYMS
from app.intake.types import LABELS, LEFT_OUT, REST, ImportField

LONGEST_HEAD = 40
_NOISE = re.compile(r"[\s:：*＊()（）\[\]【】/、，,._\-]+")
_DATA = re.compile(DATA)


def head_key(head: str) -> str:
    """A head without blanks, brackets, marks and width, for comparing."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", head)).lower()


def is_returned(head: str) -> bool:
    """Whether the column is the one in which a returned file says what is wrong."""
    return head_key(head) in {head_key(one) for one in RETURNED}


def head_faults(number: int, heads: Sequence[str], below: Sequence[Sequence[str]]) -> Message | None:
    """What is wrong with the first filled row as heads; None when it can be one. ``below`` are the next rows."""
    filled = [head for head in heads if head]
    if len(filled) == 1 and any(sum(1 for cell in row if cell) > 1 for row in below):
        return msg("第{number}行只有一格有字，像是表的大标题，请删去，让列标题成为第一行。", number=number)
    if any(_DATA.fullmatch(head) for head in filled):
        return msg("第{number}行看起来是数据，不是标题行。请在最上面加一行列标题。", number=number)
    if len(filled) < len(heads):
        place = next(place for place, head in enumerate(heads, 1) if not head)
        return msg("标题行第{place}列没有标题，请补上。", place=place)
    long = [head for head in heads if len(head) > LONGEST_HEAD]
    if long:
        return msg("第{number}行看起来不是标题行：“{head}…”太长。", number=number, head=long[0][:12])
    twice = [head for place, head in enumerate(heads) if head_key(head) in {head_key(one) for one in heads[:place]}]
    return msg("有两列的标题都是“{head}”，请区分开。", head=twice[0]) if twice else None


def suggested_columns(heads: Sequence[str]) -> list[str]:
    """For each head the field it most likely means, each field once; ``rest`` where none does, ``left_out`` for a
    serial number and for the reasons of a returned file."""
    found: dict[int, str] = {}
    for exactly in (True, False):
        for place, head in enumerate(heads):
            meant = None if place in found else _meant(head_key(head), exactly, set(found.values()))
            if meant is not None:
                found[place] = meant
    return [found.get(place, REST) for place in range(len(heads))]


def _meant(key: str, exactly: bool, taken: set[str]) -> str | None:
    if exactly and key in {head_key(one) for one in (*RETURNED, *SYNONYMS[LEFT_OUT])}:
        return LEFT_OUT
    for field in ImportField:
        words = [head_key(one) for one in (LABELS[field].text, *SYNONYMS.get(field, ()))]
        if field not in taken and (key in words if exactly else any(_holds(key, word) for word in words)):
            return field.value
    return None


def _holds(key: str, word: str) -> bool:
    """Whether a longer head holds a word of at least three signs, at its end or beginning."""
    return len(word) > 2 and (key.startswith(word) or key.endswith(word))
