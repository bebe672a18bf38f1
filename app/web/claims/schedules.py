"""The list of schedules, the schedule with its roster, and the acts of the three people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from sqlalchemy import ScalarSelect
from werkzeug.wrappers import Response

from app.claims import forms as printed
from app.claims import permissions as may
from app.claims import queries, services
from app.claims.queries.roster import TABS
from app.claims.schemas import ClaimReasonIn, ClaimScheduleIn
from app.claims.workflow import SCHEDULE_WORKFLOW
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.intake import queries as intake
from app.web.claims.blueprint import bp, channels, done, log_read, refused
from app.web.matter_frame import frame_of
from app.web.shell import has_page, use_counts

TAB_WORDS = {
    "all": msg("全部"),
    "different": msg("有差额"),
    "waiting": msg("待本人认可"),
    "noted": msg("有提示"),
}
LIST_WORDS = {"": msg("全部"), **SCHEDULE_WORKFLOW.states}


@use_counts
def counts(actor: Actor) -> dict[str, ScalarSelect[int]]:
    """What waits for human resources: schedules to verify and to check a second time."""
    return {"claims": queries.waiting(actor)} if actor.may(may.SCHEDULE_VERIFY) else {}


@bp.get("/events/<uuid:matter_id>/claims")
@requires(may.SCHEDULE_READ, may.RECEIPT_READ)
def of_matter(matter_id: UUID) -> str:
    """The schedules of a matter and the money that moved."""
    frame = frame_of(matter_id, "claims")
    actor = current_actor()
    return render_template(
        "claims/matter.html",
        **frame,
        schedules=queries.schedules_of(matter_id) if actor.may(may.SCHEDULE_READ) else [],
        states=SCHEDULE_WORKFLOW.states,
        receipts=queries.receipts_of(matter_id),
        received=queries.received_total(matter_id),
    )


@bp.get("/claims")
@requires(may.SCHEDULE_READ)
def list_schedules() -> str:
    """Schedules of all visible matters, by state."""
    actor, state = current_actor(), list_state()
    page = queries.list_schedules(actor, state=state.get("tab"), cursor=state.cursor, limit=state.size)
    found = queries.state_counts(actor)
    total = found.get(state.get("tab"), 0) if state.get("tab") else sum(found.values())
    tabs = [Tab(name, words, found.get(name) if name else sum(found.values())) for name, words in LIST_WORDS.items()]
    return render_template(
        "claims/list.html",
        listing=Listing(state, page, total, tabs=tabs),
        matters=intake.matter_names(row.matter_id for row in page.rows),
        states=SCHEDULE_WORKFLOW.states,
    )


@bp.get("/events/<uuid:matter_id>/claims/new")
@requires(may.SCHEDULE_ENTER)
def new_schedule(matter_id: UUID) -> str:
    """The terms of a new schedule."""
    event = intake.get_event(current_actor(), matter_id)
    form = form_state({"pay_day": 15, "pay_offset": 1, "attendance_by_both": True})
    return render_template("claims/terms.html", form=form, event=event, schedule=None, crumbs=[msg("新建核查表")])


@bp.post("/events/<uuid:matter_id>/claims")
@requires(may.SCHEDULE_ENTER)
@on_invalid(new_schedule)
def open_schedule(matter_id: UUID) -> Response:
    """Begin a schedule and go on to the import."""
    schedule_id = services.open_schedule(matter_id, typed(ClaimScheduleIn(unknown="exclude")), actor=current_actor())
    flash(str(msg("核查表已建立，请导入花名册和流水。")), "done")
    return back_to(url_for("claims.choose_file", schedule_id=schedule_id))


@bp.get("/claims/<uuid:schedule_id>/terms")
@requires(may.SCHEDULE_ENTER)
def edit_terms(schedule_id: UUID) -> str:
    """The terms of a schedule being entered."""
    schedule = queries.get_schedule(schedule_id, actor=current_actor())
    values = {name: getattr(schedule, name) for name in ClaimScheduleIn().fields}
    values |= {name: f"{getattr(schedule, name):%Y-%m}" for name in ("first_month", "last_month")}
    values["sources"] = "\n".join(schedule.sources)
    event = intake.get_event(current_actor(), schedule.matter_id)
    return render_template("claims/terms.html", form=form_state(values), event=event, schedule=schedule)


@bp.post("/claims/<uuid:schedule_id>/terms")
@requires(may.SCHEDULE_ENTER)
@on_invalid(edit_terms)
def change_terms(schedule_id: UUID) -> Response:
    """Correct the terms and work the schedule out again."""
    details = typed(ClaimScheduleIn(unknown="exclude"))
    services.change_terms(schedule_id, details, version=seen_version(), actor=current_actor())
    return done(schedule_id, msg("已更正，金额已重新计算。"))


@bp.get("/claims/<uuid:schedule_id>")
@requires(may.SCHEDULE_READ)
def show_schedule(schedule_id: UUID) -> str:
    """The roster: claimed, verified, difference, and every figure unfolds to its inputs and rule."""
    actor = current_actor()
    schedule = queries.get_schedule(schedule_id, actor=actor)
    log_read("claims.show_schedule", schedule)
    state = list_state("open", default_tab="all")
    tab = state.get("tab") if state.get("tab") in TABS else "all"
    roster = queries.roster(schedule)
    return render_template(
        "claims/schedule.html",
        schedule=schedule,
        event=intake.matter(schedule.matter_id),
        roster=roster,
        lines=roster.in_tab(tab),
        tab=tab,
        tabs=[Tab(name, words, roster.count(name)) for name, words in TAB_WORDS.items()],
        **_acts(schedule, actor, state),
    )


def _acts(schedule: Any, actor: Actor, state: Any) -> dict[str, Any]:
    return {
        "state": state,
        "tab_url": lambda name: state.url(tab=name, open=""),
        "offers": queries.offers_on(schedule, actor),
        "states": SCHEDULE_WORKFLOW.states,
        "refused": refused(),
        "channels": channels(),
        "imports": queries.imports_of(schedule.id),
        "received": queries.received_by_row(schedule.matter_id),
        "may_print": printed.may_print(schedule),
    }


def _act(schedule_id: UUID, service: Any, words: Message) -> Response:
    service(schedule_id, version=seen_version(), actor=current_actor())
    return done(schedule_id, words)


@bp.post("/claims/<uuid:schedule_id>/enter")
@requires(may.SCHEDULE_ENTER)
@on_invalid(show_schedule)
def enter(schedule_id: UUID) -> Response:
    """Hand the schedule to human resources."""
    return _act(schedule_id, services.enter_schedule, msg("已提交人社部门核查。"))


@bp.post("/claims/<uuid:schedule_id>/verify")
@requires(may.SCHEDULE_VERIFY)
@on_invalid(show_schedule)
def verify(schedule_id: UUID) -> Response:
    """Stand for the figures as the verifying officer."""
    return _act(schedule_id, services.verify_schedule, msg("核查通过，等待另一名工作人员复核。"))


@bp.post("/claims/<uuid:schedule_id>/second_check")
@requires(may.SCHEDULE_VERIFY)
@on_invalid(show_schedule)
def second_check(schedule_id: UUID) -> Response:
    """Stand for the figures as the second officer."""
    return _act(schedule_id, services.second_check_schedule, msg("复核通过。"))


@bp.post("/claims/<uuid:schedule_id>/freeze")
@requires(may.SCHEDULE_FREEZE)
@on_invalid(show_schedule)
def freeze(schedule_id: UUID) -> Response:
    """Freeze the schedule under its digest."""
    return _act(schedule_id, services.freeze_schedule, msg("已定稿，可以作为协议附件。"))


@bp.post("/claims/<uuid:schedule_id>/send_back")
@requires(may.SCHEDULE_VERIFY)
@on_invalid(show_schedule)
def send_back(schedule_id: UUID) -> Response:
    """Give the schedule back to be corrected."""
    reason = typed(ClaimReasonIn(unknown="exclude"))["reason"]
    services.send_back_schedule(schedule_id, reason, version=seen_version(), actor=current_actor())
    return done(schedule_id, msg("已退回更正。"))


@bp.post("/claims/<uuid:schedule_id>/reopen")
@requires(may.SCHEDULE_ENTER)
@on_invalid(show_schedule)
def reopen(schedule_id: UUID) -> Response:
    """Open the schedule again to correct it."""
    reason = typed(ClaimReasonIn(unknown="exclude"))["reason"]
    services.reopen_schedule(schedule_id, reason, version=seen_version(), actor=current_actor())
    return done(schedule_id, msg("已重新打开，更正后须重新核查、复核。"))


@bp.post("/claims/<uuid:schedule_id>/paper")
@requires(may.SCHEDULE_READ)
@on_invalid(show_schedule)
def paper(schedule_id: UUID) -> Response:
    """Issue the wage and attendance check: a draft with a watermark until the schedule is frozen."""
    printed.issue_wage_check(schedule_id, actor=current_actor())
    if not has_page("documents.of_matter"):
        return done(schedule_id, msg("核查表文书已生成。"))
    flash(str(msg("核查表文书已生成。")), "done")
    matter_id = queries.get_schedule(schedule_id, actor=current_actor()).matter_id
    return back_to(url_for("documents.of_matter", matter_id=matter_id))
