"""First drafts: the safeguarded assignment of wage claims, built from the parties and the frozen claim schedule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.agreements.rules.wording.phrases import numeral
from app.agreements.types.assignment import (
    AccessoryRights,
    AssignDebt,
    ClaimsConfirmed,
    DebtorAcknowledgement,
    Defence,
    LabourRightsReserved,
    LapseIfAssigneeUnpaid,
    LapseIfDebtorPaysFirst,
    NoLabourRelation,
    NoticeToDebtor,
    PerformanceCost,
    Recourse,
    SetOff,
    TransferEffect,
    TwoRelations,
    Warranty,
)
from app.agreements.types.claims import Annex
from app.agreements.types.clauses import (
    Clause,
    ConfirmationWish,
    Copies,
    Costs,
    FreeText,
    PayAtOnce,
    Release,
    WageTax,
)
from app.agreements.types.content import AgreementContent, Attachment
from app.agreements.types.enums import (
    AgreementForm,
    AgreementKind,
    Gross,
    NoticeMode,
    PaymentMethod,
    RestDayRule,
    Standing,
    TransferMoment,
    WarrantyKind,
)
from app.agreements.types.parties import ALL_WITH_STANDING, Party

WORKERS = f"{ALL_WITH_STANDING}{Standing.ASSIGNOR}"
ANNEX_TITLE = "债权明细表"
_TITLES = {
    AgreementKind.TRI_PARTY_ASSIGNMENT: "三方债权转让调解协议书",
    AgreementKind.TWO_PARTY_ASSIGNMENT: "债权转让调解协议书",
}
_STAYING = ("加付赔偿金请求权", "附件以外的加班费请求权", "经济补偿和赔偿金请求权")
_RIGHTS = ("社会保险权益", "经济补偿", "未结清的其他劳动报酬", "工伤保险待遇")


@dataclass(frozen=True, kw_only=True)
class AssignmentTerms:
    """What the mediator fills in for a draft assignment; the rest follows from parties and schedule."""

    organisation: str
    mediators: tuple[str, ...]
    contract_title: str
    pay_by: date
    signing_on: date
    court: str | None
    number: str | None = None
    recorder: str | None = None
    dispute_type: str = "migrant_wage"
    contract_no: str | None = None
    contract_from: date | None = None
    contract_to: date | None = None
    facts: str = ""
    disputed: str = ""
    responsibility: str = ""
    signing_place: str | None = None
    defences: tuple[Defence, ...] | None = ()
    setoffs: tuple[SetOff, ...] | None = ()


def draft_assignment(
    kind: AgreementKind, parties: tuple[Party, ...], annex: Annex, terms: AssignmentTerms
) -> AgreementContent:
    """A complete draft with every safeguard for the workers; the debtor signs only in the three-party kind."""
    signing = kind is AgreementKind.TRI_PARTY_ASSIGNMENT
    return AgreementContent(
        kind=kind,
        form=AgreementForm.WRITTEN,
        title=_TITLES[kind],
        dispute_type=terms.dispute_type,
        organisation=terms.organisation,
        parties=parties,
        clauses=_clauses(kind, parties, annex, terms),
        number=terms.number,
        mediators=terms.mediators,
        recorder=terms.recorder,
        facts=terms.facts,
        disputed=terms.disputed,
        responsibility=terms.responsibility,
        signing_on=terms.signing_on,
        signing_place=terms.signing_place,
        annex=annex,
        attachments=(Attachment(no=annex.no, title=annex.title),),
        non_signing=() if signing else _keys(parties, Standing.DEBTOR),
    )


def without_debtor(content: AgreementContent) -> AgreementContent:
    """The two-party kind of a draft, for a debtor who will not sign: it is told by notice and acknowledges nothing."""
    debtors = _keys(content.parties, Standing.DEBTOR)
    clauses = tuple(
        replace(clause, mode=NoticeMode.EMS) if isinstance(clause, NoticeToDebtor) else clause
        for clause in content.clauses
        if not isinstance(clause, DebtorAcknowledgement)
    )
    clauses = tuple(_released_by(clause, debtors) if isinstance(clause, Release) else clause for clause in clauses)
    kind = AgreementKind.TWO_PARTY_ASSIGNMENT
    return replace(content, kind=kind, title=_TITLES[kind], clauses=clauses, non_signing=debtors)


def _released_by(clause: Release, absent: tuple[str, ...]) -> Release:
    return replace(clause, parties=tuple(key for key in clause.parties if key not in absent))


def without_workers(content: AgreementContent, absent: frozenset[str]) -> AgreementContent:
    """The draft without workers who do not sign: rows, parties and every total are made anew, in fen."""
    if content.annex is None:
        return content
    rows = tuple(
        replace(row, no=no)
        for no, row in enumerate((row for row in content.annex.rows if row.key not in absent), start=1)
    )
    annex = replace(content.annex, rows=rows, total_fen=sum(row.verified_fen for row in rows))
    parties = tuple(party for party in content.parties if party.key not in absent)
    return with_annex(replace(content, parties=parties), annex)


def with_annex(content: AgreementContent, annex: Annex) -> AgreementContent:
    """The draft with another annex: every clause that names its sum or its number of persons follows."""
    clauses = tuple(_following(clause, annex) for clause in content.clauses)
    return replace(content, annex=annex, clauses=clauses)


def _following(clause: Clause, annex: Annex) -> Clause:
    total = annex.total_fen
    if isinstance(clause, ClaimsConfirmed):
        return replace(clause, amount_fen=total, count=len(annex.rows), months=_months(annex), capitals=None)
    if isinstance(clause, AssignDebt):
        return replace(clause, amount_fen=total, price_fen=total, capitals=None)
    if isinstance(clause, DebtorAcknowledgement) or (isinstance(clause, PayAtOnce) and clause.per_annex):
        return replace(clause, amount_fen=total, capitals=None)
    return clause


def _keys(parties: tuple[Party, ...], standing: Standing) -> tuple[str, ...]:
    return tuple(party.key for party in parties if party.standing is standing)


def _months(annex: Annex) -> tuple[str, ...]:
    return tuple(sorted({month.month for row in annex.rows for month in row.months}))


def _clauses(
    kind: AgreementKind, parties: tuple[Party, ...], annex: Annex, terms: AssignmentTerms
) -> tuple[Clause, ...]:
    assignee = next(party.key for party in parties if party.standing is Standing.ASSIGNEE)
    debtor = next(party.key for party in parties if party.standing is Standing.DEBTOR)
    return (
        *_claim(annex, terms, assignee, debtor),
        *_payment(annex, terms, assignee, debtor),
        *_debtor_side(kind, annex, terms, debtor),
        *_safeguards(terms, assignee, debtor),
        *_closing(parties, annex, terms, assignee),
    )


def _claim(annex: Annex, terms: AssignmentTerms, assignee: str, debtor: str) -> tuple[Clause, ...]:
    months = _months(annex)
    total = annex.total_fen
    return (
        TwoRelations(
            key="relations",
            employer=debtor,
            client=assignee,
            workers=(WORKERS,),
            contract_title=terms.contract_title,
            contract_no=terms.contract_no,
            term_from=terms.contract_from,
            term_to=terms.contract_to,
        ),
        ClaimsConfirmed(
            key="claims", debtor=debtor, annex_no=annex.no, count=len(annex.rows), amount_fen=total, months=months
        ),
        AssignDebt(
            key="assignment",
            assignors=(WORKERS,),
            assignee=assignee,
            debtor=debtor,
            amount_fen=total,
            price_fen=total,
            annex_no=annex.no,
            accrued_until=_last_day(months[-1]) if months else None,
        ),
    )


def _last_day(month: str) -> date:
    year, number = (int(part) for part in month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def _payment(annex: Annex, terms: AssignmentTerms, assignee: str, debtor: str) -> tuple[Clause, ...]:
    return (
        PayAtOnce(
            key="payment",
            obligors=(assignee,),
            obligees=(WORKERS,),
            amount_fen=annex.total_fen,
            due_on=terms.pay_by,
            method=PaymentMethod.BANK_TRANSFER,
            per_annex=True,
            purpose=f"代付拖欠工资（{_span(_months(annex))}）",
            rest_day=RestDayRule.BEFORE,
        ),
        TransferEffect(key="transfer", moment=TransferMoment.ON_EACH_PAYMENT),
        LapseIfDebtorPaysFirst(key="paid_first", debtor=debtor),
        LapseIfAssigneeUnpaid(key="unpaid", deadline_on=terms.pay_by, lapses_on=terms.pay_by + timedelta(days=1)),
    )


def _span(months: tuple[str, ...]) -> str:
    if not months:
        return ""
    first_year, first = months[0].split("-")
    last_year, last = months[-1].split("-")
    if months[0] == months[-1]:
        return f"{first_year}年{int(first)}月"
    end = f"{int(last)}月" if first_year == last_year else f"{last_year}年{int(last)}月"
    return f"{first_year}年{int(first)}-{end}" if first_year == last_year else f"{first_year}年{int(first)}月-{end}"


def _debtor_side(kind: AgreementKind, annex: Annex, terms: AssignmentTerms, debtor: str) -> tuple[Clause, ...]:
    if kind is AgreementKind.TWO_PARTY_ASSIGNMENT:
        return (NoticeToDebtor(key="notice", debtor=debtor, mode=NoticeMode.EMS),)
    return (
        NoticeToDebtor(key="notice", debtor=debtor, mode=NoticeMode.SIGNED_HERE),
        DebtorAcknowledgement(
            key="acknowledgement",
            debtor=debtor,
            amount_fen=annex.total_fen,
            defences=terms.defences,
            setoffs=terms.setoffs,
        ),
    )


def _safeguards(terms: AssignmentTerms, assignee: str, debtor: str) -> tuple[Clause, ...]:
    return (
        Recourse(key="recourse", assignee=assignee, debtor=debtor),
        AccessoryRights(key="accessory", staying=_STAYING),
        LabourRightsReserved(key="reserved", holders=(WORKERS,), rights=_RIGHTS),
        WageTax(key="tax", gross=Gross.GROSS, withholder=debtor, insurance_owed_by=debtor),
        Warranty(
            key="warranty_workers",
            warrantors=(WORKERS,),
            warranties=(WarrantyKind.CLAIMS_TRUE, WarrantyKind.NO_PRIOR_ASSIGNMENT, WarrantyKind.NO_PLEDGE),
        ),
        Warranty(key="warranty_assignee", warrantors=(assignee,), warranties=(WarrantyKind.AUTHORITY,)),
        NoLabourRelation(key="no_labour", assignee=assignee, workers=(WORKERS,)),
        PerformanceCost(key="cost", bearer=assignee),
    )


def _closing(parties: tuple[Party, ...], annex: Annex, terms: AssignmentTerms, assignee: str) -> tuple[Clause, ...]:
    everybody = tuple(party.key for party in parties if party.standing is not Standing.ASSIGNOR)
    holders = ("各方当事人", "调解组织", "人民法院")
    return (
        Release(
            key="release",
            parties=(WORKERS, *everybody),
            settled=f"附件{numeral(annex.no)}所列劳动报酬的支付",
            reserved="劳动者的其他劳动权利，受让人与债务人之间的合同争议",
        ),
        Costs(key="costs", bearers=(assignee,), what="银行转账手续费"),
        FreeText(key="remedies", title="争议的解决", text="因履行本协议发生争议的，当事人可以依法向人民法院起诉。"),
        ConfirmationWish(key="confirmation", wish=terms.court is not None, court=terms.court),
        Copies(key="copies", count=len(parties) + 2, holders=holders),
    )
