"""The S01 story told through services, step by step; tests stop where their subject begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.clocks import services as clocks
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.dispatch import services as dispatch
from app.dispatch.commands import DispatchDecision, UnitTask
from app.dispatch.models import DispatchOrder
from app.guidance import services as guidance
from app.guidance.commands import OpinionDetails, RequestDetails
from app.guidance.models import GuidanceRequest
from app.intake import services as intake
from app.intake.commands import EventDetails, PartyDetails, TriageDecision
from app.intake.models import Event, MatterParty
from app.mediation import services as mediation
from app.mediation.commands import Application, ConsentDetails, NoticeDetails, PresentParty, SessionDetails
from app.mediation.models import Mediation
from app.rosters import services as rosters
from app.rosters.commands import NewDuty
from app.rosters.types import DutyKind
from tests.support.people import TOWN, Cast

BEGIN = datetime(2025, 6, 18, 0, 45, tzinfo=UTC)
WORKERS = 12
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月"


def _stem(row: int) -> str:
    """The last part of a worker's name; two signs for those after the first round."""
    return (STEMS[(row - 1) // len(STEMS) - 1] if row > len(STEMS) else "") + STEMS[(row - 1) % len(STEMS)]


class Story:
    """One wage dispute and the people who work on it."""

    def __init__(self, cast: Cast, workers: int = WORKERS) -> None:
        """Load the law and keep the cast."""
        self.cast = cast
        self.workers = workers
        self.matter_id: UUID
        self.mediation_id: UUID
        self.request_id: UUID
        clocks.load_shipped_tables(actor=Actor.system())
        guidance.load_articles(actor=Actor.system())

    def act(self, login: str) -> Actor:
        """The actor of a person."""
        return self.cast.actor(login)

    @property
    def event(self) -> Event:
        """The event as it stands."""
        row = db.session.get(Event, self.matter_id)
        assert row is not None
        return row

    @property
    def mediation(self) -> Mediation:
        """The mediation as it stands."""
        row = db.session.get(Mediation, self.mediation_id)
        assert row is not None
        return row

    @property
    def parties(self) -> list[MatterParty]:
        """The parties in their order."""
        rows = db.session.execute(select(MatterParty).where(MatterParty.matter_id == self.matter_id))
        return sorted(rows.scalars(), key=lambda party: party.position)

    def party_ids(self) -> tuple[UUID, ...]:
        """Ids of all parties."""
        return tuple(party.id for party in self.parties)

    def file(self) -> Story:
        """The police file the event."""
        people = tuple(
            PartyDetails(
                role="applicant",
                kind="person",
                name=f"工某{_stem(row)}",
                side="劳动者",
                occupation="保洁",
                phone=f"1200000{row:04d}",
            )
            for row in range(1, self.workers + 1)
        )
        firms = (
            PartyDetails(
                role="respondent",
                kind="organisation",
                name="北京虚构洁安物业服务有限公司",
                uscc="91110199MA0FXC0116",
                side="用人单位",
                legal_representative="赖某",
            ),
            PartyDetails(
                role="third_party",
                kind="organisation",
                name="北京虚构康颐养老院",
                uscc="52110199MJ0FXC030N",
                side="服务接受方",
                legal_representative="温某",
            ),
        )
        self.matter_id = intake.file_event(
            EventDetails(
                source="police_110",
                title="劳动者聚集追索工资",
                summary="32名劳动者聚集讨薪，称被拖欠2025年4、5月工资。",
                occurred_at=clock.now() - timedelta(minutes=20),
                region_code=TOWN,
                place="房山区虚构康颐养老院门前",
                involved_count=32,
                type_hint="migrant_wage",
                risk_inputs={
                    "unpaid_months": 2,
                    "unpaid_total_fen": 26577931,
                    "behaviour": ["gathering"],
                    "sensitivity": ["nursing_home"],
                    "vulnerable": ["no_income"],
                },
                parties=people + firms,
            ),
            actor=self.act("police"),
        )
        return self

    def triage(self, level: str = "yellow") -> Story:
        """The centre registers and triages."""
        self.file()
        intake.register_event(self.matter_id, twins_seen=True, actor=self.act("gaomou"))
        decision = TriageDecision(
            pathway="mediation",
            dispute_type="migrant_wage",
            risk_level=level,
            risk_reason="" if level == "yellow" else "现场人数多，等级从严确认。",
        )
        intake.triage_event(self.matter_id, decision, actor=self.act("gaomou"))
        return self

    def dispatched(self, level: str = "yellow") -> Story:
        """Orders go out: human resources lead, the committee assists; the lead signs."""
        self.triage(level)
        unit = self.cast.unit
        dispatch.dispatch_matter(
            self.matter_id,
            DispatchDecision(
                lead=UnitTask(unit_id=unit("dept.rs").id, task="牵头处理欠薪"),
                assistants=(UnitTask(unit_id=unit("org.labor").id, task="组织调解"),),
                change_reason="按欠薪处置分工直接指定主办和协办。",
            ),
            actor=self.act("gaomou"),
        )
        order = db.session.execute(
            select(DispatchOrder).where(DispatchOrder.matter_id == self.matter_id, DispatchOrder.role == "lead")
        ).scalar_one()
        dispatch.sign_order(order.id, actor=self.act("he"))
        return self

    def mediating(self, level: str = "yellow") -> Story:
        """Consent of all, rights read, the first sitting is open."""
        self.dispatched(level)
        ding = self.act("ding")
        self.mediation_id = mediation.open_mediation(
            Application(matter_id=self.matter_id, org_id=self.cast.unit("org.labor").id, origin="oral"), actor=ding
        )
        mediation.check_scope(self.mediation_id, actor=ding)
        everyone = self.party_ids()
        mediation.record_consent(
            self.mediation_id,
            ConsentDetails(party_ids=everyone, answer="consent", channel="on_site", answered_at=clock.now()),
            actor=ding,
        )
        mediation.accept(self.mediation_id, actor=ding)
        mediation.assign(self.mediation_id, "无", actor=ding)
        mediation.record_rights_read(
            self.mediation_id,
            NoticeDetails(party_ids=everyone, channel="on_site", confirmed_at=clock.now()),
            actor=ding,
        )
        self.sit(left=self.parties[-2].id)
        return self

    def sit(self, left: UUID | None = None) -> Story:
        """A sitting of an hour that ended some minutes ago."""
        mediation.hold_session(
            self.mediation_id,
            SessionDetails(
                mode="on_site",
                place="综治中心调解室",
                started_at=clock.now() - timedelta(hours=1),
                ended_at=clock.now() - timedelta(minutes=2),
                record="劳动者代表：请给出付款时间。\n公司：得等养老院付款才能发工资。",
                result="continue",
                attendance=tuple(
                    PresentParty(party_id=one, left_at=clock.now() - timedelta(minutes=2) if one == left else None)
                    for one in self.party_ids()
                ),
            ),
            actor=self.act("ding"),
        )
        return self

    def stalled(self, level: str = "yellow") -> Story:
        """The company's head walks out."""
        self.mediating(level)
        mediation.stall(self.mediation_id, "party_left", "公司负责人中途离场", actor=self.act("ding"))
        return self

    def on_duty(self, login: str = "meng") -> Story:
        """A judge stands on the studio's roster today."""
        person = self.act(login)
        assert person.membership_id is not None
        rosters.add_duty(
            NewDuty(
                membership_id=person.membership_id,
                kind=DutyKind.DUTY_JUDGE,
                from_at=clock.now() - timedelta(hours=1),
                until_at=clock.now() + timedelta(hours=6),
            ),
            actor=Actor.system(),
        )
        return self

    def asked(self, level: str = "orange") -> Story:
        """The mediator asks the duty judge."""
        self.stalled(level).on_duty()
        self.request_id = guidance.ask(
            RequestDetails(
                matter_id=self.matter_id,
                mediation_id=self.mediation_id,
                facts_agreed="物业公司拖欠32名劳动者两个月工资，养老院尚欠物业服务费。",
                questions=("企业间合同纠纷能否作为不付工资的理由？", "养老院先付后如何追偿，怎样避免双重追偿？"),
                urgency="urgent",
            ),
            actor=self.act("ding"),
        )
        return self

    def answered(self, level: str = "orange") -> Story:
        """The judge takes and answers."""
        self.asked(level)
        guidance.take(self.request_id, actor=self.act("meng"))
        guidance.answer(
            self.request_id,
            OpinionDetails(
                plan="养老院直接付给劳动者，劳动者把工资债权转让给养老院，三方签订调解协议。",
                risks="转让应通知债务人；抵销另行书面声明。",
                articles=("ldht-30", "mfd-545", "mfd-546"),
            ),
            actor=self.act("meng"),
        )
        return self

    def decided(self, level: str = "orange") -> Story:
        """The mediator adopts."""
        self.answered(level)
        guidance.decide(self.request_id, "adopted", actor=self.act("ding"))
        return self

    @property
    def request(self) -> GuidanceRequest:
        """The guidance request as it stands."""
        row = db.session.get(GuidanceRequest, self.request_id)
        assert row is not None
        return row
