"""A list of claimants comes in: every fault at its cell, twins named with their rows, all or nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import openpyxl
import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from app.core.models import RecordedEvent
from app.intake import queries, services
from app.intake.models import MatterParty, Person, RosterSheet
from app.intake.queries import RosterFilter
from tests.integration.intake.conftest import DAY
from tests.support import lists
from tests.support.people import Cast
from tests.support.reports import person, report
from tests.support.stage import scene

WHY = "同一项目的劳动者反映同一欠薪事实。"
LONG_NAME = "买买提·艾力·阿卜杜热合曼·吐尔逊江·玉素甫"


@scene()
def roster(centre: Cast) -> UUID:
    """A collective matter of one worker with a telephone."""
    desk = centre.actor("gaomou")
    matter_id = services.file_event(report(parties=(person("江某", 1, phone="12000000001"),)), actor=desk)
    services.register_event(matter_id, twins_seen=True, actor=desk)
    services.declare_collective(matter_id, WHY, actor=desk)
    return matter_id


def handed_in(centre: Cast, roster: UUID, people: list[tuple[str, str, str]]) -> list[services.CheckedClaimant]:
    desk = centre.actor("gaomou")
    sheet_id = services.hand_in_roster(roster, "名册.xlsx", lists.roster(people), actor=desk)
    return services.check_roster(services.own_sheet(roster, sheet_id, actor=desk))


def faults(rows: list[services.CheckedClaimant]) -> dict[int, dict[str, str]]:
    return {
        row.line.number: {field: "".join(map(str, texts)) for field, texts in row.faults.items()}
        for row in rows
        if row.faults
    }


def names(centre: Cast, roster: UUID) -> list[str]:
    return [row.name for row in queries.list_claimants(centre.actor("gaomou"), roster, RosterFilter(), limit=200).rows]


def test_names_of_one_and_of_twenty_signs_come_in_with_codes_and_people(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    people = [("王", lists.id_number(31), "12000000031"), (LONG_NAME, lists.id_number(32), ""), ("李某", "", "")]
    sheet_id = services.hand_in_roster(roster, "名册.xlsx", lists.roster(people), actor=desk)
    assert services.store_roster(roster, sheet_id, actor=desk) == 3
    assert names(centre, roster) == ["江某", "王", LONG_NAME, "李某"]
    rows = db.session.execute(select(MatterParty).where(MatterParty.matter_id == roster)).scalars().all()
    assert len({row.public_code for row in rows}) == 4
    assert {row.state for row in rows} == {"joined"}
    known = db.session.execute(select(Person.id)).scalars().all()
    assert {row.person_id for row in rows if row.id_index} <= set(known)
    assert db.session.get(RosterSheet, sheet_id) is None
    told = db.session.execute(select(RecordedEvent).where(RecordedEvent.name == "ClaimantsAdded")).scalar_one()
    assert told.payload["claimants"] == 3


def test_faults_stand_at_their_cells_and_nothing_is_stored_half(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    wrong = lists.id_number(33)[:-1] + ("0" if lists.id_number(33)[-1] != "0" else "1")
    people = [
        ("赵某", wrong, "12000000033"),
        ("", lists.id_number(34), ""),
        ("钱某", "", "123"),
        ("孙某", lists.id_number(35), ""),
        ("孙某", lists.id_number(35), ""),
        ("周某", "", "12000000036"),
        ("周某", "", "120-0000-0036"),
        ("好人", lists.id_number(37), ""),
    ]
    sheet_id = services.hand_in_roster(roster, "名册.xlsx", lists.roster(people), actor=desk)
    found = faults(services.check_roster(services.own_sheet(roster, sheet_id, actor=desk)))
    assert {row: set(by_field) for row, by_field in found.items()} == {
        2: {"id_number"},
        3: {"name"},
        4: {"phone"},
        6: {"id_number"},
        8: {"phone"},
    }
    assert "校验码" in found[2]["id_number"]
    assert "第5行" in found[6]["id_number"]
    assert "第7行" in found[8]["phone"]
    with pytest.raises(InvalidInput) as refused:
        services.store_roster(roster, sheet_id, actor=desk)
    assert "5行" in str(refused.value.fields["file"][0])
    assert names(centre, roster) == ["江某"]


def test_who_stands_on_the_roster_is_known_again_by_number_or_by_name_and_telephone(centre: Cast, roster: UUID) -> None:
    rows = handed_in(
        centre,
        roster,
        [
            ("江某改名", person(serial=1).id_number or "", ""),
            ("江某", "", "12000000001"),
            ("别人", "", "12000000001"),
            ("同住的人", "", "12000000001"),
            ("江某", "", ""),
        ],
    )
    assert [row.fresh for row in rows] == [False, False, True, True, True]
    assert [str(row.known) for row in rows[:2]] == ["已在名册第1位：江某。"] * 2
    assert "名册第1位“江某”" in str(rows[2].note)
    assert "第1位同名" in str(rows[4].note)
    assert faults(rows) == {}


def test_a_list_of_people_who_all_stand_there_brings_nobody(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    sheet = lists.roster([("江某", "", "12000000001")])
    sheet_id = services.hand_in_roster(roster, "名册.xlsx", sheet, actor=desk)
    with pytest.raises(InvalidInput) as refused:
        services.store_roster(roster, sheet_id, actor=desk)
    assert set(refused.value.fields) == {"file"}


def workbook(change: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(lists.roster([("王某", "", "12000000041"), ("李某", "", "")])))
    sheet = book.worksheets[0]
    if change == "merged":
        sheet.merge_cells("A2:A3")
    elif change == "formula":
        sheet["C3"] = '="1200000"&"0042"'
    else:
        sheet["B2"].number_format = "0"
        sheet["B2"] = 110199198503070011
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (workbook("merged"), "合并单元格"),
        (workbook("formula"), "公式"),
        (lists.roster([("12000000041",)], heads=("手机",)), "缺少“姓名”"),
        (lists.roster([("王某",)] * 501, heads=("姓名",)), "最多导入500名"),
        (b"", "空"),
        (b"PK\x03\x04broken", "工作簿"),
    ],
)
def test_a_file_that_could_be_misread_is_refused_whole(centre: Cast, roster: UUID, content: bytes, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.hand_in_roster(roster, "名册.xlsx", content, actor=centre.actor("gaomou"))
    assert says in str(refused.value.fields["file"][0])
    assert db.session.execute(select(func.count()).select_from(RosterSheet)).scalar_one() == 0


def test_a_number_that_a_numeric_cell_has_cut_off_is_a_fault_of_its_row(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    sheet_id = services.hand_in_roster(roster, "名册.xlsx", workbook("cut"), actor=desk)
    rows = services.check_roster(services.own_sheet(roster, sheet_id, actor=desk))
    assert "丢失" in faults(rows)[2]["id_number"]


def test_csv_comes_in_as_well(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    text = "姓名,联系电话,班组\n王某,12000000051,钢筋组\n"
    sheet_id = services.hand_in_roster(roster, "名册.csv", text.encode("gb18030"), actor=desk)
    services.store_roster(roster, sheet_id, actor=desk)
    rows = queries.list_claimants(desk, roster, RosterFilter(name="王某")).rows
    assert [(row.side, row.phone) for row in rows] == [("钢筋组", "12000000051")]


def test_a_list_belongs_to_who_handed_it_in_and_is_forgotten_after_a_day(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    sheet_id = services.hand_in_roster(roster, "名册.xlsx", lists.roster([("王某", "", "")]), actor=desk)
    with pytest.raises(NotFound):
        services.store_roster(roster, sheet_id, actor=replace(desk, user_id=centre.actor("gu").user_id))
    with pytest.raises(Forbidden):
        services.hand_in_roster(roster, "名册.xlsx", lists.roster([("王某", "", "")]), actor=centre.actor("meng"))
    assert services.forget_rosters() == 0
    with clock.frozen(clock.at(DAY + timedelta(days=1), 10)):
        assert services.forget_rosters() == 1


def test_a_matter_without_a_roster_takes_no_list(centre: Cast) -> None:
    desk = centre.actor("gaomou")
    matter_id = services.file_event(report(place="别处"), actor=desk)
    services.register_event(matter_id, twins_seen=True, actor=desk)
    with pytest.raises(Conflict) as refused:
        services.hand_in_roster(matter_id, "名册.xlsx", lists.roster([("王某", "", "")]), actor=desk)
    assert refused.value.code == "not_collective"
