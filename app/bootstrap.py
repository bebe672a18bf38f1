"""The only place that knows every part: extensions, tables, jobs, reactions, subscribers, pages, API and commands."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate

from app import api, cli, http, role_catalogue, web
from app.accounts import services as accounts
from app.agreements import reactions as agreement_reactions
from app.audit import services as audit
from app.claims import events as claim_events
from app.clocks import events as clock_events
from app.clocks import services as clocks
from app.clocks.queries import use_duty_hours, working_days_among
from app.closure import policies as closure_policies
from app.closure import queries as closure
from app.closure import reactions as closure_reactions
from app.core import crypto, events, jobs, unit_of_work, workflow
from app.core.calendar import DutyHours
from app.core.db import db
from app.core.permissions import Actor
from app.dispatch import events as dispatch_events
from app.dispatch import queries as dispatch
from app.dispatch import reactions as dispatch_reactions
from app.files import policies as file_policies
from app.files import services as files
from app.files.types import FileOfSubject
from app.guidance import events as guidance_events
from app.guidance import queries as guidance
from app.guidance import reactions as guidance_reactions
from app.intake import events as intake_events
from app.intake import queries as intake
from app.intake import reactions as intake_reactions
from app.intake.policies import require_may_act, sees, visible_to
from app.mediation import events as mediation_events
from app.notifications import gateways
from app.notifications import services as messages
from app.notifications import subscribers as notifications
from app.notifications.queries.drill import use_drill
from app.notifications.rules import PLANS
from app.notifications.rules.drill import DrillLimits
from app.notifications.types import Limits
from app.oversight import reactions as oversight_reactions
from app.rendering import policies as document_policies
from app.rendering import services as rendering
from app.rosters import policies as handing_over
from app.rosters import queries as rosters
from app.rosters import services as roster_services
from app.search import subscribers as search
from app.search.rules import INDEXED
from app.statistics import subscribers as statistics
from app.statistics.rules import MEASURES
from app.web.matter_words import workflows
from config import ROOT

migrate = Migrate()

#: Modules that register something by being imported: tables, scheduled work, permissions.
REGISTERING = ("models*", "jobs*", "permissions*")

#: Clock rules that a service starts beside the transitions of the workflows, and the kind of subject they run for.
STARTED_BY_SERVICES = {
    "P03": "dispatch_order",
    "P15": "return_visit",
    "P31": "risk_measures",
    "K04": "confirmation_service",
    "K11": "mediation",
}

#: Kinds of subjects whose files follow the visibility of their matter and nothing else.
FILES_OF_MATTERS = ("matter", "evidence", "receipt", "party", "session", "delivery", "obligation", "return_visit")


def wire(app: Flask) -> None:
    """Bring all parts together on one application."""
    crypto.use_key_ring(crypto.KeyRing.parse(app.config["FIELD_KEYS"], app.config["INDEX_KEY"]))
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    _import_registering_modules()
    jobs.serve(app)
    files.use_store(files.Store(app.config["FILES_DIR"], app.config["FILE_LIMIT"]))
    rendering.use_press(rendering.Press(app.config["PUBLIC_URL"], app.config["PDF_PROCESSES"]))
    _guard_documents()
    unit_of_work.use_audit_writer(audit.append)
    accounts.use_role_catalogue(role_catalogue.permissions_of)
    workflow.use_deadline_hook(clocks.on_transition)
    use_duty_hours(DutyHours.parse(app.config["DUTY_HOURS"]))
    rosters.use_working_days(working_days_among)
    rosters.use_sign_within(app.config["HANDOVER_MINUTES"])
    handing_over.use_matter_filter(visible_to)
    roster_services.use_open_items(intake.open_items, dispatch.open_items, guidance.open_items, closure.open_items)
    accounts.use_stand_ins(rosters.posts_stood_in, rosters.stood_in_count)
    _send_messages(app)
    _drill_clocks(app)
    clocks.use_due_listener(intake_reactions.keep_earliest_due)
    _react()
    _subscribe()
    http.register(app)
    web.register(app)
    api.register(app)
    cli.register(app)
    http.seal(app)


def _send_messages(app: Flask) -> None:
    """By which gateway messages leave the house, at which hours, and how many a day."""
    setting = app.config
    made: dict[str, Callable[[], gateways.Gateway]] = {
        "test": gateways.TestMode,
        "console": gateways.Console,
        "file": lambda: gateways.JsonLines(setting["DATA_DIR"] / "messages.jsonl"),
        "http": lambda: gateways.HttpGateway(
            setting["MESSAGE_URL"], setting["MESSAGE_KEY"], setting["MESSAGE_TIMEOUT"]
        ),
    }
    gateways.use_gateway(made[setting["MESSAGE_GATEWAY"]]())
    hours = DutyHours.parse(setting["MESSAGE_HOURS"])
    messages.use_limits(Limits(hours, setting["MESSAGES_PER_PERSON"], setting["MESSAGES_PER_DAY"]))


def _drill_clocks(app: Flask) -> None:
    """Which rules any step starts, and from when on the fire drill calls a rule too loud."""
    started = {
        (rule_id, kind) for kind, one in workflows().items() for step in one.transitions for rule_id in step.arms
    }
    hours = DutyHours.parse(app.config["MESSAGE_HOURS"])
    limits = DrillLimits(app.config["DRILL_PER_DESK"], app.config["DRILL_SHARE"], hours)
    use_drill(started | set(STARTED_BY_SERVICES.items()), limits)


def _import_registering_modules() -> None:
    for pattern in REGISTERING:
        for module in sorted(Path(__file__).parent.glob(f"*/{pattern}")):
            if not module.name.startswith("__"):
                importlib.import_module(f"app.{module.parent.name}.{module.stem}")
    for name in ("subscriber_runner", "worker"):
        importlib.import_module(f"app.core.{name}")


def _guard_documents() -> None:
    """Who may read documents and files: the visibility filter of matters, and forms kept to one right."""
    document_policies.use_matter_filter(visible_to)
    document_policies.use_matter_guard(require_may_act)
    document_policies.keep_form_to("D19", "mediation:record:read")
    document_policies.keep_form_to("D35", "confirmation:docket:decide")
    for subject_kind in (document_policies.DOCUMENT_SUBJECT, document_policies.BATCH_SUBJECT):
        file_policies.decide_access(subject_kind, document_policies.may_open_file)
    file_policies.decide_access("dossier", closure_policies.may_open_dossier)
    for subject_kind in FILES_OF_MATTERS:
        file_policies.decide_access(subject_kind, _sees_its_matter)


def _sees_its_matter(actor: Actor, stored: FileOfSubject) -> bool:
    """A file of a matter is open to whoever sees the matter."""
    return stored.matter_id is not None and sees(actor, stored.matter_id)


def _react() -> None:
    """What a later context does in the same transaction on an earlier one's event."""
    events.react(intake_events.RiskConfirmed, intake_reactions.recolour_clocks)
    events.react(intake_events.RiskConfirmed, dispatch_reactions.follow_colour)
    events.react(intake_events.EventRedirected, dispatch_reactions.end_orders_with_matter)
    events.react(intake_events.EventClosed, dispatch_reactions.end_calls_with_matter)
    events.react(intake_events.EventReopened, dispatch_reactions.reopen_lead)
    events.react(clock_events.ClockBreached, dispatch_reactions.mark_missed_clock)
    events.react(clock_events.ClockRungReached, dispatch_reactions.chase_at_rung)
    events.react(intake_events.RiskConfirmed, guidance_reactions.hold_grave_matter_without_guidance)
    events.react(mediation_events.MediationAgreed, agreement_reactions.register_oral_agreement)
    events.react(claim_events.ReceiptRecorded, agreement_reactions.count_new_receipt)
    events.react(claim_events.ReceiptVoided, agreement_reactions.release_voided_receipt)
    events.react(intake_events.EventResolved, closure_reactions.plan_return_visit)
    _oversee()


def _oversee() -> None:
    """What a risk level obliges to follows its matter; new facts are scored."""
    events.react(intake_events.RiskConfirmed, oversight_reactions.take_on_duties)
    events.react(intake_events.EventClosed, oversight_reactions.end_with_matter)
    events.react(intake_events.EventRedirected, oversight_reactions.end_with_matter)
    events.react(intake_events.EventHandled, oversight_reactions.hand_guidance_to_lead)
    events.react(intake_events.GuidanceWaived, oversight_reactions.end_guidance_duty)
    events.react(intake_events.PartyAdded, oversight_reactions.score_new_party)
    events.react(mediation_events.MediationOpened, oversight_reactions.hand_guidance_to_mediators)
    events.react(guidance_events.GuidanceAsked, oversight_reactions.follow_guidance)
    events.react(guidance_events.GuidanceAnswered, oversight_reactions.guidance_was_given)
    events.react(clock_events.ClockBreached, oversight_reactions.tell_overdue)
    events.react(dispatch_events.DispatchOrderOverdue, oversight_reactions.score_missed_due)


def _subscribe() -> None:
    """What watchers do after commit; a job is deferred only for events a watcher follows."""
    for name in PLANS:
        events.subscribe(name, "notifications.notify", notifications.notify)
    for name in MEASURES:
        events.subscribe(name, "statistics.count", statistics.count_event)
    for name in INDEXED:
        events.subscribe(name, "search.index", search.index_matter)
    imported, withdrawn = intake_events.MattersImported.__name__, intake_events.ImportedMattersWithdrawn.__name__
    events.subscribe(imported, "statistics.count", statistics.count_import)
    events.subscribe(imported, "search.index", search.index_import)
    events.subscribe(withdrawn, "statistics.count", statistics.uncount_import)
    events.subscribe(withdrawn, "search.index", search.forget_matters)
