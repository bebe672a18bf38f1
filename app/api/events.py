"""Events: filing, registering, triage, risk and merging, by machine."""

from __future__ import annotations

from enum import Enum
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.core.errors import FengqiaoError, InvalidInput
from app.core.workflow import offers
from app.http.access import requires
from app.http.forms.validation import load
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.http.writes import each_time
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.commands import EventDetails, TriageDecision
from app.intake.models import Event
from app.intake.schemas import (
    DeclareIn,
    EventIn,
    EventOut,
    MergeIn,
    ReasonIn,
    RegisterIn,
    RiskIn,
    SignalIn,
    TriageIn,
)
from app.intake.types import DisputeType, RiskLevel, Source
from app.intake.workflow import EVENT_WORKFLOW

#: The most rows of one batch.
LONGEST_BATCH = 500

blp = Resource("api-events", __name__, url_prefix="/events", description="Anything reported; the root of a matter")


def _several(kinds: type[Enum]) -> fields.String:
    """A field of the query that takes one value or several with commas between."""
    one = "|".join(one.value for one in kinds)
    pattern = validate.Regexp(f"^(({one})(,({one}))*)?$")
    return fields.String(load_default="", validate=pattern)


def _values(given: str) -> tuple[str, ...]:
    return tuple(given.split(",")) if given else ()


class EventQuery(PageQuery):
    """What the list may be narrowed by."""

    tab = fields.String(load_default="", validate=validate.OneOf(["", "all", *queries.TABS]))
    risk = _several(RiskLevel)
    dispute_type = _several(DisputeType)
    source = _several(Source)


class EventDetailOut(EventOut):
    """An event with what may be done now."""

    collective = fields.Function(
        lambda row: row.collective is not None, metadata={"type": "boolean", "description": "Handled by roster."}
    )
    merged_into_id = fields.UUID(allow_none=True)
    allowed_actions = fields.List(fields.Nested(AllowedAction))


class RejectIn(ReasonIn):
    """Why it cannot be used."""


class EventBatchIn(Schema):
    """Reports of another system, each with its number there."""

    rows = fields.List(
        fields.Dict(metadata={"description": "One event as `POST /events` takes it, with `outside_number`."}),
        required=True,
        validate=validate.Length(1, LONGEST_BATCH),
    )


class RowAnswer(Schema):
    """What became of one row."""

    row = fields.Integer(required=True, metadata={"description": "Its place in what was sent, from 0."})
    outcome = fields.String(required=True, validate=validate.OneOf(["created", "known", "refused"]))
    id = fields.UUID(metadata={"description": "The event; absent when refused."})
    code = fields.String()
    detail = fields.String()
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))


class EventBatchOut(Schema):
    """An answer for each row, in the order sent."""

    rows = fields.List(fields.Nested(RowAnswer), required=True)


def _shown(matter_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    event = queries.get_event(actor, matter_id)
    return Detailed(event, allowed_actions=_own_offers(event)), status, etag(event)


def _own_offers(event: Event) -> list[Any]:
    own = {step.name for step in EVENT_WORKFLOW.transitions if step.permission not in may.DONE_ELSEWHERE}
    found = offers(EVENT_WORKFLOW, event, current_actor(), queries.event_facts(event))
    return [offer for offer in found if offer.name in own]


@blp.get("")
@requires(may.EVENT_READ)
@blp.arguments(EventQuery, location="query")
@blp.response(200, page_schema(EventOut))
def list_events(query: dict[str, Any]) -> Any:
    """List the events one may see, newest first."""
    actor = current_actor()
    wanted = queries.EventFilter(
        tab=query["tab"],
        risk=_values(query["risk"]),
        dispute_type=_values(query["dispute_type"]),
        source=_values(query["source"]),
        updated_since=query["updated_since"],
    )
    page = queries.list_events(actor, wanted, cursor=query["cursor"], limit=query["limit"])
    return page_body(page, total=queries.count_events(actor, wanted))


@blp.post("")
@requires(may.EVENT_FILE)
@blp.arguments(EventIn)
@blp.response(201, EventDetailOut)
@blp.alt_response(200, schema=EventDetailOut, description="The same report was handed in before")
def file_event(details: EventDetails) -> Any:
    """File an event with the centre; a report with a number of its own is taken once."""
    received = services.receive_event(details, actor=current_actor())
    return _shown(received.matter_id, 200 if received.known else 201)


@blp.post("/batch")
@requires(may.EVENT_FILE)
@each_time
@blp.arguments(EventBatchIn)
@blp.response(200, EventBatchOut)
def file_events(batch: dict[str, Any]) -> Any:
    """File up to 500 reports, each on its own; what was refused may be corrected and sent again with the rest."""
    received = services.receive_events(map(_read_row, batch["rows"]), actor=current_actor())
    return {"rows": [_row_answer(row, one) for row, one in enumerate(received)]}


def _read_row(row: dict[str, Any]) -> EventDetails | InvalidInput:
    try:
        return load(EventIn(), row)  # type: ignore[no-any-return]
    except InvalidInput as refusal:
        return refusal


def _row_answer(row: int, received: services.Received | FengqiaoError) -> dict[str, Any]:
    if isinstance(received, FengqiaoError):
        faults = {name: [str(text) for text in texts] for name, texts in received.fields.items()}
        return {
            "row": row,
            "outcome": "refused",
            "code": received.code,
            "detail": str(received.message),
            "errors": faults,
        }
    return {"row": row, "outcome": "known" if received.known else "created", "id": received.matter_id}


@blp.get("/<uuid:matter_id>")
@requires(may.EVENT_READ)
@blp.response(200, EventDetailOut)
def get_event(matter_id: UUID) -> Any:
    """One event."""
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/register")
@requires(may.EVENT_REGISTER)
@blp.versioned
@blp.arguments(RegisterIn)
@blp.response(200, EventDetailOut)
def register(given: dict[str, Any], matter_id: UUID) -> Any:
    """Take the event into the ledger."""
    services.register_event(matter_id, twins_seen=given["twins_seen"], version=seen_version(), actor=current_actor())
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/reject")
@requires(may.EVENT_REJECT)
@blp.versioned
@blp.arguments(RejectIn)
@blp.response(200, EventDetailOut)
def reject(given: dict[str, Any], matter_id: UUID) -> Any:
    """Send back what cannot be used."""
    services.reject_event(matter_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/triage")
@requires(may.EVENT_TRIAGE)
@blp.versioned
@blp.arguments(TriageIn)
@blp.response(200, EventDetailOut)
def triage(decision: TriageDecision, matter_id: UUID) -> Any:
    """Type, confirmed risk and pathway."""
    services.triage_event(matter_id, decision, version=seen_version(), actor=current_actor())
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/confirm-risk")
@requires(may.RISK_CONFIRM)
@blp.versioned
@blp.arguments(RiskIn)
@blp.response(200, EventDetailOut)
def confirm_risk(given: dict[str, Any], matter_id: UUID) -> Any:
    """Confirm a risk level."""
    services.confirm_risk(
        matter_id, given["risk_level"], given["risk_reason"], version=seen_version(), actor=current_actor()
    )
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/add-risk-signal")
@requires(may.RISK_SUGGEST)
@blp.arguments(SignalIn)
@blp.response(200, EventDetailOut)
def add_signal(given: dict[str, Any], matter_id: UUID) -> Any:
    """Note a risk signal; the score is suggested anew."""
    services.note_risk_signal(matter_id, given["kind"], given["note"], actor=current_actor())
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/merge")
@requires(may.EVENT_MERGE)
@blp.versioned
@blp.arguments(MergeIn)
@blp.response(200, EventDetailOut)
def merge(given: dict[str, Any], matter_id: UUID) -> Any:
    """Merge into another event."""
    services.merge_event(matter_id, given["into_id"], given["reason"], version=seen_version(), actor=current_actor())
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/unmerge")
@requires(may.EVENT_MERGE)
@blp.versioned
@blp.arguments(ReasonIn)
@blp.response(200, EventDetailOut)
def unmerge(given: dict[str, Any], matter_id: UUID) -> Any:
    """Take a merge or a join back within thirty days."""
    services.unmerge_event(matter_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/declare-collective")
@requires(may.EVENT_MERGE)
@blp.versioned
@blp.arguments(DeclareIn)
@blp.response(200, EventDetailOut)
def declare_collective(given: dict[str, Any], matter_id: UUID) -> Any:
    """Handle the matter for many claimants together, by roster."""
    services.declare_collective(matter_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/join")
@requires(may.EVENT_MERGE)
@blp.versioned
@blp.arguments(MergeIn)
@blp.response(200, EventDetailOut)
def join(given: dict[str, Any], matter_id: UUID) -> Any:
    """Join to a collective matter: the applicants go to its roster."""
    services.join_event(matter_id, given["into_id"], given["reason"], version=seen_version(), actor=current_actor())
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/confirm-receipt")
@requires(may.EVENT_TRIAGE)
@blp.versioned
@blp.response(200, EventDetailOut)
def confirm_receipt(matter_id: UUID) -> Any:
    """The other pathway has the matter."""
    services.confirm_receipt(matter_id, version=seen_version(), actor=current_actor())
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/not-taken")
@requires(may.EVENT_TRIAGE)
@blp.versioned
@blp.arguments(ReasonIn)
@blp.response(200, EventDetailOut)
def not_taken(given: dict[str, Any], matter_id: UUID) -> Any:
    """The other pathway did not take it."""
    services.not_taken(matter_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(matter_id)


@blp.post("/<uuid:matter_id>/waive-guidance")
@requires(may.HOLD_WAIVE)
@blp.versioned
@blp.arguments(ReasonIn)
@blp.response(200, EventDetailOut)
def waive_guidance(given: dict[str, Any], matter_id: UUID) -> Any:
    """Let a red or orange matter go on without a judge's guidance."""
    services.waive_guidance(matter_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(matter_id)
