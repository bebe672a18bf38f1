"""Amounts of money: with a unit (3.5万元, 三百块, ¥36,000.00), or bare behind a word that speaks of money."""

from __future__ import annotations

import re

from app.intake.rules.pasting.numerals import amount, whole
from app.intake.rules.pasting.parts import BLANK, Amount, Reading
from app.intake.types import DisputeType

_CN = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMBER = (
    rf"\d+(?:\.\d+)?[万千]零?\d[百千]?|(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)[ ]?[百千万亿]{{0,2}}|[{_CN}]+"
)
_UNIT = re.compile(
    rf"(?P<sign>¥\s?)?(?P<number>{_NUMBER})(?P<more>多|余|来)?[ ]?(?P<wan>万)?[ ]?(?:元|块钱|块|圆)(?P<jiao>[零壹贰叁肆伍陆柒捌玖一二三四五六七八九]{{1,2}}角)?(?P<cent>零?[壹贰叁肆伍陆柒捌玖一二三四五六七八九]分)?(?:整|钱)?"
)
_SIGNED = re.compile(rf"[¥¥]\s?(?P<number>{_NUMBER})(?:元)?")
_MONEY_WORD = (
    r"(?:给了|付了|花了?|卖了?|说好|报价|要价|原价|价格|交了|赔了|欠款?|共计|总计|合计|一共|总共|共|每人|欠薪|薪水|薪资|每户|赔偿?|费|[工押订定尾货房车借本罚租余]金?款|工资|金额|总额|总价|"
    r"价款?|损失?|押金不退|定金|押金|订金|租金|现金|彩礼|存款|充值?|充了|借给?(?:他|她|了)|还了|还剩|转了|转账|退|要(?:价)?|索赔|借条|标的额?|不退押金|不给|扣了|收了|收)"
)
_BARE = re.compile(
    rf"{_MONEY_WORD}(?:大概|大约|约|是|了|为|从|款|他|她|我|[:\s]){{0,3}}(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d{{3,9}})(?:\.\d{{1,2}})?|\d+(?:\.\d+)?[千万]|[{_CN}]*[百千万][{_CN}]*)"
    r"(?![\d年月日号人名个位户次天亩棵米%点楼室栋张])"
)
_TEN_THOUSANDS = re.compile(
    rf"(?<![\d.{_CN}])(?P<number>\d+(?:\.\d+)?[ ]?万(?:零?\d[千百]?)?|[{_CN}]*[一二两三四五六七八九十百]万[{_CN}]*)(?!人|亩|次|名|户|个|棵|公里)"
)
_UPPER = re.compile(rf"(?<={BLANK})(?:到|至|-)(?P<number>\d{{3,7}})(?=不等|元|块|之间)")
_FEE = re.compile(r"(?<!\d)(?P<number>\d{3,6})(?=[\u4e00-\u9fff]{0,2}费)")
_SPOKEN = re.compile(
    rf"(?P<number>[一二两三四五六七八九十百千万]*[万千百][一二三四五六七八九])(?![{_CN}人户亩斤个名米多来年月天里条岁公棵平吨车位次])"
)
_MANY = re.compile(rf"(?P<number>[\d.]+|[{_CN}]+)多(?P<wan>万)(?!人|亩|户|次)")
_MONTHLY = re.compile(r"(?<!\d)(?P<number>\d{3,6})(?=(?:一个月|每月|/月|一月))")
_TOTAL = re.compile(r"(?:总共|一共|共计|合计|总计|共|总额|总)(?:欠|拖欠|工资|大概|约|款)*(?:人民币)?[:\s为是]*$")
_OWED = re.compile(r"(?:拖欠|欠薪|欠|没发|未发|没给|不给|不发|没有[发给付结]|讨薪|支付|未支付|没结|未结|克扣)")
_WAGES = re.compile("工资|薪|工钱|劳务费|血汗钱|加班费")
_PER = re.compile(r"(?:每|月薪|(?<!个)月工资|一个月|一天|日薪)[人月天户个]{0,2}[工资]{0,2}$")
_PER_AFTER = re.compile(r"^(?:一个月|每月|/月|一天|/天|每人|每天)")


def read_amounts(reading: Reading) -> list[Amount]:
    """Every amount, each value once, in the order of the text."""
    found: list[Amount] = []
    for pattern in (_UNIT, _SIGNED, _BARE, _UPPER, _MANY, _TEN_THOUSANDS, _SPOKEN, _FEE, _MONTHLY):
        for match in pattern.finditer(reading.left):
            fen = _fen(match)
            if fen is not None:
                found.append(
                    Amount(fen, match.start("number"), match.end(), reading.text[match.start("number") : match.end()])
                )
        reading.take((one.start, one.end) for one in found)
    return list({one.fen: one for one in sorted(found, key=lambda one: -one.start)}.values())[::-1]


def _fen(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    number = amount(match["number"] + (groups.get("wan") or ""))
    if number is None or not 0 < number < 10**11:
        return None
    return int(number * 100) + _small(groups)


def _small(groups: dict[str, str | None]) -> int:
    """Jiao and fen of an amount in capitals, in fen."""
    tens, ones = (
        whole((groups.get(name) or "零").strip("角分").lstrip("零") or "零") or 0 for name in ("jiao", "cent")
    )
    return tens * 10 + ones


def owed_total(text: str, amounts: list[Amount], dispute_type: str) -> Amount | None:
    """The total of wages owed, where the text says it: behind 共, or the only amount, when wages are owed."""
    if (
        dispute_type not in (DisputeType.MIGRANT_WAGE, DisputeType.OTHER_LABOR)
        or not _OWED.search(text)
        or not _WAGES.search(text)
    ):
        return None
    totals = [one for one in amounts if _TOTAL.search(text[max(0, one.start - 12) : one.start])]
    if totals:
        return max(totals, key=lambda one: one.fen)
    if len(amounts) != 1 or _is_rate(text, amounts[0]):
        return None
    return amounts[0]


def _is_rate(text: str, one: Amount) -> bool:
    return bool(_PER.search(text[max(0, one.start - 8) : one.start]) or _PER_AFTER.search(text[one.end : one.end + 4]))
