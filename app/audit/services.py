"""Writing the trail: chained entries before commit, the read log beside it, seals and anchors on a schedule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from app.audit.models import Anchor, AuditEntry, ChainHead, ReadEntry, ReadSeal
from app.audit.rules import GENESIS, chain_of, digest_of
from app.core import canonical_json, clock
from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.unit_of_work import AuditNote, unit_of_work


@dataclass(slots=True)
class _Head:
    """The end of a chain while this transaction writes on."""

    chain: str
    sequence: int
    digest: str


def append(notes: list[AuditNote]) -> None:
    """Add the notes of one unit of work to their chains; called last thing before commit, chains locked in order."""
    by_chain: dict[str, list[AuditNote]] = defaultdict(list)
    for note in notes:
        by_chain[chain_of(note.matter_id, note.subject_kind, note.subject_id)].append(note)
    moment = clock.now()
    heads = _locked_heads(sorted(by_chain))
    for head in heads:
        for note in by_chain[head.chain]:
            head.sequence += 1
            values = _values(note, head)
            head.digest = digest_of(values, moment)
            db.session.add(AuditEntry(**values, happened_at=moment, digest=head.digest))
    db.session.execute(update(ChainHead), [asdict(head) for head in heads])


def _locked_heads(chains: Sequence[str]) -> list[_Head]:
    """The heads of some chains, locked one after the other until commit; a chain's first note begins it."""
    begun = insert(ChainHead)
    locked = begun.on_conflict_do_update(index_elements=["chain"], set_={"chain": begun.excluded.chain})
    asked = locked.returning(ChainHead.chain, ChainHead.sequence, ChainHead.digest)
    rows = db.session.execute(asked, [{"chain": chain, "sequence": 0, "digest": GENESIS} for chain in chains])
    return [_Head(row.chain, row.sequence, row.digest) for row in rows]


def _values(note: AuditNote, head: _Head) -> dict[str, object]:
    actor = note.actor
    return {
        "chain": head.chain,
        "sequence": head.sequence,
        "action": note.action,
        "subject_kind": note.subject_kind,
        "subject_id": note.subject_id,
        "matter_id": note.matter_id,
        "user_id": actor.user_id,
        "unit_id": actor.unit_id,
        "role": actor.role.value,
        "actor_name": actor.name,
        "unit_name": actor.unit_name,
        "on_behalf_of": actor.on_behalf_of,
        "details": canonical_json.plain(note.details),
        "previous": head.digest,
    }


def log_read(
    what: str,
    subject_kind: str,
    subject_id: UUID | None,
    *,
    matter_id: UUID | None,
    request_id: str | None = None,
    actor: Actor,
) -> None:
    """Note that somebody looked at a matter's content, in a transaction of its own; no business row is touched."""
    values = {
        "id": new_id(),
        "happened_at": clock.now(),
        "what": what,
        "subject_kind": subject_kind,
        "subject_id": subject_id,
        "matter_id": matter_id,
        "user_id": actor.user_id,
        "unit_id": actor.unit_id,
        "role": actor.role.value,
        "actor_name": actor.name,
        "request_id": request_id,
    }
    with db.engine.begin() as connection:
        connection.execute(insert(ReadEntry).values(values))


def seal_reads() -> int:
    """Seal the reads since the last seal into the chain of the read log; returns how many."""
    with unit_of_work(Actor.system()) as uow:
        last = db.session.execute(
            select(ReadSeal.last_read_id).order_by(ReadSeal.last_read_id.desc()).limit(1)
        ).scalar()
        fresh = select(ReadEntry).order_by(ReadEntry.id)
        if last is not None:
            fresh = fresh.where(ReadEntry.id > last)
        rows = db.session.execute(fresh).scalars().all()
        if not rows:
            return 0
        content = canonical_json.digest([_read_content(row) for row in rows])
        db.session.add(ReadSeal(last_read_id=rows[-1].id, count=len(rows), digest=content, sealed_at=clock.now()))
        uow.audit(
            "audit.seal_reads",
            "read_log",
            UUID(int=0),
            None,
            {"last": rows[-1].id, "count": len(rows), "digest": content},
        )
        return len(rows)


def _read_content(row: ReadEntry) -> dict[str, object]:
    return {
        "id": row.id,
        "at": row.happened_at,
        "what": row.what,
        "subject": [row.subject_kind, row.subject_id],
        "matter": row.matter_id,
        "user": row.user_id,
        "unit": row.unit_id,
        "role": row.role,
    }


def anchor(folder: Path) -> Anchor:
    """Write today's heads of all chains to a file and record its digest; a second call that day gives the first."""
    day = clock.today()
    with unit_of_work(Actor.system()):
        existing = db.session.get(Anchor, day)
        if existing is not None:
            return existing
        heads = db.session.execute(select(ChainHead).order_by(ChainHead.chain)).scalars().all()
        lines = [f"{head.chain} {head.sequence} {head.digest}" for head in heads]
        content = "\n".join([f"fengqiao anchor {day.isoformat()}", *lines, ""])
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"anchor-{day.isoformat()}.txt"
        path.write_text(content, encoding="utf-8")
        row = Anchor(
            on=day, chains=len(heads), digest=canonical_json.digest(content), path=path.name, made_at=clock.now()
        )
        db.session.add(row)
        return row
