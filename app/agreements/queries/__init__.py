"""Reads of agreements, through the visibility filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import selectinload

from app.agreements.forms.agreement import form_of
from app.agreements.models import Agreement, AgreementVersion, Certificate, Notice, Obligation
from app.agreements.queries.facts import conducts, duties_of, facts_for
from app.agreements.queries.shown import masked, masked_json
from app.agreements.queries.stored import (
    content_of,
    is_unaltered,
    noted_of,
    notice_rows,
    overrides_of,
    signature_facts,
    signature_rows,
    standing_version,
)
from app.agreements.queries.surroundings import broken_apply_rules, circumstances_of, keys_by_party, lint
from app.agreements.rules.effect import Effect, effect_of
from app.agreements.rules.wording import operative_lines
from app.agreements.types.states import AgreementState
from app.agreements.workflow import AGREEMENT_WORKFLOW, FOLLOWING, IN_FORCE, KIND, UNSIGNED
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, capped_count, count_of, keyset
from app.core.permissions import Actor
from app.core.workflow import Offer, offers
from app.intake.policies import visible_among_few, visible_to
from app.rendering import queries as rendering

TABS = ("todo", "in_force", "ended", "all")
COUNT_CAP = 10_000


def get_agreement(actor: Actor, agreement_id: UUID) -> Agreement:
    """One agreement of a visible matter with its versions; raises ``NotFound``."""
    statement = (
        select(Agreement)
        .where(Agreement.id == agreement_id, visible_to(actor, Agreement.matter_id))
        .options(selectinload(Agreement.versions))
    )
    row = db.session.execute(statement).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row


def agreements_of(matter_id: UUID) -> Sequence[Agreement]:
    """All agreements of a matter, newest first; the caller has checked the grant."""
    statement = select(Agreement).where(Agreement.matter_id == matter_id).order_by(Agreement.id.desc())
    return db.session.execute(statement).scalars().all()


def agreement_in_force(matter_id: UUID) -> Agreement | None:
    """The agreement of a matter that binds now or is performed, the newest one; None when there is none."""
    bound = (*IN_FORCE, AgreementState.PERFORMED.value, AgreementState.CLOSED.value)
    return next((row for row in agreements_of(matter_id) if row.state in bound), None)


@dataclass(frozen=True, kw_only=True)
class AgreementFilter:
    """What a list of agreements is narrowed to; empty fields narrow nothing."""

    tab: str = "all"
    state: str = ""
    matter_id: UUID | None = None
    updated_since: datetime | None = None


def _listed(actor: Actor, wanted: AgreementFilter) -> Select[Agreement]:
    statement: Select[Agreement] = select(Agreement).where(visible_to(actor, Agreement.matter_id))
    if wanted.tab == "todo":
        statement = statement.where(Agreement.state.in_((*UNSIGNED, AgreementState.OVERDUE.value)))
    elif wanted.tab == "in_force":
        statement = statement.where(Agreement.state.in_(IN_FORCE))
    elif wanted.tab == "ended":
        statement = statement.where(Agreement.state.not_in((*UNSIGNED, *IN_FORCE)))
    if wanted.state:
        statement = statement.where(Agreement.state == wanted.state)
    if wanted.matter_id is not None:
        statement = statement.where(Agreement.matter_id == wanted.matter_id)
    if wanted.updated_since is not None:
        statement = statement.where(Agreement.updated_at >= wanted.updated_since)
    return statement


def list_agreements(
    actor: Actor, wanted: AgreementFilter, *, cursor: str | None = None, limit: int = 20
) -> Page[Agreement]:
    """One page of agreements of visible matters, newest first."""
    return keyset(_listed(actor, wanted), [Agreement.id], cursor=cursor, limit=limit, descending=True)


def count_agreements(actor: Actor, wanted: AgreementFilter) -> tuple[int, bool]:
    """How many agreements a list holds, exact to the cap."""
    return capped_count(_listed(actor, wanted), COUNT_CAP)


def tab_counts(actor: Actor) -> dict[str, int]:
    """Counts of the tabs, one query."""
    statement = select(Agreement.state, func.count()).where(visible_to(actor, Agreement.matter_id))
    by_state = dict(db.session.execute(statement.group_by(Agreement.state)).all())
    todo = (*UNSIGNED, AgreementState.OVERDUE.value)
    return {
        "todo": sum(by_state.get(state, 0) for state in todo),
        "in_force": sum(by_state.get(state, 0) for state in IN_FORCE),
        "ended": sum(count for state, count in by_state.items() if state not in (*UNSIGNED, *IN_FORCE)),
        "all": sum(by_state.values()),
    }


def waiting(actor: Actor) -> ScalarSelect[int]:
    """How many agreements wait for a text, a signature or overdue money, as part of a larger statement."""
    todo = Agreement.state.in_((*UNSIGNED, AgreementState.OVERDUE.value))
    return count_of(select(Agreement.id).where(todo, visible_among_few(actor, Agreement.matter_id)), COUNT_CAP)


def offers_on(agreement: Agreement, actor: Actor, *, with_lint: bool = True) -> list[Offer]:
    """The acts on an agreement that belong to the actor's role, possible ones and held ones with the reason."""
    found = offers(AGREEMENT_WORKFLOW, agreement, actor, facts_for(agreement, actor, with_lint=with_lint))
    other = "note_oral" if agreement.form == "written" else "freeze"
    return [offer for offer in found if offer.name not in FOLLOWING and offer.name != other]


def effect_now(agreement: Agreement) -> Effect:
    """When the agreement takes effect with the hands it has, why, and whose hand is missing."""
    if agreement.form == "oral":
        return effect_of(content_of(agreement), (), agreed_at=agreement.effective_at)
    version = standing_version(agreement)
    content = content_of(version) if version else content_of(agreement)
    return effect_of(content, signature_facts(signature_rows(agreement.id)))


def latest_paper(agreement: Agreement) -> UUID | None:
    """The newest document of the text; none of an oral agreement. The caller has checked the right."""
    found = rendering.latest_document(form_of(content_of(agreement)), KIND, agreement.id)
    return found.id if found else None


def version_by_no(agreement: Agreement, no: int) -> AgreementVersion:
    """One frozen version by its number; raises ``NotFound``."""
    found = next((version for version in agreement.versions if version.no == no), None)
    if found is None:
        raise NotFound()
    return found


def obligation_of(agreement_id: UUID, obligation_id: UUID) -> Obligation:
    """One duty of an agreement; raises ``NotFound``."""
    statement = select(Obligation).where(Obligation.id == obligation_id, Obligation.agreement_id == agreement_id)
    found = db.session.execute(statement).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def notice_of(agreement_id: UUID, notice_id: UUID, actor: Actor) -> Notice:
    """One notice of a visible agreement; raises ``NotFound``."""
    get_agreement(actor, agreement_id)
    found = next((notice for notice in notice_rows(agreement_id) if notice.id == notice_id), None)
    if found is None:
        raise NotFound()
    return found


def overdue_agreements(on: date) -> Sequence[UUID]:
    """Agreements in force with a duty whose day has passed and that are not marked overdue yet."""
    statement = (
        select(Agreement.id)
        .join(Obligation, Obligation.agreement_id == Agreement.id)
        .where(
            Agreement.state.in_((AgreementState.EFFECTIVE.value, AgreementState.PARTIALLY_PERFORMED.value)),
            Obligation.fulfilled_on.is_(None),
            Obligation.due_on < on,
        )
        .distinct()
    )
    return db.session.execute(statement).scalars().all()


def promises_broken(on: date) -> Sequence[tuple[UUID, UUID, date]]:
    """Promised days that passed with something still owed, each once: agreement, matter, day."""
    statement = (
        select(Agreement.id, Agreement.matter_id, Obligation.due_on)
        .join(Obligation, Obligation.agreement_id == Agreement.id)
        .where(
            Agreement.state.in_(
                (
                    AgreementState.EFFECTIVE.value,
                    AgreementState.PARTIALLY_PERFORMED.value,
                    AgreementState.OVERDUE.value,
                )
            ),
            Obligation.fulfilled_on.is_(None),
            Obligation.due_on < on,
        )
        .distinct()
        .order_by(Agreement.id, Obligation.due_on)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(statement) if row[2] is not None]


def certificates_of(matter_id: UUID) -> Sequence[Certificate]:
    """Certificates of voluntary performance of a matter, oldest first; the caller has checked the grant."""
    statement = select(Certificate).where(Certificate.matter_id == matter_id).order_by(Certificate.id)
    return db.session.execute(statement).scalars().all()


__all__ = [
    "TABS",
    "AgreementFilter",
    "agreement_in_force",
    "agreements_of",
    "broken_apply_rules",
    "certificates_of",
    "circumstances_of",
    "conducts",
    "content_of",
    "count_agreements",
    "duties_of",
    "effect_now",
    "facts_for",
    "get_agreement",
    "is_unaltered",
    "keys_by_party",
    "latest_paper",
    "lint",
    "list_agreements",
    "masked",
    "masked_json",
    "noted_of",
    "notice_of",
    "notice_rows",
    "obligation_of",
    "offers_on",
    "operative_lines",
    "overdue_agreements",
    "overrides_of",
    "promises_broken",
    "signature_facts",
    "signature_rows",
    "standing_version",
    "tab_counts",
    "version_by_no",
    "waiting",
]
