"""Accounts are entered, reset and kept apart; tokens are narrow and end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.accounts import queries, services
from app.accounts.commands import NewMembership, NewToken, NewUser, SignIn
from app.accounts.errors import InvalidToken, LoginNameTaken, WrongCredentials
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from app.core.permissions import Actor, Position, Role
from tests.support.people import PASSWORD, Cast


def _sign_in(login: str, password: str = PASSWORD) -> bool:
    return services.sign_in(SignIn(login_name=login, password=password)).must_change_password


def test_a_new_person_gets_a_password_once_and_must_change_it(cast: Cast) -> None:
    user, password = services.admit_user(NewUser(login_name="Bai", display_name="白某"), actor=cast.actor("sysadmin"))
    services.add_membership(
        NewMembership(user_id=user.id, unit_id=cast.unit("dept.rs").id, role=Role.DEPT_OFFICER),
        actor=cast.actor("secadmin"),
    )
    assert user.login_name == "bai"
    assert _sign_in("bai", password)


def test_a_login_name_is_given_once(cast: Cast) -> None:
    with pytest.raises(LoginNameTaken):
        services.add_user(NewUser(login_name="GAOMOU", display_name="高某乙"), actor=cast.actor("sysadmin"))


@pytest.mark.parametrize(
    ("field", "command"),
    [
        ("login_name", NewUser(login_name="有 空格", display_name="白某")),
        ("display_name", NewUser(login_name="bai", display_name="  ")),
        ("phone", NewUser(login_name="bai", display_name="白某", phone="12")),
        ("password", NewUser(login_name="bai", display_name="白某", password="123456")),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said_at_the_field(cast: Cast, field: str, command: NewUser) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.add_user(command, actor=cast.actor("sysadmin"))
    assert list(refused.value.fields) == [field]


def test_a_phone_number_is_encrypted_at_rest(cast: Cast) -> None:
    command = NewUser(login_name="bai", display_name="白某", phone="12000000001")
    user = services.add_user(command, actor=cast.actor("sysadmin"))
    kept = db.session.execute(db.text("SELECT phone FROM accounts_users WHERE id = :id"), {"id": user.id}).scalar()
    assert user.phone == "12000000001"
    assert "12000000001" not in str(kept)


def test_the_three_administrators_are_three_people_without_other_work(cast: Cast) -> None:
    center = cast.unit("center").id
    for login, role in (("sysadmin", Role.AUDIT_ADMIN), ("sysadmin", Role.DISPATCHER), ("gaomou", Role.SYSTEM_ADMIN)):
        command = NewMembership(user_id=cast.user(login).id, unit_id=center, role=role)
        with pytest.raises(Conflict) as refused:
            services.add_membership(command, actor=cast.actor("secadmin"))
        assert refused.value.code == "administrators_apart"


def test_the_same_role_in_a_unit_is_given_once(cast: Cast) -> None:
    command = NewMembership(user_id=cast.user("ding").id, unit_id=cast.unit("org.labor").id, role=Role.MEDIATOR)
    with pytest.raises(Conflict) as refused:
        services.add_membership(command, actor=cast.actor("secadmin"))
    assert refused.value.code == "membership_exists"


def test_nobody_grants_rights_to_himself_and_dispatchers_grant_none(cast: Cast) -> None:
    own = NewMembership(user_id=cast.user("secadmin").id, unit_id=cast.unit("center").id, role=Role.DIRECTOR)
    for login in ("secadmin", "gaomou", "sysadmin"):
        with pytest.raises(Forbidden):
            services.add_membership(own, actor=cast.actor(login))


def test_a_person_changes_the_password_and_other_sessions_end(cast: Cast) -> None:
    here = services.sign_in(SignIn(login_name="ding", password=PASSWORD))
    there = services.sign_in(SignIn(login_name="ding", password=PASSWORD))
    services.change_password(PASSWORD, "Chunfeng-qiushui-93", actor=here.actor, session_id=here.session_id)
    assert services.load_session(here.token) is not None
    assert services.load_session(there.token) is None
    with pytest.raises(WrongCredentials):
        _sign_in("ding")
    assert not _sign_in("ding", "Chunfeng-qiushui-93")


@pytest.mark.parametrize(
    ("field", "current", "new"),
    [("current", "wrong", "Chunfeng-qiushui-93"), ("new", PASSWORD, "short"), ("new", PASSWORD, PASSWORD)],
)
def test_a_bad_change_of_password_is_refused_at_its_field(cast: Cast, field: str, current: str, new: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.change_password(current, new, actor=cast.actor("ding"))
    assert list(refused.value.fields) == [field]


def test_an_old_password_must_be_changed(cast: Cast) -> None:
    cast.user("ding").password_changed_at = clock.now() - timedelta(days=100)
    db.session.commit()
    assert _sign_in("ding")


def test_a_reset_makes_a_new_password_that_must_be_changed(cast: Cast) -> None:
    token = services.sign_in(SignIn(login_name="ding", password=PASSWORD)).token
    fresh = services.reset_password(cast.user("ding").id, actor=cast.actor("sysadmin"))
    assert services.load_session(token) is None
    assert _sign_in("ding", fresh)
    with pytest.raises(Forbidden):
        services.reset_password(cast.user("ding").id, actor=cast.actor("gu"))
    with pytest.raises(Forbidden):
        services.reset_password(cast.user("sysadmin").id, actor=cast.actor("sysadmin"))


def _token(cast: Cast, *scopes: str, days: int = 30) -> str:
    command = NewToken(membership_id=cast.memberships["gaomou"].id, name="接口", scopes=scopes, days=days)
    return services.make_token(command, actor=cast.actor("gaomou")).secret


def test_a_token_acts_as_its_membership_within_its_scopes(cast: Cast) -> None:
    bearer = services.load_token(_token(cast, "*:*:read"))
    assert bearer.actor.name == "高某"
    assert bearer.actor.may("intake:event:read")
    assert not bearer.actor.may("intake:event:register")


def test_a_token_ends_on_its_day(cast: Cast) -> None:
    secret = _token(cast, "*", days=1)
    with clock.frozen(clock.now() + timedelta(days=1, seconds=1)), pytest.raises(InvalidToken):
        services.load_token(secret)


def test_a_revoked_and_a_made_up_token_open_nothing(cast: Cast) -> None:
    secret = _token(cast, "*")
    row = queries.tokens_of(cast.user("gaomou").id)[0]
    with pytest.raises(NotFound):
        services.revoke_token(row.id, actor=cast.actor("gu"))
    services.revoke_token(row.id, actor=cast.actor("gaomou"))
    for text in (secret, "fq_made_up", ""):
        with pytest.raises(InvalidToken):
            services.load_token(text)


def test_a_token_of_a_person_who_left_opens_nothing(cast: Cast) -> None:
    secret = _token(cast, "*")
    services.lock_user(cast.user("gaomou").id, "离职", actor=cast.actor("sysadmin"))
    with pytest.raises(InvalidToken):
        services.load_token(secret)


def test_nobody_makes_a_token_for_another_person(cast: Cast) -> None:
    command = NewToken(membership_id=cast.memberships["gu"].id, name="接口", scopes=("*",), days=1)
    with pytest.raises(NotFound):
        services.make_token(command, actor=cast.actor("gaomou"))
    assert services.make_token(command, actor=Actor.system()).secret


@pytest.mark.parametrize(("days", "scopes"), [(0, ("*",)), (9999, ("*",)), (1, ()), (1, ("a:b:c:d",))])
def test_a_token_needs_an_end_and_a_scope(cast: Cast, days: int, scopes: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput):
        _token(cast, *scopes, days=days)


def test_colleagues_are_found_by_unit_role_and_position(cast: Cast) -> None:
    office = cast.unit("dept.rs").id
    assert [one.name for one in queries.colleagues(unit_id=office)] == ["魏某", "何某", "宋某"]
    assert [one.name for one in queries.heads_of(office)] == ["魏某"]
    assert [one.name for one in queries.mediators_of(cast.unit("org.labor").id)] == ["秦某", "丁某和"]
    assert queries.membership(cast.memberships["meng"].id).position is Position.HEAD


def test_only_administrators_list_accounts(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        queries.user_page(actor=cast.actor("gaomou"))
    found = queries.user_page(actor=cast.actor("sysadmin"), keyword="人力资源")
    assert [one.login_name for one in found.rows] == ["he", "rshead", "song"]
