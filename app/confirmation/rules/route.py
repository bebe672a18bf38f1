"""Which court is competent: the decision tree of domain.md §2.4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.confirmation.types import Route


@dataclass(frozen=True, slots=True)
class RouteInput:
    """What the tree looks at. Court ids are basic courts unless said otherwise."""

    inviting_court: UUID | None
    labour: bool
    peoples_committee: bool
    payment_only: bool
    organisation_courts: Sequence[UUID]
    domicile_courts: Sequence[UUID] = ()
    subject_courts: Sequence[UUID] = ()
    intermediate_court: UUID | None = None


@dataclass(frozen=True, slots=True)
class Competence:
    """A court one may go to, and why."""

    court_id: UUID
    route: Route


def confirmation_route(given: RouteInput) -> tuple[Competence, ...]:
    """The courts one may choose from, the usual one first; one of them, never two (民诉法205; 解释352).

    A court that invited the mediation is the only one; a labour agreement before a people's committee that is about
    payment alone goes to the basic court at the committee's seat (劳动争议解释（一）52).
    """
    if given.inviting_court is not None:
        return (Competence(given.inviting_court, Route.INVITING_COURT),)
    if given.intermediate_court is not None:
        return (Competence(given.intermediate_court, Route.INTERMEDIATE_COURT),)
    if given.labour and given.peoples_committee and given.payment_only:
        return _each(given.organisation_courts, Route.LABOUR_COMMITTEE_SEAT)
    found = (
        *_each(given.organisation_courts, Route.ORGANISATION_SEAT),
        *_each(given.domicile_courts, Route.DOMICILE),
        *_each(given.subject_courts, Route.SUBJECT_MATTER),
    )
    first: dict[UUID, Competence] = {}
    for one in found:
        first.setdefault(one.court_id, one)
    return tuple(first.values())


def _each(courts: Sequence[UUID], route: Route) -> tuple[Competence, ...]:
    return tuple(Competence(court, route) for court in dict.fromkeys(courts))
