"""Reads of the trail, and the check of every chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from app.audit.models import Anchor, AuditEntry, ChainHead
from app.audit.rules import Break, breaks_in
from app.core import canonical_json
from app.core.db import db
from app.core.pagination import Page, keyset


def entries_of(matter_id: UUID, *, cursor: str | None = None, limit: int = 50) -> Page[AuditEntry]:
    """The trail of one matter, newest first. The caller has checked the grant."""
    statement = select(AuditEntry).where(AuditEntry.matter_id == matter_id)
    return keyset(statement, [AuditEntry.sequence], cursor=cursor, limit=limit, descending=True)


def last_acts_of_people(matter_ids: Iterable[UUID]) -> dict[UUID, int]:
    """For each matter the place in its trail of the last act done by a person; the platform's own do not count."""
    latest = (
        select(AuditEntry.matter_id, func.max(AuditEntry.sequence))
        .where(AuditEntry.matter_id.in_(list(matter_ids)), AuditEntry.user_id.is_not(None))
        .group_by(AuditEntry.matter_id)
    )
    return {row[0]: row[1] for row in db.session.execute(latest) if row[0] is not None}


def last_acts_at(matter_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """For each matter when a person last acted on it; the platform's own acts and mere reads do not count."""
    latest = (
        select(AuditEntry.matter_id, func.max(AuditEntry.happened_at))
        .where(AuditEntry.matter_id.in_(list(matter_ids)), AuditEntry.user_id.is_not(None))
        .group_by(AuditEntry.matter_id)
    )
    return {row[0]: row[1] for row in db.session.execute(latest) if row[0] is not None}


def technical_entries(*, cursor: str | None = None, limit: int = 50) -> Page[AuditEntry]:
    """Entries outside any matter (accounts, units, calendar), newest first, for administrators."""
    statement = select(AuditEntry).where(AuditEntry.matter_id.is_(None))
    return keyset(
        statement,
        [AuditEntry.happened_at, AuditEntry.chain, AuditEntry.sequence],
        cursor=cursor,
        limit=limit,
        descending=True,
    )


def verify(matter_id: UUID | None = None) -> tuple[int, list[Break]]:
    """Check all chains, or one matter's: how many were read, and every break with chain, sequence and kind."""
    broken: list[Break] = []
    count = 0
    for chain, head in _chains(matter_id):
        count += 1
        rows = db.session.execute(
            select(AuditEntry).where(AuditEntry.chain == chain).order_by(AuditEntry.sequence)
        ).scalars()
        broken.extend(breaks_in(chain, rows, head))
        db.session.expunge_all()
    return count, broken


def chain_breaks(matter_id: UUID) -> list[Break]:
    """Every break of one matter's chain, leaving the session's rows alone."""
    chain = f"matter:{matter_id}"
    head = db.session.get(ChainHead, chain)
    rows = db.session.execute(select(AuditEntry).where(AuditEntry.chain == chain).order_by(AuditEntry.sequence))
    return breaks_in(chain, rows.scalars(), (head.sequence, head.digest) if head is not None else None)


def _chains(matter_id: UUID | None) -> Iterator[tuple[str, tuple[int, str] | None]]:
    statement = select(ChainHead.chain, ChainHead.sequence, ChainHead.digest)
    orphans = select(AuditEntry.chain).where(AuditEntry.chain.not_in(select(ChainHead.chain))).distinct()
    if matter_id is not None:
        statement = statement.where(ChainHead.chain == f"matter:{matter_id}")
        orphans = orphans.where(AuditEntry.chain == f"matter:{matter_id}")
    for chain, sequence, digest in db.session.execute(statement.order_by(ChainHead.chain)).all():
        yield chain, (sequence, digest)
    for chain in db.session.execute(orphans).scalars().all():
        yield chain, None


def anchors() -> Sequence[Anchor]:
    """All anchors, oldest first."""
    return db.session.execute(select(Anchor).order_by(Anchor.on)).scalars().all()


def altered_anchors(folder: Path) -> list[str]:
    """Anchor files that are gone, or no longer have the digest recorded for them."""
    wrong = []
    for row in anchors():
        path = folder / row.path
        if not path.exists() or canonical_json.digest(path.read_text(encoding="utf-8")) != row.digest:
            wrong.append(row.path)
    return wrong
