"""Family W: wage claims in the annex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from app.agreements.rules.lint import reading
from app.agreements.rules.lint.engine import rule
from app.agreements.rules.recompute import recomputed_fen
from app.agreements.types.assignment import AssignDebt, ClaimsConfirmed, TwoRelations
from app.agreements.types.claims import ClaimRow
from app.agreements.types.clauses import Clause, PayAtOnce, PayInstalments
from app.agreements.types.enums import PaperKind, Relation, SignerKind
from app.agreements.types.linting import Case, Hit, Level, Stage
from app.core.calendar import add_months
from app.core.money import yuan
from app.core.text import Message, msg

_MEAN_FACTOR = (3, 2)


def _each(
    case: Case, wrong: Callable[[ClaimRow], bool], say: Callable[[ClaimRow], Message], level: Level | None = None
) -> Iterator[Hit]:
    for row in reading.rows(case):
        if wrong(row):
            yield Hit(message=say(row), subject=f"claims/{row.no}", level=level)


@rule("W01", Level.BLOCK, msg("民诉法解释第三百五十八条第五项"), msg("每笔债权要素齐全"))
def claims_are_complete(case: Case) -> Iterator[Hit]:
    """Worker, employer, period and basis of each claim."""
    yield from _each(
        case,
        lambda row: not (row.name and row.employer and row.months and row.basis),
        lambda row: msg("第{no}行缺少姓名、用人单位、欠薪期间或者核定依据。", no=row.no),
    )


@rule("W02", Level.WARN, msg("劳动争议调解仲裁法第六条"), msg("用工关系有两种以上证据"))
def relation_is_evidenced(case: Case) -> Iterator[Hit]:
    """Contract, attendance, social insurance, pay slip, badge, roster: at least two kinds a worker."""
    yield from _each(
        case,
        lambda row: len(set(row.evidence_kinds)) < 2,
        lambda row: msg("{name}的用工关系证据不足两种。", name=row.name),
    )


@rule("W03", Level.WARN, msg("近12个月工资流水核查要求"), msg("近12个月流水已核"))
def twelve_months_were_checked(case: Case) -> Iterator[Hit]:
    """Twelve months of wage flow, or a reason why fewer, and no gap without one."""
    yield from _each(
        case,
        lambda row: not row.gap_reason and (row.flow_months != 12 or row.gap_months > 0),
        lambda row: msg("{name}的工资流水不满12个月或者有缺月，没有说明原因。", name=row.name),
    )


@rule("W04", Level.BLOCK, msg("工资支付条例第十五条、第五十条"), msg("每个欠薪月份有考勤"))
def attendance_is_on_file(case: Case) -> Iterator[Hit]:
    """No attendance for a claimed month blocks; attendance signed by one side only warns."""
    for row in reading.rows(case):
        lacking = [month.month for month in row.months if month.attendance_days is None]
        if lacking:
            yield Hit(
                message=msg("{name}有欠薪月份没有考勤。", name=row.name),
                subject=f"claims/{row.no}",
                evidence=tuple(lacking),
            )
        elif not row.attendance_both_sides:
            yield Hit(
                message=msg("{name}的考勤只有一方签认。", name=row.name), subject=f"claims/{row.no}", level=Level.WARN
            )


@rule("W05", Level.BLOCK, msg("日工资按月计薪天数21.75天折算"), msg("核定金额可以重算"))
def verified_sum_can_be_recomputed(case: Case) -> Iterator[Hit]:
    """Gross less deductions and payments gives the verified sum, in fen, rounded once."""
    for row in reading.rows(case):
        expected = recomputed_fen(row)
        taken = sum(month.deduction_fen for month in row.months)
        if taken != sum(deduction.amount_fen for deduction in row.deductions):
            yield Hit(message=msg("{name}的扣款明细与各月扣款不符。", name=row.name), subject=f"claims/{row.no}")
        if expected != row.verified_fen:
            yield Hit(
                message=msg("{name}的核定金额与重算结果不符。", name=row.name),
                subject=f"claims/{row.no}",
                evidence=(
                    msg("核定{verified}元，重算{expected}元", verified=yuan(row.verified_fen), expected=yuan(expected)),
                ),
            )


@rule("W06", Level.BLOCK, msg("民诉法解释第三百五十八条第四项"), msg("差额已向本人说明并认可"))
def difference_was_accepted(case: Case) -> Iterator[Hit]:
    """Where verified and claimed differ, the worker accepted the difference."""
    for row in reading.rows(case):
        if row.claimed_fen != row.verified_fen and row.worker_accepts_on is None:
            yield Hit(
                message=msg("{name}主张与核定的金额不同，没有本人认可的记录。", name=row.name),
                subject=f"claims/{row.no}",
                evidence=(
                    msg(
                        "主张{claimed}元，核定{verified}元",
                        claimed=yuan(row.claimed_fen),
                        verified=yuan(row.verified_fen),
                    ),
                ),
            )


@rule("W07", Level.WARN, msg("工资数额合理性核查"), msg("核定金额没有异常偏高"))
def verified_sum_is_usual(case: Case) -> Iterator[Hit]:
    """Not above one and a half times the mean of the paid months times the months claimed."""
    up, down = _MEAN_FACTOR
    yield from _each(
        case,
        lambda row: (
            row.mean_paid_fen is not None and row.verified_fen * down > row.mean_paid_fen * len(row.months) * up
        ),
        lambda row: msg("{name}的核定金额超过平常月工资的1.5倍。", name=row.name),
    )


@rule("W08", Level.WARN, msg("劳动法第四十八条"), msg("不低于最低工资"))
def wage_reaches_the_minimum(case: Case) -> Iterator[Hit]:
    """The monthly wage reaches the local minimum, a yearly setting in fen, except part-time work."""
    minimum = case.settings.minimum_wage_fen
    if minimum is not None:
        yield from _each(
            case,
            lambda row: not row.part_time and any(month.salary_fen < minimum for month in row.months),
            lambda row: msg("{name}的月工资低于当地最低工资标准。", name=row.name),
        )


@rule("W09", Level.WARN, msg("工资支付暂行规定第十六条"), msg("扣款有依据"))
def deductions_have_a_ground(case: Case) -> Iterator[Hit]:
    """Each deduction names its ground."""
    yield from _each(
        case,
        lambda row: any(not deduction.basis for deduction in row.deductions),
        lambda row: msg("{name}有扣款没有写明依据。", name=row.name),
    )


@rule("W10", Level.WARN, msg("劳动争议调解仲裁法第二十七条"), msg("仲裁时效"))
def limitation_is_near(case: Case) -> Iterator[Hit]:
    """Employment ended more than a year ago: the limitation may have run."""
    yield from _each(
        case,
        lambda row: row.ended_on is not None and add_months(row.ended_on, 12) < case.signing_on,
        lambda row: msg("{name}离职已超过一年，注意仲裁时效。", name=row.name),
    )


@rule("W11", Level.INFO, msg("劳动合同法实施条例第二十一条"), msg("可能不是劳动关系的人员"))
def relation_may_differ(case: Case) -> Iterator[Hit]:
    """Women from 50, men from 60, students and contractors: a person checks which rule applies."""
    for row in reading.rows(case):
        party = case.content.party(row.key)
        age = reading.age_of(party, case.signing_on) if party else None
        sex = reading.sex_of(party, case.signing_on) if party else None
        limit = case.settings.women_from if sex == "female" else case.settings.men_from
        if row.relation is not Relation.LABOUR or (age is not None and age >= limit):
            yield Hit(
                message=msg("{name}可能已达退休年龄或者不是劳动关系，请单独核对用工关系。", name=row.name),
                subject=f"claims/{row.no}",
                evidence=(msg("签订时{age}周岁", age=age),) if age is not None else (),
            )


@rule("W12", Level.BLOCK, msg("工资支付条例第五十二条"), msg("没有重复债权"))
def nobody_is_counted_twice(case: Case) -> Iterator[Hit]:
    """The same worker, employer and month, or the same account for two people, in this or another schedule."""
    seen: dict[tuple[str, str, str], int] = {}
    accounts: dict[str, set[str]] = defaultdict(set)
    for row in reading.rows(case):
        for month in row.months:
            first = seen.setdefault((row.id_number or row.key, row.employer or "", month.month), row.no)
            if first != row.no:
                yield Hit(
                    message=msg("第{no}行与第{first}行是同一人同一月份。", no=row.no, first=first),
                    subject=f"claims/{row.no}",
                )
                break
        if row.account and row.account.number:
            accounts[row.account.number].add(row.name)
    for names in accounts.values():
        if len(names) > 1:
            yield Hit(message=msg("同一收款账户对应多人：{names}。", names="、".join(sorted(names))), subject="annex")
    for no in case.circumstances.duplicate_claims:
        yield Hit(message=msg("第{no}行的债权已在其他债权表中。", no=no), subject=f"claims/{no}")


@rule("W13", Level.BLOCK, msg("工资支付条例第十一条"), msg("收款账户是本人账户"))
def account_is_the_workers_own(case: Case) -> Iterator[Hit]:
    """Wages go to the worker's own account."""
    yield from _each(
        case,
        lambda row: row.account is None or not row.account.number or row.account.holder != row.name,
        lambda row: msg("{name}没有本人名下的收款账户。", name=row.name),
    )


@rule("W14", Level.WARN, msg("工资支付条例第十六条"), msg("付款义务人是用人单位"))
def debtor_is_the_employer(case: Case) -> Iterator[Hit]:
    """Who is named as debtor of the wages is the employer, not the client of a service contract."""
    employers = {row.employer for row in reading.rows(case) if row.employer}
    for clause in case.content.clauses:
        named = clause.employer if isinstance(clause, TwoRelations) else getattr(clause, "debtor", None)
        if (
            isinstance(clause, TwoRelations | ClaimsConfirmed | AssignDebt)
            and named
            and employers
            and named not in employers
        ):
            yield Hit(
                message=msg(
                    "{place}写的债务人{name}不是用人单位。",
                    place=reading.place(case, clause),
                    name=reading.name(case, named),
                ),
                subject=reading.at(clause),
            )


@rule("W15", Level.INFO, msg("法释〔2013〕3号第三条"), msg("达到拒不支付劳动报酬的数额"))
def criminal_threshold_is_reached(case: Case) -> Iterator[Hit]:
    """Ten or more workers and the total of the setting, in fen: consider an order to pay by the labour authority."""
    rows = reading.rows(case)
    total = sum(row.verified_fen for row in rows)
    if len(rows) >= case.settings.criminal_persons and total >= case.settings.criminal_total_fen:
        yield Hit(
            message=msg(
                "{count}人合计{total}元，达到拒不支付劳动报酬罪的人数和数额，可以请人社部门责令支付。",
                count=len(rows),
                total=yuan(total),
            ),
            subject="annex",
        )


@rule("W16", Level.BLOCK, msg("民诉法解释第三百五十八条第五项"), msg("合计、条款金额和附件一致"))
def totals_agree(case: Case) -> Iterator[Hit]:
    """Sum of the rows, total of the annex, and the sums named in the clauses are one figure."""
    annex = case.content.annex
    if annex is None:
        return
    total = sum(row.verified_fen for row in annex.rows)
    if total != annex.total_fen:
        yield Hit(
            message=msg("附件合计{face}元，逐行相加{total}元。", face=yuan(annex.total_fen), total=yuan(total)),
            subject="annex",
        )
    for clause in case.content.clauses:
        if _speaks_of_annex(clause):
            yield from _against_annex(case, clause, total, len(annex.rows))


def _against_annex(case: Case, clause: Clause, total: int, count: int) -> Iterator[Hit]:
    place, subject = reading.place(case, clause), reading.at(clause)
    amount = getattr(clause, "amount_fen", None)
    if amount is not None and amount != total:
        sentence = msg(
            "{place}的金额{amount}元与附件合计{total}元不符。", place=place, amount=yuan(amount), total=yuan(total)
        )
        yield Hit(message=sentence, subject=subject)
    if isinstance(clause, ClaimsConfirmed) and clause.count not in (None, count):
        yield Hit(message=msg("{place}的人数与附件不符。", place=place), subject=subject)


def _speaks_of_annex(clause: object) -> bool:
    return isinstance(clause, ClaimsConfirmed | AssignDebt) or (
        isinstance(clause, PayAtOnce | PayInstalments) and clause.per_annex
    )


@rule("W17", Level.BLOCK, msg("民事诉讼法第五十六条；劳动争议调解仲裁法第七条"), msg("集体协议经每人同意"))
def each_member_agreed(case: Case) -> Iterator[Hit]:
    """A large group has a paper on its representatives and each member's own consent to the settlement."""
    rows = reading.rows(case)
    if len(rows) < case.settings.group_from:
        return
    if not case.circumstances.has_paper(PaperKind.GROUP_REPRESENTATIVES):
        yield Hit(message=msg("十人以上的集体纠纷，缺少推选代表人证明书。"), subject="annex")
    agreed = {consent.party for consent in case.circumstances.settlement_consents}
    agreed |= {one.party for one in case.circumstances.signatures if one.party}
    lacking = tuple(row.name for row in rows if row.key not in agreed)
    if lacking:
        yield Hit(
            message=msg("有{count}名劳动者没有本人同意和解方案的记录。", count=len(lacking)),
            subject="annex",
            evidence=lacking,
        )


@rule("W18", Level.BLOCK, msg("民诉法解释第三百五十八条第二项、第四项"), msg("不签名的人已从附件剔除"))
def those_who_do_not_sign_are_left_out(case: Case) -> Iterator[Hit]:
    """Workers who cannot or will not sign are taken out and the total is made anew."""
    away = set(case.circumstances.unavailable) | set(case.circumstances.refusing)
    signed = {one.party for one in case.circumstances.signatures if one.signer is SignerKind.PARTY}
    if case.stage is Stage.APPLY:
        away |= {row.key for row in reading.rows(case) if row.key not in signed}
    lacking = tuple(row.name for row in reading.rows(case) if row.key in away)
    if lacking:
        total = sum(row.verified_fen for row in reading.rows(case) if row.key not in away)
        yield Hit(
            message=msg("有{count}名劳动者不签名，应从附件剔除并重新合计。", count=len(lacking)),
            subject="annex",
            evidence=lacking,
            example=msg("剔除后合计{total}元。", total=yuan(total)),
        )
