"""Figures by machine."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from marshmallow import Schema, fields, validate

from app.api.resource import Resource
from app.core import clock
from app.core.errors import NotFound
from app.http.access import requires
from app.http.signed_in import current_actor
from app.organisations import queries as organisations
from app.statistics import permissions as may
from app.statistics import queries

blp = Resource("api-statistics", __name__, url_prefix="/statistics", description="Counts of what happened")


class SpanQuery(Schema):
    """How many days back, today included."""

    days = fields.Integer(load_default=14, validate=validate.Range(1, 366))


class FiguresOut(Schema):
    """Counts of a centre over the days asked for, and what is open now."""

    days = fields.Integer()
    totals = fields.Dict(keys=fields.String(), values=fields.Integer())
    open_by_risk = fields.Dict(keys=fields.String(), values=fields.Integer())
    open_by_type = fields.Dict(keys=fields.String(), values=fields.Integer())
    overdue = fields.Integer()


@blp.get("")
@requires(may.READ_CENTER)
@blp.arguments(SpanQuery, location="query")
@blp.response(200, FiguresOut)
def figures(query: dict[str, Any]) -> Any:
    """Counts of one's centre."""
    actor = current_actor()
    if actor.unit_id is None:
        raise NotFound()
    today = clock.today()
    center = organisations.center_of(actor.unit_id)
    by_risk, overdue = queries.open_by_risk(actor)
    return {
        "days": query["days"],
        "totals": queries.totals(center.id, today - timedelta(days=query["days"] - 1), today),
        "open_by_risk": by_risk,
        "open_by_type": queries.open_by_type(actor),
        "overdue": overdue,
    }
