"""Numbers and names that identify people: right ones pass, wrong ones are refused with the reason, masks hide."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import identity
from app.core.identity import Sex, check_id_number, check_name, check_phone, check_uscc

ON = date(2025, 6, 20)
WORKERS = [
    ("110199196501011008", date(1965, 1, 1), Sex.FEMALE),
    ("110199198604101064", date(1986, 4, 10), Sex.FEMALE),
    ("110199198109221333", date(1981, 9, 22), Sex.MALE),
    ("11019919760207159X", date(1976, 2, 7), Sex.MALE),
    ("11019919760207159x", date(1976, 2, 7), Sex.MALE),
    (" 110199 19910313 1446 ", date(1991, 3, 13), Sex.FEMALE),
    ("１１０１９９１９６５０１０１１００８", date(1965, 1, 1), Sex.FEMALE),
]


@pytest.mark.parametrize(("number", "born", "sex"), WORKERS)
def test_a_right_number_tells_birth_date_and_sex(number: str, born: date, sex: Sex) -> None:
    check = check_id_number(number, ON)
    assert check.ok
    assert (check.birth_on, check.sex) == (born, sex)


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("110199196501011009", ["id_number_check_digit"]),
        ("1101991965010110", ["id_number_length"]),
        ("11019919650101100A", ["id_number_letters"]),
        ("110199650101100", ["id_number_old"]),
        ("110199198609311064", ["id_number_birth_date", "id_number_check_digit"]),
        ("110199203001011008", ["id_number_birth_date", "id_number_check_digit"]),
        ("110199170001011008", ["id_number_birth_date", "id_number_check_digit"]),
        ("000199196501011008", ["id_number_region", "id_number_check_digit"]),
        ("", ["id_number_length"]),
        ("٠١٠١٩٩١٩٦٥٠١٠١١٠٠٨", ["id_number_letters"]),
    ],
)
def test_a_wrong_number_is_refused_with_every_reason(number: str, codes: list[str]) -> None:
    check = check_id_number(number, ON)
    assert [fault.code for fault in check.faults] == codes
    assert check.birth_on is None
    assert all(str(fault.message) for fault in check.faults)


def test_the_check_digit_is_never_given_away() -> None:
    check = check_id_number("110199196501011009", ON)
    assert not any(letter.isdigit() for letter in str(check.faults[0].message))


def test_the_published_example_gets_its_check_digit() -> None:
    assert identity.id_check_digit("11010519491231002") == "X"


@given(st.dates(date(1900, 1, 1), ON), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(born: date, serial: int, place: int, shift: int) -> None:
    first = f"110199{born:%Y%m%d}{serial:03d}"
    number = first + identity.id_check_digit(first)
    assert check_id_number(number, ON).ok
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not check_id_number(wrong, ON).ok


@pytest.mark.parametrize(
    "code",
    [
        "91430300091970968J",
        "91430100MA4Q4P3U22",
        "913400001491855256",
        "91610000559365502P",
        "91110199MA0FXC0116",
        "52110199MJ0FXC030N",
        "91110199ma0fxc0116",
    ],
)
def test_a_right_credit_code_passes(code: str) -> None:
    assert check_uscc(code).ok


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("91110199MA0FXC0117", "uscc_check_letter"),
        ("91110199MA0FXC0216", "uscc_organisation_code"),
        ("91110199MA0FXCO116", "uscc_shape"),
        ("9111", "uscc_shape"),
    ],
)
def test_a_wrong_credit_code_is_refused_with_its_reason(code: str, fault: str) -> None:
    assert fault in [found.code for found in check_uscc(code).faults]


@pytest.mark.parametrize(
    "number", ["12000000001", "13812345678", "+86 138-1234-5678", "010-69300000", "１２０００００００２３"]
)
def test_phones_that_may_be_written_down(number: str) -> None:
    assert check_phone(number) is None


@pytest.mark.parametrize("number", ["", "1381234567", "12345678901", "69300000", "138123456789"])
def test_phones_that_cannot_be(number: str) -> None:
    fault = check_phone(number)
    assert fault is not None
    assert fault.code == "phone_shape"


def test_only_a_mobile_number_receives_text_messages() -> None:
    assert identity.is_mobile("12000000001")
    assert not identity.is_mobile("010-69300000")


@pytest.mark.parametrize(
    "name",
    [
        "李某丁",
        "䶮",
        "𬱖某",
        "王𠮷",
        "阿卜杜热合曼·买买提伊明·吐尔逊阿吉",
        "阿布都克里木江·阿布都热依木江·麦麦提吐尔逊",
        "欧阳某某",
        "Jean-Pierre O'Neil",
        "次仁•卓玛",
        "〇某",
    ],
)
def test_rare_long_and_short_names_are_names(name: str) -> None:
    assert check_name(name) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_missing"),
        ("  ", "name_missing"),
        ("李某4", "name_letter"),
        ("李某\n丁", "name_letter"),
        ("<b>", "name_letter"),
        ("李\ue123", "name_private_letter"),
        ("李\ud840", "name_letter"),
        ("某" * 61, "name_too_long"),
    ],
)
def test_what_is_no_name_is_refused(name: str, code: str) -> None:
    fault = check_name(name)
    assert fault is not None
    assert fault.code == code


def test_names_keep_their_letters_and_one_kind_of_dot() -> None:
    assert identity.normal_name(" 次仁•卓玛 ") == "次仁·卓玛"
    assert identity.normal_name("𬱖䶮") == "𬱖䶮"


def test_masks_hide_what_they_must() -> None:
    assert identity.mask_id_number("110199198604101064") == "*" * 14 + "1064"
    assert identity.mask_phone("12000000004") == "120****0004"
    assert identity.mask_phone("1234") == "****"
    assert identity.mask_account("0000 0000 0000 0004") == "**** **** **** 0004"
    assert identity.mask_account("62170001234567890") == "* **** **** **** 7890"
    assert identity.mask_name("李某丁") == "李**"
    assert identity.mask_name("䶮") == "*"
    assert identity.mask_name("次仁·卓玛") == "次*·卓*"


@given(st.from_regex(r"[0-9]{8,30}", fullmatch=True))
def test_a_mask_shows_at_most_the_last_four_digits(account: str) -> None:
    shown = identity.mask_account(account).replace(" ", "")
    assert len(shown) == len(account)
    assert shown[-4:] == account[-4:]
    assert set(shown[:-4]) == {"*"}


def test_accounts_are_digits_of_plausible_length() -> None:
    assert identity.check_account("0000 0000 0000 0004") is None
    assert identity.normal_account("0000-0000 0000 0004") == "0000000000000004"
    for wrong in ("1234567", "1" * 31, "六二一七"):
        assert identity.check_account(wrong) is not None
