"""What the rules read off a case: wishes, payments, operative words, ages, names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from app.agreements.rules.effect import Effect, effect_of
from app.agreements.rules.lint.references import place_of
from app.agreements.types.assignment import AssignDebt
from app.agreements.types.claims import ClaimRow
from app.agreements.types.clauses import (
    Act,
    Clause,
    Condition,
    ConfirmationWish,
    Deliver,
    FreeText,
    PayAtOnce,
    PayInstalments,
    Refrain,
    Release,
    ThirdPartyPerformance,
)
from app.agreements.types.enums import AgreementKind, PartyKind
from app.agreements.types.linting import Case
from app.agreements.types.parties import Party
from app.core.clock import local
from app.core.identity import check_id_number
from app.core.text import Message, msg

LABOUR_TYPES = frozenset({"migrant_wage", "other_labor"})
_HANDS = {"mediator": msg("调解员签名"), "organisation": msg("调解组织盖章"), "agreed_at": msg("口头协议登记")}
Payment = PayAtOnce | PayInstalments


def is_labour(case: Case) -> bool:
    """Whether the dispute is about labour."""
    return case.content.dispute_type in LABOUR_TYPES


def wants_confirmation(case: Case) -> bool:
    """Whether the parties wrote that they will apply for confirmation."""
    return any(clause.wish for clause in case.content.of_type(ConfirmationWish))


def payments(case: Case) -> tuple[Payment, ...]:
    """Clauses that move money between the parties."""
    return tuple(clause for clause in case.content.clauses if isinstance(clause, PayAtOnce | PayInstalments))


def duties(case: Case) -> tuple[Clause, ...]:
    """Clauses that something must be done for."""
    kinds = PayAtOnce | PayInstalments | ThirdPartyPerformance | Deliver | Act | Refrain
    return tuple(clause for clause in case.content.clauses if isinstance(clause, kinds))


def assignment(case: Case) -> AssignDebt | None:
    """The assignment, if this agreement makes one."""
    return next(iter(case.content.of_type(AssignDebt)), None)


def is_assignment(case: Case) -> bool:
    """Whether the rules for assignments apply."""
    return case.content.kind is not AgreementKind.GENERAL or assignment(case) is not None


def rows(case: Case) -> tuple[ClaimRow, ...]:
    """Rows of the annex."""
    return case.content.annex.rows if case.content.annex else ()


def at(clause: Clause) -> str:
    """How a finding points to a clause."""
    return f"clauses/{clause.key}"


def place(case: Case, clause: Clause) -> Message:
    """The article a clause becomes, in words."""
    return place_of(case.content, clause)


def name(case: Case, key: str | None) -> str:
    """A party's name, or the key when there is no such party."""
    party = case.content.party(key)
    return party.name if party else (key or "")


def operative_words(case: Case) -> Iterator[tuple[Clause, str]]:
    """Words typed by people in clauses that create duties."""
    for clause in case.content.clauses:
        for text in _typed(clause):
            if text:
                yield clause, text


def _typed(clause: Clause) -> tuple[str | None, ...]:
    if isinstance(clause, FreeText):
        return (clause.text,) if clause.operative else ()
    if isinstance(clause, Act):
        return (clause.act, clause.result, clause.standard, clause.acceptance, *_condition(clause.condition))
    if isinstance(clause, Deliver):
        return (clause.thing, clause.quantity, clause.standard, clause.acceptance, *_condition(clause.condition))
    if isinstance(clause, Refrain):
        return (clause.restraint,)
    if isinstance(clause, Release):
        return (clause.settled,)
    if isinstance(clause, PayAtOnce | PayInstalments):
        return _condition(clause.condition)
    return ()


def _condition(condition: Condition | None) -> tuple[str, ...]:
    return (condition.text,) if condition else ()


def all_words(case: Case) -> Iterator[tuple[str, str]]:
    """Every text people typed, with where it stands."""
    content = case.content
    head = (("facts", content.facts), ("disputed", content.disputed), ("responsibility", content.responsibility))
    typed = ((at(clause), text) for clause, text in operative_words(case))
    silent = ((at(clause), clause.text or "") for clause in content.of_type(FreeText) if not clause.operative)
    return chain(head, typed, silent)


def birth_of(party: Party, on: date) -> date | None:
    """Date of birth as stated, else as the citizen number tells."""
    if party.birth_on or not party.id_number:
        return party.birth_on
    return check_id_number(party.id_number, on).birth_on


def sex_of(party: Party, on: date) -> str | None:
    """Sex as stated, else as the citizen number tells."""
    if party.sex or not party.id_number:
        return party.sex
    return check_id_number(party.id_number, on).sex


def age_of(party: Party, on: date) -> int | None:
    """Full years on a day; None when unknown or no person."""
    born = birth_of(party, on) if party.kind is PartyKind.NATURAL else None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) if born else None


def obligors_of(clause: Clause) -> tuple[str, ...]:
    """References to whoever a clause binds to do something."""
    several = tuple(getattr(clause, "obligors", ())) + tuple(getattr(clause, "warrantors", ()))
    single = (
        getattr(clause, "performer", None),
        getattr(clause, "assignee", None) if isinstance(clause, AssignDebt) else None,
    )
    return several + tuple(key for key in single if key)


def amount_of(clause: Clause) -> int:
    """The sum a payment clause moves, in fen."""
    return getattr(clause, "amount_fen", None) or 0


def effective_on(case: Case) -> date | None:
    """The day of effect as the record has it, else as the signatures give it; None before effect."""
    known = case.application.effective_on
    found = _effect(case).at
    return known or (local(found).date() if found else None)


def hands_missing(case: Case) -> tuple[Message | str, ...]:
    """Whose signature or seal is still missing, in words."""
    return tuple(_HANDS.get(key) or name(case, key) for key in _effect(case).missing)


def _effect(case: Case) -> Effect:
    return effect_of(case.content, case.circumstances.signatures)
