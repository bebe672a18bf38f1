"""The end of a matter: resolving, return visits, closing, the dossier and the archive."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, send_file, url_for
from werkzeug.wrappers import Response

from app.closure import forms as printed
from app.closure import permissions as may
from app.closure import queries, schemas, services
from app.closure.policies import closed_to
from app.closure.rules import REQUIRED
from app.closure.types import ResolveMethod, Retention, VisitChannel
from app.closure.workflow import DOSSIER_WORKFLOW, VISIT_WORKFLOW
from app.core.text import Message, msg
from app.core.workflow import offers
from app.dispatch import queries as dispatch
from app.http.access import requires
from app.http.forms import typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.intake import queries as intake
from app.web.matter_frame import frame_of

bp = Blueprint("closure", __name__)

VISIT_TABS = (("planned", msg("待回访")), ("contacted", msg("回访中")), ("", msg("全部")))
DOSSIER_TABS = (("open", msg("待立卷")), ("filed", msg("待检查")), ("archived", msg("已归档")))


def choices() -> dict[str, Any]:
    """Words of the closed lists."""
    return {
        "methods": [(one.value, one.label) for one in ResolveMethod],
        "channels": [(one.value, one.label) for one in VisitChannel],
        "retentions": {one.value: one.label for one in Retention},
        "visit_states": VISIT_WORKFLOW.states,
        "dossier_states": DOSSIER_WORKFLOW.states,
        "required_papers": REQUIRED,
    }


@bp.get("/visits")
@requires(may.VISIT_READ)
def list_visits() -> str:
    """Return visits, the earliest due first."""
    state = list_state(default_tab="planned")
    page = queries.list_visits(current_actor(), state=state.get("tab"), cursor=state.cursor, limit=state.size)
    listing = Listing(state, page, tabs=[Tab(name, words) for name, words in VISIT_TABS])
    events = dispatch.events_of(row.matter_id for row in page.rows)
    return render_template("closure/visits.html", listing=listing, events=events, **choices())


@bp.get("/dossiers")
@requires(may.DOSSIER_READ)
def list_dossiers() -> str:
    """Dossiers to file, to check, archived."""
    state = list_state(default_tab="open")
    page = queries.list_dossiers(current_actor(), state=state.get("tab"), cursor=state.cursor, limit=state.size)
    listing = Listing(state, page, tabs=[Tab(name, words) for name, words in DOSSIER_TABS])
    events = dispatch.events_of(row.matter_id for row in page.rows)
    return render_template("closure/dossiers.html", listing=listing, events=events, **choices())


@bp.get("/events/<uuid:matter_id>/closure")
@requires(may.VISIT_READ, may.DOSSIER_READ)
def of_matter(matter_id: UUID) -> str:
    """What is left to do before the matter lies in the archive."""
    actor = current_actor()
    frame = frame_of(matter_id, "closure")
    visits = queries.visits_of(matter_id)
    dossier = queries.dossier_of(matter_id)
    return render_template(
        "closure/matter.html",
        **frame,
        **choices(),
        visits=visits,
        visit_acts={
            row.id: {one.name: one for one in offers(VISIT_WORKFLOW, row, actor, queries.visit_facts(row))}
            for row in visits
        },
        dossier=dossier,
        gaps=services.gaps_of(dossier) if dossier is not None else [],
        kept_back=closed_to(dossier, actor) if dossier is not None else [],
        dossier_acts={one.name: one for one in offers(DOSSIER_WORKFLOW, dossier, actor, {"papers_missing": ""})}
        if dossier is not None
        else {},
    )


def _done(matter_id: UUID, words: Message) -> Response:
    flash(str(words), "done")
    return back_to(url_for("closure.of_matter", matter_id=matter_id))


@bp.post("/events/<uuid:matter_id>/resolve")
@requires(may.RESOLVE)
@on_invalid(of_matter)
def resolve(matter_id: UUID) -> Response:
    """Declare the conflict solved."""
    given = typed(schemas.ResolveIn())
    services.resolve(matter_id, given["method"], given["note"], actor=current_actor())
    return _done(matter_id, msg("已认定化解，七日后回访。"))


@bp.post("/events/<uuid:matter_id>/close")
@requires(may.CLOSE)
@on_invalid(of_matter)
def close(matter_id: UUID) -> Response:
    """Close after the visit."""
    services.close(matter_id, version=seen_version(), actor=current_actor())
    return _done(matter_id, msg("已结案，请整理卷宗。"))


def _of_visit(visit_id: UUID) -> str:
    return of_matter(queries.get_visit(current_actor(), visit_id).matter_id)


def _matter_of(visit_id: UUID) -> UUID:
    return queries.get_visit(current_actor(), visit_id).matter_id


@bp.post("/visits/<uuid:visit_id>/answers")
@requires(may.VISIT)
@on_invalid(_of_visit)
def record_answers(visit_id: UUID) -> Response:
    """What the parties answered."""
    services.record_answers(visit_id, typed(schemas.VisitIn()), version=seen_version(), actor=current_actor())
    return _done(_matter_of(visit_id), msg("回访已记录。"))


@bp.post("/visits/<uuid:visit_id>/try")
@requires(may.VISIT)
@on_invalid(_of_visit)
def note_try(visit_id: UUID) -> Response:
    """A try that reached nobody."""
    services.note_try(visit_id, typed(schemas.NoteIn())["reason"], actor=current_actor())
    return _done(_matter_of(visit_id), msg("已记录一次未联系上。"))


@bp.post("/visits/<uuid:visit_id>/unreachable")
@requires(may.VISIT)
@on_invalid(_of_visit)
def mark_unreachable(visit_id: UUID) -> Response:
    """Three tries failed."""
    services.mark_unreachable(visit_id, version=seen_version(), actor=current_actor())
    return _done(_matter_of(visit_id), msg("已转网格员上门。"))


@bp.post("/visits/<uuid:visit_id>/pass")
@requires(may.VISIT)
@on_invalid(_of_visit)
def pass_visit(visit_id: UUID) -> Response:
    """All settled."""
    services.pass_visit(visit_id, version=seen_version(), actor=current_actor())
    return _done(_matter_of(visit_id), msg("回访正常，可以结案。"))


@bp.post("/visits/<uuid:visit_id>/problem")
@requires(may.VISIT)
@on_invalid(_of_visit)
def report_problem(visit_id: UUID) -> Response:
    """Something is not settled."""
    services.report_problem(visit_id, typed(schemas.NoteIn())["reason"], version=seen_version(), actor=current_actor())
    return _done(_matter_of(visit_id), msg("事项已重新办理。"))


@bp.post("/visits/<uuid:visit_id>/record")
@requires(may.VISIT)
@on_invalid(_of_visit)
def print_record(visit_id: UUID) -> Response:
    """Issue D40."""
    printed.issue_visit_record(visit_id, actor=current_actor())
    return _done(_matter_of(visit_id), msg("回访记录已出具。"))


def _of_dossier(dossier_id: UUID) -> str:
    return of_matter(queries.get_dossier(current_actor(), dossier_id).matter_id)


def _dossier_matter(dossier_id: UUID) -> UUID:
    return queries.get_dossier(current_actor(), dossier_id).matter_id


@bp.post("/dossiers/<uuid:dossier_id>/explain")
@requires(may.FILE)
@on_invalid(_of_dossier)
def explain(dossier_id: UUID) -> Response:
    """Why a paper is not there."""
    given = typed(schemas.ExplainIn())
    services.explain(dossier_id, given["form"], given["words"], actor=current_actor())
    return _done(_dossier_matter(dossier_id), msg("情况说明已登记。"))


@bp.post("/dossiers/<uuid:dossier_id>/file")
@requires(may.FILE)
@on_invalid(_of_dossier)
def file_dossier(dossier_id: UUID) -> Response:
    """Put the dossier together."""
    services.file_dossier(dossier_id, version=seen_version(), actor=current_actor())
    return _done(_dossier_matter(dossier_id), msg("已立卷，请另一人检查归档。"))


@bp.post("/dossiers/<uuid:dossier_id>/refile")
@requires(may.CHECK)
@on_invalid(_of_dossier)
def refile(dossier_id: UUID) -> Response:
    """Send it back."""
    services.refile(dossier_id, typed(schemas.NoteIn())["reason"], version=seen_version(), actor=current_actor())
    return _done(_dossier_matter(dossier_id), msg("已退回重新整理。"))


@bp.post("/dossiers/<uuid:dossier_id>/archive")
@requires(may.CHECK)
@on_invalid(_of_dossier)
def archive(dossier_id: UUID) -> Response:
    """Check and archive."""
    services.archive(dossier_id, version=seen_version(), actor=current_actor())
    return _done(_dossier_matter(dossier_id), msg("已归档。"))


@bp.get("/dossiers/<uuid:dossier_id>.pdf")
@requires(may.DOSSIER_READ)
def download(dossier_id: UUID) -> Response:
    """The dossier in one file."""
    actor = current_actor()
    bound = services.dossier_file(dossier_id, actor=actor)
    number = intake.matter(queries.get_dossier(actor, dossier_id).matter_id).number
    return send_file(bound, mimetype="application/pdf", as_attachment=True, download_name=f"{number}.pdf")
