"""Courts and days of an agreement: who may be asked, until when, and the court a person works for."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.agreements.models import Agreement
from app.clocks import queries as clocks
from app.confirmation.rules.route import Competence, RouteInput, confirmation_route
from app.core.db import db
from app.core.permissions import Actor
from app.intake import queries as intake
from app.mediation.models import Mediation
from app.organisations import queries as organisations
from app.organisations.types import UnitKind

#: What has a payment of money and nothing else in it; other clauses make a labour agreement a mixed one (C18).
PAYMENT_ONLY_AGREEMENTS = ("tri_party_assignment", "two_party_assignment", "payment")


def court_of(actor: Actor) -> UUID | None:
    """The court a court person works for, found from their unit."""
    court = organisations.ancestor(actor.unit_id, UnitKind.COURT) if actor.unit_id is not None else None
    return court.id if court is not None else None


def competent_courts(agreement: Agreement) -> tuple[Competence, ...]:
    """The courts the parties may choose from for an agreement (民诉法205)."""
    sitting = db.session.get_one(Mediation, agreement.mediation_id)
    org = organisations.unit(agreement.org_id)
    center = intake.matter(agreement.matter_id).center_id
    court = organisations.ancestor(organisations.judge_studio_for(center).id, UnitKind.COURT)
    courts = [court.id] if court is not None else []
    return confirmation_route(
        RouteInput(
            inviting_court=courts[0] if courts and sitting.court_referral_number else None,
            labour=intake.labour_dispute(agreement.matter_id),
            peoples_committee=org.org_kind == "people_committee",
            payment_only=agreement.kind in PAYMENT_ONLY_AGREEMENTS,
            organisation_courts=courts,
        )
    )


def last_day(effective_on: date) -> date:
    """The thirtieth day after effect, rolled over rest days (K01)."""
    return clocks.due_day("K01", effective_on)
