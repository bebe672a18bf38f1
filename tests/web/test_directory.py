"""Units, rosters and accounts on pages: what each role sees and may do."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.organisations import queries as organisations
from app.rosters import services as rosters
from app.rosters.commands import NewDuty
from app.rosters.types import DutyKind
from tests.support.people import Cast
from tests.support.sign_in import sign_in, words


def test_the_directory_says_who_can_be_reached_now(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "xilu")
    page = words(client.get("/organisations"))
    assert "随驻，接到通知后2小时内到达" in page
    assert "新增单位" not in page
    assert "西潞街道" in words(client.get("/organisations?tab=towns"))
    assert "没有符合条件的单位" in words(client.get("/organisations?q=没有这个"))


def test_a_unit_shows_its_people_and_its_law(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "gaomou")
    page = words(client.get(f"/organisations/{cast.unit('dept.rs').id}"))
    for text in ("魏某", "负责人", "房山区社会治安综合治理中心"):
        assert text in page
    assert client.get(f"/organisations/{cast.memberships['gu'].id}").status_code == 404


def test_a_system_administrator_changes_a_unit_and_a_stale_change_comes_back(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "sysadmin")
    unit = cast.unit("dept.rs")
    form = {"code": unit.code, "kind": unit.kind, "name": unit.name, "short_name": "人社", "region_code": "110111",
            "parent_id": str(unit.parent_id), "status": "active", "stationing_mode": "resident", "phone": "010-1",
            "version": "1"}  # fmt: skip
    assert client.post(f"/organisations/{unit.id}", data=form).status_code == 303
    db.session.expire_all()
    assert organisations.unit_by_code("dept.rs").short_name == "人社"
    stale = client.post(f"/organisations/{unit.id}", data={**form, "phone": "010-2"})
    assert stale.status_code == 409
    assert "别人已经更新了这份内容" in words(stale)
    assert "010-2" in words(stale)


def test_a_new_unit_is_entered_and_a_bad_one_says_where(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "sysadmin")
    assert client.get("/organisations/new").status_code == 200
    form = {"code": "Dept X", "kind": "department", "name": "某局", "short_name": "某局", "region_code": "11"}
    refused = client.post("/organisations", data=form)
    assert refused.status_code == 422
    assert 'id="f-code-e"' in words(refused)
    good = client.post("/organisations", data={**form, "code": "dept.x", "region_code": "110111"})
    assert good.status_code == 303
    assert organisations.unit_by_code("dept.x").name == "某局"


def test_what_a_court_accepts_may_stay_open(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "sysadmin")
    court = cast.unit("court").id
    assert client.get(f"/organisations/{court}/court-policy").status_code == 200
    form = {
        "accepts_self_mediated": "1",
        "accepts_online_filing": "",
        "guiding_judge_confirms": "forbid",
        "note": "电话",
    }
    assert client.post(f"/organisations/{court}/court-policy", data=form).status_code == 303
    policy = organisations.court_policy(court)
    assert policy is not None
    assert (policy.accepts_self_mediated, policy.accepts_online_filing) == (True, None)
    assert "尚未问明" in words(client.get(f"/organisations/{court}"))


@pytest.mark.parametrize("login", ["gaomou", "gu", "ding", "secadmin", "audadmin"])
def test_nobody_else_changes_units_or_accounts(client: FlaskClient, cast: Cast, login: str) -> None:
    sign_in(client, login)
    unit, user = cast.unit("dept.rs").id, cast.user("he").id
    for address in ("/organisations/new", f"/organisations/{unit}/edit", "/users/new"):
        assert client.get(address).status_code == 403, address
    for address in ("/organisations", f"/organisations/{unit}", f"/users/{user}/reset", f"/users/{user}/lock"):
        assert client.post(address, data={"version": "1"}).status_code == 403, address


def test_the_week_shows_the_judge_on_duty_and_who_has_signed_in(client: FlaskClient, cast: Cast) -> None:
    now = clock.at(date(2025, 6, 18), 10)
    with clock.frozen(now):
        duty = NewDuty(
            membership_id=cast.memberships["meng"].id, kind=DutyKind.DUTY_JUDGE, from_at=now - timedelta(minutes=5),
            until_at=now + timedelta(hours=1), seat="法官工作室",
        )  # fmt: skip
        rosters.add_duty(duty, actor=Actor.system())
        sign_in(client, "meng")
        page = words(client.get("/rosters"))
        assert "孟某文" in page
        assert "值班中，未签到" in page
        assert client.post("/rosters/sign-in", data={"next": "/rosters"}).status_code == 303
        assert "您今日" in words(client.get("/rosters"))
        assert client.post("/rosters/sign-out").status_code == 303
        assert "没有排班" in words(client.get("/rosters?unit=dept.mz&week=20250618"))
        assert client.get("/rosters?week=9月31日").status_code == 422
        assert client.get("/rosters?unit=nowhere").status_code == 404


def test_a_system_administrator_unlocks_and_resets(client: FlaskClient, cast: Cast) -> None:
    for _ in range(5):
        sign_in(client, "ding", "wrong")
    sign_in(client, "sysadmin")
    assert "输错锁定，剩15分" in words(client.get("/users?q=丁某和"))
    user = cast.user("ding").id
    assert client.post(f"/users/{user}/unlock").status_code == 303
    assert "输错锁定" not in words(client.get(f"/users/{user}"))
    shown = client.post(f"/users/{user}/reset")
    assert shown.status_code == 200
    fresh = re.search(r"[A-Z][a-z]{3}-[a-z]{4}-[a-z]{4}-\d{4}", words(shown))
    assert fresh is not None
    client.post("/sign-out")
    assert sign_in(client, "ding", fresh[0]).location == "/profile/password"


def test_accounts_and_posts_come_from_two_administrators(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "sysadmin")
    made = client.post("/users", data={"login_name": "xinren", "display_name": "新某", "phone": "12000000009"})
    assert made.status_code == 200
    found = re.search(r"/users/([0-9a-f-]{36})", words(made))
    assert found is not None
    post = {"unit_id": str(cast.unit("dept.rs").id), "role": "dept_officer", "position": "officer", "form": "post"}
    assert client.post(f"/users/{found[1]}/posts", data=post).status_code == 403
    client.post("/sign-out")
    sign_in(client, "secadmin")
    assert client.post(f"/users/{found[1]}/posts", data=post).status_code == 303
    again = client.post(f"/users/{found[1]}/posts", data=post)
    assert again.status_code == 409
    assert "此人在该单位已有这个角色" in words(again)


def test_the_audit_administrator_sees_accounts_and_changes_none(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "audadmin")
    page = words(client.get(f"/users/{cast.user('ding').id}"))
    for act in ("重置密码", "停用账号", "授予"):
        assert act not in page
