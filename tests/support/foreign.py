"""A centre with two wage matters that strangers have no part in, and the strangers: one for every post there is.

``rows_of`` follows every foreign key, so that a table added later is covered without being named here.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, Uuid, or_, select

from app.bulk import services as bulk
from app.bulk.commands import BulkInputs, ChosenRow
from app.bulk.types import BulkAct
from app.claims import services as claims
from app.core import clock, events
from app.core.db import db
from app.core.models import RecordedEvent
from app.core.permissions import Actor, Position, Role
from app.demo.at_work import AtWork
from app.demo.people import PEOPLE
from app.demo.wage_script import copy_script
from app.demo.wage_story import WageStory
from app.dispatch import queries as dispatch_queries
from app.dispatch import services as dispatch
from app.dispatch.commands import (
    AgreedItem,
    AskedSigner,
    Attendance,
    CalledUnit,
    CopyDetails,
    CountersignDetails,
    Invitation,
    MeetingDetails,
    MinutesDetails,
    SignerAdded,
    SupervisionDetails,
    SupervisionSubject,
    WhistleDetails,
)
from app.files import services as files
from app.intake import queries as intake_queries
from app.intake import services as intake
from app.intake.commands import ConsentGiven, EventDetails, GrantRequest, ImportRequest, LoweringProposal, PartyDetails
from app.intake.rules.risk import standing_facts
from app.notifications import services as reminders
from app.notifications.commands import ReminderDetails
from app.organisations.models import AuthorityListEntry
from app.oversight import services as oversight
from app.oversight.commands import LeadDetails
from app.rendering import queries as documents
from app.rendering import services as rendering
from app.role_catalogue import permissions_of
from app.rosters import services as rosters
from app.rosters.commands import HandoverText, NewDuty
from app.rosters.types import DutyKind
from tests.support import lists
from tests.support.people import Cast, make_person, make_unit
from tests.support.story import Story

#: A Wednesday; the longer of the two stories ends six weeks later.
DAY = date(2025, 6, 18)
TODAY = clock.at(date(2025, 8, 1), 10)
WORKERS = 2
#: Shorter texts, and plain ones with fewer digits, say nothing about whose they are.
SHORTEST, FEWEST_DIGITS = 4, 6

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50

#: Tables nothing grows from.
ENDS = frozenset({"audit_entries", "audit_reads", "core_transitions", "clocks_deadlines", "core_events"})

#: Where a stranger of each role sits. Those who see no matter through their unit sit in the centre itself.
SEATS = {
    Role.REPORTER: "sub.other",
    Role.DEPT_OFFICER: "dept.jt",
    Role.MEDIATOR: "org.other",
    Role.DUTY_JUDGE: "other.studio",
    Role.CONFIRMATION_JUDGE: "other.court",
    Role.DISPATCHER: "other",
    Role.DIRECTOR: "other",
    Role.REVIEWER: "center",
    Role.INSPECTOR: "center",
    Role.SYSTEM_ADMIN: "center",
    Role.SECURITY_ADMIN: "center",
    Role.AUDIT_ADMIN: "center",
}

WITHOUT_POST = frozenset({Role.PARTY, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody without a part in the foreign matters."""

    login: str
    actor: Actor


class ForeignWorld:
    """Two foreign matters, one closed and one in session, and a matter of the strangers' own."""

    def __init__(self) -> None:
        """Tell the stories, then let every watcher hear of them."""
        self.cast = Cast()
        self._more_units()
        law = Story(self.cast)
        dispatch.load_routing_rules(actor=Actor.system())
        with clock.frozen(clock.at(DAY, 8)):
            law.on_duty()
        at_work = AtWork({code: unit.id for code, unit in self.cast.units.items()})
        self.closed = WageStory(at_work, copy_script(3, DAY, WORKERS, papers=True))
        self.open = WageStory(at_work, copy_script(8, DAY, WORKERS))
        self.strangers = self._strangers()
        self._tell()
        with clock.frozen(TODAY):
            self.own_id = self._own_matter()
            _let_watchers_hear()
        self.matters = {self.closed.matter_id, self.open.matter_id}

    def _more_units(self) -> None:
        for one in PEOPLE:
            if one.login not in self.cast.memberships and one.unit in self.cast.units:
                unit = self.cast.unit(one.unit)
                self.cast.memberships[one.login] = make_person(one.login, one.name, unit, one.role, one.position)
        units = self.cast.units
        other = make_unit("other", "center", name="邻区社会治安综合治理中心（虚构）", region_code="110112")
        units["other"] = other
        units["other.court"] = make_unit(
            "other.court", "court", other, court_code="京0112", name="邻区人民法院（虚构）"
        )
        units["other.studio"] = make_unit("other.studio", "judge_studio", units["other.court"], name="邻区法官工作室")
        units["dept.copied"] = make_unit("dept.copied", "department", units["center"], name="房山区虚构抄送局")
        units["sub.other"] = make_unit(
            "sub.other", "sub_center", units["center"], name="另一街道分中心", region_code="110111105"
        )
        units["org.other"] = make_unit(
            "org.other",
            "mediation_org",
            units["center"],
            name="房山区虚构另一人民调解委员会",
            org_kind="people_committee",
            number_prefix="房另调",
        )

        db.session.add(
            AuthorityListEntry(
                code="RS-014",
                unit_id=units["dept.rs"].id,
                role="lead",
                dispute_types=["migrant_wage"],
                keywords=["欠薪"],
                text="拖欠工资的受理、核查与调解",
                valid_from=date(2020, 1, 1),
            )
        )

    def _strangers(self) -> list[Stranger]:
        found = []
        for role, position in posts():
            login = f"stranger-{role.value}-{position.value}"
            row = make_person(login, f"外{role.label}{position.label}", self.cast.unit(SEATS[role]), role, position)
            self.cast.memberships[login] = row
            found.append(Stranger(login, self.cast.actor(login)))
        return found

    def _tell(self) -> None:
        story = self.closed
        story.until_adopted()
        for step in (story.check_schedule, story.draft_agreement, story.freeze_agreement, story.sign, story.notify):
            step()
        for step in (
            story.draft_application,
            story.make_ready,
            story.submit,
            story.accept,
            story.verify,
            story.confirm,
        ):
            step()
        story.assignee_pays()
        day = story.script.pay_by
        story.certify(day)
        for late in (story.report_outcome, story.complete_orders, story.resolve, story.visit, story.close):
            late(day + 4)
        self.open.until_adopted()
        self.open.import_schedule()
        self._papers()
        self._roster()
        self._grave()
        self._together()

    def _together(self) -> None:
        """A copy of the open matter foreseen with others, not confirmed."""
        gaomou = self.cast.actor("gaomou")
        event = intake_queries.get_event(gaomou, self.open.matter_id)
        row = ChosenRow(id=event.id, version=event.version)
        bulk.prepare_run(BulkAct.COPY, [row], BulkInputs(words="外案的批量抄送用途"), actor=gaomou)

    def _papers(self) -> None:
        """A supervision, an upload not yet imported, a piece of evidence, a batch, the file of a dossier."""
        ding, gaomou, story = self.cast.actor("ding"), self.cast.actor("gaomou"), self.open
        lead = story.orders[0]
        chased = SupervisionDetails(
            subject=SupervisionSubject(kind="dispatch_order", id=lead.id, matter_id=story.matter_id),
            unit_id=lead.unit_id,
            cause="quality",
            facts="外案的督办事实：承办单位没有按期联系当事人。",
            requirements=("外案的督办要求：三日内报告进展。",),
            progress_only=True,
        )
        with clock.frozen(clock.at(DAY, 17)):
            dispatch.issue_supervision(chased, actor=gaomou)
            copy = CopyDetails(unit_id=self.cast.unit("dept.copied").id, purpose="外案的抄送用途：了解后续用工。")
            dispatch.copy_matter(story.matter_id, copy, actor=gaomou)
            dispatch.urge_order(lead.id, "外案的催办要求：今天回复。", actor=gaomou)
            self._whistle()
            self._confer()
            self._countersign()
            self._remember()
            self._hand_over()
            self._import_ledger()
            claims.upload_spreadsheet(story.schedule_id, "外案工资表.xlsx", story.workbook(), actor=ding)
            handed_in = files.store_upload(io.BytesIO(PNG), "外案照片.png", actor=ding)
            intake.add_evidence(story.matter_id, handed_in.id, "外案现场照片", actor=ding)
            papers = [row.id for row in documents.documents_of_matter(self.closed.matter_id, actor=gaomou)]
            rendering.start_batch(papers[:2], title="外案整批打印", matter_id=self.closed.matter_id, actor=gaomou)
            dossier = self.closed.dossier
            about = {"matter_id": dossier.matter_id, "subject_kind": "dossier", "subject_id": dossier.id}
            dossier.file_id = files.store_bytes(PNG, "外案卷宗.png", **about, actor=ding).id
            db.session.commit()

    def _whistle(self) -> None:
        """The centre whistles for a unit, which comes; its hour of arrival is put right."""
        gaomou, unit = self.cast.actor("gaomou"), self.cast.unit("dept.copied")
        details = WhistleDetails(
            place="外案的集合地点",
            meet_at=clock.now(),
            needs="外案的到场要求：维持秩序。",
            units=(CalledUnit(unit_id=unit.id, reason="外案的到场理由"),),
        )
        whistle_id = dispatch.blow_whistle(self.open.matter_id, details, actor=gaomou)
        dispatch.record_arrival(whistle_id, unit.id, actor=gaomou)
        dispatch.correct_arrival(whistle_id, unit.id, clock.now(), "外案的更正理由", actor=gaomou)

    def _confer(self) -> None:
        """A meeting with signed minutes, a supplement, and an item that was moved."""
        gaomou, unit = self.cast.actor("gaomou"), self.cast.unit("dept.copied")
        details = MeetingDetails(
            title="外案的会商主题",
            chair_id=gaomou.user_id,
            meet_at=clock.now(),
            place="外案的会议室",
            issues=("外案要商定的问题",),
            attendees=(Invitation(unit_id=unit.id, person="外案的参会人员"),),
        )
        meeting_id = dispatch.call_meeting(self.open.matter_id, details, actor=gaomou)
        said = Attendance(unit_id=unit.id, present=True, names="外案的参会人员", opinion="外案的单位意见")
        item = AgreedItem(words="外案的会商事项", unit_id=gaomou.unit_id, person="外案的责任人", due_on=DAY)
        text = MinutesDetails(held_at=clock.now(), attendances=(said,), decisions=("外案的商定意见",), items=(item,))
        dispatch.write_minutes(meeting_id, text, actor=gaomou)
        dispatch.sign_minutes(meeting_id, actor=gaomou)
        dispatch.supplement_minutes(meeting_id, "外案的纪要补正", actor=gaomou)
        waits = dispatch_queries.list_items(gaomou, dispatch_queries.MeetingFilter(own=True)).rows[0]
        dispatch.move_item(waits.id, DAY + timedelta(days=60), "外案的改期理由", actor=gaomou)

    def _countersign(self) -> None:
        """The lead asks; one is added, one removed, one refuses, and it is asked again."""
        order, unit = self.open.orders[0], self.cast.unit("dept.copied")
        clerk = make_person("copied", "外案会签员", unit, Role.DEPT_OFFICER)
        self.cast.memberships["copied"] = clerk
        db.session.commit()
        asker, signer = self.cast.actor("gaomou"), self.cast.actor("copied")
        ahead = clock.now() + timedelta(days=1)
        asked = AskedSigner(unit_id=unit.id, person="外案会签员")
        details = CountersignDetails(asked="外案的会签内容", due_at=ahead, signers=(asked,))
        countersign_id = dispatch.ask_countersign(order.id, details, actor=asker)
        line = dispatch_queries.get_countersign(asker, countersign_id).signers[0]
        more = AskedSigner(unit_id=self.cast.unit("dept.ga").id, due_at=ahead)
        added = SignerAdded(signer=more, beside_id=line.id, reason="外案的加签理由")
        dispatch.add_signer(countersign_id, added, actor=asker)
        last = dispatch_queries.get_countersign(asker, countersign_id).signers[-1]
        dispatch.remove_signer(countersign_id, last.id, "外案的减签理由", actor=asker)
        dispatch.refuse_countersign(countersign_id, None, "外案的会签意见", actor=signer)
        dispatch.ask_again(countersign_id, "外案修改后的会签内容", ahead, actor=asker)

    def _remember(self) -> None:
        """A note that names a colleague, and a reminder of one's own that has rung."""
        gaomou, gu, matter_id = self.cast.actor("gaomou"), self.cast.actor("gu"), self.open.matter_id
        assert gu.user_id is not None
        intake.write_note(matter_id, "外案的内部备注：下午再联系", [gu.user_id], actor=gaomou)
        wish = ReminderDetails(
            matter_id=matter_id, words="外案的个人提醒内容", due_at=clock.now() + timedelta(minutes=5)
        )
        reminders.set_reminder(wish, actor=gaomou)
        with clock.frozen(clock.now() + timedelta(minutes=6)):
            reminders.ring_reminders()

    def _hand_over(self) -> None:
        """The desk hands over what is open there, with a remark on each line."""
        actor, hours = self.cast.actor("gaomou"), (clock.at(DAY, 8, 30), clock.at(DAY, 18))
        post = self.cast.memberships["gaomou"].id
        duty = rosters.add_duty(
            NewDuty(membership_id=post, kind=DutyKind.DESK, from_at=hours[0], until_at=hours[1], seat="调度台"),
            actor=Actor.system(),
        )
        row = rosters.prepare_handover(duty.id, actor=actor)
        remarks = {line.id: "外案的交接备注：督办回复催过一次" for line in row.lines}
        assert remarks
        rosters.hand_over(row.id, version=row.version, text=HandoverText(remarks=remarks), actor=actor)

    def _roster(self) -> None:
        """The open matter handled by roster: a consent, a list not stored yet, a link with the closed one."""
        gaomou, matter_id = self.cast.actor("gaomou"), self.open.matter_id
        with clock.frozen(clock.at(DAY, 17)):
            intake.declare_collective(matter_id, "外案的群体事项理由：同一工地。", actor=gaomou)
            first = intake_queries.claimant_ids(gaomou, matter_id, intake_queries.RosterFilter())[0]
            given = ConsentGiven(party_ids=(first,), channel="written", paper="外案集体同意书", given_on=DAY)
            intake.record_consents(matter_id, given, actor=gaomou)
            listed = lists.roster([("外案待列入的人", "", "12077770001")])
            intake.hand_in_roster(matter_id, "外案名册.xlsx", listed, actor=gaomou)
            intake.link_matters(matter_id, self.closed.matter_id, "外案的关联理由", actor=gaomou)

    def _grave(self) -> None:
        """The open matter red: measures, an official who leads it, a note, and a proposal to lower it."""
        gaomou, matter_id = self.cast.actor("gaomou"), self.open.matter_id
        with clock.frozen(clock.at(DAY, 17, 10)):
            intake.confirm_risk(matter_id, "red", "外案的确认理由：现场仍有聚集。", actor=gaomou)
            details = LeadDetails(
                official_name="外案领导",
                official_post="外案的包案职务",
                until_on=DAY + timedelta(days=30),
                measures="外案的化解措施：三日内核清工资。",
            )
            oversight.name_lead(matter_id, details, actor=self.cast.actor("gu"))
            oversight.write_note(matter_id, "外案的每日记录：已到现场。", actor=gaomou)
        with clock.frozen(clock.at(DAY + timedelta(days=3), 17, 10)):
            ended = tuple(standing_facts(intake_queries.matter(matter_id).risk_inputs))
            down = LoweringProposal(to_level="orange", reason="外案的降级理由：现场已经平稳。", ended=ended)
            intake.propose_lowering(matter_id, down, actor=gaomou)

    def _import_ledger(self) -> None:
        """A ledger that holds the closed matter under its own number, and a row to mend."""
        actor, event = self.cast.actor("gaomou"), intake_queries.matter(self.closed.matter_id)
        event.outside_number = event.outside_number or "外案-0001"
        db.session.commit()
        rows = [lists.row(1, 台账编号=event.outside_number), lists.row(2, 受理日期="外案的日期")]
        request = ImportRequest(kind="work_orders", unit_id=self.cast.unit("center").id, source=event.source)
        import_id = intake.hand_in_list(request, "外案旧台账.xlsx", lists.xlsx(rows), actor=actor)
        suggested = intake_queries.choice_of(intake_queries.get_import(actor, import_id))
        intake.match_columns(import_id, suggested, actor=actor)
        intake.check_import(import_id)

    def _own_matter(self) -> UUID:
        """One matter that every stranger may see, so that no list of theirs is empty."""
        reporter = next(one for one in self.strangers if one.actor.role is Role.REPORTER)
        parties = (PartyDetails(role="applicant", kind="person", name="本案当事人", phone="12099990001"),)
        details = EventDetails(
            source="walk_in",
            title="本单位自己的事项",
            summary="供各岗位的列表里有一行可看。",
            occurred_at=clock.now(),
            region_code="110111105",
            place="另一街道虚构路9号",
            involved_count=2,
            parties=parties,
        )
        matter_id = intake.file_event(details, actor=reporter.actor)
        for one in self.strangers:
            request = GrantRequest(matter_id=matter_id, ground="meeting", user_id=one.actor.user_id)
            intake.grant(request, actor=Actor.system())
        return matter_id


def posts() -> Iterator[tuple[Role, Position]]:
    """Every role in every position that gives it permissions of its own."""
    for role in Role:
        if role in WITHOUT_POST:
            continue
        seen = set()
        for position in Position:
            powers = permissions_of(role, position)
            if powers not in seen:
                seen.add(powers)
                yield role, position


def _let_watchers_hear() -> None:
    """Search, statistics and notifications, as the worker would let them."""
    for row in db.session.execute(select(RecordedEvent).order_by(RecordedEvent.id)).scalars().all():
        for work in events.subscribers_to(row.name).values():
            work(events.StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload))
    db.session.commit()


# -- what belongs to a matter ---------------------------------------------------------------------------------------


def rows_of(matters: Iterable[UUID]) -> dict[str, list[Any]]:
    """Every row that grew from the matters, by table: by its matter, by a foreign key, or by the subject it names."""
    known: dict[str, dict[Any, Any]] = defaultdict(dict)
    fresh: set[UUID] = set(matters)
    leading = {table: columns for table in db.metadata.sorted_tables if (columns := _leading(table))}
    while fresh:
        found: set[UUID] = set()
        for table, columns in leading.items():
            belongs = or_(*(column.in_(fresh) for column in columns))
            for row in db.session.execute(select(table).where(belongs)).mappings():
                key = tuple(row[column.name] for column in table.primary_key)
                if key not in known[table.name]:
                    known[table.name][key] = row
                    found |= {part for part in key if isinstance(part, UUID)} if table.name not in ENDS else set()
        fresh = found
    return {name: list(rows.values()) for name, rows in known.items() if rows}


def tables_of_matters() -> set[str]:
    """Names of the tables whose rows may grow from a matter."""
    found = {"intake_events"}
    while True:
        more = {
            table.name
            for table in db.metadata.sorted_tables
            if "matter_id" in table.columns or any(key.column.table.name in found for key in table.foreign_keys)
        }
        if more <= found:
            return found
        found |= more


def _leading(table: Table) -> list[Column[Any]]:
    """The columns by which a row of the table may belong to a matter."""
    columns = [column for column in table.columns if isinstance(column.type, Uuid) and _leads_to_matters(column)]
    return [*columns, table.c.id] if table.name == "intake_events" else columns


def _leads_to_matters(column: Column[Any]) -> bool:
    return bool(column.foreign_keys) or column.name in ("matter_id", "subject_id")


def everything() -> dict[str, list[Any]]:
    """Every row there is, by table."""
    return {table.name: list(db.session.execute(select(table)).mappings()) for table in db.metadata.sorted_tables}


def identifiers(rows: dict[str, list[Any]]) -> set[str]:
    """Ids and texts of the rows by which somebody would know whose they are."""
    found: set[str] = set()
    for name, listed in rows.items():
        for column in db.metadata.tables[name].columns:
            for row in listed:
                found |= _told_by(column, row[column.name])
    return found


def _told_by(column: Column[Any], value: Any) -> set[str]:
    if isinstance(value, UUID):
        return {str(value), value.hex} if column.primary_key else set()
    if not isinstance(value, str) or len(value) < SHORTEST:
        return set()
    return {value} if not value.isascii() or sum(one.isdigit() for one in value) >= FEWEST_DIGITS else set()
