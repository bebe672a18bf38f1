"""The pasted text made even: narrow letters, digits and signs, one kind of line end and dash; words stay as written."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 5000
_DASHES = str.maketrans("—–−―~～", "------")


def narrowed(text: str) -> str:
    """Full-width signs narrowed, control signs gone, at most ``LONGEST`` signs."""
    even = unicodedata.normalize("NFKC", text[: LONGEST * 2].replace("\r\n", "\n").replace("\r", "\n"))
    even = even.translate(_DASHES).replace("•", "·").replace("\t", " ")
    even = "".join(sign for sign in even if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cf", "Co"})
    even = even.replace("【", "\n").replace("】", ":").replace("::", ":")
    return re.sub(r"-{2,}", "-", even)[:LONGEST]
