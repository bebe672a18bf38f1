"""From the application to a named mediator: scope, consent of each party, acceptance, disclosure, representatives."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from app.clocks import services as clocks
from app.clocks.commands import Subject
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput
from app.core.ids import new_id
from app.core.numbers import allot
from app.core.permissions import Actor, Role, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.core.workflow import fire, start
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.commands import GrantRequest
from app.intake.policies import require_may_act
from app.intake.types import Ground, Stage
from app.mediation import events as told
from app.mediation import permissions as may
from app.mediation.commands import Application, ConsentDetails, NoticeDetails
from app.mediation.models import Consent, Mediation, Representative, RepresentativeVote, RightsNotice
from app.mediation.queries import GROUP_FROM, mediation_facts
from app.mediation.services.loading import locked_mediation, own_parties
from app.mediation.types import Answer, Channel, Origin
from app.mediation.workflow import KIND, MEDIATION_WORKFLOW
from app.organisations import queries as organisations


def open_mediation(application: Application, *, actor: Actor) -> UUID:
    """Register an application before an organisation; a second open mediation on the matter is refused.

    A mediator of the organisation is its mediator until another takes it; who registers from outside is not.
    """
    authorise(actor, may.OPEN)
    if application.origin not in set(Origin):
        raise InvalidInput({"origin": [msg("请选择申请方式。")]})
    with unit_of_work(actor) as uow:
        require_may_act(actor, application.matter_id)
        org = organisations.unit(application.org_id)
        own = actor.unit_id == org.id and actor.role is Role.MEDIATOR
        row = Mediation(
            id=new_id(),
            matter_id=application.matter_id,
            org_id=org.id,
            origin=application.origin,
            request=application.request.strip(),
            court_referral_number=application.court_referral_number or None,
            received_at=application.received_at or clock.now(),
            mediator_id=actor.user_id if own else None,
            mediator_name=actor.name if own else None,
        )
        start(MEDIATION_WORKFLOW, row)
        db.session.add(row)
        try:
            with db.session.begin_nested():
                db.session.flush()
        except IntegrityError as twice:
            raise Conflict(msg("本事项已有一件调解正在进行。"), code="mediation_open") from twice
        matters.grant(GrantRequest(matter_id=row.matter_id, ground=Ground.MEDIATES.value, unit_id=org.id), actor=actor)
        opened = told.MediationOpened(matter_id=row.matter_id, subject_kind=KIND, subject_id=row.id, org_id=org.id)
        uow.record(opened)
        return row.id


def check_scope(mediation_id: UUID, *, exclusion: str | None = None, version: int | None = None, actor: Actor) -> None:
    """State that nothing excludes mediation, and go on to ask the parties."""
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        row.exclusion = exclusion or None
        fire(MEDIATION_WORKFLOW, row, "check_scope", actor, facts=mediation_facts(row))


def decline(mediation_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Do not accept; the reason and other routes are told."""
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        fire(MEDIATION_WORKFLOW, row, "decline", actor, facts=mediation_facts(row), reason=reason)
        row.ended_on = clock.today()


def record_consent(mediation_id: UUID, details: ConsentDetails, *, actor: Actor) -> int:
    """Record the answer of each party named, a row each; a later answer replaces an earlier one until acceptance."""
    authorise(actor, may.CONDUCT)
    if details.answer not in set(Answer) or details.channel not in set(Channel):
        raise InvalidInput({"answer": [msg("请选择当事人的答复和征询方式。")]})
    if details.answered_at > clock.now():
        raise InvalidInput({"answered_at": [msg("答复时间不能晚于现在。")]})
    with unit_of_work(actor) as uow:
        row = locked_mediation(mediation_id, None, actor)
        if row.state not in ("applied", "consent_pending"):
            raise Conflict(msg("已受理，不能再更改调解意愿。"), code="consent_closed")
        for party_id in own_parties(row, details.party_ids):
            values = {
                "answer": details.answer,
                "channel": details.channel,
                "answered_at": details.answered_at,
                "recorded_by": actor.name,
                "e_service": details.e_service,
            }
            statement = insert(Consent).values(
                id=new_id(), mediation_id=row.id, party_id=party_id, created_at=clock.now(), **values
            )
            db.session.execute(
                statement.on_conflict_do_update(index_elements=["mediation_id", "party_id"], set_=values)
            )
        row.touch()
        uow.audit(
            "mediation.record_consent",
            KIND,
            row.id,
            row.matter_id,
            {"parties": list(details.party_ids), "answer": details.answer, "channel": details.channel},
        )
        return len(details.party_ids)


def accept(mediation_id: UUID, *, version: int | None = None, actor: Actor) -> str:
    """Accept once every party consented: the file gets its number and the clocks start; returns the number.

    In labour disputes K11 starts with the day the application was received (劳动争议调解仲裁法14).
    """
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        row.accepted_at = clock.now()
        org = organisations.unit(row.org_id)
        risk = intake.risk_of(row.matter_id)
        fire(MEDIATION_WORKFLOW, row, "accept", actor, facts=mediation_facts(row), risk=risk)
        row.number = allot("mediation", clock.today().year, org.number_prefix or "人调")
        if intake.labour_dispute(row.matter_id):
            clocks.arm(Subject(KIND, row.id, row.matter_id), "K11", row.received_at, actor=actor)
        matters.set_stage(row.matter_id, Stage.MEDIATING, actor=actor)
        return row.number


def end_by_refusal(mediation_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """End because a party clearly refused; other routes are told (人民调解法26)."""
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        fire(MEDIATION_WORKFLOW, row, "refuse", actor, facts=mediation_facts(row))
        row.ended_on = clock.today()


def assign(
    mediation_id: UUID,
    disclosure: str,
    *,
    conflict: bool = False,
    conflict_accepted: bool = False,
    version: int | None = None,
    actor: Actor,
) -> None:
    """Take the mediation as its mediator, after disclosing relations to the parties."""
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        row.disclosure, row.conflict, row.conflict_accepted = disclosure.strip(), conflict, conflict_accepted
        fire(MEDIATION_WORKFLOW, row, "assign", actor, facts=mediation_facts(row))
        row.mediator_id, row.mediator_name = actor.user_id, actor.name


def record_rights_read(mediation_id: UUID, details: NoticeDetails, *, actor: Actor) -> int:
    """Record that each party named was told its rights and duties and confirmed it."""
    authorise(actor, may.CONDUCT)
    if details.confirmed_at > clock.now():
        raise InvalidInput({"confirmed_at": [msg("确认时间不能晚于现在。")]})
    with unit_of_work(actor) as uow:
        row = locked_mediation(mediation_id, None, actor)
        for party_id in own_parties(row, details.party_ids):
            db.session.execute(
                insert(RightsNotice)
                .values(
                    id=new_id(),
                    mediation_id=row.id,
                    party_id=party_id,
                    channel=details.channel,
                    read_aloud=details.read_aloud,
                    confirmed_at=details.confirmed_at,
                    recorded_by=actor.name,
                    created_at=clock.now(),
                )
                .on_conflict_do_nothing()
            )
        row.touch()
        uow.audit("mediation.record_rights_read", KIND, row.id, row.matter_id, {"parties": list(details.party_ids)})
        return len(details.party_ids)


def choose_representatives(
    mediation_id: UUID, representatives: tuple[UUID, ...], voters: tuple[UUID, ...], scope: str, *, actor: Actor
) -> None:
    """A group of ten or more chooses two to five of its own to speak (劳动争议调解仲裁法7; 民诉法解释78).

    The settlement itself still needs each one's consent.
    """
    authorise(actor, may.CONDUCT)
    if not 2 <= len(set(representatives)) <= 5:
        raise InvalidInput({"representatives": [msg("诉求代表应为2至5人。")]})
    if len(set(voters)) < GROUP_FROM:
        raise InvalidInput({"voters": [msg("不足{least}人的一方不需要推选代表。", least=GROUP_FROM)]})
    if not set(representatives) <= set(voters):
        raise InvalidInput({"representatives": [msg("代表应从本方当事人中推选。")]})
    with unit_of_work(actor) as uow:
        row = locked_mediation(mediation_id, None, actor)
        for party_id in own_parties(row, representatives):
            db.session.execute(
                insert(Representative)
                .values(
                    id=new_id(),
                    mediation_id=row.id,
                    party_id=party_id,
                    scope=scope.strip(),
                    chosen_at=clock.now(),
                    created_at=clock.now(),
                )
                .on_conflict_do_nothing()
            )
        for party_id in own_parties(row, voters):
            db.session.execute(
                insert(RepresentativeVote)
                .values(mediation_id=row.id, party_id=party_id, signed_at=clock.now())
                .on_conflict_do_nothing()
            )
        row.touch()
        uow.record(
            told.RepresentativesChosen(
                matter_id=row.matter_id,
                subject_kind=KIND,
                subject_id=row.id,
                representatives=tuple(sorted(set(representatives))),
            )
        )
