"""A wage story told through services, from the police report to the judge's adopted opinion: each act at its hour."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.demo.at_work import AtWork
from app.demo.wage_script import WageScript
from app.dispatch import forms as dispatch_forms
from app.dispatch import services as dispatch
from app.dispatch.commands import ContactDetails, DispatchDecision, UnitTask
from app.dispatch.models import DispatchOrder
from app.guidance import forms as guidance_forms
from app.guidance import services as guidance
from app.guidance.commands import OpinionDetails, RequestDetails
from app.intake import forms as intake_forms
from app.intake import queries as matters
from app.intake import services as intake
from app.intake.commands import EventDetails, PartyDetails, TriageDecision
from app.intake.models import MatterParty
from app.mediation import forms as mediation_forms
from app.mediation import services as mediation
from app.mediation.commands import Application, ConsentDetails, NoticeDetails, PresentParty, SessionDetails

REGION = "110111012"
WORKER = "劳动者"
#: The assisting units, who of them signs, and what they are asked to do.
ASSISTANTS = (
    ("org.labor", "qin", "组织三方调解，引导依法表达诉求。"),
    ("dept.ga", "gahead", "维持现场秩序，协助核实人员身份。"),
    ("court.studio", "studio", "调解期间在线答疑，必要时提供方案。"),
    ("dept.mz", "civilhead", "联系养老机构负责人到场，核对服务合同。"),
    (f"sub.{REGION}", "xiluhead", "提供调解场地，安抚劳动者和家属。"),
)
QUESTIONS = (
    "企业之间的合同纠纷能否作为不付劳动者工资的理由？",
    "养老院先付工资以后如何追偿，怎样避免双重追偿？",
    "各人的工资金额应当怎样核实？",
)
PLAN = (
    "一、工资的支付义务人是物业公司，物业公司与养老院之间的合同纠纷不是拖欠工资的理由。\n"
    "二、养老院愿意先行支付的，由劳动者把对物业公司的工资债权转让给养老院，三方签订人民调解协议。\n"
    "三、签订前应当核查近12个月工资流水和考勤，逐人确认金额。"
)
RISKS = "转让应当通知债务人；抵销须另行书面声明；付款到达每名劳动者本人账户以后转让才生效，避免双重追偿。"
ARTICLES = ("ldht-30", "mfd-545", "mfd-546")


class WageCase:
    """One wage dispute in the pattern of S01; every step may be the last one."""

    def __init__(self, at_work: AtWork, script: WageScript) -> None:
        """Nothing has happened yet."""
        self.at_work, self.script = at_work, script
        self.matter_id: UUID
        self.mediation_id: UUID
        self.session_ids: list[UUID] = []
        self.request_id: UUID

    def act(self, login: str) -> Actor:
        """The actor of a person."""
        return self.at_work.actor(login)

    @contextmanager
    def at(self, days: int, hour: int, minute: int = 0) -> Iterator[None]:
        """Let an act happen so many days into the story, at an hour of Beijing."""
        with clock.frozen(clock.at(self.day(days), hour, minute)):
            yield

    def day(self, days: int) -> date:
        """A day of the story."""
        return self.script.day + timedelta(days=days)

    def paper(self, issue: Callable[..., object], *given: UUID, actor: Actor) -> None:
        """Print a form where the story prints its papers."""
        if self.script.papers:
            issue(*given, actor=actor)

    @property
    def parties(self) -> list[MatterParty]:
        """The parties in their order: workers, home, employer."""
        return list(matters.parties_of(self.matter_id))

    @property
    def workers(self) -> list[MatterParty]:
        """The workers among the parties."""
        return [party for party in self.parties if party.side == WORKER]

    def party_named(self, name: str) -> MatterParty:
        """One party by its name."""
        return next(party for party in self.parties if party.name == name)

    def everybody(self) -> tuple[UUID, ...]:
        """Ids of all parties."""
        return tuple(party.id for party in self.parties)

    # -- the centre ---------------------------------------------------------------------------------------------

    def file(self) -> None:
        """The police report the gathering."""
        with self.at(0, 8, 45):
            self.matter_id = intake.file_event(self._report(), actor=self.act("police"))

    def _report(self) -> EventDetails:
        count = len(self.script.roster)
        months = f"{self.script.terms.first_month}、{self.script.terms.last_month}"
        return EventDetails(
            source="police_110",
            outside_number=self.script.report_number,
            title=f"{count}名劳动者聚集讨薪",
            summary=f"{count}名劳动者聚集讨薪，称被拖欠{months}工资",
            demand="要求用人单位付清拖欠的工资。",
            occurred_at=clock.at(self.day(0), 8, 40),
            region_code=REGION,
            place=self.script.place,
            involved_count=count,
            type_hint="migrant_wage",
            risk_inputs={
                "unpaid_months": 2,
                "unpaid_total_fen": sum(one.claimed_fen for one in self.script.roster),
                "behaviour": ["gathering"],
                "sensitivity": ["nursing_home"],
                "vulnerable": ["no_income"],
            },
            parties=tuple(self._parties()),
        )

    def _parties(self) -> Iterator[PartyDetails]:
        for one in self.script.roster:
            yield PartyDetails(
                role="applicant", kind="person", name=one.name, side=WORKER, occupation=one.job,
                id_number=one.id_number, phone=f"120000000{one.number:02d}", address=f"房山区虚构路{one.number}号",
            )  # fmt: skip
        firms = ((self.script.client, "third_party", "服务接受方"), (self.script.employer, "respondent", "用人单位"))
        for number, (firm, role, side) in enumerate(firms, start=1):
            yield PartyDetails(
                role=role, kind="organisation", name=firm.name, side=side, uscc=firm.uscc, phone=f"1200000010{number}",
                legal_representative=firm.representative, address=f"房山区虚构街{number}号",
            )  # fmt: skip

    def register(self) -> None:
        """The centre takes it into the ledger; the reporter gets a receipt."""
        with self.at(0, 8, 52):
            intake.register_event(self.matter_id, twins_seen=True, actor=self.act("gaomou"))
            self.paper(intake_forms.issue_receipt, self.matter_id, actor=self.act("gaomou"))

    def triage(self) -> None:
        """Type and risk are confirmed by a person, as suggested."""
        assessment = matters.latest_assessment(self.matter_id)
        level = assessment.suggested_level if assessment is not None else "yellow"
        with self.at(0, 9, 2):
            decision = TriageDecision(pathway="mediation", dispute_type="migrant_wage", risk_level=level)
            intake.triage_event(self.matter_id, decision, actor=self.act("gaomou"))

    def dispatch(self) -> None:
        """Human resources lead; committee, police, the judge studio, civil affairs and the street assist."""
        task = "牵头核实用工关系和欠薪事实，会同协办单位组织调解。"
        unit = self.at_work.unit_id
        with self.at(0, 9, 10):
            orders = dispatch.dispatch_matter(
                self.matter_id,
                DispatchDecision(
                    lead=UnitTask(unit_id=unit("dept.rs"), task=task),
                    assistants=tuple(UnitTask(unit_id=unit(code), task=words) for code, _, words in ASSISTANTS),
                    change_reason="调解由劳动人事争议调委会主持，一并派为协办。",
                ),
                actor=self.act("gaomou"),
            )
            for order in orders:
                self.paper(dispatch_forms.issue_notice, order.id, actor=self.act("gaomou"))

    @property
    def orders(self) -> list[DispatchOrder]:
        """The orders of the matter, the lead first."""
        rows = db.session.execute(select(DispatchOrder).where(DispatchOrder.matter_id == self.matter_id)).scalars()
        return sorted(rows, key=lambda order: (not order.is_lead, order.id))

    def signer_of(self, order: DispatchOrder) -> str:
        """Who signs an order for its unit."""
        by_unit = {self.at_work.unit_id(code): login for code, login, _ in ASSISTANTS}
        return by_unit.get(order.unit_id, "he")

    def sign_orders(self) -> None:
        """Every unit signs and begins with a first contact."""
        for order in self.orders:
            actor = self.act(self.signer_of(order))
            with self.at(0, 9, 25):
                dispatch.sign_order(order.id, actor=actor)
                self.paper(dispatch_forms.issue_receipt, order.id, actor=actor)
            with self.at(0, 9, 50):
                contact = ContactDetails(
                    contacted_at=clock.now(), channel="visit", note="到场向各方了解情况，告知调解安排。"
                )
                dispatch.start_order(order.id, contact, actor=actor)

    # -- the mediation ------------------------------------------------------------------------------------------

    def open_mediation(self) -> None:
        """Everybody agrees to mediation; the committee accepts, names the mediator and reads the rights."""
        ding, everyone = self.act("ding"), self.everybody()
        with self.at(0, 10, 30):
            self.mediation_id = mediation.open_mediation(
                Application(
                    matter_id=self.matter_id, org_id=self.at_work.unit_id("org.labor"), origin="oral",
                    request="请求调解拖欠工资纠纷。",
                ),
                actor=ding,
            )  # fmt: skip
            mediation.check_scope(self.mediation_id, actor=ding)
            consent = ConsentDetails(
                party_ids=everyone, answer="consent", channel="on_site", answered_at=clock.now(), e_service=True
            )
            mediation.record_consent(self.mediation_id, consent, actor=ding)
            mediation.accept(self.mediation_id, actor=ding)
            mediation.assign(self.mediation_id, "与各方当事人没有利害关系", actor=ding)
            rights = NoticeDetails(party_ids=everyone, channel="on_site", confirmed_at=clock.now(), read_aloud=True)
            mediation.record_rights_read(self.mediation_id, rights, actor=ding)
            self._choose_representatives(ding)
            self.paper(mediation_forms.issue_rights_notices, self.mediation_id, actor=ding)
            self.paper(mediation_forms.issue_consent_forms, self.mediation_id, actor=ding)

    def _choose_representatives(self, ding: Actor) -> None:
        group = tuple(party.id for party in self.workers)
        if len(group) >= 10:
            mediation.choose_representatives(self.mediation_id, group[:3], group, "代为陈述诉求", actor=ding)
            self.paper(mediation_forms.issue_election, self.mediation_id, actor=ding)

    def first_session(self) -> None:
        """The company says it waits for the home's money; its head walks out."""
        lines = (
            f"{self.workers[0].name}：公司欠我们两个月工资，请给出付款时间。",
            f"{self.script.employer.name}：得等养老院付款才能发工资。",
            f"{self.script.client.name}：与物业公司还有经济纠纷，未清之前不便垫付。",
        )
        with self.at(0, 12, 10):
            self._sit("continue", lines, hours=1.5, left=self.script.employer.name)

    def _sit(self, result: str, lines: tuple[str, ...], *, hours: float, left: str = "") -> None:
        ding, now = self.act("ding"), clock.now()
        session = mediation.hold_session(
            self.mediation_id,
            SessionDetails(
                mode="on_site",
                place="综治中心第一调解室",
                started_at=now - timedelta(hours=hours),
                ended_at=now,
                record="\n".join(lines),
                result=result,
                attendance=tuple(
                    PresentParty(party_id=party.id, left_at=now if party.name == left else None)
                    for party in self.parties
                ),
            ),
            actor=ding,
        )
        self.session_ids.append(session)
        self.paper(mediation_forms.issue_record, session, actor=ding)

    def stall(self) -> None:
        """The deadlock is recorded with its cause; the risk rises."""
        with self.at(0, 12, 11):
            mediation.stall(
                self.mediation_id, "party_left", "公司负责人中途离场，称等养老院付款", actor=self.act("ding")
            )

    # -- the judge ----------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """The mediator asks the judge on duty."""
        with self.at(0, 12, 20):
            self.request_id = guidance.ask(
                RequestDetails(
                    matter_id=self.matter_id,
                    mediation_id=self.mediation_id,
                    facts_agreed="物业公司拖欠劳动者两个月工资；养老院尚欠物业公司服务费，双方对质量扣款有争议。",
                    facts_disputed="由谁先行支付，付款以后如何追偿。",
                    questions=QUESTIONS,
                    urgency="urgent",
                ),
                actor=self.act("ding"),
            )

    def raise_risk(self) -> None:
        """A worker threatens to block the gate; the centre confirms the higher level."""
        gaomou = self.act("gaomou")
        with self.at(0, 12, 42):
            intake.note_risk_signal(self.matter_id, "blocking", "一名劳动者扬言堵门，民警已劝阻", actor=gaomou)
            assessment = matters.latest_assessment(self.matter_id)
            level = assessment.suggested_level if assessment is not None else "orange"
            intake.confirm_risk(self.matter_id, level, actor=gaomou)

    def take(self, judge: str = "meng") -> None:
        """The judge on duty takes the request."""
        with self.at(0, 12, 45):
            guidance.take(self.request_id, actor=self.act(judge))

    def answer(self, judge: str = "meng") -> None:
        """The judge's opinion: assignment of the wage claims by an agreement of three parties."""
        with self.at(0, 13, 5):
            opinion = OpinionDetails(plan=PLAN, risks=RISKS, articles=ARTICLES, facts_relied_on="按请求所述事实。")
            guidance.answer(self.request_id, opinion, actor=self.act(judge))
            self.paper(guidance_forms.issue_opinion, self.request_id, actor=self.act(judge))

    def adopt(self) -> None:
        """The mediator adopts the opinion."""
        with self.at(0, 13, 40):
            guidance.decide(self.request_id, "adopted", actor=self.act("ding"))

    def second_session(self) -> None:
        """All three sides hear the plan and agree in substance."""
        lines = (
            f"{self.script.client.name}：同意先行支付工资，由劳动者把工资债权转让给我院。",
            f"{self.workers[0].name}：同意，要求核清每个人的金额。",
            f"{self.script.employer.name}：同意按核查的金额确认。",
        )
        with self.at(0, 16, 0):
            mediation.resume(self.mediation_id, actor=self.act("ding"))
            self._sit("continue", lines, hours=1.5)

    def until_adopted(self) -> None:
        """From the report to the second sitting, in one go."""
        for step in (
            self.file, self.register, self.triage, self.dispatch, self.sign_orders, self.open_mediation,
            self.first_session, self.stall, self.ask, self.raise_risk, self.take, self.answer, self.adopt,
            self.second_session,
        ):  # fmt: skip
            step()
