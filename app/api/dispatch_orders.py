"""Dispatch orders by machine: the list, one order, and every act of its table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.commands import ContactDetails, ExtensionDetails, FeedbackDetails, ReturnDetails, UnitTask
from app.dispatch.types import OrderRole
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource(
    "api-dispatch-orders", __name__, url_prefix="/dispatch-orders", description="Formal orders to units, lead or assist"
)


class OrderQuery(PageQuery):
    """Which orders."""

    tab = fields.String(load_default="", validate=validate.OneOf(["", "all", *queries.ORDER_TABS]))
    role = fields.String(load_default="", validate=validate.OneOf(["", *[one.value for one in OrderRole]]))
    unit_id = fields.UUID(load_default=None)
    matter_id = fields.UUID(load_default=None)
    late = fields.Boolean(load_default=False)
    q = fields.String(load_default="", validate=validate.Length(max=100))


class OrderFullOut(schemas.OrderDetailOut):
    """An order with what may be done now."""

    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(order_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    order = queries.get_order(actor, order_id)
    return Detailed(order, allowed_actions=queries.order_offers(order, actor)), status, etag(order)


@blp.get("")
@requires(may.READ)
@blp.arguments(OrderQuery, location="query")
@blp.response(200, page_schema(schemas.OrderOut))
def list_orders(query: dict[str, Any]) -> Any:
    """Orders of the matters one may see, the earliest due first."""
    actor = current_actor()
    wanted = queries.OrderFilter(
        tab=query["tab"],
        role=query["role"],
        unit_id=query["unit_id"],
        matter_id=query["matter_id"],
        late=query["late"],
        keyword=query["q"],
        updated_since=query["updated_since"],
    )
    page = queries.list_orders(actor, wanted, cursor=query["cursor"], limit=query["limit"])
    return page_body(page, total=queries.count_orders(actor, wanted))


@blp.get("/<uuid:order_id>")
@requires(may.READ)
@blp.response(200, OrderFullOut)
def get_order(order_id: UUID) -> Any:
    """One order."""
    return _shown(order_id)


@blp.post("/<uuid:order_id>/sign")
@requires(may.SIGN)
@blp.versioned
@blp.response(200, OrderFullOut)
def sign(order_id: UUID) -> Any:
    """Sign for the order."""
    services.sign_order(order_id, version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/withdraw")
@requires(may.WITHDRAW)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, OrderFullOut)
def withdraw(given: dict[str, Any], order_id: UUID) -> Any:
    """Take the order back before it is signed."""
    services.withdraw_order(order_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/request-return")
@requires(may.RETURN)
@blp.versioned
@blp.arguments(schemas.ReturnIn)
@blp.response(200, OrderFullOut)
def request_return(details: ReturnDetails, order_id: UUID) -> Any:
    """Ask to return the order with code, reason, basis and suggested unit."""
    services.request_return(order_id, details, version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/approve-return")
@requires(may.APPROVE_RETURN)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, OrderFullOut)
def approve_return(given: dict[str, Any], order_id: UUID) -> Any:
    """The unit's head agrees to the return."""
    services.approve_return(order_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/decline-return")
@requires(may.APPROVE_RETURN)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, OrderFullOut)
def decline_return(given: dict[str, Any], order_id: UUID) -> Any:
    """The unit's head does not agree to the return."""
    services.decline_return(order_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/accept-return")
@requires(may.RULE)
@blp.versioned
@blp.arguments(schemas.RulingIn)
@blp.response(200, OrderFullOut)
def accept_return(given: dict[str, Any], order_id: UUID) -> Any:
    """Rule that the return stands, and name another unit where one is known."""
    services.accept_return(
        order_id, given["details"], new_unit=given["new_unit"], version=seen_version(), actor=current_actor()
    )
    return _shown(order_id)


@blp.post("/<uuid:order_id>/refuse-return")
@requires(may.RULE)
@blp.versioned
@blp.arguments(schemas.RulingIn)
@blp.response(200, OrderFullOut)
def refuse_return(given: dict[str, Any], order_id: UUID) -> Any:
    """Rule that the unit keeps the order."""
    services.refuse_return(order_id, given["details"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/start")
@requires(may.START)
@blp.versioned
@blp.arguments(schemas.ContactIn)
@blp.response(200, OrderFullOut)
def start(contact: ContactDetails, order_id: UUID) -> Any:
    """Begin the work with the first contact."""
    services.start_order(order_id, contact, version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/note-contact")
@requires(may.START)
@blp.arguments(schemas.ContactIn)
@blp.response(200, OrderFullOut)
def note_contact(contact: ContactDetails, order_id: UUID) -> Any:
    """Note one more contact."""
    services.note_contact(order_id, contact, actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/ask-assistance")
@requires(may.ASK_ASSISTANCE)
@blp.versioned
@blp.arguments(schemas.UnitTaskIn)
@blp.response(201, schemas.NewOrderOut)
def ask_assistance(wanted: UnitTask, order_id: UUID) -> Any:
    """Ask another unit for help; its order is answered."""
    return services.ask_assistance(order_id, wanted, version=seen_version(), actor=current_actor())


@blp.post("/<uuid:order_id>/request-extension")
@requires(may.EXTEND)
@blp.versioned
@blp.arguments(schemas.ExtensionIn)
@blp.response(200, OrderFullOut)
def request_extension(details: ExtensionDetails, order_id: UUID) -> Any:
    """Ask for more time."""
    services.request_extension(order_id, details, version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/approve-extension")
@requires(may.APPROVE_EXTENSION)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, OrderFullOut)
def approve_extension(given: dict[str, Any], order_id: UUID) -> Any:
    """Grant the time asked for."""
    services.approve_extension(order_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/decline-extension")
@requires(may.APPROVE_EXTENSION)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, OrderFullOut)
def decline_extension(given: dict[str, Any], order_id: UUID) -> Any:
    """Grant no more time."""
    services.decline_extension(order_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/suspend")
@requires(may.SUSPEND)
@blp.versioned
@blp.arguments(schemas.SuspendIn)
@blp.response(200, OrderFullOut)
def suspend(given: dict[str, Any], order_id: UUID) -> Any:
    """Let the work rest until a day."""
    services.suspend_order(order_id, given["reason"], given["until"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/resume")
@requires(may.SUSPEND)
@blp.versioned
@blp.response(200, OrderFullOut)
def resume(order_id: UUID) -> Any:
    """Let the work go on."""
    services.resume_order(order_id, version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/urge")
@requires(may.URGE)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, OrderFullOut)
def urge(given: dict[str, Any], order_id: UUID) -> Any:
    """Remind the unit."""
    services.urge_order(order_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/hand-on")
@requires(may.HAND_ON)
@blp.versioned
@blp.arguments(schemas.HandOnIn)
@blp.response(200, OrderFullOut)
def hand_on(given: dict[str, Any], order_id: UUID) -> Any:
    """Let a colleague of the unit have the order."""
    handler_id, reason = given["handler_id"], given["reason"]
    services.hand_on_order(order_id, handler_id, reason, version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/submit-feedback")
@requires(may.FEEDBACK)
@blp.versioned
@blp.arguments(schemas.FeedbackIn)
@blp.response(200, OrderFullOut)
def submit_feedback(details: FeedbackDetails, order_id: UUID) -> Any:
    """Hand in the result."""
    services.submit_feedback(order_id, details, version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/approve-feedback")
@requires(may.APPROVE_FEEDBACK)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, OrderFullOut)
def approve_feedback(given: dict[str, Any], order_id: UUID) -> Any:
    """The unit's head agrees to the result."""
    services.approve_feedback(order_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/decline-feedback")
@requires(may.APPROVE_FEEDBACK)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, OrderFullOut)
def decline_feedback(given: dict[str, Any], order_id: UUID) -> Any:
    """The unit's head sends the result back to the officer."""
    services.decline_feedback(order_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/accept-feedback")
@requires(may.CHECK_FEEDBACK)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, OrderFullOut)
def accept_feedback(given: dict[str, Any], order_id: UUID) -> Any:
    """The centre accepts the result."""
    services.accept_feedback(order_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(order_id)


@blp.post("/<uuid:order_id>/send-back")
@requires(may.CHECK_FEEDBACK)
@blp.versioned
@blp.arguments(schemas.SendBackIn)
@blp.response(200, OrderFullOut)
def send_back(given: dict[str, Any], order_id: UUID) -> Any:
    """The centre sends the work back with a list of defects."""
    services.send_back(order_id, given["defects"], given["reason"], version=seen_version(), actor=current_actor())
    return _shown(order_id)
