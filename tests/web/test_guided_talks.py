"""The mediation room and the judge's answer through the pages' own forms: from the application to the talks resumed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from app.core.db import db
from app.guidance.models import GuidanceRequest
from app.mediation import queries as mediations
from app.mediation.models import Mediation
from app.rendering.models import Document
from tests.support.page_forms import Clerk
from tests.support.people import Cast
from tests.support.stage import scene
from tests.support.story import BEGIN, Story

Enter = Callable[[str], Clerk]


@scene(at=BEGIN)
def story(cast: Cast) -> Story:
    """Signed by the lead, at a quarter to nine; a judge sits in the studio."""
    return Story(cast, workers=10).dispatched().on_duty()


def room(story: Story) -> str:
    return f"/events/{story.matter_id}/mediation"


def sitting(story: Story) -> Mediation:
    db.session.expire_all()
    row = mediations.latest_mediation(story.matter_id)
    assert row is not None
    return row


def printed(story: Story) -> set[str]:
    return {row[0] for row in db.session.query(Document.form_code).filter(Document.matter_id == story.matter_id)}


def until_assigned(story: Story, ding: Clerk) -> None:
    at = room(story)
    ding.fill(at, "/mediation", {"origin": "oral", "request": "支付拖欠的工资"})
    ding.fill(at, "/check-scope")
    everybody = [party.id for party in story.parties]
    ding.fill(at, "/consents", {"party_ids": everybody, "answer": "consent"})
    ding.fill(at, "/accept")
    ding.fill(at, "/assign", {"disclosure": "与各方当事人没有利害关系"})
    ding.fill(at, "/rights", {"party_ids": everybody, "read_aloud": "1"})
    ding.fill(at, "/representatives", {"representatives": everybody[:3]})


def hold(story: Story, ding: Clerk, **more: object) -> None:
    told = {
        "place": "综治中心调解室",
        "started_at": "2025-06-18 08:05",
        "ended_at": "2025-06-18 08:40",
        "record": "公司：得等养老院付款才能发工资。",
        "result": "continue",
    }
    ding.fill(room(story), "/sessions", {**told, **more})


def test_from_the_application_to_the_stalled_talks(story: Story, clerk: Enter) -> None:
    ding = clerk("ding")
    until_assigned(story, ding)
    hold(story, ding, **{"attendance.10.left_at": "2025-06-18 08:35"})
    ding.fill(room(story), "/stall", {"cause": "party_left", "reason": "公司负责人中途离场"})
    assert sitting(story).state == "stalled"
    for paper in ("/papers/D05", "/papers/D10", "/papers/D06", "/record"):
        ding.fill(room(story), paper)
    assert printed(story) >= {"D05", "D06", "D10", "D19"}
    page = ding.get(room(story))
    assert "北京虚构洁安物业服务有限公司 08:35 离场" in page


def test_the_judge_answers_and_the_mediator_decides_before_the_talks_go_on(story: Story, clerk: Enter) -> None:
    ding, judge = clerk("ding"), clerk("meng")
    until_assigned(story, ding)
    hold(story, ding)
    ding.fill(room(story), "/stall", {"cause": "party_left", "reason": "公司负责人中途离场"})
    asking = f"/events/{story.matter_id}/guidance/new"
    short = ding.fill(
        asking, "/guidance", {"questions": ["", "", ""], "facts_agreed": "拖欠两个月工资未付。"}, status=422
    )
    assert "拖欠两个月工资未付。" in short.get_data(as_text=True)
    ding.fill(
        asking, "/guidance", {"questions": ["能否由养老院先付？"], "facts_agreed": "物业公司拖欠两个月工资未付。"}
    )
    request_id: UUID = db.session.query(GuidanceRequest.id).scalar()
    desk = f"/guidance/{request_id}/answer"
    judge.fill(desk, "/take")
    judge.fill(desk, "/ask-facts", {"reason": "养老院尚欠物业费多少？"})
    here = f"/events/{story.matter_id}/guidance"
    ding.fill(here, "/supply-facts", {"reason": "尚欠两个季度，合同和对账单已上传。"})
    given = {"plan": "养老院先付，工资债权转让。", "risks": "转让须通知债务人。", "articles": ["mfd-545", "mfd-546"]}
    judge.fill(desk, "/answer", {**given, "articles": []}, status=422)
    judge.fill(desk, "/answer", given)
    assert sitting(story).state == "stalled"
    refused = ding.fill(here, "/decide", {"adoption": "partly_adopted", "reason": "短"}, status=422).get_data(
        as_text=True
    )
    assert "15" in refused
    assert "回到调解" not in ding.get(here)
    ding.fill(here, "/decide", {"adoption": "adopted"})
    assert "回到调解" in ding.get(here)
    ding.fill(here, "/paper")
    ding.fill(room(story), "/resume")
    assert sitting(story).state == "in_session"
    assert "D21" in printed(story)


def test_a_judge_with_a_relation_recuses_and_the_next_one_may_take_it(story: Story, clerk: Enter) -> None:
    ding, judge = clerk("ding"), clerk("meng")
    until_assigned(story, ding)
    hold(story, ding)
    ding.fill(
        f"/events/{story.matter_id}/guidance/new",
        "/guidance",
        {"questions": ["能否由养老院先付？"], "facts_agreed": "物业公司拖欠两个月工资未付。"},
    )
    row = db.session.query(GuidanceRequest).one()
    judge.fill(f"/guidance/{row.id}/answer", "/recuse", {"ground": "kin", "reason": "与一方负责人是近亲属。"})
    story.on_duty("shen")
    shen = clerk("shen")
    shen.fill(f"/guidance/{row.id}/answer", "/take")
    db.session.expire_all()
    assert row.judge_name == "沈某衡"


def test_failed_talks_end_with_the_facts_nobody_disputes(story: Story, clerk: Enter) -> None:
    ding = clerk("ding")
    until_assigned(story, ding)
    hold(story, ding)
    ding.fill(room(story), "/fail", {"reason": "各方分歧过大，无法达成一致。", "undisputed_facts": "拖欠两个月工资。"})
    assert sitting(story).state == "failed"


def test_drafting_begins_and_goes_back_to_the_table(story: Story, clerk: Enter) -> None:
    ding = clerk("ding")
    until_assigned(story, ding)
    hold(story, ding)
    ding.fill(room(story), "/begin-drafting")
    assert sitting(story).state == "agreement_drafting"
    ding.fill(room(story), "/return-to-session", {"reason": "一方对付款时间有新的意见。"})
    assert sitting(story).state == "in_session"
    ding.fill(room(story), "/withdraw", {"reason": "申请人撤回调解申请，另行协商。"})
    assert sitting(story).ended_on is not None


def test_what_is_out_of_scope_is_declined_and_a_refusal_ends_it(story: Story, clerk: Enter) -> None:
    ding = clerk("ding")
    ding.fill(room(story), "/mediation", {"origin": "oral"})
    ding.fill(room(story), "/decline", {"reason": "依法须由行政机关处理，不属于人民调解范围。"})
    assert sitting(story).ended_on is not None
    ding.fill(room(story), "/mediation", {"origin": "written"})
    ding.fill(room(story), "/check-scope")
    ding.fill(room(story), "/consents", {"party_ids": [story.parties[-1].id], "answer": "refuse"})
    ding.fill(room(story), "/refuse")
    assert sitting(story).state == "terminated_refused"
