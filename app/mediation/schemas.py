"""What pages and API hand in and get back for mediations."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.mediation.commands import Application, ConsentDetails, NoticeDetails, PresentParty, SessionDetails
from app.mediation.types import Answer, Channel, Exclusion, Origin, SessionMode, SessionResult, StallCause


def _one_of(kinds: Any, **more: Any) -> fields.String:
    return fields.String(validate=validate.OneOf([kind.value for kind in kinds]), **more)


class _Given(Schema):
    class Meta:
        unknown = EXCLUDE


class OpenIn(_Given):
    """A mediation applied for."""

    matter_id = fields.UUID(required=True)
    org_id = fields.UUID(required=True)
    origin = _one_of(Origin, required=True)
    request = fields.String(load_default="", validate=validate.Length(max=4000))
    court_referral_number = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=40))
    received_at = fields.AwareDateTime(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Application:
        """The frozen value services take."""
        return Application(**given)


class ConsentIn(_Given):
    """One answer for the parties named."""

    party_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(1, 5000))
    answer = _one_of(Answer, required=True)
    channel = _one_of(Channel, required=True)
    answered_at = fields.AwareDateTime(required=True)
    e_service = fields.Boolean(load_default=False)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ConsentDetails:
        """The frozen value services take."""
        return ConsentDetails(**{**given, "party_ids": tuple(given["party_ids"])})


class NoticeIn(_Given):
    """Rights were read to the parties named."""

    party_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(1, 5000))
    channel = _one_of(Channel, required=True)
    confirmed_at = fields.AwareDateTime(required=True)
    read_aloud = fields.Boolean(load_default=False)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> NoticeDetails:
        """The frozen value services take."""
        return NoticeDetails(**{**given, "party_ids": tuple(given["party_ids"])})


class RepresentativesIn(_Given):
    """Who speaks for a group, and who signed the choice."""

    representatives = fields.List(fields.UUID(), required=True, validate=validate.Length(1, 5))
    voters = fields.List(fields.UUID(), required=True, validate=validate.Length(1, 5000))
    scope = fields.String(load_default="", validate=validate.Length(max=1000))


class ScopeIn(_Given):
    """What excludes mediation, if anything."""

    exclusion = _one_of(Exclusion, load_default=None, allow_none=True)


class AssignIn(_Given):
    """The mediator's disclosure."""

    disclosure = fields.String(required=True, validate=validate.Length(1, 1000))
    conflict = fields.Boolean(load_default=False)
    conflict_accepted = fields.Boolean(load_default=False)


class PresentIn(_Given):
    """Who was in the room for one party."""

    party_id = fields.UUID(required=True)
    present = fields.Boolean(load_default=True)
    spoken_for_by = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=80))
    left_at = fields.AwareDateTime(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> PresentParty:
        """The frozen value services take."""
        given["spoken_for_by"] = given["spoken_for_by"] or None
        return PresentParty(**given)


class SessionIn(_Given):
    """A sitting."""

    mode = _one_of(SessionMode, required=True)
    place = fields.String(required=True, validate=validate.Length(1, 200))
    started_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(load_default=None, allow_none=True)
    record = fields.String(load_default="", validate=validate.Length(max=20000))
    result = _one_of(SessionResult, load_default=None, allow_none=True)
    recorder_name = fields.String(load_default="", validate=validate.Length(max=80))
    attendance = fields.List(fields.Nested(PresentIn), load_default=list, validate=validate.Length(max=5000))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> SessionDetails:
        """The frozen value services take."""
        return SessionDetails(**{**given, "attendance": tuple(given["attendance"])})


class StallIn(_Given):
    """Why it is deadlocked."""

    cause = _one_of(StallCause, required=True)
    reason = fields.String(load_default="", validate=validate.Length(max=2000))


class ReasonIn(_Given):
    """A reason."""

    reason = fields.String(load_default="", validate=validate.Length(max=2000))


class FailIn(_Given):
    """Why no agreement was reached, and what is undisputed all the same."""

    reason = fields.String(load_default="", validate=validate.Length(max=2000))
    undisputed_facts = fields.String(load_default="", validate=validate.Length(max=4000))


class OralIn(_Given):
    """The content of an oral agreement."""

    content = fields.String(required=True, validate=validate.Length(4, 4000))


class SessionOut(Schema):
    """A sitting."""

    id = fields.UUID()
    version = fields.Integer()
    position = fields.Integer()
    mode = fields.String()
    place = fields.String()
    started_at = fields.AwareDateTime()
    ended_at = fields.AwareDateTime(allow_none=True)
    result = fields.String(allow_none=True)
    recorder_name = fields.String()
    digest = fields.String(allow_none=True)


class MediationOut(Schema):
    """A mediation."""

    id = fields.UUID()
    matter_id = fields.UUID()
    version = fields.Integer()
    state = fields.String()
    number = fields.String(allow_none=True)
    org_id = fields.UUID()
    mediator_id = fields.UUID(allow_none=True)
    mediator_name = fields.String(allow_none=True)
    origin = fields.String()
    received_at = fields.AwareDateTime()
    accepted_at = fields.AwareDateTime(allow_none=True)
    stall_cause = fields.String(allow_none=True)
    ended_on = fields.Date(allow_none=True)
    updated_at = fields.AwareDateTime()
