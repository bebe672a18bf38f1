"""Gathering a month for the fire drill: clocks, desks and people are read, nothing is changed and nobody is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.clocks import queries as clocks
from app.clocks.queries import ReplayedClock
from app.confirmation import queries as confirmation
from app.core import clock
from app.core.calendar import add_months
from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Actor, Role, authorise
from app.dispatch import queries as dispatch
from app.guidance import queries as guidance
from app.intake.models import Event
from app.mediation import queries as mediations
from app.notifications import permissions as may
from app.notifications.models import ClockDrill
from app.notifications.rules.drill import (
    RED,
    RUNGS,
    Alert,
    DrilledRule,
    DrillLimits,
    DrillRow,
    drill,
    posts_of,
    reached,
)
from app.notifications.rules.ringing import heard_by
from app.notifications.rules.sending import may_go_at
from app.notifications.types import Audience
from app.oversight import queries as oversight

KEPT = 12
#: Whose members an audience means where it is a desk of the centre.
DESK_ROLES = {Audience.CENTER_DESK: Role.DISPATCHER, Audience.DIRECTOR: Role.DIRECTOR}
#: Audiences whose unit is that of the matter's mediation.
OF_MEDIATION = frozenset({Audience.MEDIATOR, Audience.MEDIATION_HEADS})

#: Rules with the kind of subject for which some step starts them.
_started: list[frozenset[tuple[str, str]]] = [frozenset()]
_limits = [DrillLimits()]


def use_drill(started: Iterable[tuple[str, str]], limits: DrillLimits) -> None:
    """Say which rules some step of the product starts and for what, and from when on a rule is too loud (settings)."""
    _started[:] = [frozenset(started)]
    _limits[:] = [limits]


def drill_limits() -> DrillLimits:
    """From when on a rule is too loud."""
    return _limits[0]


@dataclass(frozen=True, slots=True)
class _Desks:
    """The centre and the mediation of each matter, the unit of each subject, and the posts somebody holds."""

    centers: Mapping[UUID, UUID]
    orgs: Mapping[UUID, UUID]
    units: Mapping[UUID, UUID]
    held: frozenset[tuple[UUID, Role | None]]

    def of(self, one: ReplayedClock, audiences: Iterable[Audience]) -> tuple[tuple[Audience, UUID], ...]:
        """The desks of a clock at which somebody works."""
        found = []
        for audience in audiences:
            role = DESK_ROLES.get(audience)
            place = self._place(one, audience)
            if place is not None and (place, role) in self.held:
                found.append((audience, place))
        return tuple(found)

    def _place(self, one: ReplayedClock, audience: Audience) -> UUID | None:
        matter_id = one.matter_id or one.subject_id
        if audience in DESK_ROLES:
            return self.centers.get(matter_id)
        return self.orgs.get(matter_id) if audience in OF_MEDIATION else self.units.get(one.subject_id)


def last_month() -> date:
    """The first day of the month before this one, in Beijing."""
    return add_months(clock.today().replace(day=1), -1)


def run_drill(month: date) -> list[DrillRow]:
    """Replay a month against every rule; a month under way is replayed until now."""
    first = clock.at(month)
    end = min(clock.at(add_months(month, 1)), clock.now())
    found = clocks.replayed(first, end)
    matters: dict[str, list[UUID | None]] = defaultdict(list)
    for one in found:
        matters[one.rule_id].append(one.matter_id)
    hours, calendar = drill_limits().hours, clocks.calendar()
    alerts = _alerts(found, first, end)
    return drill(_rules(), matters, alerts, lambda at: may_go_at(at, calendar, hours) == at, drill_limits())


def _rules() -> list[DrilledRule]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for rule_id, kind in _started[0]:
        kinds[rule_id].append(kind)
    return [
        DrilledRule(rule.id, rule.name, rule.is_product, rule.id in kinds, _acts(rule.id, kinds[rule.id]))
        for rule in clocks.rules()
    ]


def _acts(rule_id: str, kinds: Sequence[str]) -> bool:
    """Whether any rung of the rule leads to anything, for any of its subjects and any colour."""
    return any(
        _facts(kind, rule_id, rung, risk) or heard_by(rule_id, rung, risk)
        for kind in kinds
        for rung in RUNGS
        for risk in (RED, None)
    )


def _facts(kind: str, rule_id: str, rung: int, risk: str | None) -> tuple[str, ...]:
    return (*dispatch.clock_facts(kind, rule_id, rung, risk), *oversight.clock_facts(rule_id, rung))


def _alerts(found: Sequence[ReplayedClock], first: datetime, end: datetime) -> list[Alert]:
    rung_of = [(one, rung) for one in found for rung in reached(one.times, one.until, first, end)]
    desks = _desks([one for one, _ in rung_of])
    alerts = []
    for one, rung in rung_of:
        facts = _facts(one.subject_kind, one.rule_id, rung, one.risk)
        posts = posts_of(facts, heard_by(one.rule_id, rung, one.risk))
        told = desks.of(one, posts)
        alerts.append(Alert(one.rule_id, one.matter_id, rung, one.times[rung], one.risk == RED, posts, told))
    return alerts


def _desks(found: Sequence[ReplayedClock]) -> _Desks:
    matters = {one.matter_id for one in found if one.matter_id is not None}
    centers = {
        row.id: row.center_id
        for row in db.session.execute(select(Event.id, Event.center_id).where(Event.id.in_(matters)))
    }
    subjects = {one.subject_id for one in found}
    units = {
        **dispatch.units_of(subjects),
        **guidance.studios_of(subjects),
        **confirmation.courts_of(subjects),
    }
    orgs = mediations.orgs_of_matters(matters)
    posts = accounts.posts_of({*centers.values(), *units.values(), *orgs.values()})
    held: set[tuple[UUID, Role | None]] = {(unit_id, None) for unit_id in posts}
    held |= {(unit_id, post.role_of) for unit_id, members in posts.items() for post in members}
    return _Desks(centers, orgs, units, frozenset(held))


def drills(actor: Actor) -> list[ClockDrill]:
    """The last drills, the newest first."""
    authorise(actor, may.DRILL_RUN)
    statement = select(ClockDrill).order_by(ClockDrill.id.desc()).limit(KEPT)
    return list(db.session.execute(statement).scalars())


def get_drill(actor: Actor, drill_id: UUID) -> ClockDrill:
    """One drill; raises ``NotFound``."""
    authorise(actor, may.DRILL_RUN)
    row = db.session.get(ClockDrill, drill_id)
    if row is None:
        raise NotFound()
    return row
