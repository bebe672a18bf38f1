"""Bringing in old ledgers and work orders: hand in a list, match its columns, look at the check, confirm, take back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, make_response, render_template, request, url_for
from flask import Response as FileResponse
from openpyxl.utils import get_column_letter
from werkzeug.wrappers import Response

from app.audit import services as audit
from app.core.errors import InvalidInput
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.workflow import offers
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.models import EventImport, ImportRow
from app.intake.rules.importing import MOST_BYTES, MOST_ROWS
from app.intake.schemas import ImportIn, MappingIn, ReasonIn
from app.intake.types import LEFT_OUT, REST, ImportField, ImportKind, PartyRole, RowOutcome, Source
from app.intake.workflow import EVENT_WORKFLOW, IMPORT_KIND, IMPORT_WORKFLOW
from app.organisations import queries as organisations

bp = Blueprint("imports", __name__, url_prefix="/events/imports")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIME = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
SAMPLES = 3
#: While a job is at work the page asks how far it is.
RUNNING = ("checking", "importing", "undoing")
COLOURS = {"imported": "green", "undone": "grey", "dropped": "grey", "checked": "orange", "uploaded": "orange"}
#: A long number on a page: its middle is left out.
_LONG_NUMBER = re.compile(r"(?<!\d)(\d{3})\d{4,}(\d{3}[\dXx])(?![\dXx])")


def masked(text: str) -> str:
    """A cell as pages show it: telephones and identity numbers by their ends."""
    return _LONG_NUMBER.sub(r"\1****\2", text)


@bp.get("")
@requires(may.EVENT_IMPORT)
def list_imports() -> str:
    """The imports of the centre, newest first."""
    actor, state = current_actor(), list_state()
    page = queries.list_imports(actor, cursor=state.cursor, limit=state.size)
    return render_template(
        "imports/list.html",
        listing=Listing(state, page),
        counts=queries.outcome_counts(row.id for row in page.rows),
        units=organisations.units_by_id(row.unit_id for row in page.rows),
        states=IMPORT_WORKFLOW.states,
        kinds=_words(ImportKind),
        colours=COLOURS,
        crumbs=[],
    )


def _words(kinds: Any) -> dict[str, Message]:
    return {one.value: one.label for one in kinds}


@bp.get("/new")
@requires(may.EVENT_IMPORT)
def choose_file() -> str:
    """Step 1: which list, whose matters, and the file."""
    actor = current_actor()
    units = queries.units_for_import(actor)
    plain = {"kind": ImportKind.LEDGER, "unit_id": actor.unit_id, "source": Source.WALK_IN}
    return render_template(
        "imports/new.html",
        form=form_state(plain),
        kinds=[(one.value, one.label) for one in ImportKind],
        sources=[(one.value, one.label) for one in Source],
        units=[(one.id, one.short_name or one.name) for one in units],
        megabytes=MOST_BYTES // 1_000_000,
        most=MOST_ROWS,
        crumbs=[msg("上传表格")],
    )


@bp.post("")
@requires(may.EVENT_IMPORT)
@on_invalid(choose_file)
def hand_in() -> Response:
    """Keep the rows for matching; no event is stored yet."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise InvalidInput({"file": [msg("请选择文件。")]})
    content = sent.stream.read(MOST_BYTES + 1)
    import_id = services.hand_in_list(typed(ImportIn()), sent.filename, content, actor=current_actor())
    return back_to(url_for("imports.match_columns", import_id=import_id))


@bp.get("/template.xlsx")
@requires(may.EVENT_IMPORT)
def template() -> FileResponse:
    """An empty list with a head for every field."""
    return _file(queries.template_file(), "xlsx", "import-template")


def _file(content: bytes, ending: str, name: str) -> FileResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "Cache-Control": "private, no-store"}
    return FileResponse(content, mimetype=MIME[ending], headers=headers)


@bp.get("/<uuid:import_id>/columns")
@requires(may.EVENT_IMPORT)
def match_columns(import_id: UUID) -> Any:
    """Step 2: what each column holds, as its head suggests or as it was remembered."""
    actor = current_actor()
    found = queries.get_import(actor, import_id)
    if found.state not in ("uploaded", "checked"):
        return back_to(url_for("imports.show_import", import_id=import_id))
    known = queries.mappings_for(found)
    asked = next((one for one in known if str(one.id) == request.args.get("mapping")), None)
    chosen = asked or (known[0] if known and not found.mapping else None)
    lines = [queries.line_of(row) for row in queries.first_rows(found.id, SAMPLES)]
    return render_template(
        "imports/columns.html",
        found=found,
        form=form_state(chosen.mapping if chosen else asdict(queries.choice_of(found))),
        known=known,
        chosen=chosen,
        samples=[[masked(line.cells[place]) for line in lines] for place in range(len(found.heads))],
        fields=[(one.value, one.label) for one in ImportField],
        column_labels={f"columns.{place}": head for place, head in enumerate(found.heads)},
        rest=REST,
        left_out=LEFT_OUT,
        crumbs=[msg("对应列")],
    )


@bp.post("/<uuid:import_id>/columns")
@requires(may.EVENT_IMPORT)
@on_invalid(match_columns)
def save_columns(import_id: UUID) -> Response:
    """Say what the columns hold and let all rows be checked."""
    choice = typed(MappingIn())
    services.match_columns(import_id, choice, version=seen_version(), actor=current_actor())
    return back_to(url_for("imports.show_import", import_id=import_id))


@bp.get("/<uuid:import_id>")
@requires(may.EVENT_IMPORT)
def show_import(import_id: UUID) -> Any:
    """Step 3 and after: how far it is, what the check found, what became of the rows."""
    actor = current_actor()
    found = queries.get_import(actor, import_id)
    if request.headers.get("HX-Request"):
        answer = make_response(render_template("imports/_progress.html", found=found, states=IMPORT_WORKFLOW.states))
        if found.state not in RUNNING:
            answer.headers["HX-Refresh"] = "true"
        return answer
    counts = queries.outcome_counts([import_id])[import_id]
    acts = {one.name: one for one in offers(IMPORT_WORKFLOW, found, actor, queries.import_facts(counts))}
    return render_template(
        "imports/show.html",
        found=found,
        counts=counts,
        acts=acts,
        undo_form=form_state({}, form="undo"),
        unit=organisations.unit(found.unit_id),
        states=IMPORT_WORKFLOW.states,
        colours=COLOURS,
        running=found.state in RUNNING,
        earlier=queries.earlier_import_of(found) if found.state == "checked" else None,
        masked=masked,
        kinds=_words(ImportKind),
        roles=_words(PartyRole),
        outcomes=_words(RowOutcome),
        event_states=EVENT_WORKFLOW.states,
        crumbs=[msg("检查和结果")],
        **_rows_shown(actor, found),
    )


def _rows_shown(actor: Actor, found: EventImport) -> dict[str, Any]:
    """The rows a page shows: those to mend page by page, likely twins, the first as they will be, those kept."""
    state = list_state()
    wrong = queries.import_rows(found.id, [RowOutcome.BAD], cursor=state.cursor, limit=state.size)
    after = found.state in ("imported", "undoing", "undone")
    kept = [RowOutcome.KEPT] if found.state in ("undoing", "undone") else [RowOutcome.STORED]
    return {
        "listing": Listing(state, wrong),
        "faults": [one for row in wrong.rows for one in _faults(found, row)],
        "preview": queries.previewed(found)[:5] if found.state == "checked" else [],
        "twins": queries.rows_with_twins(actor, found.id) if found.state == "checked" and found.twins else [],
        "matters": queries.matters_of_import(actor, found.id, kept, limit=20) if after else [],
    }


def _faults(found: EventImport, row: ImportRow) -> Sequence[dict[str, Any]]:
    """What is wrong with a row, each with the cell as the spreadsheet names it and what stands in it."""
    cells = queries.line_of(row).cells
    return [
        {
            "number": row.number,
            "cell": f"{get_column_letter(one['column'] + 1)}{row.number}" if one["column"] is not None else "",
            "head": found.heads[one["column"]] if one["column"] is not None else "",
            "value": masked(cells[one["column"]]) if one["column"] is not None and cells else "",
            "words": queries.fault_words(one),
        }
        for one in row.faults
    ]


@bp.get("/<uuid:import_id>/bad-rows")
@requires(may.EVENT_IMPORT)
def bad_rows(import_id: UUID) -> FileResponse:
    """The rows to mend in the columns and kind of file they came in; the read log keeps who took them."""
    actor = current_actor()
    found = queries.get_import(actor, import_id)
    audit.log_read("intake.bad_rows", IMPORT_KIND, found.id, matter_id=None, actor=actor)
    return _file(queries.bad_rows_file(found), found.ending, f"rows-to-mend-{found.created_at:%Y%m%d}")


@bp.post("/<uuid:import_id>/begin")
@requires(may.EVENT_IMPORT)
@on_invalid(show_import)
def begin(import_id: UUID) -> Response:
    """Store the good rows."""
    services.begin_import(import_id, version=seen_version(), actor=current_actor())
    return back_to(url_for("imports.show_import", import_id=import_id))


@bp.post("/<uuid:import_id>/undo")
@requires(may.EVENT_IMPORT_UNDO)
@on_invalid(show_import)
def undo(import_id: UUID) -> Response:
    """Take the whole import back."""
    reason = typed(ReasonIn(unknown="exclude"))["reason"]
    services.undo_import(import_id, reason, version=seen_version(), actor=current_actor())
    return back_to(url_for("imports.show_import", import_id=import_id))


@bp.post("/<uuid:import_id>/drop")
@requires(may.EVENT_IMPORT)
@on_invalid(show_import)
def drop(import_id: UUID) -> Response:
    """Leave the list alone."""
    services.drop_import(import_id, version=seen_version(), actor=current_actor())
    flash(str(msg("没有导入任何内容，上传的行已删除。")), "done")
    return back_to(url_for("imports.list_imports"))
