"""The versions of the risk weights: looking one up, and loading the next."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from marshmallow import EXCLUDE, Schema, fields, validate
from werkzeug.wrappers import Response as AnyResponse

from app.core.errors import InvalidInput
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.writes import on_invalid
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.rules.risk import parts_of
from app.intake.rules.weights import shipped_weights

bp = Blueprint("risk_weights", __name__, url_prefix="/risk-weights")


class WeightsTyped(Schema):
    """The reason and the table as typed or read from a file."""

    reason = fields.String(required=True, validate=validate.Length(1, 500))
    content = fields.String(load_default="", metadata={"code": True})


@bp.get("")
@requires(may.RISK_WEIGHTS_READ)
def list_weights() -> str:
    """The version in force, what it weighs, and every version."""
    present = queries.weights_in_force()
    return render_template(
        "risk/weights.html",
        present=present,
        parts=parts_of(present),
        versions=queries.weights_versions(),
        shipped=shipped_weights(),
    )


@bp.get("/new")
@requires(may.RISK_WEIGHTS_LOAD)
def new_weights() -> str:
    """The form that loads a version, beginning from the one in force."""
    present = queries.weights_content(queries.weights_in_force().version)
    form = form_state({"content": json.dumps(present, ensure_ascii=False, indent=1)})
    return render_template("risk/new_weights.html", form=form, crumbs=[msg("载入新版")])


@bp.post("")
@requires(may.RISK_WEIGHTS_LOAD)
@on_invalid(new_weights)
def load_weights() -> AnyResponse:
    """Load a version."""
    found = typed(WeightsTyped(unknown=EXCLUDE))
    services.load_weights(_table(found["content"]), found["reason"], actor=current_actor())
    flash(str(msg("新版权重表已载入，从启用日期起用于新的计分。")), "done")
    return back_to(url_for("risk_weights.list_weights"))


def _table(text: str) -> Any:
    upload = request.files.get("file")
    content = upload.read().decode("utf-8-sig", "replace") if upload and upload.filename else text
    try:
        return json.loads(content)
    except ValueError as problem:
        raise InvalidInput({"content": [msg("不是JSON，请从现行版本的文件改起。")]}) from problem


@bp.get("/<version>.json")
@requires(may.RISK_WEIGHTS_READ)
def weights_file(version: str) -> Response:
    """A version as the file that loading accepts."""
    body = json.dumps(queries.weights_content(version), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="risk-weights-{version}.json"'}
    return Response(body, mimetype="application/json", headers=headers)
