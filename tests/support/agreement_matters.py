"""A matter ready for its agreement: S01 with every worker a party, the schedule frozen, the mediation in session.

The fixture ``assignment`` is an ``AssignmentMatter``; its clock stands at 08:00 in Shanghai on 23 June 2025.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.agreements import queries, services
from app.agreements.commands import AssignmentDraft, Hands, NoticeDetails
from app.agreements.models import Agreement
from app.agreements.types.assignment import SetOff
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import Standing
from app.claims import services as claims
from app.claims.commands import ReceiptDetails
from app.claims.models import ClaimRow
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.intake import queries as intake_queries
from app.intake import services as intake
from app.intake.commands import EventDetails, GrantRequest, PartyDetails, TriageDecision
from app.intake.models import MatterParty
from app.intake.types import HoldKind
from app.mediation import services as mediation
from app.mediation.commands import Application, ConsentDetails, PresentParty, SessionDetails
from app.mediation.commands import NoticeDetails as RightsDetails
from app.organisations.models import AuthorityListEntry
from tests.support.people import TOWN, Cast
from tests.support.stage import scene
from tests.support.wages import TERMS, WORKERS, details, workbook

HOME = "北京虚构康颐养老院"
COURT = "北京市房山区人民法院（虚构）"
START = clock.at(date(2025, 6, 18), 9)
MORNING = clock.at(date(2025, 6, 23), 8)


class AssignmentMatter:
    """Thirty-two workers (or fewer), the home and the property company, up to the draft."""

    def __init__(self, cast: Cast, workers: int = 32) -> None:
        """File, triage, mediate, verify and freeze, each at its time."""
        self.cast = cast
        self.workers = WORKERS[:workers]
        with clock.frozen(START):
            self.matter_id = self._file()
            self.mediation_id = self._mediate()
        with clock.frozen(clock.at(date(2025, 6, 20), 10)):
            self.schedule_id = self._schedule()

    @property
    def ding(self) -> Actor:
        """The mediator."""
        return self.cast.actor("ding")

    def _file(self) -> UUID:
        self._authority()
        people = [
            PartyDetails(
                role="applicant",
                kind="person",
                name=one.name,
                id_number=one.id_number,
                phone=one.phone,
                address="虚构路1号",
            )
            for one in self.workers
        ]
        home = PartyDetails(
            role="third_party",
            kind="organisation",
            name=HOME,
            uscc="52110199MJ0FXC030N",
            legal_representative="温某",
            phone="12000000101",
            address="房山区虚构路2号",
        )
        firm = PartyDetails(
            role="respondent",
            kind="organisation",
            name=TERMS.employer,
            uscc=TERMS.employer_uscc,
            legal_representative="赖某",
            phone="12000000102",
            address="房山区虚构路3号",
        )
        matter_id = intake.file_event(
            EventDetails(
                source="police_110",
                title="养老院门前讨薪",
                summary="劳动者聚集讨薪，称被拖欠2025年4、5月工资",
                occurred_at=clock.now(),
                region_code=TOWN,
                place="房山区虚构康颐养老院门前",
                involved_count=len(self.workers),
                parties=(*people, home, firm),
            ),
            actor=self.cast.actor("police"),
        )
        for code in ("org.labor", "dept.rs", "center", "court.studio"):
            request = GrantRequest(matter_id=matter_id, ground="dispatched", unit_id=self.cast.unit(code).id)
            intake.grant(request, actor=self.cast.actor("gaomou"))
        intake.register_event(matter_id, actor=self.cast.actor("gaomou"))
        decision = TriageDecision(
            pathway="mediation",
            dispute_type="migrant_wage",
            risk_level="yellow",
            risk_reason="当事人情绪平稳，按黄色办理",
        )
        intake.triage_event(matter_id, decision, actor=self.cast.actor("gaomou"))
        return matter_id

    def _authority(self) -> None:
        known = db.session.execute(select(AuthorityListEntry).where(AuthorityListEntry.code == "RS-014")).scalar()
        if known is None:
            db.session.add(
                AuthorityListEntry(
                    code="RS-014",
                    unit_id=self.cast.unit("dept.rs").id,
                    role="lead",
                    dispute_types=["migrant_wage"],
                    keywords=["欠薪"],
                    text="拖欠工资的受理、核查与调解",
                    valid_from=date(2020, 1, 1),
                )
            )

    def _mediate(self) -> UUID:
        org = self.cast.unit("org.labor").id
        opened = mediation.open_mediation(
            Application(matter_id=self.matter_id, org_id=org, origin="written"), actor=self.ding
        )
        everybody = tuple(party.id for party in self.parties)
        mediation.check_scope(opened, actor=self.ding)
        consent = ConsentDetails(party_ids=everybody, answer="consent", channel="on_site", answered_at=clock.now())
        mediation.record_consent(opened, consent, actor=self.ding)
        mediation.accept(opened, actor=self.ding)
        mediation.assign(opened, "与各方无利害关系", actor=self.ding)
        notice = RightsDetails(party_ids=everybody, channel="on_site", confirmed_at=clock.now())
        mediation.record_rights_read(opened, notice, actor=self.ding)
        self.mediation_id = opened
        if len(self.workers) >= 10:
            group = tuple(party.id for party in self.parties if party.role == "applicant")
            mediation.choose_representatives(opened, group[:3], group, "代为陈述诉求", actor=self.ding)
        self.sit(present=everybody)
        return opened

    def sit(self, present: tuple[UUID, ...], left: dict[UUID, datetime] | None = None) -> None:
        """Hold a session now; `left` says who walked out when."""
        attendance = tuple(PresentParty(party_id=one, left_at=(left or {}).get(one)) for one in present)
        session = SessionDetails(mode="on_site", place="调解室", started_at=clock.now(), attendance=attendance)
        mediation.hold_session(self.mediation_id, session, actor=self.ding)

    def _schedule(self) -> UUID:
        schedule_id = claims.open_schedule(
            self.matter_id, details(employer_party_id=self.party(TERMS.employer).id), actor=self.ding
        )
        upload = claims.upload_spreadsheet(schedule_id, "工资.xlsx", workbook(self.workers), actor=self.ding)
        claims.import_upload(upload, actor=self.ding)
        claims.enter_schedule(schedule_id, actor=self.ding)
        claims.verify_schedule(schedule_id, actor=self.cast.actor("he"))
        claims.second_check_schedule(schedule_id, actor=self.cast.actor("song"))
        for row in self.rows(schedule_id):
            if row.needs_acceptance:
                claims.accept_difference(row.id, "on_site", actor=self.ding)
        claims.freeze_schedule(schedule_id, actor=self.ding)
        return schedule_id

    @property
    def parties(self) -> list[MatterParty]:
        """Parties of the matter in their order."""
        return list(intake_queries.parties_of(self.matter_id))

    def party(self, name: str) -> MatterParty:
        """One party by name."""
        return next(party for party in self.parties if party.name == name)

    def rows(self, schedule_id: UUID | None = None) -> list[ClaimRow]:
        """Rows of the schedule."""
        wanted = schedule_id or self.schedule_id
        statement = select(ClaimRow).where(ClaimRow.schedule_id == wanted).order_by(ClaimRow.number)
        return list(db.session.execute(statement).scalars())

    def draft(self, **changes: object) -> UUID:
        """The planned assignment, with what people noted on 20 June."""
        plain: dict[str, object] = {
            "matter_id": self.matter_id,
            "assignee_id": self.party(HOME).id,
            "pay_by": date(2025, 6, 30),
            "signing_on": date(2025, 6, 23),
            "contract_title": "物业服务合同",
            "contract_no": "康颐-物服-2021-003（虚构）",
            "court": COURT,
            "facts": "物业公司自2025年4月起未向在养老院服务的劳动者支付工资，劳动者聚集讨薪，经公安上报综治中心。",
            "disputed": "欠付金额、由谁先行支付以及付款后如何避免重复追偿。",
            "setoffs": (
                SetOff(
                    holder=f"p{self.party(HOME).id.hex[-12:]}",
                    against=f"p{self.party(TERMS.employer).id.hex[-12:]}",
                    text="物业服务质量扣款",
                    amount_fen=8_640_000,
                ),
            ),
        }
        agreement_id = services.draft_assignment_agreement(
            AssignmentDraft(**{**plain, **changes}),
            actor=self.ding,  # type: ignore[arg-type]
        )
        self.note(agreement_id)
        return agreement_id

    def note(self, agreement_id: UUID) -> None:
        """Insolvency look-ups and each worker's consent to the settlement."""
        content = self.content(agreement_id)
        firms = [*content.with_standing(Standing.ASSIGNEE), *content.with_standing(Standing.DEBTOR)]
        checks = [{"party": party.key, "insolvent": False, "checked_on": clock.today().isoformat()} for party in firms]
        services.note_circumstances(
            agreement_id, {"insolvency_checks": checks, "facts_match_evidence": True}, actor=self.ding
        )
        workers = [party.key for party in content.with_standing(Standing.ASSIGNOR)]
        services.record_settlement_consents(agreement_id, workers, clock.today(), actor=self.ding)

    def agreement(self, agreement_id: UUID) -> Agreement:
        """The row as the mediator sees it, fresh."""
        db.session.expire_all()
        return queries.get_agreement(self.ding, agreement_id)

    def content(self, agreement_id: UUID) -> AgreementContent:
        """The content of the draft."""
        return queries.content_of(self.agreement(agreement_id))

    def hands(self, signer: str, keys: tuple[str, ...] = (), **changes: object) -> Hands:
        """Signatures made now."""
        plain: dict[str, object] = {
            "signer": signer,
            "mode": "seal" if signer == "organisation" else "pen",
            "signed_at": clock.now(),
            "party_keys": keys,
            "identity_checked": True,
            "place": "调解室",
        }
        return Hands(**{**plain, **changes})  # type: ignore[arg-type]

    def sign_all(self, agreement_id: UUID) -> datetime | None:
        """Every hand that is needed, one after the other; returns the instant of effect."""
        keys = tuple(party.key for party in self.content(agreement_id).signers)
        services.record_signatures(agreement_id, self.hands("party", keys), actor=self.ding)
        services.record_signatures(agreement_id, self.hands("mediator"), actor=self.ding)
        return services.record_signatures(agreement_id, self.hands("organisation"), actor=self.ding)

    def receipts(self, payer: str, rows: list[ClaimRow] | None = None, prefix: str = "RF") -> list[UUID]:
        """Each worker (or some) is paid the verified sum by one payer today."""
        paid = [
            ReceiptDetails(
                payer=payer,
                payer_party_id=self.party(payer).id,
                payee=row.name,
                amount_fen=row.verified_fen,
                paid_on=clock.today(),
                bank_reference=f"{prefix}-{row.number:03d}",
                row_id=row.id,
            )
            for row in (rows if rows is not None else self.rows())
        ]
        return claims.record_receipts(self.matter_id, paid, actor=self.ding)

    def hold(self) -> None:
        """A judge's opinion awaits the mediator's decision."""
        intake.place_hold(
            self.matter_id, HoldKind.OPINION_UNDECIDED, "guidance_request", self.matter_id, actor=self.ding
        )

    def notice(self, **changes: object) -> NoticeDetails:
        """A notice to the company's registered address by EMS, arrived and proven."""
        plain: dict[str, object] = {
            "sender": "assignors",
            "mode": "ems",
            "receiver": "赖某",
            "receiver_role": "registered_address",
            "sent_at": clock.now() - timedelta(hours=2),
            "arrived_at": clock.now() - timedelta(hours=1),
            "reference": "EMS 1234567890123（虚构）",
            "proof": "邮单和签收记录",
        }
        return NoticeDetails(**{**plain, **changes})  # type: ignore[arg-type]


@scene(at=MORNING)
def assignment(cast: Cast) -> AssignmentMatter:
    """The matter with all thirty-two workers, on the morning of 23 June 2025."""
    return AssignmentMatter(cast)


@scene(at=MORNING)
def small(cast: Cast) -> AssignmentMatter:
    """The same with three workers: quick."""
    return AssignmentMatter(cast, workers=3)


class DrawnUp:
    """The small matter with an agreement whose text is frozen: the matter, the agreement, the keys of who signs."""

    def __init__(self, matter: AssignmentMatter) -> None:
        """Draft it and freeze it."""
        self.matter = matter
        self.agreement_id = matter.draft()
        services.freeze_agreement(self.agreement_id, actor=matter.ding)
        self.keys = tuple(party.key for party in matter.content(self.agreement_id).signers)

    def parts(self) -> tuple[AssignmentMatter, UUID, tuple[str, ...]]:
        """What tests speak of."""
        return self.matter, self.agreement_id, self.keys


@scene(at=MORNING)
def frozen_small(small: AssignmentMatter) -> DrawnUp:
    """The agreement of the small matter, frozen, without a hand on it."""
    return DrawnUp(small)


@scene(at=MORNING)
def signed_small(frozen_small: DrawnUp) -> DrawnUp:
    """The same with every hand: in effect."""
    frozen_small.matter.sign_all(frozen_small.agreement_id)
    return frozen_small
