"""Who asked puts one more signer in the line (加签), or takes out one who has not answered (减签)."""

from __future__ import annotations

from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound, Refused
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.unit_of_work import unit_of_work
from app.dispatch import events as told
from app.dispatch.commands import SignerAdded
from app.dispatch.models import Countersign, CountersignSigner
from app.dispatch.queries.countersigns import present_round
from app.dispatch.rules.countersigning import (
    MOST_SIGNERS,
    fault_of_place,
    faults_of_due,
    keeps_nobody,
    make_room,
    place_beside,
    standing_lines,
)
from app.dispatch.rules.inputs import only
from app.dispatch.services.acting import refuse_faults
from app.dispatch.services.countersigning.shared import (
    act_on_countersign,
    add_line,
    chosen,
    due_now,
    end_signers_sight,
    faults_of_choice,
    locked_countersign,
    settle,
    tell,
    tell_whose_turn_came,
)


def add_signer(countersign_id: UUID, details: SignerAdded, *, version: int | None = None, actor: Actor) -> None:
    """Put one more signer before or after one who is in the line. Raises ``InvalidInput`` by field."""
    with unit_of_work(actor):
        row = locked_countersign(countersign_id, version, actor)
        before = due_now(row)
        beside = next((one for one in present_round(row) if one.id == details.beside_id), None)
        refuse_faults(_faults(row, beside, details, actor) if row.state == "open" else {})
        act_on_countersign(row, "add_signer", actor, reason=details.reason)
        assert beside is not None
        position = place_beside(beside, before=details.before)
        make_room(present_round(row), position)
        person = chosen([details.signer], actor)[0]
        why = {"added_by_name": actor.name, "add_reason": details.reason.strip()}
        add_line(row, details.signer, person, position, **why)
        db.session.flush()
        tell_whose_turn_came(row, before)


def _faults(
    row: Countersign, beside: CountersignSigner | None, details: SignerAdded, actor: Actor
) -> dict[str, list[Message]]:
    lines = present_round(row)
    taken = [(one.unit_id, one.user_id) for one in standing_lines(lines)]
    found = faults_of_choice([details.signer], actor, at="", taken=taken)
    if details.signer.unit_id is None:
        found["unit_id"] = [msg("请选择会签单位。")]
    found["due_at"] = faults_of_due(details.signer.due_at, clock.now())
    place = fault_of_place(lines, beside, row.sequence, before=details.before)
    if place is not None:
        found["beside_id"] = [place]
    if len(taken) >= MOST_SIGNERS:
        found["unit_id"] = [msg("一次最多请{most}个单位或者人员会签。", most=MOST_SIGNERS)]
    return only(found)


def remove_signer(
    countersign_id: UUID, signer_id: UUID, reason: str, *, version: int | None = None, actor: Actor
) -> None:
    """Take out one who has not answered, with a reason. Where all others have agreed, the countersign is complete.

    Raises ``Refused`` (``last_signer``) for the last one: then the whole is withdrawn.
    """
    with unit_of_work(actor):
        row = locked_countersign(countersign_id, version, actor)
        line = next((one for one in row.signers if one.id == signer_id), None)
        if line is None:
            raise NotFound()
        before = due_now(row)
        if line.removed_at is None and keeps_nobody(present_round(row), line):
            raise Refused(msg("只剩这一项，不能减签；不需要会签的，请撤回。"), code="last_signer")
        act_on_countersign(row, "remove_signer", actor, line=line, reason=reason)
        line.removed_at, line.removed_by_name, line.remove_reason = clock.now(), actor.name, reason.strip()
        if line in before:
            tell(row, [line], told.SignerReleased)
        db.session.flush()
        end_signers_sight(row.matter_id, [line])
        settle(row)
        tell_whose_turn_came(row, before)
