"""The end of a matter at its pages: no answer is assumed, a dossier says what it lacks, lists name their matter."""

from __future__ import annotations

from collections.abc import Callable

from app.closure import queries
from app.closure import services as closure
from app.closure.commands import PartyAnswer, VisitDetails
from app.dispatch import services as dispatch
from app.intake import queries as intake_queries
from app.intake import services as intake
from app.intake.commands import PartyDetails
from tests.support.dispatching import WaitingMatter, feedback
from tests.support.visits import Visitor, version_on

Visit = Callable[[str], Visitor]
TITLE = "32名劳动者聚集讨薪，称被拖欠4、5月工资"


def resolved(waiting: WaitingMatter) -> str:
    """The matter solved, with one party to be visited; its page."""
    desk = waiting.actor("gaomou")
    party = PartyDetails(role="applicant", kind="person", name="赵某甲")
    intake.add_party(waiting.matter_id, party, actor=desk)
    order_id = waiting.lead_in_progress()
    dispatch.submit_feedback(order_id, feedback(), actor=waiting.actor("rshead"))
    dispatch.accept_feedback(order_id, actor=desk)
    closure.resolve(waiting.matter_id, "01", "双方已经和解，工资全部付清。", actor=desk)
    return f"/events/{waiting.matter_id}/closure"


def test_no_answer_of_a_party_is_assumed_and_none_is_lost(waiting: WaitingMatter, visit: Visit) -> None:
    page_of, desk = resolved(waiting), visit("gaomou")
    page, row = desk.get(page_of), queries.visits_of(waiting.matter_id)[-1]
    assert 'value="5" selected' not in page
    assert 'value="1" selected' not in page
    party = intake_queries.parties_of(waiting.matter_id)[0]
    given = {"answers.0.party_id": str(party.id), "answers.0.reached": "1", "answers.0.satisfaction": "3"}
    typed = {"form": "answers", "version": version_on(page), "answers.0.channel": "phone", **given}
    again = desk.send(f"/visits/{row.id}/answers", 422, **typed, **{"answers.0.performed": ""})
    text = again.get_data(as_text=True)
    assert "请填写履行情况和满意度" in text
    assert 'value="3" selected' in text
    desk.send(f"/visits/{row.id}/answers", **typed, **{"answers.0.performed": "1"})
    assert "已记录1名，联系上1名" in desk.get(page_of)


def test_a_dossier_says_what_it_lacks_before_it_is_filed(waiting: WaitingMatter, visit: Visit) -> None:
    page_of, desk, actor = resolved(waiting), visit("gaomou"), waiting.actor("gaomou")
    row = queries.visits_of(waiting.matter_id)[-1]
    party = intake_queries.parties_of(waiting.matter_id)[0]
    answer = PartyAnswer(party_id=party.id, reached=True, channel="phone", performed=True, satisfaction=4)
    closure.record_answers(row.id, VisitDetails(answers=(answer,)), actor=actor)
    closure.pass_visit(row.id, actor=actor)
    closure.close(waiting.matter_id, actor=actor)
    assert "立卷还缺：受理登记表、权利义务告知书、调解记录、回访记录。" in desk.get(page_of)
    dossier = queries.dossier_of(waiting.matter_id)
    assert dossier is not None
    closure.explain(dossier.id, "D19", "双方自行和解，未开调解会。", actor=actor)
    assert "立卷还缺：受理登记表、权利义务告知书、回访记录。" in desk.get(page_of)


def test_the_lists_at_the_end_name_their_matter(waiting: WaitingMatter, visit: Visit) -> None:
    resolved(waiting)
    page = visit("gaomou").get("/visits")
    assert TITLE in page
    assert "第1次回访" in page


def test_the_overview_counts_what_its_rows_show(waiting: WaitingMatter, visit: Visit) -> None:
    waiting.dispatched()
    director = visit("gu")
    page = director.get("/overview")
    assert 'href="/desk?late=1"' in page
    assert TITLE in director.get("/desk?risk=yellow")
    assert TITLE not in director.get("/desk?late=1")
