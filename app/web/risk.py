"""Risk of a matter: how the score came about, lowering by two persons, the measures of the level, the lead official."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, url_for
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.clocks import queries as clocks
from app.core import clock
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.workflow import Offer, offers
from app.dispatch import queries as dispatch
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.intake import permissions as intake_may
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.models import Event, RiskAssessment, RiskLowering
from app.intake.rules.risk import is_graver, standing_facts
from app.intake.rules.risk_words import SIGNALS
from app.intake.schemas import LoweringIn, ReasonIn
from app.intake.types import RiskLevel
from app.intake.workflow import AT_WORK, LOWERING_WORKFLOW, QUIET_HOURS
from app.organisations import queries as organisations
from app.oversight import forms as printed
from app.oversight import permissions as may
from app.oversight import queries, schemas, services
from app.oversight.models import RiskDuty
from app.oversight.rules import TICKED, asked_for, festival_unknown
from app.oversight.workflow import DUTY_WORKFLOW
from app.web.matter_frame import frame_of
from app.web.risk_words import CAUSES, asks_note, checklist, risk_fact, words

bp = Blueprint("risk", __name__)

TABS = (("mine", msg("等我落实")), ("overdue", msg("已逾期")), ("open", msg("全部待落实")))
#: How long a lead is offered for, in days.
LEAD_DAYS = 30


def steps_of(rows: Sequence[RiskAssessment]) -> list[dict[str, Any]]:
    """Each score with its reason and lines, the newest first."""
    return [
        {
            "row": row,
            "cause": CAUSES.get(row.cause or "", msg("首次计分")),
            "lines": [
                (str(Message(line["label"]["text"], line["label"]["params"])), line["points"]) for line in row.points
            ],
        }
        for row in reversed(rows)
    ]


@bp.app_template_filter("risk_fact")
def fact_in_words(code: str) -> str:
    """A fact of the score in words, by its code."""
    return risk_fact(code)


@bp.get("/events/<uuid:matter_id>/risk")
@requires(may.DUTY_READ)
def of_matter(matter_id: UUID) -> str:
    """The whole story of a matter's risk, and what may be done now."""
    actor, frame = current_actor(), frame_of(matter_id, "risk")
    event: Event = frame["event"]
    duties, lowerings = queries.duties_of(matter_id), intake.lowerings_of(matter_id)
    facts = intake.lowering_facts(event)
    return render_template(
        "risk/matter.html",
        **frame,
        **words(),
        steps=steps_of(intake.assessments(matter_id)),
        signals=intake.signals(matter_id),
        signal_words=SIGNALS,
        lowerings=lowerings,
        lowering_acts={row.id: _named(offers(LOWERING_WORKFLOW, row, actor, facts)) for row in lowerings},
        **_lowering_form(event, actor, lowerings, facts.quiet_from),
        **_measures(event, actor, duties),
        festival_year=festival_unknown(clock.today(), clocks.calendar()) if intake.labour_dispute(matter_id) else None,
    )


def _named(found: list[Offer]) -> dict[str, Offer]:
    return {offer.name: offer for offer in found}


def _lowering_form(event: Event, actor: Actor, rows: Sequence[RiskLowering], quiet_from: Any) -> dict[str, Any]:
    """The lower levels and the facts that may have ended, where a proposal may be made."""
    lower = [one for one in RiskLevel if event.risk_level and is_graver(event.risk_level, one)]
    waits = any(row.state == "proposed" for row in rows)
    allowed = event.state in AT_WORK and not waits and actor.may(intake_may.RISK_PROPOSE_LOWERING)
    return {
        "lower_levels": [(one.value, one.label) for one in lower] if allowed else [],
        "standing": list(standing_facts(event.risk_inputs).items()),
        "quiet_from": quiet_from if quiet_from and quiet_from > clock.now() else None,
        "quiet_hours": QUIET_HOURS,
        "propose": form_state(form="propose"),
    }


def _measures(event: Event, actor: Actor, duties: Sequence[RiskDuty]) -> dict[str, Any]:
    leads = queries.leads_of(event.id)
    grave = bool(asked_for(event.risk_level or "")) and event.state in AT_WORK
    names = grave and actor.may(may.LEAD_NAME)
    people = accounts.colleagues(unit_id=event.center_id) if names else []
    form = form_state({"until_on": clock.today() + timedelta(days=LEAD_DAYS)}, form="lead")
    return {
        "duties": checklist(duties),
        "owners": owners_of(duties),
        "duty_acts": {row.id: _named(offers(DUTY_WORKFLOW, row, actor)) for row in duties if row.kind in TICKED},
        "asks_note": asks_note(event, duties) and actor.may(may.NOTE_WRITE),
        "notes": [row for row in duties if row.day and row.state in ("done", "missed")],
        "leads": leads,
        "names_lead": names,
        "people": [(one.user_id, one.name) for one in people],
        "lead_form": form,
        "grave": grave,
    }


def owners_of(duties: Sequence[RiskDuty]) -> dict[UUID, str]:
    """Who owns each duty, by name: the person, or the unit."""
    units = organisations.units_by_id({row.owner_unit_id for row in duties})
    people = accounts.names_of({row.owner_user_id for row in duties if row.owner_user_id})
    return {
        row.id: people.get(row.owner_user_id, "") if row.owner_user_id else units[row.owner_unit_id].short_name
        for row in duties
    }


def _done(matter_id: UUID, said: Message) -> Response:
    flash(str(said), "done")
    return back_to(url_for("risk.of_matter", matter_id=matter_id))


@bp.post("/events/<uuid:matter_id>/risk/lowerings")
@requires(intake_may.RISK_PROPOSE_LOWERING)
@on_invalid(of_matter)
def propose(matter_id: UUID) -> Response:
    """Propose to lower the level."""
    matters.propose_lowering(matter_id, typed(LoweringIn()), version=seen_version(), actor=current_actor())
    return _done(matter_id, msg("已提出降级，等待另一人批准。"))


def _of_lowering(lowering_id: UUID) -> str:
    return of_matter(intake.get_lowering(current_actor(), lowering_id).matter_id)


def _matter_of_lowering(lowering_id: UUID) -> UUID:
    return intake.get_lowering(current_actor(), lowering_id).matter_id


@bp.post("/risk-lowerings/<uuid:lowering_id>/agree")
@requires(intake_may.RISK_CONFIRM)
@on_invalid(_of_lowering)
def agree(lowering_id: UUID) -> Response:
    """The second person agrees."""
    matters.agree_to_lowering(lowering_id, version=seen_version(), actor=current_actor())
    return _done(_matter_of_lowering(lowering_id), msg("风险等级已降低。"))


@bp.post("/risk-lowerings/<uuid:lowering_id>/refuse")
@requires(intake_may.RISK_CONFIRM)
@on_invalid(_of_lowering)
def refuse(lowering_id: UUID) -> Response:
    """The second person does not agree."""
    given = typed(ReasonIn(unknown="exclude"))
    matters.refuse_lowering(lowering_id, given["reason"], version=seen_version(), actor=current_actor())
    return _done(_matter_of_lowering(lowering_id), msg("未同意降级，等级不变。"))


@bp.post("/risk-lowerings/<uuid:lowering_id>/withdraw")
@requires(intake_may.RISK_PROPOSE_LOWERING)
@on_invalid(_of_lowering)
def withdraw(lowering_id: UUID) -> Response:
    """The proposer takes it back."""
    matters.withdraw_lowering(lowering_id, version=seen_version(), actor=current_actor())
    return _done(_matter_of_lowering(lowering_id), msg("降级申请已撤回。"))


@bp.post("/events/<uuid:matter_id>/risk/lead")
@requires(may.LEAD_NAME)
@on_invalid(of_matter)
def name_lead(matter_id: UUID) -> Response:
    """Name who leads the matter."""
    services.name_lead(matter_id, typed(schemas.LeadIn()), version=seen_version(), actor=current_actor())
    return _done(matter_id, msg("包案领导已确定，领导包案表已出具。"))


@bp.post("/events/<uuid:matter_id>/risk/notes")
@requires(may.NOTE_WRITE)
@on_invalid(of_matter)
def write_note(matter_id: UUID) -> Response:
    """Today's note."""
    services.write_note(matter_id, typed(schemas.DutyNoteIn(unknown="exclude"))["note"], actor=current_actor())
    return _done(matter_id, msg("今天的记录已保存。"))


def _of_duty(measure_id: UUID) -> str:
    return of_matter(queries.get_duty(current_actor(), measure_id).matter_id)


@bp.post("/risk-duties/<uuid:measure_id>/done")
@requires(may.DUTY_DONE)
@on_invalid(_of_duty)
def mark_done(measure_id: UUID) -> Response:
    """A measure is done."""
    given = typed(schemas.DutyNoteIn(unknown="exclude"))
    services.mark_done(measure_id, given["note"], version=seen_version(), actor=current_actor())
    return _done(queries.get_duty(current_actor(), measure_id).matter_id, msg("已登记落实。"))


@bp.post("/events/<uuid:matter_id>/risk/warning")
@requires(may.WARNING_PRINT)
@on_invalid(of_matter)
def print_warning(matter_id: UUID) -> Response:
    """Print D48 and open it."""
    document = printed.issue_warning(matter_id, actor=current_actor())
    return back_to(url_for("documents.show", document_id=document.id))


@bp.post("/events/<uuid:matter_id>/risk/lead-form")
@requires(may.WARNING_PRINT)
@on_invalid(of_matter)
def print_lead_form(matter_id: UUID) -> Response:
    """Print D49 with the notes so far and open it."""
    document = printed.issue_lead_form(matter_id, actor=current_actor())
    return back_to(url_for("documents.show", document_id=document.id))


@bp.get("/risk-duties")
@requires(may.DUTY_READ)
def list_duties() -> str:
    """Open measures: one's own, those overdue, all one may see."""
    actor = current_actor()
    state = list_state(default_tab="mine" if actor.may(may.DUTY_DONE) else "open")
    tab = state.get("tab") if state.get("tab") in queries.TABS else "open"
    page = queries.list_duties(actor, tab, cursor=state.cursor, limit=state.size)
    return render_template(
        "risk/duties.html",
        listing=Listing(state, page, tabs=[Tab(name, label) for name, label in TABS]),
        events=dispatch.events_of(row.matter_id for row in page.rows),
        owners=owners_of(page.rows),
        **words(),
    )
