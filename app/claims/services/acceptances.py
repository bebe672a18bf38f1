"""A worker says yes to a sum that differs from the claim."""

from __future__ import annotations

from uuid import UUID

from app.claims import events as facts_of
from app.claims import permissions as may
from app.claims.services.loading import locked_schedule, visible_row
from app.claims.types import AcceptanceChannel, ScheduleState
from app.core import clock
from app.core.errors import InvalidInput, Refused
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work

ACCEPTING_STATES = (ScheduleState.VERIFIED.value, ScheduleState.SECOND_CHECKED.value)


def accept_difference(row_id: UUID, channel: str, *, note: str = "", version: int | None = None, actor: Actor) -> None:
    """Record that the worker accepts the verified sum, in fen, though it differs from the claim, and how he said so.

    Raises Refused before the verification, after the freeze, and where there is no difference.
    """
    authorise(actor, may.DIFFERENCE_ACCEPT)
    if channel not in set(AcceptanceChannel):
        raise InvalidInput({"channel": [msg("请选择劳动者认可的方式。")]})
    with unit_of_work(actor) as uow:
        row = visible_row(row_id, actor)
        schedule = locked_schedule(row.schedule_id, version, actor)
        if schedule.state not in ACCEPTING_STATES:
            raise Refused(msg("核查通过后、定稿前才能记录本人认可。"), code="not_verified")
        if not row.difference_fen:
            raise Refused(msg("核定与主张一致，不需要认可。"), code="no_difference")
        row.accepted_fen, row.accepted_at = row.verified_fen, clock.now()
        row.accepted_channel, row.accepted_note = channel, note.strip()
        row.accepted_recorded_by = actor.name
        schedule.touch()
        uow.record(
            facts_of.DifferenceAccepted(
                matter_id=row.matter_id,
                subject_kind=facts_of.ROW,
                subject_id=row.id,
                number=row.number,
                difference_fen=row.difference_fen,
                channel=channel,
            )
        )
