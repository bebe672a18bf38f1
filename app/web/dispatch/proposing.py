"""Who acts on a matter: the proposal with its reasons, one key to confirm it, another choice with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.clocks import queries as clocks
from app.clocks.types import Risk, Terms
from app.core import clock
from app.core.text import msg
from app.core.workflow import Offer
from app.dispatch import permissions as may
from app.dispatch import queries, services
from app.dispatch.rules.inputs import LEAST_PURPOSE
from app.dispatch.rules.routing import Proposal
from app.dispatch.schemas import AssistantsIn, CopyIn, DispatchIn, OrderReasonIn
from app.dispatch.workflow import ORDER_KIND
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.web.dispatch.blueprint import acting_units, bp, choices
from app.web.matter_frame import clocks_by_subject, frame_of

SIGN_CLOCK = "P03"
ROWS = 6


def proposal_or_none(matter_id: UUID) -> Proposal | None:
    """The proposal, or None where no rule covers the kind of dispute."""
    try:
        return queries.proposal_for(matter_id)
    except queries.NoRoutingRule:
        return None


def sign_by(risk: str | None) -> Any:
    """Until when a lead would have to sign an order issued now."""
    terms = Terms(risk=Risk(risk) if risk else Risk.YELLOW)
    return clocks.deadline_for(SIGN_CLOCK, clock.now(), terms).due_at


def panel_of(matter_id: UUID, risk: str | None) -> dict[str, Any]:
    """What the proposal's words need, on its page and beside the desk's list."""
    return {"proposal": proposal_or_none(matter_id), "sign_by": sign_by(risk)}


@bp.get("/events/<uuid:matter_id>/dispatch")
@requires(may.READ)
def of_matter(matter_id: UUID) -> str:
    """Every order of the matter, its supervisions, and further assistants."""
    frame = frame_of(matter_id, "dispatch")
    return render_template(
        "dispatch/matter.html",
        **frame,
        views=clocks_by_subject(frame, ORDER_KIND),
        supervisions=queries.supervisions_of(matter_id),
        **copies_panel(frame["event"]),
        units=acting_units(),
        own_unit_id=current_actor().unit_id,
        **choices(),
    )


def copies_panel(event: Any) -> dict[str, Any]:
    """The matter's copies, and what the reader may do about them."""
    actor, copies = current_actor(), queries.copies_of(event.id)
    sends = queries.may_send_copies(event, actor)
    back = [row for row in copies if sends and row.ended_at is None]
    return {
        "copies": copies,
        "sends_copies": sends,
        "takes_back": {row.id: Offer(f"copy-{row.id}", msg("撤回抄送"), reason=LEAST_PURPOSE) for row in back},
    }


@bp.get("/events/<uuid:matter_id>/dispatch/new")
@requires(may.ISSUE)
def propose(matter_id: UUID) -> str:
    """The proposal: who should act and why, to be confirmed with one key."""
    frame = frame_of(matter_id, "dispatch")
    panel = panel_of(matter_id, frame["event"].risk_level)
    return render_template("dispatch/propose.html", **frame, **panel, form=form_state(form="dispatch"), **choices())


@bp.get("/events/<uuid:matter_id>/dispatch/change")
@requires(may.ISSUE)
def change(matter_id: UUID) -> str:
    """Another choice than the proposed one, with the reason."""
    frame = frame_of(matter_id, "dispatch")
    proposal = proposal_or_none(matter_id)
    values: dict[str, Any] = {"assistants": []}
    if proposal is not None:
        rows = [{"unit_id": one.candidate.unit_id, "task": one.task} for one in proposal.assistants]
        values["assistants"] = rows
        if proposal.lead is not None:
            values |= {"lead_unit_id": proposal.lead.candidate.unit_id, "lead_task": proposal.lead.task}
    form = form_state(values, form="change")
    return render_template("dispatch/change.html", **frame, form=form, units=acting_units(), rows=ROWS, **choices())


def refused_dispatch(matter_id: UUID) -> str:
    """The page the refused dispatch came from."""
    return change(matter_id) if request.form.get("form") == "change" else propose(matter_id)


@bp.post("/events/<uuid:matter_id>/dispatch")
@requires(may.ISSUE)
@on_invalid(refused_dispatch)
def dispatch(matter_id: UUID) -> Response:
    """Send the orders."""
    orders = services.dispatch_matter(matter_id, typed(DispatchIn()), version=seen_version(), actor=current_actor())
    flash(str(msg("已派单，主办 {number}，共{n}个单位。", number=orders[0].number, n=len(orders))), "done")
    return back_to(request.form.get("next") or url_for("dispatch.of_matter", matter_id=matter_id))


@bp.post("/events/<uuid:matter_id>/copies")
@requires(may.COPY_SEND)
@on_invalid(of_matter)
def send_copy(matter_id: UUID) -> Response:
    """Let a unit read the matter."""
    services.copy_matter(matter_id, typed(CopyIn()), actor=current_actor())
    flash(str(msg("已抄送，对方单位可以查看本事项。")), "done")
    return back_to(url_for("dispatch.of_matter", matter_id=matter_id))


def show_copy(copy_id: UUID) -> str:
    """The page of its matter on which a copy stands."""
    return of_matter(queries.get_copy(current_actor(), copy_id).matter_id)


@bp.post("/copies/<uuid:copy_id>/note")
@requires(may.COPY_NOTE)
def note_copy(copy_id: UUID) -> Response:
    """Say for one's unit that the copy was read."""
    matter_id = queries.get_copy(current_actor(), copy_id).matter_id
    services.note_copy(copy_id, actor=current_actor())
    flash(str(msg("已签阅。")), "done")
    return back_to(url_for("dispatch.of_matter", matter_id=matter_id))


@bp.post("/copies/<uuid:copy_id>/take-back")
@requires(may.COPY_SEND)
@on_invalid(show_copy)
def end_copy(copy_id: UUID) -> Response:
    """The unit does not see the matter any more."""
    matter_id = queries.get_copy(current_actor(), copy_id).matter_id
    reason = typed(OrderReasonIn())["reason"]
    services.end_copy(copy_id, reason, version=seen_version(), actor=current_actor())
    flash(str(msg("已撤回抄送。")), "done")
    return back_to(url_for("dispatch.of_matter", matter_id=matter_id))


@bp.post("/events/<uuid:matter_id>/dispatch/assistants")
@requires(may.ISSUE)
@on_invalid(of_matter)
def add_assistants(matter_id: UUID) -> Response:
    """Send further assistants."""
    tasks = typed(AssistantsIn())["assistants"]
    orders = services.add_assistants(matter_id, tasks, version=seen_version(), actor=current_actor())
    flash(str(msg("已增派{n}个协办单位。", n=len(orders))), "done")
    return back_to(url_for("dispatch.of_matter", matter_id=matter_id))
