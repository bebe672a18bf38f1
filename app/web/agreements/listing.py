"""The list of agreements, the tab of a matter, and how a draft begins."""

from __future__ import annotations

from uuid import UUID

from flask import flash, render_template, url_for
from sqlalchemy import ScalarSelect
from werkzeug.wrappers import Response

from app.agreements import permissions as may
from app.agreements import queries, services
from app.agreements.schemas import AssignmentDraftIn, GeneralDraftIn
from app.claims import queries as claims
from app.core import clock
from app.core.permissions import Actor
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.writes import on_invalid
from app.intake import queries as intake
from app.mediation import queries as mediation
from app.organisations import queries as organisations
from app.organisations.types import UnitKind
from app.web.agreements.blueprint import bp, words
from app.web.matter_frame import frame_of
from app.web.shell import use_counts

TAB_WORDS = {"todo": msg("待签名和逾期"), "in_force": msg("履行中"), "ended": msg("已了结"), "all": msg("全部")}


@use_counts
def counts(actor: Actor) -> dict[str, ScalarSelect[int]]:
    """What waits: drafts, signatures, overdue performance."""
    return {"agreements": queries.waiting(actor)} if actor.may(may.DRAFT) else {}


@bp.get("/agreements")
@requires(may.READ)
def list_agreements() -> str:
    """Agreements of all visible matters."""
    actor, state = current_actor(), list_state(default_tab="todo")
    wanted = queries.AgreementFilter(tab=state.get("tab"))
    page = queries.list_agreements(actor, wanted, cursor=state.cursor, limit=state.size)
    found = queries.tab_counts(actor)
    tabs = [Tab(name, label, found[name]) for name, label in TAB_WORDS.items()]
    listing = Listing(state, page, found.get(state.get("tab"), 0), tabs=tabs)
    matters = intake.matter_names(row.matter_id for row in page.rows)
    return render_template("agreements/list.html", listing=listing, matters=matters, **words())


@bp.get("/events/<uuid:matter_id>/agreement")
@requires(may.READ)
def of_matter(matter_id: UUID) -> str:
    """The agreements of a matter, and how the next one begins."""
    frame = frame_of(matter_id, "agreement")
    sitting = mediation.open_mediation(matter_id)
    return render_template(
        "agreements/matter.html",
        **frame,
        **words(),
        agreements=queries.agreements_of(matter_id),
        certificates=queries.certificates_of(matter_id),
        can_draft=bool(sitting and sitting.state in ("in_session", "agreement_drafting")),
        schedule=claims.latest_edition(matter_id),
        labour=intake.labour_dispute(matter_id),
    )


@bp.get("/events/<uuid:matter_id>/agreement/assignment")
@requires(may.DRAFT)
def new_assignment(matter_id: UUID) -> str:
    """What a safeguarded assignment needs beyond parties and schedule."""
    event = intake.get_event(current_actor(), matter_id)
    parties = [party for party in intake.parties_of(matter_id) if party.kind == "organisation"]
    courts = [(unit.name, unit.name) for unit in organisations.units(kind=UnitKind.COURT)]
    start = {"signing_on": clock.today(), "debtor_signs": True, "matter_id": matter_id}
    return render_template(
        "agreements/new_assignment.html",
        event=event,
        form=form_state(start, draft=f"assignment-{matter_id}"),
        payers=[(party.id, party.name) for party in parties],
        courts=courts,
        schedule=claims.latest_edition(matter_id),
        crumbs=[event.number],
    )


@bp.post("/events/<uuid:matter_id>/agreement/assignment")
@requires(may.DRAFT)
@on_invalid(new_assignment)
def draft_assignment(matter_id: UUID) -> Response:
    """Begin the assignment with every safeguard for the workers."""
    agreement_id = services.draft_assignment_agreement(typed(AssignmentDraftIn()), actor=current_actor())
    flash(str(msg("协议已起草，请核对条款和右侧的检查结果。")), "done")
    return back_to(url_for("agreements.show_agreement", agreement_id=agreement_id))


@bp.post("/events/<uuid:matter_id>/agreement")
@requires(may.DRAFT)
@on_invalid(of_matter)
def draft_general(matter_id: UUID) -> Response:
    """Begin a draft whose clauses people write themselves."""
    agreement_id = services.draft_general(typed(GeneralDraftIn()), actor=current_actor())
    flash(str(msg("协议已起草，请逐条添加约定。")), "done")
    return back_to(url_for("agreements.show_agreement", agreement_id=agreement_id))


@bp.post("/events/<uuid:matter_id>/agreement/certificate")
@requires(may.CERTIFY)
@on_invalid(of_matter)
def certify(matter_id: UUID) -> Response:
    """Certify voluntary performance."""
    services.issue_performance_certificate(matter_id, actor=current_actor())
    flash(str(msg("自动履行证明书已出具，稍后可以在文书中下载。")), "done")
    return back_to(url_for("agreements.of_matter", matter_id=matter_id))
