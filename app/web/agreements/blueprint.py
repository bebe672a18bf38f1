"""The blueprint of agreements, and what its pages share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, render_template, request, url_for
from werkzeug.wrappers import Response

from app.agreements import permissions as may
from app.agreements import queries
from app.agreements.models import Agreement
from app.agreements.rules.lint.report import LEVEL_WORDS
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import PartyKind, Standing
from app.agreements.types.linting import Colour, Finding, Level, LintReport
from app.agreements.types.states import AgreementState
from app.agreements.workflow import AGREEMENT_WORKFLOW, KIND
from app.audit import services as audit
from app.clocks import queries as clocks
from app.core import clock
from app.core.text import Message, msg
from app.http.forms import FormState, form_state
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.intake import queries as intake

bp = Blueprint("agreements", __name__)

STATE_COLOURS = {
    AgreementState.DRAFT: "grey",
    AgreementState.FROZEN: "blue",
    AgreementState.EFFECTIVE: "blue",
    AgreementState.PARTIALLY_PERFORMED: "yellow",
    AgreementState.OVERDUE: "red",
    AgreementState.PERFORMED: "green",
    AgreementState.CLOSED: "green",
}
LEVEL_COLOURS = {Level.BLOCK: "red", Level.WARN: "orange", Level.INFO: "blue"}
REPORT_WORDS = {
    Colour.RED: msg("有不得提交的问题"),
    Colour.YELLOW: msg("有需要核对的提示"),
    Colour.GREEN: msg("没有发现问题"),
}
STANDING_WORDS = {Standing.ASSIGNOR: msg("让与人"), Standing.ASSIGNEE: msg("受让人"), Standing.DEBTOR: msg("债务人")}
KIND_WORDS = {
    "general": msg("调解协议"),
    "tri_party_assignment": msg("三方债权转让"),
    "two_party_assignment": msg("两方债权转让"),
}


@bp.app_template_filter("agreement_colour")
def colour_of(state: str) -> str:
    """The colour of an agreement's state."""
    return STATE_COLOURS.get(AgreementState(state), "grey")


def words() -> dict[str, Any]:
    """The words and colours every page of agreements uses."""
    return {
        "states": AGREEMENT_WORKFLOW.states,
        "kinds": KIND_WORDS,
        "standings": STANDING_WORDS,
        **lint_words(),
    }


def lint_words() -> dict[str, Any]:
    """The words and colours of the panel of findings, wherever it stands."""
    return {
        "level_colours": LEVEL_COLOURS,
        "level_words": LEVEL_WORDS,
        "report_words": REPORT_WORDS,
        "grouped": grouped,
    }


def grouped(report: LintReport) -> list[tuple[Finding, list[Finding]]]:
    """Findings of one rule and level together, worst first; the first of them speaks for the rule."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.findings:
        found.setdefault((finding.rule_id, finding.level.value), []).append(finding)
    return [(several[0], several) for several in found.values()]


def loaded(agreement_id: UUID) -> tuple[Agreement, AgreementContent]:
    """The row and the content that stands: the frozen version's where there is one."""
    row = queries.get_agreement(current_actor(), agreement_id)
    version = queries.standing_version(row) if row.state != AgreementState.DRAFT else None
    return row, queries.content_of(version or row)


def frame(row: Agreement, content: AgreementContent) -> dict[str, Any]:
    """Head of every page of one agreement."""
    actor = current_actor()
    return {
        "row": row,
        "content": queries.masked(content),
        "event": intake.matter(row.matter_id),
        "offers": {offer.name: offer for offer in queries.offers_on(row, actor)},
        "clock_views": clocks.clocks_of_subject(KIND, row.id),
        "refused": refused(),
        "may_draft": actor.may(may.DRAFT) and queries.conducts(row, actor),
        "now_at": clock.now(),
        **words(),
    }


def refused() -> FormState:
    """Why the act just sent was refused, whichever form on the page it came from."""
    return form_state(form=request.form.get("form", ""))


def done(agreement_id: UUID, sentence: Message, **more: Any) -> Response:
    """Say what was done and show the agreement."""
    flash(str(sentence), "done")
    return back_to(url_for("agreements.show_agreement", agreement_id=agreement_id, **more))


def log_read(action: str, row: Agreement) -> None:
    """Note in the read log who looked at an agreement."""
    audit.log_read(action, KIND, row.id, matter_id=row.matter_id, request_id=g.get("request_id"), actor=current_actor())


def lint_panel(row: Agreement, content: AgreementContent | None = None, note: Message | None = None) -> str:
    """The panel of findings, alone, for live checks."""
    report = queries.lint(row, on=clock.today(), content=content)
    return render_template("agreements/_lint.html", report=report, row=row, note=note, **words())


def organisations_of(content: AgreementContent) -> list[Any]:
    """Parties that are organisations; they are looked up in the insolvency register."""
    return [party for party in content.parties if party.kind is not PartyKind.NATURAL]
