"""Clauses of an assignment of wage claims and its safeguards (Civil Code art. 545 to 550)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.agreements.types.clauses import Clause
from app.agreements.types.enums import NoticeMode, TransferMoment, WarrantyKind


@dataclass(frozen=True, kw_only=True)
class Defence:
    """A defence the debtor keeps against the claim (Civil Code art. 548)."""

    text: str
    amount_fen: int | None = None
    row_no: int | None = None


@dataclass(frozen=True, kw_only=True)
class SetOff:
    """A counterclaim: who holds it against whom, in fen, and when it is due (Civil Code art. 549)."""

    holder: str
    against: str
    text: str
    amount_fen: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class TwoRelations(Clause):
    """States apart: the labour relation of workers and employer, and the service contract of employer and client."""

    KIND: ClassVar[str] = "two_relations"
    NEEDS: ClassVar[tuple[str, ...]] = ("employer", "client", "workers", "contract_title")

    employer: str | None = None
    client: str | None = None
    workers: tuple[str, ...] = ()
    contract_title: str | None = None
    contract_no: str | None = None
    term_from: date | None = None
    term_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimsConfirmed(Clause):
    """The parties confirm the verified claims of the annex: persons, months, sum in fen."""

    KIND: ClassVar[str] = "claims_confirmed"
    NEEDS: ClassVar[tuple[str, ...]] = ("debtor", "annex_no", "count", "amount_fen", "months")

    debtor: str | None = None
    annex_no: int | None = None
    count: int | None = None
    amount_fen: int | None = None
    capitals: str | None = None
    months: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AssignDebt(Clause):
    """Assignors transfer their accrued claims against the debtor to the assignee at a price, both in fen."""

    KIND: ClassVar[str] = "assign_debt"
    NEEDS: ClassVar[tuple[str, ...]] = (
        "assignors",
        "assignee",
        "debtor",
        "amount_fen",
        "price_fen",
        "annex_no",
        "accrued_until",
    )

    assignors: tuple[str, ...] = ()
    assignee: str | None = None
    debtor: str | None = None
    amount_fen: int | None = None
    capitals: str | None = None
    price_fen: int | None = None
    annex_no: int | None = None
    accrued_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class TransferEffect(Clause):
    """When the claim passes; a safeguarded moment never leaves a worker without both claim and money."""

    KIND: ClassVar[str] = "transfer_effect"
    NEEDS: ClassVar[tuple[str, ...]] = ("moment",)

    moment: TransferMoment | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeToDebtor(Clause):
    """How the debtor is told (Civil Code art. 546)."""

    KIND: ClassVar[str] = "notice_to_debtor"
    NEEDS: ClassVar[tuple[str, ...]] = ("debtor", "mode")

    debtor: str | None = None
    mode: NoticeMode | None = None


@dataclass(frozen=True, kw_only=True)
class DebtorAcknowledgement(Clause):
    """The debtor confirms the claim; `defences` and `setoffs` are None while unstated, empty when there are none."""

    KIND: ClassVar[str] = "debtor_acknowledgement"
    NEEDS: ClassVar[tuple[str, ...]] = ("debtor", "amount_fen")

    debtor: str | None = None
    amount_fen: int | None = None
    capitals: str | None = None
    confirms_claim: bool = True
    defences: tuple[Defence, ...] | None = None
    setoffs: tuple[SetOff, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class LapseIfAssigneeUnpaid(Clause):
    """Not paid by the deadline, the assignment lapses the next day and the claim stays with the worker."""

    KIND: ClassVar[str] = "lapse_if_assignee_unpaid"
    NEEDS: ClassVar[tuple[str, ...]] = ("deadline_on", "lapses_on")

    deadline_on: date | None = None
    lapses_on: date | None = None
    claim_returns: bool = True


@dataclass(frozen=True, kw_only=True)
class LapseIfDebtorPaysFirst(Clause):
    """If the employer pays a worker first, the assignment lapses for that worker and nobody is paid twice."""

    KIND: ClassVar[str] = "lapse_if_debtor_pays_first"
    NEEDS: ClassVar[tuple[str, ...]] = ("debtor",)

    debtor: str | None = None
    per_person: bool = True


@dataclass(frozen=True, kw_only=True)
class AccessoryRights(Clause):
    """Which accessory rights pass and which stay (Civil Code art. 547)."""

    KIND: ClassVar[str] = "accessory_rights"

    passing: tuple[str, ...] = ()
    staying: tuple[str, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """At least one of the two lists must say something."""
        return () if self.passing or self.staying else ("staying",)


@dataclass(frozen=True, kw_only=True)
class LabourRightsReserved(Clause):
    """The workers keep every labour right that is not assigned."""

    KIND: ClassVar[str] = "labour_rights_reserved"
    NEEDS: ClassVar[tuple[str, ...]] = ("holders", "rights")

    holders: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recourse(Clause):
    """The assignee's claim against the debtor; a set-off is declared apart, without condition (Civil Code art. 568)."""

    KIND: ClassVar[str] = "recourse"
    NEEDS: ClassVar[tuple[str, ...]] = ("assignee", "debtor")

    assignee: str | None = None
    debtor: str | None = None
    setoff_declared_apart: bool = True
    setoff_condition: str | None = None


@dataclass(frozen=True, kw_only=True)
class Warranty(Clause):
    """What the warrantors guarantee."""

    KIND: ClassVar[str] = "warranty"
    NEEDS: ClassVar[tuple[str, ...]] = ("warrantors", "warranties")

    warrantors: tuple[str, ...] = ()
    warranties: tuple[WarrantyKind, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PerformanceCost(Clause):
    """Who bears extra cost of performance caused by the assignment (Civil Code art. 550)."""

    KIND: ClassVar[str] = "performance_cost"
    NEEDS: ClassVar[tuple[str, ...]] = ("bearer",)

    bearer: str | None = None


@dataclass(frozen=True, kw_only=True)
class NoLabourRelation(Clause):
    """Payment by the assignee creates no labour relation with it."""

    KIND: ClassVar[str] = "no_labour_relation"
    NEEDS: ClassVar[tuple[str, ...]] = ("assignee", "workers")

    assignee: str | None = None
    workers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InstalmentRisk(Clause):
    """The workers were told the risk of being paid in parts by the assignee."""

    KIND: ClassVar[str] = "instalment_risk"
    NEEDS: ClassVar[tuple[str, ...]] = ("explained_on", "explained_by")

    explained_on: date | None = None
    explained_by: str | None = None
