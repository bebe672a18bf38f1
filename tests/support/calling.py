"""A matter on which units are whistled for or asked to a meeting: complete details, and who speaks for whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.permissions import Actor, Position, Role
from app.dispatch import services
from app.dispatch.commands import (
    AgreedItem,
    Attendance,
    CalledUnit,
    ComingDetails,
    Invitation,
    MeetingDetails,
    MinutesDetails,
    UnitResult,
    WhistleDetails,
)
from app.dispatch.models import Consultation, Whistle, WhistleCall
from tests.support.dispatching import DAY, WaitingMatter, later
from tests.support.people import TOWN, actor_for, make_person
from tests.support.stage import scene

STREET = f"sub.{TOWN}"


class HandledMatter(WaitingMatter):
    """The matter in the hands of its lead, and a called unit that has no other part in it."""

    order_id: UUID

    def hand_over(self) -> None:
        """Dispatch it, let the lead begin, and bring somebody from the roads department."""
        self.cast.memberships["road"] = make_person(
            "road", "路某", self.cast.unit("dept.jt"), Role.DEPT_OFFICER, Position.OFFICER
        )
        self.cast.memberships["gaofficer"] = self.cast.memberships.get("gaofficer") or make_person(
            "gaofficer", "邢某", self.cast.unit("dept.ga"), Role.DEPT_OFFICER, Position.OFFICER
        )
        self.order_id = self.lead_in_progress()
        db.session.commit()

    @property
    def road(self) -> Actor:
        """An officer of a unit that has nothing to do with the matter."""
        return actor_for(self.cast.memberships["road"])

    def whistle(self, *codes: str, urgent: bool = True, **changes: object) -> UUID:
        """The street whistles, for the roads department and the police unless others are named."""
        details = self.whistle_details(*codes, urgent=urgent, **changes)
        return services.blow_whistle(self.matter_id, details, actor=self.actor("xilu"))

    def whistle_details(self, *codes: str, urgent: bool = True, **changes: object) -> WhistleDetails:
        """A whole whistle."""
        named = codes or ("dept.jt", "dept.ga")
        units = tuple(CalledUnit(unit_id=self.unit_id(code), reason="现场需要该单位处置。") for code in named)
        plain: dict[str, object] = {
            "place": "房山区虚构康颐养老院门前",
            "meet_at": later(hours=1),
            "needs": "现场有人聚集，需要维持秩序。",
            "units": units,
            "urgent": urgent,
        }
        return WhistleDetails(**{**plain, **changes})  # type: ignore[arg-type]

    def results(self, whistle_id: UUID) -> list[UnitResult]:
        """A result for each called unit."""
        return [UnitResult(unit_id=call.unit_id, words="已处置") for call in self.the_whistle(whistle_id).calls]

    def the_whistle(self, whistle_id: UUID) -> Whistle:
        """The whistle as the database has it."""
        found = db.session.get(Whistle, whistle_id, populate_existing=True)
        assert found is not None
        return found

    def call(self, whistle_id: UUID, code: str) -> WhistleCall:
        """One unit of a whistle as the database has it."""
        db.session.expire_all()
        return next(one for one in self.the_whistle(whistle_id).calls if one.unit_id == self.unit_id(code))

    def meeting(self, *codes: str, by: str = "gaomou", **changes: object) -> UUID:
        """The centre asks units to a meeting under its director, the roads department and the judges unless named."""
        return services.call_meeting(
            self.matter_id, self.meeting_details(*codes, by=by, **changes), actor=self.actor(by)
        )

    def meeting_details(self, *codes: str, by: str = "gaomou", **changes: object) -> MeetingDetails:
        """A whole call."""
        named = codes or ("dept.jt", "court.studio")
        plain: dict[str, object] = {
            "title": "研究工资支付和现场稳控",
            "chair_id": self.actor("gu" if by == "gaomou" else by).user_id,
            "meet_at": later(hours=1),
            "place": "中心三楼会议室",
            "issues": ("谁先行垫付工资", "现场怎么稳控"),
            "attendees": tuple(Invitation(unit_id=self.unit_id(code)) for code in named),
        }
        return MeetingDetails(**{**plain, **changes})  # type: ignore[arg-type]

    def minutes_details(self, **changes: object) -> MinutesDetails:
        """Whole minutes: the roads department and the judges were there, one decision, two items."""
        said = (("dept.jt", "路某", "同意配合疏导。"), ("court.studio", "孟某文", "提示保留转账凭证。"))
        plain: dict[str, object] = {
            "held_at": clock.now(),
            "summary": "与会单位通报了情况。",
            "attendances": tuple(
                Attendance(unit_id=self.unit_id(code), present=True, names=name, opinion=opinion)
                for code, name, opinion in said
            ),
            "decisions": ("由用人单位先行支付拖欠工资。",),
            "items": (self.item("dept.jt", "疏导周边道路"), self.item("center", "通报街道")),
        }
        return MinutesDetails(**{**plain, **changes})  # type: ignore[arg-type]

    def item(self, code: str, words: str, due_on: date | None = None) -> AgreedItem:
        """Something to do within a week."""
        due = due_on or clock.today() + timedelta(days=7)
        return AgreedItem(words=words, unit_id=self.unit_id(code), person="路某", due_on=due)

    def signed(self, **changes: object) -> UUID:
        """A meeting that was held, with minutes the director signed, an hour and a half from now."""
        meeting_id = self.meeting()
        with clock.frozen(later(minutes=90)):
            services.write_minutes(meeting_id, self.minutes_details(**changes), actor=self.actor("gaomou"))
            services.sign_minutes(meeting_id, actor=self.actor("gu"))
        return meeting_id

    def the_meeting(self, meeting_id: UUID) -> Consultation:
        """The consultation as the database has it."""
        db.session.expire_all()
        found = db.session.get(Consultation, meeting_id)
        assert found is not None
        return found


def coming(expected_at: datetime | None = None) -> ComingDetails:
    """Who comes, and when."""
    return ComingDetails(coming="路某，带1人", expected_at=expected_at or later(minutes=40))


@scene(at=clock.at(DAY, 9, 20))
def handled(waiting: WaitingMatter) -> HandledMatter:
    """The matter of S01 in progress at its lead."""
    matter = HandledMatter.__new__(HandledMatter)
    matter.cast, matter.matter_id = waiting.cast, waiting.matter_id
    matter.hand_over()
    return matter
