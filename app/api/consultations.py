"""Consultations by machine: calling, minutes, the chair's signature, the units' word, supplements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, post_load, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.commands import MeetingDetails, MinutesDetails
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource("api-consultations", __name__, url_prefix="/consultations", description="Meetings of units on a matter")


class ConsultationQuery(PageQuery):
    """Which consultations."""

    tab = fields.String(load_default="", validate=validate.OneOf(["", "all", *queries.MEETING_TABS]))
    matter_id = fields.UUID(load_default=None)


class NewConsultationIn(schemas.MeetingIn):
    """A consultation and the matter it is about."""

    matter_id = fields.UUID(required=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Any:
        """The matter and the frozen value services take."""
        return {"matter_id": given.pop("matter_id"), "details": super().make(given)}


class ConsultationFullOut(schemas.ConsultationDetailOut):
    """A consultation with what its own side may do now."""

    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(consultation_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    row = queries.get_meeting(actor, consultation_id)
    return Detailed(row, allowed_actions=queries.meeting_offers(row, actor)), status, etag(row)


@blp.get("")
@requires(may.MEETING_READ)
@blp.arguments(ConsultationQuery, location="query")
@blp.response(200, page_schema(schemas.ConsultationOut))
def list_consultations(query: dict[str, Any]) -> Any:
    """Consultations on the matters one may see, the latest first."""
    actor = current_actor()
    wanted = queries.MeetingFilter(tab=query["tab"], matter_id=query["matter_id"], updated_since=query["updated_since"])
    page = queries.list_meetings(actor, wanted, cursor=query["cursor"], limit=query["limit"])
    return page_body(page, total=queries.count_meetings(actor, wanted))


@blp.post("")
@requires(may.MEETING_CALL)
@blp.arguments(NewConsultationIn)
@blp.response(201, ConsultationFullOut)
def call(given: dict[str, Any]) -> Any:
    """Call units together; they read the matter until the meeting is settled."""
    details: MeetingDetails = given["details"]
    return _shown(services.call_meeting(given["matter_id"], details, actor=current_actor()), 201)


@blp.get("/<uuid:consultation_id>")
@requires(may.MEETING_READ)
@blp.response(200, ConsultationFullOut)
def get_consultation(consultation_id: UUID) -> Any:
    """One consultation with its minutes."""
    return _shown(consultation_id)


@blp.post("/<uuid:consultation_id>/write-minutes")
@requires(may.MEETING_CALL)
@blp.versioned
@blp.arguments(schemas.MinutesIn)
@blp.response(200, ConsultationFullOut)
def write_minutes(details: MinutesDetails, consultation_id: UUID) -> Any:
    """Write the minutes, or write them anew while the chair has not signed."""
    services.write_minutes(consultation_id, details, version=seen_version(), actor=current_actor())
    return _shown(consultation_id)


@blp.post("/<uuid:consultation_id>/sign")
@requires(may.MEETING_CALL)
@blp.versioned
@blp.response(200, ConsultationFullOut)
def sign(consultation_id: UUID) -> Any:
    """The chair signs; the text is fixed under its hash."""
    services.sign_minutes(consultation_id, version=seen_version(), actor=current_actor())
    return _shown(consultation_id)


@blp.post("/<uuid:consultation_id>/cancel")
@requires(may.MEETING_CALL)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, ConsultationFullOut)
def cancel(given: dict[str, Any], consultation_id: UUID) -> Any:
    """Cancel the meeting before it is held."""
    services.cancel_meeting(consultation_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(consultation_id)


@blp.post("/<uuid:consultation_id>/answer")
@requires(may.MEETING_ATTEND)
@blp.arguments(schemas.MinutesAnswerIn)
@blp.response(204)
def answer(given: dict[str, Any], consultation_id: UUID) -> Any:
    """Confirm the minutes for one's unit, or object with words; the sight of the matter may end with it."""
    services.answer_minutes(consultation_id, given["answer"], given["words"], actor=current_actor())


@blp.post("/<uuid:consultation_id>/supplement")
@requires(may.MEETING_CALL)
@blp.versioned
@blp.arguments(schemas.WordsIn)
@blp.response(200, ConsultationFullOut)
def supplement(given: dict[str, Any], consultation_id: UUID) -> Any:
    """Put a correction beside the signed minutes."""
    services.supplement_minutes(consultation_id, given["words"], version=seen_version(), actor=current_actor())
    return _shown(consultation_id)
