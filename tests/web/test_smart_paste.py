"""A pasted text on the intake form: who may, what is refused, what is kept, and what is filed."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select

from app.core.db import db
from app.intake.models import Event
from tests.support.people import TOWN, Cast
from tests.support.sign_in import sign_in, words

FORM = {
    "source": "walk_in",
    "title": "虚构邻里漏水纠纷",
    "occurred_at": "2025-06-16 10:00",
    "involved_count": "2",
    "region_code": TOWN,
    "place": "虚构春晖里4号楼",
    "summary": "楼上漏水，协商未果。",
    "parties.0.role": "applicant",
    "parties.0.kind": "person",
    "parties.0.name": "许文静",
    "parties.1.role": "respondent",
    "parties.1.kind": "person",
}


def filed() -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.title == FORM["title"])))


def test_only_those_who_may_file_may_have_a_text_read(client: FlaskClient, cast: Cast) -> None:
    assert client.post("/events/read-pasted", data={"pasted": "昨天吵架"}).status_code in (302, 303, 401)
    cast.actor("liang")
    sign_in(client, "liang")
    assert client.post("/events/read-pasted", data={"pasted": "昨天吵架"}).status_code == 403


def test_an_empty_or_endless_text_is_refused_and_nothing_typed_is_lost(client: FlaskClient, cast: Cast) -> None:
    cast.actor("gaomou")
    sign_in(client, "gaomou")
    for pasted, told in (("", "请先粘贴来文"), ("吵" * 5001, "来文不能超过5000个字")):
        answer = client.post("/events/read-pasted", data={**FORM, "pasted": pasted})
        assert answer.status_code == 422
        assert told in words(answer)
        assert "虚构春晖里4号楼" in words(answer)


def test_reading_files_nothing_and_keeps_the_draft(client: FlaskClient, cast: Cast) -> None:
    cast.actor("gaomou")
    sign_in(client, "gaomou")
    client.post("/drafts/event-new", data=FORM)
    answer = client.post("/events/read-pasted", data={"draft_key": "event-new", "pasted": "张立新12000010001反映漏水"})
    assert "张立新" in words(answer)
    assert filed() == []
    client.post("/events/twins", data={**FORM, "draft_key": "event-new"})
    assert "虚构春晖里4号楼" in words(client.get("/events/new"))


def test_what_the_machine_filled_in_is_filed_only_when_confirmed(client: FlaskClient, cast: Cast) -> None:
    cast.actor("gaomou")
    sign_in(client, "gaomou")
    marked = {**FORM, "proposed": "place\t虚构春晖里4号楼\t"}
    assert client.post("/events", data=marked).status_code == 422
    assert filed() == []
    assert client.post("/events", data={**marked, "confirmed": "place"}).status_code in (302, 303)
    assert len(filed()) == 1


def test_a_row_of_parties_left_empty_is_no_party(client: FlaskClient, cast: Cast) -> None:
    cast.actor("gaomou")
    sign_in(client, "gaomou")
    assert client.post("/events", data=FORM).status_code in (302, 303)
    assert [event.involved_count for event in filed()] == [2]


def test_a_forged_mark_does_no_harm(client: FlaskClient, cast: Cast) -> None:
    cast.actor("gaomou")
    sign_in(client, "gaomou")
    answer = client.post("/events/read-pasted", data={"pasted": "昨天吵架", "proposed": ["x", "<b>\t\t", "a\tb\tc\td"]})
    assert answer.status_code == 200
    assert "<b>\t" not in words(answer)
