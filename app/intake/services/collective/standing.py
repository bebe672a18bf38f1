"""How claimants stand: consents of one or many on one paper, and every other act on one claimant or many.

Of many each row stands for itself: those whose state allows the act are moved, the others are told with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, Refused, StaleVersion
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import unit_of_work
from app.core.workflow import fire, refusal_of
from app.intake import permissions as may
from app.intake.commands import ConsentGiven, RosterMove
from app.intake.models import ClaimantConsent, MatterParty
from app.intake.policies import require_visible
from app.intake.queries.roster import claimants_by_id, standing_numbers
from app.intake.rules.roster import MOST_CLAIMANTS
from app.intake.services.collective.loading import STANDING_CHANGES_IN, locked_collective, on_roster
from app.intake.types import ConsentChannel
from app.intake.workflow import CLAIMANT_WORKFLOW, COLLECTIVE_IN, LEFT

#: Acts by which a claimant is moved alone or among many; consent and handling apart ask for more and have their own.
MOVES = ("settle", "perform", "undo_settle", "undo_perform", "withdraw", "rejoin")
UNTIL_RESOLVED = ("withdraw", "rejoin")
NOT_HERE = msg("名册中没有这名当事人。")


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became, or would become, of one claimant; ``refusal`` says why not."""

    party_id: UUID
    name: str
    state: str
    refusal: Message | None = None

    @property
    def done(self) -> bool:
        """Whether the act was, or can be, done."""
        return self.refusal is None


def preview_move(matter_id: UUID, move: RosterMove, *, actor: Actor) -> list[RowResult]:
    """What an act would do to each claimant; nothing is changed."""
    require_visible(actor, matter_id)
    _refuse_choice(move)
    rows = {row.id: row for row in claimants_by_id(matter_id, move.party_ids)}
    step, numbers = CLAIMANT_WORKFLOW.named(move.act), standing_numbers(matter_id)
    found = []
    for party_id in dict.fromkeys(move.party_ids):
        row = rows.get(party_id)
        if row is None:
            found.append(RowResult(party_id, "", "", NOT_HERE))
            continue
        refusal = _wrong_state(row, move.act) if row.state not in step.from_ else None
        if refusal is None:
            held = refusal_of(step, row, actor, {"stands_again": row.id_index in numbers})
            refusal = held.message if held else None
        found.append(RowResult(row.id, row.name, str(row.state), refusal))
    return found


def _wrong_state(row: MatterParty, act: str) -> Message:
    return msg(
        "当前状态是“{state}”，不能办理“{act}”。",
        state=CLAIMANT_WORKFLOW.states[str(row.state)],
        act=CLAIMANT_WORKFLOW.named(act).label,
    )


def _refuse_choice(move: RosterMove) -> None:
    found: dict[str, list[Message]] = {}
    if move.act not in (*MOVES, "consent"):
        found["act"] = [msg("请选择要办理的事项。")]
    if not move.party_ids:
        found["party_ids"] = [msg("请选择当事人。")]
    elif len(set(move.party_ids)) > MOST_CLAIMANTS:
        found["party_ids"] = [msg("一次最多办理{most}名。", most=MOST_CLAIMANTS)]
    if found:
        raise InvalidInput(found)


def move_claimants(matter_id: UUID, move: RosterMove, *, version: int | None = None, actor: Actor) -> list[RowResult]:
    """Do one act on each claimant whose state allows it; answers row by row. A missing reason refuses all.

    ``version`` is that of the one claimant where one is moved alone.
    """
    authorise(actor, may.PARTY_EDIT)
    _refuse_choice(move)
    if move.act == "consent":
        raise InvalidInput({"act": [msg("请选择要办理的事项。")]})
    with unit_of_work(actor) as uow:
        states = COLLECTIVE_IN if move.act in UNTIL_RESOLVED else STANDING_CHANGES_IN
        locked_collective(matter_id, None, actor, states)
        found = _fire_each(matter_id, move, version, actor)
        told = {"act": move.act, "done": sum(one.done for one in found), "refused": sum(not one.done for one in found)}
        uow.audit("intake.move_claimants", "event", matter_id, matter_id, told)
        return found


def _fire_each(matter_id: UUID, move: RosterMove, version: int | None, actor: Actor) -> list[RowResult]:
    roster = on_roster(matter_id)
    rows = {row.id: row for row in roster}
    numbers = {row.id_index for row in roster if not row.withdrawn and row.id_index is not None}
    found = []
    for party_id in dict.fromkeys(move.party_ids):
        row = rows.get(party_id)
        if row is None:
            found.append(RowResult(party_id, "", "", NOT_HERE))
            continue
        _refuse_stale(row, version)
        found.append(_moved(row, move, {"stands_again": row.id_index in numbers}, actor))
        if not row.withdrawn and row.id_index is not None:
            numbers.add(row.id_index)
    return found


def _refuse_stale(row: MatterParty, version: int | None) -> None:
    if version is not None and row.version != version:
        raise StaleVersion(version, row.version, row=row)


def _moved(row: MatterParty, move: RosterMove, facts: dict[str, object], actor: Actor) -> RowResult:
    try:
        fire(CLAIMANT_WORKFLOW, row, move.act, actor, facts=facts, reason=move.reason)
    except Refused as refused:
        return RowResult(row.id, row.name, str(row.state), refused.message)
    row.withdrawn = row.state in LEFT
    return RowResult(row.id, row.name, str(row.state))


def record_consents(
    matter_id: UUID, given: ConsentGiven, *, version: int | None = None, actor: Actor
) -> list[RowResult]:
    """Record that claimants agreed, each with a row of its own, be it on one paper for all; answers row by row."""
    authorise(actor, may.PARTY_EDIT)
    _refuse_choice(RosterMove(act="consent", party_ids=given.party_ids))
    _check_paper(given)
    with unit_of_work(actor) as uow:
        locked_collective(matter_id, None, actor)
        move = RosterMove(act="consent", party_ids=given.party_ids)
        found = _fire_each(matter_id, move, version, actor)
        done = [one for one in found if one.done]
        db.session.add_all(
            ClaimantConsent(
                id=new_id(),
                matter_id=matter_id,
                party_id=one.party_id,
                channel=given.channel,
                paper=given.paper.strip(),
                given_on=given.given_on,
                recorded_by=actor.name,
            )
            for one in done
        )
        told = {"paper": given.paper.strip(), "done": len(done), "refused": len(found) - len(done)}
        uow.audit("intake.record_consents", "event", matter_id, matter_id, told)
        return found


def _check_paper(given: ConsentGiven) -> None:
    found: dict[str, list[Message]] = {}
    if not 2 <= len(given.paper.strip()) <= 120:
        found["paper"] = [msg("请写明所依据的材料，2至120个字。")]
    if given.given_on > clock.today():
        found["given_on"] = [msg("日期不能晚于今天。")]
    if given.channel not in set(ConsentChannel):
        found["channel"] = [msg("请选择方式。")]
    if found:
        raise InvalidInput(found)


def require_done(found: list[RowResult]) -> None:
    """Raise ``Refused`` where the one claimant an act was for could not be moved."""
    for one in found:
        if one.refusal is not None:
            raise Refused(one.refusal, code="wrong_state")
