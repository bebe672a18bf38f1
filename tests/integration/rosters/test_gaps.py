"""Gaps seven days ahead from the stored roster, told to heads and centre; three facts side by side."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput
from app.core.events import StoredEvent
from app.core.models import RecordedEvent
from app.core.permissions import Actor
from app.notifications.models import Notice
from app.notifications.subscribers import notify
from app.rosters import queries, services
from app.rosters.commands import NewDuty, NewNeed
from app.rosters.types import DutyKind, DutySpan
from tests.support.people import Cast

#: Monday 2025-06-16, 08:00 in Shanghai.
MONDAY = datetime(2025, 6, 16, 0, 0, tzinfo=UTC)
OPENS = datetime(2025, 6, 16, 0, 30, tzinfo=UTC)


def _need(cast: Cast, **more: object) -> NewNeed:
    given = {"seat": "2号窗口", "kind": DutyKind.DESK, "weekdays": (0, 1, 2, 3, 4), "begins": time(8, 30),
             "ends": time(18), "from_on": date(2025, 6, 1), **more}  # fmt: skip
    return NewNeed(unit_id=cast.unit("dept.rs").id, **given)  # type: ignore[arg-type]


def _plan(cast: Cast, login: str, day: int, hours: float = 9.5) -> None:
    start = OPENS + timedelta(days=day)
    command = NewDuty(
        membership_id=cast.memberships[login].id, kind=DutyKind.DESK, from_at=start,
        until_at=start + timedelta(hours=hours), seat="2号窗口",
    )  # fmt: skip
    services.add_duty(command, actor=Actor.system())


def test_gaps_of_seven_days_and_a_duty_of_somebody_who_left_covers_nothing(cast: Cast) -> None:
    with clock.frozen(MONDAY):
        services.add_need(_need(cast), actor=cast.actor("rshead"))
        for day in range(4):
            _plan(cast, "he", day)
        _plan(cast, "song", 4, 3.5)
        days = [f"{clock.local(gap.from_at):%d %H:%M}" for gap in queries.gaps_ahead(cast.unit("dept.rs").id)]
        assert days == ["20 12:00", "23 08:30"]
        cast.memberships["he"].until_on = date(2025, 6, 17)
        db.session.commit()
        days = [f"{clock.local(gap.from_at):%d %H:%M}" for gap in queries.gaps_ahead()]
        assert days == ["18 08:30", "19 08:30", "20 12:00", "23 08:30"]
        cast.unit("dept.rs").status = "closed"
        db.session.commit()
        assert queries.gaps_ahead() == []


def test_a_public_holiday_is_no_gap(cast: Cast) -> None:
    """Wednesday 2025-10-01 to 10-08 are days of rest, Saturday 10-11 is a working day."""
    with clock.frozen(datetime(2025, 10, 6, 0, 0, tzinfo=UTC)):
        services.add_need(_need(cast), actor=Actor.system())
        assert [clock.local(gap.from_at).day for gap in queries.gaps_ahead()] == [9, 10, 11, 13]


def test_heads_and_the_centre_are_told_once_a_morning(cast: Cast) -> None:
    with clock.frozen(MONDAY):
        services.add_need(_need(cast), actor=Actor.system())
        assert services.tell_gaps() == 1
        row = db.session.execute(select(RecordedEvent).where(RecordedEvent.name == "GapsFound")).scalar_one()
        for _ in range(2):
            notify(StoredEvent(row.id, row.name, None, row.subject_kind, row.subject_id, row.payload))
    told = db.session.execute(select(Notice)).scalars().all()
    assert {one.user_id for one in told} == {cast.user("rshead").id, cast.user("gaomou").id}
    assert len(told) == 2
    assert {one.sentence["params"]["hours"] for one in told} == {"06-16 08:30–18:00"}


def test_a_need_is_ended_and_a_bad_one_is_named(cast: Cast) -> None:
    with clock.frozen(MONDAY):
        need = services.add_need(_need(cast), actor=cast.actor("rshead"))
        services.end_need(need.id, version=1, actor=cast.actor("gaomou"))
        assert queries.needs() == []
        with pytest.raises(InvalidInput) as refused:
            services.add_need(_need(cast, seat=" ", weekdays=()), actor=cast.actor("gaomou"))
        assert list(refused.value.fields) == ["seat", "weekdays"]
        with pytest.raises(Forbidden):
            services.add_need(_need(cast), actor=cast.actor("pohead"))


def test_three_facts_are_kept_apart(cast: Cast) -> None:
    with clock.frozen(OPENS + timedelta(hours=1)):
        _plan(cast, "he", 0)
        services.sign_in_at_desk(actor=cast.actor("song"), seat="3号窗口")
        facts = {one.name: one for one in queries.three_facts(cast.unit("dept.rs").id)}
        everybody = {one.name for one in queries.three_facts()}
    assert (facts["何某"].duty is not None, facts["何某"].signed_in_at, facts["何某"].acted_at) == (True, None, None)
    assert (facts["宋某"].duty, facts["宋某"].seat) == (None, "3号窗口")
    assert facts["宋某"].acted_at == facts["宋某"].signed_in_at == OPENS + timedelta(hours=1)
    assert (facts["魏某"].duty, facts["魏某"].signed_in_at, facts["魏某"].acted_at) == (None, None, None)
    assert everybody == {"何某", "宋某"}


def test_shares_count_what_was_served(cast: Cast) -> None:
    for day in (0, 1, 5):
        _plan(cast, "he", day)
    rows = queries.fair_shares(DutySpan(date(2025, 6, 16), date(2025, 6, 22), cast.unit("dept.rs").id))
    assert [(row.name, row.duties, row.hours, row.rest_days) for row in rows] == [
        ("何某", 3, 28.5, 1),
        ("宋某", 0, 0.0, 0),
        ("魏某", 0, 0.0, 0),
    ]
