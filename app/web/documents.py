"""Printed documents: the ledger, a matter's documents, one document with its standing, batches, the verify page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.text import msg
from app.files.errors import MEGABYTE
from app.files.services import store
from app.files.types import ACCEPTED_ENDINGS
from app.http.access import public, requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, back_to, list_state
from app.http.sending import send_opened
from app.http.signed_in import current_actor
from app.http.writes import on_invalid
from app.intake import queries as intake
from app.rendering import permissions as may
from app.rendering import queries, schemas, services
from app.rendering.queries import DocumentFilter
from app.rendering.types import Standing
from app.web.matter_frame import frame_of

bp = Blueprint("documents", __name__)

COLOURS = {
    Standing.VALID: "green",
    Standing.DRAFT: "orange",
    Standing.SUPERSEDED: "grey",
    Standing.VOIDED: "red",
    Standing.SAMPLE: "blue",
}


def _told(rows: Any) -> dict[str, Any]:
    return {"standings": queries.standings(rows), "colours": COLOURS}


@bp.get("/documents")
@requires(may.DOCUMENT_READ)
def list_documents() -> str:
    """The ledger of all documents one may read."""
    state = list_state("form", "number")
    wanted = DocumentFilter(form_code=state.get("form"), number=state.get("number"))
    page = queries.documents(wanted, cursor=state.cursor, limit=state.size, actor=current_actor())
    choices = [(form.code, f"{form.code} {form.name}") for form in queries.all_forms()]
    return render_template(
        "documents/list.html",
        listing=Listing(state, page),
        forms_known=choices,
        matters=intake.matter_names(row.matter_id for row in page.rows if row.matter_id),
        people=intake.party_names(row.subject_id for row in page.rows if row.subject_kind == "party"),
        **_told(page.rows),
    )


@bp.get("/events/<uuid:matter_id>/documents")
@requires(may.DOCUMENT_READ)
def of_matter(matter_id: UUID) -> str:
    """The documents of a matter, oldest first, with the batch that prints several."""
    frame = frame_of(matter_id, "documents")
    rows = queries.documents_of_matter(matter_id, actor=current_actor())
    evidence = intake.evidence_of(matter_id)
    return render_template(
        "documents/matter.html",
        **frame,
        rows=rows,
        people={party.id: party.name for party in frame["event"].parties},
        evidence=evidence,
        accepted=",".join(ACCEPTED_ENDINGS),
        megabytes=store().limit // MEGABYTE,
        form=form_state({}),
        **_told(rows),
    )


@bp.post("/events/<uuid:matter_id>/documents/batch")
@requires(may.BATCH_RENDER)
@on_invalid(of_matter)
def start_batch(matter_id: UUID) -> Response:
    """Print the ticked documents together."""
    frame = frame_of(matter_id, "documents")
    chosen = [UUID(one) for one in request.form.getlist("chosen") if _is_id(one)]
    title = str(msg("{number}文书", number=frame["event"].number or ""))
    batch_id = services.start_batch(chosen, title=title, joined=True, matter_id=matter_id, actor=current_actor())
    return back_to(url_for("documents.batch", batch_id=batch_id))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@bp.get("/document-batches/<uuid:batch_id>")
@requires(may.BATCH_RENDER)
def batch(batch_id: UUID) -> str:
    """How far a batch is; the page renews itself until it is done."""
    found = queries.batch(batch_id, actor=current_actor())
    part = "documents/_progress.html" if request.headers.get("HX-Request") else "documents/batch.html"
    return render_template(part, batch=found, rows=queries.rows_of(batch_id))


@bp.get("/documents/<uuid:document_id>")
@requires(may.DOCUMENT_READ)
def show(document_id: UUID) -> str:
    """One document: what it is, how it stands, its hashes, its bytes."""
    row = queries.document(document_id, actor=current_actor())
    offers = {offer.name: offer for offer in queries.offers_on(row, current_actor())}
    verify_url = url_for("documents.verify", code=row.verify_code)
    return render_template(
        "documents/show.html", row=row, offers=offers, verify_url=verify_url, form=form_state({}), **_told([row])
    )


@bp.get("/documents/<uuid:document_id>/pdf")
@requires(may.DOCUMENT_READ)
def pdf(document_id: UUID) -> Response:
    """The document's bytes: in place, or as a download with ?download=1."""
    opened = services.document_file(document_id, actor=current_actor())
    return send_opened(opened, show="download" not in request.args)


@bp.post("/documents/<uuid:document_id>/void")
@requires(may.DOCUMENT_VOID)
@on_invalid(show)
def void(document_id: UUID) -> Response:
    """Declare a document void."""
    services.void_document(document_id, typed(schemas.VoidIn())["reason"], actor=current_actor())
    flash(str(msg("文书已作废，核验页面会显示作废。")), "done")
    return back_to(url_for("documents.show", document_id=document_id))


@bp.get("/v/<code>")
@public
def verify(code: str) -> tuple[str, int]:
    """The public answer to the QR on a paper; no personal content."""
    try:
        found = services.verify(code)
    except NotFound:
        return render_template("documents/verify.html", found=None, code=code[:20], colours=COLOURS), 404
    return render_template("documents/verify.html", found=found, code=code[:20], colours=COLOURS), 200
