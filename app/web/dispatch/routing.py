"""派单规则: what is in force for each kind of dispute, its history, a draft, its trials, publishing and undoing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.core.errors import NotFound
from app.core.text import msg, sentence
from app.dispatch import permissions as may
from app.dispatch import queries, services
from app.dispatch.models import RoutingRule
from app.dispatch.rules.routing import (
    differences,
    limit_words,
    load_weights,
    read_candidates,
    unsatisfied,
)
from app.dispatch.schemas import RoutingReasonIn, TrialIn
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.intake.types import DisputeType, RiskLevel, Source
from app.organisations import queries as organisations
from app.web.dispatch.blueprint import bp
from app.web.matter_frame import frame_of

CRUMB = msg("派单规则")
RESULTS = {"": msg("全部"), "elsewhere": msg("改派别处"), "nobody": msg("无单位可派"), "same": msg("主办不变")}
PARTS = {"lead": msg("主办"), "assist": msg("协办"), "passed": msg("未选")}


def last_month() -> tuple[date, date]:
    """The first and the last day of the month before the present one."""
    last = clock.today().replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


@bp.get("/routing-rules")
@requires(may.ROUTING_READ)
def list_rules() -> str:
    """Every kind of dispute with the rule in force, its draft, and how its proposals fared."""
    return render_template(
        "routing/rules.html", rows=queries.list_rules(), weights=load_weights(), risks=list(RiskLevel)
    )


@bp.get("/routing-rules/<code>")
@requires(may.ROUTING_READ)
def show_rule(code: str) -> str:
    """One rule: its lines, draft and acts, the proposals that were changed, all revisions."""
    kind, actor, known = queries.kind_of(code), current_actor(), queries.known_units()
    rows, draft = queries.revisions(code), queries.draft_row(code)
    present = next((row for row in rows if row.retired_at is None), None)
    content = queries.content_of(present) if present else None
    offers = {one.name: one for one in queries.offers_of_rule(rows, draft, known, actor)}
    return render_template(
        "routing/rule.html",
        kind=kind,
        present=present,
        content=content,
        lacking=unsatisfied(content, known) if content else {},
        draft=draft,
        drafted=_drafted(draft, present, known),
        rows=rows,
        told=queries.told_differences(rows, known),
        share=queries.shares(code).get(code),
        changed=queries.changed_proposals(code, actor=actor),
        acts=offers,
        forms_of={name: form_state({}, form=name) for name in offers},
        trial_form=form_state(dict(zip(("first", "last"), last_month(), strict=True)), form="try"),
        crumbs=[CRUMB, kind.label],
        **_words(known),
    )


def _words(known: Any) -> dict[str, Any]:
    """What the lines of a rule need to be read."""
    return {"called": queries.names(known), "known": known, "limit_words": limit_words, "said": sentence}


def _drafted(draft: RoutingRule | None, present: RoutingRule | None, known: Any) -> dict[str, Any] | None:
    """A draft as the rule's page tells it: what it changes, the lines nobody can satisfy, its last trial."""
    if draft is None:
        return None
    text, now = queries.content_of(draft), queries.content_of(present) if present else None
    return {
        "differences": differences(now, text, queries.names(known)),
        "lacking": unsatisfied(text, known),
        "trial": queries.latest_trial(draft.id),
        "old": draft.based_on != (present.revision if present else 0),
    }


@bp.get("/routing-rules/<code>/revisions/<int:revision>")
@requires(may.ROUTING_READ)
def show_revision(code: str, revision: int) -> str:
    """A revision as it was, and how it differed from the one before."""
    kind, known, rows = queries.kind_of(code), queries.known_units(), queries.revisions(code)
    row = next((one for one in rows if one.revision == revision), None)
    if row is None:
        raise NotFound()
    return render_template(
        "routing/revision.html",
        kind=kind,
        row=row,
        content=queries.content_of(row),
        told=queries.told_differences(rows, known)[revision],
        crumbs=[CRUMB, kind.label],
        **_words(known),
    )


@bp.post("/routing-rules/<code>/open-draft")
@requires(may.ROUTING_DRAFT)
@on_invalid(show_rule)
def open_draft(code: str) -> Response:
    """Begin a draft from the text in force."""
    services.open_draft(code, actor=current_actor())
    return back_to(url_for("dispatch.edit_draft", code=code))


@bp.post("/routing-rules/<code>/drop-draft")
@requires(may.ROUTING_DRAFT)
@on_invalid(show_rule)
def drop_draft(code: str) -> Response:
    """Give the draft up."""
    services.drop_draft(code, version=seen_version(), actor=current_actor())
    flash(str(msg("已放弃草稿，生效的规则没有变化。")), "done")
    return back_to(url_for("dispatch.show_rule", code=code))


@bp.post("/routing-rules/<code>/try")
@requires(may.ROUTING_DRAFT)
@on_invalid(show_rule)
def try_draft(code: str) -> Response:
    """Ask the draft over the matters of a span."""
    days = typed(TrialIn())
    trial = services.try_draft(code, days["first"], days["last"], version=seen_version(), actor=current_actor())
    return back_to(url_for("dispatch.show_trial", code=code, trial_id=trial.id))


@bp.get("/routing-rules/<code>/trials/<uuid:trial_id>")
@requires(may.ROUTING_READ)
def show_trial(code: str, trial_id: UUID) -> str:
    """What a draft would have done, matter by matter."""
    kind, actor, state = queries.kind_of(code), current_actor(), list_state("result")
    rule, trial = queries.get_trial(code, trial_id)
    result = state.get("result") if state.get("result") in RESULTS else ""
    rows = queries.shown_rows(trial, result, actor=actor)
    actual = [UUID(row["actual_unit_id"]) for row, _ in rows if row["actual_unit_id"]]
    return render_template(
        "routing/trial.html",
        kind=kind,
        rule=rule,
        trial=trial,
        rows=rows,
        state=state,
        result=result,
        results=RESULTS,
        units={str(one): unit.short_name for one, unit in organisations.units_by_id(actual).items()},
        said=sentence,
        crumbs=[CRUMB, kind.label, msg("试算结果")],
    )


@bp.post("/routing-rules/<code>/publish")
@requires(may.ROUTING_PUBLISH)
@on_invalid(show_rule)
def publish(code: str) -> Response:
    """Put the draft in force."""
    reason = typed(RoutingReasonIn())["reason"]
    row = services.publish_rule(code, reason, version=seen_version(), actor=current_actor())
    flash(str(msg("第{n}版已发布，从现在起按它提出派单建议。", n=row.revision)), "done")
    return back_to(url_for("dispatch.show_rule", code=code))


@bp.post("/routing-rules/<code>/undo")
@requires(may.ROUTING_PUBLISH)
@on_invalid(show_rule)
def undo(code: str) -> Response:
    """Bring the revision before back."""
    reason = typed(RoutingReasonIn())["reason"]
    row = services.undo_rule(code, reason, version=seen_version(), actor=current_actor())
    words = msg("已恢复第{old}版的内容，作为第{n}版生效。", old=row.restored_from, n=row.revision)
    flash(str(words), "done")
    return back_to(url_for("dispatch.show_rule", code=code))


@bp.get("/events/<uuid:matter_id>/dispatch/proposals")
@requires(may.ROUTING_READ)
def proposals_of_matter(matter_id: UUID) -> str:
    """What was proposed each time the matter was dispatched, from what and why, and what was chosen."""
    frame = frame_of(matter_id, "dispatch")
    rows = queries.proposals_of(matter_id)
    chosen = [UUID(one) for row in rows for one in (row.chosen["lead"], *row.chosen["assistants"]) if one]
    return render_template(
        "routing/proposals.html",
        **frame,
        rows=[(row, read_candidates(row.proposed.get("candidates", []))) for row in rows],
        units={str(one): unit.name for one, unit in organisations.units_by_id(chosen).items()},
        parts=PARTS,
        kinds={one.value: one.label for one in DisputeType},
        sources={one.value: one.label for one in Source},
        risks={one.value: one.label for one in RiskLevel},
    )
