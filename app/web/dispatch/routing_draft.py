"""The form of a routing rule's draft: lines are added, moved and taken out without losing what was typed."""

from __future__ import annotations

import re
from typing import Any

from flask import flash, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.text import Message, msg
from app.dispatch import permissions as may
from app.dispatch import queries, services
from app.dispatch.rules.routing import CENTER, TOWN, Known, Line, differences, unsatisfied
from app.dispatch.rules.routing.drafting import MOST_ASSISTS, MOST_LEADS
from app.dispatch.schemas import RoutingDraftIn
from app.dispatch.types import Match
from app.http.access import requires
from app.http.forms import FormState, form_state, typed
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import each_time, on_invalid
from app.intake.types import RiskLevel, Source
from app.web.dispatch.blueprint import bp
from app.web.dispatch.routing import CRUMB

LINE = re.compile(r"(leads|assists)\.(\d{1,3})\.(.+)")
WANTED = re.compile(r"(add|drop|up)-(leads|assists)(?:-(\d{1,3}))?")
NEW_LINE = {"match": Match.ALL.value}


@bp.get("/routing-rules/<code>/draft")
@requires(may.ROUTING_DRAFT)
def edit_draft(code: str) -> str:
    """The draft to write on."""
    return _drawn(code)


@bp.post("/routing-rules/<code>/draft")
@requires(may.ROUTING_DRAFT)
@on_invalid(edit_draft)
def save_draft(code: str) -> Response:
    """Store the draft."""
    services.save_draft(code, typed(RoutingDraftIn()), version=seen_version(), actor=current_actor())
    flash(str(msg("草稿已保存。试算以后可以发布。")), "done")
    return back_to(url_for("dispatch.show_rule", code=code))


@bp.post("/routing-rules/<code>/draft/lines")
@requires(may.ROUTING_DRAFT)
@each_time
def change_lines(code: str) -> str:
    """The form with one line more, fewer or moved; nothing is stored."""
    return _drawn(code, _changed(request.form, request.form.get("do", "")))


def _drawn(code: str, changed: MultiDict[str, str] | None = None) -> str:
    kind, known, row = queries.kind_of(code), queries.known_units(), queries.draft_row(code)
    if row is None:
        raise NotFound()
    content, rows = queries.content_of(row), queries.revisions(code)
    present = next((one for one in rows if one.retired_at is None), None)
    form = form_state(_values(content, row), draft=f"routing-{code}-{row.version}", form="draft")
    if changed is not None:
        form.typed, form.restored_at = changed, None
    return render_template(
        "routing/draft.html",
        kind=kind,
        row=row,
        form=form,
        version=changed.get("version") if changed is not None else row.version,
        old=row.based_on != (present.revision if present else 0),
        present=present,
        told=differences(queries.content_of(present) if present else None, content, queries.names(known)),
        lacking=unsatisfied(content, known),
        most={"leads": MOST_LEADS, "assists": MOST_ASSISTS},
        crumbs=[CRUMB, kind.label, msg("草稿")],
        **_offered(known, form),
    )


def _values(content: Any, row: Any) -> dict[str, Any]:
    """The draft as the form's boxes hold it; a new one begins with an empty line of a lead."""
    return {
        "leads": [_line(one) for one in content.leads] or [dict(NEW_LINE)],
        "assists": [_line(one) for one in content.assists],
        "lead_task": row.lead_task,
        "basis": row.basis,
    }


def _line(line: Line) -> dict[str, Any]:
    when = line.when
    return {
        "unit": line.unit,
        "match": (when.match if when.count > 1 else Match.ALL).value,
        "people_from": when.people_from,
        "keywords": "、".join(when.keywords),
        "regions": list(when.regions),
        "risk_from": when.risk_from,
        "amount_from_fen": when.amount_from_fen,
        "sources": list(when.sources),
        "most_load": line.most_load,
        "task": line.task,
        "reason": line.reason,
    }


def _offered(known: Known, form: FormState) -> dict[str, Any]:
    """The lists of the form. A unit that takes no work now is offered only where a line already names it."""
    own = {form.value(f"{part}.{n}.unit") for part in ("leads", "assists") for n in form.rows(part, 0)}
    units: list[tuple[str, Message | str]] = [
        (code, one.name if one.active else msg("{name}（现在不接单）", name=one.name))
        for code, one in known.units.items()
        if one.active or code in own
    ]
    gone = own - {code for code, _ in units} - {"", TOWN, CENTER}
    units += [(code, msg("{code}（没有这个单位）", code=code)) for code in sorted(gone)]
    town = (TOWN, msg("事发地分中心（街道、乡镇）"))
    return {
        "lead_units": [town, (CENTER, msg("本中心（首接协调）")), *units],
        "assist_units": [town, *units],
        "towns": [(code, one.name) for code, one in known.towns.items()],
        "risks": [(one.value, one.label) for one in RiskLevel],
        "sources": [(one.value, one.label) for one in Source],
        "matches": [(one.value, one.label) for one in (Match.ALL, Match.ANY)],
    }


def _changed(form: MultiDict[str, str], wanted: str) -> MultiDict[str, str]:
    """What was typed, with the lines of one part in their new order."""
    found = WANTED.fullmatch(wanted)
    if found is None:
        return form
    act, part, at = found[1], found[2], int(found[3] or 0)
    rows = _rows(form, part)
    {"add": _add, "drop": _drop, "up": _up}[act](rows, at)
    kept = [(name, text) for name, text in form.items(multi=True) if not name.startswith(f"{part}.") and name != "do"]
    lines = [(f"{part}.{n}.{box}", text) for n, row in enumerate(rows) for box, text in row]
    return MultiDict([*kept, *lines])


Rows = list[list[tuple[str, str]]]


def _rows(form: MultiDict[str, str], part: str) -> Rows:
    found: dict[int, list[tuple[str, str]]] = {}
    for name, text in form.items(multi=True):
        box = LINE.fullmatch(name)
        if box is not None and box[1] == part:
            found.setdefault(int(box[2]), []).append((box[3], text))
    return [found[n] for n in sorted(found)]


def _add(rows: Rows, _at: int) -> None:
    rows.append(list(NEW_LINE.items()))


def _drop(rows: Rows, at: int) -> None:
    del rows[at : at + 1]


def _up(rows: Rows, at: int) -> None:
    if 0 < at < len(rows):
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
