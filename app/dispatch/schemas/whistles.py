"""What pages and API hand in for whistles, and what they get back."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.dispatch.commands import CalledUnit, ComingDetails, UnitResult, WhistleDetails
from app.dispatch.queries.whistles import standings
from app.dispatch.schemas.incoming import OrderReasonIn, _Given, _text
from app.dispatch.types import CallStanding
from app.dispatch.workflow import WHISTLE_WORKFLOW

MOST_ROWS = 20


class CalledUnitIn(_Given):
    """A unit that must come, and why."""

    unit_id = fields.UUID(required=True)
    reason = _text(300, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> CalledUnit:
        """The frozen value services take."""
        return CalledUnit(**given)


class WhistleIn(_Given):
    """A whistle as it is blown."""

    place = _text(300, load_default="")
    meet_at = fields.AwareDateTime(load_default=None, allow_none=True)
    needs = _text(1000, load_default="")
    urgent = fields.Boolean(load_default=False)
    units = fields.List(fields.Nested(CalledUnitIn), load_default=list, validate=validate.Length(max=MOST_ROWS))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> WhistleDetails:
        """The frozen value services take."""
        return WhistleDetails(**{**given, "units": tuple(given["units"])})


class ComingIn(_Given):
    """Who comes for a unit, and when."""

    coming = _text(200, load_default="")
    expected_at = fields.AwareDateTime(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ComingDetails:
        """The frozen value services take."""
        return ComingDetails(**given)


class ArrivalIn(_Given):
    """When a unit came; now where it is left out."""

    arrived_at = fields.AwareDateTime(load_default=None, allow_none=True)


class CorrectionIn(OrderReasonIn):
    """Another hour of arrival, and why the noted one is wrong."""

    arrived_at = fields.AwareDateTime(required=True)


class UnitResultIn(_Given):
    """What came of one unit."""

    unit_id = fields.UUID(required=True)
    words = _text(500, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> UnitResult:
        """The frozen value services take."""
        return UnitResult(**given)


class WhistleEndIn(_Given):
    """A short result for each unit, and a word on the whole."""

    results = fields.List(fields.Nested(UnitResultIn), load_default=list, validate=validate.Length(max=MOST_ROWS))
    note = _text(1000, load_default="")


class CorrectionOut(Schema):
    """An hour of arrival that was put right."""

    was = fields.String(attribute="from")
    now = fields.String(attribute="to")
    reason = fields.String()
    by = fields.String()
    at = fields.String()


class WhistleCallOut(Schema):
    """One unit of a whistle."""

    unit_id = fields.UUID(required=True)
    unit_name = fields.String(attribute="unit.name")
    reason = fields.String()
    acknowledged_at = fields.AwareDateTime(allow_none=True)
    acknowledged_by_name = fields.String(allow_none=True)
    coming = fields.String(allow_none=True)
    expected_at = fields.AwareDateTime(allow_none=True)
    declined_at = fields.AwareDateTime(allow_none=True)
    decline_reason = fields.String(allow_none=True)
    arrived_at = fields.AwareDateTime(allow_none=True)
    arrival_noted_by_name = fields.String(allow_none=True)
    arrival_noted_by_unit = fields.String(allow_none=True)
    corrections = fields.List(fields.Nested(CorrectionOut))
    result = fields.String(allow_none=True)
    standing = fields.Function(
        lambda call: standings(call.whistle)[call.unit_id].value,
        metadata={"type": "string", "enum": [one.value for one in CallStanding]},
    )


class WhistleOut(Schema):
    """A whistle with its units."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    matter_id = fields.UUID(required=True)
    unit_id = fields.UUID()
    unit_name = fields.String(attribute="unit.name")
    center_id = fields.UUID()
    state = fields.String(required=True, validate=validate.OneOf(list(WHISTLE_WORKFLOW.states)))
    urgent = fields.Boolean()
    place = fields.String()
    meet_at = fields.AwareDateTime()
    needs = fields.String()
    arrive_by = fields.AwareDateTime()
    called_by_name = fields.String()
    called_at = fields.AwareDateTime()
    ended_at = fields.AwareDateTime(allow_none=True)
    ended_by_name = fields.String(allow_none=True)
    end_note = fields.String(allow_none=True)
    units = fields.List(fields.Nested(WhistleCallOut), attribute="calls")
    version = fields.Integer(required=True)
    updated_at = fields.AwareDateTime()
