"""A form is sent once, loses nothing when it is refused, and never overwrites what somebody else wrote."""

from __future__ import annotations

import re
from inspect import Parameter, signature

from flask import Flask
from flask.testing import FlaskClient

from app.core.db import db
from app.core.models import NumberSeries
from app.http.access import handler_of, methods_of
from tests.support.sign_in import sign_in, words

GOOD = {"place": "西潞街道", "occurred_on": "6月13日", "amount_fen": "0.8万", "version": "4"}


def numbers_taken() -> int:
    """How many numbers the probe has given out."""
    row = db.session.get(NumberSeries, ("probe", 2025), populate_existing=True)
    return row.last if row is not None else 0


def test_a_resend_does_the_act_once_and_gives_the_same_answer(dispatcher: FlaskClient) -> None:
    answers = [dispatcher.post("/probe", data={**GOOD, "idempotency_key": "key-1"}) for _ in range(3)]
    assert {(one.status_code, one.location) for one in answers} == {(303, answers[0].location)}
    assert numbers_taken() == 1
    assert [one.headers.get("Idempotency-Replayed") for one in answers] == [None, "true", "true"]


def test_another_content_under_a_used_key_is_refused(dispatcher: FlaskClient) -> None:
    dispatcher.post("/probe", data={**GOOD, "idempotency_key": "key-1"})
    answer = dispatcher.post("/probe", data={**GOOD, "place": "拱辰街道", "idempotency_key": "key-1"})
    assert answer.status_code == 422
    assert "已经提交过一次" in words(answer)
    assert "拱辰街道" in words(answer)
    assert numbers_taken() == 1


def test_a_key_belongs_to_one_person(dispatcher: FlaskClient) -> None:
    dispatcher.post("/probe", data={**GOOD, "idempotency_key": "key-1"})
    dispatcher.post("/sign-out")
    sign_in(dispatcher, "ding")
    assert dispatcher.post("/probe", data={**GOOD, "idempotency_key": "key-1"}).status_code == 303
    assert numbers_taken() == 2


def test_a_refused_form_comes_back_with_everything_typed(dispatcher: FlaskClient) -> None:
    answer = dispatcher.post("/probe", data={**GOOD, "occurred_on": "9月31日", "idempotency_key": "key-2"})
    page = words(answer)
    assert answer.status_code == 422
    assert "发生日期：9月31日不存在，9月只有30天。" in page
    assert 'href="#f-occurred_on"' in page
    assert 'value="0.8万"' in page
    assert 'aria-invalid="true"' in page
    assert 'name="idempotency_key" value="key-2"' in page


def test_a_corrected_form_may_be_sent_under_the_same_key(dispatcher: FlaskClient) -> None:
    refused = dispatcher.post("/probe", data={**GOOD, "place": "哪里都不是", "idempotency_key": "key-3"})
    assert refused.status_code == 422
    assert numbers_taken() == 0
    assert dispatcher.post("/probe", data={**GOOD, "idempotency_key": "key-3"}).status_code == 303
    assert numbers_taken() == 1


def test_somebody_elses_change_is_shown_beside_what_was_typed(dispatcher: FlaskClient) -> None:
    answer = dispatcher.post("/probe", data={**GOOD, "version": "3"})
    page = words(answer)
    assert answer.status_code == 409
    assert "您看到的是第3版，现在是第4版" in page
    assert "西潞街道" in page
    assert "拱辰街道" in page
    assert 'name="version" value="4"' in page


def test_a_change_without_a_version_is_refused(dispatcher: FlaskClient) -> None:
    assert dispatcher.post("/probe", data={"place": "西潞街道"}).status_code == 428


def test_a_refused_write_without_a_page_of_its_own_still_shows_what_was_typed(dispatcher: FlaskClient) -> None:
    answer = dispatcher.post("/probe/bare", data={"place": "哪里都不是", "password": "never-shown"})
    assert answer.status_code == 422
    assert "没有这一项。" in words(answer)
    assert "哪里都不是" in words(answer)
    assert "never-shown" not in words(answer)


def test_a_draft_comes_back_and_goes_when_it_is_sent(dispatcher: FlaskClient) -> None:
    saved = dispatcher.post("/drafts/probe", data={"place": "城关街道", "csrf_token": "x", "amount_fen": "3万"})
    assert re.fullmatch(r"\d\d:\d\d", saved.get_json()["saved"])
    page = words(dispatcher.get("/probe"))
    assert 'value="城关街道"' in page
    assert "没有提交的内容" in page
    dispatcher.post("/probe", data={**GOOD, "draft_key": "probe"})
    assert "没有提交的内容" not in words(dispatcher.get("/probe"))


def test_a_draft_is_seen_by_nobody_else(dispatcher: FlaskClient) -> None:
    dispatcher.post("/drafts/probe", data={"place": "城关街道"})
    dispatcher.post("/sign-out")
    sign_in(dispatcher, "ding")
    assert "城关街道" not in words(dispatcher.get("/probe"))


def test_a_draft_that_is_not_wanted_is_dropped(dispatcher: FlaskClient) -> None:
    dispatcher.post("/drafts/probe", data={"place": "城关街道"})
    assert dispatcher.post("/drafts/probe/drop", data={"next": "/probe"}).location == "/probe"
    assert "城关街道" not in words(dispatcher.get("/probe"))


def test_typing_outlives_an_expired_session(dispatcher: FlaskClient) -> None:
    dispatcher.post("/sign-out")
    answer = dispatcher.post(
        "/probe",
        data={**GOOD, "draft_key": "probe", "place": "阎村镇"},
        headers={"Origin": "http://localhost", "Referer": "http://localhost/probe"},
    )
    assert answer.status_code == 401
    page = words(answer)
    kept = re.search(r'name="kept" value="([^"]+)"', page)
    assert kept is not None
    assert "阎村镇" not in page
    entered = sign_in(dispatcher, "gaomou", kept=kept[1], next="/probe")
    assert entered.location == "/probe"
    assert 'value="阎村镇"' in words(dispatcher.get("/probe"))


def test_typing_from_another_site_is_not_kept(dispatcher: FlaskClient) -> None:
    dispatcher.post("/sign-out")
    headers = {"Origin": "https://elsewhere.example", "Referer": "https://elsewhere.example/x"}
    answer = dispatcher.post("/probe", data={**GOOD, "draft_key": "probe"}, headers=headers)
    assert 'name="kept"' not in words(answer)


def test_every_page_shown_again_finds_its_arguments_in_the_address(app: Flask) -> None:
    pages = {
        (str(rule), method): (page, rule.arguments)
        for rule in app.url_map.iter_rules()
        for method in methods_of(rule)
        if (page := getattr(handler_of(app, rule.endpoint, method), "shown_again", None)) is not None
    }
    assert len(pages) > 100
    needed = {
        route: {name for name, one in signature(page).parameters.items() if one.default is Parameter.empty} - given
        for route, (page, given) in pages.items()
    }
    assert {route: names for route, names in needed.items() if names} == {}
