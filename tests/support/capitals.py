"""A second way to capitals, digit by digit with corrections afterwards, and a reader back; only tests use them."""

from __future__ import annotations

import re

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ["元", "拾", "佰", "仟", "万", "拾", "佰", "仟", "亿", "拾", "佰", "仟"]


def second_capitals(fen: int) -> str:
    """Write every digit with its unit, then take out what the rules for bills leave away."""
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    figures = str(yuan)
    text = "".join(DIGITS[int(d)] + UNITS[len(figures) - 1 - at] for at, d in enumerate(figures))
    text = re.sub("零[拾佰仟]", "零", text)
    text = re.sub("零+", "零", text)
    text = re.sub("零([万亿元])", r"\1", text)
    text = text.replace("亿万", "亿零")
    text = re.sub("零+", "零", text)
    text = text.removesuffix("零元") + ("元" if text.endswith("零元") else "")
    if figures == "0":
        text = ""
    if not jiao and not cent:
        return f"人民币{text or '零元'}整"
    tail = f"{DIGITS[jiao]}角" if jiao else ("零" if text else "")
    return f"人民币{text}{tail}{DIGITS[cent] + '分' if cent else '整'}"


def read_capitals(words: str) -> int:
    """Read capitals back into fen."""
    match = re.fullmatch("人民币(?:(.*)元)?(?:零)?(?:(.)角)?(?:(.)分)?整?", words)
    assert match is not None, words
    return _whole(match[1] or "零") * 100 + _digit(match[2]) * 10 + _digit(match[3])


def _digit(letter: str | None) -> int:
    return DIGITS.index(letter) if letter else 0


def _whole(text: str) -> int:
    total, group, digit = 0, 0, 0
    for letter in text:
        if letter in DIGITS:
            digit = DIGITS.index(letter)
        elif letter in "拾佰仟":
            group += digit * {"拾": 10, "佰": 100, "仟": 1000}[letter]
            digit = 0
        else:
            total += (group + digit) * {"万": 10**4, "亿": 10**8}[letter]
            group, digit = 0, 0
    return total + group + digit
