"""Exchanges of duties by machine: asking, answering, deciding."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.rosters import queries, services
from app.rosters.commands import NewExchange
from app.rosters.permissions import EXCHANGE_DUTIES
from app.rosters.schemas import DeclineIn, ExchangeIn, ExchangeOut
from app.rosters.types import ExchangeTab

blp = Resource(
    "api-roster-exchanges", __name__, url_prefix="/rosters/exchanges", description="Duties that change hands"
)


class ExchangeQuery(PageQuery):
    """Which exchanges of one's own, or of the units one manages."""

    tab = fields.String(
        load_default=ExchangeTab.TO_ANSWER.value, validate=validate.OneOf([one.value for one in ExchangeTab])
    )


class ExchangeFullOut(ExchangeOut):
    """An exchange with what may be done now."""

    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(exchange_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    found = queries.exchange(exchange_id, actor=actor)
    return Detailed(found, allowed_actions=queries.exchange_offers(found, actor)), status, etag(found)


@blp.get("")
@requires(EXCHANGE_DUTIES)
@blp.arguments(ExchangeQuery, location="query")
@blp.response(200, page_schema(ExchangeOut))
def list_exchanges(query: dict[str, Any]) -> Any:
    """Exchanges, the newest first."""
    page = queries.exchange_page(
        current_actor(), ExchangeTab(query["tab"]), cursor=query["cursor"], limit=query["limit"]
    )
    return page_body(page)


@blp.post("")
@requires(EXCHANGE_DUTIES)
@blp.arguments(ExchangeIn)
@blp.response(201, ExchangeFullOut)
def ask_exchange(command: NewExchange) -> Any:
    """Ask for a swap, a cover or a step-in; a manager's takes effect at once."""
    return _shown(services.ask_exchange(command, actor=current_actor()).id, 201)


@blp.get("/<uuid:exchange_id>")
@requires(EXCHANGE_DUTIES)
@blp.response(200, ExchangeFullOut)
def get_exchange(exchange_id: UUID) -> Any:
    """One exchange."""
    return _shown(exchange_id)


@blp.post("/<uuid:exchange_id>/accept")
@requires(EXCHANGE_DUTIES)
@blp.versioned
@blp.response(200, ExchangeFullOut)
def accept(exchange_id: UUID) -> Any:
    """Agree as the one who is asked."""
    services.accept_exchange(exchange_id, version=seen_version(), actor=current_actor())
    return _shown(exchange_id)


@blp.post("/<uuid:exchange_id>/approve")
@requires(EXCHANGE_DUTIES)
@blp.versioned
@blp.response(200, ExchangeFullOut)
def approve(exchange_id: UUID) -> Any:
    """Decide as the unit's head or the centre."""
    services.approve_exchange(exchange_id, version=seen_version(), actor=current_actor())
    return _shown(exchange_id)


@blp.post("/<uuid:exchange_id>/decline")
@requires(EXCHANGE_DUTIES)
@blp.versioned
@blp.arguments(DeclineIn)
@blp.response(200, ExchangeFullOut)
def decline(given: dict[str, Any], exchange_id: UUID) -> Any:
    """Say no, with a reason."""
    services.decline_exchange(exchange_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(exchange_id)


@blp.post("/<uuid:exchange_id>/withdraw")
@requires(EXCHANGE_DUTIES)
@blp.versioned
@blp.response(200, ExchangeFullOut)
def withdraw(exchange_id: UUID) -> Any:
    """Take one's own request back."""
    services.withdraw_exchange(exchange_id, version=seen_version(), actor=current_actor())
    return _shown(exchange_id)
