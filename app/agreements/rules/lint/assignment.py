"""Family T: assignment of wage claims (Civil Code art. 545 to 552, 568)."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from app.agreements.rules.lint import reading
from app.agreements.rules.lint.engine import rule
from app.agreements.rules.lint.lexicon import DEBT_TRANSFER, first_match
from app.agreements.types.assignment import (
    AccessoryRights,
    DebtorAcknowledgement,
    InstalmentRisk,
    LabourRightsReserved,
    LapseIfAssigneeUnpaid,
    LapseIfDebtorPaysFirst,
    NoLabourRelation,
    PerformanceCost,
    Recourse,
    SetOff,
    TransferEffect,
    Warranty,
)
from app.agreements.types.clauses import Clause, PayInstalments, WageTax
from app.agreements.types.enums import (
    AgreementKind,
    NoticeMode,
    PaperKind,
    PartyKind,
    ReceiverRole,
    Standing,
    TransferMoment,
    WarrantyKind,
)
from app.agreements.types.linting import Case, Hit, Level
from app.core.money import yuan
from app.core.text import Message, msg

_WEAK_MODES = frozenset({NoticeMode.WECHAT, NoticeMode.SMS})
Check = Callable[[Case], Iterator[Hit]]


def _lacks(
    case: Case, kind: type[Clause], message: Message, example: Message | None = None, level: Level | None = None
) -> Iterator[Hit]:
    if reading.is_assignment(case) and not case.content.of_type(kind):
        yield Hit(message=message, example=example, level=level)


def _ends_on(month: str) -> date | None:
    year, _, number = month.partition("-")
    if not (year.isdigit() and number.isdigit() and 1 <= int(number) <= 12):
        return None
    return date(int(year), int(number), calendar.monthrange(int(year), int(number))[1])


@rule("T01", Level.BLOCK, msg("民法典第五百四十五条"), msg("债权已发生、已到期、金额确定"))
def claims_are_accrued(case: Case) -> Iterator[Hit]:
    """Only wages whose month has ended and whose pay day has come by the day of signing can be assigned."""
    if not reading.is_assignment(case):
        return
    for row in reading.rows(case):
        open_months = []
        for month in row.months:
            ended = _ends_on(month.month)
            if ended is None or month.due_on is None or ended >= case.signing_on or month.due_on > case.signing_on:
                open_months.append(month.month)
        if open_months:
            yield Hit(
                message=msg("{name}有月份到签订日尚未到支付日，不能转让。", name=row.name),
                subject=f"claims/{row.no}",
                evidence=tuple(open_months),
            )


@rule("T02", Level.BLOCK, msg("民法典第五百四十五条第一款"), msg("债权可以转让"))
def claims_are_assignable(case: Case) -> Iterator[Hit]:
    """Claims for injury, pension or social insurance are personal and stay out."""
    if reading.is_assignment(case):
        for row in reading.rows(case):
            if row.kind != "wage":
                yield Hit(
                    message=msg("{name}的债权不是劳动报酬，具有人身专属性，不能转让。", name=row.name),
                    subject=f"claims/{row.no}",
                )


@rule("T03", Level.INFO, msg("民法典第五百四十五条第二款"), msg("约定不得转让的金钱债权"))
def a_ban_does_not_bind_the_assignee(case: Case) -> Iterator[Hit]:
    """An agreed ban on assigning a money claim does not hold against the third person."""
    if reading.is_assignment(case) and case.circumstances.assignment_banned:
        yield Hit(message=msg("劳动合同约定债权不得转让；金钱债权的此类约定不得对抗第三人。"))


@rule("T04", Level.BLOCK, msg("民法典第五百四十六条"), msg("三方都签名"))
def all_three_sides_sign(case: Case) -> Iterator[Hit]:
    """In a three-party assignment the assignors, the assignee and the debtor all sign."""
    if case.content.kind is not AgreementKind.TRI_PARTY_ASSIGNMENT:
        return
    words = {Standing.ASSIGNOR: msg("让与人"), Standing.ASSIGNEE: msg("受让人"), Standing.DEBTOR: msg("债务人")}
    for standing, word in words.items():
        present = [
            party for party in case.content.with_standing(standing) if party.key not in case.circumstances.refusing
        ]
        if not present:
            yield Hit(
                message=msg("三方协议缺少{side}签名。", side=word),
                example=msg("改为两方债权转让协议，并另行通知债务人。"),
            )


@rule("T05", Level.BLOCK, msg("民法典第五百四十六条；合同编通则解释第四十八条"), msg("债务人已收到转让通知"))
def debtor_was_notified(case: Case) -> Iterator[Hit]:
    """Where the debtor does not sign, a notice that arrived and can be proven is needed."""
    if not reading.is_assignment(case) or case.content.kind is AgreementKind.TRI_PARTY_ASSIGNMENT:
        return
    proven = any(
        notice.arrived_at and notice.proof and notice.receiver_role is not ReceiverRole.UNAUTHORISED
        for notice in case.circumstances.notices
    )
    if not proven:
        yield Hit(
            message=msg("债务人不签名，又没有转让通知到达的证明，转让对债务人不发生效力。"),
            example=msg("向债务人登记住所地邮寄《债权转让通知书》，保存邮单和签收记录。"),
        )


@rule("T06", Level.WARN, msg("合同编通则解释第五十条"), msg("通知由有权的人签收"))
def notice_reached_the_right_person(case: Case) -> Iterator[Hit]:
    """A chat message, or a receiver without authority, is weak proof."""
    for notice in case.circumstances.notices:
        if notice.receiver_role is ReceiverRole.UNAUTHORISED or notice.mode in _WEAK_MODES:
            yield Hit(
                message=msg("转让通知的签收人没有授权或者通知方式证明力弱。"),
                example=msg("改为向法定代表人或者登记住所地送达。"),
            )


@rule("T07", Level.BLOCK, msg("合同编通则解释第五十条"), msg("债权没有重复转让"))
def claims_were_not_assigned_before(case: Case) -> Iterator[Hit]:
    """No claim of the annex has another open assignment; the assignors warrant it."""
    for no in case.circumstances.earlier_assignments:
        yield Hit(message=msg("第{no}行的债权已在另一份协议中转让。", no=no), subject=f"claims/{no}")
    warranted = any(WarrantyKind.NO_PRIOR_ASSIGNMENT in clause.warranties for clause in case.content.of_type(Warranty))
    if reading.is_assignment(case) and not warranted:
        yield Hit(message=msg("没有让与人保证此前未转让的条款。"), level=Level.WARN)


@rule("T08", Level.WARN, msg("民法典第五百四十八条"), msg("债务人的抗辩已列明或者放弃"))
def defences_are_known(case: Case) -> Iterator[Hit]:
    """The debtor lists its defences or says there are none."""
    stated = any(clause.defences is not None for clause in case.content.of_type(DebtorAcknowledgement))
    if reading.is_assignment(case) and not stated:
        yield Hit(message=msg("债务人对让与人的抗辩没有列明，也没有书面放弃，受让人可能受其对抗。"))


@rule("T09", Level.WARN, msg("民法典第五百四十九条"), msg("债务人的抵销权已列明"))
def counterclaims_are_known(case: Case) -> Iterator[Hit]:
    """A counterclaim against a worker warns; one between debtor and assignee is only noted."""
    for clause in case.content.of_type(DebtorAcknowledgement):
        if clause.setoffs is None:
            yield Hit(message=msg("债务人可供抵销的债权没有列明，也没有声明不存在。"), subject=reading.at(clause))
        for setoff in clause.setoffs or ():
            yield _counterclaim(case, clause, setoff)


def _counterclaim(case: Case, clause: Clause, setoff: SetOff) -> Hit:
    workers = {party.key for party in case.content.with_standing(Standing.ASSIGNOR)}
    amount = yuan(setoff.amount_fen) if setoff.amount_fen is not None else ""
    if workers & set(case.content.expand((setoff.holder, setoff.against))):
        return Hit(
            message=msg("债务人可以{amount}元向让与人主张抵销，先到期的应从转让金额中扣除。", amount=amount),
            subject=reading.at(clause),
        )
    return Hit(
        message=msg(
            "{holder}与{other}之间另有{amount}元争议，只在两个单位之间，不影响劳动者取得价款。",
            holder=reading.name(case, setoff.holder),
            other=reading.name(case, setoff.against),
            amount=amount,
        ),
        subject=reading.at(clause),
        level=Level.INFO,
    )


@rule("T10", Level.BLOCK, msg("民法典第五百四十五条"), msg("转让金额不超过核定金额"))
def assigned_sum_is_verified(case: Case) -> Iterator[Hit]:
    """The assigned sum stays within the verified sum, in fen."""
    clause = reading.assignment(case)
    verified = sum(row.verified_fen for row in reading.rows(case))
    if clause is not None and clause.amount_fen is not None and clause.amount_fen > verified:
        yield Hit(
            message=msg(
                "转让金额{amount}元超过核定金额{verified}元。", amount=yuan(clause.amount_fen), verified=yuan(verified)
            ),
            subject=reading.at(clause),
        )


@rule("T11", Level.BLOCK, msg("工资支付条例第十一条；民法典第一百五十一条"), msg("价款等于面额"))
def price_is_face_value(case: Case) -> Iterator[Hit]:
    """Each worker gets the full verified sum; no discount."""
    clause = reading.assignment(case)
    if clause is not None and clause.price_fen is not None and clause.price_fen != clause.amount_fen:
        yield Hit(
            message=msg("转让价款{price}元与债权金额不等，劳动报酬不得打折转让。", price=yuan(clause.price_fen)),
            subject=reading.at(clause),
        )


@rule("T12", Level.BLOCK, msg("工资支付条例第十一条"), msg("款项直接付给劳动者"))
def money_goes_to_the_workers(case: Case) -> Iterator[Hit]:
    """The assignee pays each worker's own account, not the employer or a foreman."""
    if not reading.is_assignment(case):
        return
    workers = {party.key for party in case.content.with_standing(Standing.ASSIGNOR)}
    paying = [clause for clause in reading.payments(case) if workers & set(case.content.expand(clause.obligees))]
    if not paying:
        yield Hit(message=msg("没有由受让人直接向劳动者付款的条款。"))
    for clause in paying:
        others = [key for key in case.content.expand(clause.obligees) if key not in workers]
        if others or not clause.per_annex:
            yield Hit(
                message=msg("{place}没有约定付至每名劳动者本人账户。", place=reading.place(case, clause)),
                subject=reading.at(clause),
                example=msg("按附件所列金额直接付至每名劳动者本人账户。"),
            )


@rule("T13", Level.BLOCK, msg("民法典第六条、第一百五十一条"), msg("先付款后转移，或者同时"))
def transfer_is_safeguarded(case: Case) -> Iterator[Hit]:
    """A worker never stands without both the claim and the money."""
    if not reading.is_assignment(case):
        return
    moments = [clause.moment for clause in case.content.of_type(TransferEffect) if clause.moment]
    if not moments or TransferMoment.ON_SIGNING in moments:
        yield Hit(
            message=msg("债权在付款之前就转移，劳动者可能两头落空。"),
            example=msg("约定每名让与人的债权自其足额收到价款之时起转移。"),
        )


@rule("T14", Level.BLOCK, msg("民诉法解释第三百五十八条第五项"), msg("受让人不付款则转让失效"))
def assignment_lapses_without_payment(case: Case) -> Iterator[Hit]:
    """Not paid by the deadline: the assignment lapses the next day and the workers keep their claims."""
    yield from _lacks(case, LapseIfAssigneeUnpaid, msg("没有受让人到期不付款时转让失效的条款。"))
    due = {getattr(clause, "due_on", None) for clause in reading.payments(case) if clause.per_annex}
    for clause in case.content.of_type(LapseIfAssigneeUnpaid):
        if clause.deadline_on is None or clause.lapses_on is None:
            continue
        if (
            clause.lapses_on != clause.deadline_on + timedelta(days=1)
            or not clause.claim_returns
            or (due - {None, clause.deadline_on})
        ):
            yield Hit(
                message=msg(
                    "{place}的失效日应为付款期限的次日，并写明债权仍归劳动者。", place=reading.place(case, clause)
                ),
                subject=reading.at(clause),
            )


@rule("T15", Level.WARN, msg("民法典第五百五十七条"), msg("用人单位先付的，不重复支付"))
def no_double_payment(case: Case) -> Iterator[Hit]:
    """If the employer pays first, the assignment lapses for that worker."""
    yield from _lacks(case, LapseIfDebtorPaysFirst, msg("没有约定用人单位先行支付时如何处理，可能重复支付。"))


@rule("T16", Level.WARN, msg("民法典第五百四十七条"), msg("从权利的去留"))
def accessory_rights_are_stated(case: Case) -> Iterator[Hit]:
    """Which accessory rights pass and which stay."""
    yield from _lacks(case, AccessoryRights, msg("没有写明加付赔偿金、加班费等从权利是否转移。"))


@rule("T17", Level.WARN, msg("社会保险法；个人所得税法"), msg("代扣代缴和社会保险仍由用人单位负责"))
def employer_keeps_its_duties(case: Case) -> Iterator[Hit]:
    """Withholding and social insurance stay with the employer."""
    yield from _lacks(case, WageTax, msg("没有写明代扣代缴和社会保险仍由用人单位负责。"))
    employers = {row.employer for row in reading.rows(case) if row.employer}
    for clause in case.content.of_type(WageTax):
        if reading.is_assignment(case) and employers and clause.insurance_owed_by not in employers:
            yield Hit(message=msg("社会保险的缴纳义务写给了用人单位以外的人。"), subject=reading.at(clause))


@rule("T18", Level.WARN, msg("民法典第五百四十七条"), msg("保留其他劳动权利"))
def other_labour_rights_stay(case: Case) -> Iterator[Hit]:
    """The workers keep their other labour rights."""
    yield from _lacks(case, LabourRightsReserved, msg("没有写明劳动者的其他劳动权利不受影响。"))


@rule("T19", Level.WARN, msg("民法典第五百六十八条"), msg("抵销另行通知且不附条件"))
def setoff_is_unconditional(case: Case) -> Iterator[Hit]:
    """The assignee declares a set-off against service fees apart and without condition."""
    yield from _lacks(case, Recourse, msg("没有写明受让人付款后如何追偿、抵销。"))
    for clause in case.content.of_type(Recourse):
        if clause.setoff_condition or not clause.setoff_declared_apart:
            yield Hit(
                message=msg(
                    "{place}的抵销附了条件或者没有另行通知，抵销不得附条件。", place=reading.place(case, clause)
                ),
                subject=reading.at(clause),
            )


@rule("T20", Level.INFO, msg("民法典第五百五十条"), msg("增加的履行费用"))
def extra_cost_is_assigned(case: Case) -> Iterator[Hit]:
    """Who bears extra cost of performance."""
    yield from _lacks(case, PerformanceCost, msg("没有写明因转让增加的履行费用由谁承担。"))


@rule("T21", Level.WARN, msg("企业破产法第一百一十三条"), msg("债务人的偿付能力"))
def debtor_is_solvent(case: Case) -> Iterator[Hit]:
    """Insolvency in sight endangers the recourse; the wage rank should be kept."""
    if reading.is_assignment(case) and case.circumstances.debtor_insolvency_near:
        yield Hit(message=msg("债务人可能资不抵债，受让人追偿有风险；付款用途应写明代付工资，以保留工资的清偿顺位。"))


@rule("T22", Level.WARN, msg("受让人章程和内部规定"), msg("受让人已取得内部批准"))
def assignee_has_approval(case: Case) -> Iterator[Hit]:
    """An organisation that takes over claims needs its own board's or superior's approval on file."""
    for party in case.content.with_standing(Standing.ASSIGNEE):
        if party.kind is not PartyKind.NATURAL and not case.circumstances.has_paper(
            PaperKind.ASSIGNEE_APPROVAL, party.key
        ):
            yield Hit(
                message=msg("卷内没有{name}内部决策或者上级批准的材料。", name=party.name),
                subject=f"parties/{party.key}",
                example=msg("附理事会决议或者主管单位批复。"),
            )


@rule("T23", Level.BLOCK, msg("民法典第五百五十一条"), msg("不是变相的债务转移"))
def it_is_no_debt_transfer(case: Case) -> Iterator[Hit]:
    """No wording that frees the debtor without the workers' consent."""
    if reading.is_assignment(case):
        for clause, text in reading.operative_words(case):
            word = first_match(DEBT_TRANSFER, text)
            if word:
                yield Hit(
                    message=msg("“{word}”等于免除债务人的责任，属于债务转移，须经每名债权人同意。", word=word[:40]),
                    subject=reading.at(clause),
                )


@rule("T24", Level.WARN, msg("民法典第六条"), msg("受让人分期付款的风险已说明"))
def instalment_risk_was_explained(case: Case) -> Iterator[Hit]:
    """If the assignee pays in parts, the workers were told the risk."""
    by_parts = any(clause.per_annex for clause in case.content.of_type(PayInstalments))
    if by_parts:
        yield from _lacks(case, InstalmentRisk, msg("受让人分期付款，没有向劳动者说明风险的条款。"))


@rule("T25", Level.INFO, msg("劳动合同法第七条"), msg("不与受让人产生劳动关系"))
def no_labour_relation_arises(case: Case) -> Iterator[Hit]:
    """Payment by the assignee makes it no employer."""
    yield from _lacks(case, NoLabourRelation, msg("没有写明付款不使劳动者与受让人建立劳动关系。"))
