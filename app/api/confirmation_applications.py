"""Applications for judicial confirmation by machine; the court's acts ask for a court role."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.confirmation import permissions as may
from app.confirmation import queries, schemas, services
from app.confirmation.commands import SupplementDetails, VerificationDetails, WillDetails
from app.confirmation.workflow import CONFIRMATION_WORKFLOW
from app.core.workflow import offers
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource(
    "api-confirmation-applications",
    __name__,
    url_prefix="/confirmation-applications",
    description="Joint applications to have an agreement confirmed by the court",
)


class ApplicationQuery(PageQuery):
    """Which applications."""

    tab = fields.String(load_default="", validate=validate.OneOf(["", *queries.DOCKET_TABS]))
    matter_id = fields.UUID(load_default=None)


class ApplicationDetailOut(schemas.ApplicationOut):
    """An application with wills, papers and what may be done now."""

    wills = fields.List(fields.Nested(schemas.WillOut))
    materials = fields.List(fields.Nested(schemas.MaterialOut))
    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(application_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    row = queries.get_application(actor, application_id)
    found = offers(CONFIRMATION_WORKFLOW, row, actor, queries.application_facts(row, actor))
    return Detailed(row, allowed_actions=found), status, etag(row)


@blp.get("")
@requires(may.READ, may.DOCKET_READ)
@blp.arguments(ApplicationQuery, location="query")
@blp.response(200, page_schema(schemas.ApplicationOut))
def list_applications(query: dict[str, Any]) -> Any:
    """Applications of the matters one may see, the nearest last day first."""
    page = queries.list_applications(
        current_actor(),
        tab=query["tab"],
        matter_id=query["matter_id"],
        cursor=query["cursor"],
        limit=query["limit"],
    )
    return page_body(page)


@blp.post("")
@requires(may.PREPARE)
@blp.arguments(schemas.DraftIn)
@blp.response(201, ApplicationDetailOut)
def draft(given: dict[str, Any]) -> Any:
    """Prepare an application from an agreement in effect."""
    application_id = services.draft_application(
        given["agreement_id"], court_id=given["court_id"], actor=current_actor()
    )
    return _shown(application_id, 201)


@blp.get("/<uuid:application_id>")
@requires(may.READ, may.DOCKET_READ)
@blp.response(200, ApplicationDetailOut)
def get_application(application_id: UUID) -> Any:
    """One application."""
    return _shown(application_id)


@blp.post("/<uuid:application_id>/make-ready")
@requires(may.PREPARE)
@blp.versioned
@blp.response(200, ApplicationDetailOut)
def make_ready(application_id: UUID) -> Any:
    """Issue the package for signing."""
    services.make_ready(application_id, version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/record-wills")
@requires(may.PREPARE)
@blp.arguments(schemas.WillsIn)
@blp.response(200, ApplicationDetailOut)
def record_wills(details: WillDetails, application_id: UUID) -> Any:
    """Parties joined the application."""
    services.record_wills(application_id, details, actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/tick-material")
@requires(may.PREPARE)
@blp.arguments(schemas.MaterialIn)
@blp.response(200, ApplicationDetailOut)
def tick_material(given: dict[str, Any], application_id: UUID) -> Any:
    """A paper is there."""
    services.tick_material(
        application_id,
        given["kind"],
        copies=given["copies"],
        original_seen=given["original_seen"],
        actor=current_actor(),
    )
    return _shown(application_id)


@blp.post("/<uuid:application_id>/submit")
@requires(may.PREPARE)
@blp.versioned
@blp.response(200, ApplicationDetailOut)
def submit(application_id: UUID) -> Any:
    """Send it to the court."""
    services.submit(application_id, version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/supplement")
@requires(may.PREPARE)
@blp.versioned
@blp.arguments(schemas.ReasonIn)
@blp.response(200, ApplicationDetailOut)
def supplement(given: dict[str, Any], application_id: UUID) -> Any:
    """Hand in what the court asked for."""
    services.supplement(application_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/demand-supplement")
@requires(may.SUPPLEMENT)
@blp.versioned
@blp.arguments(schemas.SupplementIn)
@blp.response(200, ApplicationDetailOut)
def demand_supplement(details: SupplementDetails, application_id: UUID) -> Any:
    """The court asks for papers."""
    services.demand_supplement(application_id, details, version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/acknowledge-guided")
@requires(may.DECIDE)
@blp.versioned
@blp.response(200, ApplicationDetailOut)
def acknowledge_guided(application_id: UUID) -> Any:
    """The guiding judge examines all the same; noted in the trail."""
    services.acknowledge_guided(application_id, version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/accept")
@requires(may.DECIDE)
@blp.versioned
@blp.response(200, ApplicationDetailOut)
def accept(application_id: UUID) -> Any:
    """Accept under a number of the court."""
    services.accept(application_id, version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/not-accept")
@requires(may.DECIDE)
@blp.versioned
@blp.arguments(schemas.NotAcceptIn)
@blp.response(200, ApplicationDetailOut)
def not_accept(given: dict[str, Any], application_id: UUID) -> Any:
    """Do not accept, on a ground of 355."""
    services.not_accept(application_id, given["ground"], given["reason"], version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/verify")
@requires(may.DECIDE)
@blp.versioned
@blp.arguments(schemas.VerifyIn)
@blp.response(200, ApplicationDetailOut)
def verify(details: VerificationDetails, application_id: UUID) -> Any:
    """Meet all parties together."""
    services.verify(application_id, details, version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/confirm")
@requires(may.DECIDE)
@blp.versioned
@blp.response(200, ApplicationDetailOut)
def confirm(application_id: UUID) -> Any:
    """Rule that the agreement is valid."""
    services.confirm(application_id, version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/reject")
@requires(may.DECIDE)
@blp.versioned
@blp.arguments(schemas.RejectIn)
@blp.response(200, ApplicationDetailOut)
def reject(given: dict[str, Any], application_id: UUID) -> Any:
    """Reject on a ground of 358."""
    services.reject(application_id, given["ground"], given["reason"], version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/withdraw")
@requires(may.DECIDE)
@blp.versioned
@blp.arguments(schemas.ReasonIn)
@blp.response(200, ApplicationDetailOut)
def withdraw(given: dict[str, Any], application_id: UUID) -> Any:
    """Allow a withdrawal before the ruling."""
    services.allow_withdrawal(application_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(application_id)


@blp.post("/<uuid:application_id>/serve")
@requires(may.DECIDE)
@blp.arguments(schemas.ServeIn)
@blp.response(200, ApplicationDetailOut)
def serve(given: dict[str, Any], application_id: UUID) -> Any:
    """The ruling reached a party."""
    services.serve(application_id, given["party_id"], given["served_at"], given["how"], actor=current_actor())
    return _shown(application_id)
