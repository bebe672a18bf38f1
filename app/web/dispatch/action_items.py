"""Action items of consultations: the list of a unit and of the centre, one item, doing it, moving its day."""

from __future__ import annotations

from uuid import UUID

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.core.text import msg
from app.core.workflow import Offer
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.rules.meeting import WORDS_LEAST
from app.http.access import requires
from app.http.forms import typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.web.dispatch.blueprint import bp
from app.web.matter_frame import frame_of

TAB_WORDS = {"open": msg("待办"), "overdue": msg("已逾期"), "done": msg("已办"), "all": msg("全部")}


@bp.get("/action-items")
@requires(may.MEETING_READ)
def list_action_items() -> str:
    """Items of one's own unit, and of the meetings one's unit called or that are on one's centre's matters."""
    actor, state = current_actor(), list_state("ours", default_tab="open")
    wanted = queries.MeetingFilter(tab=state.get("tab"), own=True, ours=bool(state.get("ours")))
    page = queries.list_items(actor, wanted, cursor=state.cursor, limit=state.size)
    counts = queries.item_tab_counts(actor, wanted)
    total, capped = queries.count_items(actor, wanted)
    tabs = [Tab(name, words, counts.get(name), urgent=name == "overdue") for name, words in TAB_WORDS.items()]
    return render_template(
        "dispatch/action_items.html",
        listing=Listing(state, page, total, capped, tabs),
        events=queries.events_of(row.matter_id for row in page.rows),
        today=clock.today(),
    )


@bp.get("/action-items/<uuid:action_item_id>")
@requires(may.MEETING_READ)
def show_action_item(action_item_id: UUID) -> str:
    """One item: what, who, until when, how it was moved, and what its unit may do now."""
    actor = current_actor()
    row = queries.get_item(actor, action_item_id)
    mine = row.unit_id == actor.unit_id and row.done_at is None and actor.may(may.MEETING_ATTEND)
    return render_template(
        "dispatch/action_item.html",
        **frame_of(row.matter_id, "calls"),
        row=row,
        acts={
            "finish": Offer("finish", msg("办完了")),
            "move": Offer("move", msg("改期"), reason=WORDS_LEAST),
        }
        if mine
        else {},
        today=clock.today(),
        crumbs=[msg("会商事项")],
    )


@bp.post("/action-items/<uuid:action_item_id>/finish")
@requires(may.MEETING_ATTEND)
@on_invalid(show_action_item)
def finish_item(action_item_id: UUID) -> Response:
    """Say that it is done, and how."""
    words = typed(schemas.WordsIn())["words"]
    services.finish_item(action_item_id, words, version=seen_version(), actor=current_actor())
    flash(str(msg("已登记办完。")), "done")
    return back_to(url_for("dispatch.list_action_items", tab="open", ours="1"))


@bp.post("/action-items/<uuid:action_item_id>/move")
@requires(may.MEETING_ATTEND)
@on_invalid(show_action_item)
def move_item(action_item_id: UUID) -> Response:
    """Move its day."""
    given = typed(schemas.MoveIn())
    services.move_item(action_item_id, given["due_on"], given["reason"], version=seen_version(), actor=current_actor())
    flash(str(msg("已改期，召集单位已收到通知。")), "done")
    return back_to(url_for("dispatch.show_action_item", action_item_id=action_item_id))
