"""Keys to the API for one's own posts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from werkzeug import Response

from app.accounts import queries, services
from app.accounts.permissions import MAKE_OWN_TOKEN
from app.accounts.schemas import TokenIn
from app.core.errors import NotFound
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.writes import each_time, on_invalid
from app.web.accounts.blueprint import bp

SCOPES = (
    ("*:*:read", msg("只读")),
    ("*", msg("与本岗位相同")),
)


def _frame() -> dict[str, Any]:
    user_id = current_actor().user_id
    if user_id is None:
        raise NotFound()
    posts = [(one.membership_id, f"{one.unit_name} · {one.role.label}") for one in queries.memberships_of(user_id)]
    return {"posts": posts, "scopes": SCOPES, "tokens": queries.tokens_of(user_id), "crumbs": [msg("接口令牌")]}


@bp.get("/profile/tokens")
@requires(MAKE_OWN_TOKEN)
def own_tokens() -> str:
    """The keys in use, and a form for a new one."""
    form = form_state({"days": 30, "scopes": ["*:*:read"], "membership_id": current_actor().membership_id})
    return render_template("accounts/tokens.html", form=form, made=None, **_frame())


@bp.post("/profile/tokens")
@requires(MAKE_OWN_TOKEN)
@each_time
@on_invalid(own_tokens)
def make_token() -> str:
    """Make a key and show it this once; the answer is not kept, so the form has no key against double sending."""
    made = services.make_token(typed(TokenIn(unknown="exclude")), actor=current_actor())
    return render_template("accounts/tokens.html", form=None, made=made, **_frame())


@bp.post("/profile/tokens/<uuid:token_id>/revoke")
@requires(MAKE_OWN_TOKEN)
def revoke_token(token_id: UUID) -> Response:
    """Make a key useless at once."""
    services.revoke_token(token_id, actor=current_actor())
    flash(str(msg("令牌已作废。")), "done")
    return back_to(url_for("accounts.own_tokens"))
