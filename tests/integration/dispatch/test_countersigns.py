"""A countersign stands before the result of an order: it blocks every path until it is agreed to or withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import FengqiaoError, Forbidden, InvalidInput, NotFound
from app.core.events import StoredEvent, reactions_to
from app.core.models import RecordedEvent, TransitionRow
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.dispatch import queries, services
from app.dispatch.commands import AskedSigner, CountersignDetails, SignerAdded
from app.dispatch.models import Countersign, CountersignSigner
from app.intake.events import EventClosed
from app.intake.policies import sees
from app.notifications.models import Notice
from app.notifications.subscribers import notify
from tests.support.calling import HandledMatter
from tests.support.database import in_threads
from tests.support.dispatching import DAY, feedback, later
from tests.support.people import Cast

Act = Callable[[], Any]
ROAD = ("dept.jt", "路某")


def refused(act: Act) -> str:
    with pytest.raises(FengqiaoError) as refusal:
        act()
    return refusal.value.code


def ask(handled: HandledMatter, *who: tuple[str, str], by: str = "he", **changes: Any) -> UUID:
    """Ask units, or officers of them by name."""
    named = who or (("dept.jt", ""), ("dept.ga", ""))
    signers = tuple(AskedSigner(unit_id=handled.unit_id(code), person=person) for code, person in named)
    plain = CountersignDetails(asked="拟由物业公司先行支付工资。", due_at=later(days=1), signers=signers)
    return services.ask_countersign(handled.order_id, replace(plain, **changes), actor=handled.actor(by))


def row_of(countersign_id: UUID) -> Countersign:
    db.session.expire_all()
    found = db.session.get(Countersign, countersign_id)
    assert found is not None
    return found


def line_of(countersign_id: UUID, handled: HandledMatter, code: str) -> CountersignSigner:
    lines = queries.present_round(row_of(countersign_id))
    return next(one for one in lines if one.unit_id == handled.unit_id(code))


def police(handled: HandledMatter) -> Actor:
    return handled.actor("gaofficer")


def told_to(handled: HandledMatter) -> set[tuple[str, str]]:
    """Who was told what so far, as (kind, person)."""
    for row in db.session.execute(select(RecordedEvent).order_by(RecordedEvent.id)).scalars().all():
        notify(StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload))
    names = {row.user_id: login for login, row in handled.cast.memberships.items()}
    rows = db.session.execute(select(Notice).where(Notice.subject_kind == "countersign")).scalars()
    return {(row.kind, names[row.user_id]) for row in rows}


def test_the_result_is_neither_sent_nor_accepted_while_it_is_open(handled: HandledMatter) -> None:
    he, head, desk, order_id = handled.actor("he"), handled.actor("rshead"), handled.actor("gaomou"), handled.order_id
    first = ask(handled)
    for by in (he, head):
        assert refused(lambda by=by: services.submit_feedback(order_id, feedback(), actor=by)) == "countersign_open"
    assert queries.last_feedback(order_id) is None
    services.refuse_countersign(first, None, "支付日期没有写明", actor=handled.road)
    assert refused(lambda: services.submit_feedback(order_id, feedback(), actor=he)) == "countersign_open"
    services.withdraw_countersign(first, "改为当面协调。", actor=he)
    services.submit_feedback(order_id, feedback(), actor=he)
    second = ask(handled, ("dept.jt", ""))
    assert refused(lambda: services.approve_feedback(order_id, actor=head)) == "countersign_open"
    services.agree_to_countersign(second, actor=handled.road)
    services.approve_feedback(order_id, actor=head)
    third = ask(handled, ("dept.ga", ""), by="gaomou")
    assert refused(lambda: services.accept_feedback(order_id, actor=desk)) == "countersign_open"
    assert handled.order(order_id).state == "feedback"
    services.agree_to_countersign(third, actor=police(handled))
    services.accept_feedback(order_id, actor=desk)
    assert handled.order(order_id).state == "completed"


def test_in_order_each_waits_for_the_one_before_and_is_told_in_turn(handled: HandledMatter) -> None:
    found = ask(handled, order="ordered")
    assert told_to(handled) == {("SignerAsked", "road")}
    assert refused(lambda: services.agree_to_countersign(found, actor=police(handled))) == "not_your_turn"
    services.agree_to_countersign(found, words="道路运输方面没有意见", actor=handled.road)
    assert {("SignerAsked", "gaofficer"), ("SignerAsked", "pohead")} <= told_to(handled)
    assert refused(lambda: services.agree_to_countersign(found, actor=handled.road)) == "line_over"
    services.agree_to_countersign(found, actor=police(handled))
    row = row_of(found)
    assert (row.state, [one.answer for one in row.signers]) == ("agreed", ["agreed", "agreed"])
    assert {("CountersignAgreed", "he"), ("CountersignAgreed", "rshead")} <= told_to(handled)
    assert not sees(handled.road, handled.matter_id), "who was only asked reads no longer"
    traces = select(TransitionRow).where(TransitionRow.subject_id == found).order_by(TransitionRow.id)
    told = [(one.name, one.actor_name, one.reason) for one in db.session.execute(traces).scalars()]
    assert told == [
        ("ask", "何某", None),
        ("agree", "路某", "道路运输方面没有意见"),
        ("agree", "邢某", None),
        ("settle", "系统", None),
    ]


def test_one_answer_is_enough_where_any_may_sign(handled: HandledMatter) -> None:
    found = ask(handled, mode="any")
    services.agree_to_countersign(found, actor=police(handled))
    assert row_of(found).state == "agreed"
    assert ("SignerReleased", "road") in told_to(handled)
    assert refused(lambda: services.agree_to_countersign(found, actor=handled.road)) == "not_found"


def test_a_refused_one_is_changed_and_asked_again_of_all(handled: HandledMatter) -> None:
    found, he = ask(handled), handled.actor("he")
    services.agree_to_countersign(found, actor=police(handled))
    with pytest.raises(InvalidInput):
        services.refuse_countersign(found, None, "不行", actor=handled.road)
    services.refuse_countersign(found, None, "支付日期没有写明", actor=handled.road)
    assert ("CountersignRefused", "he") in told_to(handled)
    assert refused(lambda: services.agree_to_countersign(found, actor=handled.road)) == "wrong_state"
    with pytest.raises(InvalidInput) as wrong:
        services.ask_again(found, row_of(found).asked, later(days=-1), actor=he)
    assert set(wrong.value.fields) == {"asked", "due_at"}
    services.ask_again(found, "拟由物业公司于本月25日前支付工资。", later(days=2), actor=he)
    row = row_of(found)
    assert (row.state, row.round, [one["asked"] for one in row.earlier]) == ("open", 2, ["拟由物业公司先行支付工资。"])
    assert [one.answer for one in queries.present_round(row)] == [None, None]
    old = next(one for one in row.signers if one.round == 1 and one.answer == "refused")
    assert refused(lambda: services.agree_to_countersign(found, old.id, actor=handled.road)) == "line_over"
    assert old.words == "支付日期没有写明"


def test_signers_are_added_beside_others_and_removed_before_they_answer(handled: HandledMatter) -> None:
    found, he = ask(handled, order="ordered"), handled.actor("he")
    road, ga = line_of(found, handled, "dept.jt"), line_of(found, handled, "dept.ga")
    civil = AskedSigner(unit_id=handled.unit_id("dept.mz"), person="陶某", due_at=later(days=2))
    before = SignerAdded(signer=civil, beside_id=road.id, before=True, reason="须先由民政核实")
    services.add_signer(found, before, actor=he)
    assert [one.unit_id for one in queries.present_round(row_of(found))] == [
        handled.unit_id(code) for code in ("dept.mz", "dept.jt", "dept.ga")
    ]
    assert {("SignerAsked", "civil")} <= told_to(handled)
    assert ("SignerAsked", "mzhead") not in told_to(handled), "a named officer alone is told"
    assert refused(lambda: services.agree_to_countersign(found, actor=handled.actor("mzhead"))) == "not_my_line"
    with pytest.raises(InvalidInput) as twice:
        services.add_signer(found, before, actor=he)
    assert set(twice.value.fields) == {"unit_id"}
    services.agree_to_countersign(found, actor=handled.actor("civil"))
    again = replace(before, signer=replace(civil, person="柳某"), beside_id=line_of(found, handled, "dept.mz").id)
    with pytest.raises(InvalidInput) as late:
        services.add_signer(found, again, actor=he)
    assert set(late.value.fields) == {"beside_id"}
    answered = line_of(found, handled, "dept.mz").id
    assert refused(lambda: services.remove_signer(found, answered, "不需要了吧", actor=he)) == "line_over"
    services.remove_signer(found, road.id, "交通局已当面答复", actor=he)
    assert not sees(handled.road, handled.matter_id)
    assert ("SignerReleased", "road") in told_to(handled)
    assert {("SignerAsked", "gaofficer")} <= told_to(handled)
    services.remove_signer(found, ga.id, "公安分局不涉及", actor=he)
    assert row_of(found).state == "agreed", "all that are left have agreed"


def test_the_last_signer_is_not_removed_and_strangers_change_nothing(handled: HandledMatter) -> None:
    found = ask(handled, ("dept.jt", ""))
    line = line_of(found, handled, "dept.jt")
    assert (
        refused(lambda: services.remove_signer(found, line.id, "不需要了吧", actor=handled.actor("he")))
        == "last_signer"
    )
    other = handled.actor("gaomou")
    assert refused(lambda: services.withdraw_countersign(found, "中心认为不需要。", actor=other)) == "not_my_unit"
    with pytest.raises(Forbidden):
        services.withdraw_countersign(found, "我来替你们撤回。", actor=handled.road)
    with pytest.raises(NotFound):
        services.agree_to_countersign(found, actor=handled.actor("ding"))
    assert refused(lambda: ask(handled)) == "countersign_open"
    assert refused(lambda: ask(handled, by="xilu")) == "forbidden"


@pytest.mark.parametrize(
    ("changes", "who", "fields"),
    [
        ({"asked": "同意吗", "due_at": None}, (("dept.jt", ""),), {"asked", "due_at"}),
        ({"signers": ()}, (("dept.jt", ""),), {"signers"}),
        ({}, (("dept.jt", "虚某"), ROAD, ROAD), {"signers.0.person", "signers.2.unit_id"}),
        ({}, (("dept.rs", ""), ("court.studio", "")), {"signers.0.unit_id", "signers.1.unit_id"}),
        ({}, (("dept.rs", "何某"),), {"signers.0.person"}),
        ({"due_at": timedelta(minutes=-1)}, (("dept.jt", ""),), {"due_at"}),
        ({"due_at": timedelta(days=61)}, (("dept.jt", ""),), {"due_at"}),
    ],
)  # fmt: skip
def test_a_wrong_wish_names_its_fields_and_keeps_nothing(
    handled: HandledMatter, changes: dict[str, Any], who: tuple[tuple[str, str], ...], fields: set[str]
) -> None:
    if isinstance(changes.get("due_at"), timedelta):
        changes = {**changes, "due_at": clock.now() + changes["due_at"]}
    with pytest.raises(InvalidInput) as wrong:
        ask(handled, *who, **changes)
    assert set(wrong.value.fields) == fields
    assert queries.countersigns_of(handled.order_id) == []
    assert not sees(handled.road, handled.matter_id)


def test_late_ones_are_told_once_and_a_stand_in_answers_in_both_names(handled: HandledMatter) -> None:
    found = ask(handled, ("dept.jt", "路某"), ("dept.ga", ""))
    with clock.frozen(later(days=2)):
        services.tell_late_signers()
        assert services.tell_late_signers() == 0
        assert {("SignerLate", "road"), ("SignerLate", "he")} <= told_to(handled)
        song = handled.actor("song")
        acting = replace(
            handled.road, user_id=song.user_id, name="宋某", on_behalf_of="路某", stands_for=handled.road.user_id
        )
        services.agree_to_countersign(found, actor=acting)
    line = line_of(found, handled, "dept.jt")
    assert (line.answer, line.answered_by_name, line.answered_for) == ("agreed", "宋某", "路某")


def test_it_ends_with_its_matter(handled: HandledMatter) -> None:
    found = ask(handled)
    closed = EventClosed(matter_id=handled.matter_id, subject_kind="event", subject_id=handled.matter_id)
    with unit_of_work(Actor.system()):
        for reaction in reactions_to(closed):
            reaction(closed, Actor.system())
    assert row_of(found).state == "withdrawn"
    assert not sees(handled.road, handled.matter_id)


def test_of_two_answers_to_one_line_at_once_one_counts(committing_db: Flask) -> None:
    with clock.frozen(clock.at(DAY, 9, 20)):
        handled = HandledMatter(Cast())
        handled.hand_over()
        found = ask(handled, ("dept.ga", ""), ("dept.jt", ""))
        both = [police(handled), handled.actor("pohead")]

    def answer(number: int) -> object:
        with clock.frozen(clock.at(DAY, 10)):
            services.agree_to_countersign(found, actor=both[number])
        return "agreed"

    results = in_threads(committing_db, 2, answer)
    assert sorted(getattr(one, "code", one) for one in results) == ["agreed", "line_over"]  # type: ignore[type-var]
