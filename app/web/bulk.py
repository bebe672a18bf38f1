"""Acts on many rows: what each row will get, the confirmation, and what became of each row."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.bulk import permissions as may
from app.bulk import queries, services
from app.bulk.commands import BulkInputs, ChosenRow
from app.bulk.models import BulkRow
from app.bulk.schemas import InputsIn
from app.bulk.types import BulkAct, Outcome
from app.core.errors import InvalidInput, NotFound
from app.core.text import msg, sentence
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, back_to, list_state, local_address
from app.http.signed_in import current_actor
from app.http.writes import each_time, on_invalid
from app.web.dispatch.blueprint import acting_units

bp = Blueprint("bulk", __name__, url_prefix="/bulk")

COLOURS = {
    Outcome.READY: "blue",
    Outcome.KEPT_OUT: "grey",
    Outcome.DONE: "green",
    Outcome.REFUSED: "orange",
    Outcome.CHANGED: "orange",
}


@bp.get("")
@requires(may.MAKE)
def list_runs() -> str:
    """One's own confirmed runs."""
    state = list_state()
    page = queries.list_runs(current_actor(), cursor=state.cursor, limit=state.size)
    counts = queries.row_counts([run.id for run in page.rows])
    return render_template(
        "bulk/list.html", listing=Listing(state, page), counts=counts, acts=BulkAct, outcomes=Outcome, colours=COLOURS
    )


@bp.post("")
@requires(may.MAKE)
@each_time
def prepare() -> Response:
    """Foresee an act on the ticked rows and show it; nothing is done yet."""
    back = local_address(request.form.get("back"), url_for("bulk.list_runs"))
    asked = request.form.get("act", "")
    if asked not in set(BulkAct):
        raise NotFound()
    chosen = [one for text in request.form.getlist("chosen") if (one := _chosen(text)) is not None]
    try:
        run_id = services.prepare_run(BulkAct(asked), chosen, BulkInputs(), back=back, actor=current_actor())
    except InvalidInput as refusal:
        for text in refusal.fields.get("rows", ()):
            flash(str(text), "error")
        return back_to(back)
    return back_to(url_for("bulk.show_run", run_id=run_id))


def _chosen(text: str) -> ChosenRow | None:
    """A ticked row as its box says it, ``id.version``; None for what no box of ours says."""
    row_id, _, version = text.partition(".")
    try:
        return ChosenRow(id=UUID(row_id), version=int(version)) if len(version) < 10 else None
    except ValueError:
        return None


@bp.get("/<uuid:run_id>")
@requires(may.MAKE)
def show_run(run_id: UUID) -> str:
    """What each row will get; once it is confirmed, what became of each row."""
    actor = current_actor()
    run = queries.get_run(actor, run_id)
    counts = {one: sum(row.outcome == one.value for row in run.rows) for one in Outcome}
    return render_template(
        "bulk/run.html",
        run=run,
        act=BulkAct(run.act),
        titles=queries.titles_of(actor, run.rows),
        counts=counts,
        outcomes=Outcome,
        colours=COLOURS,
        place=_place,
        said=lambda row: sentence(row.told),
        units=acting_units() if BulkAct(run.act).asks_unit else (),
        form=form_state({"words": run.words, "unit_id": run.target_unit_id}, form="inputs"),
        crumbs=[msg("批量办理"), BulkAct(run.act).label],
    )


def _place(row: BulkRow, act: BulkAct) -> str:
    """The page of a row."""
    if act.kind == BulkAct.URGE.kind:
        return url_for("dispatch.show_order", order_id=row.subject_id)
    return url_for("intake.show_event", matter_id=row.subject_id)


def _inputs() -> BulkInputs:
    given: Any = typed(InputsIn())
    return BulkInputs(words=given.words, unit_id=given.unit_id)


@bp.post("/<uuid:run_id>/change")
@requires(may.MAKE)
@each_time
@on_invalid(show_run)
def change(run_id: UUID) -> Response:
    """Foresee it anew with other words or another unit."""
    services.change_inputs(run_id, _inputs(), actor=current_actor())
    return back_to(url_for("bulk.show_run", run_id=run_id))


@bp.post("/<uuid:run_id>/confirm")
@requires(may.MAKE)
@each_time
@on_invalid(show_run)
def confirm(run_id: UUID) -> Response:
    """Do it row by row; a second click does nothing twice."""
    services.confirm_run(run_id, _inputs(), actor=current_actor())
    return back_to(url_for("bulk.show_run", run_id=run_id))
