"""Nobody gets in by accident; people read a page, machines read a problem."""

from __future__ import annotations

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from app.core.db import db
from app.http.access import UndeclaredRoute, inventory, public, refuse_undeclared
from app.web.centre import centre_name
from tests.support.sign_in import words
from tests.support.statements import statements
from tests.web.http.test_writes import numbers_taken

GOOD = {"place": "西潞街道"}
SEEN = {"If-Match": '"4"'}


def test_every_route_says_who_may_use_it(app: Flask) -> None:
    assert [row for row in inventory(app) if row["access"] == "undeclared"] == []


def test_a_route_that_says_nothing_stops_the_start_and_is_refused() -> None:
    careless = Flask("careless")
    careless.register_blueprint(_careless())
    with pytest.raises(UndeclaredRoute, match="GET /careless declares no access"):
        refuse_undeclared(careless)


def _careless() -> Blueprint:
    blueprint = Blueprint("careless", __name__)
    blueprint.add_url_rule("/careless", "show", lambda: "seen")
    return blueprint


def test_a_stranger_is_led_to_the_door_and_back(client: FlaskClient) -> None:
    answer = client.get("/probe?open=3")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/probe?open%3D3")
    assert client.get("/probe/open").status_code == 200


def test_a_page_without_the_right_is_refused_in_plain_words(dispatcher: FlaskClient) -> None:
    answer = dispatcher.get("/probe/secret")
    assert answer.status_code == 403
    assert "您当前的岗位没有办理此事的权限。" in words(answer)


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/probe/bare", 405), ("/probe/fault", 500)])
def test_what_goes_wrong_is_a_page_with_a_way_on(dispatcher: FlaskClient, path: str, status: int) -> None:
    answer = dispatcher.get(path)
    assert answer.status_code == status
    assert "回到首页" in words(answer)
    assert "Traceback" not in words(answer)
    assert "ZeroDivision" not in words(answer)


def test_a_refused_page_asks_for_no_numbers(app: Flask, dispatcher: FlaskClient) -> None:
    """Only who asks is looked up."""
    with app.app_context():
        centre_name()
    with statements() as sent:
        assert dispatcher.get("/nowhere").status_code == 404
    assert len(sent) == 1, sent
    assert "accounts_sessions.token_hash" in sent[0]


def test_a_wrong_method_names_the_right_one(dispatcher: FlaskClient) -> None:
    assert "POST" in dispatcher.get("/probe/bare").headers["Allow"]
    answer = dispatcher.delete("/api/v1/probe")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
    assert answer.get_json()["code"] == "method_not_allowed"


def test_a_machine_without_a_token_is_told_so(client: FlaskClient) -> None:
    answer = client.get("/api/v1/probe")
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    wrong = client.get("/api/v1/probe", headers={"Authorization": "Bearer fq_wrong"})
    assert (wrong.status_code, wrong.get_json()["code"]) == (401, "invalid_token")


def test_a_refused_field_is_named_in_the_asked_language(dispatcher: FlaskClient) -> None:
    answer = dispatcher.post("/api/v1/probe", json={"place": "", "colour": 1}, headers=SEEN)
    body = answer.get_json()
    assert (answer.status_code, body["code"]) == (422, "invalid_input")
    assert body["errors"] == {"place": ["须为1至40个字。"], "colour": ["没有这一项。"]}
    assert body["detail"] == "有内容需要更正。"


def test_a_machine_must_say_which_version_it_saw(dispatcher: FlaskClient) -> None:
    assert dispatcher.post("/api/v1/probe", json=GOOD).status_code == 428
    stale = dispatcher.post("/api/v1/probe", json=GOOD, headers={"If-Match": '"3"'})
    assert stale.status_code == 412
    assert (stale.get_json()["seen"], stale.get_json()["current"]) == (3, 4)
    good = dispatcher.post("/api/v1/probe", json=GOOD, headers=SEEN)
    assert (good.status_code, good.headers["ETag"]) == (201, '"4"')


def test_a_machines_resend_does_the_act_once(dispatcher: FlaskClient) -> None:
    keyed = {**SEEN, "Idempotency-Key": "machine-1"}
    first = dispatcher.post("/api/v1/probe", json=GOOD, headers=keyed)
    second = dispatcher.post("/api/v1/probe", json=GOOD, headers=keyed)
    assert (first.status_code, first.get_json()) == (second.status_code, second.get_json())
    assert second.headers["ETag"] == '"4"'
    assert numbers_taken() == 1
    other = dispatcher.post("/api/v1/probe", json={"place": "拱辰街道"}, headers=keyed)
    assert (other.status_code, other.get_json()["code"]) == (422, "key_reused")
    assert (
        dispatcher.post("/api/v1/probe", json=GOOD, headers={**SEEN, "Idempotency-Key": "x" * 121}).status_code == 400
    )


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "updated_since=yesterday"])
def test_a_list_refuses_what_it_does_not_know(dispatcher: FlaskClient, query: str) -> None:
    assert dispatcher.get(f"/api/v1/probe?{query}").status_code == 422


def test_unreadable_content_is_refused(dispatcher: FlaskClient) -> None:
    broken = dispatcher.post("/api/v1/probe", data="{", content_type="application/json", headers=SEEN)
    assert broken.status_code in (400, 422)
    assert broken.mimetype == "application/problem+json"


def test_every_answer_is_guarded(client: FlaskClient) -> None:
    answer = client.get("/probe/open")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Strict-Transport-Security" not in answer.headers


def test_a_write_from_another_site_is_refused(
    app: Flask, dispatcher: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    answer = dispatcher.post("/probe", data={"place": "西潞街道", "version": "4"})
    assert answer.status_code == 400
    assert "西潞街道" in words(answer)
    assert numbers_taken() == 0
    db.session.rollback()


def test_the_screen_turns_english_on_request(dispatcher: FlaskClient) -> None:
    answer = dispatcher.post("/language", data={"language": "en", "next": "/profile"})
    assert answer.location == "/profile"
    assert 'lang="en"' in words(dispatcher.get("/profile"))
    dispatcher.post("/language", data={"language": "xx", "next": "/profile"})
    assert 'lang="en"' in words(dispatcher.get("/profile"))


def test_a_lost_database_is_told_on_a_page_that_needs_none(
    app: Flask, dispatcher: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost() -> str:
        raise OperationalError("select 1", {}, Exception("gone"))

    monkeypatch.setitem(app.view_functions, "probe.open_to_all", public(lost))
    monkeypatch.setitem(app.jinja_env.globals, "shell", lost)
    monkeypatch.setitem(app.jinja_env.globals, "centre_name", lost)
    answer = dispatcher.get("/probe/open")
    assert answer.status_code == 500
    assert "系统出错了" in words(answer)
    assert answer.headers["X-Request-ID"] in words(answer)
