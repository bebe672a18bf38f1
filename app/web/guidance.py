"""Guidance: asking the judge from a mediation, the judge's queue and answer, the decision about the opinion."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.clocks import queries as clocks
from app.core import clock
from app.core.text import Message, msg
from app.core.workflow import offers
from app.guidance import forms as printed
from app.guidance import permissions as may
from app.guidance import queries, schemas, services
from app.guidance.models import GuidanceRequest
from app.guidance.types import Adoption, Recusal, Urgency
from app.guidance.workflow import DECIDED, GUIDANCE_WORKFLOW, KIND
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.intake import queries as intake
from app.mediation import queries as mediations
from app.organisations import queries as organisations
from app.web.matter_frame import frame_of

bp = Blueprint("guidance", __name__)

QUEUE_TABS = (
    ("waiting", msg("等待接收")),
    ("mine", msg("我接收的")),
    ("undecided", msg("待采纳")),
    ("decided", msg("已决定")),
)


def choices() -> dict[str, Any]:
    """The lists that forms offer."""
    return {
        "adoptions": [(one.value, one.label) for one in Adoption],
        "recusals": [(one.value, one.label) for one in Recusal],
        "urgencies": [(one.value, one.label) for one in Urgency],
        "states": GUIDANCE_WORKFLOW.states,
    }


def _listing(default_tab: str) -> Listing:
    actor = current_actor()
    state = list_state(default_tab=default_tab)
    counts = queries.tab_counts(actor)
    tabs = [Tab(name, words, counts.get(name), urgent=name == "waiting") for name, words in QUEUE_TABS]
    page = queries.list_requests(actor, tab=state.get("tab"), cursor=state.cursor, limit=state.size)
    return Listing(state, page, tabs=tabs)


def _list_page(default_tab: str, title: Message) -> str:
    listing = _listing(default_tab)
    views = clocks.clocks_of_subjects(KIND, [row.id for row in listing.page.rows])
    return render_template(
        "guidance/list.html",
        listing=listing,
        title=title,
        clocks_by_id=views,
        matters=intake.matter_names(row.matter_id for row in listing.page.rows),
        units=organisations.units_by_id(row.asking_unit_id for row in listing.page.rows if row.asking_unit_id),
        now_at=clock.now(),
        **choices(),
    )


@bp.get("/guidance")
@requires(may.READ)
def list_requests() -> str:
    """Requests one may see, with their clocks."""
    return _list_page("undecided", msg("法官指导"))


@bp.get("/guidance/queue")
@requires(may.ANSWER)
def queue() -> str:
    """Who waits and how long, for the judge on duty."""
    return _list_page("waiting", msg("答复指导"))


@bp.get("/guidance/<uuid:request_id>")
@requires(may.READ)
def show_request(request_id: UUID) -> Response:
    """The page where this request is worked on: the judge's answer page, or the matter."""
    row = queries.get_request(current_actor(), request_id)
    if current_actor().may(may.ANSWER):
        return back_to(url_for("guidance.answer", request_id=row.id))
    return back_to(url_for("guidance.of_matter", matter_id=row.matter_id))


@bp.get("/events/<uuid:matter_id>/guidance")
@requires(may.READ)
def of_matter(matter_id: UUID) -> str:
    """Every request of the matter, its opinion and the decision about it."""
    frame = frame_of(matter_id, "guidance")
    actor = current_actor()
    rows = queries.requests_of(matter_id)
    facts = {row.id: queries.guidance_facts(row, actor) for row in rows}
    acts = {
        row.id: {offer.name: offer for offer in offers(GUIDANCE_WORKFLOW, row, actor, facts[row.id])} for row in rows
    }
    decided = bool(rows) and all(row.state in (*DECIDED, *GUIDANCE_WORKFLOW.final) for row in rows)
    return render_template("guidance/matter.html", **frame, rows=rows, acts=acts, decided=decided, **choices())


@bp.get("/events/<uuid:matter_id>/guidance/new")
@requires(may.ASK)
def ask(matter_id: UUID) -> str:
    """The question, with the file attached by itself."""
    frame = frame_of(matter_id, "guidance")
    mediation = mediations.open_mediation(matter_id)
    form = form_state(
        {
            "facts_agreed": frame["event"].summary,
            "urgency": "urgent" if frame["event"].risk_level in ("red", "orange") else "normal",
        },
        draft=f"guidance-{matter_id}",
    )
    return render_template(
        "guidance/ask.html", **frame, form=form, mediation=mediation, attached=_attachable(matter_id), **choices()
    )


def _attachable(matter_id: UUID) -> list[str]:
    evidence = [one.name for one in intake.evidence_of(matter_id)]
    mediation = mediations.latest_mediation(matter_id)
    sittings = mediations.sessions_of(mediation.id) if mediation is not None else []
    return [*evidence, *(str(msg("第{n}次调解笔录", n=one.position)) for one in sittings)]


@bp.post("/events/<uuid:matter_id>/guidance")
@requires(may.ASK)
@on_invalid(ask)
def send(matter_id: UUID) -> Response:
    """Ask."""
    services.ask(typed(schemas.AskIn()), actor=current_actor())
    flash(str(msg("已送值班法官，答复后会提醒您。")), "done")
    return back_to(url_for("guidance.of_matter", matter_id=matter_id))


@bp.get("/guidance/<uuid:request_id>/answer")
@requires(may.ANSWER)
def answer(request_id: UUID) -> str:
    """One screen for the judge: who asks, the facts, and the answer."""
    actor = current_actor()
    row = queries.get_request(actor, request_id)
    acts = {o.name: o for o in offers(GUIDANCE_WORKFLOW, row, actor, queries.guidance_facts(row, actor))}
    labour = intake.labour_dispute(row.matter_id)
    found = queries.articles(request.args.get("law", ""))
    found.sort(key=lambda one: (("wage" in one.topics or "assignment" in one.topics) is not labour, one.law))
    frame = frame_of(row.matter_id, "guidance")
    return render_template(
        "guidance/answer.html",
        **frame,
        row=row,
        acts=acts,
        articles=found,
        form=form_state(draft=f"answer-{row.id}", form="answer"),
        waited=int((clock.now() - (row.submitted_at or row.created_at)).total_seconds() // 60),
        crumbs=[row.number],
        **choices(),
    )


def _judge_done(request_id: UUID, words: Message) -> Response:
    flash(str(words), "done")
    return back_to(url_for("guidance.answer", request_id=request_id))


@bp.post("/guidance/<uuid:request_id>/take")
@requires(may.ANSWER)
@on_invalid(answer)
def take(request_id: UUID) -> Response:
    """Take the request."""
    services.take(request_id, version=seen_version(), actor=current_actor())
    return _judge_done(request_id, msg("已接收。"))


@bp.post("/guidance/<uuid:request_id>/answer")
@requires(may.ANSWER)
@on_invalid(answer)
def give_answer(request_id: UUID) -> Response:
    """Give the opinion."""
    services.answer(request_id, typed(schemas.AnswerIn()), version=seen_version(), actor=current_actor())
    return _judge_done(request_id, msg("已答复，等待调解员决定是否采纳。"))


@bp.post("/guidance/<uuid:request_id>/ask-facts")
@requires(may.ANSWER)
@on_invalid(answer)
def ask_facts(request_id: UUID) -> Response:
    """Ask the mediator for facts."""
    reason = typed(schemas.ReasonIn())["reason"]
    services.ask_facts(request_id, reason, version=seen_version(), actor=current_actor())
    return _judge_done(request_id, msg("已请调解员补充事实。"))


@bp.post("/guidance/<uuid:request_id>/recuse")
@requires(may.ANSWER)
@on_invalid(answer)
def recuse(request_id: UUID) -> Response:
    """Step aside."""
    given = typed(schemas.RecuseIn())
    services.recuse(request_id, given["ground"], given["reason"], version=seen_version(), actor=current_actor())
    flash(str(msg("已回避，请求转回待接收。")), "done")
    return back_to(url_for("guidance.queue"))


def _matter_again(request_id: UUID) -> str:
    return of_matter(queries.get_request(current_actor(), request_id).matter_id)


def _asker_done(row: GuidanceRequest, words: Message) -> Response:
    flash(str(words), "done")
    return back_to(url_for("guidance.of_matter", matter_id=row.matter_id))


@bp.post("/guidance/<uuid:request_id>/supply-facts")
@requires(may.ASK)
@on_invalid(_matter_again)
def supply_facts(request_id: UUID) -> Response:
    """Answer the judge's question."""
    reason = typed(schemas.ReasonIn())["reason"]
    services.supply_facts(request_id, reason, version=seen_version(), actor=current_actor())
    return _asker_done(queries.get_request(current_actor(), request_id), msg("已补充。"))


@bp.post("/guidance/<uuid:request_id>/decide")
@requires(may.DECIDE)
@on_invalid(_matter_again)
def decide(request_id: UUID) -> Response:
    """Adopt, partly, or not."""
    given = typed(schemas.DecideIn())
    services.decide(request_id, given["adoption"], given["reason"], version=seen_version(), actor=current_actor())
    return _asker_done(queries.get_request(current_actor(), request_id), msg("决定已记录，可以继续调解。"))


@bp.post("/guidance/<uuid:request_id>/report")
@requires(may.REPORT)
@on_invalid(_matter_again)
def report(request_id: UUID) -> Response:
    """Tell the judge what came of it."""
    reason = typed(schemas.ReasonIn())["reason"]
    services.report_outcome(request_id, reason, version=seen_version(), actor=current_actor())
    return _asker_done(queries.get_request(current_actor(), request_id), msg("结果已反馈给法官。"))


@bp.post("/guidance/<uuid:request_id>/paper")
@requires(may.READ)
@on_invalid(_matter_again)
def print_opinion(request_id: UUID) -> Response:
    """Issue D21."""
    document = printed.issue_opinion(request_id, actor=current_actor())
    return back_to(url_for("documents.show", document_id=document.id))
