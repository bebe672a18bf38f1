"""Reminders: one's own line at one's own time, rung once, put off, done, and seen by nobody else; notices put off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput, NotFound, Refused
from app.core.events import StoredEvent
from app.core.models import RecordedEvent
from app.dispatch import services as dispatch
from app.notifications import queries, services
from app.notifications.commands import PutOff, ReminderDetails
from app.notifications.models import Notice, Reminder
from app.notifications.rules.reminding import MOST_OPEN
from app.notifications.subscribers import notify
from app.notifications.types import Span
from tests.support.calling import HandledMatter
from tests.support.dispatching import DAY, later


def wish(handled: HandledMatter, **changes: Any) -> ReminderDetails:
    """A whole reminder, for this afternoon."""
    plain = {"matter_id": handled.matter_id, "words": "问物业公司付款凭证", "due_at": clock.at(DAY, 15)}
    return ReminderDetails(**{**plain, **changes})


def rung() -> list[str]:
    """Ring what is due, let the watchers hear twice, and say who has how many notices of it."""
    services.ring_reminders()
    rows = select(RecordedEvent).where(RecordedEvent.name == "ReminderDue")
    for row in [*db.session.execute(rows).scalars().all()] * 2:
        notify(StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload))
    db.session.commit()
    made = select(Notice).where(Notice.kind == "ReminderDue")
    return [str(one.user_id) for one in db.session.execute(made).scalars()]


def test_it_rings_once_for_each_time_it_is_set_for(handled: HandledMatter) -> None:
    he = handled.actor("he")
    row = services.set_reminder(wish(handled), actor=he)
    assert rung() == []
    with clock.frozen(clock.at(DAY, 15)):
        assert rung() == [str(he.user_id)]
        assert services.ring_reminders() == 0
        services.snooze_reminder(row.id, PutOff(span=Span.TOMORROW), actor=he)
    assert clock.local(row.due_at) == clock.local(clock.at(DAY + timedelta(days=1), 9))
    with clock.frozen(clock.at(DAY, 18)):
        assert services.ring_reminders() == 0
    with clock.frozen(clock.at(DAY + timedelta(days=1), 9, 1)):
        assert rung() == [str(he.user_id)] * 2
        services.finish_reminder(row.id, actor=he)
        with pytest.raises(Conflict):
            services.snooze_reminder(row.id, PutOff(span=Span.HOUR), actor=he)
        assert services.ring_reminders() == 0


def test_nobody_else_sees_or_moves_it_and_no_trail_of_the_matter_tells_of_it(handled: HandledMatter) -> None:
    he, head = handled.actor("he"), handled.actor("rshead")
    row = services.set_reminder(wish(handled), actor=he)
    for other in (head, handled.actor("song"), handled.actor("gaomou"), handled.actor("gu")):
        assert queries.list_reminders(other).rows == []
        with pytest.raises(NotFound):
            queries.get_reminder(other, row.id)
        with pytest.raises(NotFound):
            services.finish_reminder(row.id, actor=other)
    assert [one.id for one in queries.list_reminders(he, "open").rows] == [row.id]


def test_who_no_longer_sees_the_matter_is_not_reminded_of_it(handled: HandledMatter) -> None:
    whistle_id = handled.whistle("dept.jt")
    services.set_reminder(wish(handled), actor=handled.road)
    dispatch.withdraw_whistle(whistle_id, "现场已经平息，不用到场。", actor=handled.actor("xilu"))
    with clock.frozen(clock.at(DAY, 15)):
        assert rung() == []
    assert queries.list_reminders(handled.road).rows == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"words": " "}, {"words"}),
        ({"words": "字" * 201}, {"words"}),
        ({"due_at": None}, {"due_at"}),
        ({"due_at": clock.at(DAY, 9)}, {"due_at"}),
        ({"due_at": clock.at(DAY + timedelta(days=367), 10)}, {"due_at"}),
    ],
)
def test_bad_input_is_told_at_its_field(handled: HandledMatter, changes: dict[str, Any], fields: set[str]) -> None:
    with pytest.raises(InvalidInput) as wrong:
        services.set_reminder(wish(handled, **changes), actor=handled.actor("he"))
    assert set(wrong.value.fields) == fields
    with pytest.raises(NotFound):
        services.set_reminder(wish(handled), actor=handled.actor("ding"))
    assert db.session.execute(select(Reminder)).scalars().all() == []


def test_one_person_keeps_two_hundred_at_most(handled: HandledMatter) -> None:
    he = handled.actor("he")
    plain = {"user_id": he.user_id, "unit_id": he.unit_id, "matter_id": handled.matter_id, "words": "一条"}
    db.session.add_all([Reminder(**plain, due_at=clock.at(DAY, 15), snoozes=0) for _ in range(MOST_OPEN)])
    with pytest.raises(Refused) as full:
        services.set_reminder(wish(handled), actor=he)
    assert full.value.code == "too_many_reminders"


def test_a_notice_is_put_off_and_counts_again(handled: HandledMatter) -> None:
    he = handled.actor("he")
    services.set_reminder(wish(handled), actor=he)
    with clock.frozen(clock.at(DAY, 15)):
        rung()
        before = queries.unread_count(he.user_id)
        (notice,) = (one for one in queries.inbox(he, tab="unread").rows if one.kind == "ReminderDue")
        with pytest.raises(InvalidInput) as wrong:
            services.put_off_notice(notice.id, PutOff(span=Span.OWN, until=later(hours=-1)), "", actor=he)
        assert set(wrong.value.fields) == {"until", "reason"}
        with pytest.raises(NotFound):
            services.put_off_notice(notice.id, PutOff(span=Span.HOUR), "在外面", actor=handled.actor("song"))
        services.put_off_notice(notice.id, PutOff(span=Span.HOUR), "在外面", actor=he)
        assert queries.unread_count(he.user_id) == before - 1
        assert [one.id for one in queries.inbox(he, tab="later").rows] == [notice.id]
    with clock.frozen(clock.at(DAY, 16, 1)):
        assert queries.unread_count(he.user_id) == before
        services.mark_read([notice.id], actor=he)
        with pytest.raises(Conflict):
            services.put_off_notice(notice.id, PutOff(span=Span.HOUR), "在外面", actor=he)
