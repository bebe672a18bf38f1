"""Filing and registering (domain.md §4.1): what is stored, what is refused at which field, and who hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.clocks import queries as clocks
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused
from app.intake import queries, services
from app.intake.models import Event, MatterParty
from app.intake.workflow import KIND
from tests.support.people import Cast
from tests.support.reports import person, report


def file(centre: Cast, login: str = "police", **more: object) -> UUID:
    return services.file_event(report(**more), actor=centre.actor(login))


def faults(centre: Cast, **more: object) -> set[str]:
    with pytest.raises(InvalidInput) as refused:
        file(centre, **more)
    assert db.session.query(Event).count() == 0
    return set(refused.value.fields)


def test_what_is_filed_gets_its_number_its_clock_and_a_suggestion_nobody_has_confirmed(centre: Cast) -> None:
    first, second = file(centre), file(centre, parties=(person(serial=2),), place="别处")
    assert [queries.matter(one).number for one in (first, second)] == ["FS-20250618-0001", "FS-20250618-0002"]
    assert {view.rule_id for view in clocks.clocks_of_subject(KIND, first)} == {"P01"}
    assert queries.matter(first).risk_level is None
    (suggested,) = queries.assessments(first)
    assert (suggested.suggested_level, suggested.confirmed_level) == ("blue", None)


def test_the_reporter_s_unit_and_the_centre_see_it_and_no_other_unit(centre: Cast) -> None:
    matter_id = file(centre)
    for login in ("police", "gaomou", "gu"):
        assert queries.get_event(centre.actor(login), matter_id).id == matter_id
    for login in ("civil", "ding", "meng", "xilu", "sysadmin", "review"):
        with pytest.raises(NotFound):
            queries.get_event(centre.actor(login), matter_id)


def test_a_person_without_the_right_cannot_file(centre: Cast) -> None:
    with pytest.raises(Forbidden):
        file(centre, "sysadmin")


def test_a_time_to_come_or_long_past_is_refused_at_its_field(centre: Cast) -> None:
    assert faults(centre, occurred_at=clock.now() + timedelta(minutes=6)) == {"occurred_at"}
    assert faults(centre, occurred_at=clock.now() - timedelta(days=21 * 365)) == {"occurred_at"}


@pytest.mark.parametrize("count", [0, -3, 100_001])
def test_an_absurd_number_of_people_is_refused(centre: Cast, count: int) -> None:
    assert faults(centre, involved_count=count) == {"involved_count"}


def test_each_party_s_fault_is_told_in_its_row(centre: Cast) -> None:
    wrong_digit = replace(person(), id_number="110199198503070010")
    no_name = replace(person(serial=2), name="")
    assert faults(centre, parties=(person(serial=3), wrong_digit, no_name)) == {
        "parties.1.id_number",
        "parties.2.name",
    }


def test_the_same_person_twice_on_one_form_is_refused_at_the_second_row(centre: Cast) -> None:
    assert faults(centre, parties=(person(), person(name="江某某"))) == {"parties.1.id_number"}


def test_nobody_named_is_refused_unless_unknown_is_ticked(centre: Cast) -> None:
    with pytest.raises(Refused) as refused:
        file(centre, parties=())
    assert refused.value.code == "parties_missing"
    assert file(centre, parties=(), parties_unknown=True)


@pytest.mark.parametrize("name", ["䶮", "𬱖某", "阿卜杜热西提·买买提艾力·吐尔逊江某某"])
def test_rare_signs_and_long_names_are_stored_as_they_are(centre: Cast, name: str) -> None:
    matter_id = file(centre, parties=(person(name=name),))
    assert [party.name for party in queries.parties_of(matter_id)] == [name]


def test_a_possible_twin_must_have_been_seen_before_registering(centre: Cast) -> None:
    file(centre)
    again = file(centre, "xilu", title="同一件事再次来电", place="另一处")
    with pytest.raises(Refused) as refused:
        services.register_event(again, actor=centre.actor("gaomou"))
    assert refused.value.code == "twins_not_seen"
    services.register_event(again, twins_seen=True, actor=centre.actor("gaomou"))
    assert queries.matter(again).state == "registered"


def test_a_rejected_report_stops_its_clock_and_tells_why(centre: Cast) -> None:
    matter_id = file(centre)
    with pytest.raises(InvalidInput) as short:
        services.reject_event(matter_id, "重复", actor=centre.actor("gaomou"))
    assert set(short.value.fields) == {"reason"}
    services.reject_event(matter_id, "内容无法辨认，请联系来电人补充。", actor=centre.actor("gaomou"))
    assert queries.matter(matter_id).state == "rejected"
    assert clocks.clocks_of_subject(KIND, matter_id) == []


def test_a_registered_event_is_no_longer_edited_by_its_reporter(centre: Cast) -> None:
    matter_id, actor = file(centre), centre.actor("police")
    services.edit_event(matter_id, report(title="楼上夜间施工扰民"), actor=actor)
    assert queries.matter(matter_id).title == "楼上夜间施工扰民"
    services.register_event(matter_id, actor=centre.actor("gaomou"))
    with pytest.raises(InvalidInput):
        services.edit_event(matter_id, report(), actor=actor)


def test_a_party_is_added_once_and_not_corrected_into_another(centre: Cast) -> None:
    desk = centre.actor("gaomou")
    matter_id = file(centre)
    services.register_event(matter_id, actor=desk)
    with pytest.raises(InvalidInput) as twice:
        services.add_party(matter_id, person(name="又名"), actor=desk)
    assert set(twice.value.fields) == {"id_number"}
    other = services.add_party(matter_id, person(name="陶某", serial=2, role="respondent"), actor=desk)
    with pytest.raises(InvalidInput):
        services.correct_party(other, person(name="陶某", role="respondent"), actor=desk)
    services.correct_party(other, person(name="陶某某", serial=2, role="respondent"), actor=desk)
    assert db.session.get_one(MatterParty, other).name == "陶某某"
