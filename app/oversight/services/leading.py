"""The director names who leads a matter (领导包案), with a last day and measures; the form D49 is issued at once."""

from __future__ import annotations

from uuid import UUID

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.intake import services as matters
from app.intake.models import Event
from app.intake.policies import require_may_act
from app.intake.queries import AT_WORK
from app.oversight import permissions as may
from app.oversight.commands import LeadDetails
from app.oversight.events import LeadOfficialNamed
from app.oversight.forms import issue_lead_form
from app.oversight.models import LeadOfficial, RiskDuty
from app.oversight.queries import open_duties_of, present_lead
from app.oversight.rules import NAMING, asked_for
from app.oversight.services.duties import do, stop_clock_when_done
from app.oversight.types import DutyKind

LEAST_MEASURES = 10


def name_lead(matter_id: UUID, details: LeadDetails, *, version: int | None = None, actor: Actor) -> UUID:
    """Name who leads a red or orange matter; whoever led it before has ended. Returns the id of the lead.

    Raises ``InvalidInput`` by field, ``Refused`` for a matter of another level or one that is over.
    """
    authorise(actor, may.LEAD_NAME)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        event = matters.lock_matter(matter_id, version)
        if not asked_for(event.risk_level or "") or event.state not in AT_WORK:
            raise Refused(msg("只有在办的红色、橙色事项才确定包案领导。"), code="not_grave")
        _check(event, details)
        _replace(matter_id)
        row = _new_lead(event, details, actor)
        _done_by_naming(row, actor)
        event.touch()
        db.session.flush()
        stop_clock_when_done(matter_id, actor=actor)
        uow.record(
            LeadOfficialNamed(
                matter_id=matter_id,
                subject_kind="lead_official",
                subject_id=row.id,
                official_id=row.official_user_id,
                unit_id=event.center_id,
            )
        )
        issue_lead_form(matter_id, actor=actor)
        return row.id


def _check(event: Event, details: LeadDetails) -> None:
    found: dict[str, list[Message]] = {}
    if not 2 <= len(details.official_name.strip()) <= 80:
        found["official_name"] = [msg("请填写领导姓名。")]
    if not 2 <= len(details.official_post.strip()) <= 120:
        found["official_post"] = [msg("请填写单位和职务。")]
    if details.until_on < clock.today():
        found["until_on"] = [msg("包案期限不能早于今天。")]
    if len(details.measures.strip()) < LEAST_MEASURES:
        found["measures"] = [msg("请写明化解措施，不少于{least}个字。", least=LEAST_MEASURES)]
    if details.official_user_id is not None and details.official_user_id not in {
        one.user_id for one in accounts.colleagues(unit_id=event.center_id)
    }:
        found["official_user_id"] = [msg("请从本中心人员中选择。")]
    if found:
        raise InvalidInput(found)


def _replace(matter_id: UUID) -> None:
    before = present_lead(matter_id)
    if before is not None:
        before.ended_on, before.ended_why = clock.today(), "replaced"
        before.touch()
        db.session.flush()


def _new_lead(event: Event, details: LeadDetails, actor: Actor) -> LeadOfficial:
    row = LeadOfficial(
        id=new_id(),
        matter_id=event.id,
        level=event.risk_level,
        official_name=details.official_name.strip(),
        official_post=details.official_post.strip(),
        official_user_id=details.official_user_id,
        from_on=clock.today(),
        until_on=details.until_on,
        measures=details.measures.strip(),
        named_by_id=actor.user_id,
        named_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _done_by_naming(lead: LeadOfficial, actor: Actor) -> None:
    for row in open_duties_of(lead.matter_id):
        if row.kind in NAMING:
            do(lock(RiskDuty, row.id), f"{lead.official_name}，{lead.official_post}", actor)
        elif row.kind == DutyKind.DAILY_NOTE:
            row.owner_user_id = lead.official_user_id
