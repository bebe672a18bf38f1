"""交接单: what is open is listed, handed over, signed for by the next one; unsigned it alarms once and locks nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts import services as accounts
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.core.events import StoredEvent
from app.core.models import RecordedEvent
from app.core.permissions import Actor
from app.notifications.models import Notice
from app.notifications.subscribers import notify
from app.rosters import queries, services
from app.rosters.commands import HandoverText, NewDuty, NewSubstitution
from app.rosters.jobs import watch_handovers
from app.rosters.models import Duty, Handover, HandoverAlarm
from app.rosters.types import DutyKind, HandoverTab
from tests.support.database import in_threads
from tests.support.dispatching import WaitingMatter
from tests.support.people import Cast

MORNING = datetime(2025, 6, 18, 0, 30, tzinfo=UTC)
EVENING = datetime(2025, 6, 18, 10, 0, tzinfo=UTC)
NIGHT = timedelta(hours=14, minutes=30)
MINUTE = timedelta(minutes=1)
SHIFT = "06-18 08:30–18:00"


def _duty(cast: Cast, login: str, from_at: datetime = MORNING, until_at: datetime = EVENING, **more: Any) -> Duty:
    kind = DutyKind.DUTY_JUDGE if login in ("meng", "shen") else DutyKind.DESK
    command = NewDuty(
        membership_id=cast.memberships[login].id, **{"kind": kind, "from_at": from_at, "until_at": until_at, **more}
    )
    return services.add_duty(command, actor=Actor.system())


def _handed(cast: Cast, duty: Duty, login: str, at: datetime = EVENING - MINUTE) -> Handover:
    with clock.frozen(at):
        row = services.prepare_handover(duty.id, actor=cast.actor(login))
        return services.hand_over(row.id, version=row.version, actor=cast.actor(login))


def _judges(cast: Cast) -> Handover:
    """孟 by day hands over to 沈 by night."""
    day = _duty(cast, "meng")
    _duty(cast, "shen", EVENING, EVENING + NIGHT)
    return _handed(cast, day, "meng")


def _tabs(actor: Actor) -> dict[HandoverTab, int]:
    return {tab: len(queries.handover_page(actor, tab).rows) for tab in HandoverTab}


def _told() -> list[tuple[UUID, str]]:
    """Let the watcher run over all facts; the notices as (person, sentence)."""
    for row in db.session.execute(select(RecordedEvent).order_by(RecordedEvent.id)).scalars().all():
        notify(StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload))
    rows = db.session.execute(select(Notice).order_by(Notice.id)).scalars().all()
    return [(row.user_id, row.sentence["text"].format(**row.sentence["params"])) for row in rows]


def _alarms() -> int:
    return db.session.execute(select(func.count(HandoverAlarm.handover_id))).scalar_one()


def test_the_next_judge_is_told_sees_the_list_and_signs(cast: Cast) -> None:
    row = _judges(cast)
    shen = cast.actor("shen")
    assert (row.state, row.edition, row.taker.display_name) == ("handed_over", 1, "沈某衡")
    assert (cast.user("shen").id, f"孟某文（{SHIFT}）的交接单等待您签收。") in _told()
    assert _tabs(shen)[HandoverTab.TO_SIGN] == 1
    with clock.frozen(EVENING):
        signed = services.sign_handover(row.id, " 3号未见原件 ", version=row.version, actor=shen)
    assert (signed.state, signed.signed_by, signed.remark, signed.signed_at) == (
        "signed", "沈某衡", "3号未见原件", EVENING,
    )  # fmt: skip
    assert (cast.user("meng").id, f"沈某衡已签收您{SHIFT}的交接单。") in _told()
    acts = db.session.execute(select(AuditEntry.action).where(AuditEntry.subject_id == row.id)).scalars().all()
    assert {"rosters.handover_prepared", "roster_handover.hand_over", "roster_handover.sign"} <= set(acts)


def test_a_desk_lists_what_waits_there_and_freezes_it_with_the_givers_words(waiting: WaitingMatter) -> None:
    cast = waiting.cast
    gaomou = cast.actor("gaomou")
    duty = _duty(cast, "gaomou")
    with clock.frozen(clock.at(date(2025, 6, 18), 17)):
        row = services.prepare_handover(duty.id, actor=gaomou)
        line = next(one for one in row.lines if one.matter_id == waiting.matter_id)
        assert (line.waits, line.title[:2]) == ("等待派单", "32")
        text = HandoverText(note="今日平稳", remarks={line.id: "电话已约"}, free_lines=["钥匙在前台", " "])
        services.write_handover(row.id, text, version=row.version, actor=gaomou)
        services.refresh_handover(row.id, version=row.version, actor=gaomou)
        services.hand_over(row.id, version=row.version, actor=gaomou)
        waiting.dispatched()
        shown = queries.shown_lines(queries.handover(row.id, actor=gaomou), gaomou)
        assert [(one.title[:2], one.waits, one.remark) for one in shown.lines] == [
            ("32", "等待派单", "电话已约"), ("钥匙", "", ""),
        ]  # fmt: skip
        with pytest.raises(Refused):
            services.write_handover(row.id, text, version=row.version, actor=gaomou)


def test_who_may_not_see_the_matter_sees_only_that_there_is_one_more_line(waiting: WaitingMatter) -> None:
    cast = waiting.cast
    row = _handed(cast, _duty(cast, "gaomou"), "gaomou")
    inside, outside = cast.actor("gu"), cast.actor("review")
    assert queries.shown_lines(row, inside).hidden == 0
    assert len(queries.shown_lines(row, inside).lines) == 1
    assert queries.shown_lines(row, outside) == queries.ShownLines((), 1)


def test_nothing_open_says_so_and_is_handed_over_all_the_same(cast: Cast) -> None:
    row = _judges(cast)
    assert queries.shown_lines(row, cast.actor("shen")) == queries.ShownLines((), 0)
    assert row.state == "handed_over"


def test_only_the_one_on_duty_prepares_and_not_too_early_or_too_late(cast: Cast) -> None:
    duty = _duty(cast, "meng")
    with clock.frozen(EVENING):
        with pytest.raises(Forbidden):
            services.prepare_handover(duty.id, actor=cast.actor("shen"))
        with pytest.raises(Forbidden):
            services.prepare_handover(duty.id, actor=cast.actor("review"))
        first = services.prepare_handover(duty.id, actor=cast.actor("meng"))
        assert services.prepare_handover(duty.id, actor=cast.actor("meng")).id == first.id
    other = _duty(cast, "shen", EVENING, EVENING + NIGHT)
    for wrong in (EVENING - MINUTE, EVENING + NIGHT + timedelta(days=1)):
        with clock.frozen(wrong), pytest.raises(Refused):
            services.prepare_handover(other.id, actor=cast.actor("shen"))


def test_the_giver_and_strangers_cannot_sign_and_a_draft_is_the_givers_alone(cast: Cast) -> None:
    row = _judges(cast)
    with clock.frozen(EVENING):
        with pytest.raises(Refused) as own:
            services.sign_handover(row.id, version=row.version, actor=cast.actor("meng"))
        assert own.value.code == "not_the_next"
        for stranger in ("ding", "he", "gaomou"):
            with pytest.raises(NotFound):
                services.sign_handover(row.id, version=row.version, actor=cast.actor(stranger))
        services.take_back(row.id, version=row.version, actor=cast.actor("meng"))
        with pytest.raises(NotFound):
            queries.handover(row.id, actor=cast.actor("shen"))


def test_taken_back_it_is_handed_over_again_as_the_next_edition(cast: Cast) -> None:
    row = _judges(cast)
    seen = row.version
    with clock.frozen(EVENING):
        with pytest.raises(Refused):
            services.take_back(row.id, version=seen, actor=cast.actor("shen"))
        services.take_back(row.id, version=seen, actor=cast.actor("meng"))
        services.hand_over(row.id, version=row.version, actor=cast.actor("meng"))
        assert row.edition == 2
        with pytest.raises(StaleVersion):
            services.sign_handover(row.id, version=seen, actor=cast.actor("shen"))
        services.sign_handover(row.id, version=row.version, actor=cast.actor("shen"))
        with pytest.raises(Refused):
            services.take_back(row.id, version=row.version, actor=cast.actor("meng"))


def test_signing_twice_is_signing_once_and_the_second_person_is_told_who_has(cast: Cast) -> None:
    row = _handed(cast, _duty(cast, "he"), "he")
    version = row.version
    with clock.frozen(EVENING):
        services.sign_handover(row.id, version=version, actor=cast.actor("song"))
        again = services.sign_handover(row.id, "再看", version=version, actor=cast.actor("song"))
        assert (again.version, again.remark) == (version + 1, "")
        with pytest.raises(Refused) as second:
            services.sign_handover(row.id, version=version, actor=cast.actor("rshead"))
    assert second.value.code == "already_signed"
    assert "宋某已在18:00签收" in str(second.value.message)


def test_where_nobody_is_planned_colleagues_are_told_and_the_head_may_name_one(cast: Cast) -> None:
    row = _handed(cast, _duty(cast, "he"), "he")
    said = f"何某（{SHIFT}）已交班，没有排下一班，请本单位一人签收交接单。"
    assert {who for who, sentence in _told() if sentence == said} == {cast.user("song").id, cast.user("rshead").id}
    song, head = cast.memberships["song"].id, cast.actor("rshead")
    with pytest.raises(Refused):
        services.assign_taker(row.id, song, version=row.version, actor=cast.actor("song"))
    for wrong in ("he", "meng"):
        with pytest.raises(InvalidInput) as fault:
            services.assign_taker(row.id, cast.memberships[wrong].id, version=row.version, actor=head)
        assert list(fault.value.fields) == ["membership_id"]
    services.assign_taker(row.id, song, version=row.version, actor=head)
    assert _tabs(cast.actor("song"))[HandoverTab.TO_SIGN] == 1
    assert _tabs(head)[HandoverTab.TO_SIGN] == 0
    assert (cast.user("song").id, f"负责人指定您接班，何某（{SHIFT}）的交接单等待您签收。") in _told()


def test_who_came_on_duty_instead_of_the_planned_one_may_sign(cast: Cast) -> None:
    row = _judges(cast)
    night = row.next_duty
    with clock.frozen(EVENING - MINUTE):
        services.remove_duty(night.id, version=night.version, actor=cast.actor("gaomou"))
    db.session.expire_all()
    _duty(cast, "shen", EVENING, EVENING + NIGHT, seat="电话值守")
    with clock.frozen(EVENING + MINUTE):
        services.sign_handover(row.id, version=row.version, actor=cast.actor("shen"))
    assert row.signed_by == "沈某衡"


def test_who_stands_in_for_the_absent_next_one_signs_and_the_trace_names_both(cast: Cast) -> None:
    day = _duty(cast, "he")
    _duty(cast, "song", EVENING, EVENING + NIGHT)
    row = _handed(cast, day, "he")
    today = clock.local(EVENING).date()
    posts = {login: cast.memberships[login].id for login in ("song", "rshead")}
    absence = NewSubstitution(
        membership_id=posts["song"], substitute_membership_id=posts["rshead"], from_on=today, until_on=today
    )
    with clock.frozen(EVENING):
        services.name_substitute(absence, actor=cast.actor("song"))
        actor = accounts.actor_in_post(posts["song"], cast.user("rshead").id)
        signed = services.sign_handover(row.id, version=row.version, actor=actor)
    assert (signed.signed_by, signed.signed_for) == ("魏某", "宋某")
    trace = select(AuditEntry).where(AuditEntry.subject_id == row.id, AuditEntry.action == "roster_handover.sign")
    entry = db.session.execute(trace).scalar_one()
    assert (entry.actor_name, entry.on_behalf_of) == ("魏某", "宋某")


def test_unsigned_half_an_hour_into_the_next_duty_it_alarms_once_and_locks_nobody(cast: Cast) -> None:
    row = _handed(cast, _duty(cast, "he"), "he")
    with clock.frozen(EVENING + 29 * MINUTE):
        assert services.raise_handover_alarms() == 0
    with clock.frozen(EVENING + 30 * MINUTE):
        watch_handovers()
        assert services.raise_handover_alarms() == 0
        assert _alarms() == 1
        late = [sentence for _, sentence in _told() if "逾时" in sentence]
        assert sorted(late) == sorted([
            f"您{SHIFT}的交接单逾时无人签收，请与接班人联系。", f"本单位何某（{SHIFT}）的交接单逾时未签收。",
        ])  # fmt: skip
        services.take_back(row.id, version=row.version, actor=cast.actor("he"))
        services.hand_over(row.id, version=row.version, actor=cast.actor("he"))
    with clock.frozen(EVENING + 90 * MINUTE):
        assert services.raise_handover_alarms() == 0
        services.sign_handover(row.id, version=row.version, actor=cast.actor("song"))
        services.sign_in_at_desk(actor=cast.actor("he"))
        services.sign_out_from_desk(actor=cast.actor("he"))


def test_the_alarm_counts_from_the_beginning_of_the_next_duty(cast: Cast) -> None:
    day = _duty(cast, "meng")
    _duty(cast, "shen", EVENING + 60 * MINUTE, EVENING + NIGHT)
    _handed(cast, day, "meng")
    with clock.frozen(EVENING + 60 * MINUTE):
        assert services.raise_handover_alarms() == 0
    with clock.frozen(EVENING + 90 * MINUTE):
        assert services.raise_handover_alarms() == 1


def test_handed_over_late_it_goes_to_who_is_there_now_and_not_to_a_duty_that_is_over(cast: Cast) -> None:
    day = _duty(cast, "he")
    _duty(cast, "song", EVENING, EVENING + 4 * timedelta(hours=1))
    morning = _duty(cast, "rshead", EVENING + NIGHT, EVENING + timedelta(days=1))
    row = _handed(cast, day, "he", EVENING + NIGHT + MINUTE)
    assert row.next_duty_id == morning.id


def test_a_duty_that_left_things_open_without_a_list_is_marked_until_one_is_handed_over(
    waiting: WaitingMatter,
) -> None:
    cast = waiting.cast
    desk, calm = _duty(cast, "gaomou"), _duty(cast, "meng")
    with clock.frozen(EVENING + 29 * MINUTE):
        assert services.mark_duties_without_list() == 0
    with clock.frozen(EVENING + 30 * MINUTE):
        assert services.mark_duties_without_list() == 2
        assert services.mark_duties_without_list() == 0
        assert (desk.left_open, calm.left_open) == (1, 0)
        shown = queries.week_of(cast.unit("center").id, date(2025, 6, 18)).days[2].duties
        assert [one.left_open for one in shown] == [1]
        assert [sentence for _, sentence in _told() if "交接" in sentence] == []
    _handed(cast, desk, "gaomou", EVENING + 60 * MINUTE)
    assert desk.left_open == 0


def test_two_who_sign_at_once_sign_once(committing_db: Flask) -> None:
    cast = Cast()
    row = _handed(cast, _duty(cast, "he"), "he")
    handover_id, version = row.id, row.version
    actors = [cast.actor("song"), cast.actor("rshead")]

    def sign(number: int) -> str:
        with clock.frozen(EVENING):
            try:
                services.sign_handover(handover_id, version=version, actor=actors[number % 2])
            except Refused as refused:
                return refused.code
        return actors[number % 2].name

    found = [str(one) for one in in_threads(committing_db, 6, sign)]
    db.session.expire_all()
    signed = queries.handover(handover_id, actor=cast.actor("he"))
    assert sorted(found) == sorted([signed.signed_by] * 3 + ["already_signed"] * 3)
    assert signed.version == version + 1


def test_two_workers_at_once_raise_one_alarm(committing_db: Flask) -> None:
    cast = Cast()
    _handed(cast, _duty(cast, "he"), "he")

    def sweep(_number: int) -> int:
        with clock.frozen(EVENING + 60 * MINUTE):
            return services.raise_handover_alarms()

    raised: Sequence[Any] = in_threads(committing_db, 4, sweep)
    assert sum(raised) == 1
    assert _alarms() == 1


def test_orders_of_a_matter_that_wait_for_the_same_are_one_line_and_a_unit_lists_its_own(
    waiting: WaitingMatter,
) -> None:
    cast = waiting.cast
    waiting.dispatched()
    desk, officer = _duty(cast, "gaomou"), _duty(cast, "he")
    with clock.frozen(clock.at(date(2025, 6, 18), 17)):
        centre = services.prepare_handover(desk.id, actor=cast.actor("gaomou"))
        unit = services.prepare_handover(officer.id, actor=cast.actor("he"))
        assert [(one.kind, one.waits) for one in centre.lines] == []
        assert [(one.kind, one.waits) for one in unit.lines] == [("order", "等待签收")]
    for moment, waits in ((clock.at(date(2025, 6, 19), 9), "等待签收"), (clock.at(date(2025, 6, 19), 18, 1), "已逾期")):
        with clock.frozen(moment):
            services.refresh_handover(centre.id, version=centre.version, actor=cast.actor("gaomou"))
            assert [(one.kind, one.waits) for one in centre.lines] == [("order", waits)]
