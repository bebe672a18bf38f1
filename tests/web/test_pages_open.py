"""Every page a role's menu offers opens, and every tab of a matter in every stage of S01."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.people import PASSWORD, Cast
from tests.support.stage import scene
from tests.support.story import BEGIN, Story

TABS = (
    "",
    "/parties",
    "/dispatch",
    "/mediation",
    "/guidance",
    "/claims",
    "/agreements",
    "/confirmation",
    "/closure",
    "/documents",
    "/story",
)
PAGES = {
    "gaomou": (
        "/desk",
        "/events",
        "/events/new",
        "/events/imports",
        "/events/imports/new",
        "/search",
        "/search?q=养老",
        "/notices",
        "/confirmation",
        "/visits",
        "/dossiers",
        "/mediations",
        "/guidance",
        "/overview",
    ),
    "gu": ("/overview", "/desk", "/events", "/notices"),
    "ding": ("/mine", "/events", "/mediations", "/guidance", "/confirmation", "/visits", "/notices"),
    "meng": ("/guidance/queue", "/guidance", "/notices", "/mine"),
    "liang": ("/confirmation", "/notices", "/mine"),
    "he": ("/mine", "/events", "/notices"),
    "police": ("/mine", "/events", "/events/new", "/notices"),
    "audadmin": ("/audit", "/notices"),
}


@scene(at=BEGIN)
def story(cast: Cast) -> Story:
    return Story(cast)


def signed_in(app: Flask, login: str) -> FlaskClient:
    client = app.test_client()
    client.get("/sign-in")
    client.post("/sign-in", data={"login_name": login, "password": PASSWORD})
    return client


@pytest.mark.parametrize("login", sorted(PAGES))
def test_every_page_of_the_menu_opens(app: Flask, cast: Cast, login: str) -> None:
    client = signed_in(app, login)
    front = client.get("/")
    assert front.status_code == 303
    for address in PAGES[login]:
        assert client.get(address, follow_redirects=True).status_code == 200, address


@pytest.mark.parametrize(
    "stage", ["file", "triage", "dispatched", "mediating", "stalled", "asked", "answered", "decided"]
)
def test_every_tab_of_a_matter_opens_in_every_stage(app: Flask, story: Story, stage: str) -> None:
    getattr(story, stage)()
    readers = ("gaomou", "gu") + (("ding", "he") if stage not in ("file", "triage") else ())
    for login in readers:
        client = signed_in(app, login)
        for tab in TABS:
            answer = client.get(f"/events/{story.matter_id}{tab}")
            assert answer.status_code in (200, 403, 404), (login, tab, answer.status_code)
            if tab in ("", "/parties", "/mediation", "/guidance", "/story"):
                assert answer.status_code == 200, (login, tab)


def test_a_stranger_to_the_matter_sees_nothing(app: Flask, story: Story) -> None:
    story.answered()
    client = signed_in(app, "civil")
    for tab in TABS:
        assert client.get(f"/events/{story.matter_id}{tab}").status_code in (403, 404), tab


def test_a_party_sees_the_stage_with_code_and_phone_tail_only(app: Flask, story: Story) -> None:
    story.file()
    party = story.parties[0]
    client = app.test_client()
    assert client.get("/p").status_code == 200
    right = client.post("/p", data={"code": party.public_code, "tail": "0001"})
    assert right.status_code == 200
    assert story.event.number in right.text
    assert "47" not in right.text.split("</h1>")[1].split("<dl")[0]
    other = story.parties[1].name
    assert other not in right.text
    wrong = client.post("/p", data={"code": party.public_code, "tail": "9999"})
    assert wrong.status_code == 422
    assert "请填写四位数字。" in client.post("/p", data={"code": party.public_code, "tail": "12"}).text
