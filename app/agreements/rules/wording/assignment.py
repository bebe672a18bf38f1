"""Wording of the clauses of an assignment of wage claims."""

from __future__ import annotations

from collections.abc import Iterator

from app.agreements.rules.wording.articles import Article, renders
from app.agreements.rules.wording.phrases import BLANK, Names, day, months, numeral, sentence, sum_of
from app.agreements.types.assignment import (
    AccessoryRights,
    AssignDebt,
    ClaimsConfirmed,
    DebtorAcknowledgement,
    Defence,
    InstalmentRisk,
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
from app.agreements.types.enums import NoticeMode, TransferMoment, WarrantyKind
from app.core.money import yuan

_MOMENTS = {
    TransferMoment.ON_EACH_PAYMENT: (
        "每名让与人的债权自其足额收到价款之时起转移给受让人；收到价款之前，债权仍归该让与人享有。"
    ),
    TransferMoment.ON_FULL_PAYMENT: "债权自受让人向全部让与人付清价款之时起转移；付清之前，债权仍归各让与人享有。",
    TransferMoment.SIMULTANEOUS: "债权转移与价款支付同时进行；未支付价款的，债权不转移。",
    TransferMoment.ON_SIGNING: "债权自本协议签订之日起转移。",
}
_MODES = {
    NoticeMode.EMS: "向债务人登记住所地邮寄",
    NoticeMode.ON_SITE: "现场送交并由债务人签收",
    NoticeMode.SMS: "手机短信",
    NoticeMode.WECHAT: "微信",
    NoticeMode.COURT_SERVICE: "法院送达起诉状副本",
}
_WARRANTIES = {
    WarrantyKind.CLAIMS_TRUE: "所列债权真实、合法、有效，金额无虚构",
    WarrantyKind.NO_PRIOR_ASSIGNMENT: "所列债权此前未转让给他人",
    WarrantyKind.NO_PLEDGE: "所列债权未设定质押或者其他负担",
    WarrantyKind.AUTHORITY: "签订本协议已取得必要的授权和批准",
}


def _annex(number: int | None) -> str:
    return numeral(number) if number else BLANK


@renders(TwoRelations)
def two_relations(clause: TwoRelations, names: Names) -> Article:
    """Two relations kept apart."""
    workers, employer, client = names.many(clause.workers), names.one(clause.employer), names.one(clause.client)
    number = f"（编号：{clause.contract_no}）" if clause.contract_no else ""
    term = f"，期限自{day(clause.term_from)}至{day(clause.term_to)}" if clause.term_from and clause.term_to else ""
    return Article(
        "法律关系的区分",
        (
            f"{workers}由{employer}招用并受其管理，支付劳动报酬的义务人是{employer}。",
            f"{client}与{employer}之间为《{clause.contract_title or BLANK}》{number}关系{term}。"
            f"{client}与{employer}之间的合同争议由双方另行解决，不作为拖欠{workers}劳动报酬的理由。",
        ),
    )


@renders(ClaimsConfirmed)
def claims_confirmed(clause: ClaimsConfirmed, names: Names) -> Article:
    """The verified claims."""
    return Article(
        "债权的核定",
        (
            f"经核对近12个月工资流水和考勤记录，各方确认：{names.one(clause.debtor)}拖欠{clause.count or BLANK}名劳动者"
            f"{months(clause.months)}劳动报酬，核定金额合计{sum_of(clause.amount_fen, clause.capitals)}。",
            f"每名劳动者的欠薪期间和核定金额见附件{_annex(clause.annex_no)}，附件与本协议具有同等效力。",
        ),
    )


@renders(AssignDebt)
def assign_debt(clause: AssignDebt, names: Names) -> Article:
    """The transfer and its price."""
    assignors, assignee, debtor = names.many(clause.assignors), names.one(clause.assignee), names.one(clause.debtor)
    if clause.price_fen is not None and clause.price_fen == clause.amount_fen:
        payment = f"{assignee}按附件所列核定金额向每名让与人支付，合计{sum_of(clause.price_fen)}"
        price = f"转让价款等于核定金额，不打折扣：{payment}。"
    else:
        price = f"转让价款合计{sum_of(clause.price_fen)}。"
    return Article(
        "债权转让",
        (
            f"{assignors}将附件{_annex(clause.annex_no)}所列对{debtor}的劳动报酬债权转让给{assignee}，"
            f"债权合计{sum_of(clause.amount_fen, clause.capitals)}。",
            f"转让的债权限于{day(clause.accrued_until)}以前已经发生且已到支付日的劳动报酬，不包括以后发生的劳动报酬。",
            price,
        ),
    )


@renders(TransferEffect)
def transfer_effect(clause: TransferEffect, names: Names) -> Article:
    """The moment of transfer."""
    return Article("债权转移的时间", (_MOMENTS[clause.moment] if clause.moment else BLANK,))


@renders(NoticeToDebtor)
def notice_to_debtor(clause: NoticeToDebtor, names: Names) -> Article:
    """How the debtor is told."""
    debtor = names.one(clause.debtor)
    if clause.mode is NoticeMode.SIGNED_HERE:
        line = f"{debtor}在本协议上签章，即视为已收到债权转让通知。"
    else:
        mode = _MODES[clause.mode] if clause.mode else BLANK
        line = f"让与人以{mode}的方式书面通知{debtor}；通知到达之前，转让对{debtor}不发生效力。"
    return Article("转让通知", (line, f"债权转移后，{debtor}应就已转移的债权向受让人履行。"))


@renders(DebtorAcknowledgement)
def debtor_acknowledgement(clause: DebtorAcknowledgement, names: Names) -> Article:
    """What the debtor confirms, keeps and waives."""
    debtor = names.one(clause.debtor)
    lines = []
    if clause.confirms_claim:
        lines.append(
            f"{debtor}确认附件所列债权真实存在，合计{sum_of(clause.amount_fen, clause.capitals)}，"
            "此后不以债权不存在或者金额有误为由抗辩。"
        )
    lines.extend(_defences(clause.defences, debtor))
    lines.extend(_setoffs(clause.setoffs, names, debtor))
    return Article("债务人的确认", tuple(lines) or (BLANK,))


def _defences(defences: tuple[Defence, ...] | None, debtor: str) -> Iterator[str]:
    if defences is None:
        return
    if not defences:
        yield f"{debtor}对让与人没有其他抗辩，有抗辩的也在此放弃。"
        return
    parts = (
        f"{one.text.rstrip('。')}{f'，涉及金额{yuan(one.amount_fen)}元' if one.amount_fen else ''}" for one in defences
    )
    yield f"{debtor}保留下列抗辩，除此之外没有其他抗辩：{'；'.join(parts)}。"


def _setoffs(setoffs: tuple[SetOff, ...] | None, names: Names, debtor: str) -> Iterator[str]:
    if setoffs is None:
        return
    if not setoffs:
        yield f"{debtor}对让与人没有可供抵销的债权。"
        return
    for one in setoffs:
        amount = f"，金额{yuan(one.amount_fen)}元" if one.amount_fen else ""
        due = f"，到期日{day(one.due_on)}" if one.due_on else ""
        claim = f"{names.one(one.holder)}对{names.one(one.against)}主张{one.text.rstrip('。')}{amount}{due}"
        yield f"已知的对待债权：{claim}，不影响让与人取得价款。"


@renders(LapseIfDebtorPaysFirst)
def lapse_if_debtor_pays_first(clause: LapseIfDebtorPaysFirst, names: Names) -> Article:
    """The employer pays first."""
    debtor = names.one(clause.debtor)
    scope = (
        "就该劳动者的债权转让自动失效，受让人对该劳动者不再负有付款义务"
        if clause.per_person
        else "本协议的债权转让自动失效"
    )
    return Article(
        "债务人先行支付",
        (f"受让人付款之前，{debtor}已向某一劳动者足额支付的，{scope}。任何劳动者不得就同一劳动报酬重复受领。",),
    )


@renders(LapseIfAssigneeUnpaid)
def lapse_if_assignee_unpaid(clause: LapseIfAssigneeUnpaid, names: Names) -> Article:
    """The assignee does not pay."""
    keeps = "，债权仍由各让与人享有，让与人可以继续向债务人主张" if clause.claim_returns else ""
    return Article(
        "受让人未付款",
        (
            f"受让人未在{day(clause.deadline_on)}前（含当日）付清价款的，就未付款部分的债权转让自{day(clause.lapses_on)}起失效{keeps}。",
        ),
    )


@renders(Recourse)
def recourse(clause: Recourse, names: Names) -> Article:
    """Recourse and set-off."""
    assignee, debtor = names.one(clause.assignee), names.one(clause.debtor)
    lines = [f"{assignee}付款后，在已付款的范围内向{debtor}主张受让的债权；{debtor}不再就同一债权向让与人支付。"]
    if clause.setoff_condition:
        lines.append(f"{assignee}以受让的债权与其欠付{debtor}的服务费抵销，条件是：{sentence(clause.setoff_condition)}")
    elif clause.setoff_declared_apart:
        lines.append(
            f"{assignee}要以受让的债权与其欠付{debtor}的服务费抵销的，另行通知{debtor}；抵销不附条件，不以服务质量争议的处理结果为前提。"
        )
    return Article("追偿与抵销", tuple(lines))


@renders(AccessoryRights)
def accessory_rights(clause: AccessoryRights, names: Names) -> Article:
    """Accessory rights."""
    lines = []
    if clause.passing:
        lines.append(f"下列从权利随债权一并转移：{'、'.join(clause.passing)}。")
    if clause.staying:
        lines.append(f"下列权利不随债权转移，仍由让与人享有：{'、'.join(clause.staying)}。")
    return Article("从权利", tuple(lines) or (BLANK,))


@renders(LabourRightsReserved)
def labour_rights_reserved(clause: LabourRightsReserved, names: Names) -> Article:
    """Other labour rights."""
    return Article(
        "其他劳动权利的保留",
        (
            f"除附件所列劳动报酬外，{names.many(clause.holders)}的其他劳动权利不受影响，"
            f"包括：{'、'.join(clause.rights) or BLANK}。",
        ),
    )


@renders(Warranty)
def warranty(clause: Warranty, names: Names) -> Article:
    """What is guaranteed, and by whom: an agreement may hold a warranty of each side."""
    return Article(
        f"{names.many(clause.warrantors)}的保证" if clause.warrantors else "保证",
        (
            f"{names.many(clause.warrantors)}保证："
            f"{'；'.join(_WARRANTIES[one] for one in clause.warranties) or BLANK}。",
        ),
    )


@renders(PerformanceCost)
def performance_cost(clause: PerformanceCost, names: Names) -> Article:
    """Extra cost of performance."""
    return Article(
        "履行费用", (f"因债权转让增加的履行费用由{names.many((clause.bearer,) if clause.bearer else ())}承担。",)
    )


@renders(NoLabourRelation)
def no_labour_relation(clause: NoLabourRelation, names: Names) -> Article:
    """No labour relation with the assignee."""
    return Article(
        "不产生劳动关系",
        (f"{names.one(clause.assignee)}依本协议付款，不因此与{names.many(clause.workers)}建立劳动关系。",),
    )


@renders(InstalmentRisk)
def instalment_risk(clause: InstalmentRisk, names: Names) -> Article:
    """Risk of payment in parts."""
    return Article(
        "分期付款的风险告知",
        (
            f"{clause.explained_by or BLANK}已于{day(clause.explained_on)}向让与人说明受让人分期付款的风险，"
            "让与人表示清楚并接受。",
        ),
    )
