"""Reports of other systems: once each under their own number, also when two arrive at the same moment."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask

from app.clocks import services as clock_services
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.permissions import Actor
from app.intake import queries, services
from app.intake.commands import EventDetails
from app.intake.errors import OutsideNumberTaken
from app.intake.models import Event, OutsideReport
from app.intake.services import Received
from tests.support.database import in_threads
from tests.support.people import Cast
from tests.support.reports import person, report

NUMBER = "12345-2025-000017"


def hotline(**more: object) -> EventDetails:
    return report(**{"source": "hotline_12345", "outside_number": NUMBER, **more})


def receive(centre: Cast, login: str = "xilu", **more: object) -> Received:
    return services.receive_event(hotline(**more), actor=centre.actor(login))


def test_the_same_report_again_answers_with_the_same_event(centre: Cast) -> None:
    first, again = receive(centre), receive(centre)
    assert (first.known, again.known, again.matter_id) == (False, True, first.matter_id)
    assert db.session.query(Event).count() == 1


def test_other_content_under_a_used_number_is_refused_and_changes_nothing(centre: Cast) -> None:
    first = receive(centre)
    with pytest.raises(OutsideNumberTaken) as refused:
        receive(centre, title="另一件事")
    assert set(refused.value.fields) == {"outside_number"}
    assert queries.matter(first.matter_id).title == "楼上夜间噪声扰民"
    assert db.session.query(Event).count() == 1


def test_another_unit_learns_nothing_by_guessing_a_number(centre: Cast) -> None:
    receive(centre)
    with pytest.raises(OutsideNumberTaken):
        receive(centre, "police")


def test_a_number_typed_at_the_window_is_not_used_again_either(centre: Cast) -> None:
    services.file_event(hotline(), actor=centre.actor("xilu"))
    with pytest.raises(OutsideNumberTaken):
        services.file_event(hotline(place="别处"), actor=centre.actor("xilu"))
    with pytest.raises(OutsideNumberTaken):
        receive(centre)


def test_the_same_number_of_another_source_is_another_number(centre: Cast) -> None:
    first = receive(centre)
    other = receive(centre, source="petition_office", place="别处")
    assert first.matter_id != other.matter_id


def test_after_a_rejection_the_corrected_report_is_taken_under_its_number(centre: Cast) -> None:
    first = receive(centre)
    services.reject_event(first.matter_id, "内容无法辨认，请联系来电人补充。", actor=centre.actor("gaomou"))
    assert receive(centre).known
    corrected = receive(centre, summary="来电人补充：每晚十一点后拖动家具。")
    assert not corrected.known
    assert receive(centre, summary="来电人补充：每晚十一点后拖动家具。").matter_id == corrected.matter_id
    assert db.session.query(OutsideReport).count() == 1


def test_a_batch_answers_row_by_row_and_can_be_sent_again(centre: Cast) -> None:
    rows = [
        report(source="police_110", outside_number="110-1", parties=(person(serial=1),)),
        InvalidInput({}),
        report(source="police_110", outside_number="110-2", parties=(person(serial=2),), involved_count=0),
        report(source="police_110", parties=(person(serial=3),)),
        report(source="police_110", outside_number="110-1", parties=(person(serial=1),)),
    ]
    answers = services.receive_events(rows, actor=centre.actor("police"))
    created, unread, absurd, unnumbered, twice = answers
    assert isinstance(created, Received)
    assert unread is rows[1]
    assert isinstance(absurd, InvalidInput)
    assert set(absurd.fields) == {"involved_count"}
    assert isinstance(unnumbered, InvalidInput)
    assert set(unnumbered.fields) == {"outside_number"}
    assert twice == Received(created.matter_id, known=True)
    assert services.receive_events(rows[:1], actor=centre.actor("police")) == [twice]


def test_twelve_at_once_make_one_event(committing_db: Flask) -> None:
    with committing_db.app_context():
        cast = Cast()
        clock_services.load_shipped_tables(actor=Actor.system())
        db.session.commit()
        actor, details = cast.actor("xilu"), hotline()

    def hand_in(_: int) -> UUID:
        return services.receive_event(details, actor=actor).matter_id

    results = in_threads(committing_db, 12, hand_in)
    assert len(set(results)) == 1, results
    with committing_db.app_context():
        assert db.session.query(Event).count() == 1
