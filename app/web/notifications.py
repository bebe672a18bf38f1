"""The inbox, and the arrivals that pages hear of within seconds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, flash, jsonify, render_template, request, url_for
from sqlalchemy import ScalarSelect
from werkzeug.wrappers import Response as AnyResponse

from app.core.errors import NotFound
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.http import live as streams
from app.http.access import requires
from app.http.forms import typed
from app.http.limits import limiter
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.showing import near
from app.http.signed_in import current_actor
from app.http.writes import each_time, on_invalid
from app.intake.policies import sees
from app.notifications import permissions as may
from app.notifications import queries, services
from app.notifications.models import Notice
from app.notifications.schemas import NoticePutOffIn
from app.notifications.types import Span
from app.web.shell import counts_of, has_page, shell, use_counts

bp = Blueprint("notifications", __name__)

#: Where a notice leads, by the kind of its subject; everything else opens the matter.
PLACES = {
    "guidance": ("guidance.show_request", "request_id"),
    "dispatch_order": ("dispatch.show_order", "order_id"),
    "supervision": ("dispatch.show_supervision", "supervision_id"),
    "whistle": ("dispatch.show_whistle", "whistle_id"),
    "consultation": ("dispatch.show_consultation", "consultation_id"),
    "countersign": ("dispatch.show_countersign", "countersign_id"),
    "reminder": ("reminders.show_reminder", "reminder_id"),
    "roster": ("rosters.gaps_of_unit", "unit_id"),
    "roster_exchange": ("rosters.show_exchange", "exchange_id"),
    "roster_substitution": ("rosters.show_substitute", "substitution_id"),
    "roster_handover": ("rosters.show_handover", "handover_id"),
    "event_import": ("imports.show_import", "import_id"),
    "agreement": ("agreements.show_agreement", "agreement_id"),
    "confirmation": ("confirmation.show_application", "application_id"),
}
#: Kinds whose notices open a page of the matter.
MATTER_PLACES = {
    "return_visit": "closure.of_matter",
    "dossier": "closure.of_matter",
    "copy": "dispatch.of_matter",
    "matter_note": "notes.of_matter",
}


@use_counts
def unread(actor: Actor) -> dict[str, ScalarSelect[int]]:
    """The number beside the bell, and that of reminders which rang."""
    found = {"unread": queries.unread(actor.user_id)}
    return {**found, "reminders": queries.reminders_rung(actor)} if actor.may(may.REMIND_SELF) else found


def sentence(notice: Notice) -> Message:
    """What the notice says."""
    return Message(notice.sentence["text"], dict(notice.sentence.get("params") or {}))


def place_of(notice: Notice) -> str:
    """The page a notice opens; the inbox again where the matter is no longer open to the reader."""
    if notice.matter_id is not None and not sees(current_actor(), notice.matter_id):
        return url_for("notifications.inbox")
    endpoint, argument = PLACES.get(notice.subject_kind, ("", ""))
    if endpoint and has_page(endpoint):
        arguments: dict[str, Any] = {argument: notice.subject_id}
        return url_for(endpoint, **arguments)
    if notice.matter_id is not None:
        return url_for(_matter_page(notice), matter_id=notice.matter_id)
    return url_for("notifications.inbox")


def _matter_page(notice: Notice) -> str:
    page = MATTER_PLACES.get(notice.subject_kind, "")
    return page if page and has_page(page) else "intake.show_event"


@bp.get("/notices")
@requires(may.READ_OWN)
def inbox() -> str:
    """One's own notices, unread ones first in their own tab, those put off in another."""
    actor, state = current_actor(), list_state(default_tab="unread")
    page = queries.inbox(actor, tab=state.get("tab"), cursor=state.cursor, limit=state.size)
    tabs = [Tab("unread", msg("未读"), shell().unread), Tab("later", msg("已推迟")), Tab("all", msg("全部"))]
    listing = Listing(state, page, tabs=tabs)
    return render_template("notifications/inbox.html", listing=listing, sentence=sentence, spans=span_choices())


def span_choices() -> list[tuple[str, Message]]:
    """For how long something may be put off."""
    return [(one.value, one.label) for one in Span]


@bp.post("/notices/<uuid:notice_id>/put-off")
@requires(may.READ_OWN)
@on_invalid(inbox)
def put_off(notice_id: UUID) -> AnyResponse:
    """Let a notice come again later, with a reason."""
    given = typed(NoticePutOffIn())
    services.put_off_notice(notice_id, given["details"], given["reason"], actor=current_actor())
    flash(str(msg("已推迟，到时再列入未读。")), "done")
    return back_to(url_for("notifications.inbox"))


@bp.post("/notices/<uuid:notice_id>/open")
@requires(may.READ_OWN)
@each_time
def open_notice(notice_id: UUID) -> AnyResponse:
    """Mark a notice read and go where it leads."""
    notice = queries.own_notice(notice_id, current_actor())
    if notice is None:
        raise NotFound()
    services.mark_read([notice_id], actor=current_actor())
    return back_to(place_of(notice))


@bp.post("/notices/read")
@requires(may.READ_OWN)
@each_time
def read_all() -> AnyResponse:
    """Mark everything read."""
    services.mark_read(None, actor=current_actor())
    return back_to(url_for("notifications.inbox"))


@bp.get("/live")
@requires(may.READ_OWN)
@limiter.exempt
def live() -> Response:
    """The stream: says that something arrived, never what."""
    person = current_actor().user_id
    if person is None:
        raise NotFound()
    address = streams.address_of(current_app.config["SQLALCHEMY_DATABASE_URI"])
    stream = streams.switchboard.connect(address, person, current_app.config["EVENT_STREAMS_MAX"])
    said = streams.words(person, stream) if stream is not None else iter([streams.FULL])
    response = Response(said, mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    return response


@bp.get("/live/state")
@requires(may.READ_OWN)
def live_state() -> AnyResponse:
    """The numbers of the frame and the newest unread notice; asked for after an arrival, or on a timer."""
    actor = current_actor()
    response = jsonify(counts=counts_of(actor), newest=_newest(actor))
    response.add_etag()
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)


def _newest(actor: Actor) -> dict[str, Any] | None:
    found = queries.newest(actor.user_id, 1) if actor.user_id is not None else []
    if not found or found[0].read_at is not None:
        return None
    notice = found[0]
    return {
        "id": str(notice.id),
        "text": str(sentence(notice)),
        "more": near(notice.created_at),
        "url": place_of(notice),
        "urgent": notice.urgent,
    }
