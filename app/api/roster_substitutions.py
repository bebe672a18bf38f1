"""Substitutes by machine: who acts for whom, naming one, ending it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.rosters import queries, services
from app.rosters.commands import NewSubstitution
from app.rosters.permissions import NAME_SUBSTITUTES
from app.rosters.schemas import SubstitutionIn, SubstitutionOut
from app.rosters.types import SubstitutionTab

blp = Resource(
    "api-roster-substitutions", __name__, url_prefix="/rosters/substitutions",
    description="Who acts in the post of somebody absent",
)  # fmt: skip


class SubstitutionQuery(PageQuery):
    """Those that count or will, or those that are over."""

    tab = fields.String(
        load_default=SubstitutionTab.OPEN.value, validate=validate.OneOf([one.value for one in SubstitutionTab])
    )


def _shown(substitution_id: UUID, status: int = 200) -> Any:
    found = queries.substitution(substitution_id, actor=current_actor())
    return found, status, etag(found)


@blp.get("")
@requires(NAME_SUBSTITUTES)
@blp.arguments(SubstitutionQuery, location="query")
@blp.response(200, page_schema(SubstitutionOut))
def list_substitutions(query: dict[str, Any]) -> Any:
    """One's own, and those of the units one arranges; the latest first day first."""
    page = queries.substitution_page(
        current_actor(), SubstitutionTab(query["tab"]), cursor=query["cursor"], limit=query["limit"]
    )
    return page_body(page)


@blp.post("")
@requires(NAME_SUBSTITUTES)
@blp.arguments(SubstitutionIn)
@blp.response(201, SubstitutionOut)
def name_substitute(command: NewSubstitution) -> Any:
    """Let a colleague act in a post for some days."""
    return _shown(services.name_substitute(command, actor=current_actor()).id, 201)


@blp.get("/<uuid:substitution_id>")
@requires(NAME_SUBSTITUTES)
@blp.response(200, SubstitutionOut)
def get_substitution(substitution_id: UUID) -> Any:
    """One arrangement."""
    return _shown(substitution_id)


@blp.post("/<uuid:substitution_id>/end")
@requires(NAME_SUBSTITUTES)
@blp.versioned
@blp.response(200, SubstitutionOut)
def end(substitution_id: UUID) -> Any:
    """End it before its last day."""
    services.end_substitution(substitution_id, version=seen_version(), actor=current_actor())
    return _shown(substitution_id)
