"""What a level obliges to (domain.md §8): measures arise, are done by their owners, and end with their reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.clocks import queries as clocks
from app.clocks import services as clock_services
from app.core import clock
from app.core.db import db
from app.core.errors import FengqiaoError, Forbidden, InvalidInput, NotFound, Refused
from app.core.ids import new_id
from app.core.models import RecordedEvent
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.commands import LoweringProposal, TriageDecision
from app.oversight import queries, services
from app.oversight.commands import LeadDetails
from app.oversight.forms import issue_lead_form, issue_warning, lead_data, warning_data
from app.oversight.services.duties import MEASURES_KIND
from app.rendering.models import Document
from tests.support.dispatching import DAY, WaitingMatter

UP = "扬言堵门，按红色处置并增派人员。"
WHY = "堵门人员已经撤离，现场恢复正常。"
NOTE = "到现场劝离，约定次日继续调解。"


class Grave:
    """A matter waiting for dispatch, confirmed red at five past nine."""

    def __init__(self, waiting: WaitingMatter) -> None:
        self.id, self.actor = waiting.matter_id, waiting.actor
        self.confirm("red")

    def confirm(self, level: str) -> None:
        matters.confirm_risk(self.id, level, UP, actor=self.actor("gaomou"))

    def duties(self) -> dict[str, str]:
        return {row.kind: row.state for row in queries.duties_of(self.id) if row.day is None}

    def duty(self, kind: str) -> Any:
        return next(row for row in reversed(queries.duties_of(self.id)) if row.kind == kind)

    def notes(self) -> list[tuple[date | None, str]]:
        return [(row.day, row.state) for row in queries.notes_of(self.id)]

    def told(self) -> list[str]:
        return list(db.session.scalars(select(RecordedEvent.name).where(RecordedEvent.matter_id == self.id)))

    def measures_clock(self) -> list[Any]:
        return list(clocks.clocks_of_subject(MEASURES_KIND, self.id))

    def lead(self, **more: Any) -> UUID:
        details = {
            "official_name": "邵某明",
            "official_post": "区委政法委副书记",
            "until_on": clock.today() + timedelta(days=30),
            "measures": "约谈双方负责人，三日内核清工资。",
        }
        return services.name_lead(self.id, LeadDetails(**{**details, **more}), actor=self.actor("gu"))


@pytest.fixture
def red(waiting: WaitingMatter) -> Grave:
    return Grave(waiting)


def code_of(act: Any) -> str:
    with pytest.raises(FengqiaoError) as refused:
        act()
    return refused.value.code


def test_red_asks_for_five_measures_with_owners_and_one_clock(red: Grave) -> None:
    assert red.duties() == dict.fromkeys(("lead_official", "chief_told", "link_110", "guidance"), "open")
    assert red.notes() == [(DAY, "open")]
    running = red.measures_clock()
    assert [(view.rule_id, view.due_at) for view in running] == [("P31", clock.now() + timedelta(hours=2))]
    assert red.duty("link_110").due_at == running[0].due_at
    assert red.duty("guidance").due_at is None
    assert red.told().count("RiskDutiesArose") == 1
    red.confirm("red")
    assert len(queries.duties_of(red.id)) == 5


def test_measures_are_done_by_their_owner_and_the_clock_stops_with_the_last(red: Grave) -> None:
    for kind in ("chief_told", "link_110"):
        services.mark_done(red.duty(kind).id, "09:10电话报告，要求稳控。", actor=red.actor("gaomou"))
    assert (red.duty("link_110").done_by_name, red.duty("link_110").note) == ("高某", "09:10电话报告，要求稳控。")
    assert len(red.measures_clock()) == 1
    red.lead()
    assert red.duties()["lead_official"] == "done"
    assert red.measures_clock() == []
    assert (
        code_of(lambda: services.mark_done(red.duty("link_110").id, NOTE, actor=red.actor("gaomou"))) == "wrong_state"
    )


def test_what_is_not_one_s_own_or_not_ticked_off_is_refused(red: Grave, waiting: WaitingMatter) -> None:
    waiting.dispatched()
    link = red.duty("link_110").id
    assert code_of(lambda: services.mark_done(link, NOTE, actor=red.actor("he"))) == "not_owner"
    with pytest.raises(NotFound):
        services.mark_done(link, NOTE, actor=red.actor("qin"))
    with pytest.raises(InvalidInput) as bare:
        services.mark_done(link, "好", actor=red.actor("gaomou"))
    assert set(bare.value.fields) == {"note"}
    guidance = red.duty("guidance").id
    assert code_of(lambda: services.mark_done(guidance, NOTE, actor=red.actor("gaomou"))) == "done_elsewhere"


def test_overdue_measures_are_told_to_the_centre_once(red: Grave) -> None:
    with clock.frozen(clock.now() + timedelta(hours=3)):
        clock_services.sweep_clocks()
        clock_services.sweep_clocks()
        overdue = queries.list_duties(red.actor("gu"), "overdue").rows
    assert {row.kind for row in overdue} == {"lead_official", "chief_told", "link_110"}
    assert red.told().count("RiskDutiesOverdue") == 1


def test_only_the_director_names_the_lead_of_a_grave_matter_and_the_form_is_issued(red: Grave) -> None:
    details = LeadDetails(official_name="邵", official_post="x", until_on=DAY - timedelta(days=1), measures="短")
    with pytest.raises(Forbidden):
        services.name_lead(red.id, details, actor=red.actor("gaomou"))
    with pytest.raises(InvalidInput) as wrong:
        services.name_lead(red.id, details, actor=red.actor("gu"))
    assert set(wrong.value.fields) == {"official_name", "official_post", "until_on", "measures"}
    red.lead()
    second = red.lead(official_name="佟某", official_user_id=red.actor("gu").user_id)
    assert [(row.official_name, row.ended_why) for row in queries.leads_of(red.id)] == [
        ("邵某明", "replaced"),
        ("佟某", None),
    ]
    assert queries.present_lead(red.id).id == second  # type: ignore[union-attr]
    assert red.duty("daily_note").owner_user_id == red.actor("gu").user_id
    forms = db.session.scalars(select(Document.form_code).where(Document.matter_id == red.id)).all()
    assert forms.count("D49") == 2


def test_a_note_is_written_once_on_its_day_and_a_missed_day_stays_missed(red: Grave) -> None:
    services.write_note(red.id, NOTE, actor=red.actor("gaomou"))
    assert code_of(lambda: services.write_note(red.id, NOTE, actor=red.actor("gu"))) == "note_written"
    later = clock.at(DAY + timedelta(days=3), 10)
    with clock.frozen(later):
        services.look_at_all()
        services.look_at_all()
        services.write_note(red.id, "双方同意先核账。", actor=red.actor("gaomou"))
    assert [state for _, state in red.notes()] == ["done", "missed", "missed", "done"]
    assert red.told().count("DailyNoteMissed") == 2
    missed = queries.notes_of(red.id)[1]
    assert code_of(lambda: services.mark_done(missed.id, NOTE, actor=red.actor("gaomou"))) == "done_elsewhere"
    red.lead()
    steps = lead_data(red.id)["steps"]
    assert [(step["text"], step["by"]) for step in steps[:2]] == [(NOTE, "高某"), ("当日未记", None)]


def test_guidance_the_director_waived_is_not_asked_for_any_more(red: Grave) -> None:
    matters.waive_guidance(red.id, "主任当面听取汇报，决定先行处置。", actor=red.actor("gu"))
    assert (red.duty("guidance").state, red.duty("guidance").ended_why) == ("ended", "waived")


def test_lowering_ends_what_the_lower_level_does_not_ask_for(red: Grave) -> None:
    red.lead()
    with clock.frozen(clock.at(DAY + timedelta(days=3), 10)):
        down = LoweringProposal(to_level="yellow", reason=WHY)
        lowering_id = matters.propose_lowering(red.id, down, actor=red.actor("gaomou"))
        matters.agree_to_lowering(lowering_id, actor=red.actor("gu"))
        assert [row.ended_why for row in queries.leads_of(red.id)] == ["level:yellow"]
        assert queries.open_duties_of(red.id) == []
        assert red.duty("chief_told").ended_why == "level:yellow"
        assert red.measures_clock() == []
        assert code_of(lambda: services.write_note(red.id, NOTE, actor=red.actor("gaomou"))) == "no_note_asked"
        red.confirm("orange")
    assert (red.duty("district_lead").state, red.duty("district_lead").level) == ("open", "orange")


def test_a_matter_that_goes_elsewhere_leaves_nothing_open(waiting: WaitingMatter) -> None:
    waiting.lead_in_progress()
    red = Grave(waiting)
    matters.waive_guidance(red.id, "主任当面听取汇报，决定先行处置。", actor=red.actor("gu"))
    away = TriageDecision(pathway="litigation", notice="请向有管辖权的人民法院起诉。")
    matters.change_pathway(red.id, away, "当事人一致要求依法诉讼解决。", actor=red.actor("gaomou"))
    assert queries.open_duties_of(red.id) == []
    assert red.duty("link_110").ended_why == "redirected"
    lower = LoweringProposal(to_level="yellow", reason="当事人已经依法起诉，现场平稳。", ended=())
    assert code_of(lambda: matters.propose_lowering(red.id, lower, actor=red.actor("gaomou"))) == "nothing_to_lower"
    with clock.frozen(clock.at(DAY + timedelta(days=2), 10)):
        services.look_at_all()
        assert red.notes() == []
        matters.not_taken(red.id, "对方单位认为不属于其职责。", actor=red.actor("gaomou"))
        red.confirm("red")
    assert (red.duty("link_110").state, red.duty("lead_official").state) == ("open", "open")


def test_the_warning_tells_the_score_by_its_own_weights_and_every_measure(red: Grave) -> None:
    data = warning_data(red.id, red.actor("gaomou"))
    newest = intake.assessments(red.id)[-1]
    assert (data["level"], data["score"], data["weights_version"]) == ("红色", newest.score, "2025.1")
    assert sum(item["points"] for item in data["items"]) == newest.score
    assert data["measures"][0]["name"] == "确定包案领导"
    assert (data["confirmed_by"], data["reason"]) == ("高某", UP)


def test_a_yellow_matter_has_no_measures_and_no_forms(waiting: WaitingMatter) -> None:
    assert queries.duties_of(waiting.matter_id) == []
    with pytest.raises(Refused):
        warning_data(waiting.matter_id, waiting.actor("gaomou"))
    with pytest.raises(Refused):
        lead_data(waiting.matter_id)
    with pytest.raises(Refused):
        services.write_note(waiting.matter_id, NOTE, actor=waiting.actor("gaomou"))


def test_who_may_not_see_a_matter_learns_nothing_of_its_level(waiting: WaitingMatter) -> None:
    """Neither form says that the matter is not grave, or has no lead, to somebody of another centre."""
    elsewhere = replace(waiting.actor("gu"), user_id=new_id(), unit_id=new_id(), membership_id=new_id())
    for issue in (issue_warning, issue_lead_form):
        with pytest.raises(NotFound):
            issue(waiting.matter_id, actor=elsewhere)


def test_own_measures_wait_on_one_s_own_list(red: Grave) -> None:
    assert {row.kind for row in queries.list_duties(red.actor("gaomou"), "mine").rows} == {
        "chief_told",
        "link_110",
        "daily_note",
    }
    for login, count in (("gu", 4), ("qin", 0)):
        assert db.session.scalar(select(queries.waiting(red.actor(login)))) == count
