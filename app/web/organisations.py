"""The directory of units: who is stationed how, who can be reached now, and which work belongs to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.core.pagination import Page
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, ListState, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.intake.types import DisputeType
from app.organisations import queries, services
from app.organisations.permissions import EDIT_COURT_POLICY, EDIT_UNITS, READ_UNITS
from app.organisations.schemas import CourtPolicyIn, UnitIn
from app.organisations.types import OrgKind, SameJudge, StationingMode, UnitKind, UnitStatus
from app.rosters import queries as rosters

bp = Blueprint("organisations", __name__, url_prefix="/organisations")

TABS = {
    "departments": (msg("入驻部门"), (UnitKind.DEPARTMENT, UnitKind.COURT, UnitKind.DEPARTMENT_CHILD)),
    "mediation": (msg("调解组织"), (UnitKind.MEDIATION_ORG,)),
    "towns": (msg("分中心与网格"), (UnitKind.SUB_CENTER, UnitKind.GRID_STATION)),
    "others": (
        msg("中心与其他"),
        (UnitKind.CENTER, UnitKind.JUDGE_STUDIO, UnitKind.SOCIAL_ORG, UnitKind.VOLUNTEER_TEAM),
    ),
}


def choices() -> dict[str, Any]:
    """The lists that forms and queries offer."""
    return {
        "kinds": [(one.value, one.label) for one in UnitKind],
        "modes": [(one.value, one.label) for one in StationingMode],
        "org_kinds": [(one.value, one.label) for one in OrgKind],
        "statuses": [(one.value, one.label) for one in UnitStatus],
        "parents": [(one.id, one.name) for one in queries.units()],
    }


@bp.get("")
@requires(READ_UNITS)
def list_units() -> str:
    """The directory, one tab for each kind of unit, with who can be reached now."""
    state = list_state("q", "mode", default_tab="departments")
    tab = state.get("tab") if state.get("tab") in TABS else "departments"
    found = _wanted(queries.units(keyword=state.get("q"), active_only=False), state.get("mode"))
    rows = [one for one in found if one.kind in TABS[tab][1]]
    listing = Listing(_at(state, tab), Page(rows, None), total=len(rows), tabs=_tabs(found))
    return render_template(
        "organisations/list.html", listing=listing, here_now=rosters.stationings(rows), modes=choices()["modes"]
    )


def _at(state: ListState, tab: str) -> ListState:
    return ListState(state.path, {**state.values, "tab": tab}, None, state.size)


def _wanted(rows: Sequence[queries.Unit], mode: str) -> list[queries.Unit]:
    return [one for one in rows if not mode or one.stationing_mode == mode]


def _tabs(rows: Sequence[queries.Unit]) -> list[Tab]:
    return [Tab(name, label, sum(one.kind in kinds for one in rows)) for name, (label, kinds) in TABS.items()]


@bp.get("/<uuid:unit_id>")
@requires(READ_UNITS)
def show_unit(unit_id: UUID) -> str:
    """One unit: how to reach it, its people, its items of the authority list, what stands below it."""
    unit = queries.unit(unit_id)
    is_court = unit.kind in (UnitKind.COURT, UnitKind.JUDGE_STUDIO)
    return render_template(
        "organisations/show.html",
        unit=unit,
        now=rosters.stationing_now(unit_id),
        people=accounts.colleagues(unit_id=unit_id),
        entries=queries.authority_entries(unit_id=unit_id),
        below=queries.children(unit_id),
        policy=queries.court_policy(unit_id) if is_court else None,
        is_court=is_court,
        dispute_types={one.value: one.label for one in DisputeType},
        crumbs=[unit.short_name],
    )


@bp.get("/new")
@requires(EDIT_UNITS)
def new_unit() -> str:
    """The form for a new unit."""
    form = form_state({"region_code": queries.root().region_code, "status": UnitStatus.ACTIVE.value})
    return render_template("organisations/edit.html", form=form, unit=None, crumbs=[msg("新增单位")], **choices())


@bp.post("")
@requires(EDIT_UNITS)
@on_invalid(new_unit)
def create_unit() -> Response:
    """Enter a unit."""
    unit = services.create_unit(typed(UnitIn(unknown="exclude")), actor=current_actor())
    flash(str(msg("{name}已登记。", name=unit.short_name)), "done")
    return back_to(url_for("organisations.show_unit", unit_id=unit.id))


@bp.get("/<uuid:unit_id>/edit")
@requires(EDIT_UNITS)
def edit_unit(unit_id: UUID) -> str:
    """The form that changes a unit."""
    unit = queries.unit(unit_id)
    crumbs = [unit.short_name, msg("修改")]
    return render_template("organisations/edit.html", form=form_state(unit), unit=unit, crumbs=crumbs, **choices())


@bp.post("/<uuid:unit_id>")
@requires(EDIT_UNITS)
@on_invalid(edit_unit)
def update_unit(unit_id: UUID) -> Response:
    """Change a unit."""
    command = typed(UnitIn(unknown="exclude"))
    services.update_unit(unit_id, command, version=seen_version(), actor=current_actor())
    flash(str(msg("{name}已更新。", name=command.short_name)), "done")
    return back_to(url_for("organisations.show_unit", unit_id=unit_id))


@bp.get("/<uuid:unit_id>/court-policy")
@requires(EDIT_COURT_POLICY)
def edit_court_policy(unit_id: UUID) -> str:
    """The form for what a court accepts."""
    unit, policy = queries.unit(unit_id), queries.court_policy(unit_id)
    answers = {name: {True: "1", False: "0", None: "unknown"}[getattr(policy, name, None)] for name in QUESTIONS}
    values = {**answers, "note": getattr(policy, "note", ""), "guiding_judge_confirms": SameJudge.WARN.value}
    if policy is not None:
        values["guiding_judge_confirms"] = policy.guiding_judge_confirms
    return render_template(
        "organisations/court_policy.html",
        form=form_state(values),
        unit=unit,
        questions=QUESTIONS,
        crumbs=[unit.short_name, msg("受理口径")],
    )


QUESTIONS = {
    "accepts_self_mediated": msg("受理中心自行调解、没有诉前调编号的协议"),
    "accepts_administrative_alone": msg("受理行政机关单独主持的调解协议"),
    "asks_pre_litigation_number": msg("要求先取得诉前调编号"),
    "accepts_online_filing": msg("接受网上提交申请"),
}


@bp.post("/<uuid:unit_id>/court-policy")
@requires(EDIT_COURT_POLICY)
@on_invalid(edit_court_policy)
def set_court_policy(unit_id: UUID) -> Response:
    """Record what a court accepts; an answer left open stays open."""
    answered = request.form.copy()
    for name in QUESTIONS:
        if answered.get(name) not in ("0", "1"):
            answered.poplist(name)
    command = typed(CourtPolicyIn(unknown="exclude"), form=answered)
    services.set_court_policy(unit_id, command, actor=current_actor())
    flash(str(msg("受理口径已登记。")), "done")
    return back_to(url_for("organisations.show_unit", unit_id=unit_id))
