"""Links of a matter to others, told as far as the reader may see the other one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, or_, select

from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.intake.models import Event, MatterLink
from app.intake.policies import visible_to
from app.intake.types import LinkKind

MOST = 100


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A standing link as one matter's page shows it; number and title only where the reader sees the other matter."""

    link: MatterLink
    leads_in: bool
    other_id: UUID | None
    number: str | None
    title: str | None

    @property
    def kind(self) -> LinkKind:
        """How the two belong together."""
        return LinkKind(self.link.kind)


def shown_links(actor: Actor, matter_id: UUID) -> Sequence[ShownLink]:
    """Standing links of a matter in both directions, oldest first, the first hundred."""
    other = case((MatterLink.matter_id == matter_id, MatterLink.other_id), else_=MatterLink.matter_id)
    statement = (
        select(MatterLink, Event.id, Event.number, Event.title, visible_to(actor, Event.id))
        .join(Event, Event.id == other)
        .where(or_(MatterLink.matter_id == matter_id, MatterLink.other_id == matter_id), MatterLink.undone_at.is_(None))
        .order_by(MatterLink.id)
        .limit(MOST)
    )
    return [
        ShownLink(link, link.other_id == matter_id, other_id, number, title)
        if seen
        else ShownLink(link, link.other_id == matter_id, None, None, None)
        for link, other_id, number, title, seen in db.session.execute(statement).all()
    ]


def list_links(
    actor: Actor, *, matter_id: UUID | None = None, cursor: str | None = None, limit: int = 50
) -> Page[MatterLink]:
    """Links, standing and undone, both of whose matters the reader sees, oldest first."""
    statement = select(MatterLink).where(
        visible_to(actor, MatterLink.matter_id), visible_to(actor, MatterLink.other_id)
    )
    if matter_id is not None:
        statement = statement.where(or_(MatterLink.matter_id == matter_id, MatterLink.other_id == matter_id))
    return keyset(statement, [MatterLink.id], cursor=cursor, limit=limit)


def get_link(actor: Actor, link_id: UUID) -> MatterLink:
    """One link both of whose matters the reader sees; raises ``NotFound``."""
    row = db.session.execute(
        select(MatterLink).where(
            MatterLink.id == link_id,
            visible_to(actor, MatterLink.matter_id),
            visible_to(actor, MatterLink.other_id),
        )
    ).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row
