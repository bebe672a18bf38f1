"""When the platform chases, and what letters and forms lack."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.core.ids import new_id
from app.dispatch.commands import ExtensionDetails, Measure, ReplyDetails, ReturnDetails
from app.dispatch.forms.letters import sign_late_letter
from app.dispatch.rules.chasing import cause_at_rung, copies_at
from app.dispatch.rules.inputs import faults_of_extension, faults_of_reply, faults_of_return
from app.dispatch.types import ReturnCode, SupervisionLevel

TODAY = date(2025, 6, 18)
TEXT = "本单位职责不含物业服务企业的工资支付监督，请改派其他单位。"


@pytest.mark.parametrize(
    ("rule_id", "rung", "risk", "cause"),
    [
        ("P03", 100, "red", None),
        ("P03", 120, "blue", "sign_late"),
        ("P09", 80, "red", None),
        ("P09", 100, "red", "finish_late"),
        ("P09", 100, "orange", "finish_late"),
        ("P09", 100, "yellow", None),
        ("P09", 120, "yellow", "finish_late"),
        ("P21", 120, "blue", "finish_late"),
        ("P06", 120, "red", None),
        ("P14", 120, "red", None),
    ],
)
def test_a_rung_opens_a_supervision_as_the_colour_demands(
    rule_id: str, rung: int, risk: str, cause: str | None
) -> None:
    assert cause_at_rung(rule_id, rung, risk) == cause


def test_each_step_up_adds_one_copy_and_one_level() -> None:
    assert [copies_at(step) for step in range(4)] == [
        [], ["head"], ["head", "director"], ["head", "director", "committee"],
    ]  # fmt: skip
    assert SupervisionLevel.YELLOW.next is SupervisionLevel.ORANGE
    assert SupervisionLevel.ORANGE.next is SupervisionLevel.RED
    assert SupervisionLevel.RED.next is SupervisionLevel.RED


@pytest.mark.parametrize("code", list(ReturnCode))
def test_a_return_cites_what_its_code_asks_for(code: ReturnCode) -> None:
    found = faults_of_return(ReturnDetails(code=code.value, text=TEXT, suggested_unit_id=new_id()))
    assert ("basis" in found) is (code.value in {"R1", "R3", "R4", "R5"})
    assert set(found) <= {"basis"}


def test_a_bare_not_ours_is_no_return() -> None:
    assert set(faults_of_return(ReturnDetails(code="R9", text="不归我管"))) == {"reason", "suggested_unit_id"}
    assert "code" in faults_of_return(ReturnDetails(code="R8", text=TEXT))


def test_more_time_ends_after_the_present_term() -> None:
    details = ExtensionDetails(
        until=date(2025, 7, 3), reason="账册尚在调取，需要更多时间。", party_told_on=TODAY, party_told_by="phone"
    )
    assert faults_of_extension(details, TODAY, date(2025, 7, 3)).keys() == {"until"}
    assert faults_of_extension(details, TODAY, date(2025, 7, 2)) == {}


def test_a_reply_names_measures_that_lie_ahead() -> None:
    late = Measure(measure="登记替班人", owner="何某", due_on=date(2025, 6, 17))
    found = faults_of_reply(ReplyDetails(cause="轮值交接遗漏", progress="已联系当事人", measures=(late,)), TODAY)
    assert set(found) == {"measures.0.due_on"}
    assert "measures" in faults_of_reply(ReplyDetails(cause="轮值交接遗漏", progress="已联系当事人"), TODAY)


def test_a_letter_tells_instants_as_people_write_them() -> None:
    letter = sign_late_letter(
        "房综治派〔2025〕第0127号",
        datetime(2025, 6, 18, 2, 50, tzinfo=UTC),
        datetime(2025, 6, 19, 10, 0, tzinfo=UTC),
        datetime(2025, 6, 20, 4, 0, tzinfo=UTC),
    )
    assert "2025年6月18日10时50分" in letter.facts
    assert "签收时限为2025年6月19日18时。" in letter.facts
    assert "截至2025年6月20日12时" in letter.facts
