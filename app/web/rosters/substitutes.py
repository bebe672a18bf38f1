"""请人代办: who acts in the post of somebody absent; naming one, ending it."""

from __future__ import annotations

from uuid import UUID

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.accounts.types import Colleague
from app.core import clock
from app.core.errors import NotFound
from app.core.permissions import Actor
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.organisations import queries as organisations
from app.rosters import queries, services
from app.rosters.models import Substitution
from app.rosters.permissions import EDIT_ROSTER, NAME_SUBSTITUTES
from app.rosters.policies import may_arrange_substitutes
from app.rosters.schemas import SubstitutionIn
from app.rosters.types import SubstitutionTab
from app.web.rosters.blueprint import bp, with_rosters

LABELS = {SubstitutionTab.OPEN: msg("代办中和将代办"), SubstitutionTab.OVER: msg("已结束")}
CRUMB = msg("请人代办")


@bp.get("/substitutes")
@requires(NAME_SUBSTITUTES)
def list_substitutes() -> str:
    """Whom one stands in for, who stands in for one, and those of the units one arranges."""
    actor, state = current_actor(), list_state(default_tab=SubstitutionTab.OPEN.value)
    tab = next((one for one in SubstitutionTab if one.value == state.get("tab")), SubstitutionTab.OPEN)
    page = queries.substitution_page(actor, tab, cursor=state.cursor, limit=state.size)
    counts = queries.substitution_counts(actor)
    tabs = [Tab(one.value, word, counts[one]) for one, word in LABELS.items()]
    return render_template(
        "rosters/substitutes.html",
        listing=Listing(state, page, tabs=tabs),
        units=organisations.units_by_id(row.unit_id for row in page.rows),
        today=clock.today(),
        crumbs=[CRUMB],
    )


@bp.get("/substitutes/new")
@requires(NAME_SUBSTITUTES)
def new_substitute() -> str:
    """The form: whose post, who acts in it, on which days."""
    actor = current_actor()
    own = accounts.colleagues(user_ids=[actor.user_id]) if actor.user_id else []
    unit = _asked_unit(actor, own)
    people = accounts.colleagues(unit_id=unit.id)
    posts = [one for one in own if one.unit_id == unit.id]
    if may_arrange_substitutes(actor, unit.id):
        posts += [one for one in people if one.user_id != actor.user_id]
    else:
        people = [one for one in people if one.user_id != actor.user_id]
    values = {"membership_id": posts[0].membership_id if len(posts) == 1 else "", "from_on": clock.today().isoformat()}
    return render_template(
        "rosters/new_substitute.html",
        form=form_state(values),
        unit=unit,
        units=_units(actor, own, unit),
        posts=[(one.membership_id, _post(one)) for one in posts],
        people=[(one.membership_id, _post(one)) for one in people],
        crumbs=[CRUMB],
    )


def _asked_unit(actor: Actor, own: list[Colleague]) -> organisations.Unit:
    """The unit of the address or of the form, the one of the present post when none is named."""
    code = request.values.get("unit", "")
    if not code and actor.unit_id is not None:
        return organisations.unit(actor.unit_id)
    found = organisations.unit_by_code(code)
    if found.id not in {one.unit_id for one in own} and not may_arrange_substitutes(actor, found.id):
        raise NotFound()
    return found


def _units(actor: Actor, own: list[Colleague], shown: organisations.Unit) -> list[organisations.Unit]:
    """The units whose posts the person may name a substitute for, the one shown first."""
    more = with_rosters(None) if actor.may(EDIT_ROSTER) else []
    mine = organisations.units_by_id({one.unit_id for one in own})
    return list({one.id: one for one in (shown, *mine.values(), *more)}.values())


def _post(one: Colleague) -> str:
    return f"{one.name} · {one.role.label} · {one.position.label}"


@bp.post("/substitutes")
@requires(NAME_SUBSTITUTES)
@on_invalid(new_substitute)
def name_substitute() -> Response:
    """Let a colleague act in a post for some days."""
    row = services.name_substitute(typed(SubstitutionIn(unknown="exclude")), actor=current_actor())
    flash(str(msg("已安排代办，双方都会收到通知，到期自动结束。")), "done")
    return back_to(url_for("rosters.show_substitute", substitution_id=row.id))


@bp.get("/substitutes/<uuid:substitution_id>")
@requires(NAME_SUBSTITUTES)
def show_substitute(substitution_id: UUID) -> str:
    """One arrangement, who acts today in the end, and the way to end it."""
    row = queries.substitution(substitution_id, actor=current_actor())
    today = clock.today()
    return render_template(
        "rosters/substitute.html",
        row=row,
        unit=organisations.unit(row.unit_id),
        role=row.membership.role_of.label,
        acting=_acting_today(row),
        is_over=row.ended_at is not None or row.until_on < today,
        begun=row.from_on <= today,
        form=form_state({}, form="end"),
        crumbs=[CRUMB],
    )


def _acting_today(row: Substitution) -> str:
    """Who acts in the post today, when it is neither the holder nor the one who was named."""
    acting = next((one for one in queries.stand_ins() if one.membership_id == row.membership_id), None)
    if acting is None or acting.substitute_id == row.substitute_id or not row.covers(clock.today()):
        return ""
    return accounts.names_of([acting.substitute_id])[acting.substitute_id]


@bp.post("/substitutes/<uuid:substitution_id>/end")
@requires(NAME_SUBSTITUTES)
@on_invalid(show_substitute)
def end_substitution(substitution_id: UUID) -> Response:
    """End it now."""
    services.end_substitution(substitution_id, version=seen_version(), actor=current_actor())
    flash(str(msg("代办已结束，双方都会收到通知。")), "done")
    return back_to(url_for("rosters.show_substitute", substitution_id=substitution_id))
