"""Where each role lands: the centre's desk with what is open and due, and everybody's own work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from sqlalchemy import ScalarSelect
from werkzeug.wrappers import Response

from app.audit import services as audit
from app.bulk import queries as bulk
from app.bulk.types import ON_EVENTS
from app.closure import permissions as closure_may
from app.closure import queries as closure
from app.confirmation import permissions as confirmation_may
from app.confirmation import queries as confirmation
from app.core import clock
from app.core.permissions import Actor, Role
from app.core.text import Message, msg
from app.dispatch import permissions as dispatch_may
from app.dispatch import queries as dispatch
from app.guidance import permissions as guidance_may
from app.guidance import queries as guidance
from app.http.access import requires, signed_in
from app.http.forms import form_state
from app.http.pages import Listing, ListState, Tab, list_state
from app.http.signed_in import current_actor, person_or_none
from app.intake import permissions as may
from app.intake import queries
from app.intake.models import Event
from app.intake.workflow import EVENT_WORKFLOW
from app.oversight import permissions as oversight_may
from app.oversight import queries as oversight
from app.search.types import ViewList
from app.web.columns import chosen
from app.web.columns import desk as desk_columns
from app.web.dispatch.proposing import panel_of
from app.web.intake import choices
from app.web.narrowing import regions, towns_wanted
from app.web.shell import has_page, shell, use_counts
from app.web.stage_words import EVENT_TABS as TAB_WORDS
from app.web.stages import event_board

bp = Blueprint("desk", __name__)

DESK_FIELDS = ("risk", "dispute_type", "source", "region", "late", "as", "columns")
DESK_TABS = ("to_register", "to_triage", "to_dispatch", "to_sign", "handling", "redirected", "resolved")

LANDING: dict[Role, str] = {
    Role.DISPATCHER: "desk.show",
    Role.DIRECTOR: "statistics.overview",
    Role.DUTY_JUDGE: "guidance.queue",
    Role.CONFIRMATION_JUDGE: "confirmation.docket",
    Role.REPORTER: "desk.mine",
    Role.DEPT_OFFICER: "desk.mine",
    Role.MEDIATOR: "desk.mine",
    Role.SYSTEM_ADMIN: "organisations.list_units",
    Role.SECURITY_ADMIN: "accounts.list_users",
    Role.AUDIT_ADMIN: "audit.list_entries",
}

#: What comes next on an event in each state, for the button at the row's end.
NEXT_ACT: dict[str, Message] = {
    "submitted": msg("登记"),
    "registered": msg("分流"),
    "triaged": msg("派单"),
    "dispatched": msg("查看"),
    "handling": msg("查看"),
    "redirected": msg("确认接收"),
    "resolved": msg("回访"),
}


@bp.get("/")
@signed_in
def front() -> Response:
    """Each role lands on its own work."""
    person = person_or_none()
    endpoint = LANDING.get(person.actor.role, "notifications.inbox") if person is not None else "accounts.sign_in"
    return redirect(url_for(endpoint if has_page(endpoint) else "notifications.inbox"), 303)


@bp.get("/desk")
@requires(may.EVENT_REGISTER)
def show() -> str:
    """The dispatcher's desk: everything open, the most pressing first."""
    actor, state = current_actor(), desk_state()
    board = event_board(actor, state, desk_filter(state)) if state.get("as") == "board" else None
    page = board.page if board else queries.list_desk(actor, desk_filter(state), cursor=state.cursor, limit=state.size)
    counts = queries.open_counts(actor)
    tabs = [Tab("all", msg("全部在办"), sum(counts[name] for name in DESK_TABS))]
    tabs += [Tab(name, TAB_WORDS[name], counts[name]) for name in DESK_TABS]
    total = counts[state.get("tab")] if state.get("tab") in DESK_TABS else tabs[0].count
    return render_template(
        "desk/show.html",
        board=board,
        shown=chosen(ViewList.DESK, state, actor),
        facts=desk_columns.facts_of(page.rows),
        listing=Listing(state, page, None if state.narrowed else total, tabs=tabs),
        states=EVENT_WORKFLOW.states,
        next_act=NEXT_ACT,
        now=clock.now(),
        overdue=counts["overdue"],
        towns=towns_wanted(),
        crumbs=[],
        acts=bulk.offered(actor, ON_EVENTS),
        panel=_panel(page.rows, request.args.get("open", "")),
        **choices(),
    )


def desk_state() -> ListState:
    """The desk a person asked for."""
    return list_state(*DESK_FIELDS, default_tab="all")


def desk_filter(state: ListState) -> queries.EventFilter:
    """What the address of the desk asks for."""
    return queries.EventFilter(
        tab=state.get("tab") if state.get("tab") in DESK_TABS else "open",
        risk=state.many("risk"),
        dispute_type=state.many("dispute_type"),
        source=state.many("source"),
        region=regions(state),
        late=bool(state.get("late")),
    )


def _panel(rows: Sequence[Event], asked: str) -> dict[str, Any] | None:
    """The row that stands open beside the list, its neighbours, and the proposal where a dispatch is next."""
    at = next((index for index, row in enumerate(rows) if str(row.id) == asked), None)
    if at is None:
        return None
    event, actor = rows[at], current_actor()
    audit.log_read("matter.panel", "event", event.id, matter_id=event.id, request_id=g.get("request_id"), actor=actor)
    proposing = event.state == "triaged" and actor.may(dispatch_may.ISSUE)
    return {
        "event": event,
        "previous": rows[at - 1].id if at else None,
        "next": rows[at + 1].id if at + 1 < len(rows) else None,
        "form": form_state(form="dispatch"),
        **(panel_of(event.id, event.risk_level) if proposing else {}),
    }


#: What a unit is called to, shown when something waits: the words, the list behind the number, its address.
WAITING_CALLS: dict[str, tuple[Message, str, dict[str, str]]] = {
    "whistles": (msg("待响应的吹哨"), "dispatch.list_whistles", {"tab": "to_answer"}),
    "meetings": (msg("待确认的会商纪要"), "dispatch.list_consultations", {"tab": "to_answer"}),
    "countersigns": (msg("待答复和待修改的会签"), "dispatch.list_countersigns", {"tab": "waiting"}),
    "items": (msg("会商待办事项"), "dispatch.list_action_items", {"tab": "open", "ours": "1"}),
}


def _todo(label: Message, count: int, endpoint: str, **arguments: Any) -> dict[str, Any]:
    return {"label": label, "count": count, "href": url_for(endpoint, **arguments) if has_page(endpoint) else ""}


def todo_of(actor: Actor) -> list[dict[str, Any]]:
    """What waits for this membership, each with its count and the list behind it."""
    rows: list[dict[str, Any]] = []
    if actor.may(dispatch_may.SIGN):
        orders = dispatch.living_counts(actor)
        rows.append(_todo(msg("待签收派单"), orders.get("to_sign", 0), "dispatch.list_orders", tab="to_sign"))
        rows.append(_todo(msg("办理中派单"), orders.get("handling", 0), "dispatch.list_orders", tab="handling"))
    for name, count in dispatch.waiting_calls(actor).items():
        label, endpoint, address = WAITING_CALLS[name]
        if count:
            rows.append(_todo(label, count, endpoint, **address))
    if actor.may(guidance_may.DECIDE):
        asked = guidance.tab_counts(actor)
        rows.append(_todo(msg("待采纳的法官意见"), asked["undecided"], "guidance.list_requests", tab="undecided"))
    if actor.may(guidance_may.ANSWER):
        asked = guidance.tab_counts(actor)
        rows.append(_todo(msg("等待接收的指导请求"), asked["waiting"], "guidance.queue", tab="waiting"))
        rows.append(_todo(msg("我接收的指导请求"), asked["mine"], "guidance.queue", tab="mine"))
    if actor.may(confirmation_may.DOCKET_READ):
        waiting = confirmation.tab_counts(actor)
        rows.append(_todo(msg("待受理的司法确认"), waiting["waiting"], "confirmation.docket", tab="waiting"))
    if actor.may(oversight_may.DUTY_DONE):
        rows.append(_todo(msg("待落实的风险措施"), shell().counts.get("measures", 0), "risk.list_duties", tab="mine"))
    if actor.may(closure_may.VISIT):
        rows.append(_todo(msg("待回访"), closure.planned_count(actor), "closure.list_visits", tab="planned"))
    return [row for row in rows if row["href"]]


@bp.get("/mine")
@signed_in
def mine() -> str:
    """One's own work: what waits, and the events of one's unit."""
    actor = current_actor()
    page = None
    if actor.may(may.EVENT_READ):
        page = queries.list_desk(actor, queries.EventFilter(tab="open"), limit=20)
    return render_template(
        "desk/mine.html",
        todo=todo_of(actor),
        page=page,
        facts=desk_columns.facts_of(page.rows) if page is not None and page.rows else {},
        now=clock.now(),
        states=EVENT_WORKFLOW.states,
        today=clock.today(),
        crumbs=[],
    )


@use_counts
def counts(actor: Actor) -> dict[str, ScalarSelect[int]]:
    """Numbers of the menu that no context offers itself."""
    found = dispatch.menu_counts(actor) if actor.may(dispatch_may.READ) else {}
    if actor.may(may.EVENT_REGISTER):
        found["desk"] = queries.waiting(actor, "to_register", "to_triage", "to_dispatch")
    if actor.may(oversight_may.DUTY_READ):
        found["measures"] = oversight.waiting(actor)
    if actor.may(guidance_may.READ):
        found["guidance"] = guidance.waiting(actor, "waiting" if actor.may(guidance_may.ANSWER) else "undecided")
    return found
