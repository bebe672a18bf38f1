"""General clauses: payment, acts, release, default, costs, copies, confirmation, free text.

Every clause is a frozen record with a kind and a version; amounts are fen, dates are days in Asia/Shanghai. A missing
value is None so that an unfinished draft can be kept and checked; `missing()` names what a clause still needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.agreements.types.enums import Gross, Liability, PaymentMethod, RestDayRule
from app.agreements.types.parties import Account


@dataclass(frozen=True, kw_only=True)
class Clause:
    """What all clauses share: a key unique in the agreement."""

    KIND: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1
    NEEDS: ClassVar[tuple[str, ...]] = ()

    key: str

    def missing(self) -> tuple[str, ...]:
        """Names of the elements a complete clause of this kind still lacks."""
        return tuple(name for name in self.NEEDS if getattr(self, name) in (None, "", ()))


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Something that must happen first, and the paper that will prove it."""

    text: str
    evidence_kind: str | None = None


@dataclass(frozen=True, kw_only=True)
class Instalment:
    """One part of a payment."""

    no: int
    due_on: date | None
    amount_fen: int


@dataclass(frozen=True, kw_only=True)
class PayAtOnce(Clause):
    """A sum paid in one go; `per_annex` pays every row of the annex to that person's own account."""

    KIND: ClassVar[str] = "pay_at_once"
    NEEDS: ClassVar[tuple[str, ...]] = ("obligors", "obligees", "amount_fen", "due_on", "method")

    obligors: tuple[str, ...] = ()
    obligees: tuple[str, ...] = ()
    amount_fen: int | None = None
    capitals: str | None = None
    due_on: date | None = None
    method: PaymentMethod | None = None
    account: Account | None = None
    per_annex: bool = False
    purpose: str = ""
    liability: Liability | None = None
    gross: Gross | None = None
    rest_day: RestDayRule | None = None
    condition: Condition | None = None
    paid_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PayInstalments(Clause):
    """A sum paid in parts; all falls due after `missed_for_acceleration` missed parts."""

    KIND: ClassVar[str] = "pay_instalments"
    NEEDS: ClassVar[tuple[str, ...]] = ("obligors", "obligees", "amount_fen", "instalments", "method")

    obligors: tuple[str, ...] = ()
    obligees: tuple[str, ...] = ()
    amount_fen: int | None = None
    capitals: str | None = None
    instalments: tuple[Instalment, ...] = ()
    method: PaymentMethod | None = None
    account: Account | None = None
    per_annex: bool = False
    purpose: str = ""
    liability: Liability | None = None
    gross: Gross | None = None
    rest_day: RestDayRule | None = None
    condition: Condition | None = None
    missed_for_acceleration: int | None = None


@dataclass(frozen=True, kw_only=True)
class ThirdPartyPerformance(Clause):
    """A third person pays for the debtor (Civil Code art. 523, 524); the claim may pass to the payer."""

    KIND: ClassVar[str] = "third_party_performance"
    NEEDS: ClassVar[tuple[str, ...]] = (
        "performer",
        "debtor",
        "creditors",
        "amount_fen",
        "due_on",
        "interest",
        "method",
    )

    performer: str | None = None
    debtor: str | None = None
    creditors: tuple[str, ...] = ()
    amount_fen: int | None = None
    capitals: str | None = None
    due_on: date | None = None
    method: PaymentMethod | None = None
    interest: str | None = None
    claim_passes: bool = True


@dataclass(frozen=True, kw_only=True)
class Deliver(Clause):
    """A thing is handed over; `registered_kind` marks things with a register, such as a vehicle or a house."""

    KIND: ClassVar[str] = "deliver"
    NEEDS: ClassVar[tuple[str, ...]] = ("obligors", "obligees", "thing", "quantity", "due_on", "place")

    obligors: tuple[str, ...] = ()
    obligees: tuple[str, ...] = ()
    thing: str | None = None
    quantity: str | None = None
    due_on: date | None = None
    place: str | None = None
    standard: str | None = None
    acceptance: str | None = None
    registered_kind: str | None = None
    liability: Liability | None = None
    condition: Condition | None = None
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Act(Clause):
    """Something is done: its result, place, standard and how it is accepted."""

    KIND: ClassVar[str] = "act"
    NEEDS: ClassVar[tuple[str, ...]] = ("obligors", "obligees", "act", "due_on")

    obligors: tuple[str, ...] = ()
    obligees: tuple[str, ...] = ()
    act: str | None = None
    result: str | None = None
    place: str | None = None
    due_on: date | None = None
    standard: str | None = None
    acceptance: str | None = None
    liability: Liability | None = None
    condition: Condition | None = None
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Refrain(Clause):
    """Something is left undone for a stated time."""

    KIND: ClassVar[str] = "refrain"
    NEEDS: ClassVar[tuple[str, ...]] = ("obligors", "obligees", "restraint", "from_on")

    obligors: tuple[str, ...] = ()
    obligees: tuple[str, ...] = ()
    restraint: str | None = None
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Release(Clause):
    """Which claims are settled by performance and which remain."""

    KIND: ClassVar[str] = "release"
    NEEDS: ClassVar[tuple[str, ...]] = ("parties", "settled", "reserved")

    parties: tuple[str, ...] = ()
    settled: str | None = None
    reserved: str | None = None


@dataclass(frozen=True, kw_only=True)
class DelayConsequence(Clause):
    """What delay costs from the day after the due date: fen a day, or ten-thousandths of the unpaid sum a day."""

    KIND: ClassVar[str] = "delay_consequence"
    NEEDS: ClassVar[tuple[str, ...]] = ("applies_to",)

    applies_to: tuple[str, ...] = ()
    daily_fen: int | None = None
    daily_ten_thousandths: int | None = None
    cap_fen: int | None = None
    from_day_after_due: bool = True

    def missing(self) -> tuple[str, ...]:
        """A rate or an amount is needed besides what it applies to."""
        rate = () if self.daily_fen or self.daily_ten_thousandths else ("daily_fen",)
        return super().missing() + rate


@dataclass(frozen=True, kw_only=True)
class Costs(Clause):
    """Who bears a cost; mediation itself is free (People's Mediation Law art. 4)."""

    KIND: ClassVar[str] = "costs"
    NEEDS: ClassVar[tuple[str, ...]] = ("bearers", "what")

    bearers: tuple[str, ...] = ()
    what: str | None = None


@dataclass(frozen=True, kw_only=True)
class WageTax(Clause):
    """Whether wages are before tax, who withholds, and who still owes social insurance."""

    KIND: ClassVar[str] = "wage_tax"
    NEEDS: ClassVar[tuple[str, ...]] = ("gross", "withholder", "insurance_owed_by")

    gross: Gross | None = None
    withholder: str | None = None
    insurance_owed_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Copies(Clause):
    """How many copies are signed and who keeps them."""

    KIND: ClassVar[str] = "copies"
    NEEDS: ClassVar[tuple[str, ...]] = ("count", "holders")

    count: int | None = None
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConfirmationWish(Clause):
    """Whether the parties want to apply for judicial confirmation together, and to which court."""

    KIND: ClassVar[str] = "confirmation_wish"
    NEEDS: ClassVar[tuple[str, ...]] = ("court",)

    wish: bool = True
    court: str | None = None

    def missing(self) -> tuple[str, ...]:
        """A court is only needed where confirmation is wanted."""
        return super().missing() if self.wish else ()


@dataclass(frozen=True, kw_only=True)
class FreeText(Clause):
    """A clause in the parties' own words, marked as such; `operative` when it creates a duty."""

    KIND: ClassVar[str] = "free_text"
    NEEDS: ClassVar[tuple[str, ...]] = ("text",)

    title: str = ""
    text: str | None = None
    operative: bool = True
