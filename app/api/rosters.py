"""Duty over the API: who is on duty between two days, and putting people on the roster."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields, validate

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.core import clock
from app.core.errors import InvalidInput
from app.core.text import msg
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.rosters import queries, services
from app.rosters.commands import NewDuty
from app.rosters.permissions import EDIT_OWN_ROSTER, EDIT_ROSTER, READ_ROSTER
from app.rosters.schemas import DutyIn, DutyOut, FairShareOut, GapOut, ThreeFactsOut
from app.rosters.types import DutyKind, DutySpan

blp = Resource("api-rosters", __name__, url_prefix="/rosters", description="Who is on duty where and when")


class DutyQuery(PageQuery):
    """How a roster is narrowed; without days it is this week and the next."""

    unit_id = fields.UUID(load_default=None)
    kind = fields.String(load_default=None, validate=validate.OneOf([one.value for one in DutyKind]))
    first = fields.Date(load_default=None, metadata={"description": "First day, Asia/Shanghai."})
    last = fields.Date(load_default=None, metadata={"description": "Last day, at most 92 days later."})


@blp.route("")
class Rosters(MethodView):
    """Duties."""

    @requires(READ_ROSTER)
    @blp.arguments(DutyQuery, location="query")
    @blp.response(200, page_schema(DutyOut))
    def get(self, asked: dict[str, Any]) -> Any:
        """List duties by their beginning, page by page."""
        first = asked["first"] or clock.today()
        last = asked["last"] or first + timedelta(days=13)
        if not first <= last <= first + timedelta(days=92):
            raise InvalidInput({"last": [msg("结束日期应在开始日期之后，且不超过92天。")]})
        span = DutySpan(first, last, asked["unit_id"], DutyKind(asked["kind"]) if asked["kind"] else None)
        since, cursor = asked["updated_since"], asked["cursor"]
        return page_body(queries.duty_page(span, updated_since=since, cursor=cursor, limit=asked["limit"]))

    @requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
    @blp.arguments(DutyIn)
    @blp.response(201, DutyOut)
    def post(self, command: NewDuty) -> Any:
        """Put a person on duty."""
        duty = services.add_duty(command, actor=current_actor())
        return queries.duty(duty.id), 201, etag(duty)


class SpanQuery(Schema):
    """A unit, or all, and perhaps two days."""

    unit_id = fields.UUID(load_default=None)
    first = fields.Date(load_default=None)
    last = fields.Date(load_default=None)


@blp.get("/gaps")
@requires(READ_ROSTER)
@blp.arguments(SpanQuery(only=("unit_id",)), location="query")
@blp.response(200, GapOut(many=True))
def list_gaps(asked: dict[str, Any]) -> Any:
    """The stretches of the seven days ahead that nobody covers, the earliest first."""
    return queries.gaps_ahead(asked["unit_id"])


@blp.get("/presence")
@requires(READ_ROSTER)
@blp.arguments(SpanQuery(only=("unit_id",)), location="query")
@blp.response(200, ThreeFactsOut(many=True))
def list_presence(asked: dict[str, Any]) -> Any:
    """Who is on the roster, who has signed in, when each last acted: three facts."""
    return queries.three_facts(asked["unit_id"])


@blp.get("/fairness")
@requires(READ_ROSTER)
@blp.arguments(SpanQuery, location="query")
@blp.response(200, FairShareOut(many=True))
def list_shares(asked: dict[str, Any]) -> Any:
    """How the duties of the days, the last ninety by default, were shared."""
    last = asked["last"] or clock.today()
    first = asked["first"] or last - timedelta(days=90)
    if not first <= last <= first + timedelta(days=366):
        raise InvalidInput({"last": [msg("结束日期应在开始日期之后，且不超过366天。")]})
    return queries.fair_shares(DutySpan(first, last, asked["unit_id"]))


@blp.route("/<uuid:duty_id>")
class RosterDuty(MethodView):
    """One duty."""

    @requires(READ_ROSTER)
    @blp.response(200, DutyOut)
    def get(self, duty_id: UUID) -> Any:
        """One duty with its version."""
        duty = queries.duty(duty_id)
        return duty, 200, etag(duty)

    @requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
    @blp.versioned
    @blp.arguments(DutyIn)
    @blp.response(200, DutyOut)
    def put(self, command: NewDuty, duty_id: UUID) -> Any:
        """Give a duty that has not begun another person, time, unit or desk."""
        duty = services.change_duty(duty_id, command, version=seen_version(), actor=current_actor())
        return queries.duty(duty.id), 200, etag(duty)

    @requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
    @blp.versioned
    @blp.response(204)
    def delete(self, duty_id: UUID) -> None:
        """Take a duty that has not begun off the roster."""
        services.remove_duty(duty_id, version=seen_version(), actor=current_actor())
