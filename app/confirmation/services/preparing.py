"""The centre's side: drafting from the agreement, collecting every party's will, building the package, submitting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.agreements import queries as agreements
from app.clocks import services as clocks
from app.clocks.commands import Subject
from app.confirmation import events as told
from app.confirmation import permissions as may
from app.confirmation.commands import WillDetails
from app.confirmation.forms import issue_package
from app.confirmation.models import Application, Material, Will
from app.confirmation.queries import (
    application_facts,
    broken_rules,
    competent_courts,
    guiding_judges,
    joint_application,
    signers_of,
)
from app.confirmation.services.loading import locked_application
from app.confirmation.types import MaterialKind
from app.confirmation.workflow import CONFIRMATION_WORKFLOW, KIND
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput, NotFound, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.core.workflow import fire, start
from app.intake import services as matters
from app.intake.commands import GrantRequest
from app.intake.types import Ground, Stage

if TYPE_CHECKING:
    from app.agreements.models import Agreement

#: Rules an agreement keeps before an application is begun, and the code of the refusal.
BEFORE_DRAFTING = {"A02": "not_effective", "A01": "too_late"}
REQUIRED = (
    MaterialKind.APPLICATION,
    MaterialKind.COMMITMENT,
    MaterialKind.MEDIATION_PROOF,
    MaterialKind.AGREEMENT,
    MaterialKind.IDENTITY,
    MaterialKind.ADDRESS_CONFIRMATION,
    MaterialKind.MATERIALS_LIST,
)


def draft_application(agreement_id: UUID, *, court_id: UUID | None = None, actor: Actor) -> UUID:
    """Prepare an application from an agreement in effect: court, parties and the list of papers fill themselves in.

    Raises ``Refused`` before effect or after the thirtieth day, ``Conflict`` when one is open already.
    """
    authorise(actor, may.PREPARE)
    with unit_of_work(actor) as uow:
        agreement = agreements.get_agreement(actor, agreement_id)
        effective_on, last = _days_of(agreement)
        chosen = _chosen_court(agreement, court_id)
        row = Application(
            id=new_id(),
            matter_id=agreement.matter_id,
            agreement_id=agreement.id,
            court_id=chosen[0],
            route=chosen[1],
            effective_on=effective_on,
            last_day_on=last,
            prepared_by=actor.name,
            guided_by=guiding_judges(agreement.matter_id),
        )
        start(CONFIRMATION_WORKFLOW, row)
        _insert(row)
        _add_rows(row, agreement)
        uow.record(told.ApplicationDrafted(matter_id=row.matter_id, subject_kind=KIND, subject_id=row.id))
        return row.id


def _days_of(agreement: Agreement) -> tuple[date, date]:
    """Day of effect and last day of the thirty, as rules A02 and A01 see them."""
    broken = broken_rules(agreement)
    for rule, code in BEFORE_DRAFTING.items():
        if rule in broken:
            raise Refused(broken[rule], code=code)
    asked = joint_application(agreement)
    assert asked.effective_on is not None
    assert asked.last_day_on is not None
    return asked.effective_on, asked.last_day_on


def _chosen_court(agreement: Agreement, court_id: UUID | None) -> tuple[UUID, str]:
    courts = competent_courts(agreement)
    if not courts:
        raise NotFound(msg("没有找到有管辖权的法院，请联系管理员维护法院信息。"))
    chosen = next((one for one in courts if court_id in (None, one.court_id)), None)
    if chosen is None:
        raise InvalidInput({"court_id": [msg("所选法院没有管辖权，请按提示选择。")]})
    return chosen.court_id, chosen.route.value


def _insert(row: Application) -> None:
    db.session.add(row)
    try:
        with db.session.begin_nested():
            db.session.flush()
    except IntegrityError as twice:
        raise Conflict(msg("该协议已有一件司法确认申请，不能重复申请。"), code="application_open") from twice


def _add_rows(row: Application, agreement: Agreement) -> None:
    for party_id in signers_of(agreement):
        db.session.add(Will(id=new_id(), application_id=row.id, party_id=party_id))
    for position, kind in enumerate(REQUIRED, start=1):
        db.session.add(Material(id=new_id(), application_id=row.id, position=position, kind=kind.value, required=True))
    db.session.flush()


def make_ready(application_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """The draft is complete; the parties sign together. The papers of the package are issued."""
    with unit_of_work(actor):
        row = locked_application(application_id, version, actor)
        fire(CONFIRMATION_WORKFLOW, row, "make_ready", actor, facts=application_facts(row, actor, with_lint=False))
        issue_package(row, actor=actor)


def record_wills(application_id: UUID, details: WillDetails, *, actor: Actor) -> int:
    """Record that parties joined: each signed the application, the commitment and the address for service."""
    authorise(actor, may.PREPARE)
    if details.joined_at > clock.now():
        raise InvalidInput({"joined_at": [msg("签署时间不能晚于现在。")]})
    with unit_of_work(actor) as uow:
        row = locked_application(application_id, None, actor)
        if row.state != "ready":
            raise Conflict(msg("当前状态不能记录共同申请。"), code="wrong_state")
        found = {will.party_id: will for will in row.wills}
        if not details.party_ids or not set(details.party_ids) <= set(found):
            raise InvalidInput({"party_ids": [msg("请选择协议的签署方。")]})
        for party_id in dict.fromkeys(details.party_ids):
            will = found[party_id]
            will.joined_at, will.recorded_by = details.joined_at, actor.name
            will.commitment_at = details.joined_at if details.commitment else None
            will.address_at = details.joined_at if details.address else None
        row.touch()
        uow.audit("confirmation.record_wills", KIND, row.id, row.matter_id, {"parties": list(details.party_ids)})
        return len(details.party_ids)


def tick_material(
    application_id: UUID, kind: str, *, copies: int = 1, original_seen: bool = False, actor: Actor
) -> None:
    """Note that a paper is there, in so many copies."""
    authorise(actor, may.PREPARE)
    if not 1 <= copies <= 99:
        raise InvalidInput({"copies": [msg("份数应在1至99之间。")]})
    with unit_of_work(actor) as uow:
        row = locked_application(application_id, None, actor)
        material = db.session.execute(
            select(Material).where(Material.application_id == row.id, Material.kind == kind)
        ).scalar_one_or_none()
        if material is None:
            raise InvalidInput({"kind": [msg("材料清单中没有此项。")]})
        material.present, material.copies, material.original_seen = True, copies, original_seen
        row.touch()
        uow.audit("confirmation.tick_material", KIND, row.id, row.matter_id, {"kind": kind, "copies": copies})


def submit(application_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Send the joint application to the court: in time, everyone joined, papers complete, nothing blocked."""
    with unit_of_work(actor):
        row = locked_application(application_id, version, actor)
        row.submitted_at = clock.now()
        matters.grant(
            GrantRequest(matter_id=row.matter_id, ground=Ground.CONFIRMS.value, unit_id=row.court_id), actor=actor
        )
        fire(CONFIRMATION_WORKFLOW, row, "submit", actor, facts=application_facts(row, actor), court_id=row.court_id)
        clocks.stop(Subject("agreement", row.agreement_id, row.matter_id), "K01", why="submitted", actor=actor)
        matters.set_stage(row.matter_id, Stage.CONFIRMING, actor=actor)


def supplement(application_id: UUID, note: str, *, version: int | None = None, actor: Actor) -> None:
    """What the court asked for was handed in."""
    with unit_of_work(actor):
        row = locked_application(application_id, version, actor)
        fire(
            CONFIRMATION_WORKFLOW,
            row,
            "supplement",
            actor,
            facts=application_facts(row, actor, with_lint=False),
            reason=note,
            court_id=row.court_id,
        )
