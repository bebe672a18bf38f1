"""What pages and API hand in for consultations and action items, and what they get back."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.core import clock
from app.dispatch.commands import AgreedItem, Attendance, Invitation, MeetingDetails, MinutesDetails
from app.dispatch.rules.meeting import is_overdue
from app.dispatch.schemas.incoming import OrderReasonIn, _Given, _lines, _text
from app.dispatch.types import MinutesAnswer
from app.dispatch.workflow import MEETING_WORKFLOW

MOST_ROWS = 20


class InvitationIn(_Given):
    """A unit that is asked to come."""

    unit_id = fields.UUID(required=True)
    person = _text(80, load_default="")
    adviser = fields.Boolean(load_default=False)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Invitation:
        """The frozen value services take."""
        return Invitation(**given)


class MeetingIn(_Given):
    """A consultation as it is called."""

    title = _text(200, load_default="")
    chair_id = fields.UUID(load_default=None, allow_none=True)
    meet_at = fields.AwareDateTime(load_default=None, allow_none=True)
    online = fields.Boolean(load_default=False)
    place = _text(300, load_default="")
    issues = _lines(10, 300)
    attendees = fields.List(fields.Nested(InvitationIn), load_default=list, validate=validate.Length(max=MOST_ROWS))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> MeetingDetails:
        """The frozen value services take."""
        listed = {"issues": tuple(given["issues"]), "attendees": tuple(given["attendees"])}
        return MeetingDetails(**{**given, **listed})


class AttendanceIn(_Given):
    """Whether a unit was there, who for it, and what it said."""

    unit_id = fields.UUID(required=True)
    present = fields.Boolean(load_default=None, allow_none=True)
    names = _text(200, load_default="")
    opinion = _text(2000, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Attendance:
        """The frozen value services take."""
        return Attendance(**given)


class AgreedItemIn(_Given):
    """Something to be done: what, by whom, until when."""

    words = _text(500, load_default="")
    unit_id = fields.UUID(load_default=None, allow_none=True)
    person = _text(80, load_default="")
    due_on = fields.Date(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> AgreedItem:
        """The frozen value services take."""
        return AgreedItem(**given)


class MinutesIn(_Given):
    """The minutes as a whole; they replace the draft."""

    held_at = fields.AwareDateTime(load_default=None, allow_none=True)
    summary = _text(5000, load_default="")
    attendances = fields.List(fields.Nested(AttendanceIn), load_default=list, validate=validate.Length(max=MOST_ROWS))
    decisions = _lines(20, 500)
    items = fields.List(fields.Nested(AgreedItemIn), load_default=list, validate=validate.Length(max=MOST_ROWS))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> MinutesDetails:
        """The frozen value services take."""
        listed = {name: tuple(given[name]) for name in ("attendances", "decisions", "items")}
        return MinutesDetails(**{**given, **listed})


class MinutesAnswerIn(_Given):
    """A unit's word on the minutes."""

    answer = fields.String(load_default="", validate=validate.OneOf(["", *[one.value for one in MinutesAnswer]]))
    words = _text(1000, load_default="")


class WordsIn(_Given):
    """Words that are kept: a supplement, or how something was done."""

    words = _text(2000, load_default="")


class MoveIn(OrderReasonIn):
    """Another day, and why."""

    due_on = fields.Date(load_default=None, allow_none=True)


class AttendeeOut(Schema):
    """One unit at a meeting."""

    unit_id = fields.UUID(required=True)
    unit_name = fields.String(attribute="unit.name")
    person = fields.String()
    adviser = fields.Boolean()
    present = fields.Boolean(allow_none=True)
    names = fields.String()
    opinion = fields.String()
    answer = fields.String(allow_none=True)
    answer_words = fields.String(allow_none=True)
    answered_at = fields.AwareDateTime(allow_none=True)
    answered_by_name = fields.String(allow_none=True)


class MovedOut(Schema):
    """A day that was moved."""

    was = fields.String(attribute="from")
    now = fields.String(attribute="to")
    reason = fields.String()
    by = fields.String()
    at = fields.String()


class ActionItemOut(Schema):
    """Something to be done after a meeting."""

    id = fields.UUID(required=True)
    matter_id = fields.UUID(required=True)
    consultation_id = fields.UUID(required=True)
    words = fields.String()
    unit_id = fields.UUID()
    unit_name = fields.String(attribute="unit.name")
    person = fields.String()
    due_on = fields.Date()
    agreed_at = fields.AwareDateTime(allow_none=True)
    moves = fields.List(fields.Nested(MovedOut))
    done_at = fields.AwareDateTime(allow_none=True)
    done_by_name = fields.String(allow_none=True)
    done_words = fields.String(allow_none=True)
    overdue = fields.Function(lambda item: is_overdue(item, clock.today()), metadata={"type": "boolean"})
    version = fields.Integer(required=True)
    updated_at = fields.AwareDateTime()


class SupplementOut(Schema):
    """A correction beside signed minutes."""

    position = fields.Integer()
    words = fields.String()
    written_by_name = fields.String()
    written_at = fields.AwareDateTime()
    chain_hash = fields.String()


class ConsultationOut(Schema):
    """A consultation as lists show it."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    matter_id = fields.UUID(required=True)
    unit_id = fields.UUID()
    unit_name = fields.String(attribute="unit.name")
    center_id = fields.UUID()
    state = fields.String(required=True, validate=validate.OneOf(list(MEETING_WORKFLOW.states)))
    title = fields.String()
    chair_id = fields.UUID()
    chair_name = fields.String()
    meet_at = fields.AwareDateTime()
    online = fields.Boolean()
    place = fields.String()
    issues = fields.List(fields.String())
    attendees = fields.List(fields.Nested(AttendeeOut))
    called_by_name = fields.String()
    called_at = fields.AwareDateTime()
    signed_at = fields.AwareDateTime(allow_none=True)
    answer_by = fields.AwareDateTime(allow_none=True)
    version = fields.Integer(required=True)
    updated_at = fields.AwareDateTime()


class ConsultationDetailOut(ConsultationOut):
    """A consultation with its minutes."""

    held_at = fields.AwareDateTime(allow_none=True)
    summary = fields.String()
    decisions = fields.List(fields.String())
    items = fields.List(fields.Nested(ActionItemOut))
    signed_by_name = fields.String(allow_none=True)
    signed_hash = fields.String(allow_none=True)
    supplements = fields.List(fields.Nested(SupplementOut))
    end_note = fields.String(allow_none=True)
