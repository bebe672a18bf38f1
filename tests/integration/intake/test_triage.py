"""Triage (domain.md §4.1, §8): a person confirms the risk, a lawful pathway is named, merges can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.clocks import queries as clocks
from app.core import clock
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.intake import queries, services
from app.intake.commands import TriageDecision
from app.intake.workflow import KIND
from tests.integration.intake.conftest import DAY
from tests.support.people import Cast
from tests.support.reports import person, report

MEDIATION = TriageDecision(pathway="mediation", dispute_type="neighbor", risk_level="blue")
WHY = "现场查看后按实际情况确认该等级。"


def running(matter_id: UUID) -> set[str]:
    return {view.rule_id for view in clocks.clocks_of_subject(KIND, matter_id)}


@pytest.fixture
def registered(centre: Cast) -> UUID:
    matter_id = services.file_event(report(), actor=centre.actor("police"))
    services.register_event(matter_id, actor=centre.actor("gaomou"))
    return matter_id


def test_triage_stops_the_triage_clock_and_starts_the_dispatch_clock(centre: Cast, registered: UUID) -> None:
    services.triage_event(registered, MEDIATION, actor=centre.actor("gaomou"))
    assert (queries.matter(registered).state, running(registered)) == ("triaged", {"P02"})
    dispute = queries.dispute_of(registered)
    assert dispute is not None
    assert (dispute.dispute_type, dispute.triaged_by_name) == ("neighbor", "高某")


def test_without_a_confirmed_risk_there_is_no_triage_and_nothing_is_stored(centre: Cast, registered: UUID) -> None:
    with pytest.raises(Refused) as refused:
        services.triage_event(registered, replace(MEDIATION, risk_level=None), actor=centre.actor("gaomou"))
    assert refused.value.code == "risk_not_confirmed"
    assert queries.matter(registered).state == "registered"
    assert queries.dispute_of(registered) is None


def test_another_level_than_suggested_needs_a_reason(centre: Cast, registered: UUID) -> None:
    desk = centre.actor("gaomou")
    with pytest.raises(InvalidInput) as bare:
        services.triage_event(registered, replace(MEDIATION, risk_level="yellow"), actor=desk)
    assert set(bare.value.fields) == {"risk_reason"}
    services.triage_event(registered, replace(MEDIATION, risk_level="yellow", risk_reason=WHY), actor=desk)
    confirmed = next(row for row in queries.assessments(registered) if row.confirmed_level)
    assert (confirmed.confirmed_level, confirmed.confirmed_by_name, confirmed.reason) == ("yellow", "高某", WHY)


def test_nobody_lowers_a_confirmed_level_alone_and_anybody_with_the_right_raises_it(
    centre: Cast, registered: UUID
) -> None:
    services.confirm_risk(registered, "orange", WHY, actor=centre.actor("gaomou"))
    for login, level in (("gaomou", "yellow"), ("gu", "blue")):
        with pytest.raises(InvalidInput) as refused:
            services.confirm_risk(registered, level, WHY, actor=centre.actor(login))
        assert set(refused.value.fields) == {"risk_level"}
    assert queries.matter(registered).risk_level == "orange"
    services.confirm_risk(registered, "red", WHY, actor=centre.actor("gaomou"))
    with pytest.raises(InvalidInput):
        services.confirm_risk(registered, "orange", WHY, actor=centre.actor("gu"))
    assert queries.matter(registered).risk_level == "red"


def test_an_emergency_is_red_and_says_when_it_was_passed_on(centre: Cast, registered: UUID) -> None:
    desk, passed_on = centre.actor("gaomou"), replace(MEDIATION, emergency_note="09:02已转110")
    with pytest.raises(Refused) as refused:
        services.triage_event(registered, passed_on, actor=desk)
    assert refused.value.code == "emergency_not_red"
    services.triage_event(registered, replace(passed_on, risk_level="red", risk_reason=WHY), actor=desk)
    assert queries.matter(registered).emergency_note == "09:02已转110"


def test_another_pathway_needs_the_words_for_the_party_and_a_receipt(centre: Cast, registered: UUID) -> None:
    desk = centre.actor("gaomou")
    elsewhere = TriageDecision(pathway="litigation", risk_level="blue")
    with pytest.raises(Refused) as refused:
        services.triage_event(registered, elsewhere, actor=desk)
    assert refused.value.code == "notice_missing"
    services.triage_event(registered, replace(elsewhere, notice="请向有管辖权的人民法院起诉。"), actor=desk)
    assert (queries.matter(registered).state, running(registered)) == ("redirected", {"P16"})
    services.not_taken(registered, "对方单位认为不属于其职责。", actor=desk)
    assert (queries.matter(registered).state, running(registered)) == ("registered", {"P01"})


def test_a_received_redirect_ends_the_event(centre: Cast, registered: UUID) -> None:
    desk = centre.actor("gaomou")
    away = TriageDecision(pathway="litigation", risk_level="blue", notice="请向有管辖权的人民法院起诉。")
    services.triage_event(registered, away, actor=desk)
    services.confirm_receipt(registered, actor=desk)
    assert (queries.matter(registered).state, running(registered)) == ("closed_redirected", set())


def test_only_who_sees_the_matter_and_holds_the_right_triages_it(centre: Cast, registered: UUID) -> None:
    for login, refusal in (("police", Forbidden), ("ding", Forbidden)):
        with pytest.raises(refusal):
            services.triage_event(registered, MEDIATION, actor=centre.actor(login))
    version = queries.matter(registered).version
    with pytest.raises(StaleVersion):
        services.triage_event(registered, MEDIATION, version=version - 1, actor=centre.actor("gaomou"))


def test_a_merge_keeps_both_numbers_and_can_be_taken_back_for_thirty_days(centre: Cast, registered: UUID) -> None:
    desk = centre.actor("gaomou")
    other = services.file_event(report(parties=(person(serial=2),), place="别处"), actor=centre.actor("police"))
    services.register_event(other, twins_seen=True, actor=desk)
    services.merge_event(other, registered, "两次来电反映的是同一件事。", actor=desk)
    assert (queries.matter(other).state, queries.matter(other).merged_into_id) == ("merged", registered)
    with clock.frozen(clock.at(DAY + timedelta(days=30), 9)):
        services.unmerge_event(other, "核实后是两件不同的事。", actor=desk)
    assert (queries.matter(other).state, queries.matter(other).merged_into_id) == ("registered", None)
    services.merge_event(other, registered, "再次核实，确为同一件事。", actor=desk)
    with clock.frozen(clock.at(DAY + timedelta(days=62), 9)), pytest.raises(Refused) as late:
        services.unmerge_event(other, "核实后是两件不同的事。", actor=desk)
    assert late.value.code == "merge_too_old"


def test_a_matter_is_not_merged_into_itself_or_into_one_that_has_ended(centre: Cast, registered: UUID) -> None:
    desk = centre.actor("gaomou")
    with pytest.raises(InvalidInput):
        services.merge_event(registered, registered, "两次来电反映的是同一件事。", actor=desk)
    ended = services.file_event(report(parties=(person(serial=2),)), actor=centre.actor("police"))
    services.reject_event(ended, "内容无法辨认，请联系来电人补充。", actor=desk)
    with pytest.raises(InvalidInput) as refused:
        services.merge_event(registered, ended, "两次来电反映的是同一件事。", actor=desk)
    assert set(refused.value.fields) == {"into_id"}
    with pytest.raises(NotFound):
        services.merge_event(registered, centre.unit("center").id, "两次来电反映的是同一件事。", actor=desk)
