"""The second half of a wage story: the schedule checked twice and frozen, the assignment drafted, frozen and signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.agreements import queries as agreements
from app.agreements import services as agreement
from app.agreements.commands import AssignmentDraft, Hands, NoticeDetails
from app.agreements.models import Agreement
from app.agreements.types.assignment import SetOff
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import Standing
from app.claims import forms as claims_forms
from app.claims import services as claims
from app.claims.commands import ReceiptDetails, ScheduleDetails
from app.claims.models import ClaimRow
from app.claims.samples import sample_workers
from app.claims.workbook import write_schedule
from app.clocks import queries as clocks
from app.core import clock
from app.core.db import db
from app.demo.wage_case import WageCase
from app.organisations import queries as organisations

CONTRACT = "康颐-物服-2021-003（虚构）"
ACCOUNT = ("虚构银行房山支行", "0000000000009001")
QUALITY_DEDUCTION_FEN = 8_640_000
#: Days of the story: figures are checked on the second day, signing is planned for the fifth, payment for the twelfth.
CHECKED, SIGNING, PAY_BY = 2, 5, 12


class WageAgreement(WageCase):
    """From the workbook to the frozen agreement, and further to effect."""

    schedule_id: UUID
    agreement_id: UUID

    def workbook(self) -> bytes:
        """The spreadsheet with the roster and twelve months of wages and attendance."""
        workers = sample_workers(clocks.calendar(), self.script.last_month, self.script.roster)
        return write_schedule(self.script.terms, workers)

    def import_schedule(self) -> None:
        """The mediator opens the schedule and imports the spreadsheet."""
        terms, ding = self.script.terms, self.act("ding")
        with self.at(CHECKED, 9, 30):
            self.schedule_id = claims.open_schedule(
                self.matter_id,
                ScheduleDetails(
                    employer=terms.employer,
                    employer_uscc=terms.employer_uscc,
                    employer_party_id=self.party_named(terms.employer).id,
                    first_month=terms.first_month,
                    last_month=terms.last_month,
                    sources=("物业公司工资专户银行流水", "考勤表（双方签字）"),
                    evidence_kinds=("attendance", "bank_flow"),
                    employer_present=True,
                ),
                actor=ding,
            )
            upload = claims.upload_spreadsheet(self.schedule_id, "工资核查.xlsx", self.workbook(), actor=ding)
            claims.import_upload(upload, actor=ding)

    def enter_schedule(self) -> None:
        """The mediator hands the schedule to human resources."""
        with self.at(CHECKED, 10):
            claims.enter_schedule(self.schedule_id, actor=self.act("ding"))

    def verify_schedule(self) -> None:
        """何某 works it out and stands for it."""
        with self.at(CHECKED, 11):
            claims.verify_schedule(self.schedule_id, actor=self.act("he"))

    def second_check(self) -> None:
        """宋某 works it out again."""
        with self.at(CHECKED, 14):
            claims.second_check_schedule(self.schedule_id, actor=self.act("song"))

    def accept_differences(self) -> None:
        """Each worker whose sum differs says yes."""
        with self.at(CHECKED, 15):
            for row in self.rows:
                if row.needs_acceptance:
                    claims.accept_difference(row.id, "on_site", actor=self.act("ding"))

    def freeze_schedule(self) -> None:
        """The checked figures are frozen and printed."""
        with self.at(CHECKED, 15, 30):
            claims.freeze_schedule(self.schedule_id, actor=self.act("ding"))
            self.paper(claims_forms.issue_wage_check, self.schedule_id, actor=self.act("ding"))

    @property
    def rows(self) -> list[ClaimRow]:
        """Rows of the schedule in their order."""
        statement = select(ClaimRow).where(ClaimRow.schedule_id == self.schedule_id).order_by(ClaimRow.number)
        return list(db.session.execute(statement).scalars())

    def check_schedule(self) -> None:
        """From the spreadsheet to the frozen edition."""
        for step in (
            self.import_schedule, self.enter_schedule, self.verify_schedule, self.second_check,
            self.accept_differences, self.freeze_schedule,
        ):  # fmt: skip
            step()

    # -- the agreement ------------------------------------------------------------------------------------------

    def draft_agreement(self) -> None:
        """The assignment drafts itself from the frozen edition; what the file does not say is noted."""
        client, employer = self.party_named(self.script.client.name), self.party_named(self.script.employer.name)
        deduction = SetOff(
            holder=_key(client.id), against=_key(employer.id), text="物业服务质量扣款", amount_fen=QUALITY_DEDUCTION_FEN
        )
        with self.at(CHECKED, 16):
            self.agreement_id = agreement.draft_assignment_agreement(
                AssignmentDraft(
                    matter_id=self.matter_id,
                    assignee_id=client.id,
                    pay_by=self.day(self.script.pay_by),
                    signing_on=self.day(SIGNING),
                    signing_place="综治中心第一调解室",
                    contract_title="物业服务合同",
                    contract_no=CONTRACT,
                    court=organisations.unit(self.at_work.unit_id("court")).name,
                    facts=f"{employer.name}拖欠在{client.name}服务的劳动者两个月工资，劳动者聚集讨薪，经公安上报综治中心。",
                    disputed="欠付金额、由谁先行支付以及付款后如何避免重复追偿。",
                    responsibility="工资的支付义务人是用人单位，企业之间的合同纠纷不是拖欠工资的理由。",
                    setoffs=(deduction,),
                ),
                actor=self.act("ding"),
            )
            self._note()

    def _note(self) -> None:
        content, ding = self.content, self.act("ding")
        firms = [*content.with_standing(Standing.ASSIGNEE), *content.with_standing(Standing.DEBTOR)]
        checks = [{"party": party.key, "insolvent": False, "checked_on": clock.today().isoformat()} for party in firms]
        noted = {"insolvency_checks": checks, "facts_match_evidence": True}
        agreement.note_circumstances(self.agreement_id, noted, actor=ding)
        workers = [party.key for party in content.with_standing(Standing.ASSIGNOR)]
        agreement.record_settlement_consents(self.agreement_id, workers, clock.today(), actor=ding)

    def freeze_agreement(self) -> None:
        """Text and paper are frozen for signing."""
        with self.at(CHECKED, 17):
            agreement.freeze_agreement(self.agreement_id, actor=self.act("ding"))

    @property
    def agreement(self) -> Agreement:
        """The agreement as it stands."""
        return db.session.get_one(Agreement, self.agreement_id, populate_existing=True)

    @property
    def content(self) -> AgreementContent:
        """The content of the agreement."""
        return agreements.content_of(self.agreement)

    def sign(self) -> datetime | None:
        """All parties sign, then the mediator, then the seal; returns the instant of effect."""
        with self.at(SIGNING, 10):
            self._hand("party", tuple(party.key for party in self.content.signers))
        with self.at(SIGNING, 10, 20):
            self._hand("mediator")
        with self.at(SIGNING, 10, 30):
            return self._hand("organisation")

    def _hand(self, signer: str, keys: tuple[str, ...] = ()) -> datetime | None:
        hands = Hands(
            signer=signer,
            mode="seal" if signer == "organisation" else "pen",
            signed_at=clock.now(),
            party_keys=keys,
            identity_checked=True,
            place="综治中心第一调解室",
        )
        return agreement.record_signatures(self.agreement_id, hands, actor=self.act("ding"))

    def notify(self) -> None:
        """The company is told of the assignment at its registered address, acknowledges it, and papers are made."""
        with self.at(SIGNING, 15):
            details = NoticeDetails(
                sender="assignors",
                mode="ems",
                receiver=self.script.employer.representative,
                receiver_role="registered_address",
                address=self.party_named(self.script.employer.name).address,
                sent_at=clock.at(self.day(SIGNING), 11),
                arrived_at=clock.at(self.day(SIGNING), 14, 30),
                reference="EMS 1234567890123（虚构）",
                proof="邮单和签收记录",
            )
            ding = self.act("ding")
            agreement.record_notice(self.agreement_id, details, ACCOUNT, actor=ding)
            agreement.issue_acknowledgement(self.agreement_id, actor=ding)
            agreement.issue_payment_instruction(self.agreement_id, actor=ding)

    # -- money --------------------------------------------------------------------------------------------------

    def pay(self, payer: str, rows: Sequence[ClaimRow] | None = None) -> list[UUID]:
        """One payer pays workers their verified sums today, each by a bank transfer of its own."""
        party = self.party_named(payer)
        paid = [
            ReceiptDetails(
                payer=payer,
                payer_party_id=party.id,
                payee=row.name,
                amount_fen=row.verified_fen,
                paid_on=clock.today(),
                bank_reference=f"虚构{clock.today():%Y%m%d}-{row.number:03d}",
                row_id=row.id,
            )
            for row in (self.rows if rows is None else rows)
        ]
        return claims.record_receipts(self.matter_id, paid, actor=self.act("ding"))


def _key(party_id: UUID) -> str:
    """How the agreement names a party of the matter."""
    return f"p{party_id.hex[-12:]}"


__all__ = ["CHECKED", "PAY_BY", "SIGNING", "WageAgreement"]
