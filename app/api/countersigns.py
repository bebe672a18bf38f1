"""Countersigns by machine: asking, answering, adding and removing signers, asking again, withdrawing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, post_load, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.commands import CountersignDetails, SignerAdded
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource(
    "api-countersigns", __name__, url_prefix="/countersigns", description="Agreement asked for before an order ends"
)


class CountersignQuery(PageQuery):
    """Which countersigns."""

    tab = fields.String(load_default="", validate=validate.OneOf(["", "all", *queries.COUNTERSIGN_TABS]))
    matter_id = fields.UUID(load_default=None)
    order_id = fields.UUID(load_default=None)


class NewCountersignIn(schemas.CountersignIn):
    """A countersign and the order it stands before."""

    order_id = fields.UUID(required=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Any:
        """The order and the frozen value services take; ``order`` is the sequence of the answers."""
        return {"order_id": given.pop("order_id"), "details": super().make(given)}


class CountersignFullOut(schemas.CountersignOut):
    """A countersign with what the reader may do now."""

    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(countersign_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    row = queries.get_countersign(actor, countersign_id)
    return Detailed(row, allowed_actions=queries.countersign_offers(row, actor)), status, etag(row)


@blp.get("")
@requires(may.COUNTERSIGN_READ)
@blp.arguments(CountersignQuery, location="query")
@blp.response(200, page_schema(schemas.CountersignOut))
def list_countersigns(query: dict[str, Any]) -> Any:
    """Countersigns on the matters one may see, the latest first; ``waiting`` are those that wait for oneself."""
    actor = current_actor()
    wanted = queries.CountersignFilter(
        tab=query["tab"],
        matter_id=query["matter_id"],
        order_id=query["order_id"],
        updated_since=query["updated_since"],
    )
    page = queries.list_countersigns(actor, wanted, cursor=query["cursor"], limit=query["limit"])
    return page_body(page, total=queries.count_countersigns(actor, wanted))


@blp.post("")
@requires(may.COUNTERSIGN_ASK)
@blp.arguments(NewCountersignIn)
@blp.response(201, CountersignFullOut)
def ask(given: dict[str, Any]) -> Any:
    """Ask units and officers to agree; until they do, the order is neither fed back nor completed."""
    details: CountersignDetails = given["details"]
    return _shown(services.ask_countersign(given["order_id"], details, actor=current_actor()), 201)


@blp.get("/<uuid:countersign_id>")
@requires(may.COUNTERSIGN_READ)
@blp.response(200, CountersignFullOut)
def get_countersign(countersign_id: UUID) -> Any:
    """One countersign with its signers."""
    return _shown(countersign_id)


@blp.post("/<uuid:countersign_id>/agree")
@requires(may.COUNTERSIGN_ANSWER)
@blp.arguments(schemas.SignerWordsIn)
@blp.response(204)
def agree(given: dict[str, Any], countersign_id: UUID) -> Any:
    """Agree. The answer is empty: who was only asked may not see the matter any longer."""
    services.agree_to_countersign(countersign_id, given["signer_id"], given["reason"], actor=current_actor())


@blp.post("/<uuid:countersign_id>/refuse")
@requires(may.COUNTERSIGN_ANSWER)
@blp.arguments(schemas.SignerWordsIn)
@blp.response(200, CountersignFullOut)
def refuse(given: dict[str, Any], countersign_id: UUID) -> Any:
    """Do not agree, with words; it goes back to who asked."""
    services.refuse_countersign(countersign_id, given["signer_id"], given["reason"], actor=current_actor())
    return _shown(countersign_id)


@blp.post("/<uuid:countersign_id>/signers")
@requires(may.COUNTERSIGN_ASK)
@blp.versioned
@blp.arguments(schemas.SignerAddedIn)
@blp.response(200, CountersignFullOut)
def add_signer(details: SignerAdded, countersign_id: UUID) -> Any:
    """Add a signer before or after one who is there."""
    services.add_signer(countersign_id, details, version=seen_version(), actor=current_actor())
    return _shown(countersign_id)


@blp.post("/<uuid:countersign_id>/signers/<uuid:signer_id>/remove")
@requires(may.COUNTERSIGN_ASK)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, CountersignFullOut)
def remove_signer(given: dict[str, Any], countersign_id: UUID, signer_id: UUID) -> Any:
    """Remove a signer who has not answered."""
    services.remove_signer(countersign_id, signer_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(countersign_id)


@blp.post("/<uuid:countersign_id>/ask-again")
@requires(may.COUNTERSIGN_ASK)
@blp.versioned
@blp.arguments(schemas.AskAgainIn)
@blp.response(200, CountersignFullOut)
def ask_again(given: dict[str, Any], countersign_id: UUID) -> Any:
    """After a refusal ask the same signers for other words."""
    services.ask_again(countersign_id, given["asked"], given["due_at"], version=seen_version(), actor=current_actor())
    return _shown(countersign_id)


@blp.post("/<uuid:countersign_id>/withdraw")
@requires(may.COUNTERSIGN_ASK)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, CountersignFullOut)
def withdraw(given: dict[str, Any], countersign_id: UUID) -> Any:
    """Take the whole back; the order may be finished."""
    services.withdraw_countersign(countersign_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(countersign_id)
