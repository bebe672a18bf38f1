"""S02 renovation contract, S03 oral agreement, S09 expropriation, S10 prepaid fees: the facts of domain.md §10, at stages near today.

The score of S09's facts is low; its orange is the level a person confirmed (domain.md §0.1 Risk), with the reason on record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from app.agreements import queries as agreements
from app.agreements import services as agreement
from app.agreements.commands import Changes, GeneralDraft, Hands
from app.agreements.models import Agreement
from app.agreements.types.clauses import Act, Clause, ConfirmationWish, Copies, DelayConsequence, PayAtOnce, Release
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import PaymentMethod
from app.agreements.types.parties import Account
from app.core import clock
from app.core.db import db
from app.demo.at_work import AtWork, working_day
from app.demo.plain_case import PlainCase, Plot
from app.demo.prepaid import prepaid, tell_prepaid
from app.demo.wage_script import id_number, uscc
from app.intake.commands import PartyDetails
from app.organisations import queries as organisations

ELDERLY = date(1945, 9, 4)


def person(
    role: str, name: str, birth: date, serial: int, *, side: str = "", flags: tuple[str, ...] = ()
) -> PartyDetails:
    """An invented person."""
    return PartyDetails(
        role=role, kind="person", name=name, side=side, id_number=id_number(birth, serial),
        phone=f"120{serial:08d}", address=f"房山区虚构路{serial}号", flags=flags,
    )  # fmt: skip


def firm(role: str, name: str, serial: int, representative: str, *, side: str = "") -> PartyDetails:
    """An invented company."""
    return PartyDetails(
        role=role, kind="organisation", name=name, side=side, uscc=uscc("91", serial), phone=f"120{serial:08d}",
        legal_representative=representative, address=f"房山区虚构街{serial}号",
    )  # fmt: skip


def scenarios(at_work: AtWork) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each scenario by its key, with what tells it."""
    for plot, tell in (
        (_renovation(working_day(8)), _tell_renovation),
        (_leak(working_day(4)), _tell_leak),
        (_expropriation(working_day(3)), _tell_expropriation),
        (prepaid(_parents()), tell_prepaid),
    ):
        yield plot.key, partial(tell, PlainCase(at_work, plot))


def _until_mediated(case: PlainCase) -> None:
    for step in (case.file, case.register, case.triage, case.dispatch, case.sign, case.start, case.mediate):
        step()


# -- S02 --------------------------------------------------------------------------------------------------------------


def _renovation(day: date) -> Plot:
    return Plot(
        key="虚构-S02",
        day=day,
        kind="contract",
        title="装修停工62天，业主要求完工",
        summary="装修合同总价138000元，已付110400元，停工62天，防水需要返工，合同约定逾期每日138元，双方对数额有争议。",
        demand="要求装饰公司按期完工并承担逾期违约金。",
        region="110111105",
        place="长阳镇虚构碧岸小区8号楼",
        parties=(
            person("applicant", "周某禾", date(1980, 1, 1), 901, side="业主"),
            firm("respondent", "北京虚构匠宜装饰有限公司", 902, "匠某", side="装饰公司"),
        ),
        lead=("dept.sf", "sfhead"),
        org=("org.consumer", "luo"),
        risk_inputs={"behaviour": ["argument"]},
    )


def _tell_renovation(case: PlainCase) -> None:
    """A written agreement in effect; confirmation is open to the parties for thirty days."""
    _until_mediated(case)
    mediator = case.act("luo")
    with clock.frozen(case.moment(2, 9)):
        row_id = agreement.draft_general(GeneralDraft(matter_id=case.matter_id), actor=mediator)
        content = agreements.content_of(db.session.get_one(Agreement, row_id))
        changes = Changes(
            facts="双方签订装修合同，总价138000元，业主已付110400元，因防水返工停工62天。",
            disputed="完工时间、尾款支付和逾期违约金。",
            responsibility="装饰公司承担返工和延期的责任，业主按期支付尾款。",
            clauses=_renovation_clauses(case, content),
        )
        agreement.edit_agreement(row_id, changes, actor=mediator)
        _note(row_id, content, case)
    with clock.frozen(case.moment(2, 10)):
        agreement.freeze_agreement(row_id, actor=mediator)
    with clock.frozen(case.moment(2, 15)):
        _sign(row_id, [party.key for party in content.parties], case)


def _renovation_clauses(case: PlainCase, content: AgreementContent) -> tuple[Clause, ...]:
    owner, company = (party.key for party in content.parties)
    day = case.plot.day
    court = organisations.unit(case.at_work.unit_id("court")).name
    return (
        Act(
            key="finish", obligors=(company,), obligees=(owner,), act="完成全部装修工程并通过验收", result="工程完工",
            place=case.plot.place, due_on=day + timedelta(days=45), standard="按合同附件一所列材料和工艺",
            acceptance="双方共同验收并在验收单上签字",
        ),
        PayAtOnce(
            key="balance", obligors=(owner,), obligees=(company,), amount_fen=2_760_000,
            capitals="人民币贰万柒仟陆佰元整", due_on=day + timedelta(days=47), method=PaymentMethod.BANK_TRANSFER,
            account=Account(holder="北京虚构匠宜装饰有限公司", bank="虚构银行房山支行", number="0000000000009002"),
            purpose="装修工程尾款",
        ),
        DelayConsequence(key="delay", applies_to=("finish",), daily_fen=10_000, cap_fen=300_000),
        Release(key="release", parties=(owner, company), settled="停工期间的逾期违约金", reserved="工程保修责任"),
        ConfirmationWish(key="confirmation", wish=True, court=court),
        Copies(key="copies", count=3, holders=("各方当事人", "调解组织")),
    )  # fmt: skip


def _note(row_id: UUID, content: AgreementContent, case: PlainCase) -> None:
    firms = [party.key for party in content.parties if party.kind != "natural"]
    checks = [{"party": key, "insolvent": False, "checked_on": clock.today().isoformat()} for key in firms]
    noted = {"insolvency_checks": checks, "facts_match_evidence": True}
    agreement.note_circumstances(row_id, noted, actor=case.act(case.plot.org[1]))


def _sign(row_id: UUID, keys: list[str], case: PlainCase) -> None:
    for signer in ("party", "mediator", "organisation"):
        hands = Hands(
            signer=signer,
            mode="seal" if signer == "organisation" else "pen",
            signed_at=clock.now(),
            party_keys=tuple(keys) if signer == "party" else (),
            identity_checked=True,
            place="调解室",
        )
        agreement.record_signatures(row_id, hands, actor=case.act(case.plot.org[1]))


# -- S03 --------------------------------------------------------------------------------------------------------------


def _leak(day: date) -> Plot:
    return Plot(
        key="虚构-S03",
        day=day,
        kind="neighbor",
        title="楼上漏水，天花板起皮",
        summary="楼上卫生间存水弯渗漏，楼下天花板起皮，双方对赔偿数额有争议。",
        demand="要求修好漏水并赔偿损失。",
        region="110111008",
        place="良乡镇虚构南关里3号楼",
        parties=(
            person("applicant", "郑某原", ELDERLY, 911, side="下邻", flags=("elderly",)),
            person("respondent", "吴某溪", date(1985, 6, 12), 912, side="上邻"),
        ),
        lead=("sub.110111008", "lianghead"),
        org=("org.joint", "lin"),
        source="sub_center",
        reporter="liangxiang",
        risk_inputs={"vulnerable": ["elderly"]},
    )


def _tell_leak(case: PlainCase) -> None:
    """An oral agreement, registered the same day; the money was paid on the spot."""
    _until_mediated(case)
    mediator = case.act("lin")
    with clock.frozen(case.moment(1, 15)):
        row_id = agreement.draft_general(GeneralDraft(matter_id=case.matter_id, oral=True), actor=mediator)
        content = agreements.content_of(db.session.get_one(Agreement, row_id))
        agreement.edit_agreement(row_id, Changes(clauses=_leak_clauses(content)), actor=mediator)
        agreement.note_oral_agreement(row_id, clock.now(), actor=mediator)


def _leak_clauses(content: AgreementContent) -> tuple[Clause, ...]:
    lower, upper = (party.key for party in content.parties)
    today = clock.today()
    return (
        Act(
            key="repair", obligors=(upper,), obligees=(lower,), act="更换卫生间存水弯", result="不再渗漏",
            place="良乡镇虚构南关里3号楼", due_on=today + timedelta(days=2), acceptance="下邻当面查看认可",
            done_on=today,
        ),
        PayAtOnce(
            key="damages", obligors=(upper,), obligees=(lower,), amount_fen=120_000, capitals="人民币壹仟贰佰元整",
            due_on=today, method=PaymentMethod.CASH, purpose="天花板修复费用", paid_on=today,
        ),
        Release(key="release", parties=(upper, lower), settled="本次漏水造成的全部损失", reserved="无"),
    )  # fmt: skip


# -- S09 --------------------------------------------------------------------------------------------------------------


def _expropriation(day: date) -> Plot:
    names = "甲乙丙丁戊己庚辛壬癸子"
    return Plot(
        key="虚构-S09",
        day=day,
        kind="expropriation",
        title="11户村民对征收补偿标准有异议",
        summary="11户村民与镇政府、村委会因征收补偿发生争议，认为补偿标准偏低，到访要求确认补偿款归属。",
        demand="要求提高补偿标准并确认补偿款归11户所有。",
        region="110111109",
        place="大石窝镇虚构北尚村村委会",
        count=11,
        parties=(
            *(
                person("applicant", f"石某{name}", date(1960 + n * 2, 3, 8), 920 + n * 2, side="村民")
                for n, name in enumerate(names)
            ),
            PartyDetails(role="respondent", kind="organisation", name="大石窝镇虚构北尚村村民委员会", side="村委会"),
            PartyDetails(role="respondent", kind="organisation", name="大石窝镇人民政府（虚构）", side="镇政府"),
        ),
        lead=("dept.gz", "gz"),
        org=("org.joint", "lin"),
        source="petition_office",
        reporter="tang",
        level="orange",
        level_reason="11户村民就征收补偿共同提出异议，属群体性事项，评分没有计入征收因素，确认为橙色。",
    )


def _tell_expropriation(case: PlainCase) -> None:
    """An administrative act: redirected to administrative review; the receipt of the other side is awaited."""
    case.file()
    case.register()
    case.redirect(
        "admin_review",
        "该事项涉及征收补偿决定，不属于人民调解范围。对决定不服的，可以在六十日内申请行政复议，也可以依法提起行政诉讼。",
    )


def _parents() -> tuple[PartyDetails, ...]:
    """The five the parents chose, and the company."""
    return (
        *(
            person("applicant", f"梅某{name}", date(1982 + n, 5, 7), 950 + n * 2, side="家长")
            for n, name in enumerate("甲乙丙丁戊")
        ),
        firm("respondent", "北京虚构启明培训有限公司", 709, "卞某", side="培训公司"),
    )


__all__ = ["firm", "person", "scenarios"]
