"""What pages and API hand in for orders and supervisions."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.core.text import msg
from app.dispatch.commands import (
    ContactDetails,
    CopyDetails,
    DispatchDecision,
    ExtensionDetails,
    FeedbackDetails,
    Measure,
    ReplyDetails,
    ReturnDetails,
    RulingDetails,
    SupervisionDetails,
    SupervisionSubject,
    UnitTask,
)
from app.dispatch.types import (
    ContactChannel,
    FeedbackResult,
    ReturnCode,
    SupervisionCause,
    SupervisionLevel,
)
from app.dispatch.workflow import ORDER_KIND

TOO_LONG = msg("内容过长，请精简。")
BY_HAND = [cause.value for cause in SupervisionCause if cause.by_hand]


def _text(most: int, *, least: int = 0, **more: Any) -> fields.String:
    return fields.String(validate=validate.Length(least, most, error=str(TOO_LONG)), **more)


def _one_of(kinds: Any, **more: Any) -> fields.String:
    return fields.String(validate=validate.OneOf([kind.value for kind in kinds]), **more)


def _lines(most: int, each: int) -> fields.List[Any]:
    return fields.List(
        fields.String(validate=validate.Length(max=each)), load_default=list, validate=validate.Length(max=most)
    )


class _Given(Schema):
    class Meta:
        unknown = EXCLUDE


class UnitTaskIn(_Given):
    """A unit and its task."""

    unit_id = fields.UUID(required=True)
    task = _text(500, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> UnitTask:
        """The frozen value services take."""
        return UnitTask(**given)


class HandOnIn(_Given):
    """Who has the order from now on, and why."""

    handler_id = fields.UUID(required=True)
    reason = _text(500, load_default="")


class CopyIn(_Given):
    """Which unit reads the matter, and for what."""

    unit_id = fields.UUID(load_default=None, allow_none=True)
    purpose = _text(500, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> CopyDetails:
        """The frozen value services take."""
        return CopyDetails(**given)


class DispatchIn(_Given):
    """One lead, any assistants; a reason where the choice differs from the proposal."""

    lead_unit_id = fields.UUID(load_default=None, allow_none=True)
    lead_task = _text(500, load_default="")
    assistants = fields.List(fields.Nested(UnitTaskIn), load_default=list, validate=validate.Length(max=20))
    change_reason = _text(500, load_default="")
    catch_all = fields.Boolean(load_default=False)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> DispatchDecision:
        """The frozen value services take."""
        lead_id = given["lead_unit_id"]
        return DispatchDecision(
            lead=UnitTask(unit_id=lead_id, task=given["lead_task"]) if lead_id else None,
            assistants=tuple(given["assistants"]),
            change_reason=given["change_reason"],
            catch_all=given["catch_all"],
        )


class AssistantsIn(_Given):
    """Further assistants of a matter that has its lead."""

    assistants = fields.List(
        fields.Nested(UnitTaskIn), required=True, validate=validate.Length(min=1, max=20, error=str(TOO_LONG))
    )


class OrderReasonIn(_Given):
    """Words that go with an act."""

    reason = _text(2000, load_default="")


class ReturnIn(_Given):
    """Why a unit returns an order."""

    code = fields.String(load_default="", validate=validate.OneOf(["", *[code.value for code in ReturnCode]]))
    reason = _text(2000, load_default="")
    basis = _text(500, load_default="")
    suggested_unit_id = fields.UUID(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ReturnDetails:
        """The frozen value services take."""
        return ReturnDetails(
            code=given["code"],
            text=given["reason"],
            basis=given["basis"],
            suggested_unit_id=given["suggested_unit_id"],
        )


class RulingIn(_Given):
    """The ruling on a return; a new unit may be named when it is accepted."""

    reason = _text(2000, load_default="")
    basis = _text(500, load_default="")
    new_unit_id = fields.UUID(load_default=None, allow_none=True)
    new_task = _text(500, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The ruling, and the new unit with its task."""
        new_id = given["new_unit_id"]
        return {
            "details": RulingDetails(text=given["reason"], basis=given["basis"]),
            "new_unit": UnitTask(unit_id=new_id, task=given["new_task"]) if new_id else None,
        }


class ContactIn(_Given):
    """One contact with a party."""

    contacted_at = fields.AwareDateTime(required=True)
    channel = _one_of(ContactChannel, required=True)
    note = _text(2000, load_default="")
    party_id = fields.UUID(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ContactDetails:
        """The frozen value services take."""
        return ContactDetails(**given)


class ExtensionIn(_Given):
    """A wish for more time."""

    until = fields.Date(required=True)
    reason = _text(2000, load_default="")
    party_told_on = fields.Date(load_default=None, allow_none=True)
    party_told_by = _one_of(ContactChannel, required=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ExtensionDetails:
        """The frozen value services take."""
        return ExtensionDetails(**given)


class SuspendIn(OrderReasonIn):
    """Why and until when the work rests."""

    until = fields.Date(required=True)


class FeedbackIn(_Given):
    """The result of a unit's part."""

    result = _one_of(FeedbackResult, required=True)
    summary = _text(5000, load_default="")
    evidence = _lines(20, 200)
    party_told_on = fields.Date(load_default=None, allow_none=True)
    party_told_by = _one_of(ContactChannel, required=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> FeedbackDetails:
        """The frozen value services take."""
        return FeedbackDetails(**{**given, "evidence": tuple(given["evidence"])})


class SendBackIn(OrderReasonIn):
    """The defects for which the work goes back."""

    defects = _lines(20, 300)


class SupervisionIn(_Given):
    """A supervision by hand of an order."""

    order_id = fields.UUID(required=True)
    cause = fields.String(required=True, validate=validate.OneOf(BY_HAND))
    level = _one_of(SupervisionLevel, load_default=SupervisionLevel.YELLOW.value)
    facts = _text(2000, load_default="")
    requirements = _lines(10, 300)
    progress_only = fields.Boolean(load_default=False)


def supervision_of(order: Any, given: dict[str, Any]) -> SupervisionDetails:
    """What was handed in about an order, as services take it."""
    return SupervisionDetails(
        subject=SupervisionSubject(kind=ORDER_KIND, id=order.id, matter_id=order.matter_id),
        unit_id=order.unit_id,
        cause=given["cause"],
        level=given["level"],
        facts=given["facts"],
        requirements=tuple(given["requirements"]),
        progress_only=given["progress_only"],
    )


class MeasureIn(_Given):
    """One measure of a reply."""

    measure = _text(300, required=True)
    owner = _text(40, required=True)
    due_on = fields.Date(required=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Measure:
        """The frozen value services take."""
        return Measure(**given)


class ReplyIn(_Given):
    """A unit's answer to a supervision."""

    cause = _text(2000, load_default="")
    progress = _text(5000, load_default="")
    measures = fields.List(fields.Nested(MeasureIn), load_default=list, validate=validate.Length(max=20))
    evidence = _lines(20, 200)
    new_finish_on = fields.Date(load_default=None, allow_none=True)
    officer = _text(40, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ReplyDetails:
        """The frozen value services take."""
        listed = {"measures": tuple(given["measures"]), "evidence": tuple(given["evidence"])}
        return ReplyDetails(**{**given, **listed})
