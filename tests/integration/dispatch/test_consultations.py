"""Units confer: asked, minuted under their names, signed and fixed, confirmed or not; items are done or moved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.clocks import queries as clocks
from app.core import clock
from app.core.canonical_json import digest
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.core.models import RecordedEvent
from app.dispatch import queries, services
from app.dispatch.commands import Attendance
from app.dispatch.models import ActionItem
from app.dispatch.queries.consultations import minutes_text
from app.intake.policies import sees
from tests.support.calling import HandledMatter
from tests.support.database import in_threads
from tests.support.dispatching import DAY, later, pass_time
from tests.support.people import Cast


def told(subject_id: object) -> list[str]:
    """What was recorded of a meeting, in order."""
    statement = select(RecordedEvent.name).where(RecordedEvent.subject_id == subject_id)
    return list(db.session.execute(statement.order_by(RecordedEvent.id)).scalars())


def item_of(handled: HandledMatter, code: str) -> ActionItem:
    """The item of a unit."""
    db.session.expire_all()
    statement = select(ActionItem).where(ActionItem.unit_id == handled.unit_id(code))
    return db.session.execute(statement).scalar_one()


def test_the_centre_or_the_lead_calls_and_nobody_else(handled: HandledMatter) -> None:
    assert handled.the_meeting(handled.meeting()).state == "called"
    lead = handled.the_meeting(handled.meeting("dept.jt", by="he"))
    assert (lead.unit_id, lead.chair_name) == (handled.unit_id("dept.rs"), "何某")
    with pytest.raises(Refused) as other:
        handled.meeting("dept.jt", by="gaofficer")
    assert other.value.code == "not_lead_nor_centre"
    with pytest.raises(InvalidInput) as chair:
        handled.meeting("dept.jt", chair_id=handled.actor("he").user_id)
    assert set(chair.value.fields) == {"chair_id"}


def test_judges_only_advise_and_called_units_read(handled: HandledMatter) -> None:
    road = handled.road
    row = handled.the_meeting(handled.meeting())
    assert {one.unit_id: one.adviser for one in row.attendees} == {
        handled.unit_id("dept.jt"): False, handled.unit_id("court.studio"): True,
    }  # fmt: skip
    assert sees(road, handled.matter_id)
    services.cancel_meeting(row.id, "改为现场处置，不开会了。", actor=handled.actor("gaomou"))
    assert not sees(road, handled.matter_id)
    assert told(row.id).count("UnitUninvited") == 2


def test_nothing_in_a_meeting_redirects_an_order(handled: HandledMatter) -> None:
    before = [(o.id, o.unit_id, o.role, o.state, o.due_at, o.version) for o in queries.orders_of(handled.matter_id)]
    handled.signed(decisions=("改由房山区交通局主办。",))
    db.session.expire_all()
    orders = queries.orders_of(handled.matter_id)
    assert [(o.id, o.unit_id, o.role, o.state, o.due_at, o.version) for o in orders] == before


def test_minutes_are_written_anew_until_the_chair_signs(handled: HandledMatter) -> None:
    meeting_id, desk, chair = handled.meeting(), handled.actor("gaomou"), handled.actor("gu")
    with clock.frozen(later(hours=2)):
        with pytest.raises(InvalidInput) as stranger:
            services.write_minutes(
                meeting_id, handled.minutes_details(items=(handled.item("dept.mz", "核实情况"),)), actor=desk
            )
        assert set(stranger.value.fields) == {"items.0.unit_id"}
        services.write_minutes(meeting_id, handled.minutes_details(attendances=()), actor=desk)
        with pytest.raises(Refused) as open_seats:
            services.sign_minutes(meeting_id, actor=chair)
        assert open_seats.value.code == "minutes_incomplete"
        services.write_minutes(meeting_id, handled.minutes_details(), actor=desk)
        assert [one.words for one in handled.the_meeting(meeting_id).items] == ["疏导周边道路", "通报街道"]
        with pytest.raises(Refused) as clerk:
            services.sign_minutes(meeting_id, actor=desk)
        assert clerk.value.code == "chair_only"
        assert queries.list_items(desk, queries.MeetingFilter(own=True)).rows == []
        services.sign_minutes(meeting_id, actor=chair)
        row = handled.the_meeting(meeting_id)
        assert (row.state, row.signed_by_name, row.signed_hash) == ("signed", "顾某", digest(row.signed_text))
        assert row.signed_text is not None
        assert row.signed_text["attendees"][0]["opinion"] == "同意配合疏导。"
        with pytest.raises(Refused):
            services.write_minutes(meeting_id, handled.minutes_details(summary="改写"), actor=desk)
        assert len(queries.list_items(desk, queries.MeetingFilter(own=True)).rows) == 2


def test_a_supplement_stands_beside_the_signed_text(handled: HandledMatter) -> None:
    meeting_id, desk = handled.meeting(), handled.actor("gaomou")
    with pytest.raises(Conflict):
        services.supplement_minutes(meeting_id, "更正参会人员姓名。", actor=desk)
    with clock.frozen(later(hours=2)):
        services.write_minutes(meeting_id, handled.minutes_details(), actor=desk)
        services.sign_minutes(meeting_id, actor=handled.actor("gu"))
        before = handled.the_meeting(meeting_id).signed_hash
        for words in ("更正参会人员姓名。", "补记完成日期。"):
            services.supplement_minutes(meeting_id, words, actor=desk)
        with pytest.raises(Forbidden):
            services.supplement_minutes(meeting_id, "他人的补正。", actor=handled.actor("he"))
    row = handled.the_meeting(meeting_id)
    assert (row.signed_hash, digest(minutes_text(row))) == (before, before)
    assert len({row.signed_hash, *(one.chain_hash for one in row.supplements)}) == 3


def test_who_was_there_confirms_or_objects_once_and_the_sight_ends(handled: HandledMatter) -> None:
    judge, road = handled.actor("meng"), handled.road
    absent = Attendance(unit_id=handled.unit_id("court.studio"), present=False)
    there = handled.minutes_details().attendances[0]
    first = handled.signed(attendances=(there, absent), items=())
    with clock.frozen(later(hours=2)):
        assert queries.waiting_calls(road)["meetings"] == 1
        with pytest.raises(Forbidden) as away:
            services.answer_minutes(first, "confirmed", actor=judge)
        assert away.value.code == "not_present"
        with pytest.raises(InvalidInput):
            services.answer_minutes(first, "objected", "错", actor=road)
        services.answer_minutes(first, "objected", "疏导由交警负责。", actor=road)
        assert handled.the_meeting(first).state == "settled"
        assert not sees(road, handled.matter_id)
    assert clocks.clocks_of_subject("consultation", first) == []
    assert "MinutesObjected" in told(first)
    second = handled.signed()
    with clock.frozen(later(hours=3)):
        services.answer_minutes(second, "confirmed", actor=road)
        with pytest.raises(Conflict) as again:
            services.answer_minutes(second, "confirmed", actor=road)
        assert again.value.code == "already_answered"
        services.answer_minutes(second, "confirmed", actor=judge)
        assert handled.the_meeting(second).state == "settled"
        assert sees(road, handled.matter_id), "its item is still open"


def test_silence_ends_with_the_clock(handled: HandledMatter) -> None:
    meeting_id = handled.signed(items=())
    due = handled.the_meeting(meeting_id).answer_by
    assert due is not None
    here = clock.local(due)
    assert (here.day, here.hour) == (20, 18)
    pass_time(due + timedelta(minutes=1))
    assert handled.the_meeting(meeting_id).state == "settled"
    with clock.frozen(due + timedelta(minutes=2)):
        assert not sees(handled.road, handled.matter_id)


def test_an_item_is_moved_with_a_reason_done_with_words_and_seen_when_late(handled: HandledMatter) -> None:
    meeting_id, road, desk = handled.signed(), handled.road, handled.actor("gaomou")
    item = item_of(handled, "dept.jt")
    ours = queries.MeetingFilter(tab="open", own=True, ours=True)
    assert [row.id for row in queries.list_items(road, ours).rows] == [item.id]
    assert queries.waiting_calls(road)["items"] == 1
    before = item.due_on
    with pytest.raises(Forbidden):
        services.move_item(item.id, before + timedelta(days=3), "材料未齐。", actor=desk)
    with pytest.raises(InvalidInput):
        services.move_item(item.id, before, "材料未齐。", actor=road)
    services.move_item(item.id, before + timedelta(days=3), "材料未齐。", version=item.version, actor=road)
    item = item_of(handled, "dept.jt")
    assert [(one["from"], one["by"]) for one in item.moves] == [(before.isoformat(), road.name)]
    late = queries.MeetingFilter(tab="overdue", own=True)
    with clock.frozen(later(days=11)):
        assert item.id in [row.id for row in queries.list_items(desk, late).rows]
        assert queries.item_tab_counts(desk, late) == {"open": 2, "overdue": 2, "done": 0}
        services.answer_minutes(meeting_id, "confirmed", actor=road)
        services.answer_minutes(meeting_id, "confirmed", actor=handled.actor("meng"))
        with pytest.raises(StaleVersion):
            services.finish_item(item.id, "道路已疏导。", version=1, actor=road)
        services.finish_item(item.id, "道路已疏导。", actor=road)
        with pytest.raises(NotFound):
            services.finish_item(item.id, "再报一次。", actor=road)
        assert queries.item_tab_counts(desk, late) == {"open": 1, "overdue": 1, "done": 1}
        assert not sees(road, handled.matter_id)


def test_a_matter_that_goes_another_way_cancels_its_meetings(handled: HandledMatter) -> None:
    meeting_id, signed_id = handled.meeting("dept.jt"), handled.signed()
    services.end_meetings_of(handled.matter_id)
    assert [handled.the_meeting(one).state for one in (meeting_id, signed_id)] == ["cancelled", "signed"]
    assert sees(handled.road, handled.matter_id)


def test_signing_while_another_writes_takes_one_of_the_two(committing_db: Flask) -> None:
    with clock.frozen(clock.at(DAY, 9, 20)):
        matter = HandledMatter(Cast())
        matter.hand_over()
        meeting_id = matter.meeting()
    with clock.frozen(clock.at(DAY, 11)):
        details = matter.minutes_details()
        services.write_minutes(meeting_id, details, actor=matter.actor("gaomou"))
        seen = matter.the_meeting(meeting_id).version
        rewritten = matter.minutes_details(summary="另写的情况。")
        desk, chair = matter.actor("gaomou"), matter.actor("gu")

    def act(number: int) -> object:
        with clock.frozen(clock.at(DAY, 11, 5)):
            if number:
                services.sign_minutes(meeting_id, version=seen, actor=chair)
            else:
                services.write_minutes(meeting_id, rewritten, version=seen, actor=desk)
            return "done"

    results = in_threads(committing_db, 2, act)
    assert sorted(type(one).__name__ for one in results) == ["StaleVersion", "str"]
    row = matter.the_meeting(meeting_id)
    assert (row.state, row.summary) in {("signed", details.summary), ("minuted", "另写的情况。")}
