"""Family C: content that can be carried out as it stands (Interpretation art. 358 ⑤)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from app.agreements.rules.lint import reading
from app.agreements.rules.lint.engine import rule
from app.agreements.rules.lint.lexicon import (
    FIGURE_WITH_CAPITALS,
    HOLES,
    LABOUR_MIXED,
    PLACES,
    first_match,
    vague_words,
)
from app.agreements.rules.lint.references import dangling_references
from app.agreements.types.assignment import LapseIfAssigneeUnpaid
from app.agreements.types.clauses import (
    Act,
    Clause,
    ConfirmationWish,
    Copies,
    DelayConsequence,
    FreeText,
    PayInstalments,
    Release,
    WageTax,
)
from app.agreements.types.enums import AgreementForm, PaymentMethod
from app.agreements.types.linting import Case, Hit, Level
from app.core.money import capitals, yuan
from app.core.text import Message, msg

_CLEAR = msg("民诉法解释第三百五十八条第五项")

ELEMENTS: dict[str, Message] = {
    "obligors": msg("义务人"),
    "obligees": msg("权利人"),
    "amount_fen": msg("金额"),
    "price_fen": msg("价款"),
    "due_on": msg("履行期限"),
    "deadline_on": msg("付款期限"),
    "lapses_on": msg("失效日期"),
    "method": msg("履行方式"),
    "instalments": msg("分期安排"),
    "count": msg("份数或者人数"),
    "court": msg("法院名称"),
    "text": msg("条款内容"),
    "act": msg("行为内容"),
    "thing": msg("标的物"),
    "quantity": msg("数量"),
    "place": msg("履行地点"),
    "debtor": msg("债务人"),
    "assignors": msg("让与人"),
    "assignee": msg("受让人"),
    "annex_no": msg("附件编号"),
    "daily_fen": msg("违约金标准"),
    "settled": msg("了结的事项"),
    "reserved": msg("保留的事项"),
}


@rule("C01", Level.WARN, _CLEAR, msg("有可以履行的内容"))
def there_is_something_to_perform(case: Case) -> Iterator[Hit]:
    """Without a duty there is nothing to confirm; with all duties done there is no need to."""
    duties = reading.duties(case)
    if not duties:
        yield Hit(message=msg("协议没有给付、行为等可以履行的内容。"))
    elif all(getattr(clause, "paid_on", None) or getattr(clause, "done_on", None) for clause in duties):
        yield Hit(message=msg("协议已经全部履行，无需申请司法确认。"))


@rule("C02", Level.BLOCK, _CLEAR, msg("每条写明由谁、向谁、做什么、多少、何时、如何"))
def clauses_are_complete(case: Case) -> Iterator[Hit]:
    """No element of a clause is left open."""
    for clause in case.content.clauses:
        missing = clause.missing()
        if missing:
            yield Hit(
                message=msg("{place}还缺少必要内容。", place=reading.place(case, clause)),
                subject=reading.at(clause),
                evidence=tuple(ELEMENTS.get(name, name) for name in missing),
            )


@rule("C03", Level.BLOCK, _CLEAR, msg("金额确定，大小写一致"))
def sums_are_exact(case: Case) -> Iterator[Hit]:
    """Sums are above zero and their capitals say the same."""
    for clause in case.content.clauses:
        amount, written = getattr(clause, "amount_fen", None), getattr(clause, "capitals", None)
        if amount == 0:
            yield Hit(message=msg("{place}的金额是零。", place=reading.place(case, clause)), subject=reading.at(clause))
        elif amount and written and written != capitals(amount):
            yield _mismatch(case, clause, yuan(amount), capitals(amount))
    for clause, text in reading.operative_words(case):
        for pair in FIGURE_WITH_CAPITALS.finditer(text):
            fen = _fen(pair["figure"])
            if capitals(fen).removesuffix("整") != pair["capitals"].removesuffix("整"):
                yield _mismatch(case, clause, pair["figure"], capitals(fen))


def _fen(figure: str) -> int:
    whole, _, part = figure.replace(",", "").partition(".")
    return int(whole[:12]) * 100 + int((part + "00")[:2])


def _mismatch(case: Case, clause: Clause, figure: str, expected: str) -> Hit:
    return Hit(
        message=msg("{place}的大写金额与{figure}元不一致。", place=reading.place(case, clause), figure=figure),
        subject=reading.at(clause),
        example=msg("大写应为：{capitals}", capitals=expected),
    )


@rule("C04", Level.BLOCK, _CLEAR, msg("分期之和等于总额，日期递增"))
def instalments_add_up(case: Case) -> Iterator[Hit]:
    """The parts make the whole, each has a day, each day is later than the one before."""
    for clause in case.content.of_type(PayInstalments):
        total = sum(part.amount_fen for part in clause.instalments)
        days = [part.due_on for part in clause.instalments]
        where = reading.place(case, clause)
        if clause.amount_fen is not None and total != clause.amount_fen:
            yield Hit(
                message=msg(
                    "{place}各期之和{sum}元，与总额{total}元不符。",
                    place=where,
                    sum=yuan(total),
                    total=yuan(clause.amount_fen),
                ),
                subject=reading.at(clause),
            )
        known = [day for day in days if day is not None]
        if len(known) < len(days) or any(later <= earlier for earlier, later in pairwise(known)):
            yield Hit(message=msg("{place}的付款日期缺失或者没有逐期递增。", place=where), subject=reading.at(clause))
        if any(part.amount_fen == 0 for part in clause.instalments):
            yield Hit(message=msg("{place}有金额为零的一期。", place=where), subject=reading.at(clause))


@rule("C05", Level.WARN, msg("民法典第二百零三条、第二百零四条"), msg("履行日期合理"))
def due_dates_make_sense(case: Case) -> Iterator[Hit]:
    """A due date is not before signing, and on a rest day only when the clause says what then happens."""
    for clause in reading.duties(case):
        if getattr(clause, "paid_on", None) or getattr(clause, "done_on", None):
            continue
        for due in _due_days(clause):
            where = reading.place(case, clause)
            if due < case.signing_on:
                yield Hit(message=msg("{place}的履行期限早于签订日。", place=where), subject=reading.at(clause))
            elif case.is_rest_day and not getattr(clause, "rest_day", None) and case.is_rest_day(due):
                yield Hit(
                    message=msg(
                        "{place}的履行期限{due}是休息日，没有约定提前还是顺延。", place=where, due=due.isoformat()
                    ),
                    subject=reading.at(clause),
                    example=msg("加一句：如遇法定节假日，提前至节前最后一个工作日。"),
                )


def _due_days(clause: Clause) -> list[date]:
    if isinstance(clause, PayInstalments):
        return [part.due_on for part in clause.instalments if part.due_on]
    due = getattr(clause, "due_on", None)
    return [due] if due else []


@rule("C06", Level.BLOCK, _CLEAR, msg("没有含糊用语"))
def words_are_precise(case: Case) -> Iterator[Hit]:
    """Vague words in a clause that creates a duty."""
    for clause, text in reading.operative_words(case):
        words = vague_words(text)
        if words:
            yield Hit(
                message=msg("{place}有含糊用语：{words}。", place=reading.place(case, clause), words="、".join(words)),
                subject=reading.at(clause),
                evidence=(text[:80],),
                example=msg("改为确定的日期、金额、数量和标准，例如“2025年6月30日前”。"),
            )


@rule("C07", Level.BLOCK, _CLEAR, msg("条件可以用书面材料判断"))
def conditions_can_be_proven(case: Case) -> Iterator[Hit]:
    """A condition names the paper that will prove it."""
    for clause in case.content.clauses:
        condition = getattr(clause, "condition", None)
        if condition is not None and not condition.evidence_kind:
            yield Hit(
                message=msg("{place}的条件没有约定以什么材料证明。", place=reading.place(case, clause)),
                subject=reading.at(clause),
                evidence=(condition.text[:80],),
                example=msg("例如：以街道出具的验收单为准。"),
            )


@rule("C08", Level.WARN, _CLEAR, msg("行为义务写明结果、标准和验收"))
def acts_are_described(case: Case) -> Iterator[Hit]:
    """An act states its result or standard, its place, and how it is accepted."""
    for clause in case.content.of_type(Act):
        if clause.done_on:
            continue
        lacking = []
        if not (clause.result or clause.standard):
            lacking.append(msg("结果或者标准"))
        if not clause.place:
            lacking.append(msg("地点"))
        if not clause.acceptance:
            lacking.append(msg("验收办法"))
        if lacking:
            yield Hit(
                message=msg("{place}的行为义务描述不够具体。", place=reading.place(case, clause)),
                subject=reading.at(clause),
                evidence=tuple(lacking),
            )


@rule("C09", Level.BLOCK, _CLEAR, msg("收款账户属于权利人"))
def account_belongs_to_the_creditor(case: Case) -> Iterator[Hit]:
    """Money goes to an account in the creditor's own name, or by a written order."""
    for clause in reading.payments(case):
        if clause.per_annex or clause.method is not PaymentMethod.BANK_TRANSFER or getattr(clause, "paid_on", None):
            continue
        names = {reading.name(case, key) for key in case.content.expand(clause.obligees)}
        if clause.account is None or not clause.account.number:
            yield Hit(
                message=msg("{place}没有写明收款账户。", place=reading.place(case, clause)),
                subject=reading.at(clause),
            )
        elif clause.account.holder not in names and not clause.account.order_ref:
            yield Hit(
                message=msg(
                    "{place}的收款户名{holder}不是权利人。",
                    place=reading.place(case, clause),
                    holder=clause.account.holder,
                ),
                subject=reading.at(clause),
                example=msg("改为权利人本人账户，或者附权利人签名的书面付款指示。"),
            )


@rule("C10", Level.WARN, _CLEAR, msg("写明迟延履行的后果"))
def delay_has_a_consequence(case: Case) -> Iterator[Hit]:
    """Each duty still to be done is covered by a consequence of delay; in an assignment the lapse is one."""
    covered = {key for clause in case.content.of_type(DelayConsequence) for key in clause.applies_to}
    lapse = bool(case.content.of_type(LapseIfAssigneeUnpaid))
    for clause in reading.duties(case):
        done = getattr(clause, "paid_on", None) or getattr(clause, "done_on", None)
        if not done and clause.key not in covered and not (lapse and getattr(clause, "per_annex", False)):
            yield Hit(
                message=msg("{place}没有约定迟延履行的后果。", place=reading.place(case, clause)),
                subject=reading.at(clause),
                example=msg("约定每日金额或者比率、起算日和上限。"),
            )


@rule("C11", Level.INFO, _CLEAR, msg("分期付款约定加速到期"))
def instalments_accelerate(case: Case) -> Iterator[Hit]:
    """Payment in parts may say after how many missed parts all falls due."""
    for clause in case.content.of_type(PayInstalments):
        if clause.missed_for_acceleration is None:
            yield Hit(
                message=msg("{place}没有约定几期未付即全部到期。", place=reading.place(case, clause)),
                subject=reading.at(clause),
            )


@rule("C12", Level.BLOCK, msg("民法典第一百七十七条、第一百七十八条"), msg("多个义务人写明责任形式"))
def several_obligors_say_how(case: Case) -> Iterator[Hit]:
    """More than one obligor: joint or by shares."""
    for clause in reading.duties(case):
        obligors = case.content.expand(getattr(clause, "obligors", ()))
        if len(obligors) > 1 and hasattr(clause, "liability") and clause.liability is None:
            yield Hit(
                message=msg(
                    "{place}有{count}名义务人，没有写明连带还是按份。",
                    place=reading.place(case, clause),
                    count=len(obligors),
                ),
                subject=reading.at(clause),
            )


@rule("C13", Level.WARN, _CLEAR, msg("写明了结和保留的事项"))
def release_has_a_scope(case: Case) -> Iterator[Hit]:
    """The agreement says which claims are settled and which remain."""
    if not case.content.of_type(Release):
        yield Hit(message=msg("没有写明哪些争议就此了结、哪些仍可主张。"))


@rule("C14", Level.WARN, _CLEAR, msg("工资写明税前或者税后"))
def wages_say_gross_or_net(case: Case) -> Iterator[Hit]:
    """A wage payment is before or after tax."""
    stated = any(clause.gross for clause in case.content.of_type(WageTax))
    if reading.is_labour(case) and not stated:
        for clause in reading.payments(case):
            if clause.gross is None:
                yield Hit(
                    message=msg("{place}没有写明金额是税前还是税后。", place=reading.place(case, clause)),
                    subject=reading.at(clause),
                )


@rule("C15", Level.BLOCK, _CLEAR, msg("条款和附件前后一致"))
def references_hold(case: Case) -> Iterator[Hit]:
    """Parties, clauses and attachments that are cited exist, attachments are signed, keys are unique."""
    for subject, sentence in dangling_references(case.content):
        yield Hit(message=sentence, subject=subject)


@rule("C16", Level.WARN, _CLEAR, msg("地点、号牌写准确"))
def things_are_identified(case: Case) -> Iterator[Hit]:
    """Vehicles by plate, houses by number, plots by number or area."""
    for clause, text in reading.operative_words(case):
        for word, mention, exact in PLACES:
            if mention.search(text) and not exact.search(text):
                yield Hit(
                    message=msg(
                        "{place}提到{word}，没有写明号牌、门牌或者地块编号。",
                        place=reading.place(case, clause),
                        word=word,
                    ),
                    subject=reading.at(clause),
                )


@rule("C17", Level.BLOCK, _CLEAR, msg("没有空白和示例字样"))
def nothing_is_left_blank(case: Case) -> Iterator[Hit]:
    """Copies and day of signing are stated; no blanks, no sample words. An oral agreement has no copies."""
    if case.content.form is AgreementForm.WRITTEN and not case.content.of_type(Copies):
        yield Hit(message=msg("没有写明协议一式几份、由谁持有。"))
    if case.content.signing_on is None:
        yield Hit(message=msg("没有写明签订日期。"), subject="signing_on")
    for where, text in reading.all_words(case):
        hole = first_match(HOLES, text)
        if hole:
            yield Hit(message=msg("有空白或者示例字样：{hole}。", hole=hole), subject=where)


@rule("C18", Level.WARN, msg("劳动争议司法解释（一）第五十二条"), msg("劳动争议协议只含给付义务"))
def labour_agreement_is_about_payment_only(case: Case) -> Iterator[Hit]:
    """Mixing payment with the end of the relation or social insurance may cost the way to confirmation."""
    if not reading.is_labour(case) or not reading.payments(case):
        return
    for clause, text in reading.operative_words(case):
        word = first_match(LABOUR_MIXED, text) if isinstance(clause, FreeText | Act | Release) else None
        if word:
            yield Hit(
                message=msg(
                    "{place}涉及“{word}”，不属于单纯的给付义务。", place=reading.place(case, clause), word=word
                ),
                subject=reading.at(clause),
                example=msg("拆成两份协议：一份只约定付款，另一份约定其他劳动权利事项。"),
            )


@rule("C19", Level.INFO, msg("民事诉讼法第二百零五条"), msg("写明是否申请司法确认"))
def wish_to_confirm_is_stated(case: Case) -> Iterator[Hit]:
    """The parties say whether and where they will apply for confirmation."""
    clauses = case.content.of_type(ConfirmationWish)
    if case.content.form is AgreementForm.WRITTEN and not any(clause.court or not clause.wish for clause in clauses):
        yield Hit(message=msg("没有写明是否共同申请司法确认以及向哪个法院申请。"))
