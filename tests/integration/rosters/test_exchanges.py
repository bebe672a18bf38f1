"""换班, 代班, 顶班: asked, answered or decided, both told, and nobody in two places."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused
from app.core.events import StoredEvent
from app.core.models import RecordedEvent
from app.core.permissions import Actor
from app.notifications.models import Notice
from app.notifications.subscribers import notify
from app.rosters import queries, services
from app.rosters.commands import NewDuty, NewExchange
from app.rosters.errors import AlreadyOnDuty
from app.rosters.models import Duty, DutyExchange
from app.rosters.types import DutyKind, ExchangeKind, ExchangeTab
from tests.support.database import in_threads
from tests.support.people import Cast

BEFORE = datetime(2025, 6, 17, 1, 0, tzinfo=UTC)
MORNING = datetime(2025, 6, 18, 0, 30, tzinfo=UTC)
NOON = datetime(2025, 6, 18, 4, 0, tzinfo=UTC)
EVENING = datetime(2025, 6, 18, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def _duty(cast: Cast, login: str, after: timedelta = timedelta(0), **more: Any) -> Duty:
    given = {"kind": DutyKind.DUTY_JUDGE, "from_at": MORNING + after, "until_at": EVENING + after, "seat": "法官工作室"}
    command = NewDuty(membership_id=cast.memberships[login].id, **{**given, **more})
    return services.add_duty(command, actor=Actor.system())


def _ask(cast: Cast, login: str, duty: Duty, kind: ExchangeKind, **more: Any) -> DutyExchange:
    return services.ask_exchange(NewExchange(duty_id=duty.id, kind=kind, **more), actor=cast.actor(login))


def _cover(cast: Cast, login: str, duty: Duty, taker: str) -> DutyExchange:
    return _ask(cast, login, duty, ExchangeKind.COVER, taker_membership_id=cast.memberships[taker].id)


def _names(duty: Duty) -> tuple[str, str]:
    db.session.expire_all()
    row = queries.duty(duty.id)
    return row.user.display_name, row.in_place_of.display_name if row.in_place_of else ""


def _tell() -> list[tuple[str, str]]:
    """Let the watcher run over all facts; the notices as (person's name, sentence)."""
    for row in db.session.execute(select(RecordedEvent).order_by(RecordedEvent.id)).scalars().all():
        notify(StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload))
    rows = db.session.execute(select(Notice).order_by(Notice.id)).scalars().all()
    return [(str(row.user_id), row.sentence["text"].format(**row.sentence["params"])) for row in rows]


def test_a_judge_asks_for_cover_and_the_other_agrees_and_both_are_told(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        duty = _duty(cast, "shen")
        exchange = _cover(cast, "shen", duty, "meng")
        assert _names(duty) == ("沈某衡", "")
        assert queries.exchange_counts(cast.actor("meng"))[ExchangeTab.TO_ANSWER] == 1
        done = services.accept_exchange(exchange.id, version=1, actor=cast.actor("meng"))
    assert (done.state, done.decided_by) == ("done", "孟某文")
    assert _names(duty) == ("孟某文", "沈某衡")
    told = _tell()
    said = "06-18 08:30–18:00的班次由孟某文接替沈某衡。"
    assert {who for who, sentence in told if sentence == said} == {str(cast.user("meng").id), str(cast.user("shen").id)}
    acts = db.session.execute(select(AuditEntry.action).where(AuditEntry.subject_id.in_([duty.id, exchange.id])))
    assert {"rosters.duty_handed_on", "rosters.exchange_asked", "roster_exchange.accept"} <= set(acts.scalars())


def test_two_judges_swap_two_days_and_each_stands_for_the_other(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        first, second = _duty(cast, "shen"), _duty(cast, "meng", DAY)
        exchange = _ask(cast, "shen", first, ExchangeKind.SWAP, other_duty_id=second.id)
        services.accept_exchange(exchange.id, version=1, actor=cast.actor("meng"))
    assert (_names(first), _names(second)) == (("孟某文", "沈某衡"), ("沈某衡", "孟某文"))


def test_two_people_on_duty_at_the_same_hours_exchange_their_desks(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        first, second = _duty(cast, "shen"), _duty(cast, "meng", seat="2号房间")
        exchange = _ask(cast, "shen", first, ExchangeKind.SWAP, other_duty_id=second.id)
        services.accept_exchange(exchange.id, version=1, actor=cast.actor("meng"))
    assert (_names(first)[0], _names(second)[0]) == ("孟某文", "沈某衡")


def test_a_swap_back_leaves_nobody_in_place_of_another(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        duty = _duty(cast, "shen")
        services.accept_exchange(_cover(cast, "shen", duty, "meng").id, version=1, actor=cast.actor("meng"))
        services.accept_exchange(_cover(cast, "meng", duty, "shen").id, version=1, actor=cast.actor("shen"))
    assert _names(duty) == ("沈某衡", "")


def test_an_agreement_that_would_put_somebody_in_two_places_is_refused_and_stays_open(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        duty = _duty(cast, "shen")
        exchange = _cover(cast, "shen", duty, "meng")
        _duty(cast, "meng", timedelta(hours=2), seat="2号房间")
        with pytest.raises(AlreadyOnDuty):
            services.accept_exchange(exchange.id, version=1, actor=cast.actor("meng"))
    db.session.expire_all()
    assert queries.exchange(exchange.id, actor=cast.actor("meng")).state == "asked"
    assert _names(duty) == ("沈某衡", "")


def test_somebody_steps_into_a_duty_that_runs_and_what_was_served_stays(cast: Cast) -> None:
    duty = _duty(cast, "shen")
    with clock.frozen(NOON):
        exchange = _ask(cast, "meng", duty, ExchangeKind.STEP_IN, taker_membership_id=cast.memberships["meng"].id)
        assert exchange.answerer_id == cast.user("shen").id
        services.accept_exchange(exchange.id, version=1, actor=cast.actor("shen"))
        assert [(one.name, one.in_place_of) for one in queries.judges_on_duty(NOON)] == [("孟某文", "沈某衡")]
        assert [one.name for one in queries.judges_on_duty(NOON - timedelta(minutes=1))] == ["沈某衡"]
    assert queries.duty(duty.id).until_at == NOON


def test_the_head_of_the_studio_or_the_centre_decides_in_place_of_the_one_asked(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        duty = _duty(cast, "shen")
        at_once = _cover(cast, "gaomou", duty, "meng")
        assert (at_once.state, at_once.answerer_id) == ("done", None)
        back = _cover(cast, "meng", duty, "shen")
        with pytest.raises(Forbidden):
            services.approve_exchange(back.id, version=1, actor=cast.actor("ding"))
        with pytest.raises(Refused):
            services.approve_exchange(back.id, version=1, actor=cast.actor("shen"))
        services.approve_exchange(back.id, version=1, actor=cast.actor("gu"))
    assert _names(duty) == ("沈某衡", "")


def test_no_and_withdrawn_leave_the_roster_as_it_is(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        duty = _duty(cast, "shen")
        first = _cover(cast, "shen", duty, "meng")
        with pytest.raises(InvalidInput):
            services.decline_exchange(first.id, "", version=1, actor=cast.actor("meng"))
        services.decline_exchange(first.id, "当天开庭", version=1, actor=cast.actor("meng"))
        second = _cover(cast, "shen", duty, "meng")
        with pytest.raises(Refused):
            services.withdraw_exchange(second.id, version=1, actor=cast.actor("meng"))
        services.withdraw_exchange(second.id, version=1, actor=cast.actor("shen"))
    assert _names(duty) == ("沈某衡", "")
    assert [row.state for row in queries.exchange_page(cast.actor("shen"), ExchangeTab.DONE).rows] == [
        "withdrawn",
        "declined",
    ]


def test_one_duty_has_one_open_request_and_loses_it_when_the_duty_changes(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        duty, other = _duty(cast, "shen"), _duty(cast, "meng", DAY)
        exchange = _cover(cast, "shen", duty, "meng")
        with pytest.raises(Refused) as refused:
            _ask(cast, "shen", duty, ExchangeKind.SWAP, other_duty_id=other.id)
        assert refused.value.code == "exchange_open"
        with pytest.raises(Refused):
            _ask(cast, "meng", other, ExchangeKind.SWAP, other_duty_id=duty.id)
        services.remove_duty(duty.id, version=1, actor=cast.actor("gaomou"))
    db.session.expire_all()
    left = queries.exchange(exchange.id, actor=cast.actor("meng"))
    assert (left.state, left.duty_id, left.seat) == ("lapsed", None, "法官工作室")


def test_a_request_nobody_answered_lapses_when_the_duty_begins(cast: Cast) -> None:
    duty = _duty(cast, "shen")
    with clock.frozen(BEFORE):
        exchange = _cover(cast, "shen", duty, "meng")
        assert services.lapse_overdue() == 0
    with clock.frozen(MORNING):
        with pytest.raises(Refused) as late:
            services.accept_exchange(exchange.id, version=1, actor=cast.actor("meng"))
        assert late.value.code == "too_late"
        assert services.lapse_overdue() == 1
        assert services.lapse_overdue() == 0


def test_what_cannot_be_exchanged_is_named(cast: Cast) -> None:
    duty = _duty(cast, "shen")
    desk = _duty(cast, "he", kind=DutyKind.DESK)
    with clock.frozen(BEFORE):
        with pytest.raises(InvalidInput) as own:
            _cover(cast, "shen", duty, "shen")
        assert list(own.value.fields) == ["taker_membership_id"]
        with pytest.raises(InvalidInput):
            _ask(cast, "shen", duty, ExchangeKind.SWAP)
        with pytest.raises(InvalidInput):
            _ask(cast, "shen", duty, ExchangeKind.SWAP, other_duty_id=desk.id)
        with pytest.raises(InvalidInput):
            _cover(cast, "shen", duty, "liang")
        for stranger in ("ding", "he"):
            with pytest.raises(Forbidden):
                _cover(cast, stranger, duty, "meng")
    with clock.frozen(EVENING), pytest.raises(Refused):
        _ask(cast, "meng", duty, ExchangeKind.STEP_IN, taker_membership_id=cast.memberships["meng"].id)


def test_strangers_see_no_exchange(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        exchange = _cover(cast, "shen", _duty(cast, "shen"), "meng")
    for login in ("ding", "he", "rshead"):
        with pytest.raises(NotFound):
            queries.exchange(exchange.id, actor=cast.actor(login))
    assert queries.exchange(exchange.id, actor=cast.actor("gaomou")).id == exchange.id


def test_two_answers_at_once_move_the_duty_once(committing_db: Flask) -> None:
    cast = Cast()
    with clock.frozen(BEFORE):
        duty = _duty(cast, "shen")
        exchange_id = _cover(cast, "shen", duty, "meng").id
    meng, boss = cast.actor("meng"), cast.actor("gu")

    def answer(number: int) -> str:
        with clock.frozen(BEFORE):
            try:
                if number % 2:
                    services.accept_exchange(exchange_id, version=1, actor=meng)
                else:
                    services.approve_exchange(exchange_id, version=1, actor=boss)
            except Exception as refusal:
                return type(refusal).__name__
        return "done"

    assert sorted(str(one) for one in in_threads(committing_db, 8, answer)) == ["StaleVersion"] * 7 + ["done"]
    assert _names(duty) == ("孟某文", "沈某衡")
