"""The agreement itself: parties, clauses, annex. This is what is frozen, hashed and printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.agreements.types.assignment import (
    AccessoryRights,
    AssignDebt,
    ClaimsConfirmed,
    DebtorAcknowledgement,
    InstalmentRisk,
    LabourRightsReserved,
    LapseIfAssigneeUnpaid,
    LapseIfDebtorPaysFirst,
    NoLabourRelation,
    NoticeToDebtor,
    PerformanceCost,
    Recourse,
    TransferEffect,
    TwoRelations,
    Warranty,
)
from app.agreements.types.claims import Annex
from app.agreements.types.clauses import (
    Act,
    Clause,
    ConfirmationWish,
    Copies,
    Costs,
    DelayConsequence,
    Deliver,
    FreeText,
    PayAtOnce,
    PayInstalments,
    Refrain,
    Release,
    ThirdPartyPerformance,
    WageTax,
)
from app.agreements.types.enums import AgreementForm, AgreementKind, Standing
from app.agreements.types.parties import ALL_WITH_STANDING, Party

ClauseT = TypeVar("ClauseT", bound=Clause)

CONTENT_SCHEMA = "fengqiao.agreement/1"

CLAUSE_TYPES: tuple[type[Clause], ...] = (
    TwoRelations,
    ClaimsConfirmed,
    AssignDebt,
    PayAtOnce,
    PayInstalments,
    ThirdPartyPerformance,
    TransferEffect,
    NoticeToDebtor,
    DebtorAcknowledgement,
    LapseIfDebtorPaysFirst,
    LapseIfAssigneeUnpaid,
    Recourse,
    AccessoryRights,
    LabourRightsReserved,
    Warranty,
    PerformanceCost,
    NoLabourRelation,
    InstalmentRisk,
    Deliver,
    Act,
    Refrain,
    WageTax,
    DelayConsequence,
    Release,
    Costs,
    FreeText,
    ConfirmationWish,
    Copies,
)
CLAUSE_BY_KIND: dict[str, type[Clause]] = {clause.KIND: clause for clause in CLAUSE_TYPES}


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A paper the agreement cites as its attachment."""

    no: int
    title: str
    signed: bool = True


@dataclass(frozen=True, kw_only=True)
class AgreementContent:
    """Everything the parties sign, as values; the Chinese text is rendered from it and never read back."""

    kind: AgreementKind
    form: AgreementForm
    title: str
    dispute_type: str
    organisation: str
    parties: tuple[Party, ...]
    clauses: tuple[Clause, ...]
    number: str | None = None
    mediators: tuple[str, ...] = ()
    recorder: str | None = None
    facts: str = ""
    disputed: str = ""
    responsibility: str = ""
    signing_on: date | None = None
    signing_place: str | None = None
    annex: Annex | None = None
    attachments: tuple[Attachment, ...] = ()
    non_signing: tuple[str, ...] = ()

    @property
    def signers(self) -> tuple[Party, ...]:
        """Parties whose signature the agreement needs; a debtor who is only notified is named but does not sign."""
        return tuple(party for party in self.parties if party.key not in self.non_signing)

    @property
    def numbered(self) -> tuple[Clause, ...]:
        """Clauses that become numbered articles; the two relations are a recital."""
        return tuple(clause for clause in self.clauses if not isinstance(clause, TwoRelations))

    def party(self, key: str | None) -> Party | None:
        """The party with this key, or None."""
        return next((party for party in self.parties if party.key == key), None)

    def with_standing(self, standing: Standing) -> tuple[Party, ...]:
        """Parties that take this place in the assignment."""
        return tuple(party for party in self.parties if party.standing is standing)

    def expand(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Party keys behind references; `all:assignor` means every party with that standing."""
        keys: list[str] = []
        for ref in refs:
            if ref.startswith(ALL_WITH_STANDING):
                wanted = ref.removeprefix(ALL_WITH_STANDING)
                keys.extend(
                    party.key for party in self.parties if party.standing is not None and party.standing == wanted
                )
            else:
                keys.append(ref)
        return tuple(dict.fromkeys(keys))

    def of_type(self, wanted: type[ClauseT]) -> tuple[ClauseT, ...]:
        """Clauses of one type, in order."""
        return tuple(clause for clause in self.clauses if isinstance(clause, wanted))
