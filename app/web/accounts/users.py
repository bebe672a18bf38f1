"""The administrator's pages: accounts, their posts, locks and resets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from werkzeug import Response

from app.accounts import queries, services
from app.accounts.permissions import (
    EDIT_USERS,
    GRANT_MEMBERSHIPS,
    READ_USERS,
    RESET_PASSWORDS,
    REVOKE_SESSIONS,
    UNLOCK_USERS,
)
from app.accounts.schemas import MembershipIn, UserIn
from app.accounts.types import MediatorKind
from app.core import clock
from app.core.permissions import Position, Role
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, back_to, list_state
from app.http.signed_in import current_actor
from app.http.writes import each_time, on_invalid
from app.organisations import queries as organisations
from app.web.accounts.blueprint import bp


@bp.get("/users")
@requires(READ_USERS)
def list_users() -> str:
    """Accounts by login name, with posts and locks."""
    state, actor = list_state("q"), current_actor()
    page = queries.user_page(actor=actor, keyword=state.get("q"), cursor=state.cursor, limit=state.size)
    total, capped = queries.count_users(actor=actor, keyword=state.get("q"))
    listing = Listing(state, page, total=total, capped=capped)
    locks = queries.door_locks(page.rows, actor=actor)
    return render_template("accounts/users.html", listing=listing, locks=locks, today=clock.today())


@bp.get("/users/new")
@requires(EDIT_USERS)
def new_user() -> str:
    """The form for a new account."""
    return render_template("accounts/new_user.html", form=form_state({}), crumbs=[msg("新增账号")])


@bp.post("/users")
@requires(EDIT_USERS)
@each_time
@on_invalid(new_user)
def create_user() -> str:
    """Enter a person and show the first password this once."""
    person, password = services.admit_user(typed(UserIn(unknown="exclude")), actor=current_actor())
    return _with_password(person.id, password)


def _with_password(user_id: UUID, password: str) -> str:
    return render_template("accounts/new_password.html", person=queries.user(user_id), password=password)


@bp.get("/users/<uuid:user_id>")
@requires(READ_USERS)
def show_user(user_id: UUID) -> str:
    """One account: state, posts, open sign-ins, and what an administrator may do."""
    person, actor = queries.user(user_id), current_actor()
    return render_template(
        "accounts/user.html",
        person=person,
        wait=queries.door_locks([person], actor=actor).get(user_id),
        sessions=queries.open_sessions(user_id),
        form=form_state({"position": Position.OFFICER.value, "from_on": clock.today()}, form="post"),
        lock_form=form_state({}, form="lock"),
        today=clock.today(),
        crumbs=[person.display_name],
        **_choices(),
    )


def _choices() -> dict[str, Any]:
    return {
        "units": [(one.id, one.name) for one in organisations.units()],
        "roles": [(one.value, one.label) for one in Role if one not in (Role.PARTY, Role.SYSTEM)],
        "positions": [(one.value, one.label) for one in Position],
        "mediator_kinds": [(one.value, one.label) for one in MediatorKind],
    }


@bp.post("/users/<uuid:user_id>/posts")
@requires(GRANT_MEMBERSHIPS)
@on_invalid(show_user)
def add_post(user_id: UUID) -> Response:
    """Give a person a unit, a role and a position."""
    wanted = typed(MembershipIn(unknown="exclude"))
    services.add_membership(wanted.command(user_id), actor=current_actor())
    flash(str(msg("岗位已授予。")), "done")
    return back_to(url_for("accounts.show_user", user_id=user_id))


@bp.post("/users/<uuid:user_id>/posts/<uuid:membership_id>/end")
@requires(GRANT_MEMBERSHIPS)
def end_post(user_id: UUID, membership_id: UUID) -> Response:
    """Let a post end."""
    services.end_membership(membership_id, actor=current_actor())
    flash(str(msg("岗位已终止，相应的登录和令牌随即失效。")), "done")
    return back_to(url_for("accounts.show_user", user_id=user_id))


@bp.post("/users/<uuid:user_id>/unlock")
@requires(UNLOCK_USERS)
def unlock_user(user_id: UUID) -> Response:
    """Let a person try again at once."""
    services.unlock_user(user_id, actor=current_actor())
    flash(str(msg("已解锁，可以立即登录。")), "done")
    return back_to(request.form.get("next", url_for("accounts.show_user", user_id=user_id)))


@bp.post("/users/<uuid:user_id>/lock")
@requires(EDIT_USERS)
@on_invalid(show_user)
def lock_user(user_id: UUID) -> Response:
    """Keep a person out until unlocked."""
    services.lock_user(user_id, request.form.get("reason", ""), actor=current_actor())
    flash(str(msg("账号已停用，所有登录已退出。")), "done")
    return back_to(url_for("accounts.show_user", user_id=user_id))


@bp.post("/users/<uuid:user_id>/reset")
@requires(RESET_PASSWORDS)
@each_time
@on_invalid(show_user)
def reset_password(user_id: UUID) -> str:
    """Set a random password and show it this once."""
    return _with_password(user_id, services.reset_password(user_id, actor=current_actor()))


@bp.post("/users/<uuid:user_id>/sign-out")
@requires(REVOKE_SESSIONS)
def sign_out_everywhere(user_id: UUID) -> Response:
    """Sign a person out everywhere."""
    services.revoke_sessions(user_id, actor=current_actor())
    flash(str(msg("此人已在所有设备上退出登录。")), "done")
    return back_to(url_for("accounts.show_user", user_id=user_id))
