"""Units over the API: the directory with how each can be reached now, and the authority list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import fields, validate

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.http.access import requires
from app.http.versions import etag
from app.organisations import queries
from app.organisations.permissions import READ_UNITS
from app.organisations.schemas import AuthorityEntryOut, UnitOut
from app.organisations.types import UnitKind
from app.rosters import queries as rosters
from app.rosters.types import Stationing

blp = Resource("api-organisations", __name__, url_prefix="/organisations", description="Units and who is competent")


class UnitQuery(PageQuery):
    """How a list of units is narrowed."""

    kind = fields.String(load_default=None, validate=validate.OneOf([one.value for one in UnitKind]))
    q = fields.String(load_default="", validate=validate.Length(max=120))


class UnitShown(UnitOut):
    """A unit with how it can be reached now."""

    reachable = fields.Boolean(metadata={"description": "Whether somebody can be reached there now."})
    stationing_now = fields.String(metadata={"description": "The same in words."})


class UnitDetail(UnitShown):
    """A unit with its items of the authority list."""

    authority_list = fields.List(fields.Nested(AuthorityEntryOut))


def _shown(unit: queries.Unit, now: Stationing, **more: Any) -> dict[str, Any]:
    columns = {name: getattr(unit, name) for name in UnitOut().fields}
    return {**columns, "reachable": now.reachable, "stationing_now": str(now.words), **more}


@blp.route("")
class Organisations(MethodView):
    """The directory."""

    @requires(READ_UNITS)
    @blp.arguments(UnitQuery, location="query")
    @blp.response(200, page_schema(UnitShown))
    def get(self, asked: dict[str, Any]) -> Any:
        """List units by code, page by page."""
        page = queries.unit_page(
            kind=UnitKind(asked["kind"]) if asked["kind"] else None,
            keyword=asked["q"],
            updated_since=asked["updated_since"],
            cursor=asked["cursor"],
            limit=asked["limit"],
        )
        now = rosters.stationings(page.rows)
        return page_body(page, [_shown(unit, now[unit.id]) for unit in page.rows])


@blp.route("/<uuid:unit_id>")
class Organisation(MethodView):
    """One unit."""

    @requires(READ_UNITS)
    @blp.response(200, UnitDetail)
    def get(self, unit_id: UUID) -> Any:
        """Read one unit with its items of the authority list."""
        unit = queries.unit(unit_id)
        entries = queries.authority_entries(unit_id=unit_id)
        return _shown(unit, rosters.stationing_now(unit_id), authority_list=entries), 200, etag(unit)
