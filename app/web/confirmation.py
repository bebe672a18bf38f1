"""Judicial confirmation: the centre's preparation inside the matter, and the court's docket."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, url_for
from werkzeug.wrappers import Response

from app.agreements import queries as agreements
from app.clocks import queries as clocks
from app.confirmation import forms as printed
from app.confirmation import permissions as may
from app.confirmation import queries, schemas, services
from app.confirmation.models import Application
from app.confirmation.rules.questions import QUESTIONS
from app.confirmation.types import MaterialKind, NotAcceptedGround, RejectedGround, Route, VerificationMode
from app.confirmation.workflow import CONFIRMATION_WORKFLOW, KIND
from app.core import clock
from app.core.text import Message, msg
from app.core.workflow import offers
from app.dispatch import queries as dispatch
from app.http.access import requires
from app.http.forms import typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.organisations import queries as organisations
from app.web.agreements.blueprint import lint_words
from app.web.matter_frame import clocks_by_subject, frame_of

bp = Blueprint("confirmation", __name__)

TABS = (("waiting", msg("待受理")), ("open", msg("审查中")), ("over", msg("已办结")))


def choices() -> dict[str, Any]:
    """Words of the closed lists."""
    return {
        "states": CONFIRMATION_WORKFLOW.states,
        "routes": {one.value: one.label for one in Route},
        "kinds": {one.value: one.label for one in MaterialKind},
        "modes": [(one.value, one.label) for one in VerificationMode],
        "grounds_355": [(one.value, one.label) for one in NotAcceptedGround],
        "grounds_358": [(one.value, one.label) for one in RejectedGround],
        "questions": QUESTIONS,
    }


@bp.get("/confirmation")
@requires(may.READ, may.DOCKET_READ)
def docket() -> str:
    """Applications by their statutory last day: the court's docket, and the centre's list of its own."""
    actor = current_actor()
    state = list_state(default_tab="waiting")
    counts = queries.tab_counts(actor)
    page = queries.list_applications(actor, tab=state.get("tab"), cursor=state.cursor, limit=state.size)
    tabs = [Tab(name, words, counts.get(name), urgent=name == "waiting") for name, words in TABS]
    views = clocks.clocks_of_subjects(KIND, [row.id for row in page.rows])
    return render_template(
        "confirmation/docket.html",
        listing=Listing(state, page, tabs=tabs),
        views=views,
        events=dispatch.events_of(row.matter_id for row in page.rows),
        **choices(),
    )


@bp.get("/confirmation/<uuid:application_id>")
@requires(may.READ, may.DOCKET_READ)
def show_application(application_id: UUID) -> Response:
    """The page of the matter this application belongs to."""
    row = queries.get_application(current_actor(), application_id)
    return back_to(url_for("confirmation.of_matter", matter_id=row.matter_id))


@bp.get("/events/<uuid:matter_id>/confirmation")
@requires(may.READ, may.DOCKET_READ)
def of_matter(matter_id: UUID) -> str:
    """Deadline, court, wills, papers, and what centre or court may do now."""
    frame = frame_of(matter_id, "confirmation")
    rows = queries.applications_of(matter_id)
    agreement = agreements.agreement_in_force(matter_id)
    courts = queries.competent_courts(agreement) if agreement is not None and not rows else ()
    return render_template(
        "confirmation/matter.html",
        **frame,
        **choices(),
        **lint_words(),
        rows=[_shown(row, frame) for row in rows],
        agreement=agreement,
        courts=[(one, organisations.unit(one.court_id).name) for one in courts],
        last_day=queries.last_day(clock.local(agreement.effective_at).date())
        if agreement is not None and agreement.effective_at and not rows
        else None,
        now_at=clock.now(),
    )


def _shown(row: Application, frame: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    facts = queries.application_facts(row, actor)
    places = {party.id: place for place, party in enumerate(frame["event"].parties)}
    return {
        "row": row,
        "wills": sorted(row.wills, key=lambda will: places.get(will.party_id, len(places))),
        "court": organisations.unit(row.court_id).name,
        "acts": {one.name: one for one in offers(CONFIRMATION_WORKFLOW, row, actor, facts)},
        "facts": facts,
        "views": clocks_by_subject(frame, KIND).get(row.id, []),
    }


def _again(application_id: UUID) -> str:
    return of_matter(queries.get_application(current_actor(), application_id).matter_id)


def _done(application_id: UUID, words: Message) -> Response:
    flash(str(words), "done")
    row = queries.get_application(current_actor(), application_id)
    return back_to(url_for("confirmation.of_matter", matter_id=row.matter_id))


@bp.post("/events/<uuid:matter_id>/confirmation")
@requires(may.PREPARE)
@on_invalid(of_matter)
def draft(matter_id: UUID) -> Response:
    """Prepare an application."""
    given = typed(schemas.DraftIn())
    application_id = services.draft_application(
        given["agreement_id"], court_id=given["court_id"], actor=current_actor()
    )
    return _done(application_id, msg("申请已建立，请核对材料。"))


@bp.post("/confirmation/<uuid:application_id>/make-ready")
@requires(may.PREPARE)
@on_invalid(_again)
def make_ready(application_id: UUID) -> Response:
    """Issue the package."""
    services.make_ready(application_id, version=seen_version(), actor=current_actor())
    return _done(application_id, msg("申请书、承诺书、证明和清单已生成，请各方共同签署。"))


@bp.post("/confirmation/<uuid:application_id>/wills")
@requires(may.PREPARE)
@on_invalid(_again)
def record_wills(application_id: UUID) -> Response:
    """Parties joined."""
    count = services.record_wills(application_id, typed(schemas.WillsIn()), actor=current_actor())
    return _done(application_id, msg("已记录{n}名当事人共同申请。", n=count))


@bp.post("/confirmation/<uuid:application_id>/materials")
@requires(may.PREPARE)
@on_invalid(_again)
def tick_material(application_id: UUID) -> Response:
    """A paper is there."""
    given = typed(schemas.MaterialIn())
    services.tick_material(
        application_id,
        given["kind"],
        copies=given["copies"],
        original_seen=given["original_seen"],
        actor=current_actor(),
    )
    return _done(application_id, msg("材料已登记。"))


@bp.post("/confirmation/<uuid:application_id>/addresses")
@requires(may.PREPARE)
@on_invalid(_again)
def print_addresses(application_id: UUID) -> Response:
    """Issue D07."""
    papers = printed.issue_address_confirmations(application_id, actor=current_actor())
    return _done(application_id, msg("已出具{n}份送达地址确认书。", n=len(papers)))


@bp.post("/confirmation/<uuid:application_id>/submit")
@requires(may.PREPARE)
@on_invalid(_again)
def submit(application_id: UUID) -> Response:
    """Send it to the court."""
    services.submit(application_id, version=seen_version(), actor=current_actor())
    return _done(application_id, msg("已提交法院。"))


@bp.post("/confirmation/<uuid:application_id>/supplement")
@requires(may.PREPARE)
@on_invalid(_again)
def supplement(application_id: UUID) -> Response:
    """Hand in what was asked for."""
    reason = typed(schemas.ReasonIn())["reason"]
    services.supplement(application_id, reason, version=seen_version(), actor=current_actor())
    return _done(application_id, msg("已补充提交。"))


@bp.post("/confirmation/<uuid:application_id>/demand-supplement")
@requires(may.SUPPLEMENT)
@on_invalid(_again)
def demand_supplement(application_id: UUID) -> Response:
    """The court asks for papers."""
    services.demand_supplement(
        application_id, typed(schemas.SupplementIn()), version=seen_version(), actor=current_actor()
    )
    return _done(application_id, msg("已要求补充材料。"))


@bp.post("/confirmation/<uuid:application_id>/acknowledge-guided")
@requires(may.DECIDE)
@on_invalid(_again)
def acknowledge_guided(application_id: UUID) -> Response:
    """The guiding judge examines all the same."""
    services.acknowledge_guided(application_id, version=seen_version(), actor=current_actor())
    return _done(application_id, msg("已留痕：由指导法官继续审查。"))


@bp.post("/confirmation/<uuid:application_id>/accept")
@requires(may.DECIDE)
@on_invalid(_again)
def accept(application_id: UUID) -> Response:
    """Accept."""
    number = services.accept(application_id, version=seen_version(), actor=current_actor())
    return _done(application_id, msg("已受理，案号 {number}。", number=number))


@bp.post("/confirmation/<uuid:application_id>/not-accept")
@requires(may.DECIDE)
@on_invalid(_again)
def not_accept(application_id: UUID) -> Response:
    """Do not accept."""
    given = typed(schemas.NotAcceptIn())
    services.not_accept(application_id, given["ground"], given["reason"], version=seen_version(), actor=current_actor())
    return _done(application_id, msg("已决定不予受理。"))


@bp.post("/confirmation/<uuid:application_id>/verify")
@requires(may.DECIDE)
@on_invalid(_again)
def verify(application_id: UUID) -> Response:
    """The meeting with all parties."""
    services.verify(application_id, typed(schemas.VerifyIn()), version=seen_version(), actor=current_actor())
    return _done(application_id, msg("核实笔录已保存。"))


@bp.post("/confirmation/<uuid:application_id>/confirm")
@requires(may.DECIDE)
@on_invalid(_again)
def confirm(application_id: UUID) -> Response:
    """Rule that the agreement is valid."""
    number = services.confirm(application_id, version=seen_version(), actor=current_actor())
    return _done(application_id, msg("{number} 裁定调解协议有效。", number=number))


@bp.post("/confirmation/<uuid:application_id>/reject")
@requires(may.DECIDE)
@on_invalid(_again)
def reject(application_id: UUID) -> Response:
    """Reject on a ground of 358."""
    given = typed(schemas.RejectIn())
    services.reject(application_id, given["ground"], given["reason"], version=seen_version(), actor=current_actor())
    return _done(application_id, msg("已裁定驳回申请。"))


@bp.post("/confirmation/<uuid:application_id>/reject-355")
@requires(may.DECIDE)
@on_invalid(_again)
def reject_355(application_id: UUID) -> Response:
    """Reject on a ground of 355 found later."""
    given = typed(schemas.NotAcceptIn())
    services.reject_355(application_id, given["ground"], given["reason"], version=seen_version(), actor=current_actor())
    return _done(application_id, msg("已裁定驳回申请。"))


@bp.post("/confirmation/<uuid:application_id>/withdraw")
@requires(may.DECIDE)
@on_invalid(_again)
def withdraw(application_id: UUID) -> Response:
    """Allow a withdrawal."""
    reason = typed(schemas.ReasonIn())["reason"]
    services.allow_withdrawal(application_id, reason, version=seen_version(), actor=current_actor())
    return _done(application_id, msg("已准许撤回。"))


@bp.post("/confirmation/<uuid:application_id>/deem-withdrawn")
@requires(may.DECIDE)
@on_invalid(_again)
def deem_withdrawn(application_id: UUID) -> Response:
    """Treat as withdrawn."""
    reason = typed(schemas.ReasonIn())["reason"]
    services.deem_withdrawn(application_id, reason, version=seen_version(), actor=current_actor())
    return _done(application_id, msg("已按撤回申请处理。"))


@bp.post("/confirmation/<uuid:application_id>/serve")
@requires(may.DECIDE)
@on_invalid(_again)
def serve(application_id: UUID) -> Response:
    """The ruling reached a party."""
    given = typed(schemas.ServeIn())
    services.serve(application_id, given["party_id"], given["served_at"], given["how"], actor=current_actor())
    return _done(application_id, msg("送达已登记，异议期开始计算。"))


@bp.post("/confirmation/<uuid:application_id>/ruling-draft")
@requires(may.DECIDE)
@on_invalid(_again)
def print_ruling(application_id: UUID) -> Response:
    """Issue D35 as a draft."""
    document = printed.issue_ruling_draft(application_id, actor=current_actor())
    return back_to(url_for("documents.show", document_id=document.id))
