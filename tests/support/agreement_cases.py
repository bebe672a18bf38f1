"""Agreements for tests: the planned assignment of S01, the renovation contract S02, the leak S03, and a bare frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from app.agreements.rules.drafting import AssignmentTerms, draft_assignment
from app.agreements.types.assignment import SetOff
from app.agreements.types.circumstances import (
    CareTaken,
    Circumstances,
    Consent,
    Court,
    InsolvencyCheck,
    Leaving,
    Organisation,
    Paper,
    Session,
    SettlementConsent,
)
from app.agreements.types.claims import Annex, ClaimMonth, ClaimRow, Deduction
from app.agreements.types.clauses import Act, ConfirmationWish, Copies, DelayConsequence, PayAtOnce, Release
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import (
    AgreementForm,
    AgreementKind,
    PaperKind,
    PartyKind,
    PartyRole,
    PaymentMethod,
    Standing,
)
from app.agreements.types.linting import Case, Stage
from app.agreements.types.parties import Account, Party
from app.claims.samples.fangshan import VERIFIED, WORKERS, SampleWorker
from app.core.clock import SHANGHAI

SIGNING = date(2025, 6, 23)
CHECKED = date(2025, 6, 20)
EMPLOYER = "employer"
HOME = "home"
COMMITTEE = "房山区虚构劳动人事争议人民调解委员会"
COURT = "北京市房山区人民法院"
ACCEPTED = date(2025, 6, 20)
REST_DAYS = frozenset({date(2025, 6, 28), date(2025, 6, 29), date(2025, 7, 5), date(2025, 7, 6)})


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2025) -> datetime:
    """A time in Shanghai."""
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def worker_key(number: int) -> str:
    """How clauses and rows refer to a worker."""
    return f"w{number:02d}"


def _months(worker: SampleWorker) -> tuple[ClaimMonth, ...]:
    wage = worker.monthly_wage_fen
    april = ClaimMonth(
        month="2025-04",
        due_on=date(2025, 5, 15),
        salary_fen=wage,
        leave_days=str(worker.leave.get(1, 0)),
        attendance_days="22",
    )
    may = ClaimMonth(
        month="2025-05",
        due_on=date(2025, 6, 13),
        salary_fen=wage,
        leave_days=str(worker.leave.get(0, 0)),
        holiday_days=str(worker.overtime),
        deduction_fen=worker.advance_fen,
        paid_days="11" if worker.left_on_day else None,
        attendance_days="9" if worker.left_on_day else "19",
    )
    return april, may


def claim_row(worker: SampleWorker) -> ClaimRow:
    """One row of the annex, as the verified schedule gives it."""
    differs = worker.claimed_fen != VERIFIED[worker.number]
    advance = Deduction(amount_fen=worker.advance_fen, kind="advance", basis="借支单")
    return ClaimRow(
        no=worker.number,
        key=worker_key(worker.number),
        name=worker.name,
        employer=EMPLOYER,
        months=_months(worker),
        claimed_fen=worker.claimed_fen,
        verified_fen=VERIFIED[worker.number],
        basis="近12个月工资流水、考勤记录",
        id_number=worker.id_number,
        post=worker.job,
        deductions=(advance,) if worker.advance_fen else (),
        ended_on=date(2025, 5, 16) if worker.left_on_day else None,
        worker_accepts_on=ACCEPTED if differs else None,
        evidence_kinds=("attendance", "bank_flow", "roster"),
        flow_months=12,
        mean_paid_fen=worker.monthly_wage_fen,
        account=Account(holder=worker.name, bank="虚构银行", number=f"000000000000{worker.number:04d}"),
    )


def annex() -> Annex:
    """The frozen claim schedule of S01: 32 rows, 261,305.75 yuan."""
    rows = tuple(claim_row(worker) for worker in WORKERS)
    return Annex(
        no=1,
        title="债权明细表",
        rows=rows,
        total_fen=26_130_575,
        schedule_version=1,
        schedule_hash="0" * 64,
        entered_by="丁某和",
        verified_by="何某",
        second_checked_by="宋某",
    )


def parties() -> tuple[Party, ...]:
    """Thirty-two workers, the home, the property company."""
    workers = tuple(
        Party(
            key=worker_key(worker.number),
            name=worker.name,
            role=PartyRole.APPLICANT,
            standing=Standing.ASSIGNOR,
            id_number=worker.id_number,
            phone=f"120000000{worker.number:02d}",
            address="北京市房山区虚构路1号",
        )
        for worker in WORKERS
    )
    home = Party(
        key=HOME,
        name="北京虚构康颐养老院",
        role=PartyRole.THIRD_PARTY,
        kind=PartyKind.OTHER,
        standing=Standing.ASSIGNEE,
        id_number="52110199MJ0FXC030N",
        representative="温某",
        representative_post="院长",
        address="北京市房山区虚构路2号",
        phone="12000000101",
    )
    employer = Party(
        key=EMPLOYER,
        name="北京虚构洁安物业服务有限公司",
        role=PartyRole.RESPONDENT,
        kind=PartyKind.LEGAL,
        standing=Standing.DEBTOR,
        id_number="91110199MA0FXC0116",
        representative="赖某",
        representative_post="经理",
        address="北京市房山区虚构路3号",
        phone="12000000102",
    )
    return (*workers, home, employer)


def terms() -> AssignmentTerms:
    """What the mediator filled in for S01."""
    return AssignmentTerms(
        organisation=COMMITTEE,
        mediators=("丁某和",),
        recorder="记录员",
        number="（2025）房劳人调字第0031号",
        contract_title="物业服务合同",
        contract_no="康颐-物服-2021-003（虚构）",
        contract_from=date(2021, 7, 1),
        contract_to=date(2026, 6, 30),
        pay_by=date(2025, 6, 30),
        signing_on=SIGNING,
        court=COURT,
        facts="物业公司自2025年4月起未向在养老院服务的32名劳动者支付工资，劳动者聚集讨薪，经公安上报综治中心。",
        disputed="欠付金额、由谁先行支付以及付款后如何避免重复追偿。",
        responsibility="物业公司是用人单位，负有支付劳动报酬的义务；企业之间的合同争议不是拖欠工资的理由。",
        setoffs=(SetOff(holder=HOME, against=EMPLOYER, text="物业服务质量扣款", amount_fen=8_640_000),),
    )


def s01_content() -> AgreementContent:
    """The planned three-party assignment D24 of S01."""
    return draft_assignment(AgreementKind.TRI_PARTY_ASSIGNMENT, parties(), annex(), terms())


def s01_circumstances() -> Circumstances:
    """What the file of S01 knows on 20 June 2025."""
    keys = [party.key for party in parties()]
    workers = [worker_key(worker.number) for worker in WORKERS]
    return Circumstances(
        organisation=Organisation(
            name=COMMITTEE, kind="people_committee", filed_on=date(2019, 3, 1), notified_court=True
        ),
        court=Court(name=COURT),
        consents=tuple(Consent(party=key, at=at(6, 18, 10, 30), channel="on_site") for key in keys),
        rights_notices=tuple(Consent(party=key, at=at(6, 18, 10, 35)) for key in keys),
        sessions=(
            Session(
                started_at=at(6, 18, 10, 40),
                ended_at=at(6, 18, 12, 10),
                attended=tuple(keys),
                left=(Leaving(party=EMPLOYER, at=at(6, 18, 12, 10)),),
            ),
            Session(started_at=at(6, 18, 14, 30), ended_at=at(6, 18, 16, 30), attended=tuple(keys)),
        ),
        insolvency_checks=(
            InsolvencyCheck(party=EMPLOYER, insolvent=False, checked_on=CHECKED),
            InsolvencyCheck(party=HOME, insolvent=False, checked_on=CHECKED),
        ),
        papers=(Paper(kind=PaperKind.GROUP_REPRESENTATIVES),),
        settlement_consents=tuple(SettlementConsent(party=key, on=ACCEPTED) for key in workers),
        facts_match_evidence=True,
    )


def s01_case(**changes: object) -> Case:
    """The lint case of S01 on 20 June 2025."""
    case = Case(
        content=s01_content(),
        circumstances=s01_circumstances(),
        on=CHECKED,
        stage=Stage.FREEZE,
        is_rest_day=lambda day: day in REST_DAYS,
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def owner() -> Party:
    """The customer of S02."""
    return Party(key="owner", name="周某禾", role=PartyRole.APPLICANT, id_number="110199198001010024")


def firm() -> Party:
    """The renovation firm of S02."""
    return Party(
        key="firm",
        name="北京虚构匠宜装饰有限公司",
        role=PartyRole.RESPONDENT,
        kind=PartyKind.LEGAL,
        id_number="91110199MA0FXC02XX",
    )


def s02_content() -> AgreementContent:
    """The renovation agreement of S02, written, with a finish date, a final payment and a capped penalty."""
    return AgreementContent(
        kind=AgreementKind.GENERAL,
        form=AgreementForm.WRITTEN,
        title="人民调解协议书",
        dispute_type="contract",
        organisation="房山区虚构消费纠纷人民调解委员会",
        parties=(owner(), firm()),
        number="（2025）房消调字第0007号",
        mediators=("罗某和",),
        facts="合同总价138000元，业主已付110400元，工程停工62天，卫生间防水需要返工。",
        disputed="完工日期、返工责任和尾款支付。",
        responsibility="装饰公司承担停工和返工责任。",
        signing_on=date(2025, 9, 1),
        clauses=(
            Act(
                key="works",
                obligors=("firm",),
                obligees=("owner",),
                act="完成剩余装修工程和卫生间防水返工",
                result="工程完工并可以使用",
                place="北京市房山区虚构路9号院3号楼502室",
                due_on=date(2025, 10, 20),
                standard="符合附件二《完工验收标准》",
                acceptance="双方按附件二逐项验收，签署验收单",
            ),
            PayAtOnce(
                key="balance",
                obligors=("owner",),
                obligees=("firm",),
                amount_fen=2_760_000,
                due_on=date(2025, 10, 22),
                method=PaymentMethod.BANK_TRANSFER,
                account=Account(holder="北京虚构匠宜装饰有限公司", bank="虚构银行", number="0000000000009901"),
            ),
            DelayConsequence(key="delay", applies_to=("works", "balance"), daily_fen=10_000, cap_fen=300_000),
            Release(
                key="release",
                parties=("owner", "firm"),
                settled="本次停工和返工争议",
                reserved="工程保修期内的质量责任",
            ),
            ConfirmationWish(key="confirm", court=COURT),
            Copies(key="copies", count=4, holders=("双方当事人", "调解组织", "人民法院")),
        ),
    )


def s02_case(**changes: object) -> Case:
    """The lint case of S02: the court takes agreements the committee mediated by itself."""
    circumstances = Circumstances(
        organisation=Organisation(
            name="房山区虚构消费纠纷人民调解委员会",
            kind="industry_committee",
            filed_on=date(2020, 5, 1),
            notified_court=True,
        ),
        court=Court(name=COURT, accepts_self_mediated=True),
        consents=tuple(Consent(party=key, at=at(9, 1, 9)) for key in ("owner", "firm")),
        rights_notices=tuple(Consent(party=key, at=at(9, 1, 9, 5)) for key in ("owner", "firm")),
        sessions=(Session(started_at=at(9, 1, 9, 30), ended_at=at(9, 1, 11), attended=("owner", "firm")),),
        insolvency_checks=(InsolvencyCheck(party="firm", insolvent=False, checked_on=date(2025, 9, 1)),),
    )
    case = Case(content=s02_content(), circumstances=circumstances, on=date(2025, 9, 1), stage=Stage.FREEZE)
    return replace(case, **changes)  # type: ignore[arg-type]


def s03_case(*, wish: bool = False, read_aloud: bool = True) -> Case:
    """The neighbours' leak of S03: oral, the sum paid in cash at once, the trap changed the same day."""
    content = AgreementContent(
        kind=AgreementKind.GENERAL,
        form=AgreementForm.ORAL,
        title="口头协议",
        dispute_type="neighbor",
        organisation="房山区虚构街道人民调解委员会",
        parties=(
            Party(key="upper", name="吴某溪", role=PartyRole.RESPONDENT, birth_on=date(1985, 1, 1)),
            Party(key="lower", name="郑某原", role=PartyRole.APPLICANT, id_number="110199194509094021"),
        ),
        facts="上邻卫生间存水弯漏水，浸湿下邻卫生间吊顶和墙面，双方对漏水原因没有争议。",
        signing_on=date(2026, 1, 20),
        clauses=(
            Act(
                key="trap",
                obligors=("upper",),
                obligees=("lower",),
                act="更换卫生间存水弯",
                result="不再漏水",
                place="北京市房山区虚构路8号院1号楼602室",
                due_on=date(2026, 1, 22),
                acceptance="下邻查看确认",
                done_on=date(2026, 1, 20),
            ),
            PayAtOnce(
                key="damages",
                obligors=("upper",),
                obligees=("lower",),
                amount_fen=120_000,
                due_on=date(2026, 1, 20),
                method=PaymentMethod.CASH,
                paid_on=date(2026, 1, 20),
            ),
            Release(key="release", parties=("upper", "lower"), settled="本次漏水造成的损失", reserved="以后再次漏水"),
            *((ConfirmationWish(key="confirm", court=COURT),) if wish else ()),
        ),
    )
    circumstances = Circumstances(
        organisation=Organisation(
            name="房山区虚构街道人民调解委员会",
            kind="people_committee",
            filed_on=date(2018, 1, 1),
            notified_court=True,
        ),
        court=Court(name=COURT, accepts_self_mediated=True),
        consents=tuple(Consent(party=key, at=at(1, 20, 9, year=2026)) for key in ("upper", "lower")),
        rights_notices=tuple(Consent(party=key, at=at(1, 20, 9, year=2026)) for key in ("upper", "lower")),
        care=(CareTaken(party="lower", read_aloud=True),) if read_aloud else (),
    )
    return Case(content=content, circumstances=circumstances, on=date(2026, 1, 20), stage=Stage.FREEZE)
