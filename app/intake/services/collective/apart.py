"""A claimant whose pathway differs gets an event of its own, linked with the collective matter it was begun from."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire
from app.intake import permissions as may
from app.intake.commands import EventDetails, PartyDetails
from app.intake.models import Event, MatterLink, MatterParty
from app.intake.policies import require_may_act
from app.intake.services.collective.loading import locked_collective
from app.intake.services.filing import begin_event, submit_event
from app.intake.types import LinkKind, PartyRole
from app.intake.workflow import CLAIMANT_WORKFLOW

LONGEST_TITLE = 100


def handle_apart(party_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> UUID:
    """Begin and submit an event for one claimant against the same respondents; returns the new matter's id.

    What is not the claimant's own, evidence and papers, stays where it is; the link leads to it.
    """
    authorise(actor, may.EVENT_FILE)
    authorise(actor, may.EVENT_MERGE)
    with unit_of_work(actor) as uow:
        matter_id = db.session.execute(select(MatterParty.matter_id).where(MatterParty.id == party_id)).scalar()
        if matter_id is None:
            raise NotFound()
        require_may_act(actor, matter_id)
        event = locked_collective(matter_id, None, actor)
        party = lock(MatterParty, party_id, version)
        if party.state is None:
            raise Conflict(msg("名册中没有这名当事人。"), code="not_collective")
        fire(CLAIMANT_WORKFLOW, party, "handle_apart", actor, reason=reason)
        party.withdrawn = True
        child = _begin(event, party, actor)
        db.session.add(
            MatterLink(
                id=new_id(),
                matter_id=child.id,
                other_id=matter_id,
                kind=LinkKind.APART.value,
                why=reason.strip(),
                made_by_name=actor.name,
            )
        )
        submit_event(child.id, actor=actor)
        told = {"party": party_id, "child": child.id, "reason": reason.strip()}
        uow.audit("intake.handle_apart", "event", matter_id, matter_id, told)
        return child.id


def _begin(event: Event, party: MatterParty, actor: Actor) -> Event:
    against = [one for one in event.parties if one.role == PartyRole.RESPONDENT and not one.withdrawn]
    details = EventDetails(
        source=event.source,
        title=f"{party.name[:20]} · {event.title}"[:LONGEST_TITLE],
        summary=event.summary,
        demand=event.demand,
        occurred_at=event.occurred_at,
        region_code=event.region_code,
        place=event.place,
        involved_count=1 + len(against),
        involved_units=event.involved_units,
        type_hint=event.type_hint,
        parties=tuple(_details(one) for one in (party, *against)),
    )
    assert actor.unit_id is not None
    child = begin_event(details, actor.unit_id, event.center_id, reported_by_id=actor.user_id, actor=actor)
    db.session.flush()
    own = select(MatterParty).where(MatterParty.matter_id == child.id, MatterParty.role == PartyRole.APPLICANT.value)
    db.session.execute(own).scalar_one().origin_id = party.id
    return child


def _details(party: MatterParty) -> PartyDetails:
    return PartyDetails(
        role=party.role,
        kind=party.kind,
        name=party.name,
        side=party.side,
        id_number=party.id_number,
        phone=party.phone,
        address=party.address,
        uscc=party.uscc,
        legal_representative=party.legal_representative,
        occupation=party.occupation,
        flags=tuple(party.flags),
    )
