"""Events: the ledger, filing, registering, triage, risk, parties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.bulk import queries as bulk
from app.bulk.types import ON_EVENTS
from app.core import clock
from app.core.errors import NotFound
from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Offer, offers
from app.http.access import requires
from app.http.forms import FormState, form_state, typed
from app.http.pages import Listing, ListState, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import each_time, on_invalid
from app.intake import forms as printed
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.models import Event, MatterParty
from app.intake.rules.risk_words import BEHAVIOUR, PARTY_FLAGS, SENSITIVITY, SIGNALS, VULNERABLE
from app.intake.rules.roster import suggests_roster
from app.intake.schemas import (
    EventIn,
    PartyIn,
    ReasonIn,
    RegisterIn,
    RiskIn,
    SignalIn,
    TriageIn,
)
from app.intake.types import DisputeType, PartyKind, PartyRole, Pathway, RiskLevel, Source
from app.intake.workflow import COLLECTIVE_IN, EVENT_WORKFLOW, PARTIES_CHANGE_IN
from app.organisations import queries as organisations
from app.search.types import ViewList
from app.web.columns import chosen
from app.web.columns import ledger as ledger_columns
from app.web.matter_frame import frame_of
from app.web.narrowing import regions, towns, towns_wanted
from app.web.risk_words import measures_of
from app.web.smart_paste import Pasted, read_pasted, require_confirmed, without_empty_parties
from app.web.stage_words import EVENT_TABS as TAB_WORDS
from app.web.stages import event_board

bp = Blueprint("intake", __name__, url_prefix="/events")

LEDGER_FIELDS = (
    "risk", "dispute_type", "source", "region", "happened", "since", "until", "mine", "late", "as", "columns",
)  # fmt: skip
#: What the form shows before anything is typed.
NEW_EVENT: dict[str, Any] = {
    "source": Source.WALK_IN,
    "involved_count": 2,
    "parties": [{"role": PartyRole.APPLICANT}, {"role": PartyRole.RESPONDENT}],
}


#: What the form of a party shows as it is stored; identity number, telephone and address stay masked.
SHOWN_IN_FULL = ("name", "role", "kind", "side", "occupation", "uscc", "legal_representative", "flags")


def choices() -> dict[str, Any]:
    """The lists that forms and queries offer."""
    return {
        "type_words": {one.value: one.label for one in DisputeType},
        "source_words": {one.value: one.label for one in Source},
        "sources": [(one.value, one.label) for one in Source],
        "dispute_types": [(one.value, one.label) for one in DisputeType],
        "risks": [(one.value, one.label) for one in RiskLevel],
        "risks_wanted": [*((one.value, one.label) for one in RiskLevel), (queries.UNCONFIRMED, msg("未定级"))],
        "happenings": [("submitted", msg("上报")), ("resolved", msg("化解")), ("closed", msg("结案"))],
        "pathways": [(one.value, one.label) for one in Pathway],
        "roles": [(one.value, one.label) for one in PartyRole],
        "kinds": [(one.value, one.label) for one in PartyKind],
        "behaviours": [(code, words) for code, words in BEHAVIOUR.items()],
        "sensitivities": [(code, words) for code, words in SENSITIVITY.items()],
        "vulnerables": [(code, words) for code, words in VULNERABLE.items()],
        "party_flags": list(PARTY_FLAGS.items()),
        "signals": list(SIGNALS.items()),
    }


@bp.get("")
@requires(may.EVENT_READ)
def list_events() -> str:
    """The ledger: query, tabs with counts, table, pager."""
    actor, state = current_actor(), list_state(*LEDGER_FIELDS, default_tab="all")
    wanted = ledger_filter(state)
    board = event_board(actor, state, wanted) if state.get("as") == "board" else None
    page = board.page if board else queries.list_events(actor, wanted, cursor=state.cursor, limit=state.size)
    counts, total = queries.tab_counts(actor), queries.count_events(actor, wanted)
    listing = Listing(state, page, *total, [Tab(name, words, counts.get(name)) for name, words in TAB_WORDS.items()])
    return render_template(
        "intake/list.html",
        listing=listing,
        board=board,
        shown=chosen(ViewList.LEDGER, state, actor),
        facts=ledger_columns.facts_of(page.rows),
        states=EVENT_WORKFLOW.states,
        acts=bulk.offered(actor, ON_EVENTS),
        towns=towns_wanted(),
        now=clock.now(),
        **choices(),
    )


def ledger_filter(state: ListState) -> queries.EventFilter:
    """What the address of the ledger asks for."""
    return queries.EventFilter(
        tab=state.get("tab"),
        risk=state.many("risk"),
        dispute_type=state.many("dispute_type"),
        source=state.many("source"),
        region=regions(state),
        mine=bool(state.get("mine")),
        late=bool(state.get("late")),
        happened=state.get("happened"),
        since=state.day("since"),
        until=state.day("until"),
    )


@bp.get("/new")
@requires(may.EVENT_FILE)
def new_event() -> str:
    """The form for a report at the window, on the phone or from a unit."""
    return _filing(form_state(NEW_EVENT | {"occurred_at": clock.now()}, draft="event-new"))


def _filing(form: FormState, pasted: Pasted | None = None) -> str:
    return render_template(
        "intake/new.html",
        form=form,
        pasted=pasted,
        opened_at=form.value("opened_at") or clock.local(clock.now()).strftime("%Y-%m-%d %H:%M"),
        towns=towns(),
        crumbs=[msg("来访登记")],
        **choices(),
    )


@bp.post("/read-pasted")
@requires(may.EVENT_FILE)
@each_time
@on_invalid(new_event)
def read_note() -> str:
    """The form again, with what a pasted text says in its empty boxes; nothing is filed."""
    pasted = read_pasted(towns(), "event-new")
    return _filing(pasted.form, pasted)


@bp.post("")
@requires(may.EVENT_FILE)
@on_invalid(new_event)
def file_event() -> Response:
    """File an event and show it."""
    require_confirmed()
    matter_id = services.file_event(typed(EventIn(), form=without_empty_parties(request.form)), actor=current_actor())
    flash(str(msg("事件已上报。")), "done")
    return back_to(url_for("intake.show_event", matter_id=matter_id))


@bp.post("/twins")
@requires(may.EVENT_FILE)
@each_time
def twins() -> str:
    """Events that may be the same as the one being typed, with the reasons: a look, so the form's key stays unused."""
    return render_template("intake/_twins.html", twins=_typed_twins(current_actor()))


def _typed_twins(actor: Actor) -> list[queries.Twin]:
    names = [value for name, value in request.form.items() if name.startswith("parties.") and name.endswith(".name")]
    numbers = [
        value for name, value in request.form.items() if name.startswith("parties.") and name.endswith(".id_number")
    ]
    traits = queries.typed_traits(
        clock.now(),
        request.form.get("region_code", ""),
        request.form.get("place", ""),
        type_hint=request.form.get("type_hint") or None,
        numbers=numbers,
        names=names,
    )
    if actor.unit_id is None:
        return []
    return queries.twins_of(traits, center_id=organisations.center_of(actor.unit_id).id, seen_by=actor)


def acts_on(event: Event, actor: Actor, facts: dict[str, Any]) -> dict[str, Offer]:
    """Acts that may be offered on this page, by name."""
    own = {step.name for step in EVENT_WORKFLOW.transitions if step.permission not in may.DONE_ELSEWHERE}
    return {offer.name: offer for offer in offers(EVENT_WORKFLOW, event, actor, facts) if offer.name in own}


def _facts(event: Event, **counted: int) -> dict[str, Any]:
    """The facts for the acts on the page, from what was read for it; the triage form has not been filled in yet."""
    parties = sum(not party.withdrawn for party in event.parties)
    return {**queries.event_facts(event, party_count=parties, **counted), "twins_seen": True, "pathway": None}


@bp.get("/<uuid:matter_id>")
@requires(may.EVENT_READ)
def show_event(matter_id: UUID) -> str:
    """The overview of a matter: what happened, twins, risk, and what can be done now."""
    actor = current_actor()
    frame = frame_of(matter_id, "overview")
    event: Event = frame["event"]
    twins_found = queries.find_twins(event, seen_by=actor) if event.state in ("submitted", "registered") else []
    facts = _facts(event, twin_count=len(twins_found), hold_count=len(frame["open_holds"]))
    triage = form_state(
        {
            "pathway": event.pathway or Pathway.MEDIATION.value,
            "dispute_type": event.type_hint,
            "risk_level": event.risk_level or (frame["risk_why"] or {}).get("suggested"),
        },
        form="triage",
    )
    return render_template(
        "intake/show.html",
        **frame,
        twins=twins_found,
        acts=acts_on(event, actor, facts),
        links=queries.shown_links(actor, matter_id),
        **measures_of(event),
        triage=triage,
        region=organisations.region_name(event.region_code),
        **choices(),
    )


@bp.get("/<uuid:matter_id>/parties")
@requires(may.EVENT_READ)
def parties_of_matter(matter_id: UUID) -> str:
    """The parties by side, masked."""
    return render_template("intake/parties.html", **_party_frame(matter_id), form=form_state(form="party"))


def _party_of(matter_id: UUID, party_id: UUID) -> MatterParty:
    party = queries.get_party(current_actor(), party_id)
    if party.matter_id != matter_id:
        raise NotFound()
    return party


def _party_frame(matter_id: UUID) -> dict[str, Any]:
    frame = frame_of(matter_id, "parties")
    event: Event = frame["event"]
    return {
        **frame,
        **choices(),
        "open_to_change": event.state in PARTIES_CHANGE_IN,
        "may_declare": event.state in COLLECTIVE_IN and current_actor().may(may.EVENT_MERGE),
        "suggests_roster": suggests_roster(event.scale),
    }


def _acted(matter_id: UUID, words: str) -> Response:
    flash(words, "done")
    return back_to(url_for("intake.show_event", matter_id=matter_id))


@bp.post("/<uuid:matter_id>/register")
@requires(may.EVENT_REGISTER)
@on_invalid(show_event)
def register(matter_id: UUID) -> Response:
    """Take the event into the ledger."""
    given = typed(RegisterIn(unknown="exclude"))
    services.register_event(matter_id, twins_seen=given["twins_seen"], version=seen_version(), actor=current_actor())
    return _acted(matter_id, str(msg("已登记。")))


@bp.post("/<uuid:matter_id>/reject")
@requires(may.EVENT_REJECT)
@on_invalid(show_event)
def reject(matter_id: UUID) -> Response:
    """Send back what cannot be used."""
    services.reject_event(
        matter_id, typed(ReasonIn(unknown="exclude"))["reason"], version=seen_version(), actor=current_actor()
    )
    return _acted(matter_id, str(msg("已退回上报单位。")))


@bp.post("/<uuid:matter_id>/triage")
@requires(may.EVENT_TRIAGE)
@on_invalid(show_event)
def triage(matter_id: UUID) -> Response:
    """Type, risk and pathway."""
    services.triage_event(matter_id, typed(TriageIn()), version=seen_version(), actor=current_actor())
    return _acted(matter_id, str(msg("已分流。")))


@bp.post("/<uuid:matter_id>/confirm-risk")
@requires(may.RISK_CONFIRM)
@on_invalid(show_event)
def confirm_risk(matter_id: UUID) -> Response:
    """Confirm the risk level."""
    given = typed(RiskIn(unknown="exclude"))
    services.confirm_risk(
        matter_id, given["risk_level"], given["risk_reason"], version=seen_version(), actor=current_actor()
    )
    return _acted(matter_id, str(msg("风险等级已确认。")))


@bp.post("/<uuid:matter_id>/signals")
@requires(may.RISK_SUGGEST)
@on_invalid(show_event)
def add_signal(matter_id: UUID) -> Response:
    """Note a risk signal."""
    given = typed(SignalIn(unknown="exclude"))
    services.note_risk_signal(matter_id, given["kind"], given["note"], actor=current_actor())
    return _acted(matter_id, str(msg("风险信号已记录，请确认等级。")))


@bp.post("/<uuid:matter_id>/receipt-confirmed")
@requires(may.EVENT_TRIAGE)
@on_invalid(show_event)
def confirm_receipt(matter_id: UUID) -> Response:
    """The other pathway has it."""
    services.confirm_receipt(matter_id, version=seen_version(), actor=current_actor())
    return _acted(matter_id, str(msg("已确认接收。")))


@bp.post("/<uuid:matter_id>/not-taken")
@requires(may.EVENT_TRIAGE)
@on_invalid(show_event)
def not_taken(matter_id: UUID) -> Response:
    """The other pathway did not take it."""
    services.not_taken(
        matter_id, typed(ReasonIn(unknown="exclude"))["reason"], version=seen_version(), actor=current_actor()
    )
    return _acted(matter_id, str(msg("已退回分流。")))


@bp.post("/<uuid:matter_id>/waive-guidance")
@requires(may.HOLD_WAIVE)
@on_invalid(show_event)
def waive_guidance(matter_id: UUID) -> Response:
    """The director lets a grave matter go on without guidance."""
    services.waive_guidance(
        matter_id, typed(ReasonIn(unknown="exclude"))["reason"], version=seen_version(), actor=current_actor()
    )
    return _acted(matter_id, str(msg("已豁免法官指导。")))


@bp.post("/<uuid:matter_id>/parties")
@requires(may.PARTY_EDIT)
@on_invalid(parties_of_matter)
def add_party(matter_id: UUID) -> Response:
    """Add a party."""
    services.add_party(matter_id, typed(PartyIn()), version=seen_version(), actor=current_actor())
    flash(str(msg("当事人已登记。")), "done")
    return back_to(url_for("intake.parties_of_matter", matter_id=matter_id))


@bp.get("/<uuid:matter_id>/parties/<uuid:party_id>/correct")
@requires(may.PARTY_EDIT)
def correct_form(matter_id: UUID, party_id: UUID) -> str:
    """One party's particulars; what is masked is left empty to stay as it is."""
    party = _party_of(matter_id, party_id)
    stored = {name: getattr(party, name) for name in SHOWN_IN_FULL}
    return render_template(
        "intake/party.html", **_party_frame(matter_id), party=party, form=form_state(stored, form="correct")
    )


@bp.post("/<uuid:matter_id>/parties/<uuid:party_id>/correct")
@requires(may.PARTY_EDIT)
@on_invalid(correct_form)
def correct(matter_id: UUID, party_id: UUID) -> Response:
    """Correct a party."""
    _party_of(matter_id, party_id)
    services.correct_party(party_id, typed(PartyIn()), keep_masked=True, version=seen_version(), actor=current_actor())
    flash(str(msg("当事人信息已更正。")), "done")
    return back_to(url_for("intake.parties_of_matter", matter_id=matter_id))


@bp.post("/<uuid:matter_id>/parties/<uuid:party_id>/reveal")
@requires(may.PARTY_REVEAL)
@on_invalid(parties_of_matter)
def reveal(matter_id: UUID, party_id: UUID) -> str:
    """Show a party's numbers in full for a stated reason."""
    _party_of(matter_id, party_id)
    shown = services.reveal_party(party_id, typed(ReasonIn(unknown="exclude"))["reason"], actor=current_actor())
    return render_template("intake/reveal.html", **frame_of(matter_id, "parties"), shown=shown, party_id=party_id)


@bp.post("/<uuid:matter_id>/receipt")
@requires(may.EVENT_READ)
@on_invalid(show_event)
def print_receipt(matter_id: UUID) -> Response:
    """Print D01 and open it."""
    document = printed.issue_receipt(matter_id, actor=current_actor())
    return back_to(url_for("documents.show", document_id=document.id))
