"""Phones, identity numbers and the outside number of a work order."""

from __future__ import annotations

import re
from datetime import date

from app.core.identity import check_id_number, check_phone, normal_id_number, normal_phone
from app.intake.rules.pasting.parts import NUMBER, Found, Reading

_OUTSIDE = re.compile(
    r"(?:(?:工单|流水|警情|警单|接警单|接警|信访件?|转办单|受理|热线|案件|来件|登记|诉求|事项|派单|转派|投诉|事件)(?:流水)?(?:编号|号码|单号|号)|(?<![\u4e00-\u9fff])(?:单号|编号))"
    r"[\s:]*(?P<number>[A-Z0-9][A-Z0-9-]{4,39})(?![A-Z0-9])",
    re.IGNORECASE,
)
_BARE_OUTSIDE = re.compile(r"(?<![A-Z0-9-])(?P<number>(?:GD|FJ|WX|ZB|JJ|XF|JQ|HL)-?\d[\d-]{6,30}\d)(?!\d)")
_ID = re.compile(r"(?<![0-9A-Za-z])\d{6}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[ ]?[0-9Xx](?![0-9A-Za-z])")
_ID_LABEL = re.compile(
    r"(?:身[份分]证号?码?|证件号码?|公民身份号码|证号)[是为:\s]*(?P<number>\d{14,20}[Xx]?)(?![0-9A-Za-z])"
)
_USCC = re.compile(r"(?<![0-9A-Za-z])(?=[0-9A-Z]*[A-Z][0-9A-Z]*)[0-9A-HJ-NP-RTUWXY]{18}(?![0-9A-Za-z])")
_MOBILE = re.compile(
    r"(?<![0-9])(?:\+?86[ -]?)?\(?(?:1\d{2}\)\d{8}|1\d{10}|1\d{2}([ -])\d{4}\1?\d{4}|1\d{3}[ -]\d{4}[ -]\d{3}"
    r"|1\d{2}[ -]\d{8}|1\d{6}[ -]\d{4}|1\d{2}[ -]\d{3}[ -]\d{3}[ -]\d{2})(?![0-9])"
)
_LANDLINE = re.compile(r"(?<![0-9])\(?0\d{2,3}\)?[ -]?\d{7,8}(?:-\d{1,6})?(?![0-9])")


def read_outside_number(reading: Reading) -> Found | None:
    """The number another office gave the matter: behind 工单编号, 警情编号 and the like."""
    match = _OUTSIDE.search(reading.left) or _BARE_OUTSIDE.search(reading.left)
    if match is None or check_phone(match["number"]) is None:
        return None
    reading.take([match.span("number")])
    return reading.found(match["number"].upper(), *match.span("number"))


def read_id_numbers(reading: Reading, today: date) -> tuple[list[Found], list[Found]]:
    """Identity numbers that fit, and those that cannot be right and are only to be shown (GB 11643)."""
    right: list[Found] = []
    doubtful: list[Found] = []
    for pattern, group in ((_ID, 0), (_ID_LABEL, "number")):
        for match in list(pattern.finditer(reading.left)):
            number = normal_id_number(match[group]).replace("-", "")
            found = reading.found(number, *match.span(group))
            (right if check_id_number(number, today).ok else doubtful).append(found)
        reading.take(((one.start, one.end) for one in [*right, *doubtful]), NUMBER)
    reading.take(match.span() for match in list(_USCC.finditer(reading.left)))
    return _once(right), _once(doubtful)


def read_phones(reading: Reading) -> list[Found]:
    """Mobile numbers and landlines with area code that can be right, as stored."""
    found: list[Found] = []
    for pattern in (_MOBILE, _LANDLINE):
        for match in pattern.finditer(reading.left):
            number = normal_phone(match[0].replace("(", "").replace(")", "-" if match[0].startswith("(0") else ""))
            number = number if number.startswith("0") else re.sub(r"^86(?=1\d{10}$)", "", number)
            if check_phone(number) is None:
                found.append(reading.found(number, *match.span()))
    found = sorted(found, key=lambda one: one.start)
    reading.take(((one.start, one.end) for one in found), NUMBER)
    return _once(found)


def _once(found: list[Found]) -> list[Found]:
    """The first of each value, in the order of the text."""
    return list({one.value: one for one in sorted(found, key=lambda one: -one.start)}.values())[::-1]
