"""A wage matter for tests: the fictional roster, the mediator and human resources let in, dates of June 2025.

The fixture ``wage_matter`` is a ``WageMatter``; its clock stands at 2025-06-20 10:00 in Shanghai.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.claims import services
from app.claims.commands import ReceiptDetails, ScheduleDetails
from app.claims.models import ClaimRow
from app.claims.samples import sample_terms, sample_workers
from app.claims.types import Month, WorkerClaim
from app.claims.workbook import write_schedule
from app.clocks.queries import shipped_calendar
from app.core import clock
from app.core.db import db
from app.core.ids import new_id
from app.intake import services as intake
from app.intake.commands import EventDetails, GrantRequest, PartyDetails
from app.mediation import services as mediation
from app.mediation.commands import Application
from app.organisations.models import AuthorityListEntry
from tests.support.people import TOWN, Cast
from tests.support.stage import scene

WORKERS = sample_workers(shipped_calendar())
TERMS = sample_terms()
DETAILS = ScheduleDetails(
    employer=TERMS.employer,
    employer_uscc=TERMS.employer_uscc,
    first_month=TERMS.first_month,
    last_month=TERMS.last_month,
    sources=("物业公司工资专户银行流水", "考勤表（双方签字）"),
    evidence_kinds=("attendance", "bank_flow"),
)
ON = date(2025, 6, 20)


def details(**changes: object) -> ScheduleDetails:
    """The terms of the fictional firm with changes."""
    plain = {name: getattr(DETAILS, name) for name in ScheduleDetails.__dataclass_fields__}
    return ScheduleDetails(**{**plain, **changes})  # type: ignore[arg-type]


def workbook(workers: tuple[WorkerClaim, ...] = WORKERS) -> bytes:
    """A spreadsheet with the given workers."""
    return write_schedule(TERMS, workers)


class WageMatter:
    """One matter of 32 workers, with everybody let in who works on the claims."""

    def __init__(self, cast: Cast, parties: int = 3) -> None:
        """File the event, enter the first workers as parties, let the committee and human resources in."""
        self.cast = cast
        ding = cast.actor("ding")
        if db.session.query(AuthorityListEntry).filter_by(code="RS-014").first() is None:
            self._let_human_resources_lead()
        self.matter_id: UUID = self._filed(parties)
        for code in ("org.labor", "dept.rs", "center", "court.studio"):
            self.let_in(code)
        mediation.open_mediation(
            Application(matter_id=self.matter_id, org_id=cast.unit("org.labor").id, origin="written"), actor=ding
        )

    def _let_human_resources_lead(self) -> None:
        db.session.add(
            AuthorityListEntry(
                id=new_id(),
                code="RS-014",
                unit_id=self.cast.unit("dept.rs").id,
                role="lead",
                dispute_types=["migrant_wage"],
                keywords=["欠薪"],
                text="拖欠工资的受理、核查与调解",
                valid_from=date(2020, 1, 1),
            )
        )

    def _filed(self, parties: int) -> UUID:
        return intake.file_event(
            EventDetails(
                source="police_110",
                title="养老院门前讨薪",
                summary="32名劳动者聚集讨薪，称被拖欠2025年4、5月工资",
                occurred_at=clock.at(date(2025, 6, 18), 8, 40),
                region_code=f"{TOWN}",
                place="房山区虚构康颐养老院门前",
                involved_count=32,
                parties=tuple(
                    PartyDetails(role="applicant", kind="person", name=one.name, id_number=one.id_number)
                    for one in WORKERS[:parties]
                ),
            ),
            actor=self.cast.actor("police"),
        )

    def let_in(self, code: str) -> None:
        """Let a unit see the matter."""
        request = GrantRequest(matter_id=self.matter_id, ground="dispatched", unit_id=self.cast.unit(code).id)
        intake.grant(request, actor=self.cast.actor("gaomou"))

    def schedule(self, workers: tuple[WorkerClaim, ...] = WORKERS) -> UUID:
        """A schedule with the given workers, imported by the mediator."""
        ding = self.cast.actor("ding")
        schedule_id = services.open_schedule(self.matter_id, DETAILS, actor=ding)
        upload = services.upload_spreadsheet(schedule_id, "工资.xlsx", workbook(workers), actor=ding)
        services.import_upload(upload, actor=ding)
        return schedule_id

    def pay(self, row: ClaimRow) -> None:
        """Record that a worker received the verified sum."""
        paid = ReceiptDetails(
            payer=TERMS.employer,
            payee=row.name,
            amount_fen=row.verified_fen,
            paid_on=clock.today(),
            bank_reference=f"TT-{row.number}",
            row_id=row.id,
        )
        services.record_receipts(self.matter_id, [paid], actor=self.cast.actor("ding"))

    def checked_schedule(self, workers: tuple[WorkerClaim, ...] = WORKERS) -> UUID:
        """The same, entered, verified and checked a second time."""
        schedule_id = self.schedule(workers)
        services.enter_schedule(schedule_id, actor=self.cast.actor("ding"))
        services.verify_schedule(schedule_id, actor=self.cast.actor("he"))
        services.second_check_schedule(schedule_id, actor=self.cast.actor("song"))
        return schedule_id


def month(text: str) -> Month:
    """A month as written."""
    found = Month.parse(text)
    assert found is not None
    return found


@scene(at=clock.at(ON, 10))
def wage_matter(cast: Cast) -> WageMatter:
    """The matter, with the clock at 10:00 on the day of the verification."""
    return WageMatter(cast)
