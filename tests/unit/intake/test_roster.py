"""A list of claimants: which columns are known, who stands twice, what the scale suggests."""

from __future__ import annotations

import pytest

from app.intake.commands import PartyDetails
from app.intake.rules.importing.errors import FileRefused
from app.intake.rules.roster import RosterLine, claimant_of, line_faults, read_roster, suggests_roster, twins_inside
from tests.support import lists


def one(name: str, number: str | None = None, phone: str | None = None) -> PartyDetails:
    return PartyDetails(role="applicant", kind="person", name=name, id_number=number, phone=phone)


@pytest.mark.parametrize(("scale", "suggested"), [("01", False), ("02", True), ("03", True)])
def test_the_scale_suggests_a_roster(scale: str, suggested: bool) -> None:
    assert suggests_roster(scale) is suggested


@pytest.mark.parametrize("head", ["姓名", "劳动者姓名", "申请人", " 姓 名 "])
def test_columns_are_known_by_the_words_lists_use(head: str) -> None:
    (line,) = read_roster(lists.roster([("王", "120-0000-0001", "三组")], heads=(head, "联系方式", "班组")))
    claimant = claimant_of(line)
    assert (claimant.name, claimant.phone, claimant.side) == ("王", "120-0000-0001", "三组")
    assert (claimant.role, claimant.id_number) == ("applicant", None)


def test_a_list_without_names_or_with_too_many_people_is_refused() -> None:
    with pytest.raises(FileRefused, match="缺少"):
        read_roster(lists.roster([("1",)], heads=("序号",)))
    assert len(read_roster(lists.roster([("王某",)] * 500, heads=("姓名",)))) == 500
    with pytest.raises(FileRefused, match="501"):
        read_roster(lists.roster([("王某",)] * 501, heads=("姓名",)))


def test_one_number_or_one_name_with_one_telephone_is_one_person() -> None:
    first, second = lists.id_number(1), lists.id_number(2)
    claimants = [
        one("王某", first, "12000000001"),
        one("王某人", first.lower()),
        one("王某", None, "120-0000-0001"),
        one("王某", second, "12000000001"),
        one("别人", None, "12000000001"),
        one("无号"),
        one("无号"),
    ]
    assert twins_inside(claimants) == {1: ("id_number", 0), 2: ("phone", 0)}


def test_cut_off_numbers_and_long_texts_are_faults_of_their_cells() -> None:
    line = RosterLine(2, {"name": "王某", "occupation": "工" * 81, "address": "房" * 200}, ("id_number",))
    assert set(line_faults(line)) == {"id_number", "occupation"}
