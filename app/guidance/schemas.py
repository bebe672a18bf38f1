"""What pages and API hand in and get back for guidance."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.guidance.commands import OpinionDetails, RequestDetails
from app.guidance.types import Adoption, Recusal, Urgency


def _one_of(kinds: Any, **more: Any) -> fields.String:
    return fields.String(validate=validate.OneOf([kind.value for kind in kinds]), **more)


class _Given(Schema):
    class Meta:
        unknown = EXCLUDE


class AskIn(_Given):
    """A question to the studio."""

    matter_id = fields.UUID(required=True)
    mediation_id = fields.UUID(load_default=None, allow_none=True)
    facts_agreed = fields.String(load_default="", validate=validate.Length(max=5000))
    facts_disputed = fields.String(load_default="", validate=validate.Length(max=5000))
    questions = fields.List(
        fields.String(validate=validate.Length(max=500)), load_default=list, validate=validate.Length(max=8)
    )
    law_considered = fields.String(load_default="", validate=validate.Length(max=2000))
    plans_considered = fields.String(load_default="", validate=validate.Length(max=5000))
    urgency = _one_of(Urgency, load_default=Urgency.NORMAL.value)
    needed_by = fields.AwareDateTime(load_default=None, allow_none=True)
    attached = fields.List(
        fields.String(validate=validate.Length(max=200)), load_default=list, validate=validate.Length(max=50)
    )

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> RequestDetails:
        """The frozen value services take."""
        return RequestDetails(**{**given, "questions": tuple(given["questions"]), "attached": tuple(given["attached"])})


class AnswerIn(_Given):
    """An opinion."""

    plan = fields.String(load_default="", validate=validate.Length(max=8000))
    risks = fields.String(load_default="", validate=validate.Length(max=8000))
    facts_relied_on = fields.String(load_default="", validate=validate.Length(max=8000))
    drafting_notes = fields.String(load_default="", validate=validate.Length(max=8000))
    articles = fields.List(
        fields.String(validate=validate.Length(max=40)), load_default=list, validate=validate.Length(max=40)
    )

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> OpinionDetails:
        """The frozen value services take."""
        return OpinionDetails(**{**given, "articles": tuple(dict.fromkeys(given["articles"]))})


class DecideIn(_Given):
    """Whether the opinion is adopted."""

    adoption = _one_of(Adoption, required=True)
    reason = fields.String(load_default="", validate=validate.Length(max=2000))


class ReasonIn(_Given):
    """Words that go with an act."""

    reason = fields.String(load_default="", validate=validate.Length(max=4000))


class RecuseIn(_Given):
    """Why the judge steps aside."""

    ground = _one_of(Recusal, required=True)
    reason = fields.String(load_default="", validate=validate.Length(max=1000))


class OpinionOut(Schema):
    """An opinion."""

    id = fields.UUID()
    position = fields.Integer()
    judge_name = fields.String()
    facts_relied_on = fields.String()
    plan = fields.String()
    risks = fields.String()
    drafting_notes = fields.String()
    articles = fields.List(fields.Dict())
    given_at = fields.AwareDateTime()
    adoption = fields.String(allow_none=True)
    adoption_reason = fields.String(allow_none=True)


class GuidanceOut(Schema):
    """A request with its opinions."""

    id = fields.UUID()
    matter_id = fields.UUID()
    mediation_id = fields.UUID(allow_none=True)
    version = fields.Integer()
    state = fields.String()
    number = fields.String(allow_none=True)
    asked_by_name = fields.String()
    facts_agreed = fields.String()
    facts_disputed = fields.String()
    questions = fields.List(fields.String())
    law_considered = fields.String()
    plans_considered = fields.String()
    urgency = fields.String()
    needed_by = fields.AwareDateTime(allow_none=True)
    judge_id = fields.UUID(allow_none=True)
    judge_name = fields.String(allow_none=True)
    submitted_at = fields.AwareDateTime(allow_none=True)
    taken_at = fields.AwareDateTime(allow_none=True)
    answered_at = fields.AwareDateTime(allow_none=True)
    updated_at = fields.AwareDateTime()
    opinions = fields.List(fields.Nested(OpinionOut))
