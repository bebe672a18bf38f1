"""An order is reminded of, goes to a colleague, and other units read along."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused
from app.core.permissions import Actor, Position, Role
from app.dispatch import queries, services
from app.dispatch.commands import CopyDetails
from app.dispatch.models import MatterCopy
from app.intake import forms as intake_forms
from app.intake import queries as intake
from app.intake import services as intake_services
from app.intake.commands import PartyDetails
from app.intake.policies import sees
from app.mediation import services as mediation
from app.mediation.commands import Application
from app.organisations.models import Unit
from app.rendering import services as rendering
from tests.support.database import in_threads
from tests.support.dispatching import DAY, WaitingMatter, later
from tests.support.people import Cast, actor_for, make_person

WORDS = "请今天下班前联系劳动者代表并回复。"
PURPOSE = "请了解情况，按职责关注后续用工。"


@pytest.fixture
def reader(waiting: WaitingMatter) -> Actor:
    """An officer of a unit that has nothing to do with the matter."""
    unit = waiting.cast.unit("dept.jt")
    return actor_for(make_person("jtofficer", "路某", unit, Role.DEPT_OFFICER, Position.OFFICER))


def copied(waiting: WaitingMatter, code: str = "dept.jt", purpose: str = PURPOSE) -> MatterCopy:
    """A copy to such a unit."""
    details = CopyDetails(unit_id=waiting.unit_id(code), purpose=purpose)
    copy_id = services.copy_matter(waiting.matter_id, details, actor=waiting.actor("gaomou"))
    return db.session.get_one(MatterCopy, copy_id)


# -- 催办 -------------------------------------------------------------------------------------------------------


def test_a_reminder_is_counted_and_keeps_state_and_clocks(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    before = waiting.order(order_id).due_at
    services.urge_order(order_id, WORDS, actor=waiting.actor("gaomou"))
    order = waiting.order(order_id)
    assert (order.state, order.urges, order.urged_at, order.due_at) == ("issued", 1, clock.now(), before)
    assert [(row.actor_name, row.reason) for row in queries.urges_of(order)] == [("高某", WORDS)]


def test_a_unit_is_left_two_hours_to_answer(waiting: WaitingMatter) -> None:
    order_id = waiting.lead_in_progress()
    services.urge_order(order_id, WORDS, actor=waiting.actor("gaomou"))
    moments = (later(hours=1, minutes=59), later(hours=2))
    with clock.frozen(moments[0]), pytest.raises(Refused) as soon:
        services.urge_order(order_id, WORDS, actor=waiting.actor("gu"))
    assert soon.value.code == "just_urged"
    with clock.frozen(moments[1]):
        services.urge_order(order_id, WORDS, actor=waiting.actor("gu"))
    assert waiting.order(order_id).urges == 2


def test_only_the_centre_reminds_and_says_what_it_wants(waiting: WaitingMatter) -> None:
    order_id = waiting.dispatched()[0].id
    with pytest.raises(Forbidden):
        services.urge_order(order_id, WORDS, actor=waiting.actor("rshead"))
    with pytest.raises(InvalidInput) as empty:
        services.urge_order(order_id, " 快 ", actor=waiting.actor("gaomou"))
    assert set(empty.value.fields) == {"reason"}
    assert waiting.order(order_id).urges == 0


# -- 转办 -------------------------------------------------------------------------------------------------------


def test_who_signs_has_the_order_and_hands_it_to_a_colleague(waiting: WaitingMatter) -> None:
    order_id = waiting.lead_in_progress()
    he, song = waiting.actor("he"), waiting.actor("song")
    assert waiting.order(order_id).handler_id == he.user_id
    assert queries.list_orders(he, queries.OrderFilter(handled_by_me=True)).rows != []
    assert song.user_id is not None
    services.hand_on_order(order_id, song.user_id, "外出培训三天。", actor=he)
    order = waiting.order(order_id)
    assert (order.handler_name, order.unit_id, order.state) == ("宋某", song.unit_id, "in_progress")
    assert queries.list_orders(he, queries.OrderFilter(handled_by_me=True)).rows == []
    assert [one.id for one in queries.list_orders(song, queries.OrderFilter(handled_by_me=True)).rows] == [order_id]


def test_a_colleague_who_has_it_not_does_not_pass_it_on_and_the_head_does(waiting: WaitingMatter) -> None:
    order_id = waiting.lead_in_progress()
    song, head = waiting.actor("song"), waiting.actor("rshead")
    assert song.user_id is not None
    with pytest.raises(Refused) as refusal:
        services.hand_on_order(order_id, song.user_id, "由我来办更合适。", actor=song)
    assert refusal.value.code == "not_my_work"
    services.hand_on_order(order_id, song.user_id, "何某调休，由宋某接着办。", actor=head)
    assert waiting.order(order_id).handler_id == song.user_id


@pytest.mark.parametrize("login", ["he", "gaofficer", "gaomou"])
def test_only_another_colleague_of_the_unit_is_chosen(waiting: WaitingMatter, login: str) -> None:
    order_id = waiting.lead_in_progress()
    chosen = waiting.actor(login).user_id
    assert chosen is not None
    with pytest.raises(InvalidInput) as refusal:
        services.hand_on_order(order_id, chosen, "请接着办理。", actor=waiting.actor("he"))
    assert set(refusal.value.fields) == {"handler_id"}


def test_another_unit_does_not_pass_it_on(waiting: WaitingMatter) -> None:
    order_id = waiting.lead_in_progress()
    chosen = waiting.actor("song").user_id
    assert chosen is not None
    with pytest.raises(Refused) as refusal:
        services.hand_on_order(order_id, chosen, "请接着办理。", actor=waiting.actor("gaofficer"))
    assert refusal.value.code == "not_my_unit"


# -- 抄送 -------------------------------------------------------------------------------------------------------


def test_a_copied_unit_reads_notes_once_and_sees_nothing_after_it_was_taken_back(
    waiting: WaitingMatter, reader: Actor
) -> None:
    waiting.dispatched()
    desk = waiting.actor("gaomou")
    assert not sees(reader, waiting.matter_id)
    row = copied(waiting)
    assert intake.get_event(reader, waiting.matter_id).id == waiting.matter_id
    services.note_copy(row.id, actor=reader)
    noted = (row.noted_at, row.noted_by_name)
    with clock.frozen(later(hours=1)):
        services.note_copy(row.id, actor=reader)
    assert (row.noted_at, row.noted_by_name) == noted == (clock.now(), reader.name)
    services.end_copy(row.id, "抄送错了单位，予以撤回。", actor=desk)
    with pytest.raises(NotFound):
        intake.get_event(reader, waiting.matter_id)
    with pytest.raises(Conflict):
        services.end_copy(row.id, "再次撤回这份抄送。", actor=desk)
    assert copied(waiting).id != row.id


def test_a_copied_unit_looks_and_does_nothing(waiting: WaitingMatter, reader: Actor) -> None:
    waiting.dispatched()
    desk = waiting.actor("gaomou")
    details = PartyDetails(role="respondent", kind="person", name="虚某")
    party_id = intake_services.add_party(waiting.matter_id, details, actor=desk)
    paper = intake_forms.issue_receipt(waiting.matter_id, actor=desk)
    copied(waiting)
    acts: tuple[Callable[[], object], ...] = (
        lambda: intake_services.add_party(waiting.matter_id, details, actor=reader),
        lambda: intake_services.reveal_party(party_id, "核对身份", actor=reader),
        lambda: mediation.open_mediation(
            Application(matter_id=waiting.matter_id, org_id=waiting.unit_id("org.labor"), origin="oral"), actor=reader
        ),
        lambda: rendering.void_document(paper.id, "写错了，作废。", actor=reader),
    )
    for act in acts:
        with pytest.raises(Forbidden) as refusal:
            act()
        assert refusal.value.code == "only_copied"


def test_who_has_an_order_besides_a_copy_goes_on(waiting: WaitingMatter) -> None:
    copied(waiting, "dept.rs")
    order_id = waiting.dispatched()[0].id
    services.sign_order(order_id, actor=waiting.actor("he"))
    assert waiting.order(order_id).state == "signed"


@pytest.mark.parametrize(
    ("code", "purpose", "field"),
    [("dept.rs", PURPOSE, "unit_id"), ("dept.jt", "了解", "purpose"), ("org.closed", PURPOSE, "unit_id")],
)
def test_a_copy_that_makes_no_sense_is_refused_at_its_field(
    waiting: WaitingMatter, code: str, purpose: str, field: str
) -> None:
    waiting.dispatched()
    if code == "org.closed":
        code = "dept.jt"
        db.session.get_one(Unit, waiting.unit_id(code)).status = "closed"
        db.session.commit()
    with pytest.raises(InvalidInput) as refusal:
        copied(waiting, code, purpose)
    assert set(refusal.value.fields) == {field}
    assert queries.copies_of(waiting.matter_id) == []


def test_a_unit_is_copied_once(waiting: WaitingMatter) -> None:
    waiting.dispatched()
    copied(waiting)
    with pytest.raises(InvalidInput) as refusal:
        copied(waiting)
    assert set(refusal.value.fields) == {"unit_id"}


def test_only_the_centre_of_the_matter_sends_and_only_the_copied_unit_notes(
    waiting: WaitingMatter, reader: Actor
) -> None:
    waiting.dispatched()
    details = CopyDetails(unit_id=waiting.unit_id("dept.jt"), purpose=PURPOSE)
    with pytest.raises(Forbidden):
        services.copy_matter(waiting.matter_id, details, actor=waiting.actor("rshead"))
    row = copied(waiting)
    with pytest.raises(Forbidden):
        services.note_copy(row.id, actor=waiting.actor("he"))
    with pytest.raises(Forbidden):
        services.end_copy(row.id, "对方已经知道情况。", actor=reader)


def test_two_dispatchers_who_copy_at_once_send_one(committing_db: Flask) -> None:
    with clock.frozen(clock.at(DAY, 9, 5)):
        waiting = WaitingMatter(Cast())
        waiting.dispatched()
        actors = [waiting.actor("gaomou"), waiting.actor("gu")]
        details = CopyDetails(unit_id=waiting.unit_id("dept.jt"), purpose=PURPOSE)

    def send(number: int) -> object:
        with clock.frozen(clock.at(DAY, 9, 25)):
            return services.copy_matter(waiting.matter_id, details, actor=actors[number])

    results = in_threads(committing_db, 2, send)
    assert sorted(type(one).__name__ for one in results) == ["InvalidInput", "UUID"]
    assert len(db.session.execute(select(MatterCopy.id)).all()) == 1
