"""Reads of routing rules: what is in force, history, drafts, trials, and how proposals fared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, or_, select

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.workflow import Offer
from app.dispatch.models import DRAFT, ProposalRecord, RoutingRule, RoutingTrial
from app.dispatch.queries.routing_ground import takes_orders
from app.dispatch.rules.routing import (
    CENTER,
    TOWN,
    Content,
    Known,
    KnownUnit,
    Names,
    RuleFacts,
    differences,
    digest,
    read_lines,
    rule_offers,
    unsatisfied,
)
from app.intake.models import Event
from app.intake.policies import visible_to
from app.intake.types import DisputeType
from app.organisations import queries as organisations
from app.organisations.models import Unit
from app.organisations.types import UnitKind

COUNTED_DAYS = timedelta(days=90)

#: Kinds of units a rule may name; the centre and the sub-centre of the place have words of their own.
NAMED_KINDS = frozenset(
    kind.value
    for kind in (
        UnitKind.DEPARTMENT,
        UnitKind.DEPARTMENT_CHILD,
        UnitKind.SUB_CENTER,
        UnitKind.MEDIATION_ORG,
        UnitKind.JUDGE_STUDIO,
        UnitKind.SOCIAL_ORG,
    )
)


@dataclass(frozen=True, slots=True)
class Share:
    """How many proposals of a rule were decided on in ninety days, and how many of them were changed."""

    decided: int = 0
    changed: int = 0

    @property
    def percent(self) -> int | None:
        """The share changed, in whole per cent; None where nothing was decided."""
        return round(100 * self.changed / self.decided) if self.decided else None


@dataclass(frozen=True, slots=True)
class Overview:
    """One kind of dispute: the revision in force, its draft, and how its proposals fared."""

    kind: DisputeType
    present: RoutingRule | None
    draft: RoutingRule | None
    share: Share


def list_rules() -> list[Overview]:
    """Every kind of dispute in the order of the list, with its rule, draft and share; two statements."""
    statement = select(RoutingRule).where(
        or_(RoutingRule.revision == DRAFT, RoutingRule.published_at.is_not(None) & RoutingRule.retired_at.is_(None))
    )
    rows = {(row.dispute_type, row.revision == DRAFT): row for row in db.session.execute(statement).scalars()}
    counted = shares()
    return [
        Overview(kind, present, rows.get((kind.value, True)), counted.get(present.code if present else "", Share()))
        for kind in DisputeType
        for present in [rows.get((kind.value, False))]
    ]


def shares(code: str = "") -> dict[str, Share]:
    """How many proposals were decided on in ninety days and how many were changed, by rule."""
    statement = select(
        ProposalRecord.rule_code, func.count(), func.count().filter(ProposalRecord.changed.is_(True))
    ).where(ProposalRecord.decided_at >= clock.now() - COUNTED_DAYS)
    if code:
        statement = statement.where(ProposalRecord.rule_code == code)
    rows = db.session.execute(statement.group_by(ProposalRecord.rule_code))
    return {row[0]: Share(row[1], row[2]) for row in rows}


def revisions(code: str) -> Sequence[RoutingRule]:
    """Every published revision of a rule, the latest first."""
    statement = select(RoutingRule).where(RoutingRule.code == code, RoutingRule.revision != DRAFT)
    return db.session.execute(statement.order_by(RoutingRule.revision.desc())).scalars().all()


def draft_row(code: str) -> RoutingRule | None:
    """The draft for a kind of dispute, or None."""
    statement = select(RoutingRule).where(RoutingRule.code == kind_of(code).value, RoutingRule.revision == DRAFT)
    return db.session.execute(statement).scalar_one_or_none()


def kind_of(code: str) -> DisputeType:
    """The kind of dispute a rule is for; raises ``NotFound``."""
    if code not in set(DisputeType):
        raise NotFound()
    return DisputeType(code)


def revision_before(row: RoutingRule) -> RoutingRule | None:
    """The published revision before this one, or None for the first."""
    statement = select(RoutingRule).where(
        RoutingRule.code == row.code, RoutingRule.revision < row.revision, RoutingRule.revision != DRAFT
    )
    return db.session.execute(statement.order_by(RoutingRule.revision.desc()).limit(1)).scalar_one_or_none()


def content_of(row: RoutingRule) -> Content:
    """The text of a revision or draft, typed."""
    return Content(
        leads=read_lines(row.leads), assists=read_lines(row.assists), lead_task=row.lead_task, basis=row.basis
    )


def digest_of(row: RoutingRule) -> str:
    """The fingerprint of a draft as it stands."""
    return digest(content_of(row), row.based_on)


def latest_trial(rule_id: UUID) -> RoutingTrial | None:
    """The last trial of a draft."""
    statement = select(RoutingTrial).where(RoutingTrial.rule_id == rule_id).order_by(RoutingTrial.id.desc())
    return db.session.execute(statement.limit(1)).scalar_one_or_none()


def get_trial(code: str, trial_id: UUID) -> tuple[RoutingRule, RoutingTrial]:
    """One trial with the draft or revision it was made of; raises ``NotFound``."""
    statement = (
        select(RoutingRule, RoutingTrial)
        .join(RoutingTrial, RoutingTrial.rule_id == RoutingRule.id)
        .where(RoutingTrial.id == trial_id, RoutingRule.code == kind_of(code).value)
    )
    found = db.session.execute(statement).one_or_none()
    if found is None:
        raise NotFound()
    return found[0], found[1]


def changed_proposals(code: str, *, actor: Actor, limit: int = 10) -> Sequence[tuple[ProposalRecord, Event]]:
    """The latest proposals of a rule that a dispatcher changed, with their matters, as far as the reader sees them."""
    statement = (
        select(ProposalRecord, Event)
        .join(Event, Event.id == ProposalRecord.matter_id)
        .where(
            ProposalRecord.rule_code == code,
            ProposalRecord.changed.is_(True),
            ProposalRecord.decided_at >= clock.now() - COUNTED_DAYS,
            visible_to(actor, ProposalRecord.matter_id),
        )
        .order_by(ProposalRecord.decided_at.desc(), ProposalRecord.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def known_units() -> Known:
    """The units a rule may name, the towns with a sub-centre, the centre; two statements."""
    rows = organisations.units(active_only=False)
    posts = accounts.posts_of(row.id for row in rows if row.kind == UnitKind.CENTER.value)
    named = {row.code: _known(row, True) for row in rows if row.kind in NAMED_KINDS}
    towns = {row.region_code: named[row.code] for row in rows if row.kind == UnitKind.SUB_CENTER.value}
    centers = [_known(row, takes_orders(posts.get(row.id, ()))) for row in rows if row.kind == UnitKind.CENTER.value]
    able = [one for one in centers if one.active and one.takes_orders]
    return Known(named, towns, next(iter([*able, *centers]), None))


def told_differences(rows: Sequence[RoutingRule], known: Known) -> dict[int, list[Message]]:
    """Of revisions, the latest first: by number, how each differs from the one before it."""
    called = names(known)
    earlier = [*rows[1:], None]
    return {
        row.revision: differences(content_of(before) if before else None, content_of(row), called)
        for row, before in zip(rows, earlier, strict=True)
    }


def offers_of_rule(rows: Sequence[RoutingRule], draft: RoutingRule | None, known: Known, actor: Actor) -> list[Offer]:
    """The actor's acts on a rule whose published revisions are ``rows``, the latest first."""
    present = next((row for row in rows if row.retired_at is None), None)
    trial = latest_trial(draft.id) if draft is not None else None
    lacking = unsatisfied(content_of(draft), known) if draft is not None else {}
    facts = RuleFacts(
        revision=present.revision if present else 0,
        has_earlier=present is not None and len(rows) > 1,
        has_draft=draft is not None,
        draft_is_old=draft is not None and draft.based_on != (present.revision if present else 0),
        tried=draft is not None and trial is not None and trial.draft_hash == digest_of(draft),
        nobody=next((one[0] for one in lacking.values()), None),
    )
    return rule_offers(facts, actor)


def _known(row: Unit, signs: bool) -> KnownUnit:
    return KnownUnit(row.name, row.is_active, row.region_code, signs)


def names(known: Known) -> Names:
    """Units and regions as the pages call them."""
    units = {code: one.name for code, one in known.units.items()}
    own = {TOWN: msg("事发地分中心"), CENTER: msg("本中心")}
    return Names({**units, **own}, {code: one.name for code, one in known.towns.items()})
