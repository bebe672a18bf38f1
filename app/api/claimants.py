"""Claimants of collective matters: the roster, consents, what becomes of each, handling apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.core import identity
from app.core.workflow import offers
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.commands import ConsentGiven, PartyDetails, RosterMove
from app.intake.rules.roster import MOST_CLAIMANTS
from app.intake.schemas import ConsentsIn, PartyIn, ReasonIn, RosterMoveIn
from app.intake.types import PartyRole
from app.intake.workflow import CLAIMANT_WORKFLOW

blp = Resource("api-claimants", __name__, url_prefix="/claimants", description="Claimants of collective matters")

STATES = list(CLAIMANT_WORKFLOW.states)


class RosterQuery(PageQuery):
    """Whose roster, and what it is narrowed by."""

    matter_id = fields.UUID(required=True)
    state = fields.String(load_default="", validate=validate.OneOf(["", *STATES]))
    name = fields.String(load_default="", validate=validate.Length(max=120))


class OfMatter(Schema):
    """The collective matter an act belongs to."""

    matter_id = fields.UUID(required=True)


class ClaimantIn(PartyIn):
    """A claimant to list; always an applicant."""

    role = fields.String(load_default=PartyRole.APPLICANT.value, validate=validate.OneOf([PartyRole.APPLICANT.value]))


class ClaimantsIn(Schema):
    """Claimants to list, all or none."""

    rows = fields.List(fields.Nested(ClaimantIn), required=True, validate=validate.Length(1, MOST_CLAIMANTS))


class MoveIn(Schema):
    """One act on one claimant."""

    class Meta:
        unknown = EXCLUDE

    act = fields.String(required=True, validate=validate.OneOf([step.name for step in CLAIMANT_WORKFLOW.transitions]))
    reason = fields.String(load_default="", validate=validate.Length(max=2000))


class ConsentIn(ConsentsIn):
    """How, on which day and on which paper the one claimant agreed."""

    class Meta:
        exclude = ("party_ids",)
        unknown = EXCLUDE

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Any:
        """The values, without claimants."""
        return given


class ConsentOut(Schema):
    """What a claimant agreed on."""

    channel = fields.String()
    paper = fields.String()
    given_on = fields.Date()
    recorded_by = fields.String()


class ClaimantOut(Schema):
    """A claimant, masked."""

    id = fields.UUID()
    matter_id = fields.UUID()
    version = fields.Integer()
    state = fields.String()
    position = fields.Integer()
    name = fields.String()
    side = fields.String()
    occupation = fields.String(allow_none=True)
    id_number = fields.Function(lambda row: identity.mask_id_number(row.id_number) if row.id_number else None)
    phone = fields.Function(lambda row: identity.mask_phone(row.phone) if row.phone else None)


class HistoryOut(Schema):
    """One change of status."""

    name = fields.String()
    from_state = fields.String()
    to_state = fields.String()
    reason = fields.String(allow_none=True)
    actor_name = fields.String()
    happened_at = fields.AwareDateTime()


class ClaimantDetailOut(ClaimantOut):
    """A claimant with the consent, the history, where it came from, and what may be done now."""

    consent = fields.Nested(ConsentOut, allow_none=True)
    history = fields.List(fields.Nested(HistoryOut))
    came_from = fields.String(allow_none=True, metadata={"description": "Number of the event, where it may be seen."})
    allowed_actions = fields.List(fields.Nested(AllowedAction))


class ClaimantResult(Schema):
    """What became of one claimant."""

    id = fields.UUID(attribute="party_id")
    name = fields.String()
    state = fields.String()
    done = fields.Boolean()
    refusal = fields.Function(lambda one: str(one.refusal) if one.refusal else None)


class ClaimantResults(Schema):
    """An answer for each claimant, in the order sent."""

    rows = fields.List(fields.Nested(ClaimantResult), required=True)


class ListedOut(Schema):
    """The claimants that were listed, in the order sent."""

    ids = fields.List(fields.UUID(), required=True)


class ApartOut(Schema):
    """The event begun for the claimant."""

    id = fields.UUID(required=True)


def _shown(party_id: UUID) -> Any:
    actor = current_actor()
    row = queries.get_claimant(actor, party_id)
    origin = queries.origins_of(actor, [row]).get(row.id)
    acts = offers(CLAIMANT_WORKFLOW, row, actor, {"stands_again": False})
    detailed = Detailed(
        row,
        consent=queries.consents_of_claimants([row.id]).get(row.id),
        history=queries.claimant_history(row.id),
        came_from=origin.number if origin else None,
        allowed_actions=[act for act in acts if act.name != "take_back_join"],
    )
    return detailed, 200, etag(row)


@blp.get("")
@requires(may.EVENT_READ)
@blp.arguments(RosterQuery, location="query")
@blp.response(200, page_schema(ClaimantOut))
def list_claimants(query: dict[str, Any]) -> Any:
    """The roster of one collective matter, in its order."""
    wanted = queries.RosterFilter(state=query["state"], name=query["name"])
    page = queries.list_claimants(
        current_actor(), query["matter_id"], wanted, cursor=query["cursor"], limit=query["limit"]
    )
    return page_body(page)


@blp.post("")
@requires(may.PARTY_EDIT)
@blp.arguments(OfMatter, location="query")
@blp.arguments(ClaimantsIn)
@blp.response(201, ListedOut)
def add_claimants(query: dict[str, Any], given: dict[str, list[PartyDetails]]) -> Any:
    """Put up to 500 claimants on the roster, all or none; faults are named by row."""
    return {"ids": services.add_claimants(query["matter_id"], given["rows"], actor=current_actor())}


@blp.post("/move")
@requires(may.PARTY_EDIT)
@blp.arguments(OfMatter, location="query")
@blp.arguments(RosterMoveIn)
@blp.response(200, ClaimantResults)
def move_many(query: dict[str, Any], move: RosterMove) -> Any:
    """Do one act on many claimants, each for itself."""
    return {"rows": services.move_claimants(query["matter_id"], move, actor=current_actor())}


@blp.post("/consents")
@requires(may.PARTY_EDIT)
@blp.arguments(OfMatter, location="query")
@blp.arguments(ConsentsIn)
@blp.response(200, ClaimantResults)
def record_consents(query: dict[str, Any], given: ConsentGiven) -> Any:
    """Record the consents of many on one paper, each with a row of its own."""
    return {"rows": services.record_consents(query["matter_id"], given, actor=current_actor())}


@blp.get("/<uuid:claimant_id>")
@requires(may.EVENT_READ)
@blp.response(200, ClaimantDetailOut)
def get_claimant(claimant_id: UUID) -> Any:
    """One claimant."""
    return _shown(claimant_id)


@blp.post("/<uuid:claimant_id>/consent")
@requires(may.PARTY_EDIT)
@blp.versioned
@blp.arguments(ConsentIn)
@blp.response(200, ClaimantDetailOut)
def consent(given: dict[str, Any], claimant_id: UUID) -> Any:
    """Record the consent of one claimant."""
    row = queries.get_claimant(current_actor(), claimant_id)
    one = ConsentGiven(party_ids=(row.id,), **given)
    services.require_done(services.record_consents(row.matter_id, one, version=seen_version(), actor=current_actor()))
    return _shown(claimant_id)


@blp.post("/<uuid:claimant_id>/move")
@requires(may.PARTY_EDIT)
@blp.versioned
@blp.arguments(MoveIn)
@blp.response(200, ClaimantDetailOut)
def move(given: dict[str, Any], claimant_id: UUID) -> Any:
    """Do one act on one claimant."""
    row = queries.get_claimant(current_actor(), claimant_id)
    wanted = RosterMove(act=given["act"], party_ids=(row.id,), reason=given["reason"])
    services.require_done(services.move_claimants(row.matter_id, wanted, version=seen_version(), actor=current_actor()))
    return _shown(claimant_id)


@blp.post("/<uuid:claimant_id>/handle-apart")
@requires(may.EVENT_MERGE)
@blp.versioned
@blp.arguments(ReasonIn)
@blp.response(201, ApartOut)
def handle_apart(given: dict[str, Any], claimant_id: UUID) -> Any:
    """Begin an event of its own for the claimant, linked with the collective matter."""
    row = queries.get_claimant(current_actor(), claimant_id)
    child = services.handle_apart(row.id, given["reason"], version=seen_version(), actor=current_actor())
    return {"id": child}
