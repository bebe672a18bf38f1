"""The door and one's own settings, on pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from flask.testing import FlaskClient

from app.core import clock
from app.core.db import db
from app.core.permissions import Role
from tests.support.people import Cast, join
from tests.support.sign_in import sign_in, words


def test_a_person_signs_in_and_goes_where_she_wanted(client: FlaskClient, cast: Cast) -> None:
    answer = sign_in(client, "gaomou", next="/organisations")
    assert (answer.status_code, answer.location) == (303, "/organisations")
    assert "高某" in words(client.get("/organisations"))


def test_the_door_never_sends_a_person_to_another_site(client: FlaskClient, cast: Cast) -> None:
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        assert sign_in(client, "gaomou", next=elsewhere).location == "/"
        client.post("/sign-out")


def test_an_unknown_name_and_a_wrong_password_look_the_same(client: FlaskClient, cast: Cast) -> None:
    pages = []
    for login in ("gaomou", "gaomov"):
        answer = sign_in(client, login, "wrong")
        assert answer.status_code == 401
        text = words(answer).replace(login, "NAME")
        pages.append(re.sub(r'(value|content)="[^"]{20,}"', "", text))
    assert pages[0] == pages[1]


def test_the_sixth_try_is_refused_even_with_the_right_password(client: FlaskClient, cast: Cast) -> None:
    for _ in range(5):
        assert sign_in(client, "gaomou", "wrong").status_code == 401
    answer = sign_in(client, "gaomou")
    assert answer.status_code == 429
    assert "请15分钟后再试" in words(answer)


def test_a_password_typed_wrong_is_never_shown_again(client: FlaskClient, cast: Cast) -> None:
    assert "my-wrong-password" not in words(sign_in(client, "gaomou", "my-wrong-password"))


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient, cast: Cast) -> None:
    cookie = sign_in(client, "gaomou").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_signing_out_ends_the_session_also_for_a_copied_cookie(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "gaomou")
    copied = client.get_cookie("fengqiao")
    client.post("/sign-out")
    assert copied is not None
    client.set_cookie("fengqiao", copied.value)
    assert client.get("/profile").status_code in (302, 303, 401)


def test_a_person_with_two_posts_acts_under_the_chosen_one(client: FlaskClient, cast: Cast) -> None:
    second = join(cast.user("ding"), cast.unit("dept.rs"), Role.DEPT_OFFICER)
    db.session.commit()
    sign_in(client, "ding")
    assert "切换到此岗位" in words(client.get("/posts"))
    assert client.post(f"/posts/{second.id}").status_code == 303
    assert "房山区人力资源和社会保障局 · 部门经办人" in words(client.get("/profile"))
    assert client.post(f"/posts/{cast.memberships['gu'].id}").status_code == 404


def test_an_old_password_must_be_changed_before_anything_else(client: FlaskClient, cast: Cast) -> None:
    cast.user("ding").must_change_password = True
    db.session.commit()
    assert sign_in(client, "ding").location == "/profile/password"
    assert client.get("/organisations").status_code in (302, 303, 403)
    weak = client.post("/profile/password", data={"current": "Qingshan-liushui-58", "new": "short"})
    assert weak.status_code == 422
    assert "密码至少12位" in words(weak)
    good = {"current": "Qingshan-liushui-58", "new": "Chunfeng-qiushui-93"}
    assert client.post("/profile/password", data=good).status_code == 303
    assert client.get("/organisations").status_code == 200


def test_a_one_time_code_is_set_up_from_the_profile(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "gu")
    page = words(client.get("/profile/one-time-code"))
    found = re.search(r'name="secret" value="([A-Z2-7]+)"', page)
    assert found is not None
    assert "<svg" in page
    wrong = client.post("/profile/one-time-code", data={"secret": found[1], "code": "12"})
    assert wrong.status_code == 422
    assert found[1] in words(wrong), "the same secret is offered again"
    code = pyotp.TOTP(found[1]).at(clock.now())
    assert client.post("/profile/one-time-code", data={"secret": found[1], "code": code}).status_code == 303
    client.post("/sign-out")
    assert sign_in(client, "gu").status_code == 401
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        assert sign_in(client, "gu", one_time_code=pyotp.TOTP(found[1]).at(clock.now())).status_code == 303
        assert client.post("/profile/one-time-code/stop", data={"password": "wrong", "form": "stop"}).status_code == 422


def test_a_token_is_shown_once_and_can_be_revoked(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "gaomou")
    post = str(cast.memberships["gaomou"].id)
    made = client.post(
        "/profile/tokens", data={"name": "对接", "days": "7", "scopes": "*:*:read", "membership_id": post}
    )
    secret = re.search(r"fq_[\w-]{43}", words(made))
    assert secret is not None
    again = words(client.get("/profile/tokens"))
    assert secret[0] not in again
    link = re.search(r"/profile/tokens/[0-9a-f-]{36}/revoke", again)
    assert link is not None
    assert client.post(link[0]).status_code == 303
    assert client.get("/api/v1/organisations", headers={"Authorization": f"Bearer {secret[0]}"}).status_code == 401


@pytest.mark.parametrize("days", ["0", "9999", "x", ""])
def test_a_token_without_a_sensible_end_is_refused_beside_the_field(client: FlaskClient, cast: Cast, days: str) -> None:
    sign_in(client, "gaomou")
    post = str(cast.memberships["gaomou"].id)
    form = {"name": "对接", "days": days, "scopes": "*", "membership_id": post}
    refused = client.post("/profile/tokens", data=form)
    assert refused.status_code == 422
    assert 'id="f-days-e"' in words(refused)
