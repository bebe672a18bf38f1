"""Who was asked says yes or no; the second answer to the same line is refused. Late ones are told once."""

from __future__ import annotations

from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import unit_of_work
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.models import Countersign, CountersignSigner
from app.dispatch.queries.countersigns import is_mine, late_signers, present_round, signer_standings
from app.dispatch.services.countersigning.shared import (
    act_on_countersign,
    due_now,
    locked_countersign,
    settle,
    tell,
    tell_whose_turn_came,
)
from app.dispatch.types import SignerAnswer, SignerStanding


def agree_to_countersign(countersign_id: UUID, signer_id: UUID | None = None, words: str = "", *, actor: Actor) -> None:
    """Agree, with words or without. The last needed agreement frees the order.

    Raises ``Refused`` (``line_over``) for the second answer to a line, ``not_your_turn`` where others come first.
    """
    authorise(actor, may.COUNTERSIGN_ANSWER)
    with unit_of_work(actor):
        row = locked_countersign(countersign_id, None, actor, to_answer=True)
        line, before = _line(row, signer_id, actor), due_now(row)
        act_on_countersign(row, "agree", actor, line=line, reason=words)
        _answer(line, SignerAnswer.AGREED, words, actor)
        settle(row)
        tell_whose_turn_came(row, before)


def refuse_countersign(countersign_id: UUID, signer_id: UUID | None, words: str, *, actor: Actor) -> None:
    """Do not agree, with words: the countersign goes back to who asked, and goes on holding the order."""
    authorise(actor, may.COUNTERSIGN_ANSWER)
    with unit_of_work(actor):
        row = locked_countersign(countersign_id, None, actor, to_answer=True)
        line = _line(row, signer_id, actor)
        waited = [one for one in due_now(row) if one is not line]
        act_on_countersign(row, "refuse", actor, line=line, reason=words)
        _answer(line, SignerAnswer.REFUSED, words, actor)
        tell(row, waited, told.SignerReleased)


def _line(row: Countersign, signer_id: UUID | None, actor: Actor) -> CountersignSigner:
    """The line that is answered: the one named, or the actor's own one that is due; raises ``NotFound``."""
    lines = [one for one in row.signers if signer_id in (None, one.id)]
    mine = [one for one in lines if is_mine(one, actor)]
    standings = signer_standings(row)
    due = [one for one in mine if standings[one.id] is SignerStanding.DUE]
    found = next(iter([*due, *reversed(mine), *lines]), None)
    if found is None:
        raise NotFound()
    return found


def _answer(line: CountersignSigner, answer: SignerAnswer, words: str, actor: Actor) -> None:
    line.answer, line.words = answer.value, words.strip() or None
    line.answered_at, line.answered_by_name, line.answered_for = clock.now(), actor.name, actor.on_behalf_of


def tell_late_signers() -> int:
    """Tell once of each line whose time is over: who was asked, and who asked; returns how many."""
    actor = Actor.system()
    found = late_signers(clock.now())
    for countersign_id, line_id in found:
        with unit_of_work(actor):
            row = locked_countersign(countersign_id, None, actor)
            line = next(one for one in present_round(row) if one.id == line_id)
            if row.state == "open" and line.answer is None and line.removed_at is None and line.late_at is None:
                line.late_at = clock.now()
                tell(row, [line], told.SignerLate)
                db.session.flush()
    return len(found)
