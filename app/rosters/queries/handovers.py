"""Hand-over lists as those concerned see them: lists, one list with its lines, and those that nobody signed in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.core import clock
from app.core.db import NOW, db
from app.core.errors import NotFound
from app.core.pagination import Page, count_of, keyset
from app.core.permissions import Actor
from app.core.workflow import Offer, offers
from app.rosters import rules
from app.rosters.models import Duty, Handover, HandoverLine
from app.rosters.policies import line_in_sight, may_name_taker
from app.rosters.queries.duties import read_duties
from app.rosters.types import HandoverTab, OnDuty
from app.rosters.workflow import HANDOVER_WORKFLOW

COUNT_CAP = 100
#: Refusals that only say "this is another person's act": such acts are not shown at all.
NOT_MINE = frozenset({"not_mine", "not_the_next", "not_the_head"})

_sign_within: list[int] = [rules.SIGN_WITHIN_MINUTES]


def use_sign_within(minutes: int) -> None:
    """Install the setting: how long after the next duty has begun a list may stay unsigned."""
    _sign_within[:] = [minutes]


def sign_within() -> int:
    """The setting, in minutes."""
    return _sign_within[0]


@dataclass(frozen=True, slots=True)
class ShownLines:
    """The lines of a list that a reader may see, and how many more there are."""

    lines: tuple[HandoverLine, ...]
    hidden: int


def handover(handover_id: UUID, *, actor: Actor) -> Handover:
    """One list of one's own, of the next duty, or of the unit; raises ``NotFound``."""
    statement = _read().where(Handover.id == handover_id, _visible(actor))
    found = db.session.execute(statement).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def handover_page(actor: Actor, tab: HandoverTab, *, cursor: str | None = None, limit: int = 20) -> Page[Handover]:
    """Lists of one tab, the newest first."""
    statement = _read().where(_of_tab(actor, tab))
    return keyset(statement, [Handover.id], cursor=cursor, limit=limit, descending=True)


def handover_counts(actor: Actor) -> dict[str, ScalarSelect[int]]:
    """How to count what waits for the person, for the menu: lists to sign, and those of theirs that alarm."""
    late = and_(is_overdue(), or_(_takes_over(actor), _own(actor), _heads(actor)))
    return {
        "handovers": count_of(select(Handover.id).where(_to_sign(actor)), COUNT_CAP),
        "handovers_late": count_of(select(Handover.id).where(late), COUNT_CAP),
    }


def shown_lines(found: Handover, actor: Actor) -> ShownLines:
    """The lines whose matters the reader may see, in their order."""
    statement = select(HandoverLine).where(HandoverLine.handover_id == found.id)
    seen = statement.where(line_in_sight(actor, HandoverLine.matter_id)).order_by(HandoverLine.position)
    total = select(func.count(HandoverLine.id)).where(HandoverLine.handover_id == found.id)
    rows = db.session.execute(seen.add_columns(total.scalar_subquery())).all()
    if not rows:
        return ShownLines((), db.session.execute(total).scalar_one())
    return ShownLines(tuple(row[0] for row in rows), rows[0][1] - len(rows))


def handover_offers(found: Handover, actor: Actor) -> list[Offer]:
    """What the actor may do with a list now."""
    return [
        one
        for one in offers(HANDOVER_WORKFLOW, found, actor, handover_facts(found, actor))
        if one.refusal is None or one.refusal.code not in NOT_MINE
    ]


def handover_facts(found: Handover, actor: Actor) -> dict[str, Any]:
    """What the conditions need to know of the actor."""
    return {"takes_over": takes_over(found, actor), "heads": may_name_taker(actor, found.unit_id)}


def takes_over(found: Handover, actor: Actor) -> bool:
    """Whether the actor is the one who takes a list over."""
    if found.state != "handed_over":
        return False
    asked = select(Handover.id).where(Handover.id == found.id, _takes_over(actor))
    return db.session.execute(asked).first() is not None


def alarm_at(found: Handover) -> datetime | None:
    """When a list that waits for a signature alarms."""
    if found.handed_at is None:
        return None
    begins = found.next_from_at or found.until_at
    return rules.alarm_at(begins, found.handed_at, sign_within())


def duties_to_hand_over(actor: Actor) -> list[tuple[OnDuty, Handover | None]]:
    """The person's duties that run or have ended lately, the latest first, each with its list if there is one."""
    now = clock.now()
    statement = select(Duty).where(
        Duty.user_id.in_(actor.people), Duty.from_at <= now, Duty.until_at > now - rules.PREPARE_AFTER
    )
    found = read_duties(statement.where(Duty.membership_id == actor.membership_id))
    rows = db.session.execute(_read().where(Handover.duty_id.in_([one.duty_id for one in found]))).scalars()
    lists = {row.duty_id: row for row in rows}
    return [(one, lists.get(one.duty_id)) for one in reversed(found)]


def coming_duties(leaving: Duty) -> Sequence[Duty]:
    """Duties of the same unit and kind, not over yet, among which the next one is looked for."""
    outlasting = max(leaving.until_at, clock.now())
    statement = select(Duty).where(
        Duty.unit_id == leaving.unit_id, Duty.kind == leaving.kind, Duty.until_at > outlasting
    )
    statement = statement.where(Duty.user_id != leaving.user_id, Duty.from_at > leaving.from_at)
    return db.session.execute(statement.order_by(Duty.from_at, Duty.until_at).limit(10)).scalars().all()


def overdue_handovers() -> Select[UUID]:
    """Which lists alarm now, oldest first."""
    return select(Handover.id).where(is_overdue()).order_by(Handover.handed_at, Handover.id)


def is_overdue() -> ColumnElement[bool]:
    """A list is unsigned so many minutes after the next duty began, or after it was handed over where that is later."""
    coming = aliased(Duty)
    begins = select(coming.from_at).where(coming.id == Handover.next_duty_id).scalar_subquery()
    since = func.greatest(func.coalesce(begins, Handover.until_at), Handover.handed_at)
    allowed = func.make_interval(0, 0, 0, 0, 0, sign_within())
    return and_(Handover.state == "handed_over", since + allowed <= NOW)


def _read() -> Select[Handover]:
    people = joinedload(Handover.giver), joinedload(Handover.chosen)
    return select(Handover).options(*people, joinedload(Handover.next_duty).joinedload(Duty.user))


def _own(actor: Actor) -> ColumnElement[bool]:
    return Handover.giver_id.in_(actor.people)


def _heads(actor: Actor) -> ColumnElement[bool]:
    return Handover.unit_id == actor.unit_id if actor.is_head and actor.unit_id is not None else false()


def _named(actor: Actor) -> ColumnElement[bool]:
    """The list is for this person: the head named them, or theirs is the next duty."""
    coming = aliased(Duty)
    next_is_mine = exists().where(coming.id == Handover.next_duty_id, coming.user_id.in_(actor.people))
    return or_(Handover.chosen_id.in_(actor.people), and_(Handover.chosen_id.is_(None), next_is_mine))


def _on_duty_there(actor: Actor) -> ColumnElement[bool]:
    """Who is on duty now at the same post has taken over, whatever was planned."""
    present = aliased(Duty)
    return exists().where(
        present.unit_id == Handover.unit_id, present.kind == Handover.kind, present.user_id.in_(actor.people),
        present.from_at <= NOW, present.until_at > NOW,
    )  # fmt: skip


def _takes_over(actor: Actor) -> ColumnElement[bool]:
    nobody = and_(Handover.chosen_id.is_(None), Handover.next_duty_id.is_(None), Handover.unit_id == actor.unit_id)
    return and_(Handover.giver_id.not_in(actor.people), or_(_named(actor), nobody, _on_duty_there(actor)))


def _to_sign(actor: Actor) -> ColumnElement[bool]:
    return and_(Handover.state == "handed_over", _takes_over(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    """One's own lists; those that were handed over are open to who takes over and to the unit's people."""
    handed = Handover.state != "draft"
    signed = Handover.signed_by_id.in_(actor.people)
    return or_(_own(actor), and_(handed, or_(Handover.unit_id == actor.unit_id, signed, _takes_over(actor))))


def _of_tab(actor: Actor, tab: HandoverTab) -> ColumnElement[bool]:
    if tab is HandoverTab.TO_SIGN:
        return _to_sign(actor)
    if tab is HandoverTab.MINE:
        return or_(_own(actor), Handover.signed_by_id.in_(actor.people))
    return and_(Handover.unit_id == actor.unit_id, Handover.state != "draft")
