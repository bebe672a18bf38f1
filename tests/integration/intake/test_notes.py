"""Internal notes: among those who act on the matter, naming only them, never edited, taken back within minutes."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, FengqiaoError, Forbidden, InvalidInput, NotFound, Refused
from app.core.events import StoredEvent
from app.core.models import RecordedEvent
from app.dispatch import services as dispatch
from app.dispatch.commands import CopyDetails
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.queries.notes import READERS
from app.notifications.models import Notice
from app.notifications.subscribers import notify
from app.role_catalogue import holders_of
from tests.support.calling import HandledMatter
from tests.support.dispatching import later


def person(handled: HandledMatter, login: str) -> UUID:
    found = handled.actor(login).user_id
    assert found is not None
    return found


def test_the_named_are_told_once_and_the_rest_not(handled: HandledMatter) -> None:
    he, gu = handled.actor("he"), person(handled, "gu")
    note = services.write_note(handled.matter_id, "明早九点先打电话", [gu, gu, person(handled, "he")], actor=he)
    rows = select(RecordedEvent).where(RecordedEvent.subject_id == note.id)
    for row in [*db.session.execute(rows).scalars().all()] * 2:
        notify(StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload))
    told = db.session.execute(select(Notice).where(Notice.subject_id == note.id)).scalars().all()
    assert [(one.user_id, one.sentence["params"]) for one in told] == [(gu, {"number": "FS-20250618-0001"})]
    assert "电话" not in told[0].sentence["text"]
    assert [one.words for one in queries.notes_of(handled.actor("gaomou"), handled.matter_id)] == ["明早九点先打电话"]


def test_who_only_reads_along_neither_reads_nor_is_named(handled: HandledMatter) -> None:
    he, road = handled.actor("he"), handled.road
    copy = CopyDetails(unit_id=handled.unit_id("dept.jt"), purpose="请了解道路运输情况。")
    dispatch.copy_matter(handled.matter_id, copy, actor=handled.actor("gaomou"))
    services.write_note(handled.matter_id, "内部情况", actor=he)
    assert queries.notes_of(road, handled.matter_id) == []
    assert queries.event_and_notes(road, handled.matter_id)[1] is None
    assert queries.event_and_notes(he, handled.matter_id)[1] == 1
    with pytest.raises(Forbidden):
        services.write_note(handled.matter_id, "我也写一条", actor=road)
    for stranger in (road.user_id, person(handled, "ding"), person(handled, "review")):
        with pytest.raises(InvalidInput) as wrong:
            services.write_note(handled.matter_id, "请看", [stranger], actor=he)  # type: ignore[list-item]
        assert set(wrong.value.fields) == {"named"}
    with pytest.raises(InvalidInput) as empty:
        services.write_note(handled.matter_id, "  ", actor=he)
    assert set(empty.value.fields) == {"words"}
    with pytest.raises(NotFound):
        services.write_note(handled.matter_id, "外人", actor=handled.actor("ding"))
    assert queries.event_and_notes(he, handled.matter_id)[1] == 1
    assert set(holders_of(may.NOTE_READ)) == READERS == set(holders_of(may.NOTE_WRITE))


def test_a_note_is_taken_back_by_its_author_within_ten_minutes(handled: HandledMatter) -> None:
    he = handled.actor("he")
    first = services.write_note(handled.matter_id, "写错了", actor=he)
    second = services.write_note(handled.matter_id, "留下的", actor=he)
    with pytest.raises(Forbidden):
        services.withdraw_note(first.id, actor=handled.actor("rshead"))
    with clock.frozen(later(minutes=10)):
        services.withdraw_note(first.id, actor=he)
        with pytest.raises(Conflict):
            services.withdraw_note(first.id, actor=he)
    with clock.frozen(later(minutes=11)), pytest.raises(Refused) as late:
        services.withdraw_note(second.id, actor=he)
    assert isinstance(late.value, FengqiaoError)
    assert late.value.code == "note_settled"
    assert queries.event_and_notes(he, handled.matter_id)[1] == 1
