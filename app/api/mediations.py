"""Mediations by machine, under the same conditions as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.core.workflow import offers
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.mediation import permissions as may
from app.mediation import queries, schemas, services
from app.mediation.commands import Application, ConsentDetails, NoticeDetails, SessionDetails
from app.mediation.workflow import MEDIATION_WORKFLOW

blp = Resource("api-mediations", __name__, url_prefix="/mediations", description="Mediations of disputes")


class MediationQuery(PageQuery):
    """Of which matter."""

    matter_id = fields.UUID(load_default=None)


class MediationDetailOut(schemas.MediationOut):
    """A mediation with its sittings and what may be done now."""

    sessions = fields.List(fields.Nested(schemas.SessionOut))
    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(mediation_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    row = queries.get_mediation(actor, mediation_id)
    moved = {step.name for step in MEDIATION_WORKFLOW.transitions if step.permission == may.MOVE}
    found = offers(MEDIATION_WORKFLOW, row, actor, queries.mediation_facts(row))
    own = [offer for offer in found if offer.name not in moved]
    return Detailed(row, sessions=queries.sessions_of(row.id), allowed_actions=own), status, etag(row)


@blp.get("")
@requires(may.READ)
@blp.arguments(MediationQuery, location="query")
@blp.response(200, page_schema(schemas.MediationOut))
def list_mediations(query: dict[str, Any]) -> Any:
    """Mediations of the matters one may see."""
    page = queries.list_mediations(
        current_actor(), matter_id=query["matter_id"], cursor=query["cursor"], limit=query["limit"]
    )
    return page_body(page)


@blp.post("")
@requires(may.OPEN)
@blp.arguments(schemas.OpenIn)
@blp.response(201, MediationDetailOut)
def open_mediation(application: Application) -> Any:
    """Register an application."""
    return _shown(services.open_mediation(application, actor=current_actor()), 201)


@blp.get("/<uuid:mediation_id>")
@requires(may.READ)
@blp.response(200, MediationDetailOut)
def get_mediation(mediation_id: UUID) -> Any:
    """One mediation."""
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/check-scope")
@requires(may.CONDUCT)
@blp.versioned
@blp.arguments(schemas.ScopeIn)
@blp.response(200, MediationDetailOut)
def check_scope(given: dict[str, Any], mediation_id: UUID) -> Any:
    """Nothing excludes mediation."""
    services.check_scope(mediation_id, exclusion=given["exclusion"], version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/decline")
@requires(may.CONDUCT)
@blp.versioned
@blp.arguments(schemas.ReasonIn)
@blp.response(200, MediationDetailOut)
def decline(given: dict[str, Any], mediation_id: UUID) -> Any:
    """Do not accept."""
    services.decline(mediation_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/record-consent")
@requires(may.CONDUCT)
@blp.arguments(schemas.ConsentIn)
@blp.response(200, MediationDetailOut)
def record_consent(details: ConsentDetails, mediation_id: UUID) -> Any:
    """Record what parties answered."""
    services.record_consent(mediation_id, details, actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/accept")
@requires(may.CONDUCT)
@blp.versioned
@blp.response(200, MediationDetailOut)
def accept(mediation_id: UUID) -> Any:
    """Accept once every party consented."""
    services.accept(mediation_id, version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/refuse")
@requires(may.CONDUCT)
@blp.versioned
@blp.response(200, MediationDetailOut)
def refuse(mediation_id: UUID) -> Any:
    """End because a party clearly refused."""
    services.end_by_refusal(mediation_id, version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/assign")
@requires(may.CONDUCT)
@blp.versioned
@blp.arguments(schemas.AssignIn)
@blp.response(200, MediationDetailOut)
def assign(given: dict[str, Any], mediation_id: UUID) -> Any:
    """Take the mediation as its mediator after disclosure."""
    services.assign(
        mediation_id,
        given["disclosure"],
        conflict=given["conflict"],
        conflict_accepted=given["conflict_accepted"],
        version=seen_version(),
        actor=current_actor(),
    )
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/record-rights-read")
@requires(may.CONDUCT)
@blp.arguments(schemas.NoticeIn)
@blp.response(200, MediationDetailOut)
def record_rights_read(details: NoticeDetails, mediation_id: UUID) -> Any:
    """Rights and duties were read to the parties named."""
    services.record_rights_read(mediation_id, details, actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/choose-representatives")
@requires(may.CONDUCT)
@blp.arguments(schemas.RepresentativesIn)
@blp.response(200, MediationDetailOut)
def choose_representatives(given: dict[str, Any], mediation_id: UUID) -> Any:
    """A group of ten or more chooses who speaks for it."""
    services.choose_representatives(
        mediation_id,
        tuple(given["representatives"]),
        tuple(given["voters"]),
        given["scope"],
        actor=current_actor(),
    )
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/hold-session")
@requires(may.CONDUCT)
@blp.versioned
@blp.arguments(schemas.SessionIn)
@blp.response(200, MediationDetailOut)
def hold_session(details: SessionDetails, mediation_id: UUID) -> Any:
    """Record a sitting."""
    services.hold_session(mediation_id, details, version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/stall")
@requires(may.CONDUCT)
@blp.versioned
@blp.arguments(schemas.StallIn)
@blp.response(200, MediationDetailOut)
def stall(given: dict[str, Any], mediation_id: UUID) -> Any:
    """Record a deadlock."""
    services.stall(mediation_id, given["cause"], given["reason"], version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/resume")
@requires(may.CONDUCT)
@blp.versioned
@blp.response(200, MediationDetailOut)
def resume(mediation_id: UUID) -> Any:
    """Go on after a deadlock."""
    services.resume(mediation_id, version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/begin-drafting")
@requires(may.CONDUCT)
@blp.versioned
@blp.response(200, MediationDetailOut)
def begin_drafting(mediation_id: UUID) -> Any:
    """The parties agree in substance."""
    services.begin_drafting(mediation_id, version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/return-to-session")
@requires(may.CONDUCT)
@blp.versioned
@blp.arguments(schemas.ReasonIn)
@blp.response(200, MediationDetailOut)
def return_to_session(given: dict[str, Any], mediation_id: UUID) -> Any:
    """Talk again."""
    services.return_to_session(mediation_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/agree-orally")
@requires(may.CONDUCT)
@blp.versioned
@blp.arguments(schemas.OralIn)
@blp.response(200, MediationDetailOut)
def agree_orally(given: dict[str, Any], mediation_id: UUID) -> Any:
    """An oral agreement; never in labour disputes."""
    services.agree_orally(mediation_id, given["content"], version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/fail")
@requires(may.CONDUCT)
@blp.versioned
@blp.arguments(schemas.FailIn)
@blp.response(200, MediationDetailOut)
def fail(given: dict[str, Any], mediation_id: UUID) -> Any:
    """No agreement."""
    services.fail(
        mediation_id, given["reason"], given["undisputed_facts"], version=seen_version(), actor=current_actor()
    )
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/settle-privately")
@requires(may.CONDUCT)
@blp.versioned
@blp.arguments(schemas.ReasonIn)
@blp.response(200, MediationDetailOut)
def settle_privately(given: dict[str, Any], mediation_id: UUID) -> Any:
    """The parties settled by themselves."""
    services.settle_privately(mediation_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(mediation_id)


@blp.post("/<uuid:mediation_id>/withdraw")
@requires(may.CONDUCT)
@blp.versioned
@blp.arguments(schemas.ReasonIn)
@blp.response(200, MediationDetailOut)
def withdraw(given: dict[str, Any], mediation_id: UUID) -> Any:
    """The applicant withdrew."""
    services.withdraw(mediation_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(mediation_id)
