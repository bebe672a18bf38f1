"""Numbers and names by which persons and organisations are known: checks that say why, birth date, sex, and masks.

GB 11643 (citizen numbers) and GB 32100 (unified social credit codes). A check never says which digit would be right:
any of them may be the wrong one. Names are kept exactly as written, rare characters included.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.text import Message, msg


class Sex(StrEnum):
    """Sex as a citizen number states it."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a number or a name cannot be right."""

    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class IdCheck:
    """A citizen number as read: its faults, and what it tells when there are none."""

    number: str
    faults: tuple[Fault, ...]
    birth_on: date | None = None
    sex: Sex | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against the number."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class UsccCheck:
    """A unified social credit code as read, with its faults."""

    code: str
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against the code."""
        return not self.faults


_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
_USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_FICTIONAL_MOBILE = re.compile(r"120[0-9]{8}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,4}")
_LANDLINE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?")
_MAX_NAME = 60
_OLDEST_YEARS = 150


def check_id_number(text: str, on: date) -> IdCheck:
    """Check an 18-digit citizen number as of a day; a lower-case x and spaces are read kindly."""
    number = _compact(text)
    if re.fullmatch(r"[0-9]{15}", number):
        return IdCheck(number, (Fault("id_number_old", msg("这是15位旧号码，请填写18位公民身份号码。")),))
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return IdCheck(number, (_id_shape_fault(number),))
    faults, birth_on = [], _birth_on(number)
    if number[:2] not in _PROVINCES:
        faults.append(Fault("id_number_region", msg("身份证号码前两位不是省级行政区代码。")))
    if birth_on is None:
        faults.append(Fault("id_number_birth_date", msg("身份证号码中的出生日期不存在。")))
    elif birth_on > on:
        faults.append(Fault("id_number_birth_date", msg("身份证号码中的出生日期在今天之后。")))
    elif birth_on.year < on.year - _OLDEST_YEARS:
        faults.append(Fault("id_number_birth_date", msg("身份证号码中的出生日期过早，请核对。")))
    if id_check_digit(number[:17]) != number[17]:
        faults.append(Fault("id_number_check_digit", msg("身份证号码的校验码不符，请对照证件逐位核对。")))
    if faults:
        return IdCheck(number, tuple(faults))
    return IdCheck(number, (), birth_on, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def id_check_digit(first17: str) -> str:
    """The check digit that GB 11643 gives to the first seventeen digits."""
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, _ID_WEIGHTS, strict=True)) % 11]


def check_uscc(text: str) -> UsccCheck:
    """Check a unified social credit code: shape, the organisation code inside, and its own check letter."""
    code = _compact(text)
    if len(code) != 18 or any(letter not in _USCC_LETTERS for letter in code):
        fault = Fault("uscc_shape", msg("统一社会信用代码应为18位数字和大写字母，不含 I、O、S、V、Z。"))
        return UsccCheck(code, (fault,))
    faults = []
    if organisation_check(code[8:16]) != code[16]:
        faults.append(Fault("uscc_organisation_code", msg("统一社会信用代码中的组织机构代码校验不符。")))
    if uscc_check_letter(code[:17]) != code[17]:
        faults.append(Fault("uscc_check_letter", msg("统一社会信用代码的校验码不符，请对照证照逐位核对。")))
    return UsccCheck(code, tuple(faults))


def uscc_check_letter(first17: str) -> str:
    """The check letter that GB 32100 gives to the first seventeen letters."""
    weighted = (_USCC_LETTERS.index(letter) * weight for letter, weight in zip(first17, _USCC_WEIGHTS, strict=True))
    return _USCC_LETTERS[(31 - sum(weighted) % 31) % 31]


def check_phone(text: str) -> Fault | None:
    """Check a mobile number or a landline with area code; numbers from 120 stand for fictional people."""
    number = normal_phone(text)
    if any(pattern.fullmatch(number) for pattern in (_MOBILE, _FICTIONAL_MOBILE, _LANDLINE)):
        return None
    return Fault("phone_shape", msg("手机号码应为11位数字，固定电话请带区号。"))


def is_mobile(text: str) -> bool:
    """Whether the number can receive a text message; a fictional one counts, though it never rings."""
    number = normal_phone(text)
    return bool(_MOBILE.fullmatch(number) or _FICTIONAL_MOBILE.fullmatch(number))


def check_email(text: str) -> Fault | None:
    """Check that an e-mail address has the shape of one; whether it exists only its owner can say."""
    if _EMAIL.fullmatch(_compact(text)):
        return None
    return Fault("email_shape", msg("电子邮箱应写成 name@example.com 的样子。"))


def check_account(text: str) -> Fault | None:
    """Check that a bank account is 8 to 30 digits; whose it is only the bank can say."""
    if re.fullmatch(r"[0-9]{8,30}", normal_account(text)):
        return None
    return Fault("account_shape", msg("收款账户应为8至30位数字。"))


def check_name(text: str) -> Fault | None:
    """Check a person's name: one letter is enough, twenty and more with · are fine, digits and signs are not."""
    name = normal_name(text)
    if not name:
        return Fault("name_missing", msg("请填写姓名。"))
    if len(name) > _MAX_NAME:
        return Fault("name_too_long", msg("姓名不能超过{limit}个字。", limit=_MAX_NAME))
    if any(unicodedata.category(letter) == "Co" for letter in name):
        return Fault("name_private_letter", msg("姓名里有旧系统的自造字，请改用标准汉字。"))
    if not all(_may_stand_in_name(letter) for letter in name):
        return Fault("name_letter", msg("姓名里有不能使用的符号或数字。"))
    return None


def normal_id_number(text: str) -> str:
    """The citizen number as stored: no spaces, capital X."""
    return _compact(text)


def normal_phone(text: str) -> str:
    """The phone number as stored: half-width, without spaces, +86 and hyphens of a mobile number."""
    number = _compact(text).removeprefix("+86")
    return number if number.startswith("0") else number.replace("-", "")


def normal_account(text: str) -> str:
    """The bank account as stored: digits without spaces or hyphens."""
    return _compact(text).replace("-", "")


def normal_name(text: str) -> str:
    """The name as stored: outer spaces gone, the several kinds of middle dot made one; letters stay as written."""
    return re.sub("[•‧・･∙⋅]", "·", text.strip())


def mask_id_number(number: str) -> str:
    """Hide all but the last four digits, the birth date with them."""
    return _keep_tail(number, 4)


def mask_phone(number: str) -> str:
    """Hide the middle of a phone number: 120****0001."""
    if len(number) < 8:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def mask_email(address: str) -> str:
    """Hide all but the first letter of who, and keep where: c***@example.com."""
    who, _, where = address.partition("@")
    return f"{who[:1]}***@{where}"


def mask_account(account: str) -> str:
    """Hide all but the last four digits of an account, in groups of four: **** **** **** 0004."""
    hidden = _keep_tail(normal_account(account), 4)
    first = len(hidden) % 4
    groups = ([hidden[:first]] if first else []) + [hidden[at : at + 4] for at in range(first, len(hidden), 4)]
    return " ".join(groups)


def mask_name(name: str) -> str:
    """Keep the first letter of a name, or of each part between dots; a name of one letter is hidden whole."""
    if len(name) == 1:
        return "*"
    return "·".join(f"{part[:1]}{'*' * (len(part) - 1)}" for part in name.split("·"))


def _compact(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()


def _id_shape_fault(number: str) -> Fault:
    if len(number) != 18:
        return Fault("id_number_length", msg("身份证号码应为18位，现在是{count}位。", count=len(number)))
    return Fault("id_number_letters", msg("身份证号码只能是数字，最后一位可以是X。"))


def _birth_on(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def organisation_check(first8: str) -> str:
    """The check letter that GB 11714 gives to the first eight letters of an organisation code."""
    pairs = zip(first8, _ORGANISATION_WEIGHTS, strict=True)
    rest = 11 - sum(_ORGANISATION_LETTERS.index(letter) * weight for letter, weight in pairs) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def _may_stand_in_name(letter: str) -> bool:
    return unicodedata.category(letter) in {"Lo", "Lu", "Ll", "Lt", "Lm", "Mn", "Mc"} or letter in "· .'-〇"


def _keep_tail(text: str, tail: int) -> str:
    if len(text) <= tail:
        return "*" * len(text)
    return "*" * (len(text) - tail) + text[-tail:]
