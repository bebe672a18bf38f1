"""What pages and API hand in for countersigns, and what they get back."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.dispatch.commands import AskedSigner, CountersignDetails, SignerAdded
from app.dispatch.queries.countersigns import signer_standings
from app.dispatch.schemas.incoming import OrderReasonIn, _Given, _one_of, _text
from app.dispatch.types import SignerStanding, SigningMode, SigningOrder
from app.dispatch.workflow import COUNTERSIGN_WORKFLOW

MOST_ROWS = 20


class AskedSignerIn(_Given):
    """A unit, or one officer of it by name, and until when; without a time the one of the whole holds."""

    unit_id = fields.UUID(load_default=None, allow_none=True)
    person = _text(80, load_default="")
    due_at = fields.AwareDateTime(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> AskedSigner:
        """The frozen value services take."""
        return AskedSigner(**given)


class CountersignIn(_Given):
    """A countersign as it is asked for."""

    asked = _text(2000, load_default="")
    due_at = fields.AwareDateTime(load_default=None, allow_none=True)
    mode = _one_of(SigningMode, load_default=SigningMode.ALL.value)
    order = _one_of(SigningOrder, load_default=SigningOrder.PARALLEL.value)
    signers = fields.List(fields.Nested(AskedSignerIn), load_default=list, validate=validate.Length(max=MOST_ROWS))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> CountersignDetails:
        """The frozen value services take."""
        return CountersignDetails(**{**given, "signers": tuple(given["signers"])})


class AskAgainIn(_Given):
    """Other words after a refusal, and a new time."""

    asked = _text(2000, load_default="")
    due_at = fields.AwareDateTime(load_default=None, allow_none=True)


class SignerWordsIn(_Given):
    """What a signer says; ``signer_id`` tells which line where the actor has several."""

    signer_id = fields.UUID(load_default=None, allow_none=True)
    reason = _text(1000, load_default="")


class SignerAddedIn(OrderReasonIn):
    """One more signer, its place and why."""

    unit_id = fields.UUID(load_default=None, allow_none=True)
    person = _text(80, load_default="")
    due_at = fields.AwareDateTime(load_default=None, allow_none=True)
    beside_id = fields.UUID(load_default=None, allow_none=True)
    before = fields.Boolean(load_default=False)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> SignerAdded:
        """The frozen value services take."""
        signer = AskedSigner(unit_id=given["unit_id"], person=given["person"], due_at=given["due_at"])
        return SignerAdded(
            signer=signer, beside_id=given["beside_id"], before=given["before"], reason=given.get("reason", "")
        )


class SignerOut(Schema):
    """One line of a countersign."""

    id = fields.UUID(required=True)
    round = fields.Integer()
    position = fields.Integer()
    unit_id = fields.UUID()
    unit_name = fields.String(attribute="unit.name")
    user_id = fields.UUID(allow_none=True)
    person_name = fields.String(allow_none=True)
    due_at = fields.AwareDateTime()
    words = fields.String(allow_none=True)
    answered_at = fields.AwareDateTime(allow_none=True)
    answered_by_name = fields.String(allow_none=True)
    answered_for = fields.String(allow_none=True)
    added_by_name = fields.String(allow_none=True)
    add_reason = fields.String(allow_none=True)
    removed_at = fields.AwareDateTime(allow_none=True)
    removed_by_name = fields.String(allow_none=True)
    remove_reason = fields.String(allow_none=True)
    standing = fields.Function(
        lambda line: signer_standings(line.countersign)[line.id].value,
        metadata={"type": "string", "enum": [one.value for one in SignerStanding]},
    )


class EarlierRoundOut(Schema):
    """What was asked in an earlier round."""

    round = fields.Integer()
    asked = fields.String()
    by = fields.String()
    at = fields.String()


class CountersignOut(Schema):
    """A countersign with its signers of all rounds."""

    id = fields.UUID(required=True)
    matter_id = fields.UUID(required=True)
    order_id = fields.UUID(required=True)
    unit_id = fields.UUID()
    unit_name = fields.String(attribute="unit.name")
    state = fields.String(required=True, validate=validate.OneOf(list(COUNTERSIGN_WORKFLOW.states)))
    mode = fields.String(validate=validate.OneOf([one.value for one in SigningMode]))
    order = fields.String(attribute="sequence", validate=validate.OneOf([one.value for one in SigningOrder]))
    round = fields.Integer()
    asked = fields.String()
    asked_by_name = fields.String()
    asked_for = fields.String(allow_none=True)
    asked_at = fields.AwareDateTime()
    earlier = fields.List(fields.Nested(EarlierRoundOut))
    ended_at = fields.AwareDateTime(allow_none=True)
    ended_by_name = fields.String(allow_none=True)
    end_note = fields.String(allow_none=True)
    signers = fields.List(fields.Nested(SignerOut))
    version = fields.Integer(required=True)
    updated_at = fields.AwareDateTime()
