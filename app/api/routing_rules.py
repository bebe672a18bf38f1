"""Routing rules by machine: what is in force, revisions, the draft, its trials, publishing and undoing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields

from app.api.resource import AllowedAction, Detailed, Resource
from app.core.errors import NotFound
from app.core.text import Message
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.models import RoutingRule
from app.dispatch.rules.routing import Content
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource("api-routing-rules", __name__, url_prefix="/routing-rules", description="Who leads and assists, as data")


class RulesOut(Schema):
    """Every kind of dispute."""

    rows = fields.List(fields.Nested(schemas.RoutingOverviewOut), required=True)


class RuleOut(Schema):
    """One kind of dispute: its revisions, the latest first, its draft, and the caller's acts."""

    code = fields.String(required=True)
    revisions = fields.List(fields.Nested(schemas.RoutingRevisionOut), required=True)
    draft = fields.Nested(schemas.RoutingRevisionOut, allow_none=True)
    allowed_actions = fields.List(fields.Nested(AllowedAction))


class TrialDetailOut(schemas.TrialOut):
    """A trial with the matters the caller may see."""

    matters = fields.List(fields.Nested(schemas.TrialRowOut), required=True)


@blp.get("")
@requires(may.ROUTING_READ)
@blp.response(200, RulesOut)
def list_rules() -> Any:
    """Every kind of dispute with the rule in force, and how its proposals of ninety days fared."""
    return {"rows": queries.list_rules()}


@blp.get("/<code>")
@requires(may.ROUTING_READ)
@blp.response(200, RuleOut)
def show_rule(code: str) -> Any:
    """One rule with all its revisions, its draft, and why an act is not possible."""
    queries.kind_of(code)
    rows, draft, known = queries.revisions(code), queries.draft_row(code), queries.known_units()
    told = queries.told_differences(rows, known)
    return {
        "code": code,
        "revisions": [_shown(row, told[row.revision]) for row in rows],
        "draft": _shown(draft) if draft is not None else None,
        "allowed_actions": queries.offers_of_rule(rows, draft, known, current_actor()),
    }


def _shown(row: RoutingRule, told: Sequence[Message] = ()) -> Detailed:
    return Detailed(row, content=queries.content_of(row), differences=[str(one) for one in told])


@blp.route("/<code>/draft")
class Draft(MethodView):
    """The draft of a rule."""

    @requires(may.ROUTING_READ)
    @blp.response(200, schemas.RoutingRevisionOut)
    def get(self, code: str) -> Any:
        """The draft with its version."""
        row = queries.draft_row(code)
        if row is None:
            raise NotFound()
        return _shown(row), 200, etag(row)

    @requires(may.ROUTING_DRAFT)
    @blp.response(201, schemas.RoutingRevisionOut)
    def post(self, code: str) -> Any:
        """Begin a draft from the text in force; 409 when there is one."""
        row = services.open_draft(code, actor=current_actor())
        return _shown(row), 201, etag(row)

    @requires(may.ROUTING_DRAFT)
    @blp.versioned
    @blp.arguments(schemas.RoutingDraftIn)
    @blp.response(200, schemas.RoutingRevisionOut)
    def put(self, content: Content, code: str) -> Any:
        """Store the whole text of the draft; ``If-Match`` is the draft's version."""
        row = services.save_draft(code, content, version=seen_version(), actor=current_actor())
        return _shown(row), 200, etag(row)

    @requires(may.ROUTING_DRAFT)
    @blp.versioned
    @blp.response(204)
    def delete(self, code: str) -> None:
        """Give the draft up."""
        services.drop_draft(code, version=seen_version(), actor=current_actor())


@blp.post("/<code>/try")
@requires(may.ROUTING_DRAFT)
@blp.versioned
@blp.arguments(schemas.TrialIn)
@blp.response(201, TrialDetailOut)
def try_draft(days: dict[str, date], code: str) -> Any:
    """Ask the draft over the matters triaged in a span; nothing of theirs changes."""
    actor = current_actor()
    trial = services.try_draft(code, days["first"], days["last"], version=seen_version(), actor=actor)
    return _trial(trial)


@blp.get("/<code>/trials/<uuid:trial_id>")
@requires(may.ROUTING_READ)
@blp.response(200, TrialDetailOut)
def show_trial(code: str, trial_id: UUID) -> Any:
    """One trial, matter by matter."""
    return _trial(queries.get_trial(code, trial_id)[1])


def _trial(trial: Any) -> Detailed:
    rows = queries.shown_rows(trial, "", actor=current_actor())
    return Detailed(trial, matters=[{**row, "number": event.number} for row, event in rows])


@blp.post("/<code>/publish")
@requires(may.ROUTING_PUBLISH)
@blp.versioned
@blp.arguments(schemas.RoutingReasonIn)
@blp.response(200, schemas.RoutingRevisionOut)
def publish(given: dict[str, str], code: str) -> Any:
    """Put the draft in force; it must have been tried as it stands. ``If-Match`` is the draft's version."""
    row = services.publish_rule(code, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(row), 200, etag(row)


@blp.post("/<code>/undo")
@requires(may.ROUTING_PUBLISH)
@blp.versioned
@blp.arguments(schemas.RoutingReasonIn)
@blp.response(200, schemas.RoutingRevisionOut)
def undo(given: dict[str, str], code: str) -> Any:
    """Bring the revision before back as a new one; ``If-Match`` is the version of the revision in force."""
    row = services.undo_rule(code, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(row), 200, etag(row)
