"""How many statements each main page of S01 sends: pinned, and the same with many rows as with few.

Twelve are wanted for a page. The frame of a page sends two (the session, all numbers of the menu), the frame of a
matter nine more: the event, its parties, the logged read, the clocks and the stamp of their law, the orders they run
for, holds, the newest risk score, the timeline. ``MORE`` lists the pages that need over twelve, each with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.core import clock
from app.demo.at_work import AtWork
from app.demo.centre import plant_centre
from app.demo.disputes import plant_law
from app.demo.generated import generated
from app.demo.wage_calls import confer, standing_whistle
from app.demo.wage_copies import SUBMITTED
from app.demo.wage_countersign import countersign
from app.demo.wage_script import copy_script
from app.demo.wage_story import WageStory
from app.dispatch import queries as dispatch
from app.rosters import queries as rosters
from app.rosters import services as roster_services
from app.search.subscribers import reindex
from app.web.centre import centre_name
from tests.support import lists
from tests.support.database import rolled_back
from tests.support.people import PASSWORD
from tests.support.statements import statements

DAY = date(2025, 6, 18)
WANTED = 12
#: Generated disputes by their place: one to sign, to rule on, to visit and to archive, then more of each.
FEW, MORE_OF_THEM = (15, 19, 47, 53), (16, 20, 48, 54)

PAGES = {
    "gaomou": {
        "/desk": 10,
        "/desk?as=board": 11,
        "/events": 10,
        "/events?as=board": 11,
        "/events/new": 4,
        "/events/imports": 5,
        "/events/imports/new": 4,
        "/events/imports/{list}": 9,
        "/orders": 12,
        "/orders?as=board": 10,
        "/columns?list=desk": 3,
        "/bulk": 4,
        "/returns": 8,
        "/supervisions": 6,
        "/whistles": 7,
        "/whistles/{whistle}": 13,
        "/consultations": 7,
        "/consultations/{meeting}": 16,
        "/countersigns?tab=all": 7,
        "/countersigns/{countersign}": 13,
        "/action-items": 6,
        "/events/{m}/calls": 17,
        "/mediations": 4,
        "/guidance": 6,
        "/agreements": 5,
        "/confirmation": 5,
        "/visits": 4,
        "/dossiers": 4,
        "/documents": 6,
        "/search?q=养老": 5,
        "/notices": 3,
        "/routing-rules": 4,
        "/routing-rules/migrant_wage": 8,
        "/events/{m}/dispatch/proposals": 13,
        "/rosters/handovers": 7,
        "/rosters/handovers/{handover}": 5,
        "/events/{m}": 13,
        "/events/{m}/parties": 11,
        "/events/{m}/dispatch": 14,
        "/events/{m}/dispatch/change": 21,
        "/events/{m}/closure": 13,
        "/events/{m}/documents": 14,
        "/events/{m}/story": 12,
        "/orders/{order}": 20,
    },
    "gu": {"/overview": 11, "/boards/wall": 10, "/desk": 10, "/events/{m}/audit": 14},
    "ding": {
        "/mine": 11,
        "/claims": 5,
        "/agreements": 5,
        "/notices": 3,
        "/events/{m}/mediation": 19,
        "/events/{m}/claims": 14,
        "/events/{m}/receipts": 15,
        "/events/{m}/agreement": 15,
        "/claims/{schedule}": 13,
        "/agreements/{agreement}": 18,
        "/agreements/{agreement}/circumstances": 10,
    },
    "meng": {"/guidance/queue": 6, "/mine": 9, "/events/{m}/guidance": 15, "/guidance/{request}/answer": 18},
    "liang": {"/confirmation": 5, "/mine": 8, "/events/{m}/confirmation": 19},
    "he": {"/mine": 11, "/orders": 9, "/claims/{schedule}": 13},
}

MORE = {
    "/events/{m}": "the matters it is linked with",
    "/events/{m}/dispatch": "orders, supervisions, copies and the units that may be added",
    "/events/{m}/dispatch/change": "the proposal weighs law, place, presence and load of every unit",
    "/events/{m}/dispatch/proposals": "the proposals and the units that were chosen",
    "/events/{m}/closure": "the visits, their answers and the dossier",
    "/events/{m}/documents": "the forms that may be printed and those issued",
    "/events/{m}/audit": "the chain's entries, its head and the reads",
    "/events/{m}/mediation": "the room: sittings, answers, rights, representatives and what is missing",
    "/events/{m}/guidance": "requests, opinions, duty and recusal of the reader",
    "/events/{m}/claims": "schedules, receipts and what they add up to",
    "/events/{m}/receipts": "schedules, rows, receipts and what they add up to",
    "/events/{m}/agreement": "agreements, certificates, the sitting and the edition to draft from",
    "/events/{m}/confirmation": "agreement, sitting, courts and their policy decide every act on the application",
    "/guidance/{request}/answer": "the question, the law to cite and the reader's duty",
    "/events/{m}/calls": "whistles with their units, meetings with attendees and items, what may be called",
    "/whistles/{whistle}": "the whistle and its units",
    "/countersigns/{countersign}": "the countersign, its order and its signers",
    "/consultations/{meeting}": "attendees, items, supplements, and who may sign",
    "/orders/{order}": "returns, contacts, extensions, feedback and countersigns, and what each allows now",
    "/claims/{schedule}": "rows, months, receipts and who may verify",
    "/agreements/{agreement}": "text, signatures, notices, obligations and money of one agreement",
}


def told(at_work: AtWork, serial: int, workers: int) -> WageStory:
    """S01 with so many workers, up to the application for confirmation."""
    story = WageStory(at_work, copy_script(serial, DAY, workers))
    for step in (*SUBMITTED, WageStory.accept):
        step(story)
    standing_whistle(story)
    confer(story)
    countersign(story)
    reindex(story.matter_id)
    return story


def tell_some(at_work: AtWork, places: tuple[int, ...]) -> None:
    """Disputes of other kinds, each at its stage."""
    cases = list(generated(at_work))
    with clock.frozen(clock.at(DAY + timedelta(days=9), 10)):
        for place in places:
            cases[place][1]()


def list_of(at_work: AtWork, rows: int) -> UUID:
    """A ledger of so many rows to mend and as many good ones, checked."""
    actor = at_work.actor("gaomou")
    lines = [lists.row(n) for n in range(rows)] + [lists.row(100 + n, 受理日期="去年") for n in range(rows)]
    with clock.frozen(clock.at(DAY + timedelta(days=9), 9)):
        return lists.checked(lists.xlsx(lines), actor)


def handover_of(at_work: AtWork) -> UUID:
    """What is open at the desk now, on the list of the dispatcher's duty."""
    actor = at_work.actor("gaomou")
    with clock.frozen(clock.at(DAY + timedelta(days=9), 9, 30)):
        duty, _ = rosters.duties_to_hand_over(actor)[0]
        row = roster_services.prepare_handover(duty.duty_id, actor=actor)
        return roster_services.refresh_handover(row.id, version=row.version, actor=actor).id


def addresses(story: WageStory, list_id: UUID, handover_id: UUID) -> dict[str, object]:
    """What the placeholders of an address stand for."""
    return {
        "list": list_id,
        "handover": handover_id,
        "m": story.matter_id,
        "order": story.orders[0].id,
        "schedule": story.schedule_id,
        "agreement": story.agreement_id,
        "request": story.request_id,
        "whistle": dispatch.whistles_of(story.matter_id)[0].id,
        "countersign": dispatch.countersigns_of(story.orders[0].id)[0].id,
        "meeting": dispatch.meetings_of(story.matter_id)[0].id,
    }


def opened(client: FlaskClient, address: str, app: Flask) -> int:
    """How many statements a page sends; the centre's name, kept for a minute, is looked up before."""
    with app.app_context():
        centre_name()
    with statements() as sent:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return len(sent)


def counted(app: Flask, story: WageStory, *lists_of: UUID) -> dict[tuple[str, str], int]:
    """The statements of every pinned page."""
    known, found = addresses(story, *lists_of), {}
    with clock.frozen(clock.at(DAY + timedelta(days=9), 10)):
        for login, pages in PAGES.items():
            client = app.test_client()
            client.post("/sign-in", data={"login_name": login, "password": PASSWORD})
            for page in pages:
                found[login, page] = opened(client, page.format(**known), app)
    return found


@pytest.fixture(scope="module")
def counts(app: Flask) -> Iterator[SimpleNamespace]:
    """Statements with one small story, and with a second one of three times the workers among disputes of all kinds."""
    with rolled_back(app):
        plant_law()
        with clock.frozen(clock.at(DAY, 8)):
            at_work = AtWork(plant_centre(PASSWORD))
        tell_some(at_work, FEW)
        few = counted(app, told(at_work, 3, workers=2), list_of(at_work, 2), handover_of(at_work))
        tell_some(at_work, MORE_OF_THEM)
        large = told(at_work, 4, workers=6)
        yield SimpleNamespace(few=few, many=counted(app, large, list_of(at_work, 6), handover_of(at_work)))


EACH = [(login, page) for login, pages in PAGES.items() for page in pages]


@pytest.mark.parametrize(("login", "page"), EACH)
def test_a_page_sends_as_many_statements_as_are_pinned(counts: SimpleNamespace, login: str, page: str) -> None:
    assert counts.few[login, page] == PAGES[login][page]


@pytest.mark.parametrize(("login", "page"), EACH)
def test_more_rows_cost_no_more_statements(counts: SimpleNamespace, login: str, page: str) -> None:
    assert counts.many[login, page] == counts.few[login, page]


@pytest.mark.parametrize(("login", "page"), EACH)
def test_over_twelve_needs_a_reason(login: str, page: str) -> None:
    assert (PAGES[login][page] > WANTED) == (page in MORE)
