"""One dispute of any kind told through services: filed, sorted, dispatched, mediated, ended; each act at its hour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.closure import queries as closures
from app.closure import services as closure
from app.closure.commands import PartyAnswer, VisitDetails
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.demo.at_work import AtWork
from app.dispatch import services as dispatch
from app.dispatch.commands import ContactDetails, DispatchDecision, FeedbackDetails, UnitTask
from app.dispatch.models import DispatchOrder
from app.intake import queries as matters
from app.intake import services as intake
from app.intake.commands import EventDetails, PartyDetails, TriageDecision
from app.mediation import services as mediation
from app.mediation.commands import Application, ConsentDetails, NoticeDetails, PresentParty, SessionDetails

#: Who heads the unit of an officer of the stories.
#: Why a dispatcher chose otherwise than was proposed.
WHY_CHANGED = (
    "由专业性调解组织主持调解，便于当事人参加。",
    "属地调委会已先行介入，由其继续主持调解。",
    "当事人要求由该调解组织主持，双方均同意。",
)
HEADS = {"luo": "shi", "lin": "fang", "ding": "qin", "he": "rshead", "song": "rshead", "sc": "schead", "sf": "sfhead"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What a dispute is about, where and when, and who works on it: ``lead`` and ``org`` as (unit, its person).

    ``level`` with its reason is what a person confirmed where that differs from the score; left out, the score stands.
    """

    key: str
    day: date
    kind: str
    title: str
    summary: str
    region: str
    place: str
    parties: tuple[PartyDetails, ...]
    lead: tuple[str, str]
    org: tuple[str, str]
    source: str = "walk_in"
    count: int = 2
    demand: str = ""
    risk_inputs: dict[str, Any] | None = None
    level: str = ""
    level_reason: str = ""
    reporter: str = "gaomou"
    clerk: str = "gaomou"
    method: str = "01"


class PlainCase:
    """A dispute that any number of steps may be told of; the hours of a step follow from its day."""

    def __init__(self, at_work: AtWork, plot: Plot) -> None:
        """Nothing has happened yet."""
        self.at_work, self.plot = at_work, plot
        self.matter_id: UUID
        self.mediation_id: UUID
        self.minutes = 0

    def act(self, login: str) -> Actor:
        """The actor of a person."""
        return self.at_work.actor(login)

    def moment(self, days: int, hour: int) -> datetime:
        """An instant of the story; no two acts share one."""
        self.minutes += 1
        return clock.at(self.plot.day + timedelta(days=days), hour) + timedelta(minutes=self.minutes)

    def at(self, days: int, hour: int, act: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """Let an act happen on a day and at an hour of the story."""
        with clock.frozen(self.moment(days, hour)):
            return act(*given, **more)

    @property
    def party_ids(self) -> tuple[UUID, ...]:
        """Ids of all parties."""
        return tuple(party.id for party in matters.parties_of(self.matter_id))

    def file(self) -> None:
        """Somebody reports it."""
        plot = self.plot
        with clock.frozen(self.moment(0, 9)):
            details = EventDetails(
                source=plot.source,
                outside_number=plot.key,
                title=plot.title,
                summary=plot.summary,
                demand=plot.demand,
                occurred_at=clock.now() - timedelta(hours=1),
                region_code=plot.region,
                place=plot.place,
                involved_count=plot.count,
                type_hint=plot.kind,
                risk_inputs=plot.risk_inputs or {},
                parties=plot.parties,
            )
            self.matter_id = intake.file_event(details, actor=self.act(plot.reporter))

    def register(self) -> None:
        """The centre takes it into the ledger."""
        self.at(0, 9, intake.register_event, self.matter_id, twins_seen=True, actor=self.act(self.plot.clerk))

    def reject(self) -> None:
        """The centre cannot use the report."""
        reason = "报送内容重复，且未写明当事人和地点，请补充后重新报送。"
        self.at(0, 9, intake.reject_event, self.matter_id, reason, actor=self.act(self.plot.clerk))

    def triage(self) -> None:
        """To mediation, with the risk as suggested or as a person sees it."""
        decision = self._decided("mediation")
        self.at(0, 10, intake.triage_event, self.matter_id, decision, actor=self.act(self.plot.clerk))

    def redirect(self, pathway: str, notice: str) -> None:
        """To another lawful way, with the words in which the party is told."""
        decision = self._decided(pathway, notice)
        self.at(0, 10, intake.triage_event, self.matter_id, decision, actor=self.act(self.plot.clerk))

    def _decided(self, pathway: str, notice: str = "") -> TriageDecision:
        plot = self.plot
        return TriageDecision(
            pathway=pathway,
            dispute_type=plot.kind,
            risk_level=plot.level or self.suggested(),
            risk_reason=plot.level_reason,
            notice=notice,
        )

    def suggested(self) -> str:
        """The level the score suggests."""
        assessment = matters.latest_assessment(self.matter_id)
        return assessment.suggested_level if assessment is not None else "blue"

    def dispatch(self) -> None:
        """One lead, and the mediation organisation as assistant."""
        unit = self.at_work.unit_id
        decision = DispatchDecision(
            lead=UnitTask(unit_id=unit(self.plot.lead[0]), task="核实情况，组织双方调解。"),
            assistants=(UnitTask(unit_id=unit(self.plot.org[0]), task="受理并主持调解。"),),
            change_reason=WHY_CHANGED[len(self.plot.summary) % len(WHY_CHANGED)],
        )
        self.at(0, 11, dispatch.dispatch_matter, self.matter_id, decision, actor=self.act(self.plot.clerk))

    @property
    def orders(self) -> list[DispatchOrder]:
        """The orders of the matter."""
        rows = db.session.execute(select(DispatchOrder).where(DispatchOrder.matter_id == self.matter_id)).scalars()
        return sorted(rows, key=lambda order: order.id)

    def person_of(self, order: DispatchOrder) -> Actor:
        """Who acts on an order for its unit."""
        return self.act((self.plot.lead if order.is_lead else self.plot.org)[1])

    def sign(self) -> None:
        """Both units sign."""
        for order in self.orders:
            self.at(0, 14, dispatch.sign_order, order.id, actor=self.person_of(order))

    def start(self) -> None:
        """Both units call the parties."""
        for order in self.orders:
            with clock.frozen(self.moment(0, 15)):
                note = ContactDetails(contacted_at=clock.now(), channel="phone", note="已电话联系当事人，了解诉求。")
                dispatch.start_order(order.id, note, actor=self.person_of(order))

    def mediate(self) -> None:
        """Consent, acceptance, rights, a first sitting."""
        mediator, everybody = self.act(self.plot.org[1]), self.party_ids
        with clock.frozen(self.moment(1, 9)):
            application = Application(
                matter_id=self.matter_id, org_id=self.at_work.unit_id(self.plot.org[0]), origin="oral"
            )
            self.mediation_id = mediation.open_mediation(application, actor=mediator)
            mediation.check_scope(self.mediation_id, actor=mediator)
            consent = ConsentDetails(
                party_ids=everybody, answer="consent", channel="phone", answered_at=clock.now(), e_service=True
            )
            mediation.record_consent(self.mediation_id, consent, actor=mediator)
        with clock.frozen(self.moment(1, 10)):
            mediation.accept(self.mediation_id, actor=mediator)
            mediation.assign(self.mediation_id, "与各方当事人没有利害关系", actor=mediator)
            rights = NoticeDetails(party_ids=everybody, channel="on_site", confirmed_at=clock.now(), read_aloud=True)
            mediation.record_rights_read(self.mediation_id, rights, actor=mediator)
        self.sit(1, 14, "continue", "调解员：请双方说明各自的要求。")

    def sit(self, days: int, hour: int, result: str, record: str) -> UUID:
        """A sitting of an hour with everybody there."""
        with clock.frozen(self.moment(days, hour)):
            details = SessionDetails(
                mode="on_site",
                place="调解室",
                started_at=clock.now() - timedelta(hours=1),
                ended_at=clock.now(),
                record=record,
                result=result,
                attendance=tuple(PresentParty(party_id=one) for one in self.party_ids),
            )
            return mediation.hold_session(self.mediation_id, details, actor=self.act(self.plot.org[1]))

    def settle(self) -> None:
        """The parties settle by themselves."""
        note = "双方在调解后自行和解，当场履行完毕。"
        self.at(2, 10, mediation.settle_privately, self.mediation_id, note, actor=self.act(self.plot.org[1]))

    def fail(self) -> None:
        """No agreement; other ways are told."""
        note = "双方对金额分歧较大，经两次调解仍未能达成一致意见。"
        self.at(2, 10, mediation.fail, self.mediation_id, note, actor=self.act(self.plot.org[1]))

    def feed_back(self) -> None:
        """Both units report what they did, and their heads agree."""
        for order in self.orders:
            with clock.frozen(self.moment(2, 14)):
                details = FeedbackDetails(
                    result="resolved" if order.is_lead else "assisted",
                    summary="已组织双方当面调解，纠纷已经了结。",
                    evidence=("调解记录",),
                    party_told_on=clock.today(),
                    party_told_by="phone",
                )
                officer = self.person_of(order)
                dispatch.submit_feedback(order.id, details, actor=officer)
                if not officer.is_head:
                    head = self.act(HEADS[(self.plot.lead if order.is_lead else self.plot.org)[1]])
                    dispatch.approve_feedback(order.id, actor=head)

    def resolve(self) -> None:
        """The centre accepts the results and declares the conflict solved."""
        clerk = self.act(self.plot.clerk)
        for order in self.orders:
            self.at(2, 16, dispatch.accept_feedback, order.id, actor=clerk)
        note = "双方确认无其他争议，调解记录在卷。"
        self.at(2, 17, closure.resolve, self.matter_id, self.plot.method, note, actor=clerk)

    def visit(self) -> None:
        """Everybody is asked a week later."""
        clerk, visit = self.act(self.plot.clerk), closures.visits_of(self.matter_id)[-1]
        with clock.frozen(self.moment(9, 10)):
            answers = tuple(
                PartyAnswer(party_id=one, reached=True, channel="phone", performed=True, satisfaction=4 + (n % 2))
                for n, one in enumerate(self.party_ids)
            )
            closure.record_answers(visit.id, VisitDetails(answers=answers), actor=clerk)
            closure.pass_visit(visit.id, actor=clerk)

    def close(self) -> None:
        """The record is closed."""
        self.at(9, 11, closure.close, self.matter_id, actor=self.act(self.plot.clerk))
