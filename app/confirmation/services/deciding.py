"""The court's side, for court roles alone: supplement, accept, verify, rule, serve."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from app.agreements import services as agreements
from app.clocks import services as clocks
from app.clocks.commands import Subject
from app.confirmation import events as told
from app.confirmation import permissions as may
from app.confirmation.commands import SupplementDetails, VerificationDetails
from app.confirmation.models import Application, Verification
from app.confirmation.queries import application_facts, court_of
from app.confirmation.rules.questions import unanswered
from app.confirmation.services.loading import locked_application
from app.confirmation.types import NotAcceptedGround, RejectedGround, VerificationMode
from app.confirmation.workflow import CONFIRMATION_WORKFLOW, KIND
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput
from app.core.ids import new_id
from app.core.numbers import allot
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import unit_of_work
from app.core.workflow import fire
from app.intake import services as matters
from app.intake.types import Stage
from app.organisations import queries as organisations

CASE_TYPE = "诉前调确"


def demand_supplement(
    application_id: UUID, details: SupplementDetails, *, version: int | None = None, actor: Actor
) -> None:
    """Ask for more papers until a day."""
    with unit_of_work(actor):
        row = locked_application(application_id, version, actor)
        row.supplement_note, row.supplement_until = details.note.strip(), details.until
        fire(CONFIRMATION_WORKFLOW, row, "demand_supplement", actor, facts=_facts(row, actor), reason=details.note)


def deem_withdrawn(application_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Nothing was handed in without good reason: treated as withdrawn (民诉法解释357)."""
    _end(application_id, "deem_withdrawn", reason, None, version, actor)


def not_accept(application_id: UUID, ground: str, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Do not accept, on a ground of 民诉法解释355."""
    _check_ground(ground, NotAcceptedGround)
    _end(application_id, "not_accept", reason, ground, version, actor)


def acknowledge_guided(application_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """The judge who guided the mediation was warned and examines it all the same, by the court's choice (§5.3)."""
    authorise(actor, may.DECIDE)
    with unit_of_work(actor) as uow:
        row = locked_application(application_id, version, actor)
        if court_of(actor) != row.court_id:
            raise Forbidden(msg("该申请不属于您所在的法院。"), code="other_court")
        row.guided_acknowledged = True
        row.touch()
        assert actor.user_id is not None
        uow.record(
            told.GuidingJudgeAskedToConfirm(
                matter_id=row.matter_id, subject_kind=KIND, subject_id=row.id, judge_id=actor.user_id
            )
        )


def accept(application_id: UUID, *, version: int | None = None, actor: Actor) -> str:
    """Accept the application; it gets its 诉前调确 number of the court and year, without gaps. Returns the number."""
    with unit_of_work(actor):
        row = locked_application(application_id, version, actor)
        facts = _facts(row, actor)
        code = organisations.unit(row.court_id).court_code or ""
        number = allot("court", clock.today().year, f"{code}{CASE_TYPE}")
        fire(CONFIRMATION_WORKFLOW, row, "accept", actor, facts=facts, case_number=number)
        row.case_number, row.accepted_on = number, clock.today()
        row.judge_id, row.judge_name = actor.user_id, actor.name
        return number


def verify(application_id: UUID, details: VerificationDetails, *, version: int | None = None, actor: Actor) -> None:
    """Meet all parties together and note their answers (民诉法解释356)."""
    _check_verification(details)
    with unit_of_work(actor):
        row = locked_application(application_id, version, actor)
        if {will.party_id for will in row.wills} - set(details.present):
            raise InvalidInput({"present": [msg("应当通知各方当事人共同到场核实，请勾选全部当事人或者其代理人。")]})
        fire(CONFIRMATION_WORKFLOW, row, "verify", actor, facts=_facts(row, actor))
        db.session.add(
            Verification(
                id=new_id(),
                application_id=row.id,
                mode=details.mode,
                held_at=details.held_at,
                present=[str(one) for one in details.present],
                answers={key: text.strip() for key, text in details.answers.items()},
                judge_name=actor.name,
            )
        )


def _check_verification(details: VerificationDetails) -> None:
    found: dict[str, list[Message]] = {}
    if details.mode not in set(VerificationMode):
        found["mode"] = [msg("请选择核实方式。")]
    if details.held_at > clock.now():
        found["held_at"] = [msg("核实时间不能晚于现在。")]
    for key in unanswered(details.answers):
        found[f"answers.{key}"] = [msg("请记录当事人的回答。")]
    if found:
        raise InvalidInput(found)


def confirm(application_id: UUID, *, version: int | None = None, actor: Actor) -> str:
    """Rule that the agreement is valid (民诉法206): enforceable from then on. Returns the case number of the ruling."""
    with unit_of_work(actor):
        row = locked_application(application_id, version, actor)
        number = row.case_number or ""
        fire(CONFIRMATION_WORKFLOW, row, "confirm", actor, facts=_facts(row, actor), ruling_number=number)
        row.ruled_on = clock.today()
        agreements.set_confirmed(row.agreement_id, True, actor=actor)
        matters.set_stage(row.matter_id, Stage.PERFORMING, actor=actor)
        return number


def reject(application_id: UUID, ground: str, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Reject the application on a ground of 民诉法解释358; the agreement itself stands as a contract."""
    _check_ground(ground, RejectedGround)
    _end(application_id, "reject", reason, ground, version, actor)


def reject_355(application_id: UUID, ground: str, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Reject because a ground of 355 was found after acceptance."""
    _check_ground(ground, NotAcceptedGround)
    _end(application_id, "reject_355", reason, ground, version, actor)


def allow_withdrawal(application_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Allow a party to withdraw before the ruling (民诉法解释357)."""
    _end(application_id, "withdraw", reason, None, version, actor)


def serve(application_id: UUID, party_id: UUID, served_at: datetime, how: str, *, actor: Actor) -> None:
    """Note when the ruling reached a party: its fifteen days for an objection begin (K04, 民诉法解释372)."""
    authorise(actor, may.DECIDE)
    if served_at > clock.now():
        raise InvalidInput({"served_at": [msg("送达时间不能晚于现在。")]})
    with unit_of_work(actor) as uow:
        row = locked_application(application_id, None, actor)
        if court_of(actor) != row.court_id:
            raise Forbidden(msg("该申请不属于您所在的法院。"), code="other_court")
        if row.ruled_on is None:
            raise Conflict(msg("尚未作出裁定。"), code="no_ruling")
        will = next((one for one in row.wills if one.party_id == party_id), None)
        if will is None:
            raise InvalidInput({"party_id": [msg("请选择本申请的当事人。")]})
        will.served_at, will.served_how = served_at, how.strip()
        clocks.arm(Subject("confirmation_service", will.id, row.matter_id), "K04", served_at, actor=actor)
        row.touch()
        uow.audit("confirmation.serve", KIND, row.id, row.matter_id, {"party": party_id, "how": how})


def _facts(row: Application, actor: Actor) -> dict[str, object]:
    return application_facts(row, actor, with_lint=False)


def _check_ground(ground: str, grounds: type[NotAcceptedGround] | type[RejectedGround]) -> None:
    if ground not in {one.value for one in grounds}:
        raise InvalidInput({"ground": [msg("请选择法定事由。")]})


def _end(application_id: UUID, act: str, reason: str, ground: str | None, version: int | None, actor: Actor) -> None:
    with unit_of_work(actor):
        row = locked_application(application_id, version, actor)
        told_fields: dict[str, Any] = {"ground": ground} if ground is not None else {}
        fire(CONFIRMATION_WORKFLOW, row, act, actor, facts=_facts(row, actor), reason=reason, **told_fields)
        row.ground, row.ruling_reason, row.ruled_on = ground, reason.strip(), clock.today()
        row.judge_id, row.judge_name = actor.user_id, actor.name
        matters.set_stage(row.matter_id, Stage.SIGNED, actor=actor)
