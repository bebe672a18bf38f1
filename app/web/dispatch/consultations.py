"""Consultations: the list, calling one, writing its minutes, signing, confirming, and what is left to do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.core.text import Message, msg
from app.dispatch import forms as printed
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.types import MinutesAnswer
from app.dispatch.workflow import MEETING_WORKFLOW
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.web.dispatch.blueprint import acting_units, bp
from app.web.matter_frame import frame_of

TAB_WORDS = {
    "to_answer": msg("待本单位确认"),
    "coming": msg("待召开"),
    "minuted": msg("纪要待签发"),
    "signed": msg("纪要待确认"),
    "over": msg("已结束"),
    "all": msg("全部"),
}
MEETING_COLOURS = {"called": "blue", "minuted": "orange", "signed": "yellow", "settled": "green", "cancelled": "grey"}
ATTENDEE_ROWS, ISSUE_ROWS, DECISION_ROWS, ITEM_ROWS = 8, 3, 4, 5


def meeting_words() -> dict[str, Any]:
    """The words and colours that pages with consultations use."""
    return {
        "meeting_states": MEETING_WORKFLOW.states,
        "meeting_colours": MEETING_COLOURS,
        "answers": [(one.value, one.label) for one in MinutesAnswer],
        "answer_words": {one.value: one.label for one in MinutesAnswer},
        "today": clock.today(),
        "now": clock.now(),
    }


@bp.get("/consultations")
@requires(may.MEETING_READ)
def list_consultations() -> str:
    """Consultations one's own unit attends or called, or in matters of one's own centre."""
    actor, state = current_actor(), list_state(default_tab="all")
    wanted = queries.MeetingFilter(tab=state.get("tab"), own=True)
    page = queries.list_meetings(actor, wanted, cursor=state.cursor, limit=state.size)
    counts = queries.meeting_tab_counts(actor, wanted)
    total, capped = queries.count_meetings(actor, wanted)
    tabs = [Tab(name, words, counts.get(name), urgent=name == "to_answer") for name, words in TAB_WORDS.items()]
    return render_template(
        "dispatch/consultations.html",
        listing=Listing(state, page, total, capped, tabs),
        events=queries.events_of(row.matter_id for row in page.rows),
        **meeting_words(),
    )


@bp.get("/events/<uuid:matter_id>/consultations/new")
@requires(may.MEETING_CALL)
def new_consultation(matter_id: UUID) -> str | Response:
    """The form of a call; the page of the matter's calls where the unit cannot call a meeting on it."""
    frame, actor = frame_of(matter_id, "calls"), current_actor()
    if not queries.may_call(frame["event"], actor).meeting:
        return back_to(url_for("dispatch.calls_of_matter", matter_id=matter_id))
    values = {"online": "0", "issues": [], "attendees": []}
    return render_template(
        "dispatch/form_consultation.html",
        **frame,
        form=form_state(values, draft=f"consultation-{matter_id}", form="consultation"),
        units=[(unit_id, name) for unit_id, name in acting_units() if unit_id != actor.unit_id],
        chairs=list(queries.possible_chairs(actor).items()),
        rows=ATTENDEE_ROWS,
        issue_rows=ISSUE_ROWS,
        crumbs=[msg("召集会商")],
    )


def meeting_done(consultation_id: UUID, words: Message) -> Response:
    """Say what was done and show the consultation."""
    flash(str(words), "done")
    return back_to(url_for("dispatch.show_consultation", consultation_id=consultation_id))


@bp.post("/events/<uuid:matter_id>/consultations")
@requires(may.MEETING_CALL)
@on_invalid(new_consultation)
def call_meeting(matter_id: UUID) -> Response:
    """Call the units together."""
    found = services.call_meeting(matter_id, typed(schemas.MeetingIn()), actor=current_actor())
    return meeting_done(found, msg("已召集会商，参会单位已收到通知。"))


@bp.get("/consultations/<uuid:consultation_id>")
@requires(may.MEETING_READ)
def show_consultation(consultation_id: UUID) -> str:
    """One consultation: who attends, the minutes, what is left to do, and what may be done now."""
    actor = current_actor()
    row = queries.get_meeting(actor, consultation_id)
    own = next((one for one in row.attendees if one.unit_id == actor.unit_id), None)
    waits = own is not None and bool(own.present) and own.answer is None and row.state == "signed"
    return render_template(
        "dispatch/consultation.html",
        **frame_of(row.matter_id, "calls"),
        row=row,
        acts={offer.name: offer for offer in queries.meeting_offers(row, actor)},
        own=own,
        answers_now=waits and actor.may(may.MEETING_ATTEND),
        supplements_now=row.signed_at is not None and row.unit_id == actor.unit_id and actor.may(may.MEETING_CALL),
        form=form_state(form="answer"),
        adding=form_state(form="supplement"),
        crumbs=[row.number],
        **meeting_words(),
    )


@bp.get("/consultations/<uuid:consultation_id>/minutes")
@requires(may.MEETING_CALL)
def edit_minutes(consultation_id: UUID) -> str | Response:
    """The form of the minutes, while they may be written; otherwise the consultation, which says why not."""
    actor = current_actor()
    row = queries.get_meeting(actor, consultation_id)
    acts = {offer.name: offer for offer in queries.meeting_offers(row, actor)}
    if "write_minutes" not in acts:
        return back_to(url_for("dispatch.show_consultation", consultation_id=consultation_id))
    owners = {row.unit_id: row.unit.name, **{one.unit_id: one.unit.name for one in row.attendees}}
    return render_template(
        "dispatch/form_minutes.html",
        **frame_of(row.matter_id, "calls"),
        row=row,
        form=form_state(_minutes_values(row), draft=f"minutes-{row.id}", form="minutes"),
        owners=list(owners.items()),
        decision_rows=DECISION_ROWS,
        item_rows=max(ITEM_ROWS, len(row.items) + 1),
        crumbs=[row.number],
    )


def _minutes_values(row: Any) -> dict[str, Any]:
    """What the boxes of the minutes begin with: the draft, or the hour and the people that were planned."""
    seats = [
        {
            "unit_id": one.unit_id,
            "present": {True: "1", False: "0", None: ""}[one.present],
            "names": one.names or one.person,
            "opinion": one.opinion,
        }
        for one in row.attendees
    ]
    return {
        "held_at": row.held_at or row.meet_at,
        "summary": row.summary,
        "decisions": row.decisions,
        "attendances": seats,
        "items": row.items,
    }


@bp.post("/consultations/<uuid:consultation_id>/minutes")
@requires(may.MEETING_CALL)
@on_invalid(edit_minutes)
def write_minutes(consultation_id: UUID) -> Response:
    """Write the minutes."""
    services.write_minutes(consultation_id, typed(schemas.MinutesIn()), version=seen_version(), actor=current_actor())
    return meeting_done(consultation_id, msg("纪要已保存，由主持人签发。"))


@bp.post("/consultations/<uuid:consultation_id>/sign")
@requires(may.MEETING_CALL)
@on_invalid(show_consultation)
def sign_minutes(consultation_id: UUID) -> Response:
    """The chair signs."""
    services.sign_minutes(consultation_id, version=seen_version(), actor=current_actor())
    return meeting_done(consultation_id, msg("纪要已签发，到会单位将确认，会商事项已发给责任单位。"))


@bp.post("/consultations/<uuid:consultation_id>/cancel")
@requires(may.MEETING_CALL)
@on_invalid(show_consultation)
def cancel_meeting(consultation_id: UUID) -> Response:
    """Cancel it."""
    reason = typed(schemas.OrderReasonIn())["reason"]
    services.cancel_meeting(consultation_id, reason, version=seen_version(), actor=current_actor())
    return meeting_done(consultation_id, msg("已取消会商，参会单位已收到通知。"))


@bp.post("/consultations/<uuid:consultation_id>/answer")
@requires(may.MEETING_ATTEND)
@on_invalid(show_consultation)
def answer_minutes(consultation_id: UUID) -> Response:
    """Confirm, or object."""
    given = typed(schemas.MinutesAnswerIn())
    services.answer_minutes(consultation_id, given["answer"], given["words"], actor=current_actor())
    flash(str(msg("已代表本单位答复。")), "done")
    return back_to(url_for("dispatch.list_consultations", tab="all"))


@bp.post("/consultations/<uuid:consultation_id>/supplement")
@requires(may.MEETING_CALL)
@on_invalid(show_consultation)
def supplement_minutes(consultation_id: UUID) -> Response:
    """Put a correction beside the signed text."""
    words = typed(schemas.WordsIn())["words"]
    services.supplement_minutes(consultation_id, words, version=seen_version(), actor=current_actor())
    return meeting_done(consultation_id, msg("已补正，签发的原文不变。"))


@bp.post("/consultations/<uuid:consultation_id>/print")
@requires(may.MEETING_READ)
@on_invalid(show_consultation)
def print_minutes(consultation_id: UUID) -> Response:
    """Put D15 on the record and show it."""
    document = printed.issue_minutes(consultation_id, actor=current_actor())
    return back_to(url_for("documents.show", document_id=document.id))
