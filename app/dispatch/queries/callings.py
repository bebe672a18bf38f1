"""What the sight of a called unit rests on: open whistles, meetings that are not settled, work agreed there."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, union

from app.core.db import db
from app.dispatch.models import ActionItem, Attendee, Consultation, Whistle, WhistleCall

#: States of a meeting in which those who were asked to it read the matter.
MEETING_STANDS = ("called", "minuted", "signed")


def still_called(matter_id: UUID, unit_ids: Iterable[UUID]) -> set[UUID]:
    """Of the units those that an open whistle, an unsettled meeting or an open item still ties to the matter."""
    wanted = list(unit_ids)
    whistled = select(WhistleCall.unit_id).join(WhistleCall.whistle).where(Whistle.state == "called")
    invited = select(Attendee.unit_id).join(Attendee.consultation).where(Consultation.state.in_(MEETING_STANDS))
    busy = select(ActionItem.unit_id).where(ActionItem.agreed_at.is_not(None), ActionItem.done_at.is_(None))
    parts = (
        whistled.where(Whistle.matter_id == matter_id, WhistleCall.unit_id.in_(wanted)),
        invited.where(Consultation.matter_id == matter_id, Attendee.unit_id.in_(wanted)),
        busy.where(ActionItem.matter_id == matter_id, ActionItem.unit_id.in_(wanted)),
    )
    return set(db.session.execute(union(*parts)).scalars())
