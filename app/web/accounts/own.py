"""One's own settings: password, one-time code, open sign-ins."""

from __future__ import annotations

import segno
from flask import flash, render_template, request, url_for
from markupsafe import Markup
from werkzeug import Response

from app.accounts import queries, services
from app.accounts.permissions import EDIT_OWN_PROFILE
from app.core.errors import NotFound
from app.core.text import msg
from app.http.access import requires, signed_in
from app.http.forms import form_state
from app.http.pages import back_to
from app.http.signed_in import current_actor, current_person
from app.http.writes import each_time, on_invalid
from app.web.accounts.blueprint import bp


@bp.get("/profile")
@signed_in
def profile() -> str:
    """One's own settings."""
    actor = current_actor()
    if actor.user_id is None:
        raise NotFound()
    session = current_person().session
    return render_template(
        "accounts/profile.html",
        actor=actor,
        person=queries.user(actor.user_id),
        sessions=queries.open_sessions(actor.user_id),
        own_session=session.session_id if session else None,
        tokens=queries.tokens_of(actor.user_id),
        code_form=form_state({}, form="stop"),
    )


@bp.get("/profile/password")
@signed_in
def password() -> str:
    """The form for a new password."""
    may_edit = current_actor().may(EDIT_OWN_PROFILE)
    return render_template("accounts/password.html", form=form_state({}), may_edit=may_edit)


@bp.post("/profile/password")
@signed_in
@each_time
@on_invalid(password)
def change_password() -> Response:
    """Set a new password; other sessions of the person end."""
    session = current_person().session
    typed = request.form
    services.change_password(
        typed.get("current", ""),
        typed.get("new", ""),
        actor=current_actor(),
        session_id=session.session_id if session is not None else None,
    )
    flash(str(msg("密码已更改，其他设备上的登录已退出。")), "done")
    return back_to(url_for("accounts.profile"))


@bp.get("/profile/one-time-code")
@requires(EDIT_OWN_PROFILE)
def one_time_code() -> str:
    """A secret for an authenticator, as QR code and as letters; it counts once a code from it has been typed."""
    form = form_state({"secret": services.start_one_time_code()})
    user_id = current_actor().user_id
    if user_id is None:
        raise NotFound()
    address = services.enrolment_address(form.value("secret"), queries.user(user_id).login_name)
    picture = Markup(segno.make(address, error="m").svg_inline(scale=4, border=2))  # noqa: S704 - drawn by us
    return render_template("accounts/one_time_code.html", form=form, picture=picture, crumbs=[msg("动态口令")])


@bp.post("/profile/one-time-code")
@requires(EDIT_OWN_PROFILE)
@each_time
@on_invalid(one_time_code)
def confirm_one_time_code() -> Response:
    """Ask for a one-time code at every sign-in from now on."""
    typed = request.form
    services.confirm_one_time_code(typed.get("secret", ""), typed.get("code", ""), actor=current_actor())
    flash(str(msg("动态口令已启用，下次登录时需要填写。")), "done")
    return back_to(url_for("accounts.profile"))


@bp.post("/profile/one-time-code/stop")
@requires(EDIT_OWN_PROFILE)
@each_time
@on_invalid(profile)
def stop_one_time_code() -> Response:
    """Sign in by password alone again."""
    services.stop_one_time_code(request.form.get("password", ""), actor=current_actor())
    flash(str(msg("动态口令已停用。")), "done")
    return back_to(url_for("accounts.profile"))
