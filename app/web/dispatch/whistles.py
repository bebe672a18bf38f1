"""Whistles: the list, the page of a matter's calls, blowing one, and what both sides do on its page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from app.core.text import Message, msg
from app.core.workflow import Offer
from app.dispatch import forms as printed
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.models import Whistle
from app.dispatch.rules.calling import REASON_LEAST
from app.dispatch.types import CallStanding
from app.dispatch.workflow import WHISTLE_WORKFLOW
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.web.dispatch.blueprint import acting_units, bp
from app.web.dispatch.consultations import meeting_words
from app.web.matter_frame import frame_of

TAB_WORDS = {
    "to_answer": msg("待本单位响应"),
    "standing": msg("报到中"),
    "missing": msg("逾期未到"),
    "over": msg("已结束"),
    "all": msg("全部"),
}
WHISTLE_COLOURS = {"called": "blue", "ended": "green", "withdrawn": "grey"}
STANDING_COLOURS = {
    CallStanding.WAITING: "orange",
    CallStanding.COMING: "blue",
    CallStanding.DECLINED: "grey",
    CallStanding.MISSING: "red",
    CallStanding.ON_TIME: "green",
    CallStanding.AFTER_MEETING: "yellow",
    CallStanding.LATE: "red",
}
ROWS = 6


def whistle_words() -> dict[str, Any]:
    """The words and colours that pages with whistles use."""
    return {
        "whistle_states": WHISTLE_WORKFLOW.states,
        "whistle_colours": WHISTLE_COLOURS,
        "standing_colours": STANDING_COLOURS,
        "standings": queries.standings,
        "at_of": datetime.fromisoformat,
    }


@bp.get("/whistles")
@requires(may.WHISTLE_READ)
def list_whistles() -> str:
    """Whistles for one's own unit, by it, or in matters of one's own centre."""
    actor, state = current_actor(), list_state(default_tab="standing")
    wanted = queries.WhistleFilter(tab=state.get("tab"), own=True)
    page = queries.list_whistles(actor, wanted, cursor=state.cursor, limit=state.size)
    counts = queries.whistle_tab_counts(actor, wanted)
    total, capped = queries.count_whistles(actor, wanted)
    tabs = [Tab(name, words, counts.get(name), urgent=name == "missing") for name, words in TAB_WORDS.items()]
    return render_template(
        "dispatch/whistles.html",
        listing=Listing(state, page, total, capped, tabs),
        events=queries.events_of(row.matter_id for row in page.rows),
        **whistle_words(),
    )


@bp.get("/events/<uuid:matter_id>/calls")
@requires(may.WHISTLE_READ)
def calls_of_matter(matter_id: UUID) -> str:
    """Every whistle and meeting of the matter, and what the reader's unit may call."""
    frame, actor = frame_of(matter_id, "calls"), current_actor()
    return render_template(
        "dispatch/calls.html",
        **frame,
        whistles=queries.whistles_of(matter_id),
        meetings=queries.meetings_of(matter_id),
        may_call=queries.may_call(frame["event"], actor),
        **whistle_words(),
        **meeting_words(),
    )


@bp.get("/events/<uuid:matter_id>/whistles/new")
@requires(may.WHISTLE_CALL)
def new_whistle(matter_id: UUID) -> str | Response:
    """The form of a whistle; the page of the matter's calls where the unit cannot whistle on it."""
    frame, actor = frame_of(matter_id, "calls"), current_actor()
    if not queries.may_call(frame["event"], actor).whistle:
        return back_to(url_for("dispatch.calls_of_matter", matter_id=matter_id))
    values = {"place": frame["event"].place, "units": [], "urgent": "0"}
    return render_template(
        "dispatch/form_whistle.html",
        **frame,
        form=form_state(values, draft=f"whistle-{matter_id}", form="whistle"),
        units=[(unit_id, name) for unit_id, name in acting_units() if unit_id != actor.unit_id],
        rows=ROWS,
        due={one: services.arrival_due(matter_id, urgent=one) for one in (True, False)},
        crumbs=[msg("吹哨")],
    )


@bp.post("/events/<uuid:matter_id>/whistles")
@requires(may.WHISTLE_CALL)
@on_invalid(new_whistle)
def blow_whistle(matter_id: UUID) -> Response:
    """Call the units."""
    found = services.blow_whistle(matter_id, typed(schemas.WhistleIn()), actor=current_actor())
    return whistle_done(found, msg("已吹哨，被叫到的单位已收到通知，吹哨期间可以查看本事项。"))


def whistle_done(whistle_id: UUID, words: Message) -> Response:
    """Say what was done and show the whistle; the list where the reader no longer sees it."""
    flash(str(words), "done")
    return back_to(url_for("dispatch.show_whistle", whistle_id=whistle_id))


@bp.get("/whistles/<uuid:whistle_id>")
@requires(may.WHISTLE_READ)
def show_whistle(whistle_id: UUID) -> str:
    """One whistle: who was called, who comes, who is there, and what may be done now."""
    actor = current_actor()
    row = queries.get_whistle(actor, whistle_id)
    own = next((call for call in row.calls if call.unit_id == actor.unit_id), None)
    acts = {offer.name: offer for offer in queries.whistle_offers(row, actor)}
    return render_template(
        "dispatch/whistle.html",
        **frame_of(row.matter_id, "calls"),
        row=row,
        own=own if own is not None and row.state == "called" and actor.may(may.WHISTLE_ANSWER) else None,
        acts=acts,
        answers=_answers(own),
        notes=_notes(row, actor),
        ending=form_state({"results": _results(row)}, form="end"),
        crumbs=[row.number],
        **whistle_words(),
    )


def _answers(own: Any) -> dict[str, Offer]:
    """What the called unit may say: that it comes, that it cannot."""
    if own is None or own.arrived_at is not None:
        return {}
    comes = msg("改报到场人员") if own.acknowledged_at else msg("响应")
    return {
        "acknowledge": Offer("acknowledge", comes),
        "decline": Offer("decline", msg("不能到场"), reason=REASON_LEAST),
    }


def _notes(row: Whistle, actor: Any) -> dict[UUID, dict[str, Offer]]:
    """What the reader may note of each unit; nothing where it is nothing for all."""
    found = {call.unit_id: _arrival_offers(row, call, actor) for call in row.calls}
    return found if any(found.values()) else {}


def _arrival_offers(row: Whistle, call: Any, actor: Any) -> dict[str, Offer]:
    """Noting that a unit is there, for both sides; correcting the hour, for the side that whistled."""
    if row.state != "called":
        return {}
    side = queries.sides(row, call.unit_id, actor)
    if call.arrived_at is None and (side.whistling or side.itself):
        return {"arrive": Offer(f"arrive-{call.position}", msg("登记到场"))}
    if call.arrived_at is not None and side.whistling:
        return {"correct": Offer(f"correct-{call.position}", msg("更正"), reason=REASON_LEAST)}
    return {}


def _results(row: Whistle) -> list[dict[str, Any]]:
    """What the boxes of the end begin with: nothing for who came, the plain fact for who did not."""
    found = []
    for call in row.calls:
        absent = msg("未到场：{reason}", reason=call.decline_reason) if call.decline_reason else msg("未到场")
        found.append({"unit_id": call.unit_id, "words": call.result or ("" if call.arrived_at else str(absent))})
    return found


@bp.post("/whistles/<uuid:whistle_id>/acknowledge")
@requires(may.WHISTLE_ANSWER)
@on_invalid(show_whistle)
def acknowledge_whistle(whistle_id: UUID) -> Response:
    """Say who comes, and when."""
    services.acknowledge_whistle(whistle_id, typed(schemas.ComingIn()), actor=current_actor())
    return whistle_done(whistle_id, msg("已响应，请按时到场。"))


@bp.post("/whistles/<uuid:whistle_id>/decline")
@requires(may.WHISTLE_ANSWER)
@on_invalid(show_whistle)
def decline_whistle(whistle_id: UUID) -> Response:
    """Say why nobody comes."""
    services.decline_whistle(whistle_id, typed(schemas.OrderReasonIn())["reason"], actor=current_actor())
    return whistle_done(whistle_id, msg("已说明不能到场，吹哨单位和中心已收到通知。"))


@bp.post("/whistles/<uuid:whistle_id>/units/<uuid:unit_id>/arrive")
@requires(may.WHISTLE_READ)
@on_invalid(show_whistle)
def record_arrival(whistle_id: UUID, unit_id: UUID) -> Response:
    """Note that a unit is there."""
    arrived_at = typed(schemas.ArrivalIn())["arrived_at"]
    services.record_arrival(whistle_id, unit_id, arrived_at, actor=current_actor())
    return whistle_done(whistle_id, msg("已登记到场。"))


@bp.post("/whistles/<uuid:whistle_id>/units/<uuid:unit_id>/correct-arrival")
@requires(may.WHISTLE_CALL)
@on_invalid(show_whistle)
def correct_arrival(whistle_id: UUID, unit_id: UUID) -> Response:
    """Put another hour in place of a wrong one."""
    given = typed(schemas.CorrectionIn())
    services.correct_arrival(
        whistle_id, unit_id, given["arrived_at"], given["reason"], version=seen_version(), actor=current_actor()
    )
    return whistle_done(whistle_id, msg("已更正，原来登记的时间留有记录。"))


@bp.post("/whistles/<uuid:whistle_id>/end")
@requires(may.WHISTLE_CALL)
@on_invalid(show_whistle)
def end_whistle(whistle_id: UUID) -> Response:
    """End it with a result for each unit."""
    given = typed(schemas.WhistleEndIn())
    services.end_whistle(whistle_id, given["results"], given["note"], version=seen_version(), actor=current_actor())
    return whistle_done(whistle_id, msg("吹哨已结束，因吹哨给各单位的查看权限已收回。"))


@bp.post("/whistles/<uuid:whistle_id>/withdraw")
@requires(may.WHISTLE_CALL)
@on_invalid(show_whistle)
def withdraw_whistle(whistle_id: UUID) -> Response:
    """Take it back."""
    reason = typed(schemas.OrderReasonIn())["reason"]
    services.withdraw_whistle(whistle_id, reason, version=seen_version(), actor=current_actor())
    return whistle_done(whistle_id, msg("已撤回吹哨，各单位已收到通知。"))


@bp.post("/whistles/<uuid:whistle_id>/print")
@requires(may.WHISTLE_READ)
@on_invalid(show_whistle)
def print_whistle(whistle_id: UUID) -> Response:
    """Put D14 on the record and show it."""
    document = printed.issue_whistle_record(whistle_id, actor=current_actor())
    return back_to(url_for("documents.show", document_id=document.id))
