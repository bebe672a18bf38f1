"""What pages and API hand in and get back for risk: levels, proposals to lower them, signals, scores and weights."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.intake.commands import LoweringProposal
from app.intake.rules.risk_words import SIGNALS
from app.intake.schemas.events import TOO_LONG
from app.intake.types import RiskLevel


class RiskIn(Schema):
    """A confirmed level."""

    risk_level = fields.String(required=True, validate=validate.OneOf([one.value for one in RiskLevel]))
    risk_reason = fields.String(load_default="", validate=validate.Length(0, 500, error=str(TOO_LONG)))


class LoweringIn(Schema):
    """A proposal to lower a confirmed level."""

    class Meta:
        unknown = EXCLUDE

    to_level = fields.String(required=True, validate=validate.OneOf([one.value for one in RiskLevel]))
    reason = fields.String(required=True, validate=validate.Length(10, 1000, error=str(TOO_LONG)))
    ended = fields.List(fields.String(validate=validate.Length(1, 40)), load_default=list)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> LoweringProposal:
        """The frozen value services take."""
        return LoweringProposal(to_level=given["to_level"], reason=given["reason"], ended=tuple(given["ended"]))


class WeightsIn(Schema):
    """A version of the weights with the reason for it."""

    reason = fields.String(required=True, validate=validate.Length(10, 500, error=str(TOO_LONG)))
    content = fields.Dict(required=True)


class SignalIn(Schema):
    """A risk signal somebody noticed."""

    kind = fields.String(required=True, validate=validate.OneOf(list(SIGNALS)))
    note = fields.String(required=True, validate=validate.Length(4, 500, error=str(TOO_LONG)))


class AssessmentOut(Schema):
    """One score, by which version of the weights, and the level a person confirmed by it."""

    id = fields.UUID()
    created_at = fields.AwareDateTime()
    weights_version = fields.String()
    cause = fields.String(allow_none=True)
    score = fields.Integer()
    suggested_level = fields.String()
    points = fields.List(fields.Dict())
    vetoes = fields.List(fields.String())
    confirmed_level = fields.String(allow_none=True)
    confirmed_by_name = fields.String(allow_none=True)
    confirmed_at = fields.AwareDateTime(allow_none=True)
    reason = fields.String(allow_none=True)


class LoweringOut(Schema):
    """A proposal to lower a confirmed level."""

    id = fields.UUID()
    matter_id = fields.UUID()
    state = fields.String()
    version = fields.Integer()
    from_level = fields.String()
    to_level = fields.String()
    reason = fields.String()
    ended = fields.List(fields.String())
    proposed_by_name = fields.String()
    created_at = fields.AwareDateTime()
    decided_by_name = fields.String(allow_none=True)
    decided_at = fields.AwareDateTime(allow_none=True)
    decision = fields.String(allow_none=True)


class WeightsOut(Schema):
    """One version of the weights."""

    id = fields.UUID()
    version = fields.String()
    valid_from = fields.Date()
    reason = fields.String()
    loaded_by_name = fields.String()
    created_at = fields.AwareDateTime()
    content = fields.Dict()
