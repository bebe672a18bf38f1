"""Units are whistled for: they answer, come, are late or absent, and read the matter only while the whistle stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.clocks import queries as clocks
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.core.events import StoredEvent, reactions_to
from app.core.models import RecordedEvent, TransitionRow
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.dispatch import queries, services
from app.dispatch.commands import CopyDetails
from app.dispatch.types import CallStanding
from app.intake import queries as intake
from app.intake import services as intake_services
from app.intake.commands import PartyDetails
from app.intake.events import EventClosed
from app.intake.policies import sees
from app.notifications.models import Notice
from app.notifications.subscribers import notify
from app.organisations.models import Unit
from tests.support.calling import HandledMatter, coming
from tests.support.database import in_threads
from tests.support.dispatching import DAY, WaitingMatter, later, pass_time
from tests.support.people import Cast


def standing(handled: HandledMatter, whistle_id: object, code: str) -> CallStanding:
    row = queries.get_whistle(handled.actor("xilu"), whistle_id)  # type: ignore[arg-type]
    return queries.standings(row)[handled.unit_id(code)]


def test_a_whistle_imposes_no_lead_and_changes_no_order(handled: HandledMatter) -> None:
    before = [(o.id, o.role, o.state, o.due_at, o.version) for o in queries.orders_of(handled.matter_id)]
    ran = clocks.clocks_of_subject("dispatch_order", handled.order_id)
    whistle_id = handled.whistle()
    services.end_whistle(whistle_id, handled.results(whistle_id), actor=handled.actor("xilu"))
    db.session.expire_all()
    assert [(o.id, o.role, o.state, o.due_at, o.version) for o in queries.orders_of(handled.matter_id)] == before
    assert clocks.clocks_of_subject("dispatch_order", handled.order_id) == ran


@pytest.mark.parametrize(("urgent", "rule", "due"), [(True, "P23", (18, 11, 20)), (False, "P24", (19, 18, 0))])
def test_the_clock_is_two_hours_or_the_next_working_day(
    handled: HandledMatter, urgent: bool, rule: str, due: tuple[int, int, int]
) -> None:
    whistle_id = handled.whistle(urgent=urgent)
    running = clocks.clocks_of_subject("whistle", whistle_id)
    here = clock.local(running[0].due_at)
    assert [(view.rule_id) for view in running] == [rule]
    assert (here.day, here.hour, here.minute) == due
    assert handled.the_whistle(whistle_id).arrive_by == running[0].due_at


def test_a_called_unit_reads_while_it_is_called_and_no_longer(handled: HandledMatter) -> None:
    road = handled.road
    assert not sees(road, handled.matter_id)
    whistle_id = handled.whistle()
    assert intake.get_event(road, handled.matter_id).id == handled.matter_id
    with pytest.raises(Forbidden) as refusal:
        intake_services.add_party(
            handled.matter_id, PartyDetails(role="respondent", kind="person", name="虚某"), actor=road
        )
    assert refusal.value.code == "only_copied"
    services.end_whistle(whistle_id, handled.results(whistle_id), "人员已散去", actor=handled.actor("xilu"))
    with pytest.raises(NotFound):
        queries.get_whistle(road, whistle_id)
    assert sees(handled.actor("gaofficer"), handled.matter_id), "its order is another ground"


def test_sight_lasts_with_another_whistle_or_a_copy(handled: HandledMatter) -> None:
    road, street = handled.road, handled.actor("xilu")
    first, second = handled.whistle("dept.jt"), handled.whistle("dept.jt")
    services.withdraw_whistle(first, "地点写错，另行吹哨。", actor=street)
    assert sees(road, handled.matter_id)
    copy = CopyDetails(unit_id=handled.unit_id("dept.jt"), purpose="请了解道路运输情况。")
    services.copy_matter(handled.matter_id, copy, actor=handled.actor("gaomou"))
    services.withdraw_whistle(second, "现场已经平息，不用到场。", actor=street)
    assert sees(road, handled.matter_id)


def test_answers_arrivals_and_absences_are_told_apart(handled: HandledMatter) -> None:
    whistle_id = handled.whistle()
    road, street = handled.road, handled.actor("xilu")
    assert queries.waiting_calls(road)["whistles"] == 1
    services.acknowledge_whistle(whistle_id, coming(), actor=road)
    assert queries.waiting_calls(road)["whistles"] == 0
    assert standing(handled, whistle_id, "dept.jt") is CallStanding.COMING
    assert standing(handled, whistle_id, "dept.ga") is CallStanding.WAITING
    with clock.frozen(later(hours=1, minutes=1)):
        services.record_arrival(whistle_id, road.unit_id, actor=road)  # type: ignore[arg-type]
        assert standing(handled, whistle_id, "dept.jt") is CallStanding.AFTER_MEETING
    pass_time(later(hours=2, minutes=1))
    with clock.frozen(later(hours=2, minutes=5)):
        assert standing(handled, whistle_id, "dept.ga") is CallStanding.MISSING
        missing = queries.WhistleFilter(tab="missing", own=True)
        assert [row.id for row in queries.list_whistles(handled.actor("gaomou"), missing).rows] == [whistle_id]
        assert queries.whistle_tab_counts(handled.actor("gaomou"), missing)["missing"] == 1
        services.record_arrival(whistle_id, handled.unit_id("dept.ga"), actor=street)
        assert standing(handled, whistle_id, "dept.ga") is CallStanding.LATE
    told = db.session.execute(select(RecordedEvent.name).where(RecordedEvent.subject_id == whistle_id)).scalars()
    assert list(told).count("WhistleOverdue") == 1
    assert clocks.clocks_of_subject("whistle", whistle_id) == []


def test_who_cannot_come_says_why_and_may_come_after_all(handled: HandledMatter) -> None:
    whistle_id = handled.whistle("dept.jt")
    road = handled.road
    with pytest.raises(InvalidInput):
        services.decline_whistle(whistle_id, "没空", actor=road)
    services.decline_whistle(whistle_id, "值班车辆在外处置事故。", actor=road)
    assert standing(handled, whistle_id, "dept.jt") is CallStanding.DECLINED
    assert clocks.clocks_of_subject("whistle", whistle_id) == []
    services.acknowledge_whistle(whistle_id, coming(), actor=road)
    assert standing(handled, whistle_id, "dept.jt") is CallStanding.COMING
    services.record_arrival(whistle_id, road.unit_id, actor=road)  # type: ignore[arg-type]
    with pytest.raises(Conflict) as late:
        services.decline_whistle(whistle_id, "改派他人前往现场。", actor=road)
    assert late.value.code == "already_arrived"


def test_an_arrival_is_noted_once_and_its_correction_leaves_a_trace(handled: HandledMatter) -> None:
    whistle_id = handled.whistle("dept.jt")
    road, street, unit_id = handled.road, handled.actor("xilu"), handled.unit_id("dept.jt")
    with clock.frozen(later(minutes=50)):
        services.record_arrival(whistle_id, unit_id, clock.now() - timedelta(minutes=20), actor=street)
        noted = handled.call(whistle_id, "dept.jt").arrived_at
        with pytest.raises(Conflict) as second:
            services.record_arrival(whistle_id, unit_id, actor=road)
        assert second.value.code == "already_arrived"
        with pytest.raises(Forbidden):
            services.correct_arrival(whistle_id, unit_id, clock.now(), "以签到表为准。", actor=road)
        version = handled.the_whistle(whistle_id).version
        services.correct_arrival(whistle_id, unit_id, clock.now(), "以签到表为准。", version=version, actor=street)
        with pytest.raises(StaleVersion):
            services.correct_arrival(whistle_id, unit_id, clock.now(), "再改一次。", version=version, actor=street)
        call = handled.call(whistle_id, "dept.jt")
        assert call.arrived_at == clock.now()
        assert noted is not None
        assert [(one["from"], one["by"], one["reason"]) for one in call.corrections] == [
            (clock.local(noted).isoformat(), "许某", "以签到表为准。")
        ]


def test_only_the_two_sides_note_an_arrival(handled: HandledMatter) -> None:
    whistle_id = handled.whistle("dept.jt")
    with pytest.raises(Forbidden) as refusal:
        services.record_arrival(whistle_id, handled.unit_id("dept.jt"), actor=handled.actor("he"))
    assert refusal.value.code == "not_a_side"
    with pytest.raises(NotFound):
        services.acknowledge_whistle(whistle_id, coming(), actor=handled.actor("he"))


def test_it_is_withdrawn_before_anybody_came_and_ended_with_a_result_for_each(handled: HandledMatter) -> None:
    whistle_id = handled.whistle()
    street = handled.actor("xilu")
    with pytest.raises(Refused) as other:
        services.withdraw_whistle(whistle_id, "地点写错，另行吹哨。", actor=handled.actor("gaomou"))
    assert other.value.code == "not_my_unit"
    services.record_arrival(whistle_id, handled.unit_id("dept.jt"), actor=street)
    with pytest.raises(Refused) as came:
        services.withdraw_whistle(whistle_id, "地点写错，另行吹哨。", actor=street)
    assert came.value.code == "somebody_arrived"
    with pytest.raises(InvalidInput) as empty:
        services.end_whistle(whistle_id, handled.results(whistle_id)[:1], actor=street)
    assert set(empty.value.fields) == {"results.1.words"}
    services.end_whistle(whistle_id, handled.results(whistle_id), "人员已散去", actor=street)
    row = handled.the_whistle(whistle_id)
    assert (row.state, row.end_note, [call.result for call in row.calls]) == ("ended", "人员已散去", ["已处置"] * 2)
    with pytest.raises(Conflict):
        services.record_arrival(whistle_id, handled.unit_id("dept.ga"), actor=handled.actor("gaofficer"))


def test_who_may_whistle_and_for_whom(handled: HandledMatter) -> None:
    def blow(actor: Actor, *codes: str) -> None:
        services.blow_whistle(handled.matter_id, handled.whistle_details(*codes), actor=actor)

    services.blow_whistle(handled.matter_id, handled.whistle_details("dept.jt"), actor=handled.actor("gaomou"))
    with pytest.raises(Forbidden):
        blow(handled.road, "dept.mz")
    with pytest.raises(Forbidden):
        blow(handled.actor("meng"), "dept.mz")
    with pytest.raises(InvalidInput) as own:
        blow(handled.actor("xilu"), "dept.jt", "sub.110111012")
    assert set(own.value.fields) == {"units.1.unit_id"}
    db.session.get_one(Unit, handled.unit_id("dept.mz")).status = "closed"
    with pytest.raises(InvalidInput) as closed:
        blow(handled.actor("xilu"), "dept.mz")
    assert set(closed.value.fields) == {"units.0.unit_id"}


def test_nobody_whistles_before_the_matter_is_sorted(waiting: WaitingMatter) -> None:
    matter_id = waiting.matter_id
    intake.matter(matter_id).state = "registered"
    db.session.commit()
    details = HandledMatter.whistle_details(waiting, "dept.jt")  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        services.blow_whistle(matter_id, details, actor=waiting.actor("gaomou"))


def test_a_matter_that_goes_another_way_ends_its_whistles(handled: HandledMatter) -> None:
    whistle_id = handled.whistle("dept.jt")
    services.end_whistles_of(handled.matter_id)
    assert handled.the_whistle(whistle_id).state == "withdrawn"
    assert not sees(handled.road, handled.matter_id)
    step = select(TransitionRow.name).where(TransitionRow.subject_id == whistle_id)
    assert list(db.session.execute(step.order_by(TransitionRow.id)).scalars()) == ["call_urgently", "end_with_matter"]


def test_a_closed_matter_calls_nobody_any_more(handled: HandledMatter) -> None:
    whistle_id = handled.whistle("dept.jt")
    closed = EventClosed(matter_id=handled.matter_id, subject_kind="event", subject_id=handled.matter_id)
    with unit_of_work(Actor.system()):
        for reaction in reactions_to(closed):
            reaction(closed, Actor.system())
    assert handled.the_whistle(whistle_id).state == "withdrawn"
    assert not sees(handled.road, handled.matter_id)


def told(handled: HandledMatter, whistle_id: object) -> set[tuple[str, str, bool]]:
    """Let the watchers hear of what happened to a whistle: who was told of what, and whether it rings."""
    rows = select(RecordedEvent).where(RecordedEvent.subject_id == whistle_id).order_by(RecordedEvent.id)
    for row in db.session.execute(rows).scalars().all():
        notify(StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload))
    names = {row.user_id: login for login, row in handled.cast.memberships.items()}
    return {(names[one.user_id], one.kind, one.urgent) for one in db.session.execute(select(Notice)).scalars()}


def test_called_units_are_told_and_told_again_when_they_need_not_come(handled: HandledMatter) -> None:
    whistle_id = handled.whistle("dept.jt")
    services.decline_whistle(whistle_id, "值班车辆在外处置事故。", actor=handled.road)
    services.withdraw_whistle(whistle_id, "现场已经平息，不用到场。", actor=handled.actor("xilu"))
    assert told(handled, whistle_id) == {
        ("road", "UnitReleased", False),
        ("xilu", "WhistleDeclined", True),
        ("gaomou", "WhistleDeclined", False),
    }, "who lost sight of the matter meanwhile is told of the end alone"
    second = handled.whistle("dept.jt")
    assert ("road", "UnitWhistledUrgently", True) in told(handled, second)


def test_two_arrivals_noted_at_once_are_one(committing_db: Flask) -> None:
    with clock.frozen(clock.at(DAY, 9, 20)):
        matter = HandledMatter(Cast())
        matter.hand_over()
        whistle_id = matter.whistle("dept.jt")
        sides = [matter.actor("xilu"), matter.road]
        unit_id = matter.unit_id("dept.jt")

    def note(number: int) -> object:
        with clock.frozen(clock.at(DAY, 10)):
            services.record_arrival(whistle_id, unit_id, actor=sides[number])
            return "noted"

    results = in_threads(committing_db, 2, note)
    assert sorted(str(getattr(one, "code", one)) for one in results) == ["already_arrived", "noted"]
    assert matter.call(whistle_id, "dept.jt").arrival_noted_by_name in ("许某", "路某")
