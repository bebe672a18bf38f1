"""Persons and organisations with their roles, and each number with the one it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.intake.rules.pasting.parts import BLANK, NUMBER, Found, Named, Reading, with_role
from app.intake.rules.pasting.roles import reports, role_before, role_behind
from app.intake.types import PartyKind, PartyRole

#: What may stand between a name and its number.
_BETWEEN = re.compile(
    rf"(?:\([^()]{{0,15}}\)|住(?:址)?[:]?[^,;。()\n]{{2,30}}|职务|(?:总?经理|厂长|董事长|店长)|[\s,;:()、。/{BLANK}{NUMBER}-]|(?:回拨|报警|联系|办公|家庭|固定)?电话|手机|联系|方式|号码?|身[份分]证|证件|公民|为|是|男|女|[汉满回苗壮]族|出?生|姓名|户籍|籍贯|族|性别|年龄|\d{{1,2}}岁|住址?|现住|家住|诉求人|来电人|来电|报警人|信访人|投诉人|反映人|申请人|被|本人|他|她|的|"
    "人|时间|身份|微信|同号|老人|夫妇|其|联|系|致电|家住)*"
)
#: Between two names that are told of together; a number of the first may stand there.
_IN_A_ROW = re.compile(r"(?:\s?\([^()]{0,24}\)|\s?\d{11})?、\s?")
_OWN = re.compile(
    r"(?:我(?:的)?(?:手机|电话|身份证)|本人(?:手机|电话|身份证)|(?:^|[,。\s])(?:电话|手机|联系电话|联系方式|我电话|手机号))[号码是:\s]*$"
)
_OF_HIM = re.compile(r"(?:他|她)的?(?:身份证号?码?|电话|手机)[号码:是\s]*$")
_OF_ROLE = re.compile(
    r"(原告|被告|申请人|被申请人|对方|投诉人|报警人|来电人)的?(?:联系)?(?:电话|手机|身份证)[号码:是\s]*$"
)


def read_people(reading: Reading, persons: Sequence[Found], firms: Sequence[Found]) -> list[Named]:
    """All who are named, in the order of the text, with the role the words beside them state."""
    named = [_named(reading, one, PartyKind.PERSON) for one in persons]
    named += [_named(reading, one, PartyKind.ORGANISATION) for one in firms]
    named.sort(key=lambda one: one.start)
    named = _shared(reading, named)
    if named and named[0].kind is PartyKind.PERSON and reports(reading.text[named[0].start + len(named[0].name) :]):
        named[0] = with_role(named[0], PartyRole.APPLICANT)
    return named


def _shared(reading: Reading, named: list[Named]) -> list[Named]:
    """被告甲、乙 and 甲(电话)、乙反映: names in a row share the role that is stated of one."""
    rows = [at for at in range(1, len(named)) if _IN_A_ROW.fullmatch(_between(reading, named, at))]
    for at in rows:
        named[at] = with_role(named[at], named[at - 1].role)
    for at in reversed(rows):
        named[at - 1] = with_role(named[at - 1], named[at].role)
    return named


def _between(reading: Reading, named: Sequence[Named], at: int) -> str:
    """What stands between a name and the one before it."""
    before = named[at - 1]
    return reading.text[before.start + len(before.name) : named[at].start]


def _named(reading: Reading, one: Found, kind: PartyKind) -> Named:
    """The role is looked for at every place where the name stands; the first that is stated counts."""
    base = Named(one.value, kind, one.start)
    told = bool(re.search("来电|电话|打来", reading.text[: one.start]))
    for match in re.finditer(re.escape(reading.text[one.start : one.end]), reading.text):
        before = role_before(reading.text[: match.start()])
        behind = role_behind(reading.text[match.end() :], told=told) if kind is PartyKind.PERSON else None
        base = with_role(base, before or behind)
    return base


def give_numbers(
    reading: Reading, people: list[Named], phones: Sequence[Found], numbers: Sequence[Found]
) -> tuple[list[Named], list[Found], list[Found]]:
    """Each number to the one whose name stands before it; returns the people and the numbers that are nobody's."""
    loose_phones, loose_numbers = [], []
    for phone in phones:
        at = _owner(reading, people, phone)
        if at is not None and people[at].phone is None:
            people[at] = replace(people[at], phone=phone)
        else:
            loose_phones.append(phone)
    for number in numbers:
        at = _owner(reading, people, number)
        if at is not None and people[at].id_number is None and people[at].kind is PartyKind.PERSON:
            people[at] = replace(people[at], id_number=number)
        else:
            loose_numbers.append(number)
    return people, loose_phones, loose_numbers


def _owner(reading: Reading, people: Sequence[Named], number: Found) -> int | None:
    """The nearest name before with nothing but labels between, the one who speaks, or a name right behind."""
    before = reading.text[: number.start]
    ends = [(_last_end(before, one.name), at) for at, one in enumerate(people)]
    end, at = max(ends, default=(-1, -1))
    if end >= 0 and people[at].kind is PartyKind.ORGANISATION and "\n" in reading.text[end : number.start]:
        end = -1
    if _OF_HIM.search(before) and end >= 0:
        return at
    if end >= 0 and _BETWEEN.fullmatch(reading.left[end : number.start]):
        return at
    labelled = _OF_ROLE.search(before)
    if labelled:
        role = PartyRole.RESPONDENT if labelled[1].startswith("被") or labelled[1] == "对方" else PartyRole.APPLICANT
        return next((at for at, one in enumerate(people) if one.role is role and one.phone is None), None)
    speaker = next((at for at, one in enumerate(people) if one.role is PartyRole.APPLICANT), None)
    if speaker is not None and people[speaker].phone is None and _OWN.search(before):
        return speaker
    if len(people) == 1 and people[0].kind is PartyKind.PERSON and _may_be_theirs(people[0], before):
        return 0
    behind = reading.text[number.end : number.end + 6].lstrip(" ,:")
    if end < 0 or NUMBER not in reading.left[end : number.start]:
        return next((at for at, one in enumerate(people) if behind.startswith(one.name) and one.phone is None), None)
    return None


def _may_be_theirs(only: Named, before: str) -> bool:
    """Whether a number belongs to the only person named: not when it is 我的, or that person is the other side."""
    return only.role is not PartyRole.RESPONDENT and not re.search(r"(?:我|对方|对面|他|她)[^。;\n]{0,14}$", before)


def _last_end(text: str, name: str) -> int:
    pattern = r"\s*".join(re.escape(sign) for sign in name)
    return max((match.end() for match in re.finditer(pattern, text)), default=-1)
