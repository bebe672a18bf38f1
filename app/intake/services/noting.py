"""Internal notes: written, told to whom they name, withdrawn by their author within minutes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.intake import permissions as may
from app.intake.events import ColleagueNamed
from app.intake.models import MatterNote
from app.intake.policies import require_may_act
from app.intake.queries.notes import note_readers
from app.intake.rules.notes import TAKEN_BACK_WITHIN, faults_of_note, may_take_back

NOTE_KIND = "matter_note"


def write_note(matter_id: UUID, words: str, named: Sequence[UUID] = (), *, actor: Actor) -> MatterNote:
    """Write a note among those who act on the matter and tell whom it names, each once.

    Raises ``InvalidInput`` at ``words`` and ``named``; only who acts on the matter may be named.
    """
    authorise(actor, may.NOTE_WRITE)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        readers = {one.user_id: one for one in note_readers(matter_id)}
        faults = faults_of_note(words, named, readers)
        if faults:
            raise InvalidInput(faults)
        told = [readers[one] for one in dict.fromkeys(named)]
        row = MatterNote(
            id=new_id(), matter_id=matter_id, author_id=actor.user_id, author_name=actor.name,
            author_for=actor.on_behalf_of, author_unit=actor.unit_name, words=words.strip(),
            named=[{"id": str(one.user_id), "name": one.name, "unit": one.unit_name} for one in told],
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        uow.audit("intake.write_note", NOTE_KIND, row.id, matter_id, {"named": len(told)})
        for one in told:
            if one.user_id != actor.user_id:
                uow.record(
                    ColleagueNamed(
                        matter_id=matter_id, subject_kind=NOTE_KIND, subject_id=row.id, user_id=one.user_id,
                        unit_id=one.unit_id,
                    )
                )  # fmt: skip
        return row


def withdraw_note(note_id: UUID, *, actor: Actor) -> None:
    """Take one's own note back within ten minutes; that there was one stays on the page, its words do not.

    Raises ``Forbidden`` for another's, ``Conflict`` when it was taken back before, ``Refused`` afterwards.
    """
    authorise(actor, may.NOTE_WRITE)
    with unit_of_work(actor) as uow:
        row = lock(MatterNote, note_id)
        require_may_act(actor, row.matter_id)
        if row.author_id != actor.user_id:
            raise Forbidden(msg("只能撤回自己写的备注。"), code="not_my_note")
        if row.withdrawn_at is not None:
            raise Conflict(msg("这条备注已经撤回。"), code="note_withdrawn")
        if not may_take_back(row.created_at, clock.now()):
            minutes = int(TAKEN_BACK_WITHIN.total_seconds() // 60)
            raise Refused(
                msg("写下超过{minutes}分钟的备注不能撤回，可以另写一条说明。", minutes=minutes), code="note_settled"
            )
        row.withdrawn_at = clock.now()
        uow.audit("intake.withdraw_note", NOTE_KIND, row.id, row.matter_id, {})
