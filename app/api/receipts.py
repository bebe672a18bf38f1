"""Money that moved in a matter, by machine: the bank's reference makes each record happen once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.claims import permissions as may
from app.claims import queries, schemas, services
from app.http.access import requires
from app.http.signed_in import current_actor

blp = Resource("api-receipts", __name__, url_prefix="/receipts", description="Receipts of money of a matter")


class ReceiptQuery(PageQuery):
    """Of which matter."""

    matter_id = fields.UUID(required=True)


@blp.get("")
@requires(may.RECEIPT_READ)
@blp.arguments(ReceiptQuery, location="query")
@blp.response(200, page_schema(schemas.ReceiptOut))
def list_receipts(query: dict[str, Any]) -> Any:
    """Receipts of a matter in the order they were recorded, struck-out ones marked."""
    page = queries.list_receipts(current_actor(), **query)
    return page_body(page)


@blp.post("")
@requires(may.RECEIPT_RECORD)
@blp.arguments(schemas.ReceiptsIn)
@blp.response(201, schemas.ReceiptOut(many=True))
def record_receipts(given: dict[str, Any]) -> Any:
    """Record payments, all or none; a known reference gives the receipt that stands."""
    actor = current_actor()
    ids = services.record_receipts(given["matter_id"], given["receipts"], actor=actor)
    return [queries.get_receipt(receipt_id, actor=actor) for receipt_id in ids]


@blp.post("/<uuid:receipt_id>/void")
@requires(may.RECEIPT_RECORD)
@blp.arguments(schemas.ClaimReasonIn)
@blp.response(200, schemas.ReceiptOut)
def void(given: dict[str, Any], receipt_id: UUID) -> Any:
    """Strike out a receipt recorded by mistake."""
    services.void_receipt(receipt_id, given["reason"], actor=current_actor())
    return queries.get_receipt(receipt_id, actor=current_actor())
