"""Mediations: the ledger, the room with its required steps, and every act of the mediator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.core.errors import NotFound
from app.core.text import Message, msg
from app.core.workflow import Offer, offers
from app.http.access import requires
from app.http.forms import typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.intake import queries as intake
from app.intake.models import Event, MatterParty
from app.mediation import forms as printed
from app.mediation import permissions as may
from app.mediation import queries, schemas, services
from app.mediation.models import Mediation
from app.mediation.types import Answer, Channel, Exclusion, Origin, SessionMode, SessionResult, StallCause
from app.mediation.workflow import MEDIATION_WORKFLOW
from app.organisations import queries as organisations
from app.organisations.types import UnitKind
from app.web.matter_frame import frame_of

bp = Blueprint("mediation", __name__)

#: Parties that the forms of the room name on one page.
PEOPLE_AT_ONCE = 50

TABS = (("open", msg("进行中")), ("mine", msg("我主持的")), ("all", msg("全部")))


def _words(kinds: Any) -> list[tuple[str, Message]]:
    return [(one.value, one.label) for one in kinds]


def choices() -> dict[str, Any]:
    """The lists that forms offer."""
    return {
        "origins": _words(Origin),
        "answers": _words(Answer),
        "channels": _words(Channel),
        "modes": _words(SessionMode),
        "results": _words(SessionResult),
        "causes": _words(StallCause),
        "exclusions": _words(Exclusion),
        "states": MEDIATION_WORKFLOW.states,
    }


@bp.get("/mediations")
@requires(may.READ)
def list_mediations() -> str:
    """The ledger of mediations."""
    state = list_state(default_tab="open")
    tab = state.get("tab")
    page = queries.list_mediations(
        current_actor(),
        state="open" if tab == "open" else "",
        mine=tab == "mine",
        cursor=state.cursor,
        limit=state.size,
    )
    listing = Listing(state, page, tabs=[Tab(name, words) for name, words in TABS])
    matters = intake.matter_names(row.matter_id for row in page.rows)
    return render_template("mediation/list.html", listing=listing, matters=matters, **choices())


@bp.get("/mediations/<uuid:mediation_id>")
@requires(may.READ)
def show_mediation(mediation_id: UUID) -> Response:
    """The page of the matter this mediation belongs to."""
    row = queries.get_mediation(current_actor(), mediation_id)
    return back_to(url_for("mediation.of_matter", matter_id=row.matter_id))


@bp.get("/events/<uuid:matter_id>/mediation")
@requires(may.READ)
def of_matter(matter_id: UUID) -> str:
    """The room: what is required, what each party said, sittings, and the acts that are possible now."""
    frame = frame_of(matter_id, "mediation")
    rows = queries.mediations_of(matter_id)
    orgs = organisations.units(kind=UnitKind.MEDIATION_ORG)
    return render_template(
        "mediation/room.html",
        **frame,
        **choices(),
        mediations=rows,
        people_page=_people(frame["event"]),
        room=_room(rows[0]) if rows else None,
        orgs=[(str(org.id), org.name) for org in orgs],
        own_org=next((str(org.id) for org in orgs if org.id == current_actor().unit_id), ""),
        now_at=clock.now(),
    )


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Of many parties those the forms of the room name at once, by the number of the page in the address."""

    rows: Sequence[MatterParty]
    number: int
    count: int


def _people(event: Event) -> PeoplePage:
    standing = [party for party in event.parties if not party.withdrawn]
    count = max(1, -(-len(standing) // PEOPLE_AT_ONCE))
    asked = request.args.get("people", "")
    number = min(max(int(asked), 1), count) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return PeoplePage(standing[(number - 1) * PEOPLE_AT_ONCE : number * PEOPLE_AT_ONCE], number, count)


def _room(row: Mediation) -> dict[str, Any]:
    actor = current_actor()
    facts = queries.mediation_facts(row)
    found = {offer.name: offer for offer in offers(MEDIATION_WORKFLOW, row, actor, facts)}
    return {
        "row": row,
        "org": organisations.unit(row.org_id),
        "acts": _direct(found),
        "facts": facts,
        "consents": queries.consents_of(row.id),
        "notices": queries.notices_of(row.id),
        "representatives": [one.party_id for one in queries.representatives_of(row.id)],
        "may_read": actor.may(may.READ_RECORD),
        "group_from": queries.GROUP_FROM,
        "ended": row.state in printed.ENDED,
    }


def _direct(found: dict[str, Offer]) -> dict[str, Offer]:
    """Acts with a button here; those marked by agreements and receipts have theirs elsewhere."""
    moved = {step.name for step in MEDIATION_WORKFLOW.transitions if step.permission == may.MOVE}
    return {name: offer for name, offer in found.items() if name not in moved}


def _again(mediation_id: UUID) -> str:
    return of_matter(queries.get_mediation(current_actor(), mediation_id).matter_id)


def _done(mediation_id: UUID, words: Message) -> Response:
    flash(str(words), "done")
    row = queries.get_mediation(current_actor(), mediation_id)
    return back_to(url_for("mediation.of_matter", matter_id=row.matter_id))


@bp.post("/events/<uuid:matter_id>/mediation")
@requires(may.OPEN)
@on_invalid(of_matter)
def open_mediation(matter_id: UUID) -> Response:
    """Register an application."""
    mediation_id = services.open_mediation(typed(schemas.OpenIn()), actor=current_actor())
    return _done(mediation_id, msg("调解申请已登记。"))


@bp.post("/mediations/<uuid:mediation_id>/check-scope")
@requires(may.CONDUCT)
@on_invalid(_again)
def check_scope(mediation_id: UUID) -> Response:
    """Nothing excludes mediation."""
    exclusion = typed(schemas.ScopeIn())["exclusion"]
    services.check_scope(mediation_id, exclusion=exclusion, version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("请逐一征询当事人意愿。"))


@bp.post("/mediations/<uuid:mediation_id>/decline")
@requires(may.CONDUCT)
@on_invalid(_again)
def decline(mediation_id: UUID) -> Response:
    """Do not accept."""
    reason = typed(schemas.ReasonIn())["reason"]
    services.decline(mediation_id, reason, version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("已记录不予受理。"))


@bp.post("/mediations/<uuid:mediation_id>/consents")
@requires(may.CONDUCT)
@on_invalid(_again)
def record_consent(mediation_id: UUID) -> Response:
    """Record what the parties answered."""
    count = services.record_consent(mediation_id, typed(schemas.ConsentIn()), actor=current_actor())
    return _done(mediation_id, msg("已记录{n}名当事人的意愿。", n=count))


@bp.post("/mediations/<uuid:mediation_id>/accept")
@requires(may.CONDUCT)
@on_invalid(_again)
def accept(mediation_id: UUID) -> Response:
    """Accept: the file gets its number."""
    number = services.accept(mediation_id, version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("已受理，编号 {number}。", number=number))


@bp.post("/mediations/<uuid:mediation_id>/refuse")
@requires(may.CONDUCT)
@on_invalid(_again)
def refuse(mediation_id: UUID) -> Response:
    """End because a party clearly refused."""
    services.end_by_refusal(mediation_id, version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("已终止，请告知当事人其他途径。"))


@bp.post("/mediations/<uuid:mediation_id>/assign")
@requires(may.CONDUCT)
@on_invalid(_again)
def assign(mediation_id: UUID) -> Response:
    """Take the mediation after disclosing relations."""
    given = typed(schemas.AssignIn())
    services.assign(
        mediation_id,
        given["disclosure"],
        conflict=given["conflict"],
        conflict_accepted=given["conflict_accepted"],
        version=seen_version(),
        actor=current_actor(),
    )
    return _done(mediation_id, msg("已确定调解员。"))


@bp.post("/mediations/<uuid:mediation_id>/rights")
@requires(may.CONDUCT)
@on_invalid(_again)
def record_rights(mediation_id: UUID) -> Response:
    """Rights and duties were read."""
    count = services.record_rights_read(mediation_id, typed(schemas.NoticeIn()), actor=current_actor())
    return _done(mediation_id, msg("已记录向{n}名当事人告知权利义务。", n=count))


@bp.post("/mediations/<uuid:mediation_id>/representatives")
@requires(may.CONDUCT)
@on_invalid(_again)
def choose_representatives(mediation_id: UUID) -> Response:
    """A group chooses who speaks for it."""
    given = typed(schemas.RepresentativesIn())
    services.choose_representatives(
        mediation_id,
        tuple(given["representatives"]),
        tuple(given["voters"]),
        given["scope"],
        actor=current_actor(),
    )
    return _done(mediation_id, msg("已登记诉求代表。"))


@bp.post("/mediations/<uuid:mediation_id>/sessions")
@requires(may.CONDUCT)
@on_invalid(_again)
def hold_session(mediation_id: UUID) -> Response:
    """Record a sitting."""
    services.hold_session(mediation_id, typed(schemas.SessionIn()), version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("调解笔录已保存。"))


@bp.post("/mediations/<uuid:mediation_id>/stall")
@requires(may.CONDUCT)
@on_invalid(_again)
def stall(mediation_id: UUID) -> Response:
    """Record a deadlock."""
    given = typed(schemas.StallIn())
    services.stall(mediation_id, given["cause"], given["reason"], version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("已记录僵局，可以请值班法官指导。"))


@bp.post("/mediations/<uuid:mediation_id>/resume")
@requires(may.CONDUCT)
@on_invalid(_again)
def resume(mediation_id: UUID) -> Response:
    """Go on."""
    services.resume(mediation_id, version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("调解已恢复。"))


@bp.post("/mediations/<uuid:mediation_id>/begin-drafting")
@requires(may.CONDUCT)
@on_invalid(_again)
def begin_drafting(mediation_id: UUID) -> Response:
    """The parties agree in substance."""
    services.begin_drafting(mediation_id, version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("可以起草协议了。"))


@bp.post("/mediations/<uuid:mediation_id>/return-to-session")
@requires(may.CONDUCT)
@on_invalid(_again)
def return_to_session(mediation_id: UUID) -> Response:
    """Talk again."""
    reason = typed(schemas.ReasonIn())["reason"]
    services.return_to_session(mediation_id, reason, version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("已恢复调解。"))


@bp.post("/mediations/<uuid:mediation_id>/agree-orally")
@requires(may.CONDUCT)
@on_invalid(_again)
def agree_orally(mediation_id: UUID) -> Response:
    """An oral agreement."""
    content = typed(schemas.OralIn())["content"]
    services.agree_orally(mediation_id, content, version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("口头协议已登记。"))


@bp.post("/mediations/<uuid:mediation_id>/fail")
@requires(may.CONDUCT)
@on_invalid(_again)
def fail(mediation_id: UUID) -> Response:
    """No agreement."""
    given = typed(schemas.FailIn())
    services.fail(
        mediation_id, given["reason"], given["undisputed_facts"], version=seen_version(), actor=current_actor()
    )
    return _done(mediation_id, msg("已记录调解不成，请告知当事人其他途径。"))


@bp.post("/mediations/<uuid:mediation_id>/settle-privately")
@requires(may.CONDUCT)
@on_invalid(_again)
def settle_privately(mediation_id: UUID) -> Response:
    """The parties settled by themselves."""
    reason = typed(schemas.ReasonIn())["reason"]
    services.settle_privately(mediation_id, reason, version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("已记录当事人自行和解。"))


@bp.post("/mediations/<uuid:mediation_id>/withdraw")
@requires(may.CONDUCT)
@on_invalid(_again)
def withdraw(mediation_id: UUID) -> Response:
    """The applicant withdrew."""
    reason = typed(schemas.ReasonIn())["reason"]
    services.withdraw(mediation_id, reason, version=seen_version(), actor=current_actor())
    return _done(mediation_id, msg("已记录撤回申请。"))


PAPERS = {
    "D05": (printed.issue_rights_notices, msg("权利义务告知书已出具。")),
    "D06": (printed.issue_consent_forms, msg("调解意愿书已出具。")),
    "D10": (printed.issue_election, msg("推选代表人证明书已出具。")),
    "D37": (printed.issue_terminations, msg("终止调解告知书已出具。")),
}


@bp.post("/mediations/<uuid:mediation_id>/papers/<code>")
@requires(may.CONDUCT)
@on_invalid(_again)
def print_paper(mediation_id: UUID, code: str) -> Response:
    """Issue a form of the mediation to whom it is for."""
    if code not in PAPERS:
        raise NotFound()
    issue, words = PAPERS[code]
    issue(mediation_id, actor=current_actor())
    return _done(mediation_id, words)


@bp.post("/mediations/<uuid:mediation_id>/sessions/<uuid:session_id>/record")
@requires(may.CONDUCT)
@on_invalid(_again)
def print_record(mediation_id: UUID, session_id: UUID) -> Response:
    """Issue D19 of one sitting."""
    printed.issue_record(session_id, actor=current_actor())
    return _done(mediation_id, msg("调解笔录已出具。"))
