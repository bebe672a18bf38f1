"""Nobody sees a foreign row: every list, page, download and answer of the API, found by itself, as every post there is.

The routes come from the application, the rows from the foreign keys: a new list or table is covered unnamed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode
from uuid import UUID

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

import config
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.http.access import Access, declaration, methods_of
from app.intake.policies import sees
from app.mediation.models import Session
from app.notifications.models import Notice
from tests.support.database import rolled_back
from tests.support.foreign import (
    DAY,
    TODAY,
    ForeignWorld,
    Stranger,
    everything,
    identifiers,
    posts,
    rows_of,
    tables_of_matters,
)
from tests.support.people import actor_for
from tests.support.visits import Visitor

UUIDS = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
LINKS = re.compile(r'href="([^"]*\?[^"]*)"')
POSTS = [f"{role.value}-{position.value}" for role, position in posts()]

#: Open all the time; what it sends is looked at in tests/web/test_notifications.py.
STREAMS = frozenset({"/live"})
#: Answers 503 where no worker runs, as here.
UNREADY = "/readyz"

#: Parts of an address that are no row of a matter.
NO_ROW = frozenset({"unit_id", "user_id", "membership_id", "token_id", "filename", "year"})
#: Words in an address, each as the foreign matter would have it.
WORDS = {"kind": "pay_at_once", "page": "contact", "paper": "notice", "code": "D24", "key": "c1"}
#: Whose rows an address means, where its name does not say the table.
TABLES = {
    "matter_id": ("intake_events", "id"),
    "party_id": ("intake_parties", "id"),
    "claimant_id": ("intake_claimant_consents", "party_id"),
    "sheet_id": ("intake_roster_sheets", "id"),
    "row_id": ("claims_rows", "id"),
    "session_id": ("mediation_sessions", "id"),
    "file_id": ("files_files", "id"),
    "notice_id": ("agreements_notices", "id"),
    "batch_id": ("rendering_batch_rows", "batch_id"),
    "import_id": ("intake_import_rows", "import_id"),
    "handover_id": ("rosters_handover_lines", "handover_id"),
    "run_id": ("bulk_rows", "run_id"),
}
#: The agreement of the closed matter is signed; its clauses are not to be edited any more.
ONLY_WHILE_DRAFTED = frozenset({"/agreements/<uuid:agreement_id>/clauses/<key>"})
INSIDERS = ("gaomou", "ding", "gu", "he", "meng", "liang", "archive")
CLOSED = (403, 404)
AS_SCRIPT = {"Accept": "application/json"}
REFUSED = (400, 401, 403, 404, 409, 412, 415, 422, 428)


@dataclass
class Watched:
    """The world, what is foreign in it, and everybody's browser."""

    app: Flask
    world: ForeignWorld
    rows: dict[str, list[dict[str, object]]]
    ids: set[str]
    texts: list[str]
    browsers: dict[str, FlaskClient] = field(default_factory=dict)
    routes: dict[str, list[tuple[str, Access, list[str]]]] = field(default_factory=dict)

    def browser(self, login: str) -> FlaskClient:
        """The browser of a person, who signs in once."""
        if login not in self.browsers:
            self.browsers[login] = Visitor(self.app.test_client(), login).client
        return self.browsers[login]

    def stranger(self, post: str) -> Stranger:
        """The stranger in a post."""
        return next(one for one in self.world.strangers if one.login == f"stranger-{post}")

    def foreign_in(self, answer: TestResponse) -> list[str]:
        """What an answer tells of the foreign matters."""
        body = words_of(answer) + " ".join(value for _, value in answer.headers)
        told = {one.group().replace("-", "") for one in UUIDS.finditer(body)} & self.ids
        return sorted(told) + [one for one in self.texts if one in body]

    def ids_for(self, name: str, path: str) -> list[UUID]:
        """Rows a part of an address may mean: both matters, and the latest row of each kind."""
        table, column = TABLES.get(name) or (table_of(f"{name[:-3]}s", path), "id")
        if table not in self.rows:
            assert table not in tables_of_matters(), f"the foreign matters have no row in {table}"
            return []
        found = list(dict.fromkeys(row[column] for row in self.rows[table]))
        return found if name == "matter_id" else found[-1:]  # type: ignore[return-value]


def table_of(kind: str, path: str) -> str:
    """The one table of such rows, in the context of the address where two have one: ``orders`` of ``dispatch``."""
    plurals = (f"_{kind}", f"_{kind.removesuffix('ys')}ies")
    found = [one.name for one in db.metadata.sorted_tables if one.name.endswith(plurals)]
    if len(found) > 1:
        found = [one for one in found if f"/{one.partition('_')[0]}/" in path]
    assert len(found) == 1, (kind, path, found)
    return found[0]


@pytest.fixture(scope="module")
def watched(app: Flask) -> Iterator[Watched]:
    with rolled_back(app), clock.frozen(TODAY):
        world = ForeignWorld()
        rows = rows_of(world.matters)
        foreign = {name: {tuple(sorted((k, str(v)) for k, v in row.items())) for row in rows[name]} for name in rows}
        others = {
            name: [
                row for row in listed if tuple(sorted((k, str(v)) for k, v in row.items())) not in foreign.get(name, ())
            ]
            for name, listed in everything().items()
        }
        told = identifiers(rows) - identifiers(others) - product_words()
        ids = {one.replace("-", "") for one in told if UUIDS.fullmatch(one)}
        texts = sorted(one for one in told if not UUIDS.fullmatch(one))
        found = Watched(app, world, rows, ids, texts)
        sample = words_of(found.browser("ding").get("/claims/template.xlsx"))
        found.texts = without_longer([one for one in texts if one not in sample])
        yield found


def without_longer(texts: list[str]) -> list[str]:
    """Those that hold no other one: where a longer text is told, so is the one in it."""
    kept: list[str] = []
    for one in sorted(texts, key=len):
        if not any(shorter in one for shorter in kept):
            kept.append(one)
    return kept


def words_of(answer: TestResponse) -> str:
    """What an answer says: a page, a problem, the sheets of a workbook."""
    content = answer.get_data()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b" ".join(parts.read(name) for name in parts.namelist())
    return unescape(content.decode("utf-8", "replace"))


def product_words() -> set[str]:
    """Sentences the screen is made of."""
    with (config.ROOT / "app/translations/en/LC_MESSAGES/messages.po").open("rb") as stream:
        return {str(message.id) for message in read_po(stream)}


def routes(app: Flask, method: str, *, with_arguments: bool) -> Iterator[tuple[Rule, Access]]:
    """Routes of a method that say who may use them."""
    for rule in app.url_map.iter_rules():
        access = declaration(app, rule.endpoint, method) if method in methods_of(rule) else None
        if access is not None and bool(rule.arguments) == with_arguments and rule.rule not in STREAMS:
            yield rule, access


def may_enter(access: Access, actor: Actor) -> bool:
    """Whether the door itself lets somebody in."""
    return not access.permissions or any(actor.may(name) for name in access.permissions)


def addresses(watched: Watched, rule: Rule) -> list[str]:
    """The addresses of a route for the foreign matters: one for each of them where it can be."""
    if rule.arguments & NO_ROW:
        return []
    found = [str(rule)]
    for converter in re.finditer(r"<(?:\w+:)?(\w+)>", str(rule)):
        name = converter[1]
        values = watched.ids_for(name, str(rule)) if name not in WORDS else [WORDS[name]]
        found = [one.replace(converter[0], str(value)) for one in found for value in values]
    return found


def matter_routes(watched: Watched, method: str) -> list[tuple[str, Access, list[str]]]:
    """Routes that lead to a row of a matter, with addresses of foreign rows."""
    if method not in watched.routes:
        watched.routes[method] = _matter_routes(watched, method)
    return watched.routes[method]


def _matter_routes(watched: Watched, method: str) -> list[tuple[str, Access, list[str]]]:
    found = []
    for rule, access in routes(watched.app, method, with_arguments=True):
        asked = addresses(watched, rule) if "<uuid:" in str(rule) else []
        if asked:
            found.append((str(rule), access, asked))
    return found


@pytest.mark.parametrize("post", POSTS)
def test_no_list_shows_a_foreign_row(watched: Watched, post: str) -> None:
    stranger = watched.stranger(post)
    browser = watched.browser(stranger.login)
    shown = set()
    for rule, access in routes(watched.app, "GET", with_arguments=False):
        if not may_enter(access, stranger.actor):
            continue
        waiting, seen = [str(rule)], set()
        while waiting:
            address = waiting.pop()
            seen.add(address)
            answer = browser.get(address)
            assert answer.status_code < 500 or address == UNREADY, address
            assert watched.foreign_in(answer) == [], address
            body = words_of(answer)
            if str(watched.world.own_id) in body:
                shown.add(str(rule))
            waiting += [one for one in tabs(body, str(rule)) if one not in seen and one not in waiting]
    if stranger.actor.may("intake:event:read"):
        assert {"/events", "/api/v1/events"} <= shown


def tabs(body: str, path: str) -> set[str]:
    """The other tabs of a list."""
    found = {one for one in LINKS.findall(body) if one.startswith((f"{path}?", "?"))}
    return {f"{path}?{one.partition('?')[2]}" for one in found if re.fullmatch(r"[^?]*\?tab=\w+", one)}


@pytest.mark.parametrize("post", POSTS)
def test_no_question_finds_a_foreign_row(watched: Watched, post: str) -> None:
    stranger = watched.stranger(post)
    browser = watched.browser(stranger.login)
    matter = str(watched.world.open.matter_id)
    for path, operations in browser.get("/api/openapi.json").get_json()["paths"].items():
        asked = {one["name"]: matter for one in operations.get("get", {}).get("parameters", ()) if is_id(one)}
        if asked and "{" not in path:
            answer = browser.get(f"{path}?{urlencode(asked)}")
            assert answer.status_code in (200, 403, 404), path
            assert set(watched.foreign_in(answer)) <= {matter.replace("-", "")}, path
    if stranger.actor.may("search:matter:search"):
        for typed in search_words(watched):
            answer = browser.get(f"/search?{urlencode({'q': typed})}")
            assert answer.status_code == 200, typed
            assert set(watched.foreign_in(answer)) <= {typed}, typed


@pytest.mark.parametrize("post", POSTS)
def test_no_twin_is_shown_that_is_a_foreign_matter(watched: Watched, post: str) -> None:
    stranger = watched.stranger(post)
    with clock.frozen(clock.at(DAY, 12)):
        if not stranger.actor.may("intake:event:file"):
            return
        story = watched.world.open
        worker = story.script.roster[0]
        typed = {"region_code": "110111012", "place": story.script.place, "type_hint": "migrant_wage"}
        typed |= {"parties.0.name": worker.name, "parties.0.id_number": worker.id_number}
        answer = watched.browser(stranger.login).post("/events/twins", data=typed)
        assert answer.status_code == 200
        assert watched.foreign_in(answer) == []
        inside = watched.browser("gaomou").post("/events/twins", data=typed)
        assert str(story.matter_id) in words_of(inside)


def is_id(parameter: dict[str, dict[str, object]]) -> bool:
    """Whether a parameter of a query takes a row's id."""
    return parameter["in"] == "query" and "format" in parameter["schema"] and parameter["schema"]["format"] == "uuid"


def search_words(watched: Watched) -> list[str]:
    """What somebody might type who knows a little of the foreign matters."""
    event, party = watched.rows["intake_events"][0], watched.rows["intake_parties"][0]
    worker = watched.world.open.script.roster[0]
    plain = [event["number"], event["outside_number"], event["title"], party["name"], worker.id_number, "12000000001"]
    return [str(one) for one in plain]


@pytest.mark.parametrize("post", POSTS)
def test_no_page_of_a_foreign_matter_opens(watched: Watched, post: str) -> None:
    """Asked as a page's script asks, which is told the refusal without a frame; acts are refused on whole pages."""
    stranger = watched.stranger(post)
    browser = watched.browser(stranger.login)
    for rule, access, asked in matter_routes(watched, "GET"):
        for address in asked if may_enter(access, stranger.actor) else ():
            answer = browser.get(address, headers=AS_SCRIPT)
            assert answer.status_code in CLOSED, (rule, address, answer.status_code)
            assert set(watched.foreign_in(answer)) <= set(UUIDS.findall(address.replace("-", ""))), address


def test_no_act_on_a_foreign_matter_is_done(watched: Watched) -> None:
    before = rows_of(watched.world.matters)
    acts = [(method, *one) for method in ("POST", "PUT", "PATCH", "DELETE") for one in matter_routes(watched, method)]
    for number, (method, rule, access, asked) in enumerate(acts):
        outside = [one for one in watched.world.strangers if may_enter(access, one.actor)]
        stranger = outside[number % len(outside)]
        browser, address = watched.browser(stranger.login), asked[-1]
        api = address.startswith("/api/")
        body = {"json": {}, "headers": {"If-Match": '"1"'}} if api else {}
        answer = browser.open(address, method=method, **body)
        assert answer.status_code in REFUSED, (rule, stranger.login, answer.status_code)
        assert set(watched.foreign_in(answer)) <= set(UUIDS.findall(address.replace("-", ""))), address
    assert rows_of(watched.world.matters) == before


def test_every_address_asked_for_is_one_that_somebody_may_open(watched: Watched) -> None:
    insiders = {login: actor_for(watched.world.cast.memberships[login]) for login in INSIDERS}
    closed = set()
    for rule, access, asked in matter_routes(watched, "GET"):
        tried = ((login, address) for address in asked for login in INSIDERS if may_enter(access, insiders[login]))
        if all(watched.browser(login).get(address).status_code in CLOSED for login, address in tried):
            closed.add(rule)
    assert closed <= ONLY_WHILE_DRAFTED


def test_only_those_who_see_a_matter_are_told_of_it(watched: Watched) -> None:
    told = db.session.execute(select(Notice).where(Notice.matter_id.in_(watched.world.matters))).scalars().all()
    assert told
    members = {(row.user_id, row.unit_id): row for row in watched.world.cast.memberships.values()}
    blind = [row for row in told if not sees(actor_for(members[row.user_id, row.unit_id]), row.matter_id)]
    assert [(row.kind, row.user_id) for row in blind] == []


@pytest.mark.parametrize("login", ["gaomou", "gu", "liang"])
def test_the_record_of_a_sitting_is_closed_to_who_may_only_see_that_it_was_held(watched: Watched, login: str) -> None:
    records = db.session.execute(select(Session.record).where(Session.matter_id.in_(watched.world.matters))).scalars()
    lines = [line.partition("：")[2] for record in records for line in record.splitlines()]
    assert lines
    actor = actor_for(watched.world.cast.memberships[login])
    assert not actor.may("mediation:record:read")
    for rule, access, asked in matter_routes(watched, "GET"):
        for address in asked if may_enter(access, actor) and not rule.endswith("pdf") else ():
            body = words_of(watched.browser(login).get(address))
            assert [line for line in lines if line in body] == [], address
