"""Messages by page, API and command: the administrator's list, one's own choices, receipts of the gateway."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import uuid4

from flask import Flask

from app.accounts import services as accounts
from app.accounts.commands import NewToken
from app.core import clock
from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor
from app.notifications.models import OutboundMessage
from app.notifications.types import Standing
from tests.support.page_forms import Clerk
from tests.support.people import Cast
from tests.support.stage import scene
from tests.support.statements import statements

V1 = "/api/v1/messages"
NUMBER = "FS-20250618-0007"
Clerks = Callable[[str], Clerk]


@scene()
def sent(cast: Cast) -> Cast:
    """One message of each standing, to people with a telephone."""
    now = clock.now()
    times = {
        Standing.WAITING: {},
        Standing.HELD: {"held_why": "quiet", "held_until": now},
        Standing.HANDED_OVER: {"handed_at": now},
        Standing.DELIVERED: {"handed_at": now, "delivered_at": now},
        Standing.FAILED: {"failed_at": now, "problem": "网关拒收，状态码500", "tries": 6},
    }
    for row in times.values():
        he = cast.memberships["he"]
        db.session.add(
            OutboundMessage(
                id=new_id(),
                user_id=he.user_id,
                unit_id=he.unit_id,
                channel="sms",
                template="order",
                number=NUMBER,
                address="12000000031",
                **row,
            )
        )
    db.session.flush()
    return cast


def test_the_administrator_sees_masked_numbers_and_no_matter_and_retries(sent: Cast, clerk: Clerks) -> None:
    admin = clerk("sysadmin")
    admin.get("/messages")
    with statements() as sent_by_list:
        page = admin.get("/messages")
    assert len(sent_by_list) == 4, "the session, the numbers of the menu, the counts of the tabs, the rows"
    assert page.count("120****0031") == 5
    assert "12000000031" not in page
    assert NUMBER not in page
    assert "测试模式" in page
    assert page.count("<tr data-row>") == 5
    assert admin.get("/messages?tab=failed&channel=voice").count("<tr data-row>") == 0
    failed = admin.get("/messages?tab=failed")
    assert failed.count("<tr data-row>") == 1
    assert "网关拒收，状态码500" in failed
    message_id = admin.json(f"{V1}?standing=failed")["rows"][0]["id"]
    admin.send(f"/messages/{message_id}/retry")
    again = admin.send(f"/messages/{message_id}/retry", status=409).get_data(as_text=True)
    assert "只有发送失败的消息可以重发" in again
    assert admin.json(f"{V1}/{message_id}")["standing"] == "waiting"
    for login in ("gaomou", "gu", "he", "secadmin", "audadmin"):
        clerk(login).get("/messages", status=403)


def test_one_s_own_choices_and_numbers_are_kept_and_wrong_ones_told_at_their_field(sent: Cast, clerk: Clerks) -> None:
    ding = clerk("ding")
    page = ding.get("/profile/messages")
    assert 'value="order.sms" checked' in page
    assert 'value="order.email" checked' not in page
    ding.send("/profile/messages", on=["order.email", "risk.sms"])
    page = ding.get("/profile/messages")
    assert 'value="order.sms" checked' not in page
    assert 'value="order.email" checked' in page
    refused = ding.send("/profile/contact", status=422, form="contact", phone="12345", email="ding@@").get_data(
        as_text=True
    )
    assert "手机号码应为11位数字" in refused
    assert "name@example.com" in refused
    assert 'value="ding@@"' in refused, "nothing typed is lost"
    ding.send("/profile/contact", form="contact", phone="120 0000 0044", email="ding@example.com")
    assert 'value="12000000044"' in ding.get("/profile/messages")
    on = {"topic": "order", "channel": "sms", "wanted": True}
    rows = ding.json(f"{V1}/choices", {"rows": [on]})["rows"]
    assert on in rows
    assert {"topic": "order", "channel": "email", "wanted": True} in rows
    assert ding.json(f"{V1}/choices")["rows"] == rows
    ding.json(f"{V1}/choices", {"rows": [{**on, "topic": "weather"}]}, status=422)


def test_the_gateway_reports_with_a_token_that_can_do_nothing_else(sent: Cast, app: Flask, clerk: Clerks) -> None:
    row = db.session.query(OutboundMessage).filter(OutboundMessage.delivered_at.is_(None)).first()
    assert row is not None
    key = str(row.key)
    post = sent.actor("sysadmin").membership_id
    assert post is not None
    command = NewToken(membership_id=post, name="短信网关", scopes=("notifications:receipt:record",), days=30)
    secret = accounts.make_token(command, actor=Actor.system()).secret
    db.session.commit()
    client, bearer = app.test_client(), {"Authorization": f"Bearer {secret}"}

    def report(body: dict[str, str], status: int) -> dict[str, str]:
        answer = client.post(f"{V1}/receipts", json=body, headers=bearer)
        assert answer.status_code == status, answer.get_data(as_text=True)
        if status >= 400:
            assert answer.mimetype == "application/problem+json"
        return dict(answer.get_json())

    first = report({"key": key, "outcome": "delivered"}, 200)
    assert (first["standing"], report({"key": key, "outcome": "delivered"}, 200)) == ("delivered", first)
    assert report({"key": key, "outcome": "failed"}, 409)["code"] == "receipt_differs"
    assert report({"key": str(uuid4()), "outcome": "delivered"}, 404)["code"] == "not_found"
    report({"key": "17", "outcome": "delivered"}, 422)
    report({"key": key, "outcome": "eaten"}, 422)
    assert client.get(V1, headers=bearer).status_code == 403
    assert client.post(f"{V1}/receipts", json={"key": key, "outcome": "delivered"}).status_code in (401, 403)
    clerk("gaomou").json(f"{V1}/receipts", {"key": key, "outcome": "delivered"}, status=403)


def test_the_command_lists_and_retries(sent: Cast, app: Flask) -> None:
    run = app.test_cli_runner().invoke
    told = json.loads(run(args=["messages", "list", "--standing", "failed", "--json"]).output)
    assert (told["sends"], [row["address"] for row in told["rows"]]) == (False, ["120****0031"])
    failed = told["rows"][0]["id"]
    assert run(args=["messages", "retry", failed]).exit_code == 0
    again = run(args=["messages", "retry", failed])
    assert (again.exit_code, "只有发送失败的消息可以重发" in again.output) == (1, True)
    assert "待发送" in run(args=["messages", "list"]).output
