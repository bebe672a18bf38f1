"""One quarrel, one matter: the roster of a collective one, its list in and out, merging, joining and linking."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, render_template, request, url_for
from flask import Response as FileResponse
from werkzeug.wrappers import Response

from app.audit import services as audit
from app.core import clock, identity
from app.core.errors import InvalidInput, NotFound
from app.core.text import Message, msg
from app.core.workflow import offers
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, ListState, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import each_time, on_invalid
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.commands import RosterMove
from app.intake.models import MatterParty
from app.intake.rules.roster import COLUMNS, MOST_CLAIMANTS, suggests_roster
from app.intake.schemas import ConsentsIn, DeclareIn, LinkIn, MergeIn, ReasonIn, RosterMoveIn
from app.intake.types import ConsentChannel
from app.intake.workflow import CLAIMANT_WORKFLOW, COLLECTIVE_IN
from app.web.exports.files import Cell, send_table
from app.web.intake import show_event
from app.web.matter_frame import frame_of

bp = Blueprint("collective", __name__, url_prefix="/events")

ROSTER_FIELDS = ("state", "name")
COLOURS = {"consented": "blue", "settled": "green", "performed": "green", "withdrawn": "grey", "apart": "orange"}
#: Acts offered for many at once; the consent asks for its paper besides.
MANY = ("consent", "settle", "perform", "undo_settle", "undo_perform", "withdraw", "rejoin")
EXPORTED = (
    msg("序号"), msg("姓名"), msg("状态"), msg("哪一方"), msg("职业"), msg("证件"), msg("手机"), msg("查询码"),
    msg("同意日期"),
)  # fmt: skip


def words() -> dict[str, Any]:
    """Statuses, colours, acts and ways of consent as the pages of a roster name them."""
    labels = {name: CLAIMANT_WORKFLOW.named(name).label for name in MANY}
    return {
        "statuses": list(CLAIMANT_WORKFLOW.states.items()),
        "colours": COLOURS,
        "many": list(labels.items()),
        "channels": [(one.value, one.label) for one in ConsentChannel],
        "today": clock.today(),
    }


def roster_filter(state: ListState) -> queries.RosterFilter:
    """What the address of a roster asks for."""
    return queries.RosterFilter(state=state.get("state"), name=state.get("name"))


@bp.get("/<uuid:matter_id>/roster")
@requires(may.EVENT_READ)
def roster_of_matter(matter_id: UUID) -> str:
    """The roster by pages, narrowed by status and name; where there is none, the form that declares the matter so."""
    actor, state = current_actor(), list_state(*ROSTER_FIELDS)
    frame = frame_of(matter_id, "parties")
    page = queries.list_claimants(actor, matter_id, roster_filter(state), cursor=state.cursor, limit=state.size)
    counts = queries.roster_counts(actor, matter_id)
    found = counts.get(state.get("state"), 0) if state.get("state") else sum(counts.values())
    return render_template(
        "intake/roster.html",
        **frame,
        **words(),
        listing=Listing(state, page, None if state.get("name") else found),
        counts=counts,
        origins=queries.origins_of(actor, page.rows),
        may_declare=frame["event"].state in COLLECTIVE_IN and actor.may(may.EVENT_MERGE),
        open_to_change=frame["event"].state in services.STANDING_CHANGES_IN and actor.may(may.PARTY_EDIT),
        suggested=suggests_roster(frame["event"].scale),
        form=form_state({"channel": ConsentChannel.WRITTEN.value, "given_on": clock.today()}, form="move"),
    )


@bp.post("/<uuid:matter_id>/declare-collective")
@requires(may.EVENT_MERGE)
@on_invalid(roster_of_matter)
def declare_collective(matter_id: UUID) -> Response:
    """Handle the matter by roster."""
    reason = typed(DeclareIn(unknown="exclude"))["reason"]
    count = services.declare_collective(matter_id, reason, version=seen_version(), actor=current_actor())
    flash(str(msg("已按群体事项办理，{n}名申请人列入名册。", n=count)), "done")
    return back_to(url_for("collective.roster_of_matter", matter_id=matter_id))


@bp.get("/<uuid:matter_id>/roster/export.csv", endpoint="roster_csv")
@bp.get("/<uuid:matter_id>/roster/export.xlsx", endpoint="roster_xlsx")
@requires(may.EVENT_READ)
def export_roster(matter_id: UUID) -> FileResponse:
    """The roster as narrowed, masked, as a file."""
    actor = current_actor()
    event = queries.get_event(actor, matter_id)
    audit.log_read(
        "roster.export", "event", matter_id, matter_id=matter_id, request_id=g.get("request_id"), actor=actor
    )
    title = msg("{number}名册", number=event.number or "")
    found = queries.all_claimants(actor, matter_id, roster_filter(list_state(*ROSTER_FIELDS)))
    return send_table(title, EXPORTED, (row for rows in found for row in _exported(rows)))


def _exported(rows: Any) -> list[list[Cell]]:
    given = queries.consents_of_claimants([row.id for row in rows])
    return [
        [
            row.position + 1,
            row.name,
            str(CLAIMANT_WORKFLOW.states[row.state]),
            row.side,
            row.occupation,
            identity.mask_id_number(row.id_number) if row.id_number else None,
            identity.mask_phone(row.phone) if row.phone else None,
            row.public_code,
            given[row.id].given_on.isoformat() if row.id in given else None,
        ]
        for row in rows
    ]


# -- a list of claimants ---------------------------------------------------------------------------------------------


@bp.get("/<uuid:matter_id>/roster/import")
@requires(may.PARTY_EDIT)
def choose_roster(matter_id: UUID) -> str:
    """Step 1: hand in a list."""
    heads = [str(one) for one in COLUMNS.values()]
    return render_template(
        "intake/roster_import.html",
        **frame_of(matter_id, "parties"),
        form=form_state({}),
        heads=heads,
        most=MOST_CLAIMANTS,
    )


@bp.post("/<uuid:matter_id>/roster/import")
@requires(may.PARTY_EDIT)
@on_invalid(choose_roster)
def hand_in_roster(matter_id: UUID) -> Response:
    """Keep the list for the preview; nobody is on the roster yet."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise InvalidInput({"file": [msg("请选择文件。")]})
    sheet_id = services.hand_in_roster(matter_id, sent.filename, sent.read(), actor=current_actor())
    return back_to(url_for("collective.preview_roster", matter_id=matter_id, sheet_id=sheet_id))


@bp.get("/<uuid:matter_id>/roster/import/<uuid:sheet_id>")
@requires(may.PARTY_EDIT)
def preview_roster(matter_id: UUID, sheet_id: UUID) -> str:
    """Step 2: every row with what it would become, every fault at its cell; a dry run."""
    sheet = services.own_sheet(matter_id, sheet_id, actor=current_actor())
    rows = services.check_roster(sheet)
    return render_template(
        "intake/roster_preview.html",
        **frame_of(matter_id, "parties"),
        form=form_state({}),
        sheet=sheet,
        rows=rows,
        columns=COLUMNS,
        wrong=sum(bool(one.faults) for one in rows),
        fresh=sum(one.fresh for one in rows),
    )


@bp.post("/<uuid:matter_id>/roster/import/<uuid:sheet_id>")
@requires(may.PARTY_EDIT)
@on_invalid(preview_roster)
def store_roster(matter_id: UUID, sheet_id: UUID) -> Response:
    """Step 3: put everybody on the roster, or nobody."""
    count = services.store_roster(matter_id, sheet_id, actor=current_actor())
    flash(str(msg("名册新增{n}名当事人。", n=count)), "done")
    return back_to(url_for("collective.roster_of_matter", matter_id=matter_id))


# -- acts on claimants -----------------------------------------------------------------------------------------------


def _chosen(matter_id: UUID) -> RosterMove:
    """The act and the claimants it is for: those ticked, or all that the query of the roster finds."""
    move: RosterMove = typed(RosterMoveIn())
    if request.form.get("everybody") != "1":
        return move
    wanted = queries.RosterFilter(state=request.form.get("state", ""), name=request.form.get("name", ""))
    return RosterMove(
        act=move.act, party_ids=tuple(queries.claimant_ids(current_actor(), matter_id, wanted)), reason=move.reason
    )


@bp.post("/<uuid:matter_id>/roster/preview")
@requires(may.PARTY_EDIT)
@each_time
@on_invalid(roster_of_matter)
def preview_move(matter_id: UUID) -> str:
    """What the act would do to each claimant; nothing is changed."""
    return _previewed(matter_id, _chosen(matter_id))


def _previewed(matter_id: UUID, move: RosterMove) -> str:
    rows = services.preview_move(matter_id, move, actor=current_actor())
    form = form_state({"channel": ConsentChannel.WRITTEN.value, "given_on": clock.today()}, form="move")
    step = CLAIMANT_WORKFLOW.named(move.act)
    return render_template(
        "intake/roster_move.html",
        **frame_of(matter_id, "parties"),
        **words(),
        rows=rows,
        step=step,
        form=form,
        finished=False,
    )


def _previewed_again(matter_id: UUID) -> str:
    return _previewed(matter_id, typed(RosterMoveIn()))


@bp.post("/<uuid:matter_id>/roster/move")
@requires(may.PARTY_EDIT)
@on_invalid(_previewed_again)
def move_claimants(matter_id: UUID) -> str:
    """Do the act on each claimant whose status allows it, and tell the result row by row."""
    move: RosterMove = typed(RosterMoveIn())
    actor = current_actor()
    if move.act == "consent":
        rows = services.record_consents(matter_id, typed(ConsentsIn()), actor=actor)
    else:
        rows = services.move_claimants(matter_id, move, actor=actor)
    return render_template(
        "intake/roster_move.html",
        **frame_of(matter_id, "parties"),
        **words(),
        rows=rows,
        step=CLAIMANT_WORKFLOW.named(move.act),
        form=form_state({}),
        finished=True,
    )


def _claimant(matter_id: UUID, claimant_id: UUID) -> MatterParty:
    found = queries.get_claimant(current_actor(), claimant_id)
    if found.matter_id != matter_id:
        raise NotFound()
    return found


@bp.get("/<uuid:matter_id>/roster/<uuid:claimant_id>")
@requires(may.EVENT_READ)
def show_claimant(matter_id: UUID, claimant_id: UUID) -> str:
    """One claimant: status with its history, consent, public code, where from, and what can be done now."""
    actor, party = current_actor(), _claimant(matter_id, claimant_id)
    frame = frame_of(matter_id, "parties")
    acts = {one.name: one for one in offers(CLAIMANT_WORKFLOW, party, actor, {"stands_again": False})}
    acts.pop("take_back_join", None)
    return render_template(
        "intake/claimant.html",
        **frame,
        **words(),
        party=party,
        acts=acts if frame["event"].state in services.STANDING_CHANGES_IN else {},
        history=queries.claimant_history(party.id),
        consent=queries.consents_of_claimants([party.id]).get(party.id),
        origin=queries.origins_of(actor, [party]).get(party.id),
        act_words={step.name: step.label for step in CLAIMANT_WORKFLOW.transitions},
        form=form_state({"channel": ConsentChannel.WRITTEN.value, "given_on": clock.today()}, form="consent"),
    )


@bp.post("/<uuid:matter_id>/roster/<uuid:claimant_id>/apart")
@requires(may.EVENT_MERGE)
@on_invalid(show_claimant)
def handle_apart(matter_id: UUID, claimant_id: UUID) -> Response:
    """Begin an event of its own for the claimant."""
    _claimant(matter_id, claimant_id)
    reason = typed(ReasonIn(unknown="exclude"))["reason"]
    child_id = services.handle_apart(claimant_id, reason, version=seen_version(), actor=current_actor())
    return _told(child_id, msg("已为这名当事人单独登记事件。"))


# -- merging, joining and linking -------------------------------------------------------------------------------------


def _told(matter_id: UUID, sentence: Message) -> Response:
    flash(str(sentence), "done")
    return back_to(url_for("intake.show_event", matter_id=matter_id))


@bp.post("/<uuid:matter_id>/merge")
@requires(may.EVENT_MERGE)
@on_invalid(show_event)
def merge(matter_id: UUID) -> Response:
    """Merge into another event."""
    given = typed(MergeIn(unknown="exclude"))
    services.merge_event(matter_id, given["into_id"], given["reason"], version=seen_version(), actor=current_actor())
    return _told(given["into_id"], msg("已合并。"))


@bp.post("/<uuid:matter_id>/join")
@requires(may.EVENT_MERGE)
@on_invalid(show_event)
def join(matter_id: UUID) -> Response:
    """Join the event to a collective matter."""
    given = typed(MergeIn(unknown="exclude"))
    joined = services.join_event(
        matter_id, given["into_id"], given["reason"], version=seen_version(), actor=current_actor()
    )
    if joined.known:
        flash(str(msg("{names}已在名册中，没有重复列入。", names="、".join(joined.known[:3]))), "done")
    return _told(given["into_id"], msg("已并入群体事项，名册新增{n}名当事人。", n=joined.added))


@bp.post("/<uuid:matter_id>/unmerge")
@requires(may.EVENT_MERGE)
@on_invalid(show_event)
def unmerge(matter_id: UUID) -> Response:
    """Take a merge or a join back."""
    reason = typed(ReasonIn(unknown="exclude"))["reason"]
    services.unmerge_event(matter_id, reason, version=seen_version(), actor=current_actor())
    return _told(matter_id, msg("已撤销合并，事件恢复到待分流。"))


@bp.post("/<uuid:matter_id>/links")
@requires(may.EVENT_MERGE)
@on_invalid(show_event)
def link(matter_id: UUID) -> Response:
    """Link with another matter, chosen among the twins or named by its number."""
    actor, form = current_actor(), request.form.copy()
    if form.get("other_number"):
        other = queries.event_by_number(actor, form["other_number"])
        if other is None:
            raise InvalidInput({"other_number": [msg("没有这个编号的事件，或者您无权查看。")]})
        form["other_id"] = str(other.id)
    if not form.get("other_id"):
        raise InvalidInput({"other_number": [msg("请填写另一件事的编号。")]})
    given = typed(LinkIn(unknown="exclude"), form=form)
    services.link_matters(matter_id, given["other_id"], given["why"], actor=actor)
    return _told(matter_id, msg("已关联。"))


@bp.post("/<uuid:matter_id>/links/<uuid:link_id>/undo")
@requires(may.EVENT_MERGE)
@on_invalid(show_event)
def unlink(matter_id: UUID, link_id: UUID) -> Response:
    """Take a link back."""
    services.unlink_matters(link_id, typed(ReasonIn(unknown="exclude"))["reason"], actor=current_actor())
    return _told(matter_id, msg("已撤销关联。"))
