"""Heads and rows of a list: what a head most likely means, what a row becomes, which cell is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core import clock
from app.intake.rules.importing import Line, Reading, ReadRow, read_row, suggested_columns
from app.intake.types import ImportField
from tests.support.lists import id_number

TODAY = date(2025, 6, 18)
PLAIN = {
    "受理日期": "2023-05-11",
    "地点": "虚构小区3号楼",
    "简要案情": "双方因楼道堆物发生争执。第二句。",
    "当事人": "江某",
}


def read(changed: dict[str, str] | None = None, **how: object) -> ReadRow:
    """A row with some columns more or other, read as their heads suggest."""
    cells = {**PLAIN, **(changed or {})}
    heads = tuple(cells)
    reading = Reading(
        heads, tuple(suggested_columns(heads)), "walk_in", "110111", TODAY, regions={"西潞街道": "110111012"}
    )
    return read_row(Line(2, tuple(cells.values())), replace(reading, **how))  # type: ignore[arg-type]


def told(row: ReadRow) -> list[str]:
    return [str(one.message) for one in row.faults]


@pytest.mark.parametrize(
    ("heads", "meant"),
    [
        (
            ("序号", "日期", "案由", "当事人", "电话", "对方", "地点", "案情", "涉及金额", "状态"),
            [
                "left_out", "occurred_at", "type_hint", "applicant_name", "applicant_phone", "respondent_name", "place",
                "summary", "amount", "standing",
            ],
        ),
        (("工单编号", "来电时间", "来电人", "来电号码", "诉求内容"),
         ["outside_number", "occurred_at", "applicant_name", "applicant_phone", "summary"]),
        (("序号", "案件编号", "申请人", "申请人身份证号", "被申请人"),
         ["left_out", "outside_number", "applicant_name", "applicant_id_number", "respondent_name"]),
        (("甲方", "乙方", "涉案金额（元）", "办理状态", "结案日期"),
         ["applicant_name", "respondent_name", "amount", "standing", "closed_on"]),
        (("受理时间", "登记日期", "备注"), ["occurred_at", "rest", "rest"]),
        (("纠纷类别", "所属街道", "事发地点", "处理结果", "原因"),
         ["type_hint", "region_code", "place", "result", "left_out"]),
        (("事发详细地址", "*标题"), ["place", "title"]),
    ],
)  # fmt: skip
def test_heads_are_understood_by_their_synonyms(heads: tuple[str, ...], meant: list[str]) -> None:
    assert suggested_columns(heads) == meant


def test_every_field_is_suggested_for_the_heads_of_the_empty_list() -> None:
    labels = [str(one.label) for one in ImportField]
    assert suggested_columns(labels) == [one.value for one in ImportField]


def test_a_row_becomes_an_event() -> None:
    row = read({"身份证号": id_number(1), "纠纷类型": "邻里纠纷", "所属街道": "西潞", "人数": "3人"})
    assert told(row) == []
    details = row.details
    assert details is not None
    assert (details.title, details.region_code, details.type_hint) == (
        "双方因楼道堆物发生争执",
        "110111012",
        "neighbor",
    )
    assert (details.occurred_at, details.involved_count) == (clock.at(date(2023, 5, 11)), 3)
    assert [(one.role, one.kind, one.id_number) for one in details.parties] == [("applicant", "person", id_number(1))]


def test_what_has_no_field_goes_named_into_the_facts_where_wanted() -> None:
    more = {"科室": "二科", "备注": "/", "办理结果": "当场和好", "涉案金额": "1.2万", "纠纷类型": "坟地"}
    kept, lost = read(more, keep_rest=True), read(more)
    assert kept.details is not None
    assert lost.details is not None
    lines = kept.details.summary.splitlines()
    assert lines[0] == PLAIN["简要案情"]
    assert set(lines[1].strip("。").split("。")) == {
        "科室：二科", "办理结果：当场和好", "涉案金额：12,000.00元", "纠纷类型：坟地",
    }  # fmt: skip
    assert "二科" not in lost.details.summary
    assert "当场和好" in lost.details.summary
    assert kept.details.type_hint is None


def test_unpaid_wages_weigh_on_the_risk() -> None:
    row = read({"纠纷类型": "欠薪", "金额": "7200"})
    assert row.details is not None
    assert row.details.risk_inputs == {"unpaid_total_fen": 720_000}


@pytest.mark.parametrize(
    ("said", "whole", "over"),
    [("已办结", False, True), ("办理中", True, False), ("", True, True), ("", False, False), ("转办", False, False)],
)
def test_a_row_says_whether_it_is_over(said: str, whole: bool, over: bool) -> None:
    assert read({"办理状态": said}, finished=whole).finished is over


def test_several_people_in_a_cell_are_several_parties() -> None:
    row = read({"当事人": "江某、白某", "联系电话": "12000000001、12000000002", "被申请人": "北京虚构物业有限公司"})
    assert row.details is not None
    assert [(one.role, one.name, one.phone, one.kind) for one in row.details.parties] == [
        ("applicant", "江某", "12000000001", "person"),
        ("applicant", "白某", "12000000002", "person"),
        ("respondent", "北京虚构物业有限公司", None, "organisation"),
    ]


def test_a_column_leads_a_refused_particular_to_its_cell() -> None:
    row = read({"被申请人": "白某", "被申请人身份证号": "1101"})
    assert row.columns["parties.1.id_number"] == list({**PLAIN, "被申请人": "", "被申请人身份证号": ""}).index(
        "被申请人身份证号"
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"受理日期": "2023-09-31"}, "2023年9月没有31日。"),
        ({"受理日期": "去年"}, "看不懂这个日期"),
        ({"受理日期": "2023-05-11 25:00"}, "没有25时00分"),
        ({"受理日期": "不详"}, "没有日期"),
        ({"地点": "无"}, "没有地点"),
        ({"简要案情": ""}, "没有标题，也没有经过"),
        ({"简要案情": "吵"}, "内容过短"),
        ({"简要案情": "吵架\x07了"}, "控制字符"),
        ({"当事人": ""}, "没有当事人"),
        ({"当事人": "", "联系电话": "12000000001"}, "没有姓名"),
        ({"当事人": "江某、白某、丁某", "联系电话": "12000000001、12000000002"}, "有3个姓名、2个号码"),
        ({"人数": "很多"}, "涉及人数"),
        ({"金额": "若干"}, ""),
        ({"所属街道": "虚构镇"}, "没有这个街道乡镇"),
        ({"结案日期": "2030-01-01"}, "不能晚于今天"),
        ({"编号": "9" * 65}, "超过64个字"),
        ({"标题": "长" * 101}, "超过100个字"),
    ],
)
def test_what_cannot_be_is_told(changed: dict[str, str], words: str) -> None:
    row = read(changed)
    assert row.details is None
    assert any(words in one for one in told(row)), told(row)


def test_defaults_stand_where_a_row_says_nothing() -> None:
    row = read({"地点": "", "当事人": ""}, place="西潞街道辖区", parties_unknown=True)
    assert row.details is not None
    assert (row.details.place, row.details.parties_unknown) == ("西潞街道辖区", True)


def test_a_number_that_lost_its_end_is_refused() -> None:
    heads = tuple({**PLAIN, "身份证号": ""})
    how = Reading(heads, tuple(suggested_columns(heads)), "walk_in", "110111", TODAY)
    row = read_row(Line(2, (*PLAIN.values(), "110199198503070000"), (4,)), how)
    assert [one.column for one in row.faults] == [4]
