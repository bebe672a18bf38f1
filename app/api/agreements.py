"""Agreements by machine, under the same conditions as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, fields, validate

from app.agreements import permissions as may
from app.agreements import queries, schemas, services
from app.agreements.commands import AssignmentDraft, GeneralDraft, Hands, NoticeDetails
from app.agreements.services.checking import as_json, check_file, read_file
from app.agreements.types.linting import Stage
from app.agreements.types.states import AgreementState, Route
from app.api.resource import AllowedAction, PageQuery, Resource, page_body, page_schema
from app.clocks import queries as clocks
from app.confirmation import queries as confirmation
from app.core import clock
from app.http.access import requires, signed_in
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource("api-agreements", __name__, url_prefix="/agreements", description="Agreements and their performance")
PDF = "application/pdf"


class AgreementQuery(PageQuery):
    """Which agreements."""

    matter_id = fields.UUID(load_default=None)
    state = fields.String(load_default="", validate=validate.OneOf(["", *(one.value for one in AgreementState)]))


class StageQuery(Schema):
    """At which stage the rules speak."""

    stage = fields.String(load_default="freeze", validate=validate.OneOf([one.value for one in Stage]))


class CopyQuery(Schema):
    """Whether ID and account numbers are masked."""

    shared_copy = fields.Boolean(load_default=False)


class AgreementDetailOut(schemas.AgreementOut):
    """An agreement with its masked content, hands, duties, notices and what may be done now."""

    content = fields.Dict()
    versions = fields.List(fields.Nested(schemas.AgreementVersionOut))
    signatures = fields.List(fields.Nested(schemas.SignatureOut))
    missing_hands = fields.List(fields.String())
    obligations = fields.List(fields.Nested(schemas.ObligationOut))
    notices = fields.List(fields.Nested(schemas.NoticeOut))
    allowed_actions = fields.List(fields.Nested(AllowedAction))


def shown(agreement_id: UUID, status: int = 200) -> Any:
    """One agreement as the API tells it."""
    actor = current_actor()
    row = queries.get_agreement(actor, agreement_id)
    body = {
        **{name: getattr(row, name) for name in schemas.AgreementOut().fields},
        "content": queries.masked_json(queries.content_of(row)),
        "versions": row.versions,
        "signatures": queries.signature_rows(row.id),
        "missing_hands": queries.effect_now(row).missing if row.state == AgreementState.FROZEN else (),
        "obligations": queries.duties_of(row.id),
        "notices": queries.notice_rows(row.id),
        "allowed_actions": queries.offers_on(row, actor),
    }
    return body, status, etag(row)


@blp.get("")
@requires(may.READ)
@blp.arguments(AgreementQuery, location="query")
@blp.response(200, page_schema(schemas.AgreementOut))
def list_agreements(query: dict[str, Any]) -> Any:
    """Agreements of the matters one may see."""
    wanted = queries.AgreementFilter(
        state=query["state"], matter_id=query["matter_id"], updated_since=query["updated_since"]
    )
    return page_body(queries.list_agreements(current_actor(), wanted, cursor=query["cursor"], limit=query["limit"]))


@blp.post("")
@requires(may.DRAFT)
@blp.arguments(schemas.GeneralDraftIn)
@blp.response(201, AgreementDetailOut)
def draft_general(draft: GeneralDraft) -> Any:
    """Begin a draft whose clauses people write themselves."""
    return shown(services.draft_general(draft, actor=current_actor()), 201)


@blp.post("/assignments")
@requires(may.DRAFT)
@blp.arguments(schemas.AssignmentDraftIn)
@blp.response(201, AgreementDetailOut)
def draft_assignment(draft: AssignmentDraft) -> Any:
    """Begin a safeguarded assignment of the wages in the frozen schedule."""
    return shown(services.draft_assignment_agreement(draft, actor=current_actor()), 201)


@blp.post("/lint")
@signed_in
@blp.arguments(StageQuery, location="query")
@blp.arguments(schemas.OpenObject)
@blp.response(200, schemas.LintReportOut)
def lint_file(query: dict[str, Any], source: dict[str, Any]) -> Any:
    """Check an agreement file; nothing is stored."""
    report = check_file(read_file(source), stage=Stage(query["stage"]), on=clock.today(), calendar=clocks.calendar())
    return as_json(report)


@blp.get("/<uuid:agreement_id>")
@requires(may.READ)
@blp.response(200, AgreementDetailOut)
def get_agreement(agreement_id: UUID) -> Any:
    """One agreement."""
    return shown(agreement_id)


@blp.get("/<uuid:agreement_id>/lint")
@requires(may.READ)
@blp.arguments(StageQuery, location="query")
@blp.response(200, schemas.LintReportOut)
def lint(query: dict[str, Any], agreement_id: UUID) -> Any:
    """What the rules say of the agreement today."""
    row, stage = queries.get_agreement(current_actor(), agreement_id), Stage(query["stage"])
    if stage is Stage.APPLY:
        return as_json(confirmation.apply_report(row, confirmation.application_of(row.id)))
    return as_json(queries.lint(row, on=clock.today(), stage=stage))


@blp.get("/<uuid:agreement_id>/preview.pdf")
@requires(may.READ)
@blp.arguments(CopyQuery, location="query")
@blp.response(200, {"type": "string", "format": "binary"}, content_type=PDF)
def preview(query: dict[str, Any], agreement_id: UUID) -> Response:
    """The draft as PDF, marked as a draft; nothing is stored. Numbers are masked unless one may draft."""
    actor = current_actor()
    shared = query["shared_copy"] or not actor.may(may.DRAFT)
    return Response(services.preview_agreement(agreement_id, shared_copy=shared, actor=actor), mimetype=PDF)


@blp.post("/<uuid:agreement_id>/edit")
@requires(may.DRAFT)
@blp.versioned
@blp.arguments(schemas.ChangesIn)
@blp.response(200, AgreementDetailOut)
def edit(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Replace head or clauses; a frozen agreement needs a reason and loses its signatures."""
    changes, reason = schemas.changes_from(given)
    services.edit_agreement(agreement_id, changes, reason=reason, version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/note-circumstances")
@requires(may.DRAFT)
@blp.versioned
@blp.arguments(schemas.OpenObject)
@blp.response(200, AgreementDetailOut)
def note_circumstances(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Note what the file does not say by itself."""
    services.note_circumstances(agreement_id, given, version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/record-settlement-consents")
@requires(may.DRAFT)
@blp.versioned
@blp.arguments(schemas.ConsentsIn)
@blp.response(200, AgreementDetailOut)
def record_settlement_consents(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Each worker named agreed to this settlement himself."""
    services.record_settlement_consents(
        agreement_id, given["keys"], given["on"], version=seen_version(), actor=current_actor()
    )
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/leave-out-workers")
@requires(may.DRAFT)
@blp.versioned
@blp.arguments(schemas.KeysIn)
@blp.response(200, AgreementDetailOut)
def leave_out_workers(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Take workers who do not sign out; every total follows."""
    services.leave_out_workers(
        agreement_id, given["keys"], reason=given["reason"], version=seen_version(), actor=current_actor()
    )
    return shown(agreement_id)


def _reasoned(agreement_id: UUID, given: dict[str, Any], service: Callable[..., None]) -> Any:
    service(agreement_id, reason=given["reason"], version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/go-on-without-debtor")
@requires(may.DRAFT)
@blp.versioned
@blp.arguments(schemas.OptionalReasonIn)
@blp.response(200, AgreementDetailOut)
def go_on_without_debtor(given: dict[str, Any], agreement_id: UUID) -> Any:
    """The debtor will not sign: two parties, and a notice."""
    return _reasoned(agreement_id, given, services.go_on_without_debtor)


@blp.post("/<uuid:agreement_id>/take-latest-schedule")
@requires(may.DRAFT)
@blp.versioned
@blp.arguments(schemas.OptionalReasonIn)
@blp.response(200, AgreementDetailOut)
def take_latest_schedule(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Replace the annex by the latest frozen schedule."""
    return _reasoned(agreement_id, given, services.take_latest_schedule)


@blp.post("/<uuid:agreement_id>/override-finding")
@requires(may.OVERRIDE)
@blp.versioned
@blp.arguments(schemas.OverrideIn)
@blp.response(200, AgreementDetailOut)
def override_finding(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Let a blocking finding pass, with a reason."""
    services.override_finding(agreement_id, **given, version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/freeze")
@requires(may.DRAFT)
@blp.versioned
@blp.response(200, AgreementDetailOut)
def freeze(agreement_id: UUID) -> Any:
    """Content, wording and document under one digest, ready to be signed."""
    services.freeze_agreement(agreement_id, version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/sign")
@requires(may.SIGN)
@blp.versioned
@blp.arguments(schemas.HandsIn)
@blp.response(200, AgreementDetailOut)
def sign(hands: Hands, agreement_id: UUID) -> Any:
    """Record signatures or the seal; the last one gives effect."""
    services.record_signatures(agreement_id, hands, version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/note-oral")
@requires(may.DRAFT)
@blp.versioned
@blp.arguments(schemas.OralIn)
@blp.response(200, AgreementDetailOut)
def note_oral(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Note an oral agreement the day it was reached."""
    services.note_oral_agreement(agreement_id, given["agreed_at"], version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/notices")
@requires(may.NOTIFY)
@blp.versioned
@blp.arguments(schemas.NoticeIn)
@blp.response(201, AgreementDetailOut)
def record_notice(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Record a notice to the debtor and issue D26."""
    notice, account = schemas.notice_from(given)
    services.record_notice(agreement_id, notice, account, version=seen_version(), actor=current_actor())
    return shown(agreement_id, 201)


@blp.post("/<uuid:agreement_id>/notices/<uuid:notice_id>/record-arrival")
@requires(may.NOTIFY)
@blp.arguments(schemas.ArrivalIn)
@blp.response(200, AgreementDetailOut)
def record_arrival(given: dict[str, Any], agreement_id: UUID, notice_id: UUID) -> Any:
    """Add arrival and proof to a notice."""
    known = queries.notice_of(agreement_id, notice_id, current_actor())
    details = NoticeDetails(sender=known.sender, mode=known.mode, sent_at=known.sent_at, **given)
    services.record_arrival(notice_id, details, actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/allocate-receipts")
@requires(may.PERFORM)
@blp.versioned
@blp.response(200, AgreementDetailOut)
def allocate_receipts(agreement_id: UUID) -> Any:
    """Count every receipt of the matter towards the payee's duties."""
    services.allocate_receipts(agreement_id, version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/record-performance")
@requires(may.PERFORM)
@blp.versioned
@blp.arguments(schemas.SharesIn)
@blp.response(200, AgreementDetailOut)
def record_performance(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Count chosen receipts towards chosen duties."""
    services.record_performance(agreement_id, given["shares"], version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/obligations/<uuid:obligation_id>/done")
@requires(may.PERFORM)
@blp.versioned
@blp.arguments(schemas.DoneIn)
@blp.response(200, AgreementDetailOut)
def record_done(given: dict[str, Any], agreement_id: UUID, obligation_id: UUID) -> Any:
    """An act or a delivery was done."""
    services.record_act_done(agreement_id, obligation_id, **given, version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/lapse")
@requires(may.PERFORM)
@blp.versioned
@blp.arguments(schemas.NoteIn)
@blp.response(200, AgreementDetailOut)
def lapse(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Let it lapse: paid first, or the assignee did not pay."""
    services.lapse_agreement(agreement_id, given["note"], version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/supersede")
@requires(may.DRAFT)
@blp.versioned
@blp.arguments(schemas.AgreementReasonIn)
@blp.response(200, AgreementDetailOut)
def supersede(given: dict[str, Any], agreement_id: UUID) -> Any:
    """A new agreement took its place."""
    services.supersede_agreement(agreement_id, given["reason"], version=seen_version(), actor=current_actor())
    return shown(agreement_id)


def _route(agreement_id: UUID, route: Route, given: dict[str, Any]) -> Any:
    services.choose_route(agreement_id, route, given["reason"], version=seen_version(), actor=current_actor())
    return shown(agreement_id)


@blp.post("/<uuid:agreement_id>/enforce")
@requires(may.PERFORM)
@blp.versioned
@blp.arguments(schemas.AgreementReasonIn)
@blp.response(200, AgreementDetailOut)
def enforce(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Performance of a confirmed agreement failed: enforcement."""
    return _route(agreement_id, Route.ENFORCEMENT, given)


@blp.post("/<uuid:agreement_id>/take-to-dispute")
@requires(may.PERFORM)
@blp.versioned
@blp.arguments(schemas.AgreementReasonIn)
@blp.response(200, AgreementDetailOut)
def take_to_dispute(given: dict[str, Any], agreement_id: UUID) -> Any:
    """Performance failed: payment order, arbitration or suit."""
    return _route(agreement_id, Route.DISPUTE, given)


@blp.post("/certificates")
@requires(may.CERTIFY)
@blp.arguments(schemas.MatterIn)
@blp.response(201, schemas.CertificateOut)
def certify(given: dict[str, Any]) -> Any:
    """Certify voluntary performance (form D41)."""
    actor = current_actor()
    services.issue_performance_certificate(given["matter_id"], actor=actor)
    return queries.certificates_of(given["matter_id"])[-1]
