"""Old ledgers and work orders: checked without storing, each row stored once, taken back as a whole."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

import config
from app.accounts import services as accounts
from app.audit import queries as audit
from app.clocks import services as clock_services
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused
from app.core.events import subscribers_to
from app.core.models import RecordedEvent, TransitionRow
from app.core.permissions import Actor, Role
from app.core.subscriber_runner import run_subscriber
from app.files import services as files
from app.intake import queries, services
from app.intake.commands import ImportRequest, MappingChoice
from app.intake.models import Event, EventImport, ImportRow, MatterParty, Person
from app.intake.services.importing import storing
from app.intake.types import RowOutcome
from app.notifications.models import Notice
from app.search.models import SearchEntry
from app.statistics.models import DailyCount
from scripts.postgres_roles import Addresses
from tests.support.lists import HEADS, as_csv, checked, counts, handed_in, id_number, imported, row, table_of, xlsx
from tests.support.people import TOWN, Cast, make_person
from tests.support.statements import statements

BAD_DAY = row(2, 受理日期="2023-09-31")
BAD_NUMBER = row(3, 身份证号="110199198503070018")


def matters() -> list[Event]:
    return list(db.session.execute(select(Event).order_by(Event.number)).scalars())


def how_many(model: type) -> int:
    return int(db.session.execute(select(func.count()).select_from(model)).scalar_one())


def let_watchers_hear() -> None:
    """Run what waits for the worker, as it would."""
    for event in db.session.execute(select(RecordedEvent).order_by(RecordedEvent.id)).scalars().all():
        for subscriber in subscribers_to(event.name):
            run_subscriber(str(event.id), subscriber)


def test_a_dry_run_tells_what_would_happen_and_stores_no_event(centre: Cast) -> None:
    actor = centre.actor("gaomou")
    before = [how_many(one) for one in (Event, MatterParty, Person, TransitionRow)]
    import_id = checked(xlsx([row(1), BAD_DAY, BAD_NUMBER, row(4), row(4, 地点="别处")]), actor)
    assert counts(import_id) == {"fresh": 2, "bad": 3}
    after = [how_many(one) for one in (Event, MatterParty, Person)]
    assert after == before[:3]
    bad = queries.import_rows(import_id, [RowOutcome.BAD]).rows
    told = {(one.number, HEADS[one.faults[0]["column"]]): str(queries.fault_words(one.faults[0])) for one in bad}
    assert told[3, "受理日期"] == "2023年9月没有31日。"
    assert (4, "身份证号") in told
    assert told[6, "台账编号"] == "和第5行的编号相同。"


def test_all_that_is_wrong_with_a_row_is_told_at_once(centre: Cast) -> None:
    wrong = row(2, 受理日期="2023-09-31", 身份证号="110199198503070018", 联系电话="1200", 简要案情="")
    import_id = checked(xlsx([row(1), wrong]), centre.actor("gaomou"))
    (bad,) = queries.import_rows(import_id, [RowOutcome.BAD]).rows
    faulted = [HEADS[one["column"]] for one in bad.faults]
    assert sorted(faulted) == sorted(["受理日期", "身份证号", "联系电话", "简要案情"])


def test_rows_become_matters_with_their_parties_and_the_importer_in_the_trail(centre: Cast) -> None:
    actor = centre.actor("gaomou")
    open_row = row(2, 办理状态="办理中", 身份证号=id_number(2))
    choice = MappingChoice(
        columns=(
            "outside_number", "occurred_at", "type_hint", "applicant_name", "applicant_id_number", "applicant_phone",
            "respondent_name", "place", "summary", "standing", "rest",
        ),
        keep_rest=True,
    )  # fmt: skip
    import_id = imported(xlsx([row(1), open_row]), actor, choice=choice, unit_id=centre.unit(f"sub.{TOWN}").id)
    over, waiting = matters()
    assert (over.state, waiting.state, waiting.outside_number) == ("closed", "submitted", "2023-0002")
    assert (over.due_at, waiting.due_at is not None) == (None, True)
    assert (over.type_hint, over.region_code) == ("neighbor", TOWN)
    assert over.summary == "双方因楼道堆放杂物发生争执（第1起）。\n科室：二科。办理状态：已办结。"
    parties = [(one.role, one.name, one.phone) for one in queries.parties_of(waiting.id)]
    assert parties == [("applicant", "江某丙", "12000000002"), ("respondent", "白某丙", None)]
    moves = db.session.execute(select(TransitionRow).where(TransitionRow.matter_id == over.id)).scalars().all()
    assert [(one.name, one.actor_name) for one in moves] == [("import_finished", "高某")]
    assert audit.chain_breaks(over.id) == []
    for login, sees in (("gaomou", True), ("xilu", True), ("he", False)):
        found = queries.list_events(centre.actor(login), queries.EventFilter(tab="all")).rows
        assert bool(found) is sees
    assert queries.get_import(actor, import_id).state == "imported"
    cells = db.session.execute(select(ImportRow.cells).where(ImportRow.import_id == import_id)).scalars().all()
    assert cells == [None, None]


def test_who_stands_in_for_the_importer_is_named_beside_the_absent_one(centre: Cast) -> None:
    wu = make_person("wu", "吴某", centre.unit("center"), Role.DISPATCHER)
    actor = accounts.actor_in_post(centre.memberships["gaomou"].id, wu.user_id)
    import_id = imported(xlsx([row(1)]), actor)
    services.undo_import(import_id, "台账选错了年份，重新整理后再导", actor=actor)
    services.take_back_import(import_id, whole=True)
    (event,) = matters()
    moves = db.session.execute(select(TransitionRow).where(TransitionRow.matter_id == event.id)).scalars().all()
    assert {(one.name, one.actor_name, one.on_behalf_of) for one in moves} == {
        ("import_finished", "吴某", "高某"), ("withdraw_import", "吴某", "高某"),
    }  # fmt: skip


def test_the_same_file_twice_stores_nothing_twice(centre: Cast) -> None:
    actor, content = centre.actor("gaomou"), xlsx([row(1), row(2)])
    imported(content, actor)
    again = checked(content, actor)
    assert counts(again) == {"known": 2}
    assert queries.earlier_import_of(queries.get_import(actor, again)) is not None
    with pytest.raises(Refused) as refused:
        services.begin_import(again, actor=actor)
    assert refused.value.code == "nothing_to_import"
    assert how_many(Event) == 2


def test_a_row_taken_in_between_check_and_import_is_not_stored_again(centre: Cast) -> None:
    actor, content = centre.actor("gaomou"), xlsx([row(1), row(2)])
    first, second = checked(content, actor), checked(content, actor)
    for import_id in (first, second):
        services.begin_import(import_id, actor=actor)
        services.store_import(import_id, whole=True)
    assert (counts(first), counts(second)) == ({"stored": 2}, {"known": 2})
    assert how_many(Event) == 2


def test_a_ledger_number_of_another_unit_is_looked_at_by_a_person(centre: Cast) -> None:
    actor = centre.actor("gaomou")
    imported(xlsx([row(1)]), actor)
    other = checked(xlsx([row(1)]), actor, unit_id=centre.unit(f"sub.{TOWN}").id)
    assert counts(other) == {"bad": 1}
    orders = xlsx([row(7)])
    imported(orders, actor, kind="work_orders")
    again = checked(orders, actor, kind="work_orders", unit_id=centre.unit(f"sub.{TOWN}").id)
    assert counts(again) == {"known": 1}


def test_wrong_rows_come_back_in_their_columns_and_mended_they_come_in(centre: Cast) -> None:
    actor = centre.actor("gaomou")
    import_id = imported(xlsx([row(1), BAD_DAY, BAD_NUMBER]), actor)
    found = queries.get_import(actor, import_id)
    heads, *lines = table_of(queries.bad_rows_file(found))
    assert heads == [*HEADS, "原因"]
    assert [line[:-1] for line in lines] == [BAD_DAY, BAD_NUMBER]
    assert lines[0][-1] == "[受理日期] 2023年9月没有31日。"
    lines[0][1], lines[1][4] = "2023-09-30", id_number(3)
    mended = imported(xlsx(lines, heads), actor)
    assert counts(mended) == {"stored": 2}
    assert queries.get_import(actor, mended).heads == list(HEADS)


def test_an_import_rings_once_is_found_and_is_counted(centre: Cast) -> None:
    actor = centre.actor("gaomou")
    import_id = imported(xlsx([row(n, 办理状态="办理中") for n in range(1, 41)]), actor)
    let_watchers_hear()
    notices = db.session.execute(select(Notice)).scalars().all()
    assert [(one.kind, one.subject_id, one.user_id) for one in notices] == [
        ("EventImportFinished", import_id, actor.user_id)
    ]
    assert how_many(SearchEntry) == 40
    assert db.session.execute(select(DailyCount.measure, DailyCount.count)).all() == [("submitted", 40)]
    told = db.session.execute(select(RecordedEvent).where(RecordedEvent.name == "MattersImported")).scalars().all()
    assert len(told) == 2
    wanted = queries.EventFilter(happened="submitted", since=clock.today(), until=clock.today())
    assert queries.count_events(actor, wanted) == (40, False)


def test_a_probable_twin_is_told_and_does_not_hinder(centre: Cast) -> None:
    actor = centre.actor("gaomou")
    imported(xlsx([row(1, 身份证号=id_number(1))]), actor)
    likely = checked(xlsx([row(9, 身份证号=id_number(1), 当事人="江某乙"), row(10)]), actor)
    assert counts(likely) == {"fresh": 2}
    assert queries.get_import(actor, likely).twins == 1
    (twin, event), *rest = queries.rows_with_twins(actor, likely)
    assert (twin.number, event.outside_number, rest) == (2, "2023-0001", [])


def test_an_import_is_taken_back_but_for_what_somebody_acted_on(centre: Cast) -> None:
    actor = centre.actor("gu")
    import_id = imported(xlsx([row(1), row(2, 办理状态="办理中"), row(3, 办理状态="办理中")]), actor)
    let_watchers_hear()
    first, second, third = matters()
    services.register_event(third.id, twins_seen=True, actor=centre.actor("gaomou"))
    with pytest.raises(InvalidInput):
        services.undo_import(import_id, "太短", actor=actor)
    services.undo_import(import_id, "选错了单位，整批重新导入一次。", actor=actor)
    services.take_back_import(import_id, whole=True)
    let_watchers_hear()
    db.session.expire_all()
    assert counts(import_id) == {"withdrawn": 2, "kept": 1}
    assert [first.state, second.state, third.state] == ["withdrawn", "withdrawn", "registered"]
    assert second.due_at is None
    left = queries.list_events(actor, queries.EventFilter(tab="all")).rows
    assert [one.id for one in left] == [third.id]
    assert how_many(SearchEntry) == 1
    assert db.session.execute(select(DailyCount.count).where(DailyCount.measure == "submitted")).scalars().all() == [1]
    assert [row.number for row, _ in queries.matters_of_import(actor, import_id, [RowOutcome.KEPT])] == [4]
    trail = audit.entries_of(first.id).rows
    assert {one.action for one in trail} >= {"event.import_finished", "event.withdraw_import", "ImportedEventWithdrawn"}
    assert audit.chain_breaks(first.id) == []
    again = imported(xlsx([row(1), row(2)]), actor)
    assert counts(again) == {"stored": 2}


def test_what_a_clock_does_is_no_act_of_a_person(centre: Cast) -> None:
    actor = centre.actor("gu")
    import_id = imported(xlsx([row(1, 办理状态="办理中")]), actor)
    with clock.frozen(clock.now() + timedelta(days=20)):
        clock_services.sweep_clocks()
        services.undo_import(import_id, "选错了单位，整批重新导入一次。", actor=actor)
        services.take_back_import(import_id, whole=True)
    assert counts(import_id) == {"withdrawn": 1}


def test_who_may_import_and_who_may_know_of_it(centre: Cast) -> None:
    content = xlsx([row(1)])
    for login in ("xilu", "he", "ding", "meng", "review", "police"):
        with pytest.raises(Forbidden):
            handed_in(content, centre.actor(login))
    import_id = handed_in(content, centre.actor("gaomou"))
    assert queries.get_import(centre.actor("gu"), import_id).made_by_name == "高某"
    for login in ("xilu", "review", "he"):
        with pytest.raises(NotFound):
            queries.get_import(centre.actor(login), import_id)
    with pytest.raises(InvalidInput) as refused:
        handed_in(content, centre.actor("gaomou"), unit_id=centre.unit("court").id)
    assert set(refused.value.fields) == {"unit_id"}


def test_a_mapping_is_remembered_under_its_name_for_the_same_heads(centre: Cast) -> None:
    actor, content = centre.actor("gaomou"), xlsx([row(1)])
    first = handed_in(content, actor)
    said = queries.choice_of(queries.get_import(actor, first))
    services.match_columns(first, MappingChoice(**{**said_fields(said), "name": "西潞台账"}), actor=actor)
    second = queries.get_import(centre.actor("gu"), handed_in(as_csv([row(2)]), centre.actor("gu")))
    assert [one.name for one in queries.mappings_for(second)] == ["西潞台账"]
    other = queries.get_import(actor, handed_in(xlsx([row(3)[1:]], HEADS[1:]), actor))
    assert queries.mappings_for(other) == []


def said_fields(choice: MappingChoice) -> dict[str, object]:
    return {name: getattr(choice, name) for name in choice.__dataclass_fields__}


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        (("title", "title", *["rest"] * 9), "columns.1"),
        (("title", "place", *["rest"] * 9), "columns"),
        (("title", "place"), "columns"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_at_its_column(centre: Cast, columns: tuple[str, ...], field: str) -> None:
    import_id = handed_in(xlsx([row(1)]), centre.actor("gaomou"))
    with pytest.raises(InvalidInput) as refused:
        services.match_columns(import_id, MappingChoice(columns=columns), actor=centre.actor("gaomou"))
    assert field in refused.value.fields


def test_a_row_costs_a_bounded_number_of_statements(centre: Cast) -> None:
    actor = centre.actor("gaomou")
    sent = {}
    for many in (25, 50):
        import_id = checked(xlsx([row(many * 100 + n, 办理状态="办理中") for n in range(many)]), actor)
        services.begin_import(import_id, actor=actor)
        with statements() as told:
            services.store_import(import_id, whole=True)
        sent[many] = len(told)
    assert (sent[50] - sent[25]) / 25 < 25, sent


def test_ten_thousand_rows_are_checked_in_few_statements(centre: Cast) -> None:
    actor = centre.actor("gaomou")
    import_id = handed_in(as_csv([row(n) for n in range(10_000)]), actor)
    services.match_columns(import_id, queries.choice_of(queries.get_import(actor, import_id)), actor=actor)
    with statements() as told:
        services.check_import(import_id)
    assert counts(import_id) == {"fresh": 10_000}
    updates = [one for one in told if one.startswith("UPDATE intake_import_rows")]
    assert len(told) - len(updates) < 20 * 12, len(told)


def test_ten_thousand_and_one_rows_are_refused_whole(centre: Cast) -> None:
    with pytest.raises(InvalidInput) as refused:
        handed_in(as_csv([row(n) for n in range(10_001)]), centre.actor("gaomou"))
    assert "10000" in str(refused.value.fields["file"][0])
    assert how_many(EventImport) == 0


# -- a worker that is killed ------------------------------------------------------------------------------------------


def worker(urls: Addresses, data_dir: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--queue", "default"],
        cwd=config.ROOT,
        env={
            **os.environ,
            **urls.environment(),
            "FENGQIAO_ENV": "testing",
            "FENGQIAO_DATA_DIR": str(data_dir),
            "PYTHONPATH": str(config.ROOT),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def stored() -> int:
    db.session.rollback()
    return int(
        db.session.execute(text("SELECT count(*) FROM intake_import_rows WHERE outcome = 'stored'")).scalar_one()
    )


def test_a_worker_killed_in_mid_import_loses_no_row_and_doubles_none(
    committing_db: Flask, committing_addresses: Addresses, tmp_path: Path
) -> None:
    cast = Cast()
    clock_services.load_shipped_tables(actor=Actor.system())
    db.session.commit()
    actor = cast.actor("gaomou")
    import_id = checked(as_csv([row(n) for n in range(300)]), actor)
    services.begin_import(import_id, actor=actor)
    first = worker(committing_addresses, tmp_path)
    end = time.monotonic() + 90
    while stored() == 0:
        assert time.monotonic() < end
        time.sleep(0.02)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    half = stored()
    assert 0 < half < 300
    assert half % storing.AT_ONCE == 0
    services.store_import(import_id, whole=True)
    assert counts(import_id) == {"stored": 300}
    assert queries.get_import(actor, import_id).state == "imported"
    numbers = db.session.execute(select(Event.outside_number)).scalars().all()
    assert len(numbers) == len(set(numbers)) == 300
    serials = sorted(int(re.sub(r".*-", "", one.number or "")) for one in matters())
    assert serials == list(range(1, 301))
    services.store_import(import_id, whole=True)
    assert how_many(Event) == 300


def test_the_job_goes_on_after_a_stretch_of_rows(committing_db: Flask) -> None:
    cast = Cast()
    clock_services.load_shipped_tables(actor=Actor.system())
    db.session.commit()
    import_id = checked(as_csv([row(n) for n in range(storing.IN_ONE_JOB + 30)]), cast.actor("gaomou"))
    services.begin_import(import_id, actor=cast.actor("gaomou"))
    services.store_import(import_id)
    assert stored() == storing.IN_ONE_JOB
    waiting = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'intake.store_import'"
    assert db.session.execute(text(waiting)).scalar_one() == 2
    assert queries.get_import(cast.actor("gu"), import_id).percent == 86
    services.store_import(import_id)
    assert counts(import_id) == {"stored": storing.IN_ONE_JOB + 30}


def test_a_list_left_alone_is_forgotten(centre: Cast) -> None:
    actor = centre.actor("gaomou")
    import_id = checked(xlsx([row(1)]), actor)
    services.drop_import(import_id, actor=actor)
    assert db.session.execute(select(ImportRow.cells).where(ImportRow.import_id == import_id)).scalars().all() == [None]
    with pytest.raises(Refused):
        services.begin_import(import_id, actor=actor)


def test_a_list_is_brought_in_from_a_stored_file_of_ones_own(centre: Cast) -> None:
    actor = centre.actor("gaomou")
    content = xlsx([row(1)])
    handed = files.store_upload(io.BytesIO(content), "旧台账.xlsx", actor=actor)
    request = ImportRequest(kind="ledger", unit_id=centre.unit("center").id, source="walk_in")
    found = queries.get_import(actor, services.hand_in_stored_list(request, handed.id, actor=actor))
    assert (found.file_name, found.total) == ("旧台账.xlsx", 1)
    with pytest.raises(NotFound):
        services.hand_in_stored_list(request, handed.id, actor=centre.actor("gu"))
