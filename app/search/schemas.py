"""Shapes of saved views for pages and the API."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, pre_load, validate

from app.search.types import MOST_COLUMNS, ViewList, ViewScope


class SavedViewIn(Schema):
    """A list's query under a name: the query as it stands in the list's address, after the question mark."""

    list = fields.String(required=True, validate=validate.OneOf([one.value for one in ViewList]))
    name = fields.String(required=True, validate=validate.Length(min=1, max=20))
    query = fields.String(required=True, validate=validate.Length(max=600))
    scope = fields.String(load_default=ViewScope.OWN.value, validate=validate.OneOf([one.value for one in ViewScope]))

    @pre_load
    def trim(self, given: dict[str, Any], **_more: Any) -> dict[str, Any]:
        """Blanks around a name are no part of it."""
        name = given.get("name")
        return {**given, "name": name.strip()} if isinstance(name, str) else given


class SavedViewOut(Schema):
    """A view one is offered."""

    id = fields.UUID()
    list = fields.String(validate=validate.OneOf([one.value for one in ViewList]))
    name = fields.String()
    query = fields.String()
    scope = fields.String(validate=validate.OneOf([one.value for one in ViewScope]))
    owner_name = fields.String()
    created_at = fields.AwareDateTime()


class ListColumnsIn(Schema):
    """Which columns of a list one wants to see, in this order."""

    columns = fields.List(
        fields.String(validate=validate.Length(max=16)), required=True, validate=validate.Length(1, MOST_COLUMNS)
    )


class ListColumnsOut(Schema):
    """The columns of a list: those it has, and those one sees in their order."""

    list = fields.String(validate=validate.OneOf([one.value for one in ViewList]))
    known = fields.List(fields.String())
    columns = fields.List(fields.String())
    chosen = fields.Boolean(metadata={"description": "False while the list shows its own choice."})
