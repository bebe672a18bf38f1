"""交接单: the lists, preparing one, handing it over, signing for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from sqlalchemy import ScalarSelect
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.http.access import requires
from app.http.forms import form_state, load, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.organisations import queries as organisations
from app.rosters import queries, services
from app.rosters.commands import HandoverText
from app.rosters.models import Handover
from app.rosters.permissions import HAND_OVER
from app.rosters.schemas import HandoverTextIn, TakerIn
from app.rosters.types import DutyKind, HandoverTab, LineKind
from app.rosters.workflow import HANDOVER_STATES
from app.web.rosters.blueprint import bp
from app.web.shell import shell, use_counts

CRUMB = msg("交接班")
LABELS = {HandoverTab.TO_SIGN: msg("待我签收"), HandoverTab.MINE: msg("我的"), HandoverTab.UNIT: msg("本单位")}
#: The page a line leads to, by its kind.
PLACES = {
    LineKind.EVENT: ("intake.show_event", "matter_id"),
    LineKind.ORDER: ("dispatch.show_order", "order_id"),
    LineKind.SUPERVISION: ("dispatch.show_supervision", "supervision_id"),
    LineKind.GUIDANCE: ("guidance.show_request", "request_id"),
    LineKind.VISIT: ("closure.of_matter", "matter_id"),
}
REMARK = "remarks."
OF_MATTER = frozenset({LineKind.EVENT, LineKind.VISIT})


@use_counts
def counts(actor: Actor) -> dict[str, ScalarSelect[int]]:
    """Lists to sign, and those that alarm, beside the menu's other numbers."""
    return queries.handover_counts(actor) if actor.may(HAND_OVER) else {}


@bp.get("/handovers")
@requires(HAND_OVER)
def list_handovers() -> str:
    """Lists to sign, one's own and those of the unit; the duties for which one may be prepared."""
    actor, state = current_actor(), list_state(default_tab=HandoverTab.TO_SIGN.value)
    tab = next((one for one in HandoverTab if one.value == state.get("tab")), HandoverTab.TO_SIGN)
    page = queries.handover_page(actor, tab, cursor=state.cursor, limit=state.size)
    waiting = shell().counts.get("handovers")
    tabs = [Tab(one.value, word, waiting if one is HandoverTab.TO_SIGN else None) for one, word in LABELS.items()]
    duties = queries.duties_to_hand_over(actor)
    units = {row.unit_id for row in page.rows} | {one.unit_id for one, _ in duties}
    return render_template(
        "rosters/handovers.html",
        listing=Listing(state, page, tabs=tabs),
        duties=duties,
        kinds=DutyKind,
        states=HANDOVER_STATES,
        units=organisations.units_by_id(units),
        alarm_at=queries.alarm_at,
        crumbs=[CRUMB],
    )


@bp.post("/duties/<uuid:duty_id>/handover")
@requires(HAND_OVER)
@on_invalid(list_handovers)
def prepare_handover(duty_id: UUID) -> Response:
    """List what is open at the post of one's duty."""
    row = services.prepare_handover(duty_id, actor=current_actor())
    return back_to(url_for("rosters.show_handover", handover_id=row.id))


@bp.get("/handovers/<uuid:handover_id>")
@requires(HAND_OVER)
def show_handover(handover_id: UUID) -> str:
    """One list: to write on while it is one's own draft, to read and sign afterwards."""
    actor = current_actor()
    row = queries.handover(handover_id, actor=actor)
    shown = queries.shown_lines(row, actor)
    acts = {one.name: one for one in queries.handover_offers(row, actor)}
    return render_template(
        "rosters/handover.html",
        row=row,
        shown=shown,
        lines=[one for one in shown.lines if one.kind != LineKind.FREE.value],
        free=[one for one in shown.lines if one.kind == LineKind.FREE.value],
        kinds=LineKind,
        duty_kind=DutyKind(row.kind),
        said=Message,
        address_of=_address_of,
        state=HANDOVER_STATES[row.state],
        unit=organisations.unit(row.unit_id),
        alarm_at=queries.alarm_at(row) if row.state == "handed_over" else None,
        minutes=queries.sign_within(),
        acts=acts,
        people=_takers(row) if "assign" in acts else [],
        form=form_state(_written(row, shown), form="text"),
        forms_of={name: form_state({}, form=name) for name in ("sign", "assign", "take_back")},
        crumbs=[CRUMB],
    )


def _written(row: Handover, shown: queries.ShownLines) -> dict[str, Any]:
    """The list's words as the form's boxes hold them."""
    free = [one.title for one in shown.lines if one.kind == LineKind.FREE.value]
    remarks = {str(one.id): one.remark for one in shown.lines if one.kind != LineKind.FREE.value}
    return {"note": row.note, "free_lines": "\n".join(free), "remarks": remarks}


def _takers(row: Handover) -> list[tuple[UUID, str]]:
    people = accounts.colleagues(unit_id=row.unit_id)
    return [(one.membership_id, f"{one.name} · {one.role.label}") for one in people if one.user_id != row.giver_id]


def _address_of(line: Any) -> str:
    """The page a line leads to."""
    endpoint, argument = PLACES[LineKind(line.kind)]
    return url_for(endpoint, **{argument: line.matter_id if LineKind(line.kind) in OF_MATTER else line.subject_id})


def _typed_text() -> HandoverText:
    """What was typed on a list: a box beside each line, and each line of the last box is a line of the list."""
    form = request.form
    remarks = {name.removeprefix(REMARK): text.strip() for name, text in form.items() if name.startswith(REMARK)}
    free = form.get("free_lines", "").splitlines()
    raw = {"note": form.get("note", "").strip(), "remarks": remarks, "free_lines": free}
    text: HandoverText = load(HandoverTextIn(), raw)
    return text


def _there(handover_id: UUID, said: Message) -> Response:
    flash(str(said), "done")
    return back_to(url_for("rosters.show_handover", handover_id=handover_id))


@bp.post("/handovers/<uuid:handover_id>")
@requires(HAND_OVER)
@on_invalid(show_handover)
def write_handover(handover_id: UUID) -> Response:
    """Keep what was written, and hand over or list anew where that button was pressed."""
    actor, text, act = current_actor(), _typed_text(), request.form.get("act", "")
    if act == "hand_over":
        services.hand_over(handover_id, version=seen_version(), text=text, actor=actor)
        return _there(handover_id, msg("已交班，接班人会收到通知。没有人签收也不影响您下班。"))
    row = services.write_handover(handover_id, text, version=seen_version(), actor=actor)
    if act == "refresh":
        services.refresh_handover(handover_id, version=row.version, actor=actor)
        return _there(handover_id, msg("清单已按现在的情况更新，填写的内容保留。"))
    return _there(handover_id, msg("已保存。"))


@bp.post("/handovers/<uuid:handover_id>/sign")
@requires(HAND_OVER)
@on_invalid(show_handover)
def sign_handover(handover_id: UUID) -> Response:
    """Sign for the list."""
    remark = request.form.get("remark", "")
    services.sign_handover(handover_id, remark, version=seen_version(), actor=current_actor())
    return _there(handover_id, msg("已签收，交班人会收到通知。"))


@bp.post("/handovers/<uuid:handover_id>/take-back")
@requires(HAND_OVER)
@on_invalid(show_handover)
def take_back_handover(handover_id: UUID) -> Response:
    """Take one's list back."""
    services.take_back(handover_id, version=seen_version(), actor=current_actor())
    return _there(handover_id, msg("已撤回，改好后请再次交班。"))


@bp.post("/handovers/<uuid:handover_id>/assign")
@requires(HAND_OVER)
@on_invalid(show_handover)
def assign_handover(handover_id: UUID) -> Response:
    """Say who takes over."""
    chosen = typed(TakerIn(unknown="exclude"))["membership_id"]
    services.assign_taker(handover_id, chosen, version=seen_version(), actor=current_actor())
    return _there(handover_id, msg("已指定接班人，本人会收到通知。"))
