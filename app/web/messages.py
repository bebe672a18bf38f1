"""Messages that leave the house: what became of them, for the administrator, and what reaches oneself."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.accounts import services as profile
from app.accounts.permissions import EDIT_OWN_PROFILE
from app.core.errors import NotFound
from app.core.text import Message, msg
from app.http.access import requires
from app.http.forms import form_state
from app.http.pages import Listing, ListState, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.writes import on_invalid
from app.notifications import permissions as may
from app.notifications import queries, services
from app.notifications.queries import MessageFilter
from app.notifications.rules.outbound import TEMPLATES
from app.notifications.types import Channel, Standing, Topic

bp = Blueprint("messages", __name__)

ALL = "all"
COLOURS = {
    Standing.WAITING: "blue",
    Standing.HELD: "yellow",
    Standing.HANDED_OVER: "blue",
    Standing.DELIVERED: "green",
    Standing.FAILED: "red",
}


@bp.get("/messages")
@requires(may.MESSAGES_READ)
def list_messages() -> str:
    """What waits, went, failed and was held back."""
    actor, state = current_actor(), list_state("channel", "from", "until", default_tab=ALL)
    wanted = _filter(state)
    counts = queries.message_counts(actor, wanted)
    page = queries.message_page(actor, wanted, cursor=state.cursor, limit=state.size)
    total, capped = counts[wanted.standing]
    listing = Listing(state, page, total, capped, [_tab(one, counts[one][0]) for one in (None, *Standing)])
    return render_template(
        "notifications/messages.html",
        listing=listing,
        gateway=queries.gateway_words(),
        colours=COLOURS,
        channels=[(one.value, one.label) for one in Channel],
    )


def _filter(state: ListState) -> MessageFilter:
    standing, channel = state.get("tab"), state.get("channel")
    return MessageFilter(
        Standing(standing) if standing in {one.value for one in Standing} else None,
        Channel(channel) if channel in {one.value for one in Channel} else None,
        state.day("from"),
        state.day("until"),
    )


def _tab(standing: Standing | None, count: int) -> Tab:
    if standing is None:
        return Tab(ALL, msg("全部"), count)
    return Tab(standing.value, standing.label, count, urgent=standing is Standing.FAILED)


@bp.post("/messages/<uuid:message_id>/retry")
@requires(may.MESSAGES_RETRY)
@on_invalid(list_messages)
def retry(message_id: UUID) -> Response:
    """Start a failed message anew."""
    services.retry_message(message_id, actor=current_actor())
    flash(str(msg("已重新排队发送。")), "done")
    return back_to(request.form.get("next", ""), url_for("messages.list_messages"))


@bp.get("/profile/messages")
@requires(may.CHOOSE_OWN)
def own() -> str:
    """What reaches oneself, and where."""
    user_id = current_actor().user_id
    if user_id is None:
        raise NotFound()
    phone, email, _ = accounts.contact_of(user_id)
    chosen = [_box(topic, channel) for (topic, channel), wanted in queries.own_choices(user_id).items() if wanted]
    return render_template(
        "notifications/own.html",
        contact=form_state({"phone": phone, "email": email}, form="contact"),
        form=form_state({"on": chosen}, form="choices"),
        topics=[(topic, _said(topic)) for topic in Topic],
        channels=list(Channel),
        box=_box,
        gateway=queries.gateway_words(),
    )


def _said(topic: Topic) -> Message:
    """The text of a kind with a made-up number."""
    return Message(TEMPLATES[topic].text, {"number": "FS-20250618-0007"})


def _box(topic: Topic, channel: Channel) -> str:
    return f"{topic.value}.{channel.value}"


@bp.post("/profile/messages")
@requires(may.CHOOSE_OWN)
@on_invalid(own)
def choose() -> Response:
    """Keep what was ticked."""
    on = set(request.form.getlist("on"))
    wanted = {(topic, channel): _box(topic, channel) in on for topic in Topic for channel in Channel}
    services.choose(wanted, actor=current_actor())
    flash(str(msg("接收方式已保存。")), "done")
    return back_to(url_for("messages.own"))


@bp.post("/profile/contact")
@requires(EDIT_OWN_PROFILE)
@on_invalid(own)
def set_contact() -> Response:
    """Keep one's telephone and e-mail."""
    profile.set_contact(request.form.get("phone", ""), request.form.get("email", ""), actor=current_actor())
    flash(str(msg("联系方式已保存。")), "done")
    return back_to(url_for("messages.own"))
