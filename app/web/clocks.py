"""The calendar and the rules of time: looking them up, working a date out, loading a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from marshmallow import EXCLUDE, Schema, fields, validate
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from app.clocks import queries, services
from app.clocks.commands import YearArrangement
from app.clocks.permissions import CALENDAR_IMPORT, RULE_READ
from app.clocks.schemas import DeadlineQuestion
from app.clocks.types import Deadline, Risk, Terms
from app.core import clock
from app.core.errors import FengqiaoError, InvalidInput
from app.core.text import msg
from app.http.access import requires
from app.http.forms.shape import typed
from app.http.forms.state import FormState, form_state
from app.http.pages import Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.writes import on_invalid

bp = Blueprint("clocks", __name__, url_prefix="/clocks")

TABS = (
    Tab("year", msg("放假安排")),
    Tab("compute", msg("推算期限")),
    Tab("law", msg("法定期限")),
    Tab("product", msg("本中心时限")),
)


class YearTyped(Schema):
    """The year, its notice and the lines of its days as typed or read from a file."""

    year = fields.Integer(required=True, validate=validate.Range(2000, 2100))
    source = fields.String(required=True, validate=validate.Length(1, 200))
    days = fields.String(load_default="", metadata={"code": True})


@bp.get("")
@requires(RULE_READ)
def calendar() -> str:
    """The loaded years, a form that works a date out, and the two tables of rules, one tab each."""
    state = list_state("year", default_tab="year")
    tab = state.get("tab") if state.get("tab") in {one.name for one in TABS} else "year"
    facts = {"year": _year, "compute": _computed, "law": _law, "product": _products}[tab]()
    facts |= {"tabs": TABS, "tab": tab, "state": state, "missing": queries.missing_year()}
    return render_template(f"clocks/{tab}.html", address=lambda name: state.url(tab=name, year=""), **facts)


def _year() -> dict[str, Any]:
    years = queries.calendar_years()
    known = [one.year for one in years]
    asked = request.args.get("year", "")
    this = clock.today().year if clock.today().year in known else known[0]
    year = int(asked) if asked in {str(one) for one in known} else this
    row = next(one for one in years if one.year == year)
    return {"years": sorted(known), "row": row, "view": queries.year_view(year)}


def _law() -> dict[str, Any]:
    return {"rules": [rule for rule in queries.rules() if rule.is_law]}


def _products() -> dict[str, Any]:
    return {
        "rules": sorted((rule for rule in queries.rules() if not rule.is_law), key=lambda rule: not rule.is_product),
        "colours": list(Risk),
    }


def _computed() -> dict[str, Any]:
    form = FormState({"from": clock.today()}, MultiDict(request.args) if request.args.get("rule") else None)
    facts: dict[str, Any] = {"form": form, "rules": queries.rules(), "colours": list(Risk), "found": None}
    if form.typed is None:
        return facts
    try:
        question = typed(DeadlineQuestion(unknown=EXCLUDE), form=form.typed)
        facts["found"] = _answer(question)
        facts["rule"] = queries.find_rule(question["rule"], question["start"])
    except FengqiaoError as refusal:
        form.faults, form.message = refusal.fields, refusal.message
    return facts


def _answer(question: Mapping[str, Any]) -> Deadline:
    start = question["start"]
    if question["at"]:
        start = datetime.combine(start, question["at"], tzinfo=clock.SHANGHAI)
    risk = Risk(question["risk"]) if question["risk"] else None
    return queries.deadline_for(question["rule"], start, Terms(risk=risk))


@bp.get("/years/new")
@requires(CALENDAR_IMPORT)
def new_year() -> str:
    """The form that loads a year."""
    last = queries.calendar().last_year or clock.today().year
    form = form_state(
        {"year": last + 1, "source": str(msg("国务院办公厅关于{year}年部分节假日安排的通知", year=last + 1))}
    )
    return render_template("clocks/load.html", form=form, example=last, crumbs=[msg("载入年度")])


@bp.post("/years")
@requires(CALENDAR_IMPORT)
@on_invalid(new_year)
def load_year() -> AnyResponse:
    """Load or replace a year and count anew what it touches."""
    found = typed(YearTyped(unknown=EXCLUDE))
    upload = request.files.get("file")
    content = upload.read() if upload and upload.filename else found["days"].encode()
    days = services.read_year_csv(content)
    if not days:
        raise InvalidInput({"days": [msg("请上传文件，或者逐行填写日期。")]})
    moved = services.load_year(YearArrangement(found["year"], found["source"], days), actor=current_actor())
    flash(str(msg("{year}年放假安排已载入，{n}个期限重新计算后有变动。", year=str(found["year"]), n=moved)), "done")
    return back_to(url_for("clocks.calendar", year=found["year"]))


@bp.get("/years/<int:year>.csv")
@requires(RULE_READ)
def year_csv(year: int) -> Response:
    """A loaded year as the CSV that loading accepts; last year's file is the pattern for the next."""
    headers = {"Content-Disposition": f'attachment; filename="calendar-{year}.csv"'}
    return Response("\ufeff" + queries.year_csv(year), mimetype="text/csv", headers=headers)
