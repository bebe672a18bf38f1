"""From the spreadsheet to rows: look first, import all or nothing, take back."""

from __future__ import annotations

import dataclasses
import io
from datetime import timedelta
from uuid import UUID

import pytest
from openpyxl import load_workbook

from app.claims import queries, services
from app.claims.errors import NothingToUndo, RowHasReceipts, SpreadsheetRefused
from app.claims.models import ClaimSchedule, ScheduleUpload
from app.claims.rules.roster import Change
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, NotFound
from tests.support.wages import ON, TERMS, WORKERS, WageMatter, details, month, workbook


@pytest.fixture
def empty(wage_matter: WageMatter) -> UUID:
    return services.open_schedule(wage_matter.matter_id, details(), actor=wage_matter.cast.actor("ding"))


def rows_of(schedule_id: UUID) -> list[str]:
    schedule = db.session.get(ClaimSchedule, schedule_id)
    assert schedule is not None
    return [row.name for row in schedule.rows]


def test_a_dry_run_changes_nothing(wage_matter: WageMatter, empty: UUID) -> None:
    ding = wage_matter.cast.actor("ding")
    upload = services.upload_spreadsheet(empty, "工资.xlsx", workbook(WORKERS), actor=ding)
    preview = queries.preview_upload(upload, ON, actor=ding)
    assert preview.checked.ok
    assert preview.terms == ()
    assert {one.change for one in preview.changes} == {Change.NEW}
    assert preview.checked.result is not None
    assert preview.checked.result.verified_fen == 26130575
    assert rows_of(empty) == []


def test_a_file_of_another_firm_says_which_terms_it_changes(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    other = details(employer="北京虚构洁辛物业服务有限公司", first_month=month("2025-03"), pay_day=10)
    schedule_id = services.open_schedule(wage_matter.matter_id, other, actor=ding)
    upload = services.upload_spreadsheet(schedule_id, "工资.xlsx", workbook(WORKERS[:3]), actor=ding)
    changes = queries.preview_upload(upload, ON, actor=ding).terms
    assert [(str(one.label), str(one.before), str(one.after)) for one in changes] == [
        ("用人单位", "北京虚构洁辛物业服务有限公司", TERMS.employer),
        ("主张期间", "2025-03—2025-05", "2025-04—2025-05"),
        ("发薪日", "次月10日", "次月15日"),
    ]


def test_wrong_cells_are_listed_and_nothing_is_imported(wage_matter: WageMatter, empty: UUID) -> None:
    ding = wage_matter.cast.actor("ding")
    book = load_workbook(io.BytesIO(workbook(WORKERS[:3])))
    book["花名册"]["E3"] = -3600
    book["花名册"]["D4"] = "110199197911071041"
    target = io.BytesIO()
    book.save(target)
    upload = services.upload_spreadsheet(empty, "错.xlsx", target.getvalue(), actor=ding)
    preview = queries.preview_upload(upload, ON, actor=ding)
    assert [error.place for error in preview.checked.read.errors] == ["花名册!E3", "花名册!D4"]
    with pytest.raises(SpreadsheetRefused) as refused:
        services.import_upload(upload, actor=ding)
    assert len(refused.value.errors) == 2
    assert rows_of(empty) == []


def test_an_import_tells_what_each_row_gets(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    schedule_id = wage_matter.schedule(WORKERS[:3])
    raised = dataclasses.replace(WORKERS[1], claimed_fen=730000)
    upload = services.upload_spreadsheet(
        schedule_id, "第二版.xlsx", workbook((WORKERS[0], raised, WORKERS[3])), actor=ding
    )
    changes = queries.preview_upload(upload, ON, actor=ding).changes
    assert [(one.change, one.name) for one in changes] == [
        (Change.SAME, "赵某甲"),
        (Change.CHANGED, "钱某乙"),
        (Change.NEW, "李某丁"),
        (Change.GONE, "孙某丙"),
    ]
    services.import_upload(upload, actor=ding)
    assert rows_of(schedule_id) == ["赵某甲", "钱某乙", "李某丁"]


def test_people_keep_their_row_when_numbers_are_shuffled(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    schedule_id = wage_matter.schedule(WORKERS[:3])
    schedule = db.session.get(ClaimSchedule, schedule_id)
    assert schedule is not None
    before = {row.name: row.id for row in schedule.rows}
    shuffled = tuple(dataclasses.replace(one, number=4 - one.number) for one in WORKERS[:3])
    upload = services.upload_spreadsheet(schedule_id, "换序.xlsx", workbook(shuffled), actor=ding)
    services.import_upload(upload, actor=ding)
    assert {row.name: row.id for row in schedule.rows} == before
    assert rows_of(schedule_id) == ["孙某丙", "钱某乙", "赵某甲"]


def test_an_import_can_be_taken_back_step_by_step(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    schedule_id = wage_matter.schedule(WORKERS[:3])
    upload = services.upload_spreadsheet(schedule_id, "第二版.xlsx", workbook(WORKERS[3:5]), actor=ding)
    services.import_upload(upload, actor=ding)
    services.undo_import(schedule_id, actor=ding)
    assert rows_of(schedule_id) == ["赵某甲", "钱某乙", "孙某丙"]
    services.undo_import(schedule_id, actor=ding)
    assert rows_of(schedule_id) == []
    with pytest.raises(NothingToUndo):
        services.undo_import(schedule_id, actor=ding)
    assert [one.undone_by for one in queries.imports_of(schedule_id)] == ["丁某和", "丁某和"]


def test_an_upload_is_used_once_and_forgotten_after_a_day(wage_matter: WageMatter, empty: UUID) -> None:
    ding = wage_matter.cast.actor("ding")
    upload = services.upload_spreadsheet(empty, "工资.xlsx", workbook(WORKERS[:1]), actor=ding)
    services.import_upload(upload, actor=ding)
    with pytest.raises(NotFound):
        services.import_upload(upload, actor=ding)
    services.upload_spreadsheet(empty, "工资.xlsx", workbook(WORKERS[:1]), actor=ding)
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert services.forget_uploads() == 1
    assert db.session.query(ScheduleUpload).count() == 0


def test_a_worker_who_was_paid_stays_on_the_roster(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    schedule_id = wage_matter.schedule(WORKERS[:2])
    schedule = db.session.get(ClaimSchedule, schedule_id)
    assert schedule is not None
    wage_matter.pay(schedule.rows[0])
    upload = services.upload_spreadsheet(schedule_id, "少一人.xlsx", workbook(WORKERS[1:2]), actor=ding)
    with pytest.raises(RowHasReceipts):
        services.import_upload(upload, actor=ding)


def test_a_large_file_is_refused_before_it_is_kept(wage_matter: WageMatter, empty: UUID) -> None:
    with pytest.raises(InvalidInput):
        services.upload_spreadsheet(empty, "大.xlsx", b"0" * 5_000_001, actor=wage_matter.cast.actor("ding"))


@pytest.mark.parametrize("name", ["䶮", "𬱖某", "阿卜杜热合曼·买买提伊明·吐尔逊阿吉"])
def test_a_rare_name_goes_through_spreadsheet_and_list(wage_matter: WageMatter, empty: UUID, name: str) -> None:
    ding = wage_matter.cast.actor("ding")
    person = dataclasses.replace(WORKERS[0], name=name, account_name=name)
    upload = services.upload_spreadsheet(empty, "生僻字.xlsx", workbook((person,)), actor=ding)
    services.import_upload(upload, actor=ding)
    assert rows_of(empty) == [name]
