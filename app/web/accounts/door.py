"""The door: signing in and out, choosing the post to act under, language."""

from __future__ import annotations

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug import Response

from app.accounts import queries, services
from app.accounts.commands import SignIn
from app.accounts.types import Language
from app.core.errors import LimitReached, NotFound, NotSignedIn, Refused
from app.core.text import msg
from app.http.access import public, signed_in
from app.http.forms import FormState, form_state, kept_typing
from app.http.locale import COOKIE
from app.http.pages import back_to, local_address
from app.http.signed_in import admit, current_actor, current_person, dismiss, person_or_none
from app.http.writes import each_time
from app.web.accounts.blueprint import bp

ONE_YEAR = 365 * 24 * 3600


@bp.get("/sign-in")
@public
def sign_in() -> str | Response:
    """The door; who is already inside goes on."""
    wanted = local_address(request.args.get("next"))
    if person_or_none() is not None:
        return redirect(wanted)
    return render_template("accounts/sign_in.html", next=wanted, form=form_state({}))


@bp.post("/sign-in")
@public
@each_time
def enter() -> str | Response:
    """Sign in, and go where the person wanted to go."""
    typed = request.form
    command = SignIn(
        login_name=typed.get("login_name", ""),
        password=typed.get("password", ""),
        one_time_code=typed.get("one_time_code", ""),
        ip=request.remote_addr or "",
        device=request.user_agent.string[:200],
    )
    try:
        opened = services.sign_in(command)
    except (NotSignedIn, LimitReached, Refused) as refusal:
        return _refused_at_the_door(refusal)
    admit(opened)
    kept_typing.unseal(typed.get("kept", ""), actor=opened.actor)
    if opened.must_change_password:
        flash(str(msg("请先设置新密码。")), "note")
        return redirect(url_for("accounts.password"), 303)
    return back_to(typed.get("next", "/"))


def _refused_at_the_door(refusal: NotSignedIn | LimitReached | Refused) -> Response:
    state = FormState({}, typed=request.form, message=refusal.message)
    page = render_template(
        "accounts/sign_in.html", next=request.form.get("next", ""), kept=request.form.get("kept", ""), form=state
    )
    return make_response(page, 429 if isinstance(refusal, LimitReached) else 401)


@bp.post("/sign-out")
@signed_in
@each_time
def sign_out() -> Response:
    """Leave."""
    session = current_person().session
    if session is not None:
        services.sign_out(session.session_id, actor=current_actor())
    dismiss()
    return redirect(url_for("accounts.sign_in"), 303)


@bp.post("/language")
@public
@each_time
def language() -> Response:
    """Show the screen in another language, also before signing in."""
    chosen = request.form.get("language", "")
    response = back_to(request.form.get("next", "/"))
    if chosen in {one.value for one in Language}:
        response.set_cookie(COOKIE, chosen, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
        person = person_or_none()
        if person is not None and person.language != chosen:
            services.choose_language(Language(chosen), actor=person.actor)
    return response


@bp.get("/posts")
@signed_in
def posts() -> str:
    """The person's posts, to choose the one to act under."""
    actor = current_actor()
    own = queries.colleagues(user_ids=[actor.user_id]) if actor.user_id else []
    stood_in = [queries.membership(one) for one in services.posts_stood_in(actor.user_id)] if actor.user_id else []
    return render_template("accounts/posts.html", own=own, stood_in=stood_in)


@bp.post("/posts/<uuid:membership_id>")
@signed_in
@each_time
def choose_post(membership_id: UUID) -> Response:
    """Act under another post from now on."""
    session = current_person().session
    if session is None:
        raise NotFound()
    opened = services.switch_membership(session.session_id, membership_id, actor=current_actor())
    post = {"unit": opened.actor.unit_name, "role": opened.actor.role.label}
    absent = opened.actor.on_behalf_of
    said = (
        msg("已切换为代办{name}：{unit}·{role}。", name=absent, **post)
        if absent
        else msg("已切换为{unit}·{role}。", **post)
    )
    flash(str(said), "done")
    return redirect("/", 303)
