"""A matter that waits for its dispatch: authority list, routing rules, heads of units, the wage event of S01 triaged.

The fixture ``waiting`` is a ``WaitingMatter``; its clock stands at 2025-06-18 09:05 in Shanghai.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from app.clocks.services import sweep_clocks
from app.core import clock
from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor, Position, Role
from app.dispatch import services
from app.dispatch.commands import ContactDetails, DispatchDecision, FeedbackDetails, ReturnDetails, UnitTask
from app.dispatch.models import DispatchOrder
from app.dispatch.types import NewOrder
from app.intake import services as intake
from app.intake.commands import EventDetails, TriageDecision
from app.organisations.models import AuthorityListEntry
from tests.support.people import TOWN, Cast, make_person
from tests.support.stage import scene

DAY = date(2025, 6, 18)
WHY = "本单位职责不含物业服务企业的工资支付监督，请改派其他单位。"

ENTRIES = (
    ("RS-014", "dept.rs", "lead", "欠薪 讨薪 工资", "拖欠工资投诉的受理、核查与调解", ""),
    ("GA-003", "dept.ga", "assist", "聚集 堵门 秩序", "涉众纠纷现场秩序维护和风险防控", "不介入经济纠纷的处理"),
    ("MZ-021", "dept.mz", "assist", "养老院 养老机构", "养老机构运营的监督与协调", ""),
    ("JT-009", "dept.jt", "assist", "运输 客运", "道路运输企业欠薪的配合核查", "仅限运输企业"),
    ("FY-001", "court.studio", "assist", "法律", "纠纷调解的法律指导", ""),
    ("TW-001", "org.labor", "assist", "工资 劳动", "劳动人事争议的人民调解", ""),
)


class WaitingMatter:
    """The event of S01, triaged yellow, with everybody who is needed to dispatch, sign, return, rule and chase."""

    def __init__(self, cast: Cast, *, source: str = "police_110", risk: str = "yellow") -> None:
        """Enter the lists, file the event and triage it."""
        self.cast = cast
        self._enter_lists()
        cast.memberships["mzhead"] = make_person(
            "mzhead", "柳某", cast.unit("dept.mz"), Role.DEPT_OFFICER, Position.HEAD
        )
        cast.memberships["gaofficer"] = make_person(
            "gaofficer", "邢某", cast.unit("dept.ga"), Role.DEPT_OFFICER, Position.OFFICER
        )
        cast.memberships["gu2"] = make_person("gu2", "万某", cast.unit("center"), Role.DIRECTOR, Position.HEAD)
        db.session.commit()
        self.matter_id = self._triaged(source, risk)

    def _enter_lists(self) -> None:
        for code, unit, role, keywords, text, excluded in ENTRIES:
            db.session.add(
                AuthorityListEntry(
                    id=new_id(),
                    code=code,
                    unit_id=self.cast.unit(unit).id,
                    role=role,
                    dispute_types=["migrant_wage"],
                    keywords=keywords.split(),
                    text=text,
                    excluded=excluded,
                    legal_basis="《保障农民工工资支付条例》第七条",
                    valid_from=date(2020, 1, 1),
                )
            )
        services.load_routing_rules(actor=Actor.system())

    def _triaged(self, source: str, risk: str) -> UUID:
        matter_id = intake.file_event(
            EventDetails(
                source=source,
                title="32名劳动者聚集讨薪，称被拖欠4、5月工资",
                summary="32名劳动者聚集讨薪，称被拖欠2025年4、5月工资",
                demand="支付拖欠的工资",
                occurred_at=clock.at(DAY, 8, 40),
                region_code=TOWN,
                place="房山区虚构康颐养老院门前",
                involved_count=32,
                parties_unknown=True,
            ),
            actor=self.actor("police"),
        )
        desk = self.actor("gaomou")
        intake.register_event(matter_id, twins_seen=True, actor=desk)
        decision = TriageDecision(
            pathway="mediation",
            dispute_type="migrant_wage",
            risk_level=risk,
            risk_reason="现场核实人数和金额后确认该等级。",
        )
        intake.triage_event(matter_id, decision, actor=desk)
        return matter_id

    def actor(self, login: str) -> Actor:
        """The actor of a person."""
        return self.cast.actor(login)

    def unit_id(self, code: str) -> UUID:
        """A unit's id."""
        return self.cast.unit(code).id

    def decision(self, lead: str = "dept.rs", *assistants: str, **more: object) -> DispatchDecision:
        """A choice of units; the proposal's own assistants when none are named."""
        chosen = assistants or ("dept.ga", "court.studio", "dept.mz", f"sub.{TOWN}")
        tasks = tuple(UnitTask(unit_id=self.unit_id(code)) for code in chosen)
        return DispatchDecision(lead=UnitTask(unit_id=self.unit_id(lead)), assistants=tasks, **more)  # type: ignore[arg-type]

    def dispatched(self, **more: object) -> list[NewOrder]:
        """The matter dispatched as proposed; the lead's order is the first."""
        return services.dispatch_matter(self.matter_id, self.decision(**more), actor=self.actor("gaomou"))  # type: ignore[arg-type]

    def order(self, order_id: UUID) -> DispatchOrder:
        """The order as the database has it."""
        found = db.session.get(DispatchOrder, order_id, populate_existing=True)
        assert found is not None
        return found

    def order_of(self, code: str, orders: list[NewOrder]) -> UUID:
        """The order that went to a unit."""
        return next(one.id for one in orders if self.order(one.id).unit_id == self.unit_id(code))

    def lead_in_progress(self) -> UUID:
        """The lead's order, signed and begun."""
        order_id = self.dispatched()[0].id
        services.sign_order(order_id, actor=self.actor("he"))
        services.start_order(order_id, contact(), actor=self.actor("he"))
        return order_id

    def return_details(self, code: str = "R1", to: str = "dept.jt") -> ReturnDetails:
        """A complete return."""
        return ReturnDetails(code=code, text=WHY, basis="权责清单第12项", suggested_unit_id=self.unit_id(to))


def contact() -> ContactDetails:
    """The first contact with a party."""
    return ContactDetails(contacted_at=clock.now(), channel="phone", note="电话联系劳动者代表，约定到场。")


def feedback(**changes: object) -> FeedbackDetails:
    """A complete result."""
    plain: dict[str, object] = {
        "result": "resolved",
        "summary": "用人单位已向全部劳动者支付工资。",
        "evidence": ("银行转账凭证",),
        "party_told_on": clock.today(),
        "party_told_by": "phone",
    }
    return FeedbackDetails(**{**plain, **changes})  # type: ignore[arg-type]


def pass_time(moment: datetime) -> None:
    """Let the sweep come at an instant."""
    with clock.frozen(moment):
        sweep_clocks()


def later(**span: float) -> datetime:
    """An instant after the present one."""
    return clock.now() + timedelta(**span)


@scene(at=clock.at(DAY, 9, 5))
def waiting(cast: Cast) -> WaitingMatter:
    """The matter, with the clock at 09:05 on its day."""
    return WaitingMatter(cast)
