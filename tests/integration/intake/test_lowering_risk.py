"""Lowering a confirmed level takes two persons and forty-eight quiet hours (domain.md §8, §4.10); weights are data."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.clocks import queries as clocks
from app.clocks import services as clock_services
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, FengqiaoError, Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.core.permissions import Actor
from app.intake import queries, services
from app.intake.commands import LoweringProposal
from app.intake.models import RiskSignal
from app.intake.rules.weights import shipped_content, shipped_weights
from tests.integration.intake.conftest import DAY
from tests.support.database import in_threads
from tests.support.people import Cast
from tests.support.reports import report
from tests.support.stage import scene

WHY = "堵门人员已经撤离，现场恢复正常。"
UP = "扬言堵门，按红色处置并增派人员。"
LATER = clock.at(DAY, 9) + timedelta(hours=49)
DOWN = LoweringProposal(to_level="yellow", reason=WHY, ended=("blocking",))


class Red:
    """A matter confirmed red after somebody threatened to block the gate."""

    def __init__(self, centre: Cast, matter_id: UUID) -> None:
        self.actor = centre.actor
        self.id = matter_id

    def propose(self, by: str = "gaomou", proposal: LoweringProposal = DOWN) -> UUID:
        return services.propose_lowering(self.id, proposal, actor=self.actor(by))

    @property
    def level(self) -> str | None:
        return queries.matter(self.id).risk_level


def threaten(centre: Cast) -> UUID:
    matter_id = services.file_event(report(), actor=centre.actor("police"))
    services.register_event(matter_id, actor=centre.actor("gaomou"))
    services.note_risk_signal(matter_id, "blocking", "扬言堵门。", actor=centre.actor("gaomou"))
    services.confirm_risk(matter_id, "red", UP, actor=centre.actor("gaomou"))
    return matter_id


@scene(at=clock.at(DAY, 9))
def threatened(centre: Cast) -> UUID:
    return threaten(centre)


@pytest.fixture
def red(centre: Cast, threatened: UUID) -> Red:
    return Red(centre, threatened)


def refused_code(act: Callable[[], Any]) -> str:
    with pytest.raises(FengqiaoError) as refused:
        act()
    return refused.value.code


def test_one_proposes_and_the_director_agrees_and_everything_follows(red: Red) -> None:
    with clock.frozen(LATER):
        lowering_id = red.propose()
        assert red.level == "red"
        services.agree_to_lowering(lowering_id, actor=red.actor("gu"))
    event, row = queries.matter(red.id), queries.lowerings_of(red.id)[0]
    assert (event.risk_level, event.risk_pending, event.risk_inputs["behaviour"]) == ("yellow", None, [])
    assert (row.state, row.proposed_by_name, row.decided_by_name) == ("agreed", "高某", "顾某")
    newest = queries.assessments(red.id)[-1]
    assert (newest.cause, newest.confirmed_level, newest.confirmed_by_name) == ("lowered", "yellow", "顾某")
    assert newest.reason == f"高某：{WHY}"
    ended = db.session.scalars(select(RiskSignal).where(RiskSignal.matter_id == red.id)).one()
    assert ended.ended_at is not None
    acts = set(db.session.scalars(select(AuditEntry.action).where(AuditEntry.matter_id == red.id)))
    assert {"RiskLoweringProposed", "risk_lowering.agree", "RiskConfirmed"} <= acts
    assert {view.risk for view in clocks.clocks_of_matter(red.id) if view.rule_id == "P01"} == {"yellow"}


def test_nobody_lowers_within_two_days_of_the_last_signal_and_is_told_until_when(red: Red) -> None:
    with clock.frozen(LATER - timedelta(hours=2)), pytest.raises(Refused) as early:
        red.propose()
    assert early.value.code == "signals_too_new"
    assert "2025-06-20 09:00" in str(early.value.message)
    with clock.frozen(LATER):
        lowering_id = red.propose()
        services.note_risk_signal(red.id, "gathering", "又有人聚集。", actor=red.actor("gaomou"))
        assert refused_code(lambda: services.agree_to_lowering(lowering_id, actor=red.actor("gu"))) == "signals_too_new"
    assert red.level == "red"


def test_the_two_are_never_one_and_from_red_the_second_is_the_director(red: Red) -> None:
    with clock.frozen(LATER):
        own = red.propose("gu")
        assert refused_code(lambda: services.agree_to_lowering(own, actor=red.actor("gu"))) == "same_person"
        assert refused_code(lambda: services.refuse_lowering(own, WHY, actor=red.actor("gu"))) == "same_person"
        assert refused_code(lambda: services.agree_to_lowering(own, actor=red.actor("gaomou"))) == "lowering_red"
        assert refused_code(lambda: services.withdraw_lowering(own, actor=red.actor("gaomou"))) == "not_proposer"
        services.withdraw_lowering(own, actor=red.actor("gu"))
        with pytest.raises(Forbidden):
            services.agree_to_lowering(red.propose("police"), actor=red.actor("police"))
    assert red.level == "red"


def test_from_orange_the_desk_may_be_the_second(centre: Cast) -> None:
    matter_id = services.file_event(report(), actor=centre.actor("police"))
    services.confirm_risk(matter_id, "orange", UP, actor=centre.actor("gu"))
    down = LoweringProposal(to_level="blue", reason=WHY)
    lowering_id = services.propose_lowering(matter_id, down, actor=centre.actor("police"))
    services.agree_to_lowering(lowering_id, actor=centre.actor("gaomou"))
    assert queries.matter(matter_id).risk_level == "blue"


def test_a_refusal_needs_a_reason_and_is_kept(red: Red) -> None:
    with clock.frozen(LATER):
        lowering_id = red.propose()
        with pytest.raises(InvalidInput) as bare:
            services.refuse_lowering(lowering_id, "不行", actor=red.actor("gu"))
        assert set(bare.value.fields) == {"reason"}
        services.refuse_lowering(lowering_id, "现场仍有人员停留，继续观察。", actor=red.actor("gu"))
    row = queries.lowerings_of(red.id)[0]
    assert (row.state, row.decision) == ("refused", "现场仍有人员停留，继续观察。")
    assert red.level == "red"


def test_a_proposal_says_a_lower_level_why_and_what_ended(red: Red) -> None:
    wrong = {
        "to_level": LoweringProposal(to_level="red", reason=WHY, ended=("blocking",)),
        "reason": LoweringProposal(to_level="blue", reason="好了", ended=("blocking",)),
        "ended": LoweringProposal(to_level="blue", reason=WHY),
    }
    with clock.frozen(LATER):
        for field, proposal in wrong.items():
            with pytest.raises(InvalidInput) as refused:
                red.propose(proposal=proposal)
            assert set(refused.value.fields) == {field}
        with pytest.raises(InvalidInput):
            red.propose(proposal=LoweringProposal(to_level="blue", reason=WHY, ended=("blocking", "fight")))
        red.propose()
        with pytest.raises(Conflict):
            red.propose("police")


def test_raising_lets_an_open_proposal_lapse(centre: Cast) -> None:
    matter_id = services.file_event(report(), actor=centre.actor("police"))
    services.confirm_risk(matter_id, "orange", UP, actor=centre.actor("gu"))
    down = LoweringProposal(to_level="blue", reason=WHY)
    lowering_id = services.propose_lowering(matter_id, down, actor=centre.actor("police"))
    services.confirm_risk(matter_id, "red", UP, actor=centre.actor("gaomou"))
    assert [row.state for row in queries.lowerings_of(matter_id)] == ["lapsed"]
    assert refused_code(lambda: services.agree_to_lowering(lowering_id, actor=centre.actor("gu"))) == "wrong_state"


def test_versions_and_sight_are_checked(red: Red) -> None:
    with clock.frozen(LATER):
        with pytest.raises(StaleVersion):
            services.propose_lowering(red.id, DOWN, version=99, actor=red.actor("gaomou"))
        lowering_id = red.propose()
        with pytest.raises(StaleVersion):
            services.agree_to_lowering(lowering_id, version=99, actor=red.actor("gu"))
        with pytest.raises(NotFound):
            services.refuse_lowering(lowering_id, WHY, actor=red.actor("civil"))


def test_a_graver_suggestion_waits_on_the_matter_until_a_person_decides(centre: Cast) -> None:
    matter_id = services.file_event(report(), actor=centre.actor("police"))
    services.confirm_risk(matter_id, "blue", actor=centre.actor("gaomou"))
    services.add_risk_signal(matter_id, "self_harm", "有自伤迹象", occurrence="one", actor=Actor.system())
    assert (queries.matter(matter_id).risk_level, queries.matter(matter_id).risk_pending) == ("blue", "red")
    again = services.add_risk_signal(matter_id, "self_harm", "有自伤迹象", occurrence="one", actor=Actor.system())
    assert (again, len(queries.signals(matter_id))) == (None, 1)
    services.confirm_risk(matter_id, "orange", UP, actor=centre.actor("gaomou"))
    assert queries.matter(matter_id).risk_pending is None


def next_table(**changes: Any) -> dict[str, Any]:
    content = copy.deepcopy(dict(shipped_content()))
    content["found"]["behaviour"]["blocking"] = 25
    return {**content, "version": "2025.2", "valid_from": (DAY + timedelta(days=1)).isoformat(), **changes}


def test_a_new_version_weighs_from_its_day_and_old_scores_explain_themselves_by_their_own(red: Red) -> None:
    administrator = red.actor("sysadmin")
    before = queries.assessments(red.id)[-1]
    stored = (before.score, before.points)
    with pytest.raises(Forbidden):
        services.load_weights(next_table(), WHY, actor=red.actor("gu"))
    services.load_weights(next_table(), WHY, actor=administrator)
    assert queries.weights_in_force().version == shipped_weights().version
    with clock.frozen(LATER):
        assert queries.weights_in_force().version == "2025.2"
        services.note_risk_signal(red.id, "media", "有人拍摄上网。", actor=red.actor("gaomou"))
    after = queries.assessments(red.id)[-1]
    assert (before.score, before.points) == stored
    assert queries.explained(before).score == before.score
    assert (after.weights_version, queries.explained(after).score) == ("2025.2", after.score)
    assert after.score == before.score + 10 + shipped_weights().found["sensitivity"]["media"]


def test_a_table_that_cannot_be_used_is_not_stored(red: Red) -> None:
    administrator = red.actor("sysadmin")
    broken = next_table(levels={"red": 40, "orange": 50, "yellow": 30})
    past = next_table(valid_from=(DAY - timedelta(days=1)).isoformat())
    for content, reason, field in (
        (broken, WHY, "content"),
        (past, WHY, "content"),
        (next_table(version=shipped_weights().version), WHY, "content"),
        (next_table(), "短", "reason"),
    ):
        with pytest.raises(InvalidInput) as refused:
            services.load_weights(content, reason, actor=administrator)
        assert set(refused.value.fields) == {field}
    assert queries.weights_versions() == []


def test_two_who_decide_at_once_lower_it_once(committing_db: Flask) -> None:
    with clock.frozen(clock.at(DAY, 9)):
        cast = Cast()
        clock_services.load_shipped_tables(actor=Actor.system())
        matter = Red(cast, threaten(cast))
    with clock.frozen(LATER):
        lowering_id = matter.propose()
    director = cast.actor("gu")

    def decide(_: int) -> str:
        with clock.frozen(LATER):
            try:
                services.agree_to_lowering(lowering_id, actor=director)
            except Refused as refusal:
                return refusal.code
        return "agreed"

    assert sorted(map(str, in_threads(committing_db, 2, decide))) == ["agreed", "wrong_state"]
    db.session.expire_all()
    assert matter.level == "yellow"
    assert [row.cause for row in queries.assessments(matter.id)].count("lowered") == 1
