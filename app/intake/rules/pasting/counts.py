"""How many people are concerned, where the text says so: 三十二名工人, 共32人, 兄弟三人, 一家五口."""

from __future__ import annotations

import re

from app.intake.rules.pasting.numerals import whole
from app.intake.rules.pasting.parts import Found, Reading

_CN = "一二两三四五六七八九十百千"
_PEOPLE = "人|口|工人|农民工|民工|员工|职工|村民|居民|业主|家长|学生|老人|群众|工友|工地工人|司机|租户|商户|消费者|会员|乘客|游客|同事|师傅|老乡"
_PATTERN = re.compile(
    rf"(?P<number>\d{{1,5}}|[{_CN}]{{1,6}})(?P<more>[多余来])?(?:[名位个]|多名|余名|多个)?(?:{_PEOPLE}|(?<=名)(?!字|称|义|下|声|气|牌)|(?:兄弟|弟兄|姐妹|姊妹))(?!民币|次|均|口|民|员|大|家|工湖|体|子)"
)
_NOT_BEFORE = re.compile(r"(?:每|初|高|大|带了?|叫了?|雇了?|第|派|找了?|等候|限|供|儿子|另外?|其中|死|伤|剩下?)$")


_NUMBERED = re.compile(r"(?:人数|涉及人员)(?:为|是|约|共|[:\s])*(?P<number>\d{1,5})(?![\d号月])")


def _one_number(text: str) -> int | None:
    """The number, unless it is a guess between two: 五六个人."""
    guess = len(text) > 1 and not text.isdigit() and all(sign in "一二两三四五六七八九" for sign in text)
    return None if guess else whole(text)


def read_people_count(reading: Reading) -> Found | None:
    """The number of people, two or more; the greatest when several are said."""
    found = []
    for match in [*_PATTERN.finditer(reading.left), *_NUMBERED.finditer(reading.left)]:
        number = _one_number(match["number"])
        before = reading.left[max(0, match.start() - 2) : match.start()]
        if number is not None and number >= 2 and not _NOT_BEFORE.search(before):
            found.append(reading.found(str(number), *match.span()))
    return max(found, key=lambda one: int(one.value), default=None)
