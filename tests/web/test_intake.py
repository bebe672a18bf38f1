"""The intake pages: a refused form comes back with what was typed, a party is added once."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

import pytest

from app.clocks import services as clocks
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.intake import services
from app.intake.models import Event, MatterParty
from app.rendering.models import Document
from tests.support.people import TOWN, Cast
from tests.support.reports import person, report
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]


@pytest.fixture
def matter_id(cast: Cast) -> UUID:
    """A report by telephone, registered."""
    clocks.load_shipped_tables(actor=Actor.system())
    found = services.file_event(report(outside_number="12345-1", source="phone"), actor=cast.actor("xilu"))
    services.register_event(found, actor=cast.actor("gaomou"))
    return found


def typed(**more: str) -> dict[str, str]:
    return {
        "source": "phone",
        "title": "楼下餐馆油烟扰民",
        "summary": "住户反映楼下餐馆油烟排放，多次沟通无果。",
        "occurred_at": f"{clock.local(clock.now()):%Y-%m-%dT%H:%M}",
        "region_code": TOWN,
        "place": "西潞街道虚构小区5号楼",
        "involved_count": "2",
        "parties_unknown": "1",
        **more,
    }


def test_a_number_that_is_taken_is_told_at_its_field_with_the_text_kept(matter_id: UUID, visit: Visit) -> None:
    page = visit("xilu").send("/events", 422, **typed(outside_number="12345-1")).get_data(as_text=True)
    assert "外部编号12345-1已经登记过，请先查询原事项。" in page
    assert "楼下餐馆油烟扰民" in page
    assert db.session.query(Event).count() == 1


def test_a_party_is_added_from_the_page_and_the_same_number_is_refused_there(matter_id: UUID, visit: Visit) -> None:
    desk, at = visit("gaomou"), f"/events/{matter_id}/parties"
    other = person(name="陶某", serial=2)
    fields = {
        "form": "party",
        "role": "respondent",
        "kind": "person",
        "name": "陶某",
        "id_number": str(other.id_number),
    }
    event = db.session.get_one(Event, matter_id)
    desk.send(at, version=str(event.version), **fields)
    assert "陶某" in desk.get(at)
    db.session.expire_all()
    again = desk.send(at, 422, version=str(event.version), **{**fields, "name": "陶某某"}).get_data(as_text=True)
    assert "该证件号码的当事人已在本事件中。" in again
    assert 'value="陶某某"' in again
    assert db.session.query(MatterParty).filter_by(matter_id=matter_id).count() == 2


def test_numbers_are_masked_until_a_reason_is_stated(matter_id: UUID, visit: Visit) -> None:
    desk, at = visit("gaomou"), f"/events/{matter_id}/parties"
    party = db.session.query(MatterParty).filter_by(matter_id=matter_id).one()
    number = str(party.id_number)
    assert number not in desk.get(at)
    short = desk.send(f"{at}/{party.id}/reveal", 422, reason="看").get_data(as_text=True)
    assert "请写明查看理由，不少于4个字。" in short
    assert number in desk.send(f"{at}/{party.id}/reveal", 200, reason="核对身份证件").get_data(as_text=True)


def test_a_party_is_corrected_and_what_stays_masked_is_kept(matter_id: UUID, visit: Visit) -> None:
    desk, at = visit("gaomou"), f"/events/{matter_id}/parties"
    party = db.session.query(MatterParty).filter_by(matter_id=matter_id).one()
    number, phone, version = party.id_number, party.phone, str(party.version)
    assert f"{at}/{party.id}/correct" in desk.get(at)
    page = desk.get(f"{at}/{party.id}/correct")
    assert number is not None
    assert number not in page
    assert "已登记" in page
    fields = {"form": "correct", "role": "applicant", "kind": "person", "occupation": "瓦工", "flags": "minor"}
    wrong = desk.send(f"{at}/{party.id}/correct", 422, version=version, **fields, name="江某某", id_number="1234")
    assert 'value="江某某"' in wrong.get_data(as_text=True)
    desk.send(f"{at}/{party.id}/correct", version=version, **fields, name="江某某")
    db.session.expire_all()
    party = db.session.get_one(MatterParty, party.id)
    assert (party.name, party.occupation, party.flags) == ("江某某", "瓦工", ["minor"])
    assert (party.id_number, party.phone) == (number, phone)
    stale = desk.send(f"{at}/{party.id}/correct", 409, version=version, **fields, name="江某").get_data(as_text=True)
    assert "别人已经更新了这份内容" in stale
    elsewhere = f"/events/{UUID(int=7)}/parties/{party.id}"
    desk.get(f"{elsewhere}/correct", 404)
    desk.send(f"{elsewhere}/correct", 404, version=str(party.version), **fields, name="江某")
    desk.send(f"{elsewhere}/reveal", 404, reason="核对身份证件")


def test_a_party_of_a_settled_event_is_not_corrected(matter_id: UUID, visit: Visit) -> None:
    desk, at = visit("gaomou"), f"/events/{matter_id}/parties"
    party = db.session.query(MatterParty).filter_by(matter_id=matter_id).one()
    db.session.get_one(Event, matter_id).state = "resolved"
    db.session.commit()
    assert "/correct" not in desk.get(at)
    refused = desk.send(
        f"{at}/{party.id}/correct", 409, version=str(party.version), role="applicant", kind="person", name="陶某"
    ).get_data(as_text=True)
    assert "事件已化解或结案，不能再变更当事人。" in refused


def test_the_receipt_names_the_kind_of_dispute_and_masks_telephones(cast: Cast, visit: Visit) -> None:
    clocks.load_shipped_tables(actor=Actor.system())
    details = report(parties=(person(phone="12000000001"),))
    at = f"/events/{services.file_event(details, actor=cast.actor('xilu'))}"
    visit("xilu").send(f"{at}/receipt")
    printed = json.loads(db.session.query(Document).filter_by(form_code="D01").one().content)
    assert printed["category"] == "待分流时确定"
    assert printed["persons"][0]["contact"] == "120****0001"
