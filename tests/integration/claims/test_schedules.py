"""A wage schedule from the roster to the frozen edition: three people, one truth."""

from __future__ import annotations

import dataclasses
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text

from app.claims import queries, services
from app.claims.errors import ScheduleNotOpen
from app.claims.models import ClaimRow, ClaimSchedule
from app.claims.rules import trace_from
from app.claims.samples import VERIFIED
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.core.models import RecordedEvent
from app.core.permissions import Actor
from tests.support.wages import WORKERS, WageMatter, details, month

DIFFERENT = (4, 6, 12, 21, 25)


def schedule_of(schedule_id: UUID) -> ClaimSchedule:
    found = db.session.get(ClaimSchedule, schedule_id)
    assert found is not None
    return found


def refusal(act: object) -> str:
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def accept_all(schedule_id: UUID, actor: Actor) -> None:
    for row in schedule_of(schedule_id).rows:
        if row.difference_fen:
            services.accept_difference(row.id, "signed", actor=actor)


def test_the_schedule_of_the_32_workers_goes_from_entry_to_its_frozen_edition(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    schedule_id = wage_matter.checked_schedule()
    row = schedule_of(schedule_id)
    assert (row.claimed_fen, row.verified_fen) == (26577931, 26130575)
    assert {one.number: one.verified_fen for one in row.rows} == VERIFIED
    assert (row.entered_by, row.verified_by, row.second_checked_by) == ("丁某和", "何某", "宋某")
    accept_all(schedule_id, cast.actor("ding"))
    edition_id = services.freeze_schedule(schedule_id, actor=cast.actor("ding"))
    edition = queries.edition_of(schedule_id)
    assert edition.id == edition_id
    assert queries.is_unaltered(edition)
    content = queries.frozen_content(edition)
    assert content["verified_fen"] == 26130575
    assert [one["number"] for one in content["rows"]] == list(range(1, 33))
    assert row.state == "frozen"
    names = db.session.query(RecordedEvent.name).filter_by(subject_id=schedule_id).order_by(RecordedEvent.id)
    assert [name for (name,) in names] == [
        "ScheduleOpened",
        "ScheduleImported",
        "ScheduleEntered",
        "ScheduleVerified",
        "ScheduleSecondChecked",
        "ScheduleFrozen",
    ]


def test_the_kept_trace_unfolds_to_the_sum(wage_matter: WageMatter) -> None:
    schedule = schedule_of(wage_matter.schedule(WORKERS[:4]))
    fourth = schedule.rows[3]
    trace = trace_from(fourth.report["trace"])
    assert int(trace.value) == fourth.verified_fen == 686897
    assert fourth.report["arrears_months"] == ["2025-04", "2025-05"]


def test_workers_are_linked_to_the_parties_they_are(wage_matter: WageMatter) -> None:
    schedule = schedule_of(wage_matter.schedule(WORKERS[:5]))
    assert [row.party_id is not None for row in schedule.rows] == [True, True, True, False, False]


def test_particulars_are_not_readable_in_the_database(wage_matter: WageMatter) -> None:
    wage_matter.schedule(WORKERS[:1])
    stored = db.session.execute(text("SELECT id_number, account, phone FROM claims_rows")).one()
    for value, plain in zip(stored, (WORKERS[0].id_number, WORKERS[0].account, WORKERS[0].phone), strict=True):
        assert plain not in value


def test_nothing_is_verified_before_it_is_entered(wage_matter: WageMatter) -> None:
    schedule_id = wage_matter.schedule(WORKERS[:2])
    he = wage_matter.cast.actor("he")
    assert refusal(lambda: services.verify_schedule(schedule_id, actor=he)) == "wrong_state"
    assert schedule_of(schedule_id).verified_by == ""


def test_an_empty_roster_is_not_handed_on(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    schedule_id = services.open_schedule(wage_matter.matter_id, details(), actor=ding)
    assert refusal(lambda: services.enter_schedule(schedule_id, actor=ding)) == "roster_empty"


def test_the_mediator_of_the_file_never_verifies(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    schedule_id = wage_matter.schedule(WORKERS[:2])
    services.enter_schedule(schedule_id, actor=cast.actor("ding"))
    with pytest.raises(Forbidden):
        services.verify_schedule(schedule_id, actor=cast.actor("ding"))
    officer = dataclasses.replace(cast.actor("he"), user_id=cast.actor("ding").user_id)
    assert refusal(lambda: services.verify_schedule(schedule_id, actor=officer)) == "same_person_entered"


def test_only_human_resources_verifies(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    wage_matter.let_in("dept.mz")
    schedule_id = wage_matter.schedule(WORKERS[:2])
    services.enter_schedule(schedule_id, actor=cast.actor("ding"))
    assert refusal(lambda: services.verify_schedule(schedule_id, actor=cast.actor("civil"))) == "not_human_resources"


def test_the_second_check_is_made_by_another_officer(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    schedule_id = wage_matter.schedule(WORKERS[:2])
    services.enter_schedule(schedule_id, actor=cast.actor("ding"))
    services.verify_schedule(schedule_id, actor=cast.actor("he"))
    assert (
        refusal(lambda: services.second_check_schedule(schedule_id, actor=cast.actor("he"))) == "same_person_verified"
    )
    services.second_check_schedule(schedule_id, actor=cast.actor("song"))
    assert schedule_of(schedule_id).state == "second_checked"


def test_the_database_itself_refuses_one_person_in_two_places(wage_matter: WageMatter) -> None:
    schedule_id = wage_matter.checked_schedule(WORKERS[:1])
    schedule = schedule_of(schedule_id)
    schedule.second_checked_by_id = schedule.verified_by_id
    with pytest.raises(Exception, match="second_checked_by_another"):
        db.session.flush()


def test_a_month_not_yet_due_is_not_verified(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    with clock.frozen(clock.at(date(2025, 6, 9), 10)):
        schedule_id = wage_matter.schedule(WORKERS[:2])
        services.enter_schedule(schedule_id, actor=cast.actor("ding"))
        he = cast.actor("he")
        assert refusal(lambda: services.verify_schedule(schedule_id, actor=he)) == "finding_blocks"
        offered = {one.name: one for one in queries.offers_on(schedule_of(schedule_id), he)}
        held = offered["verify"].refusal
        assert held is not None
        assert "2025年5月" in str(held.message)


def test_no_freeze_before_every_difference_is_accepted(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    schedule_id = wage_matter.checked_schedule()
    waiting = [row.number for row in schedule_of(schedule_id).rows if row.needs_acceptance]
    assert waiting == list(DIFFERENT)
    assert refusal(lambda: services.freeze_schedule(schedule_id, actor=ding)) == "difference_not_accepted"
    assert schedule_of(schedule_id).edition == 0
    accept_all(schedule_id, ding)
    services.freeze_schedule(schedule_id, actor=ding)


def test_a_worker_accepts_the_sum_that_stands_and_no_other(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    ding = cast.actor("ding")
    schedule_id = wage_matter.checked_schedule(WORKERS[:4])
    row = schedule_of(schedule_id).rows[3]
    services.accept_difference(row.id, "on_site", note="看过考勤表", actor=ding)
    assert row.is_accepted
    assert row.accepted_fen == 686897
    services.reopen_schedule(schedule_id, "考勤漏记一天，需要更正", actor=ding)
    march = dataclasses.replace(WORKERS[3].flow[-1], unpaid_leave_days=WORKERS[3].flow[-1].unpaid_leave_days / 2)
    changed = dataclasses.replace(WORKERS[3], flow=(*WORKERS[3].flow[:-1], march))
    services.save_worker(schedule_id, changed, actor=ding)
    assert row.verified_fen == 703448
    assert row.needs_acceptance


def test_where_nothing_differs_there_is_nothing_to_accept(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    row = schedule_of(wage_matter.checked_schedule(WORKERS[:1])).rows[0]
    assert refusal(lambda: services.accept_difference(row.id, "signed", actor=ding)) == "no_difference"
    with pytest.raises(InvalidInput):
        services.accept_difference(row.id, "dream", actor=ding)


def test_sending_back_needs_a_reason_and_both_checks_start_over(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    schedule_id = wage_matter.schedule(WORKERS[:2])
    services.enter_schedule(schedule_id, actor=cast.actor("ding"))
    services.verify_schedule(schedule_id, actor=cast.actor("he"))
    with pytest.raises(InvalidInput):
        services.send_back_schedule(schedule_id, "错", actor=cast.actor("song"))
    services.send_back_schedule(schedule_id, "五月考勤表与流水不一致", actor=cast.actor("song"))
    schedule = schedule_of(schedule_id)
    assert (schedule.state, schedule.verified_by_id, schedule.verified_by) == ("draft", None, "")


def test_a_frozen_edition_stays_when_the_schedule_is_opened_again(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    ding = cast.actor("ding")
    schedule_id = wage_matter.checked_schedule(WORKERS[:3])
    services.freeze_schedule(schedule_id, actor=ding)
    first = queries.edition_of(schedule_id, 1)
    services.reopen_schedule(schedule_id, "补充一名劳动者", actor=ding)
    services.save_worker(schedule_id, WORKERS[4], actor=ding)
    services.enter_schedule(schedule_id, actor=ding)
    services.verify_schedule(schedule_id, actor=cast.actor("he"))
    services.second_check_schedule(schedule_id, actor=cast.actor("song"))
    services.freeze_schedule(schedule_id, actor=ding)
    second = queries.edition_of(schedule_id)
    assert (first.number, second.number) == (1, 2)
    assert first.digest != second.digest
    assert len(queries.frozen_content(first)["rows"]) == 3
    latest = queries.latest_edition(wage_matter.matter_id)
    assert latest is not None
    assert latest.id == second.id


def test_rows_cannot_be_changed_once_handed_on(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    schedule_id = wage_matter.schedule(WORKERS[:2])
    row_id = schedule_of(schedule_id).rows[0].id
    services.enter_schedule(schedule_id, actor=ding)
    for act in (
        lambda: services.save_worker(schedule_id, WORKERS[2], actor=ding),
        lambda: services.remove_worker(row_id, actor=ding),
        lambda: services.change_terms(schedule_id, details(pay_day=20), actor=ding),
        lambda: services.undo_import(schedule_id, actor=ding),
        lambda: services.upload_spreadsheet(schedule_id, "a.xlsx", b"", actor=ding),
    ):
        with pytest.raises(ScheduleNotOpen):
            act()


def test_somebody_elses_change_is_noticed(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    schedule_id = wage_matter.schedule(WORKERS[:2])
    seen = schedule_of(schedule_id).version
    services.save_worker(schedule_id, WORKERS[2], version=seen, actor=ding)
    with pytest.raises(StaleVersion):
        services.enter_schedule(schedule_id, version=seen, actor=ding)


def test_wrong_particulars_are_refused_by_field(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    schedule_id = wage_matter.schedule(WORKERS[:2])
    wrong = dataclasses.replace(WORKERS[3], id_number="110199198604101065", monthly_wage_fen=-1, name="李4")
    with pytest.raises(InvalidInput) as refused:
        services.save_worker(schedule_id, wrong, actor=ding)
    assert set(refused.value.fields) == {"id_number", "monthly_wage_fen", "name"}
    twin = dataclasses.replace(WORKERS[3], id_number=WORKERS[0].id_number)
    with pytest.raises(InvalidInput) as refused:
        services.save_worker(schedule_id, twin, actor=ding)
    assert set(refused.value.fields) == {"id_number"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"employer": " "}, "employer"),
        ({"employer_uscc": "91110199MA0FXC0117"}, "employer_uscc"),
        ({"last_month": month("2025-03")}, "last_month"),
        ({"first_month": month("2024-01")}, "last_month"),
        ({"pay_day": 0}, "pay_day"),
        ({"pay_offset": 2}, "pay_offset"),
    ],
)
def test_impossible_terms_are_refused_by_field(wage_matter: WageMatter, changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.open_schedule(wage_matter.matter_id, details(**changes), actor=wage_matter.cast.actor("ding"))
    assert set(refused.value.fields) == {field}


def test_the_same_worker_cannot_claim_the_same_months_twice(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    wage_matter.checked_schedule(WORKERS[:3])
    twin = wage_matter.schedule(WORKERS[1:4])
    services.enter_schedule(twin, actor=cast.actor("ding"))
    assert refusal(lambda: services.verify_schedule(twin, actor=cast.actor("he"))) == "claimed_elsewhere"
    assert list(queries.claimed_elsewhere(schedule_of(twin))) == ["钱某乙", "孙某丙"]


def test_a_foreign_matter_does_not_exist(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    schedule_id = wage_matter.schedule(WORKERS[:1])
    row_id = schedule_of(schedule_id).rows[0].id
    civil = cast.actor("civil")
    for look in (
        lambda: queries.get_schedule(schedule_id, actor=civil),
        lambda: queries.get_row(row_id, actor=civil),
        lambda: services.reveal_row(row_id, "核对账户", actor=civil),
        lambda: services.verify_schedule(schedule_id, actor=civil),
    ):
        with pytest.raises(NotFound):
            look()
    assert queries.list_schedules(civil).rows == []
    assert [row.id for row in queries.list_schedules(cast.actor("he")).rows] == [schedule_id]


@pytest.mark.parametrize("login", ["meng", "gu", "police", "review", "sysadmin"])
def test_others_enter_nothing(wage_matter: WageMatter, login: str) -> None:
    with pytest.raises(Forbidden):
        services.open_schedule(wage_matter.matter_id, details(), actor=wage_matter.cast.actor(login))


def test_a_reveal_needs_a_reason_and_leaves_a_trace(wage_matter: WageMatter) -> None:
    he = wage_matter.cast.actor("he")
    row: ClaimRow = schedule_of(wage_matter.schedule(WORKERS[:1])).rows[0]
    with pytest.raises(InvalidInput):
        services.reveal_row(row.id, "看", actor=he)
    assert services.reveal_row(row.id, "核对收款账户", actor=he)["account"] == "0000000000000001"
