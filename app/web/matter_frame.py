"""The frame of every page of a matter: number, state, risk, clocks, steps, tabs, holds and the timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import g, url_for

from app.audit import services as audit
from app.clocks import queries as clocks
from app.clocks.queries import ClockView
from app.core.models import TransitionRow
from app.core.permissions import Actor, Role, acting_name
from app.core.text import Message, msg
from app.dispatch import queries as dispatch
from app.guidance import permissions as guidance_may
from app.http.pages import Tab
from app.http.showing import moment, near
from app.http.signed_in import current_actor
from app.intake import queries as intake
from app.intake.models import Event, Hold
from app.intake.types import HoldKind, Source
from app.intake.workflow import EVENT_WORKFLOW
from app.web.matter_words import words_of
from app.web.shell import has_page, may_open

TIMELINE_ROWS = 8
NOTES = "notes"

TABS: tuple[tuple[str, Message, str], ...] = (
    ("overview", msg("概况"), "intake.show_event"),
    ("parties", msg("当事人"), "intake.parties_of_matter"),
    (NOTES, msg("内部备注"), "notes.of_matter"),
    ("risk", msg("风险"), "risk.of_matter"),
    ("dispatch", msg("派单"), "dispatch.of_matter"),
    ("calls", msg("吹哨会商"), "dispatch.calls_of_matter"),
    ("mediation", msg("调解"), "mediation.of_matter"),
    ("guidance", msg("法官指导"), "guidance.of_matter"),
    ("claims", msg("工资核查"), "claims.of_matter"),
    ("agreement", msg("协议与履行"), "agreements.of_matter"),
    ("confirmation", msg("司法确认"), "confirmation.of_matter"),
    ("closure", msg("回访归档"), "closure.of_matter"),
    ("documents", msg("文书"), "documents.of_matter"),
    ("story", msg("时间线"), "story.of_matter"),
    ("audit", msg("留痕"), "audit.of_matter"),
)

#: The steps bar: words, and the states that mean the step is passed or present.
STEPS: tuple[tuple[Message, frozenset[str]], ...] = (
    (msg("登记"), frozenset({"draft", "submitted"})),
    (msg("分流"), frozenset({"registered"})),
    (msg("派单"), frozenset({"triaged", "dispatched"})),
    (msg("办理调解"), frozenset({"handling"})),
    (msg("化解回访"), frozenset({"resolved"})),
    (msg("结案归档"), frozenset({"closed", "archived"})),
)

LOCKED_BY_HOLD = (msg("达成或者签署协议"), msg("认定调解不成"), msg("化解和结案"))


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of the story."""

    at: datetime
    words: str
    by: str
    kind: str = "grey"
    href: str = ""


def timeline(rows: Sequence[TransitionRow]) -> list[TimelineRow]:
    """Changes of state told in words, newest first, each with a name, a role and a unit."""
    return [
        TimelineRow(
            row.happened_at,
            words_of(row),
            " · ".join(
                part
                for part in (acting_name(row.actor_name, row.on_behalf_of), str(Role(row.role).label), row.unit_name)
                if part
            ),
            _kind(row),
        )
        for row in reversed(rows)
    ]


def _kind(row: TransitionRow) -> str:
    if row.name in ("stall", "report_problem", "reopen", "reject", "not_accept"):
        return "red"
    return "orange" if row.name in ("return_order", "request_return", "answer", "recuse", "lapse") else "grey"


def steps(event: Event, moves: Sequence[TransitionRow]) -> list[tuple[str, str, str]]:
    """The steps bar of an event: under a passed step when it was last left, under the present one the state's name."""
    now = next((index for index, (_, states) in enumerate(STEPS) if event.state in states), len(STEPS))
    rows = []
    for index, (label, states) in enumerate(STEPS):
        state = "done" if index < now or event.state == "archived" else "now" if index == now else ""
        small = str(EVENT_WORKFLOW.states[event.state]) if state == "now" else _left(moves, states) if state else ""
        rows.append((str(label), small, state))
    return rows


def _left(moves: Sequence[TransitionRow], states: frozenset[str]) -> str:
    """When the event last went out of these states, in short; empty when it never did."""
    own = [row for row in moves if row.subject_kind == EVENT_WORKFLOW.kind]
    left = [row.happened_at for row in own if row.from_state in states and row.to_state not in states]
    return near(left[-1]) if left else ""


def _hold_words(matter_id: UUID, holds: Sequence[Hold], actor: Actor) -> dict[str, Any] | None:
    if not holds:
        return None
    undecided = next((hold for hold in holds if hold.kind == HoldKind.OPINION_UNDECIDED), None)
    first = undecided or holds[0]
    href = url_for("guidance.of_matter", matter_id=matter_id) if has_page("guidance.of_matter") else ""
    decides, asks = actor.may(guidance_may.DECIDE), actor.may(guidance_may.ASK)
    act = (
        msg("决定是否采纳")
        if undecided and decides
        else msg("请法官指导")
        if asks and not undecided
        else msg("看法官指导")
    )
    return {"title": HoldKind(first.kind).label, "locked": LOCKED_BY_HOLD, "href": href, "act": act}


def frame_of(matter_id: UUID, tab: str) -> dict[str, Any]:
    """What ``matter/frame.html`` needs; raises ``NotFound`` when the matter is not granted. The read is logged."""
    actor = current_actor()
    event, notes = intake.event_and_notes(actor, matter_id)
    holds = intake.open_holds(matter_id)
    audit.log_read(
        f"matter.{tab}", "event", matter_id, matter_id=matter_id, request_id=g.get("request_id"), actor=actor
    )
    moves, orders = intake.transitions_of(matter_id), dispatch.orders_of(matter_id)
    return {
        "event": event,
        "matter_id": matter_id,
        "frame_tab": tab,
        "frame_tabs": _tabs(notes),
        "frame_url": _tab_url(matter_id),
        "clock_views": clocks.clocks_of_matter(matter_id),
        "orders": orders,
        "clock_units": {order.id: order.unit.short_name or order.unit.name for order in orders},
        "frame_steps": steps(event, moves),
        "hold": _hold_words(matter_id, holds, actor),
        "open_holds": holds,
        "state_label": EVENT_WORKFLOW.states[event.state],
        "source_label": Source(event.source).label,
        "risk_why": _risk_words(event),
        **_rail(moves),
    }


def _tabs(notes: int | None) -> list[Tab]:
    """The tabs one may open; internal notes with their number, for those who act on the matter."""
    found = [Tab(name, label) for name, label, endpoint in TABS if may_open(endpoint)]
    if notes is None:
        return [tab for tab in found if tab.name != NOTES]
    return [Tab(tab.name, tab.label, notes or None) if tab.name == NOTES else tab for tab in found]


def clocks_by_subject(frame: dict[str, Any], kind: str) -> dict[UUID, list[ClockView]]:
    """The running clocks of the subjects of one kind, taken from those the frame has read already."""
    found: dict[UUID, list[ClockView]] = defaultdict(list)
    for view in frame["clock_views"]:
        if view.subject_kind == kind:
            found[view.subject_id].append(view)
    return dict(found)


def _rail(moves: Sequence[TransitionRow]) -> dict[str, Any]:
    rows = timeline(moves)
    return {"rail": rows[:TIMELINE_ROWS], "rail_total": len(rows)}


def _risk_words(event: Event) -> dict[str, Any] | None:
    row = intake.latest_assessment(event.id)
    if row is None:
        return None
    rows = [(str(Message(line["label"]["text"], line["label"]["params"])), line["points"]) for line in row.points]
    if event.risk_level is None:
        note = msg("系统建议，须由人员确认。")
    elif row.confirmed_by_name:
        note = msg("{name}于{at}确认。", name=row.confirmed_by_name, at=moment(row.confirmed_at))
    else:
        note = msg("出现新的信号后重新计分，等级待人员确认。")
    return {"rows": rows, "score": row.score, "note": note, "suggested": row.suggested_level}


def _tab_url(matter_id: UUID) -> Any:
    endpoints = {name: endpoint for name, _, endpoint in TABS}
    return lambda name: url_for(endpoints[name], matter_id=matter_id)
