"""The mediation room: what was ticked stays, a fault stands at its box, the page says who answered what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from app.core.db import db
from app.core.models import RecordedEvent
from app.mediation import queries
from app.mediation import services as mediation
from app.mediation.commands import Application
from app.rendering.models import Document
from tests.support.people import Cast
from tests.support.stage import scene
from tests.support.story import BEGIN, Story
from tests.support.visits import Visitor, version_on

Visit = Callable[[str], Visitor]


@scene(at=BEGIN + timedelta(hours=7))
def story(cast: Cast) -> Story:
    """Four in the afternoon of the day of S01, so that a sitting of the day lies behind."""
    return Story(cast, workers=3)


def applied(story: Story) -> str:
    """Register the application; returns the address of its acts."""
    story.dispatched()
    org = story.cast.unit("org.labor").id
    application = Application(matter_id=story.matter_id, org_id=org, origin="oral")
    return f"/mediations/{mediation.open_mediation(application, actor=story.act('ding'))}"


def ticked(page: str, name: str) -> list[str]:
    """Values of the boxes of a name that are on."""
    return re.findall(rf'name="{name}" value="([^"]+)" checked', page)


def test_the_mediators_own_organisation_is_chosen(story: Story, visit: Visit) -> None:
    story.dispatched()
    page = visit("ding").get(f"/events/{story.matter_id}/mediation")
    assert f'value="{story.cast.unit("org.labor").id}" selected' in page


def test_who_registers_from_outside_chooses_and_the_organisation_is_told(story: Story, visit: Visit) -> None:
    story.dispatched()
    page = visit("he").get(f"/events/{story.matter_id}/mediation")
    assert 'id="f-org_id"' in page
    assert " selected" not in page.partition('id="f-org_id"')[2].partition("</select>")[0]
    chosen = Application(matter_id=story.matter_id, org_id=story.cast.unit("org.labor").id, origin="written")
    row = queries.get_mediation(story.act("he"), mediation.open_mediation(chosen, actor=story.act("he")))
    assert (row.mediator_id, row.mediator_name) == (None, None)
    told = db.session.query(RecordedEvent).filter_by(name="MediationOpened", matter_id=story.matter_id).one()
    assert told.payload["org_id"] == str(row.org_id)
    own = visit("ding").get(f"/events/{story.matter_id}/mediation")
    assert "调解员 何某" not in own


def test_a_refused_answer_keeps_who_was_ticked(story: Story, visit: Visit) -> None:
    at, ding = applied(story), visit("ding")
    assert ticked(ding.get(f"/events/{story.matter_id}/mediation"), "party_ids") == []
    chosen = str(story.party_ids()[1])
    consent = {"form": "consent", "answer": "consent", "channel": "phone", "answered_at": "9月31日 10:00"}
    page = ding.send(f"{at}/consents", 422, party_ids=[chosen], **consent).get_data(as_text=True)
    assert "9月只有30天" in page
    assert ticked(page, "party_ids") == [chosen]
    page = ding.send(f"{at}/consents", 422, **consent).get_data(as_text=True)
    assert ticked(page, "party_ids") == []
    assert 'id="f-party_ids-e"' in page


def test_the_room_says_who_answered_what_when_and_how(story: Story, visit: Visit) -> None:
    at, ding = applied(story), visit("ding")
    party = story.parties[0]
    answer = {"answer": "consent", "channel": "phone", "answered_at": "2025-06-18 10:30", "e_service": "1"}
    ding.send(f"{at}/consents", party_ids=[str(party.id)], **answer)
    page = ding.get(f"/events/{story.matter_id}/mediation")
    for words in (
        "已答复1名，还差4名",
        party.name,
        "电话 · 6月18日 10:30 · 丁某和记录 · 同意电子送达",
        "未答复",
        "未告知",
    ):
        assert words in page


def test_leaving_outside_the_sitting_is_refused_at_its_box(story: Story, visit: Visit) -> None:
    story.mediating()
    ding, at = visit("ding"), f"/mediations/{story.mediation_id}/sessions"
    absent, gone = (str(party.id) for party in story.parties[:2])
    sitting = {
        "form": "session",
        "version": version_on(ding.get(f"/events/{story.matter_id}/mediation")),
        "mode": "on_site", "place": "综治中心调解室", "started_at": "6月18日 14:30", "ended_at": "6月18日 15:00",
        "record": "公司：再商量。", "result": "continue",
        "attendance.0.party_id": absent, "attendance.0.present": "0",
        "attendance.1.party_id": gone, "attendance.1.present": ["0", "1"], "attendance.1.left_at": "6月18日 16:00",
    }  # fmt: skip
    page = ding.send(at, 422, **sitting).get_data(as_text=True)
    assert "离场时间应在开始和结束之间。" in page
    assert 'id="f-attendance-1-left_at-e"' in page
    assert ticked(page, "attendance.0.present") == []
    assert ticked(page, "attendance.1.present") == ["1"]
    ding.send(at, **{**sitting, "attendance.1.left_at": "6月18日 14:50"})
    page = ding.get(f"/events/{story.matter_id}/mediation")
    assert f"{story.parties[1].name} 14:50 离场" in page
    assert f"{story.parties[0].name} 未到" in page
    assert len(queries.sessions_of(story.mediation_id)) == 2


def test_the_head_names_the_unit_of_each_clock_and_when_each_step_was_done(story: Story, visit: Visit) -> None:
    story.dispatched()
    page = visit("gaomou").get(f"/events/{story.matter_id}")
    for code in ("dept.rs", "org.labor"):
        assert re.search(rf'class="k">[^<]* · {story.cast.unit(code).short_name}', page)
    assert re.search(r"派单<small>今日 15:45</small>", page)


def test_an_act_in_a_stale_tab_is_refused_aloud_and_what_was_typed_is_shown(story: Story, visit: Visit) -> None:
    story.answered("yellow")
    ding, matter = visit("ding"), f"/events/{story.matter_id}/guidance"
    version = version_on(ding.get(matter))
    decide = {"form": f"decide-{story.request_id}", "version": version, "adoption": "adopted"}
    ding.send(f"/guidance/{story.request_id}/decide", **decide)
    partly = {**decide, "adoption": "partly_adopted", "reason": "养老院须先完成内部审批，再由它直接付款。"}
    page = ding.send(f"/guidance/{story.request_id}/decide", 409, **partly).get_data(as_text=True)
    assert "内容已被他人更新" in page
    assert "您填写的内容：" in page
    assert partly["reason"] in page
    assert "您填写的内容：" not in ding.get(matter)


def test_only_who_decides_is_asked_to_decide(story: Story, visit: Visit) -> None:
    story.answered("yellow")
    for login, words in (("ding", "决定是否采纳"), ("gaomou", "看法官指导")):
        assert f">{words}</a>" in visit(login).get(f"/events/{story.matter_id}/guidance")


def test_a_question_left_out_is_said_at_its_box_and_the_facts_are_read_later(story: Story, visit: Visit) -> None:
    story.stalled().on_duty()
    ding = visit("ding")
    asked = {"matter_id": str(story.matter_id), "facts_agreed": "物业公司拖欠两个月工资。", "urgency": "normal"}
    page = ding.send(f"/events/{story.matter_id}/guidance", 422, **asked).get_data(as_text=True)
    assert 'id="f-questions-e"' in page
    late = {**asked, "questions": "能否作为不付工资的理由？", "needed_by": "6月19日"}
    page = ding.send(f"/events/{story.matter_id}/guidance", 422, **late).get_data(as_text=True)
    assert "请在日期后面写上几点几分" in page
    ding.send(f"/events/{story.matter_id}/guidance", **{**late, "needed_by": "6月19日 10:00"})
    page = ding.get(f"/events/{story.matter_id}/guidance")
    for words in ("物业公司拖欠两个月工资。", "希望明日 10:00前答复", "再请法官指导"):
        assert words in page


def test_each_party_has_a_paper_of_its_own(story: Story, visit: Visit) -> None:
    story.mediating()
    ding, at = visit("ding"), f"/mediations/{story.mediation_id}"
    ding.send(f"{at}/papers/D06")
    ding.send(f"{at}/papers/D05")
    papers = db.session.query(Document).filter(Document.form_code.in_(("D05", "D06"))).all()
    assert [paper.version for paper in papers] == [1] * 2 * len(story.parties)
    assert {paper.subject_id for paper in papers} == set(story.party_ids())
    for address in (f"/events/{story.matter_id}/documents", "/documents"):
        page = ding.get(address)
        assert all(f'<span class="fq-2nd">{party.name}</span>' in page for party in story.parties)
    assert story.event.title in page


def test_the_lists_of_the_room_name_the_matter(story: Story, visit: Visit) -> None:
    story.asked()
    for login, address in (("ding", "/mediations"), ("meng", "/guidance/queue")):
        page = visit(login).get(address)
        assert story.event.title in page
    assert "丁某和 · " in page
    assert "已等0分" in page


def test_a_failed_mediation_is_told_to_every_party_with_the_other_routes(story: Story, visit: Visit) -> None:
    story.mediating()
    at, ding = f"/mediations/{story.mediation_id}", visit("ding")
    early = ding.send(f"{at}/papers/D37", 409).get_data(as_text=True)
    assert "调解尚未终止。" in early
    assert "终止调解告知书" not in ding.get(f"/events/{story.matter_id}/mediation")
    mediation.fail(story.mediation_id, "各方对支付时间分歧较大，无法达成协议。", actor=story.act("ding"))
    assert "终止调解告知书" in ding.get(f"/events/{story.matter_id}/mediation")
    ding.send(f"{at}/papers/D37")
    papers = db.session.query(Document).filter_by(matter_id=story.matter_id, form_code="D37").all()
    assert {paper.subject_id for paper in papers} == set(story.party_ids())
    assert "未能达成协议" in str(papers[0].content)
    ding.send(f"{at}/papers/D99", 404)


@scene(at=BEGIN + timedelta(hours=7))
def crowd(cast: Cast) -> Story:
    """The same with more workers than one page of the room names."""
    return Story(cast, workers=57)


def test_of_many_parties_fifty_are_named_at_once(crowd: Story, visit: Visit) -> None:
    at, ding = applied(crowd), visit("ding")
    room = f"/events/{crowd.matter_id}/mediation"
    everybody = [str(one) for one in crowd.party_ids()]
    boxes = [re.findall(r'name="party_ids" value="([^"]+)"', ding.get(f"{room}?people={n}")) for n in (1, 2)]
    assert boxes == [everybody[:50], everybody[50:]]
    assert "当事人第2页，共2页" in ding.get(f"{room}?people=2")
    assert re.findall(r'name="party_ids" value="([^"]+)"', ding.get(f"{room}?people=99")) == everybody[50:]
    consent = {"form": "consent", "answer": "consent", "channel": "phone", "answered_at": "2025-06-18 10:30"}
    assert ding.send(f"{at}/consents?people=2", party_ids=boxes[1], **consent).location
    assert "已答复" in ding.get(room)


def test_the_record_of_a_sitting_says_of_everybody_whether_they_came(crowd: Story, visit: Visit) -> None:
    crowd.mediating()
    page = visit("ding").get(f"/events/{crowd.matter_id}/mediation?people=2")
    asked = re.findall(r'name="attendance\.\d+\.party_id" value="([^"]+)"', page)
    assert asked == [str(one) for one in crowd.party_ids()]
