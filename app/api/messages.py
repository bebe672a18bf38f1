"""Messages by machine: receipts of the gateway, what became of messages, and what reaches oneself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.core.errors import Forbidden
from app.http.access import requires
from app.http.signed_in import current_actor
from app.notifications import permissions as may
from app.notifications import queries, services
from app.notifications.commands import Receipt
from app.notifications.queries import MessageFilter
from app.notifications.schemas import (
    CHANNELS,
    DELIVERED,
    STANDINGS,
    ChoiceSchema,
    MessageOut,
    ReceiptIn,
    ReceiptOut,
    pairs_of,
)
from app.notifications.types import Channel, Standing

blp = Resource("api-messages", __name__, url_prefix="/messages", description="Messages that leave the house")


class MessageQuery(PageQuery):
    """How the list is narrowed."""

    class Meta:
        """Messages are not changed by people: there is nothing to be updated since."""

        exclude = ("updated_since",)

    standing = fields.String(load_default=None, validate=STANDINGS)
    channel = fields.String(load_default=None, validate=CHANNELS)
    first = fields.Date(load_default=None, data_key="from")
    last = fields.Date(load_default=None, data_key="until")


class ChoicesSchema(Schema):
    """All kinds of events by all channels; when sent, what is left out stays as it was."""

    rows = fields.List(fields.Nested(ChoiceSchema), required=True, validate=validate.Length(max=60))


@blp.get("")
@requires(may.MESSAGES_READ)
@blp.arguments(MessageQuery, location="query")
@blp.response(200, page_schema(MessageOut))
def list_messages(asked: dict[str, Any]) -> Any:
    """What waits, went, failed and was held back, the newest first."""
    wanted = MessageFilter(
        Standing(asked["standing"]) if asked["standing"] else None,
        Channel(asked["channel"]) if asked["channel"] else None,
        asked["first"],
        asked["last"],
    )
    actor = current_actor()
    page = queries.message_page(actor, wanted, cursor=asked["cursor"], limit=asked["limit"])
    return page_body(page, total=queries.message_counts(actor, wanted)[wanted.standing])


@blp.get("/<uuid:message_id>")
@requires(may.MESSAGES_READ)
@blp.response(200, MessageOut)
def get_message(message_id: UUID) -> Any:
    """One message."""
    return queries.message(current_actor(), message_id)


@blp.post("/<uuid:message_id>/retry")
@requires(may.MESSAGES_RETRY)
@blp.response(200, MessageOut)
def retry_message(message_id: UUID) -> Any:
    """Start a failed message anew, under a new key."""
    services.retry_message(message_id, actor=current_actor())
    return queries.message(current_actor(), message_id)


@blp.post("/receipts")
@requires(may.RECEIPT_RECORD)
@blp.arguments(ReceiptIn)
@blp.response(200, ReceiptOut)
def record_receipt(given: dict[str, Any]) -> Any:
    """Note what became of a message the gateway took; the same receipt again gives the same answer."""
    receipt = Receipt(given["key"], given["outcome"] == DELIVERED, given["at"], given["reason"])
    return services.record_receipt(receipt, actor=current_actor())


def _own() -> dict[str, Any]:
    user_id = current_actor().user_id
    if user_id is None:
        raise Forbidden()
    chosen = queries.own_choices(user_id)
    return {"rows": [{"topic": one, "channel": by, "wanted": on} for (one, by), on in chosen.items()]}


@blp.get("/choices")
@requires(may.CHOOSE_OWN)
@blp.response(200, ChoicesSchema)
def own_choices() -> Any:
    """Which kinds of events reach oneself by which channel."""
    return _own()


@blp.post("/choices")
@requires(may.CHOOSE_OWN)
@blp.arguments(ChoicesSchema)
@blp.response(200, ChoicesSchema)
def choose(given: dict[str, Any]) -> Any:
    """Choose; in a red matter people on duty are reached by text message and telephone all the same."""
    services.choose(pairs_of(given["rows"]), actor=current_actor())
    return _own()
