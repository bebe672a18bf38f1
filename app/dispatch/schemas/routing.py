"""Routing rules as pages and API hand them in and get them back."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.core.text import msg, sentence
from app.dispatch.rules.routing import Conditions, Content, Line, normal
from app.dispatch.types import Match
from app.intake.types import DisputeType, RiskLevel, Source

TOO_LONG = str(msg("内容过长，请精简。"))
WORDS_APART = re.compile(r"[、，,;；\s]+")
MOST_WORDS, LONGEST_WORD = 30, 20
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


class _Given(Schema):
    class Meta:
        unknown = EXCLUDE


def _text(most: int) -> fields.String:
    return fields.String(load_default="", validate=validate.Length(max=most, error=TOO_LONG))


def _code(kinds: Any) -> validate.OneOf:
    return validate.OneOf([one.value for one in kinds])


def _number(most: int) -> fields.Integer:
    return fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, most))


class RoutingLineIn(_Given):
    """One unit of a rule with its conditions; ``unit`` is a unit's code, ``town`` or, for a lead, ``center``."""

    unit = fields.String(required=True, validate=validate.Length(1, 40), metadata={"code": True})
    match = fields.String(load_default=Match.ALL.value, validate=_code(Match))
    people_from = _number(1_000_000)
    keywords = fields.List(
        fields.String(validate=validate.Length(max=400)), load_default=list, validate=validate.Length(max=MOST_WORDS)
    )
    regions = fields.List(
        fields.String(validate=validate.Regexp(r"\d{6,12}\Z")), load_default=list, validate=validate.Length(max=60)
    )
    risk_from = fields.String(load_default=None, allow_none=True, validate=_code(RiskLevel))
    amount_from_fen = _number(10**13)
    sources = fields.List(fields.String(validate=_code(Source)), load_default=list)
    most_load = _number(100_000)
    task = _text(500)
    reason = _text(200)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Line:
        """The typed line; words written in one box are told apart, each once."""
        words = [word[:LONGEST_WORD] for text in given["keywords"] for word in WORDS_APART.split(text) if word]
        when = Conditions(
            match=Match(given["match"]),
            people_from=given["people_from"],
            keywords=tuple(dict.fromkeys(words))[:MOST_WORDS],
            regions=tuple(dict.fromkeys(given["regions"])),
            risk_from=given["risk_from"],
            amount_from_fen=given["amount_from_fen"],
            sources=tuple(dict.fromkeys(given["sources"])),
        )
        rest = {name: given[name] for name in ("unit", "most_load", "task", "reason")}
        return Line(when=normal(when), **rest)


class RoutingDraftIn(_Given):
    """The whole text of a draft."""

    leads = fields.List(fields.Nested(RoutingLineIn), load_default=list)
    assists = fields.List(fields.Nested(RoutingLineIn), load_default=list)
    lead_task = _text(500)
    basis = _text(500)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Content:
        """The typed text."""
        return Content(
            leads=tuple(given["leads"]),
            assists=tuple(given["assists"]),
            lead_task=given["lead_task"],
            basis=given["basis"],
        )


class RoutingReasonIn(_Given):
    """Why a draft is published or a revision undone."""

    reason = _text(500)


class TrialIn(_Given):
    """The days of a trial, both included, at most 92."""

    first = fields.Date(required=True, validate=validate.Range(EARLIEST, LATEST))
    last = fields.Date(required=True, validate=validate.Range(EARLIEST, LATEST))


class RoutingLineOut(Schema):
    """One unit of a rule with its conditions."""

    unit = fields.String(required=True)
    match = fields.String(attribute="when.match", validate=_code(Match))
    people_from = fields.Integer(attribute="when.people_from", allow_none=True)
    keywords = fields.List(fields.String(), attribute="when.keywords")
    regions = fields.List(fields.String(), attribute="when.regions")
    risk_from = fields.String(attribute="when.risk_from", allow_none=True)
    amount_from_fen = fields.Integer(attribute="when.amount_from_fen", allow_none=True)
    sources = fields.List(fields.String(), attribute="when.sources")
    most_load = fields.Integer(allow_none=True)
    task = fields.String()
    reason = fields.String()


class RoutingRevisionOut(Schema):
    """One revision, or the draft (revision 0, not published)."""

    code = fields.String(required=True)
    dispute_type = fields.String(required=True, validate=_code(DisputeType))
    revision = fields.Integer(required=True)
    leads = fields.List(fields.Nested(RoutingLineOut), attribute="content.leads")
    assists = fields.List(fields.Nested(RoutingLineOut), attribute="content.assists")
    lead_task = fields.String()
    basis = fields.String()
    based_on = fields.Integer(metadata={"description": "The revision it was made from; 0: none."})
    restored_from = fields.Integer(allow_none=True)
    drafted_by_name = fields.String()
    published_by_name = fields.String()
    publish_reason = fields.String()
    published_at = fields.AwareDateTime(allow_none=True)
    retired_at = fields.AwareDateTime(allow_none=True)
    version = fields.Integer(required=True)
    updated_at = fields.AwareDateTime()
    differences = fields.List(fields.String(), metadata={"description": "Against the revision before, in words."})


class ShareOut(Schema):
    """Proposals decided on in ninety days and how many of them were changed."""

    decided = fields.Integer(required=True)
    changed = fields.Integer(required=True)


class RoutingOverviewOut(Schema):
    """One kind of dispute with its rule in force."""

    code = fields.String(attribute="kind.value", required=True)
    revision = fields.Integer(attribute="present.revision")
    published_at = fields.AwareDateTime(attribute="present.published_at")
    published_by_name = fields.String(attribute="present.published_by_name")
    has_draft = fields.Function(lambda one: one.draft is not None, metadata={"type": "boolean"})
    share = fields.Nested(ShareOut, required=True)


class TrialRowOut(Schema):
    """One matter of a trial: who would lead by the rule in force, who by the draft, and why."""

    matter_id = fields.UUID(required=True)
    number = fields.String(allow_none=True)
    result = fields.String(required=True, validate=validate.OneOf(["same", "elsewhere", "nobody"]))
    old = fields.String()
    new = fields.String()
    new_unit_id = fields.UUID(allow_none=True)
    actual_unit_id = fields.UUID(allow_none=True)
    why = fields.Function(lambda row: str(sentence(row["why"])), metadata={"type": "string"})


class TrialOut(Schema):
    """A trial of a draft: counts; ``left_out`` matters beyond the bound were not asked."""

    id = fields.UUID(required=True)
    first_on = fields.Date()
    last_on = fields.Date()
    asked = fields.Integer()
    same = fields.Integer()
    elsewhere = fields.Integer()
    nobody = fields.Integer()
    left_out = fields.Integer()
    tried_by_name = fields.String()
    created_at = fields.AwareDateTime()


class KeptReasonOut(Schema):
    """One kept reason, in words."""

    kind = fields.String()
    fits = fields.Boolean()
    words = fields.Function(lambda reason: str(reason["words"]), metadata={"type": "string"})


class KeptCandidateOut(Schema):
    """A unit that was considered: its part, or ``passed``, and why."""

    unit_id = fields.UUID()
    name = fields.String()
    part = fields.String()
    task = fields.String()
    orders = fields.Integer(attribute="load")
    weight = fields.Integer()
    reasons = fields.List(fields.Nested(KeptReasonOut))


class KeptProposalOut(Schema):
    """What was proposed at a dispatch, from what and why, and what was chosen."""

    id = fields.UUID(required=True)
    rule_code = fields.String()
    rule_revision = fields.Integer()
    inputs = fields.Dict(allow_none=True)
    candidates = fields.List(fields.Nested(KeptCandidateOut))
    chosen = fields.Dict()
    changed = fields.Boolean()
    change_reason = fields.String(allow_none=True)
    decided_by_name = fields.String()
    decided_at = fields.AwareDateTime()
