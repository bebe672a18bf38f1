"""Who may call units to a matter, and what the sight of a called unit rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, union

from app.core.db import db
from app.core.permissions import Actor
from app.dispatch.models import (
    ActionItem,
    Attendee,
    Consultation,
    Countersign,
    CountersignSigner,
    Whistle,
    WhistleCall,
)
from app.dispatch.permissions import MEETING_CALL, WHISTLE_ANSWER, WHISTLE_CALL
from app.dispatch.queries.orders import lead_order
from app.dispatch.rules.calling import HANDLED
from app.dispatch.workflow.countersigns import HOLDING
from app.intake.models import Event
from app.intake.policies import sees_to_act


@dataclass(frozen=True, slots=True)
class MayCall:
    """What a reader may call on a matter."""

    whistle: bool = False
    meeting: bool = False


def may_call(event: Event, actor: Actor) -> MayCall:
    """Who handles the matter may whistle on it; its centre and its lead may call a meeting."""
    wanted = actor.may(WHISTLE_CALL), actor.may(MEETING_CALL)
    if not any(wanted) or event.state not in HANDLED or not sees_to_act(actor, event.id):
        return MayCall()
    hosts = wanted[1] and (event.center_id == actor.unit_id or leads(event.id, actor))
    return MayCall(whistle=wanted[0], meeting=hosts)


def leads(matter_id: UUID, actor: Actor) -> bool:
    """Whether the actor's unit leads the matter."""
    lead = lead_order(matter_id)
    return lead is not None and lead.unit_id == actor.unit_id


#: States of a meeting in which those who were asked to it read the matter.
MEETING_STANDS = ("called", "minuted", "signed")


def still_called(matter_id: UUID, unit_ids: Iterable[UUID]) -> set[UUID]:
    """Of the units those that an open whistle, an unsettled meeting, an open item or a countersign still ties to it."""
    wanted = list(unit_ids)
    whistled = select(WhistleCall.unit_id).join(WhistleCall.whistle).where(Whistle.state == "called")
    invited = select(Attendee.unit_id).join(Attendee.consultation).where(Consultation.state.in_(MEETING_STANDS))
    busy = select(ActionItem.unit_id).where(ActionItem.agreed_at.is_not(None), ActionItem.done_at.is_(None))
    parts = (
        whistled.where(Whistle.matter_id == matter_id, WhistleCall.unit_id.in_(wanted)),
        invited.where(Consultation.matter_id == matter_id, Attendee.unit_id.in_(wanted)),
        busy.where(ActionItem.matter_id == matter_id, ActionItem.unit_id.in_(wanted)),
        _asked(matter_id, CountersignSigner.unit_id).where(
            CountersignSigner.user_id.is_(None), CountersignSigner.unit_id.in_(wanted)
        ),
    )
    return set(db.session.execute(union(*parts)).scalars())


def still_asked(matter_id: UUID, user_ids: Iterable[UUID]) -> set[UUID]:
    """Of the people those who were asked by name in a countersign that stands."""
    named = _asked(matter_id, CountersignSigner.user_id).where(CountersignSigner.user_id.in_(list(user_ids)))
    return set(db.session.execute(named).scalars())


def _asked(matter_id: UUID, column: Any) -> Select[Any]:
    """Who stands in the present round of a countersign of the matter that is not over."""
    return (
        select(column)
        .join(CountersignSigner.countersign)
        .where(
            Countersign.matter_id == matter_id,
            Countersign.state.in_(HOLDING),
            CountersignSigner.round == Countersign.round,
            CountersignSigner.removed_at.is_(None),
        )
    )


@dataclass(frozen=True, slots=True)
class Sides:
    """Which side of a whistle the actor speaks for: the called unit itself, or the unit that whistled."""

    itself: bool
    whistling: bool


def sides(whistle: Whistle, unit_id: UUID, actor: Actor) -> Sides:
    """The actor's sides towards one called unit: either notes its arrival, only the whistling one corrects it."""
    return Sides(
        itself=unit_id == actor.unit_id and actor.may(WHISTLE_ANSWER),
        whistling=whistle.unit_id == actor.unit_id and actor.may(WHISTLE_CALL),
    )
