"""The door: one answer for every wrong try, a lock that does not tell who exists, one membership at a time."""

from __future__ import annotations

import time
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import queries, services
from app.accounts.commands import SignIn
from app.accounts.errors import NoMembership, TooManyTries, WrongCredentials
from app.accounts.models import SignInTry
from app.accounts.types import SignedIn
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Role
from tests.support.database import in_threads
from tests.support.people import PASSWORD, Cast, join


def _try(login: str, password: str = PASSWORD, code: str = "", ip: str = "10.1.1.7") -> SignedIn:
    return services.sign_in(SignIn(login_name=login, password=password, one_time_code=code, ip=ip, device="test"))


def _fail(login: str, times: int = 1, ip: str = "10.1.1.7") -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            _try(login, "wrong password", ip=ip)


def test_a_dispatcher_signs_in_and_may_do_the_dispatchers_work(cast: Cast) -> None:
    found = _try(" GaoMou ")
    assert (found.actor.name, found.actor.role) == ("高某", Role.DISPATCHER)
    assert found.actor.may("intake:event:register")
    assert not found.actor.may("accounts:user:edit")
    reopened = services.load_session(found.token)
    assert reopened is not None
    assert reopened.actor == found.actor


def test_the_session_token_is_not_kept_in_the_database(cast: Cast) -> None:
    token = _try("gaomou").token
    kept = [bytes(row.token_hash) for row in queries.open_sessions(cast.user("gaomou").id)]
    assert kept
    assert token.encode() not in kept


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(cast: Cast) -> None:
    answers = []
    for login in ("gaomou", "nobody-of-that-name"):
        with pytest.raises(WrongCredentials) as refused:
            _try(login, "wrong password")
        answers.append((str(refused.value.message), refused.value.code, refused.value.status))
    assert answers[0] == answers[1]


def test_an_unknown_name_takes_as_long_as_a_wrong_password(cast: Cast) -> None:
    def seconds(login: str) -> float:
        started = time.perf_counter()
        _fail(login)
        return time.perf_counter() - started

    known = min(seconds("gaomou") for _ in range(3))
    unknown = min(seconds("nobody-of-that-name") for _ in range(3))
    assert 0.5 < known / unknown < 2


@pytest.mark.parametrize("login", ["gaomou", "nobody-of-that-name"])
def test_five_wrong_tries_lock_any_name_alike(cast: Cast, login: str) -> None:
    _fail(login, 5)
    with pytest.raises(TooManyTries) as refused:
        _try(login)
    assert str(refused.value.message) == "连续输错次数过多，请15分钟后再试，或请管理员解锁。"


def test_the_lock_opens_after_fifteen_minutes_and_tries_meanwhile_do_not_prolong_it(cast: Cast) -> None:
    _fail("gaomou", 5)
    with clock.frozen(clock.now() + timedelta(minutes=10)), pytest.raises(TooManyTries):
        _try("gaomou")
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert _try("gaomou").actor.name == "高某"


def test_a_right_password_forgets_the_wrong_tries_before_it(cast: Cast) -> None:
    _fail("gaomou", 4)
    _try("gaomou")
    _fail("gaomou", 4)
    assert _try("gaomou").actor.name == "高某"


def test_many_names_from_one_address_lock_the_address_only(cast: Cast) -> None:
    for number in range(50):
        db.session.add(SignInTry(name_index=SignInTry.index_of(f"x{number}"), ip="10.9.9.9", outcome="failed"))
    db.session.commit()
    with pytest.raises(TooManyTries):
        _try("gaomou", ip="10.9.9.9")
    assert _try("gaomou", ip="10.1.1.8").actor.name == "高某"


def test_an_administrator_unlocks_a_name_at_once(cast: Cast) -> None:
    _fail("gaomou", 5)
    user = cast.user("gaomou")
    assert queries.door_locks([user], actor=cast.actor("sysadmin")) == {user.id: 15}
    services.unlock_user(user.id, actor=cast.actor("sysadmin"))
    assert queries.door_locks([user], actor=cast.actor("sysadmin")) == {}
    assert _try("gaomou").actor.name == "高某"


def test_a_locked_account_is_answered_like_a_wrong_password_and_thrown_out(cast: Cast) -> None:
    token = _try("gaomou").token
    services.lock_user(cast.user("gaomou").id, "调离", actor=cast.actor("sysadmin"))
    assert services.load_session(token) is None
    with pytest.raises(WrongCredentials):
        _try("gaomou")


def test_names_typed_at_the_door_are_not_kept_readable(cast: Cast) -> None:
    _fail("my-password-in-the-wrong-field")
    row = db.session.execute(select(SignInTry)).scalars().one()
    assert b"password" not in bytes(row.name_index)


def test_a_one_time_code_is_asked_for_and_serves_once(cast: Cast) -> None:
    secret = services.start_one_time_code()
    generator = pyotp.TOTP(secret)
    services.confirm_one_time_code(secret, generator.at(clock.now()), actor=cast.actor("gu"))
    with pytest.raises(WrongCredentials):
        _try("gu")
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        code = generator.at(clock.now())
        assert _try("gu", code=code).actor.name == "顾某"
        with pytest.raises(WrongCredentials):
            _try("gu", code=code)


def test_a_session_acts_under_one_membership_at_a_time(cast: Cast) -> None:
    second = join(cast.user("ding"), cast.unit("dept.rs"), Role.DEPT_OFFICER)
    db.session.commit()
    first = _try("ding")
    assert (first.actor.role, first.memberships) == (Role.MEDIATOR, 2)
    assert not first.actor.may("rosters:duty:edit")
    switched = services.switch_membership(first.session_id, second.id, actor=first.actor)
    assert (switched.actor.role, switched.actor.unit_name) == (Role.DEPT_OFFICER, "房山区人力资源和社会保障局")
    reopened = services.load_session(first.token)
    assert reopened is not None
    assert reopened.actor == switched.actor
    assert _try("ding").actor.role is Role.DEPT_OFFICER, "the next sign-in begins where the last one acted"


def test_nobody_switches_to_a_foreign_membership(cast: Cast) -> None:
    found = _try("ding")
    with pytest.raises(NotFound):
        services.switch_membership(found.session_id, cast.memberships["gu"].id, actor=found.actor)
    with pytest.raises(NotFound):
        services.switch_membership(found.session_id, cast.memberships["ding"].id, actor=cast.actor("gu"))


def test_a_membership_that_ends_closes_the_session_at_the_next_click(cast: Cast) -> None:
    token = _try("ding").token
    services.end_membership(cast.memberships["ding"].id, actor=cast.actor("secadmin"))
    assert services.load_session(token) is None
    with pytest.raises(NoMembership):
        _try("ding")


def test_signing_out_ends_the_session(cast: Cast) -> None:
    found = _try("ding")
    services.sign_out(found.session_id, actor=found.actor)
    assert services.load_session(found.token) is None


def test_a_session_ends_after_an_hour_of_silence_but_not_while_in_use(cast: Cast) -> None:
    found, began = _try("ding"), clock.now()
    for minutes in (50, 100, 150):
        with clock.frozen(began + timedelta(minutes=minutes)):
            assert services.load_session(found.token) is not None
    with clock.frozen(began + timedelta(minutes=212)):
        assert services.load_session(found.token) is None


def test_a_made_up_session_token_opens_nothing(cast: Cast) -> None:
    assert services.load_session("made-up") is None


def test_fifty_guesses_at_once_pass_no_more_than_five(committing_db: Flask) -> None:
    Cast()

    def guess(number: int) -> str:
        try:
            services.sign_in(SignIn(login_name="gaomou", password=f"guess {number}"))
        except TooManyTries:
            return "refused"
        except WrongCredentials:
            return "judged"
        return "in"

    results = in_threads(committing_db, 12, guess)
    assert set(results) <= {"refused", "judged"}
    assert results.count("judged") <= 5
