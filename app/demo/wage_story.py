"""The endings of a wage story: the employer pays first (A), or the agreement is signed, confirmed and performed (B)."""

from __future__ import annotations

from uuid import UUID

from app.agreements import services as agreement
from app.closure import forms as closure_forms
from app.closure import queries as closures
from app.closure import services as closure
from app.closure.commands import PartyAnswer, VisitDetails
from app.closure.models import Dossier
from app.confirmation import forms as confirmation_forms
from app.confirmation import services as confirmation
from app.confirmation.commands import VerificationDetails, WillDetails
from app.confirmation.models import Application
from app.confirmation.types import MaterialKind
from app.core import clock
from app.core.db import db
from app.demo.wage_agreement import SIGNING, WageAgreement
from app.dispatch import services as dispatch
from app.dispatch.commands import FeedbackDetails
from app.guidance import services as guidance

#: Days of the story at which ending B goes on: application, acceptance, verification, ruling.
APPLIED, ACCEPTED, VERIFIED, CONFIRMED = 8, 8, 9, 12
#: Ending A is resolved the day the money moves; the visit follows a week later.
VISITED, FILED, ARCHIVED = 7, 9, 10
LABOUR_MEDIATION = "05"
ANSWERS = {
    "voluntary": "三方均表示自愿。",
    "understood": "三方均清楚协议内容和确认的后果。",
    "capacity": "均具有完全民事行为能力，代理人权限明确。",
    "no_harm": "不损害国家利益、社会公共利益和他人合法权益。",
    "performed": "养老院正在按约付款。",
}


class WageStory(WageAgreement):
    """A wage story that may be told to its end."""

    application_id: UUID
    certificate_id: UUID

    # -- ending A -----------------------------------------------------------------------------------------------

    def employer_pays_first(self) -> None:
        """On the morning of the planned signing the company has paid everybody; the agreement lapses."""
        employer = self.script.employer.name
        with self.at(SIGNING, 9):
            self.pay(employer)
        with self.at(SIGNING, 9, 30):
            note = f"{employer}已向{len(self.rows)}名劳动者付清核定工资，协议不再签订。"
            agreement.lapse_agreement(self.agreement_id, note, actor=self.act("ding"))

    def certify(self, day: int = SIGNING) -> None:
        """The company asks for the certificate of voluntary performance."""
        with self.at(day, 15):
            self.certificate_id = agreement.issue_performance_certificate(self.matter_id, actor=self.act("ding"))

    # -- ending B -----------------------------------------------------------------------------------------------

    @property
    def application(self) -> Application:
        """The application for confirmation as it stands."""
        return db.session.get_one(Application, self.application_id, populate_existing=True)

    def draft_application(self, day: int = APPLIED) -> None:
        """The application is prepared from the agreement in effect."""
        with self.at(day, 9):
            self.application_id = confirmation.draft_application(self.agreement_id, actor=self.act("ding"))

    def make_ready(self) -> None:
        """The papers are issued, everybody signs, the list is complete."""
        ding = self.act("ding")
        with self.at(APPLIED, 9, 30):
            confirmation.make_ready(self.application_id, actor=ding)
            self.paper(confirmation_forms.issue_address_confirmations, self.application_id, actor=ding)
        with self.at(APPLIED, 10):
            wills = WillDetails(
                party_ids=tuple(will.party_id for will in self.application.wills), joined_at=clock.now()
            )
            confirmation.record_wills(self.application_id, wills, actor=ding)
            for kind in MaterialKind:
                if kind.value in {row.kind for row in self.application.materials}:
                    confirmation.tick_material(self.application_id, kind.value, original_seen=True, actor=ding)

    def submit(self) -> None:
        """The joint application goes to the court."""
        with self.at(APPLIED, 10, 30):
            confirmation.submit(self.application_id, actor=self.act("ding"))

    def accept(self, judge: str = "liang") -> str:
        """The court accepts it under its number."""
        with self.at(ACCEPTED, 15):
            return confirmation.accept(self.application_id, actor=self.act(judge))

    def verify(self, judge: str = "liang") -> None:
        """The judge meets all parties together."""
        with self.at(VERIFIED, 10):
            details = VerificationDetails(
                mode="on_site",
                held_at=clock.at(self.day(VERIFIED), 9),
                present=tuple(will.party_id for will in self.application.wills),
                answers=ANSWERS,
            )
            confirmation.verify(self.application_id, details, actor=self.act(judge))

    def confirm(self, judge: str = "liang") -> None:
        """The ruling confirms the agreement and is served on everybody."""
        actor = self.act(judge)
        with self.at(CONFIRMED, 10):
            confirmation.confirm(self.application_id, actor=actor)
            self.paper(confirmation_forms.issue_ruling_draft, self.application_id, actor=actor)
        with self.at(CONFIRMED, 15):
            for will in self.application.wills:
                confirmation.serve(self.application_id, will.party_id, clock.now(), "直接送达", actor=actor)

    def assignee_pays(self) -> None:
        """The home pays every worker; the agreement is performed."""
        with self.at(self.script.pay_by, 15):
            self.pay(self.script.client.name)

    def assignee_pays_first_worker(self) -> None:
        """The day after the ruling the home pays one worker; the others wait."""
        with self.at(CONFIRMED + 1, 15):
            self.pay(self.script.client.name, self.rows[:1])

    # -- closing ------------------------------------------------------------------------------------------------

    def report_outcome(self, day: int) -> None:
        """The mediator tells the judge what came of the advice."""
        with self.at(day, 16):
            words = "各方按指导意见核清金额，劳动者已全部收到工资。"
            guidance.report_outcome(self.request_id, words, actor=self.act("ding"))

    def complete_orders(self, day: int) -> None:
        """Every unit reports, its head agrees, the centre accepts."""
        heads = {self.at_work.unit_id("dept.rs"): "rshead"}
        for order in self.orders:
            officer = self.act(self.signer_of(order))
            with self.at(day, 16, 10):
                details = FeedbackDetails(
                    result="resolved" if order.is_lead else "assisted",
                    summary=f"已按派单完成，{len(self.workers)}名劳动者工资全部付清，现场秩序平稳。",
                    evidence=("银行转账回单", "核查表"),
                    party_told_on=clock.today(),
                    party_told_by="visit",
                )
                dispatch.submit_feedback(order.id, details, actor=officer)
                if order.unit_id in heads:
                    dispatch.approve_feedback(order.id, actor=self.act(heads[order.unit_id]))
            with self.at(day, 16, 30):
                dispatch.accept_feedback(order.id, actor=self.act("gaomou"))

    def resolve(self, day: int) -> None:
        """The centre declares the conflict solved."""
        with self.at(day, 17):
            note = f"{len(self.workers)}名劳动者收款回单齐全，各方无其他争议。"
            closure.resolve(self.matter_id, LABOUR_MEDIATION, note, actor=self.act("gaomou"))

    def visit(self, day: int, *, neutral: int = 1) -> None:
        """Everybody is called: all satisfied but the last worker or workers, who are neutral."""
        gaomou, visit = self.act("gaomou"), closures.visits_of(self.matter_id)[-1]
        workers = [party.id for party in self.workers]
        lukewarm = set(workers[len(workers) - neutral :])
        with self.at(day, 10):
            answers = tuple(
                PartyAnswer(
                    party_id=party.id,
                    reached=True,
                    channel="phone",
                    performed=True,
                    satisfaction=3 if party.id in lukewarm else 5,
                )
                for party in self.parties
            )
            closure.record_answers(visit.id, VisitDetails(answers=answers), actor=gaomou)
            closure.pass_visit(visit.id, actor=gaomou)
            self.paper(closure_forms.issue_visit_record, visit.id, actor=gaomou)

    def close(self, day: int) -> None:
        """The record is closed; the dossier is opened."""
        with self.at(day, 11):
            closure.close(self.matter_id, actor=self.act("gaomou"))

    @property
    def dossier(self) -> Dossier:
        """The dossier of the matter."""
        found = closures.dossier_of(self.matter_id)
        assert found is not None
        return found

    def file_dossier(self, day: int) -> None:
        """The centre files the dossier; the platform binds the records of the sittings, the dispatcher does not read them."""
        with self.at(day, 10):
            closure.file_dossier(self.dossier.id, actor=self.act("gaomou"))

    def archive(self, day: int) -> None:
        """The archivist checks and archives it."""
        with self.at(day, 10):
            closure.archive(self.dossier.id, actor=self.act("archive"))

    def finish(self, day: int) -> None:
        """From the last payment to the archive."""
        self.report_outcome(day)
        self.complete_orders(day)
        self.resolve(day)
        self.visit(day + VISITED)
        self.close(day + VISITED)
        self.file_dossier(day + FILED)
        self.archive(day + ARCHIVED)
