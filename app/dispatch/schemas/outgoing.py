"""What pages and API get back of orders, supervisions and proposals."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from app.dispatch.types import (
    ContactChannel,
    FeedbackResult,
    OrderRole,
    ReturnCode,
    SupervisionCause,
    SupervisionLevel,
)
from app.dispatch.workflow import ORDER_WORKFLOW, SUPERVISION_WORKFLOW


def _one_of(kinds: Any, **more: Any) -> fields.String:
    return fields.String(validate=validate.OneOf([kind.value for kind in kinds]), **more)


class ReturnOut(Schema):
    """A return with the head's word and the ruling."""

    round = fields.Integer()
    code = _one_of(ReturnCode)
    reason = fields.String()
    basis = fields.String()
    suggested_unit_id = fields.UUID()
    asked_by_name = fields.String()
    asked_at = fields.AwareDateTime()
    head_agrees = fields.Boolean(allow_none=True)
    head_name = fields.String(allow_none=True)
    head_at = fields.AwareDateTime(allow_none=True)
    ruling = fields.String(allow_none=True)
    ruling_text = fields.String(allow_none=True)
    ruling_basis = fields.String(allow_none=True)
    ruled_by_name = fields.String(allow_none=True)
    ruled_at = fields.AwareDateTime(allow_none=True)
    new_order_id = fields.UUID(allow_none=True)


class ContactOut(Schema):
    """A contact with a party."""

    contacted_at = fields.AwareDateTime()
    channel = _one_of(ContactChannel)
    note = fields.String()
    party_id = fields.UUID(allow_none=True)
    noted_by_name = fields.String()


class ExtensionOut(Schema):
    """A wish for more time and the decision."""

    position = fields.Integer()
    until = fields.Date()
    reason = fields.String()
    asked_by_name = fields.String()
    asked_at = fields.AwareDateTime()
    granted = fields.Boolean(allow_none=True)
    decided_by_name = fields.String(allow_none=True)
    decided_at = fields.AwareDateTime(allow_none=True)


class FeedbackOut(Schema):
    """A result, the head's word and the check."""

    position = fields.Integer()
    result = _one_of(FeedbackResult)
    summary = fields.String()
    evidence = fields.List(fields.String())
    written_by_name = fields.String()
    written_at = fields.AwareDateTime()
    head_agrees = fields.Boolean(allow_none=True)
    accepted = fields.Boolean(allow_none=True)
    defects = fields.List(fields.String())
    check_note = fields.String(allow_none=True)


class OrderOut(Schema):
    """An order as lists show it."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    matter_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(attribute="unit.name")
    center_id = fields.UUID()
    parent_id = fields.UUID(allow_none=True)
    role = _one_of(OrderRole)
    state = fields.String(required=True, validate=validate.OneOf(list(ORDER_WORKFLOW.states)))
    catch_all = fields.Boolean()
    task = fields.String()
    demand = fields.String()
    risk = fields.String(allow_none=True)
    issued_by_name = fields.String()
    issued_at = fields.AwareDateTime()
    signed_at = fields.AwareDateTime(allow_none=True)
    signed_by_name = fields.String(allow_none=True)
    handler_name = fields.String(allow_none=True)
    urged_at = fields.AwareDateTime(allow_none=True)
    urges = fields.Integer()
    started_at = fields.AwareDateTime(allow_none=True)
    ended_at = fields.AwareDateTime(allow_none=True)
    return_by = fields.AwareDateTime(allow_none=True)
    due_at = fields.AwareDateTime(attribute="due", allow_none=True)
    late = fields.Boolean(attribute="is_late")
    version = fields.Integer(required=True)
    updated_at = fields.AwareDateTime()


class OrderDetailOut(OrderOut):
    """An order with all that hangs on it."""

    duty_basis = fields.List(fields.Dict(keys=fields.String(), values=fields.String()))
    suspended_until = fields.Date(allow_none=True)
    return_rounds = fields.Integer()
    extensions_granted = fields.Integer()
    returns = fields.List(fields.Nested(ReturnOut))
    contacts = fields.List(fields.Nested(ContactOut))
    extensions = fields.List(fields.Nested(ExtensionOut))
    feedbacks = fields.List(fields.Nested(FeedbackOut))


class CopyOut(Schema):
    """A unit that reads the matter."""

    id = fields.UUID(required=True)
    matter_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(attribute="unit.name")
    purpose = fields.String()
    sent_by_name = fields.String()
    created_at = fields.AwareDateTime()
    noted_at = fields.AwareDateTime(allow_none=True)
    noted_by_name = fields.String(allow_none=True)
    ended_at = fields.AwareDateTime(allow_none=True)
    ended_by_name = fields.String(allow_none=True)
    end_reason = fields.String(allow_none=True)
    version = fields.Integer(required=True)


class NewOrderOut(Schema):
    """An order that just went out."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)


class SupervisionReplyOut(Schema):
    """A reply to a supervision and its check."""

    position = fields.Integer()
    cause = fields.String()
    progress = fields.String()
    measures = fields.List(fields.Dict(keys=fields.String(), values=fields.String()))
    evidence = fields.List(fields.String())
    new_finish_on = fields.Date(allow_none=True)
    officer_name = fields.String()
    head_name = fields.String()
    replied_at = fields.AwareDateTime()
    sufficient = fields.Boolean(allow_none=True)
    check_note = fields.String(allow_none=True)


class SupervisionOut(Schema):
    """A supervision as lists show it."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    matter_id = fields.UUID(required=True)
    subject_kind = fields.String()
    subject_id = fields.UUID()
    unit_id = fields.UUID()
    unit_name = fields.String(attribute="unit.name")
    cause = _one_of(SupervisionCause)
    auto = fields.Boolean()
    level = _one_of(SupervisionLevel)
    state = fields.String(required=True, validate=validate.OneOf(list(SUPERVISION_WORKFLOW.states)))
    facts = fields.String()
    requirements = fields.List(fields.String())
    copies = fields.List(fields.String())
    escalations = fields.Integer()
    issued_by_name = fields.String()
    issued_at = fields.AwareDateTime()
    acknowledged_at = fields.AwareDateTime(allow_none=True)
    closed_at = fields.AwareDateTime(allow_none=True)
    due_at = fields.AwareDateTime(attribute="due", allow_none=True)
    version = fields.Integer(required=True)
    updated_at = fields.AwareDateTime()


class SupervisionDetailOut(SupervisionOut):
    """A supervision with its replies."""

    replies = fields.List(fields.Nested(SupervisionReplyOut))


class ProposalReasonOut(Schema):
    """One reason of a proposal, in words."""

    kind = fields.String()
    words = fields.Function(lambda reason: str(reason.words), metadata={"type": "string"})
    fits = fields.Boolean()


class ChoiceOut(Schema):
    """A proposed unit with task and reasons."""

    unit_id = fields.UUID(attribute="candidate.unit_id")
    unit_name = fields.String(attribute="candidate.name")
    role = _one_of(OrderRole)
    task = fields.String()
    reasons = fields.List(fields.Nested(ProposalReasonOut))


class PassedOverOut(Schema):
    """A unit that was considered and not taken."""

    unit_id = fields.UUID(attribute="candidate.unit_id")
    unit_name = fields.String(attribute="candidate.name")
    why = fields.Function(lambda one: str(one.why), metadata={"type": "string"})


class ProposalOut(Schema):
    """Who should act, and why each candidate was or was not taken."""

    rule_code = fields.String()
    rule_revision = fields.Integer()
    lead = fields.Nested(ChoiceOut, allow_none=True)
    assistants = fields.List(fields.Nested(ChoiceOut))
    passed_over = fields.List(fields.Nested(PassedOverOut))
