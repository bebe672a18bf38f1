"""Wording of the general clauses."""

from __future__ import annotations

from collections.abc import Iterator

from app.agreements.rules.wording.articles import Article, renders
from app.agreements.rules.wording.phrases import BLANK, Names, day, sentence, sum_of
from app.agreements.types.clauses import (
    Act,
    Condition,
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
from app.agreements.types.enums import Gross, Liability, PaymentMethod, RestDayRule
from app.agreements.types.parties import Account
from app.core.money import yuan

_METHODS = {PaymentMethod.BANK_TRANSFER: "银行转账", PaymentMethod.CASH: "现金", PaymentMethod.MOBILE: "移动支付"}
_LIABILITY = {Liability.JOINT: "上述义务人承担连带责任。", Liability.BY_SHARES: "上述义务人按份承担责任，份额相等。"}
_GROSS = {Gross.GROSS: "上述金额为税前金额。", Gross.NET: "上述金额为税后金额。"}
_REST_DAY = {
    RestDayRule.BEFORE: "付款日遇法定休假日的，提前至休假日前最后一个工作日支付。",
    RestDayRule.AFTER: "付款日遇法定休假日的，顺延至休假日后第一个工作日支付。",
}


def _account(account: Account | None) -> str:
    if account is None:
        return ""
    bank = f"，开户行：{account.bank}" if account.bank else ""
    return f"收款账户：户名：{account.holder}{bank}，账号：{account.number or BLANK}。"


def _condition(condition: Condition | None) -> Iterator[str]:
    if condition is not None:
        proof = f"，以{condition.evidence_kind}为准" if condition.evidence_kind else ""
        yield f"本条以下列条件成就为前提：{condition.text.rstrip('。')}{proof}。"


def _payment_rest(clause: PayAtOnce | PayInstalments) -> Iterator[str]:
    method = f"付款方式：{_METHODS[clause.method]}。" if clause.method else ""
    if clause.per_annex:
        yield f"{method}款项直接付至附件所列收款人本人账户，不经他人转交。"
    elif method or clause.account:
        yield method + _account(clause.account)
    if clause.purpose:
        yield f"付款附言：{clause.purpose}。"
    yield from _condition(clause.condition)
    if clause.gross:
        yield _GROSS[clause.gross]
    if clause.rest_day:
        yield _REST_DAY[clause.rest_day]
    if clause.liability:
        yield _LIABILITY[clause.liability]


@renders(PayAtOnce)
def pay_at_once(clause: PayAtOnce, names: Names) -> Article:
    """One payment, per person of the annex or to one account."""
    payers, payees, total = (
        names.many(clause.obligors),
        names.many(clause.obligees),
        sum_of(clause.amount_fen, clause.capitals),
    )
    if clause.paid_on:
        return Article("付款", (f"{payers}已于{day(clause.paid_on)}向{payees}付清{total}。", *_payment_rest(clause)))
    deadline = f"{payers}应于{day(clause.due_on)}前（含当日）"
    if clause.per_annex:
        first = f"{deadline}一次性向{payees}每人支付附件所列核定金额，合计{total}。"
    else:
        first = f"{deadline}一次性向{payees}支付{total}。"
    return Article("付款", (first, *_payment_rest(clause)))


@renders(PayInstalments)
def pay_instalments(clause: PayInstalments, names: Names) -> Article:
    """Payment in parts, each with its day and sum."""
    payers, payees = names.many(clause.obligors), names.many(clause.obligees)
    parts = (
        f"第{part.no}期：{day(part.due_on)}前（含当日）支付{sum_of(part.amount_fen)}" for part in clause.instalments
    )
    lines = [
        f"{payers}分{len(clause.instalments)}期向{payees}支付{sum_of(clause.amount_fen, clause.capitals)}：",
        sentence("；".join(parts)),
    ]
    if clause.missed_for_acceleration:
        lines.append(
            f"{payers}累计{clause.missed_for_acceleration}期未按期足额支付的，剩余未付款项全部到期，{payees}可以一并要求支付。"
        )
    return Article("分期付款", (*lines, *_payment_rest(clause)))


@renders(ThirdPartyPerformance)
def third_party_performance(clause: ThirdPartyPerformance, names: Names) -> Article:
    """Payment by a third person and what becomes of the claim."""
    performer, debtor, creditors = names.one(clause.performer), names.one(clause.debtor), names.many(clause.creditors)
    method = f"以{_METHODS[clause.method]}方式" if clause.method else ""
    lines = [
        f"{performer}对债务的履行具有合法利益：{(clause.interest or BLANK).rstrip('。')}。",
        f"{performer}于{day(clause.due_on)}前（含当日）{method}代{debtor}向{creditors}履行"
        f"{sum_of(clause.amount_fen, clause.capitals)}，{creditors}予以接受。",
    ]
    if clause.claim_passes:
        lines.append(
            f"{creditors}接受履行后，其对{debtor}的债权在{performer}已履行的范围内转让给{performer}，但不得损害{creditors}的利益。"
        )
    return Article("第三人代为履行", tuple(lines))


@renders(Deliver)
def deliver(clause: Deliver, names: Names) -> Article:
    """Handing over a thing."""
    place = f"在{clause.place}" if clause.place else ""
    lines = [
        f"{names.many(clause.obligors)}应于{day(clause.due_on)}前（含当日）{place}向{names.many(clause.obligees)}"
        f"交付{clause.thing or BLANK}，数量：{clause.quantity or BLANK}。"
    ]
    return Article("交付", (*lines, *_quality(clause), *_condition(clause.condition)))


@renders(Act)
def act(clause: Act, names: Names) -> Article:
    """Doing something: result, place, standard, acceptance."""
    place = f"在{clause.place}" if clause.place else ""
    lines = [
        f"{names.many(clause.obligors)}应于{day(clause.due_on)}前（含当日）{place}为{names.many(clause.obligees)}"
        f"完成：{sentence(clause.act or BLANK)}"
    ]
    if clause.result:
        lines.append(f"应达到的结果：{sentence(clause.result)}")
    return Article("履行行为", (*lines, *_quality(clause), *_condition(clause.condition)))


def _quality(clause: Act | Deliver) -> Iterator[str]:
    if clause.standard:
        yield f"标准：{sentence(clause.standard)}"
    if clause.acceptance:
        yield f"验收：{sentence(clause.acceptance)}"
    if clause.done_on:
        yield f"本条义务已于{day(clause.done_on)}履行完毕。"
    if clause.liability:
        yield _LIABILITY[clause.liability]


@renders(Refrain)
def refrain(clause: Refrain, names: Names) -> Article:
    """Leaving something undone."""
    until = f"至{day(clause.until_on)}止" if clause.until_on else "起"
    return Article(
        "不作为",
        (f"{names.many(clause.obligors)}自{day(clause.from_on)}{until}不得{sentence(clause.restraint or BLANK)}",),
    )


@renders(Release)
def release(clause: Release, names: Names) -> Article:
    """What is settled, what remains."""
    lines = [f"本协议全部履行后，{names.many(clause.parties)}之间下列事项就此了结：{sentence(clause.settled or BLANK)}"]
    if clause.reserved:
        lines.append(f"下列事项不在本协议处理范围内，各方仍可依法主张：{sentence(clause.reserved)}")
    return Article("了结范围", tuple(lines))


@renders(DelayConsequence)
def delay_consequence(clause: DelayConsequence, names: Names) -> Article:
    """What delay costs."""
    start = "自履行期限届满之次日起至实际履行之日止，" if clause.from_day_after_due else ""
    if clause.daily_fen:
        rate = f"每逾期一日支付{yuan(clause.daily_fen)}元"
    elif clause.daily_ten_thousandths:
        rate = f"以未付金额为基数，按每日万分之{clause.daily_ten_thousandths}支付"
    else:
        rate = f"支付{BLANK}"
    cap = f"，累计不超过{yuan(clause.cap_fen)}元" if clause.cap_fen else ""
    return Article("迟延履行的后果", (f"义务人未按本协议约定的期限足额履行的，{start}{rate}逾期违约金{cap}。",))


@renders(Costs)
def costs(clause: Costs, names: Names) -> Article:
    """Costs of performance; mediation is free."""
    return Article("费用", ("本次调解不收取任何费用。", f"{clause.what or BLANK}由{names.many(clause.bearers)}承担。"))


@renders(WageTax)
def wage_tax(clause: WageTax, names: Names) -> Article:
    """Tax on wages and contributions."""
    lines = [_GROSS[clause.gross]] if clause.gross else []
    lines.append(f"应由{names.one(clause.withholder)}依法代扣代缴的个人所得税由其办理申报和缴纳。")
    lines.append(f"社会保险费的缴纳义务仍由{names.one(clause.insurance_owed_by)}承担，不因本协议转移或者免除。")
    return Article("税费与社会保险", tuple(lines))


@renders(Copies)
def copies(clause: Copies, names: Names) -> Article:
    """Number of copies."""
    return Article(
        "文本", (f"本协议一式{clause.count or BLANK}份，{'、'.join(clause.holders) or BLANK}各执一份，具有同等效力。",)
    )


@renders(ConfirmationWish)
def confirmation_wish(clause: ConfirmationWish, names: Names) -> Article:
    """The wish to apply for judicial confirmation."""
    if not clause.wish:
        return Article("司法确认", ("各方不申请司法确认。",))
    line = f"各方同意自本协议生效之日起三十日内，共同向{clause.court or BLANK}申请司法确认。"
    return Article("司法确认", (line, "人民法院裁定确认有效后，一方拒绝履行或者未全部履行的，对方可以申请强制执行。"))


@renders(FreeText)
def free_text(clause: FreeText, names: Names) -> Article:
    """The parties' own words."""
    lines = tuple(line.strip() for line in (clause.text or BLANK).splitlines() if line.strip())
    return Article(clause.title or "其他约定", lines or (BLANK,), free=True)
