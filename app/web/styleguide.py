"""The components with the facts of S01, to be looked at; in development only, without a database."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from werkzeug.datastructures import MultiDict

from app.core.errors import StaleVersion
from app.core.pagination import Page
from app.core.permissions import Actor, Role
from app.core.text import msg
from app.demo import style_samples as samples
from app.http.access import public
from app.http.forms import FormState
from app.http.pages import Listing, Tab, list_state
from app.web.menu import MENU, ShownEntry, ShownGroup
from app.web.shell import Shell

bp = Blueprint("styleguide", __name__, url_prefix="/styleguide")
bp.development_only = True  # type: ignore[attr-defined]

PAGES = ("parts", "desk", "matter", "form", "overview", "wall", "empty", "stale")


def _frame(current: str) -> Shell:
    actor = Actor(None, None, None, Role.DISPATCHER, name=samples.PERSON, unit_name=samples.UNIT)
    groups = [
        ShownGroup(
            group.label,
            group.icon,
            [
                ShownEntry(one.label, "#", one.endpoint == current, samples.COUNTS.get(one.count), one.count)
                for one in group.entries
            ],
        )
        for group in MENU
    ]
    return Shell(actor, groups, {"unread": 3, "mine": 4}, 2)


def _form(page: str) -> FormState:
    if page == "form":
        return FormState({}, MultiDict(samples.TYPED), dict(samples.FAULTS), msg("有内容需要更正。"))
    if page == "stale":
        return FormState(samples.STORED, MultiDict(samples.TYPED), {}, StaleVersion(3, 4).message, StaleVersion(3, 4))
    return FormState({})


@bp.get("")
@bp.get("/<page>")
@public
def show(page: str = "parts") -> str:
    """One page of examples."""
    if page not in PAGES:
        abort(404)
    tabs = [Tab(name, label, count, urgent) for name, label, count, urgent in samples.TABS]
    listing = Listing(list_state("q", "risk", default_tab="all"), Page(samples.ROWS, "next", None), 12, False, tabs)
    form = "stale" if page == "stale" else "form"
    return render_template(
        f"styleguide/{'form' if page == 'stale' else page}.html",
        pages=PAGES,
        page=page,
        s=samples,
        listing=listing,
        form=_form(page) if form else None,
        sample_frame=_frame(samples.CURRENT.get(page, "desk.show")),
        theme="dark" if page == "wall" else "light",
    )
