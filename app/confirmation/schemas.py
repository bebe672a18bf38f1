"""What pages and API hand in and get back for confirmation."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.confirmation.commands import SupplementDetails, VerificationDetails, WillDetails
from app.confirmation.types import MaterialKind, NotAcceptedGround, RejectedGround, VerificationMode


def _one_of(kinds: Any, **more: Any) -> fields.String:
    return fields.String(validate=validate.OneOf([kind.value for kind in kinds]), **more)


class _Given(Schema):
    class Meta:
        unknown = EXCLUDE


class DraftIn(_Given):
    """From which agreement, and to which court when there is a choice."""

    agreement_id = fields.UUID(required=True)
    court_id = fields.UUID(load_default=None, allow_none=True)


class WillsIn(_Given):
    """The parties named joined at one time."""

    party_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(1, 5000))
    joined_at = fields.AwareDateTime(required=True)
    commitment = fields.Boolean(load_default=True)
    address = fields.Boolean(load_default=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> WillDetails:
        """The frozen value services take."""
        return WillDetails(**{**given, "party_ids": tuple(given["party_ids"])})


class MaterialIn(_Given):
    """A paper that is there."""

    kind = _one_of(MaterialKind, required=True)
    copies = fields.Integer(load_default=1, validate=validate.Range(1, 99))
    original_seen = fields.Boolean(load_default=False)


class SupplementIn(_Given):
    """What the court asks for."""

    reason = fields.String(load_default="", validate=validate.Length(max=2000))
    until = fields.Date(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> SupplementDetails:
        """The frozen value services take."""
        return SupplementDetails(note=given["reason"], until=given["until"])


class ReasonIn(_Given):
    """Words that go with an act."""

    reason = fields.String(load_default="", validate=validate.Length(max=4000))


class NotAcceptIn(ReasonIn):
    """A ground of 355 with reasons."""

    ground = _one_of(NotAcceptedGround, required=True)


class RejectIn(ReasonIn):
    """A ground of 358 with reasons."""

    ground = _one_of(RejectedGround, required=True)


class AnswersIn(_Given):
    """What the parties answered to the court's five questions."""

    voluntary = fields.String(load_default="", validate=validate.Length(max=2000))
    understood = fields.String(load_default="", validate=validate.Length(max=2000))
    capacity = fields.String(load_default="", validate=validate.Length(max=2000))
    no_harm = fields.String(load_default="", validate=validate.Length(max=2000))
    performed = fields.String(load_default="", validate=validate.Length(max=2000))


class VerifyIn(_Given):
    """The meeting with all parties."""

    mode = _one_of(VerificationMode, required=True)
    held_at = fields.AwareDateTime(required=True)
    present = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=5000))
    answers = fields.Nested(AnswersIn, load_default=dict)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> VerificationDetails:
        """The frozen value services take."""
        return VerificationDetails(**{**given, "present": tuple(given["present"])})


class ServeIn(_Given):
    """When and how the ruling reached a party."""

    party_id = fields.UUID(required=True)
    served_at = fields.AwareDateTime(required=True)
    how = fields.String(load_default="", validate=validate.Length(max=40))


class WillOut(Schema):
    """Whether a party joined, and when it was served."""

    party_id = fields.UUID()
    joined_at = fields.AwareDateTime(allow_none=True)
    commitment_at = fields.AwareDateTime(allow_none=True)
    address_at = fields.AwareDateTime(allow_none=True)
    served_at = fields.AwareDateTime(allow_none=True)


class MaterialOut(Schema):
    """A paper of the package."""

    kind = fields.String()
    required = fields.Boolean()
    present = fields.Boolean()
    copies = fields.Integer()
    document_id = fields.UUID(allow_none=True)


class ApplicationOut(Schema):
    """An application; the court's reasons stay with the court."""

    id = fields.UUID()
    matter_id = fields.UUID()
    agreement_id = fields.UUID()
    version = fields.Integer()
    state = fields.String()
    court_id = fields.UUID()
    route = fields.String()
    effective_on = fields.Date()
    last_day_on = fields.Date()
    guided_by = fields.List(fields.String())
    submitted_at = fields.AwareDateTime(allow_none=True)
    case_number = fields.String(allow_none=True)
    accepted_on = fields.Date(allow_none=True)
    ruled_on = fields.Date(allow_none=True)
    ground = fields.String(allow_none=True)
    updated_at = fields.AwareDateTime()
