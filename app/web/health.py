"""Whether this copy is alive, and whether it can do its work: for load balancers and watchers, without sign-in."""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from app.clocks.queries import missing_year
from app.core import readiness
from app.core.readiness import Finding
from app.http.access import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def alive() -> Response:
    """The process answers; nothing else is asked."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def ready() -> Response:
    """Database, migrations, workers, disk and calendar; 503 when one of them has failed."""
    found = readiness.findings()
    if all(one.state != "failed" for one in found if one.name in {"database", "migrations"}):
        missing = missing_year()
        state = "ok" if missing is None else "warning"
        found.append(Finding("calendar", state, f"{missing} is not loaded" if missing else "loaded"))
    failed = any(one.state == "failed" for one in found)
    answer = jsonify(status="failed" if failed else "ok", checks=[one.plain() for one in found])
    answer.status_code = 503 if failed else 200
    return answer
