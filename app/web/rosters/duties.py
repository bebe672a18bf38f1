"""One duty: put somebody on the roster, change the duty, take it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.core import clock
from app.core.errors import Forbidden
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.organisations import queries as organisations
from app.rosters import queries, rules, services
from app.rosters.models import Duty
from app.rosters.permissions import EDIT_OWN_ROSTER, EDIT_ROSTER
from app.rosters.policies import may_arrange
from app.rosters.schemas import DutyTyped
from app.rosters.types import DutyKind
from app.web.rosters.blueprint import asked_day, bp, week_address

OPENS, CLOSES = f"{rules.HALL_OPENS:%H:%M}", f"{rules.HALL_CLOSES:%H:%M}"


@bp.get("/duties/new")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
def new_duty() -> str:
    """The form that puts somebody on the roster; the cell it was opened from is filled in."""
    unit = organisations.unit_by_code(request.values.get("unit", "")) if request.values.get("unit") else _own_unit()
    if not may_arrange(current_actor(), unit.id):
        raise Forbidden(msg("只能编排本单位的值班表。"))
    values = {"unit_id": unit.id, "day": asked_day("day"), "begins": OPENS, "ends": CLOSES, "kind": _usual_kind(unit)}
    values |= {"seat": request.args.get("seat", "")[:40], "membership_id": request.args.get("person", "")}
    return render_template("rosters/duty.html", form=form_state(values), duty=None, unit=unit, **_choices(unit))


@bp.post("/duties")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
@on_invalid(new_duty)
def add_duty() -> Response:
    """Put somebody on the roster."""
    duty = services.add_duty(typed(DutyTyped(unknown="exclude")), actor=current_actor())
    flash(str(msg("已排班。")), "done")
    return back_to(week_address(duty.unit_id, clock.local(duty.from_at).date(), request.form.get("tab", "")))


@bp.get("/duties/<uuid:duty_id>")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
def edit_duty(duty_id: UUID) -> str:
    """The form that changes a duty or takes it off."""
    duty = queries.duty(duty_id)
    if not may_arrange(current_actor(), duty.unit_id):
        raise Forbidden(msg("只能编排本单位的值班表。"))
    unit = organisations.unit(duty.unit_id)
    begins, ends = clock.local(duty.from_at), clock.local(duty.until_at)
    values = {"unit_id": unit.id, "day": begins.date(), "begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}
    values |= {"kind": duty.kind, "seat": duty.seat, "membership_id": duty.membership_id}
    begun = duty.from_at <= clock.now()
    return render_template(
        "rosters/duty.html", form=form_state(values), duty=duty, unit=unit, begun=begun, **_choices(unit, duty)
    )


@bp.post("/duties/<uuid:duty_id>")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
@on_invalid(edit_duty)
def change_duty(duty_id: UUID) -> Response:
    """Change a duty."""
    command = typed(DutyTyped(unknown="exclude"))
    duty = services.change_duty(duty_id, command, version=seen_version(), actor=current_actor())
    flash(str(msg("班次已更新。")), "done")
    return back_to(week_address(duty.unit_id, clock.local(duty.from_at).date(), request.form.get("tab", "")))


@bp.post("/duties/<uuid:duty_id>/remove")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
@on_invalid(edit_duty)
def remove_duty(duty_id: UUID) -> Response:
    """Take a duty off the roster."""
    duty = queries.duty(duty_id)
    address = week_address(duty.unit_id, clock.local(duty.from_at).date(), request.form.get("tab", ""))
    services.remove_duty(duty_id, version=seen_version(), actor=current_actor())
    flash(str(msg("班次已删除。")), "done")
    return back_to(address)


def _own_unit() -> organisations.Unit:
    return organisations.unit(current_actor().unit_id or organisations.root().id)


def _usual_kind(unit: organisations.Unit) -> str:
    return DutyKind.DUTY_JUDGE.value if unit.kind == "judge_studio" else DutyKind.DESK.value


def _choices(unit: organisations.Unit, planned: Duty | None = None) -> dict[str, Any]:
    """The lists of the form; a person planned from another unit, or who has left since, stays in the list."""
    people = {one.membership_id: one.name for one in accounts.colleagues(unit_id=unit.id)}
    if planned is not None:
        people.setdefault(planned.membership_id, planned.user.display_name)
    return {
        "people": list(people.items()),
        "kinds": [(one.value, one.label) for one in DutyKind],
        "seats": queries.seats_of(unit.id),
        "tab": request.values.get("tab", ""),
        "crumbs": [unit.short_name, msg("排班")],
    }
