"""A routing rule from draft to trial to force and back; a unit with an interest gets no order; proposals keep why."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.accounts.models import User
from app.core import clock
from app.core.crypto import blind_index
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.core.text import Message
from app.dispatch import queries, services
from app.dispatch.commands import RulingDetails, UnitTask
from app.dispatch.models import ProposalRecord, RoutingRule, RoutingTrial
from app.dispatch.rules.routing import Conditions, Content, Line
from app.intake.models import MatterParty
from app.organisations.models import Unit
from tests.support.database import in_threads
from tests.support.dispatching import DAY, WaitingMatter
from tests.support.people import Cast
from tests.support.statements import statements

CODE = "migrant_wage"
WHY = "欠薪涉及三十人以上的由公安先行到场处置。"
CONTENT = Content(
    leads=(Line(unit="dept.ga", when=Conditions(people_from=30)), Line(unit="dept.rs")),
    assists=(Line(unit="town", task="提供调解场地。", reason="事发地属地配合"),),
    lead_task="先稳控现场，再核实欠薪事实。",
)
SPAN = (date(2025, 6, 1), date(2025, 6, 30))


def drafted(waiting: WaitingMatter, content: Content = CONTENT) -> RoutingRule:
    """A draft with a text, not tried yet."""
    desk = waiting.actor("gaomou")
    services.open_draft(CODE, actor=desk)
    return services.save_draft(CODE, content, actor=desk)


def tried(waiting: WaitingMatter, content: Content = CONTENT) -> RoutingTrial:
    """A draft that was tried as it stands."""
    drafted(waiting, content)
    return services.try_draft(CODE, *SPAN, actor=waiting.actor("gaomou"))


def in_force() -> RoutingRule:
    row = queries.routing_rule(CODE)
    assert row is not None
    return row


def make_party(waiting: WaitingMatter, name: str, phone: str = "", kind: str = "organisation") -> None:
    """One more respondent, as the registration would have stored it."""
    db.session.add(
        MatterParty(
            matter_id=waiting.matter_id,
            role="respondent",
            kind=kind,
            name=name,
            phone_index=blind_index(phone, "phone") if phone else None,
            public_code=f"T{len(name):011}",
        )
    )
    db.session.commit()


def test_a_draft_is_tried_published_and_undone_and_every_revision_stays(waiting: WaitingMatter) -> None:
    desk, head = waiting.actor("gaomou"), waiting.actor("gu")
    with pytest.raises(Forbidden):
        services.open_draft(CODE, actor=waiting.actor("he"))
    drafted(waiting)
    with pytest.raises(Conflict):
        services.open_draft(CODE, actor=head)
    with pytest.raises(Forbidden):
        services.publish_rule(CODE, WHY, actor=desk)
    with pytest.raises(Refused) as early:
        services.publish_rule(CODE, WHY, actor=head)
    assert early.value.code == "not_tried"
    trial = services.try_draft(CODE, *SPAN, actor=desk)
    assert (trial.asked, trial.same, trial.elsewhere, trial.nobody) == (1, 0, 1, 0)
    [(row, event)] = queries.shown_rows(trial, "elsewhere", actor=desk)
    assert (event.id, row["old"], row["new"]) == (waiting.matter_id, "房山区人力资源和社会保障局", "公安分局")
    assert queries.shown_rows(trial, "", actor=waiting.actor("he")) == []
    published = services.publish_rule(CODE, WHY, actor=head)
    assert (published.revision, published.published_by_name, published.based_on) == (2, "顾某", 1)
    assert queries.proposal_for(waiting.matter_id).rule_revision == 2
    undone = services.undo_rule(CODE, "试行后发现不妥，恢复原来的规则。", actor=head)
    assert (undone.revision, undone.restored_from, in_force().leads) == (3, 1, [{"unit": "dept.rs"}])
    assert [row.revision for row in queries.revisions(CODE)] == [3, 2, 1]
    assert [row.retired_at is None for row in queries.revisions(CODE)] == [True, False, False]


def test_a_change_after_the_trial_asks_for_another_one(waiting: WaitingMatter) -> None:
    desk, head = waiting.actor("gaomou"), waiting.actor("gu")
    tried(waiting)
    other = Content(leads=CONTENT.leads, assists=(), lead_task="改过的主办任务。")
    services.save_draft(CODE, other, actor=desk)
    with pytest.raises(Refused) as refused:
        services.publish_rule(CODE, WHY, actor=head)
    assert refused.value.code == "not_tried"
    assert in_force().revision == 1


def test_a_draft_whose_foundation_was_replaced_is_not_published(waiting: WaitingMatter) -> None:
    desk, head = waiting.actor("gaomou"), waiting.actor("gu")
    tried(waiting)
    services.publish_rule(CODE, WHY, actor=head)
    tried(waiting, Content(leads=(Line(unit="dept.rs"),), assists=(), lead_task="核实欠薪事实。"))
    services.undo_rule(CODE, "试行后发现不妥，恢复原来的规则。", actor=head)
    with pytest.raises(Refused) as refused:
        services.publish_rule(CODE, WHY, actor=head)
    assert refused.value.code == "draft_stands_on_old_revision"
    row = queries.draft_row(CODE)
    assert row is not None
    assert not {
        one.name: one for one in queries.offers_of_rule(queries.revisions(CODE), row, queries.known_units(), head)
    }["publish"].allowed
    services.save_draft(CODE, queries.content_of(row), actor=desk)
    services.try_draft(CODE, *SPAN, actor=desk)
    assert services.publish_rule(CODE, WHY, actor=head).revision == 4


def test_a_rule_no_active_unit_can_satisfy_is_refused_at_the_line(waiting: WaitingMatter) -> None:
    head = waiting.actor("gu")
    tried(waiting)
    db.session.execute(update(Unit).where(Unit.code == "dept.ga").values(status="closed"))
    db.session.commit()
    with pytest.raises(InvalidInput) as refused:
        services.publish_rule(CODE, WHY, actor=head)
    assert list(refused.value.fields) == ["leads.0.unit"]
    assert "“公安分局”现在不接单" in str(refused.value.fields["leads.0.unit"][0])
    assert in_force().revision == 1
    db.session.execute(update(Unit).where(Unit.code == "dept.rs").values(status="closed"))
    trial = services.try_draft(CODE, *SPAN, actor=waiting.actor("gaomou"))
    assert (trial.asked, trial.nobody) == (1, 1)


@pytest.mark.parametrize("reason", ["", "太短的理由"])
def test_publishing_and_undoing_have_a_reason(waiting: WaitingMatter, reason: str) -> None:
    for act in (services.publish_rule, services.undo_rule):
        with pytest.raises(InvalidInput) as refused:
            act(CODE, reason, actor=waiting.actor("gu"))
        assert "reason" in refused.value.fields


def test_a_first_revision_cannot_be_undone_and_an_unknown_kind_has_no_draft(waiting: WaitingMatter) -> None:
    with pytest.raises(Refused) as refused:
        services.undo_rule(CODE, WHY, actor=waiting.actor("gu"))
    assert refused.value.code == "no_earlier_revision"
    with pytest.raises(NotFound):
        services.open_draft("no_such_kind", actor=waiting.actor("gaomou"))
    with pytest.raises(InvalidInput):
        drafted(waiting, Content(leads=(Line(unit="dept.never"),), assists=(), lead_task="任务任务。"))


def test_an_old_version_is_refused_and_a_draft_given_up_is_gone(waiting: WaitingMatter) -> None:
    desk = waiting.actor("gaomou")
    row = drafted(waiting)
    with pytest.raises(StaleVersion):
        services.save_draft(CODE, CONTENT, version=row.version - 1, actor=desk)
    with pytest.raises(InvalidInput):
        services.try_draft(CODE, SPAN[1], SPAN[0], actor=desk)
    services.try_draft(CODE, *SPAN, actor=desk)
    services.drop_draft(CODE, version=row.version, actor=desk)
    assert queries.draft_row(CODE) is None
    assert db.session.execute(select(func.count()).select_from(RoutingTrial)).scalar_one() == 0


def test_a_trial_asks_a_fixed_number_of_statements_and_changes_nothing(waiting: WaitingMatter) -> None:
    desk = waiting.actor("gaomou")
    drafted(waiting)
    with statements() as one:
        services.try_draft(CODE, *SPAN, actor=desk)
    waiting.matter_id = waiting._triaged("police_110", "orange")
    waiting._triaged("walk_in", "red")
    with statements() as three:
        trial = services.try_draft(CODE, *SPAN, actor=desk)
    assert trial.asked == 3
    assert len(three) == len(one)


def test_two_who_publish_at_once_have_one_winner(committing_db: Flask) -> None:
    with clock.frozen(clock.at(DAY, 9, 5)):
        waiting = WaitingMatter(Cast())
        tried(waiting)
        actors = [waiting.actor("gu"), waiting.actor("gu2")]

    def publish(number: int) -> object:
        with clock.frozen(clock.at(DAY, 9, 6)):
            return services.publish_rule(CODE, WHY, actor=actors[number]).revision

    results = in_threads(committing_db, 2, publish)
    assert sorted(str(one) for one in results if one == 2) == ["2"]
    assert sum(isinstance(one, Conflict | Refused | NotFound) for one in results) == 1
    living = select(func.count()).where(RoutingRule.code == CODE, RoutingRule.retired_at.is_(None))
    assert db.session.execute(living).scalar_one() == 1


def test_two_who_begin_a_draft_at_once_have_one_draft(committing_db: Flask) -> None:
    with clock.frozen(clock.at(DAY, 9, 5)):
        waiting = WaitingMatter(Cast())
        actors = [waiting.actor("gaomou"), waiting.actor("gu")]
    results = in_threads(committing_db, 2, lambda number: services.open_draft(CODE, actor=actors[number]).based_on)
    assert sorted(isinstance(one, Conflict) for one in results) == [False, True]


def test_a_unit_that_is_a_party_is_neither_proposed_nor_chosen_by_hand(waiting: WaitingMatter) -> None:
    desk = waiting.actor("gaomou")
    make_party(waiting, "房山区人力资源和社会保障局")
    proposal = queries.proposal_for(waiting.matter_id)
    assert proposal.lead is None
    whys = {one.candidate.code: str(one.why) for one in proposal.passed_over}
    assert whys["dept.rs"] == "该单位是本事项的当事人，应当回避"
    assert whys["center"] == "本中心没有可以签收派遣单的岗位，不能自己承办"
    why = "按照职责仍由人社部门主办，理由充分。"
    for decision, field in (
        (waiting.decision("dept.rs", change_reason=why), "lead_unit_id"),
        (waiting.decision("dept.ga", "dept.rs", change_reason=why), "assistants"),
    ):
        with pytest.raises(InvalidInput) as refused:
            services.dispatch_matter(waiting.matter_id, decision, actor=desk)
        assert list(refused.value.fields) == [field]
        assert "“房山区人力资源和社会保障局”：该单位是本事项的当事人" in str(refused.value.fields[field][0])
    services.dispatch_matter(waiting.matter_id, waiting.decision("dept.ga", "dept.mz", change_reason=why), actor=desk)
    wanted = [UnitTask(unit_id=waiting.unit_id("dept.rs"))]
    with pytest.raises(InvalidInput) as refused:
        services.add_assistants(waiting.matter_id, wanted, actor=desk)
    assert "assistants" in refused.value.fields


def test_a_head_who_is_a_party_stops_the_unit_by_name_and_telephone_only(waiting: WaitingMatter) -> None:
    make_party(waiting, "柳某", "12000000001", kind="person")
    found = queries.proposal_for(waiting.matter_id)
    civil = next(one for one in found.assistants if one.candidate.code == "dept.mz")
    assert [str(one.words) for one in civil.reasons if one.kind == "namesake"] == [
        "该单位负责人与一名当事人同名，派单前请核对是否同一人"
    ]
    db.session.execute(select(User).where(User.login_name == "mzhead")).scalar_one().phone = "12000000001"
    db.session.commit()
    found = queries.proposal_for(waiting.matter_id)
    assert "dept.mz" not in [one.candidate.code for one in found.assistants]
    whys = {one.candidate.code: str(one.why) for one in found.passed_over}
    assert whys["dept.mz"] == "该单位负责人或者唯一经办人是本事项的当事人，应当回避"


def test_a_returned_order_does_not_go_to_a_party(waiting: WaitingMatter) -> None:
    make_party(waiting, "房山区交通局")
    order = waiting.dispatched()[0]
    services.sign_order(order.id, actor=waiting.actor("he"))
    services.request_return(order.id, waiting.return_details(), actor=waiting.actor("he"))
    services.approve_return(order.id, actor=waiting.actor("rshead"))
    ruling = RulingDetails(text="经核实由交通部门办理更为合适。")
    with pytest.raises(InvalidInput) as refused:
        services.accept_return(
            order.id, ruling, new_unit=UnitTask(unit_id=waiting.unit_id("dept.jt")), actor=waiting.actor("gaomou")
        )
    assert list(refused.value.fields) == ["new_unit_id"]
    assert waiting.order(order.id).state == "return_pending"


def test_a_dispatch_keeps_inputs_candidates_and_the_share_is_counted(waiting: WaitingMatter) -> None:
    reason = "现场已平息，其他单位暂不到场。"
    desk = waiting.actor("gaomou")
    services.dispatch_matter(
        waiting.matter_id, waiting.decision("dept.rs", "dept.ga", change_reason=reason), actor=desk
    )
    kept = db.session.execute(select(ProposalRecord)).scalar_one()
    assert kept.proposed["inputs"]["people"] == 32
    assert kept.proposed["inputs"]["words"] == ["养老院"]
    parts = {one["name"]: one["part"] for one in kept.proposed["candidates"]}
    assert parts["房山区人力资源和社会保障局"] == "lead"
    assert parts["房山区交通局"] == "passed"
    share = queries.shares()[CODE]
    assert (share.decided, share.changed, share.percent) == (1, 1, 100)
    [(record, event)] = queries.changed_proposals(CODE, actor=desk)
    assert (record.change_reason, event.id) == (reason, waiting.matter_id)
    assert queries.changed_proposals(CODE, actor=waiting.actor("liang")) == []
    assert next(one for one in queries.list_rules() if one.kind == CODE).share == share


def test_words_of_a_trial_can_be_read_in_any_language(waiting: WaitingMatter) -> None:
    trial = tried(waiting)
    assert all(isinstance(row["why"]["text"], str) for row in trial.rows)
    assert isinstance(queries.told_differences(queries.revisions(CODE), queries.known_units())[1][0], Message)
