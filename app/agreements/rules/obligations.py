"""The duties that follow from an agreement, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.agreements.types.claims import ClaimRow
from app.agreements.types.clauses import Act, Deliver, PayAtOnce, PayInstalments, ThirdPartyPerformance
from app.agreements.types.content import AgreementContent
from app.agreements.types.states import ObligationKind


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Who owes whom what by when; amounts in fen. `done_on` when the agreement itself says it is done."""

    clause_key: str
    kind: ObligationKind
    obligor: str
    obligee: str
    obligee_keys: tuple[str, ...]
    amount_fen: int = 0
    due_on: date | None = None
    done_on: date | None = None
    claim_id: str | None = None
    what: str = ""


def duties_from(content: AgreementContent) -> tuple[Duty, ...]:
    """All duties in the order of the clauses; a payment by annex gives one duty for each worker and part."""
    return tuple(duty for clause in content.clauses for duty in _duties(content, clause))


def _duties(content: AgreementContent, clause: object) -> Iterator[Duty]:
    if isinstance(clause, PayAtOnce):
        yield from _payments(content, clause, ((clause.due_on, clause.amount_fen or 0),), clause.paid_on)
    elif isinstance(clause, PayInstalments):
        parts = tuple((part.due_on, part.amount_fen) for part in clause.instalments)
        yield from _payments(content, clause, parts, None)
    elif isinstance(clause, ThirdPartyPerformance):
        yield Duty(
            clause_key=clause.key,
            kind=ObligationKind.PAYMENT,
            obligor=_names(content, (clause.performer or "",)),
            obligee=_names(content, clause.creditors),
            obligee_keys=content.expand(clause.creditors),
            amount_fen=clause.amount_fen or 0,
            due_on=clause.due_on,
        )
    elif isinstance(clause, Act | Deliver):
        yield Duty(
            clause_key=clause.key,
            kind=ObligationKind.ACT if isinstance(clause, Act) else ObligationKind.DELIVERY,
            obligor=_names(content, clause.obligors),
            obligee=_names(content, clause.obligees),
            obligee_keys=content.expand(clause.obligees),
            due_on=clause.due_on,
            done_on=clause.done_on,
            what=(clause.act if isinstance(clause, Act) else clause.thing) or "",
        )


def _payments(
    content: AgreementContent,
    clause: PayAtOnce | PayInstalments,
    parts: tuple[tuple[date | None, int], ...],
    done_on: date | None,
) -> Iterator[Duty]:
    for number, (due_on, amount) in enumerate(parts):
        if clause.per_annex and content.annex is not None:
            for row in content.annex.rows:
                share = _share(row, number, parts, clause.amount_fen or 0)
                yield _payment(content, clause, row, share, due_on, done_on)
        else:
            yield _payment(content, clause, None, amount, due_on, done_on)


def _share(row: ClaimRow, number: int, parts: tuple[tuple[date | None, int], ...], total: int) -> int:
    """A worker's part of one instalment: in proportion, the last one takes what is left, so that the parts add up."""
    if len(parts) == 1 or not total:
        return row.verified_fen
    before = sum(row.verified_fen * amount // total for _, amount in parts[:number])
    if number == len(parts) - 1:
        return row.verified_fen - before
    return row.verified_fen * parts[number][1] // total


def _payment(
    content: AgreementContent,
    clause: PayAtOnce | PayInstalments,
    row: ClaimRow | None,
    amount: int,
    due_on: date | None,
    done_on: date | None,
) -> Duty:
    keys = (row.key,) if row else content.expand(clause.obligees)
    return Duty(
        clause_key=clause.key,
        kind=ObligationKind.PAYMENT,
        obligor=_names(content, clause.obligors),
        obligee=row.name if row else _names(content, clause.obligees),
        obligee_keys=keys,
        amount_fen=amount,
        due_on=due_on,
        done_on=done_on,
        claim_id=row.claim_id if row else None,
        what=clause.purpose,
    )


def _names(content: AgreementContent, refs: tuple[str, ...]) -> str:
    names = []
    for key in content.expand(refs):
        party = content.party(key)
        names.append(party.name if party else key)
    return "、".join(names)
