"""What pages and API hand in and get back at the end of a matter."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.closure.commands import PartyAnswer, VisitDetails
from app.closure.rules import REQUIRED
from app.closure.types import ResolveMethod, VisitChannel


class _Given(Schema):
    class Meta:
        unknown = EXCLUDE


class ResolveIn(_Given):
    """How the conflict was solved and by what evidence."""

    method = fields.String(required=True, validate=validate.OneOf([one.value for one in ResolveMethod]))
    note = fields.String(load_default="", validate=validate.Length(max=2000))


class AnswerIn(_Given):
    """One party's answer."""

    party_id = fields.UUID(required=True)
    reached = fields.Boolean(load_default=False)
    channel = fields.String(
        load_default=VisitChannel.PHONE.value, validate=validate.OneOf([one.value for one in VisitChannel])
    )
    performed = fields.Boolean(load_default=None, allow_none=True)
    satisfaction = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 5))
    remark = fields.String(load_default="", validate=validate.Length(max=500))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> PartyAnswer:
        """The frozen value services take; nobody reached has said nothing."""
        if not given["reached"]:
            given["performed"] = given["satisfaction"] = None
        return PartyAnswer(**given)


class VisitIn(_Given):
    """What a visit found."""

    answers = fields.List(fields.Nested(AnswerIn), required=True, validate=validate.Length(1, 5000))
    companion = fields.String(load_default="", validate=validate.Length(max=80))
    new_dispute = fields.String(load_default="", validate=validate.Length(max=1000))
    escalation = fields.String(load_default="", validate=validate.Length(max=1000))
    measures = fields.String(load_default="", validate=validate.Length(max=1000))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> VisitDetails:
        """The frozen value services take."""
        return VisitDetails(**{**given, "answers": tuple(given["answers"])})


class NoteIn(_Given):
    """A note."""

    reason = fields.String(load_default="", validate=validate.Length(max=2000))


class ExplainIn(_Given):
    """Why a required paper is not there."""

    form = fields.String(required=True, data_key="paper", validate=validate.OneOf(list(REQUIRED)))
    words = fields.String(required=True, validate=validate.Length(4, 500))


class VisitAnswerOut(Schema):
    """One party's answer."""

    party_id = fields.UUID()
    reached = fields.Boolean()
    channel = fields.String()
    performed = fields.Boolean(allow_none=True)
    satisfaction = fields.Integer(allow_none=True)


class VisitOut(Schema):
    """A return visit."""

    id = fields.UUID()
    matter_id = fields.UUID()
    version = fields.Integer()
    state = fields.String()
    position = fields.Integer()
    due_on = fields.Date()
    visited_on = fields.Date(allow_none=True)
    visitor_name = fields.String(allow_none=True)
    updated_at = fields.AwareDateTime()


class DossierOut(Schema):
    """A dossier."""

    id = fields.UUID()
    matter_id = fields.UUID()
    version = fields.Integer()
    state = fields.String()
    retention = fields.String()
    pages = fields.Integer(allow_none=True)
    manifest = fields.String(allow_none=True)
    contents = fields.List(fields.Dict())
    filed_by_name = fields.String(allow_none=True)
    filed_on = fields.Date(allow_none=True)
    checked_by_name = fields.String(allow_none=True)
    checked_on = fields.Date(allow_none=True)
