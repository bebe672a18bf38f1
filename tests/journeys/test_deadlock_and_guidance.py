"""From the police report to the judge's opinion: the deadlock, the gate and the decision."""

from __future__ import annotations

import pytest

from app.audit import queries as audit
from app.core.errors import Forbidden, NotFound, Refused
from app.guidance import services as guidance
from app.guidance.rules import faults_of_request
from app.intake import queries as intake
from app.intake import services as intake_services
from app.mediation import services as mediation
from tests.support.people import Cast
from tests.support.stage import scene
from tests.support.story import BEGIN, Story


@scene(at=BEGIN)
def story(cast: Cast) -> Story:
    return Story(cast)


def test_the_risk_rises_as_the_company_walks_out_and_the_gate_is_threatened(story: Story) -> None:
    story.triage()
    assert (story.event.risk_score, story.event.risk_level) == (47, "yellow")
    assert intake.latest_assessment(story.matter_id).score == 47
    intake_services.note_risk_signal(story.matter_id, "party_left", "公司负责人离场", actor=story.act("gaomou"))
    assert intake.latest_assessment(story.matter_id).score == 53
    intake_services.note_risk_signal(story.matter_id, "blocking", "扬言堵门", actor=story.act("gaomou"))
    latest = intake.latest_assessment(story.matter_id)
    assert (latest.score, latest.suggested_level) == (58, "orange")
    assert story.event.risk_level == "yellow"


def test_a_mediation_goes_from_consent_to_deadlock(story: Story) -> None:
    story.stalled()
    assert story.mediation.state == "stalled"
    assert story.mediation.number == "（2025）房劳人调字第0001号"
    assert story.event.state == "handling"
    assert intake.latest_assessment(story.matter_id).score == 53


def test_an_undecided_opinion_holds_agreement_failure_and_resolving(story: Story) -> None:
    story.answered()
    ding = story.act("ding")
    assert intake.hold_count(story.matter_id) == 1
    for attempt in (
        lambda: mediation.fail(story.mediation_id, "各方不能达成一致意见，终止调解", actor=ding),
        lambda: mediation.resume(story.mediation_id, actor=ding),
        lambda: intake_services.mark_resolved(story.matter_id, "01", actor=ding),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code in {"on_hold", "opinion_undecided"}
    guidance.decide(story.request_id, "adopted", actor=ding)
    assert intake.hold_count(story.matter_id) == 0
    mediation.resume(story.mediation_id, actor=ding)
    assert story.mediation.state == "in_session"


def test_an_orange_matter_without_guidance_is_held_until_asked_or_waived(story: Story) -> None:
    story.stalled("orange")
    assert [hold.kind for hold in intake.open_holds(story.matter_id)] == ["guidance_missing"]
    with pytest.raises(Forbidden):
        intake_services.waive_guidance(
            story.matter_id, "事实清楚，无须法官指导，主任决定豁免。", actor=story.act("gaomou")
        )
    intake_services.waive_guidance(story.matter_id, "事实清楚，无须法官指导，主任决定豁免。", actor=story.act("gu"))
    assert intake.hold_count(story.matter_id) == 0


def test_a_judge_who_is_not_on_duty_cannot_take_a_request(story: Story) -> None:
    story.asked()
    with pytest.raises(Refused) as refusal:
        guidance.take(story.request_id, actor=story.act("shen"))
    assert refusal.value.code == "not_on_duty"
    assert "现在值班的是孟某文" in str(refusal.value.message)


@pytest.mark.parametrize("question", ["打官司的话法院会判多少？", "这个案子能不能打赢？", "工人起诉胜算大不大？"])
def test_the_judge_is_not_asked_how_it_would_end(question: str) -> None:
    assert "questions" in faults_of_request("公司拖欠两个月工资，各方对金额没有争议。", [question])


@pytest.mark.parametrize(
    "question",
    ["养老院先付后能否向公司追偿？", "法院裁定多少日内作出？", "不服判决多少天内上诉？", "怎样能赢得养老院信任？"],
)
def test_a_question_about_the_law_or_the_way_is_asked(question: str) -> None:
    assert faults_of_request("公司拖欠两个月工资，各方对金额没有争议。", [question]) == {}


def test_a_unit_that_was_not_brought_in_does_not_see_the_matter(story: Story) -> None:
    story.answered()
    for login in ("civil", "xilu", "sysadmin"):
        with pytest.raises(NotFound):
            intake.get_event(story.act(login), story.matter_id)
    assert intake.get_event(story.act("meng"), story.matter_id).id == story.matter_id


def test_the_whole_story_is_one_unbroken_chain(story: Story) -> None:
    story.decided()
    checked, broken = audit.verify(story.matter_id)
    assert (checked, broken) == (1, [])
    names = [row.name for row in intake.transitions_of(story.matter_id)]
    assert names[:3] == ["submit", "register", "triage"]
    assert {"accept", "stall", "take", "answer", "adopt"} <= set(names)
