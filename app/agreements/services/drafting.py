"""Begin a draft, change it, take out those who do not sign, note what the file does not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.agreements import events as told
from app.agreements import permissions as may
from app.agreements.commands import AssignmentDraft, Changes, GeneralDraft
from app.agreements.errors import NoFrozenSchedule
from app.agreements.models import Agreement
from app.agreements.queries.composing import composed_annex, composed_party, worker_of
from app.agreements.queries.facts import facts_for
from app.agreements.queries.stored import content_of, noted_of
from app.agreements.rules import codec
from app.agreements.rules.drafting import AssignmentTerms, draft_assignment, with_annex, without_debtor, without_workers
from app.agreements.services.beginning import dispute_type, general_content, new_agreement
from app.agreements.services.loading import locked_agreement, put_content, put_noted
from app.agreements.services.reopening import reopen
from app.agreements.types.circumstances import Circumstances, SettlementConsent
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import AgreementKind, Standing
from app.agreements.types.parties import Party
from app.agreements.types.states import AgreementState
from app.agreements.workflow import KIND, actor_conducts_the_mediation
from app.claims import queries as claims
from app.claims.models import ScheduleEdition
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput, Refused
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.intake import queries as intake
from app.intake.models import MatterParty
from app.intake.policies import require_may_act
from app.mediation import queries as mediation
from app.mediation import services as mediations
from app.mediation.models import Mediation
from app.organisations import queries as organisations

#: What people may note; the rest of the circumstances is read from the file and cannot be typed.
NOTED_BY_PEOPLE = frozenset(
    {
        "subject",
        "court",
        "organisation",
        "insolvency_checks",
        "proceedings",
        "papers",
        "settlement_consents",
        "care",
        "third_persons",
        "unavailable",
        "refusing",
        "duplicate_claims",
        "false_mediation_signals",
        "annual_interest_percent",
        "foreign_element",
        "assignment_banned",
        "debtor_insolvency_near",
        "unlawful_subject",
        "facts_match_evidence",
    }
)


def draft_general(draft: GeneralDraft, *, actor: Actor) -> UUID:
    """Begin a draft whose clauses people write themselves; an oral one is refused in labour disputes (劳调法14)."""
    authorise(actor, may.DRAFT)
    with unit_of_work(actor):
        sitting = _sitting(draft.matter_id, actor)
        if draft.oral and intake.labour_dispute(draft.matter_id):
            raise Refused(msg("劳动争议应当制作书面调解协议书，不能采用口头协议。"), code="oral_in_labour")
        content = general_content(sitting, oral=draft.oral, title=draft.title)
        return _begin(sitting, content, None, draft.replaces_id, actor)


def draft_assignment_agreement(draft: AssignmentDraft, *, actor: Actor) -> UUID:
    """Begin a safeguarded assignment of the wages in the matter's latest frozen schedule, to the assignee named.

    Raises NoFrozenSchedule, or InvalidInput when assignee, employer or a worker is no party of the matter.
    """
    authorise(actor, may.DRAFT)
    with unit_of_work(actor):
        sitting = _sitting(draft.matter_id, actor)
        edition = claims.latest_edition(draft.matter_id)
        if edition is None:
            raise NoFrozenSchedule()
        rows = intake.parties_of(draft.matter_id)
        parties = _standings(rows, edition, draft.assignee_id)
        kind = AgreementKind.TRI_PARTY_ASSIGNMENT if draft.debtor_signs else AgreementKind.TWO_PARTY_ASSIGNMENT
        content = draft_assignment(kind, parties, composed_annex(edition, rows), _terms(draft, sitting))
        return _begin(sitting, content, edition.schedule_id, draft.replaces_id, actor)


def edit_agreement(
    agreement_id: UUID, changes: Changes, *, reason: str = "", version: int | None = None, actor: Actor
) -> None:
    """Replace head or clauses. A frozen agreement needs a reason, becomes a draft again and loses its signatures."""
    authorise(actor, may.DRAFT)
    with unit_of_work(actor) as uow:
        row = _open_draft(agreement_id, reason, version, actor)
        given = {field.name: getattr(changes, field.name) for field in fields(changes)}
        content = replace(content_of(row), **{name: value for name, value in given.items() if value is not None})
        put_content(row, content)
        row.touch()
        named = sorted(name for name, value in given.items() if value is not None)
        uow.audit("agreements.edit", KIND, row.id, row.matter_id, {"parts": named, "content": row.content_digest})


def leave_out_workers(
    agreement_id: UUID, keys: Sequence[str], *, reason: str = "", version: int | None = None, actor: Actor
) -> None:
    """Take workers who do not sign out of an assignment; rows, parties and every total are made anew (W18)."""
    authorise(actor, may.DRAFT)
    with unit_of_work(actor) as uow:
        row = _open_draft(agreement_id, reason, version, actor)
        content = content_of(row)
        known = {party.key for party in content.with_standing(Standing.ASSIGNOR)}
        if not keys or not set(keys) < known:
            raise InvalidInput({"keys": [msg("请选择不签名的劳动者，至少保留一人。")]})
        put_content(row, without_workers(content, frozenset(keys)))
        row.touch()
        uow.audit("agreements.leave_out_workers", KIND, row.id, row.matter_id, {"keys": sorted(keys)})


def go_on_without_debtor(agreement_id: UUID, *, reason: str = "", version: int | None = None, actor: Actor) -> None:
    """The debtor will not sign: the three-party draft becomes a two-party one, and the debtor is told by notice."""
    authorise(actor, may.DRAFT)
    with unit_of_work(actor) as uow:
        row = _open_draft(agreement_id, reason, version, actor)
        content = content_of(row)
        if content.kind is not AgreementKind.TRI_PARTY_ASSIGNMENT:
            raise Refused(msg("这不是三方债权转让协议。"), code="not_three_party")
        put_content(row, without_debtor(content))
        row.touch()
        uow.audit("agreements.go_on_without_debtor", KIND, row.id, row.matter_id, {"content": row.content_digest})


def take_latest_schedule(agreement_id: UUID, *, reason: str = "", version: int | None = None, actor: Actor) -> None:
    """Replace the annex by the latest frozen edition of the schedule; those already left out stay out."""
    authorise(actor, may.DRAFT)
    with unit_of_work(actor) as uow:
        row = _open_draft(agreement_id, reason, version, actor)
        edition = claims.latest_edition(row.matter_id)
        if edition is None:
            raise NoFrozenSchedule()
        content = content_of(row)
        parties = {party.key for party in content.parties}
        annex = composed_annex(edition, intake.parties_of(row.matter_id))
        absent = frozenset(one.key for one in annex.rows if one.key not in parties)
        put_content(row, without_workers(with_annex(content, annex), absent))
        row.schedule_id = edition.schedule_id
        row.touch()
        details = {"edition": edition.number, "digest": edition.digest}
        uow.audit("agreements.take_latest_schedule", KIND, row.id, row.matter_id, details)


def note_circumstances(agreement_id: UUID, given: dict[str, Any], *, version: int | None = None, actor: Actor) -> None:
    """Note what the file does not say (JSON of Circumstances); raises InvalidInput for what cannot be noted."""
    authorise(actor, may.DRAFT)
    strange = sorted(set(given) - NOTED_BY_PEOPLE)
    if strange:
        raise InvalidInput({name: [msg("此项由系统从卷宗读取，不能填写。")] for name in strange})
    noted = codec.load(Circumstances, given)
    with unit_of_work(actor) as uow:
        row = _own_draft(agreement_id, version, actor)
        put_noted(row, replace(noted_of(row), **{name: getattr(noted, name) for name in given}))
        row.touch()
        uow.audit("agreements.note_circumstances", KIND, row.id, row.matter_id, {"parts": sorted(given)})


def record_settlement_consents(
    agreement_id: UUID, keys: Iterable[str], on: date, *, version: int | None = None, actor: Actor
) -> None:
    """Record that each worker named agreed to this settlement himself (民诉法56); the day is not in the future."""
    authorise(actor, may.DRAFT)
    wanted = tuple(dict.fromkeys(keys))
    if on > clock.today():
        raise InvalidInput({"on": [msg("日期不能晚于今天。")]})
    with unit_of_work(actor) as uow:
        row = _own_draft(agreement_id, version, actor)
        known = {party.key for party in content_of(row).parties}
        if not wanted or not set(wanted) <= known:
            raise InvalidInput({"keys": [msg("请选择本协议的当事人。")]})
        noted = noted_of(row)
        kept = tuple(one for one in noted.settlement_consents if one.party not in wanted)
        more = tuple(SettlementConsent(party=key, on=on) for key in wanted)
        put_noted(row, replace(noted, settlement_consents=kept + more))
        row.touch()
        uow.audit("agreements.record_settlement_consents", KIND, row.id, row.matter_id, {"keys": list(wanted)})


def _own_draft(agreement_id: UUID, version: int | None, actor: Actor) -> Agreement:
    row = locked_agreement(agreement_id, version, actor)
    refusal = actor_conducts_the_mediation(row, actor, facts_for(row, actor, with_lint=False))
    if refusal is not None:
        raise Refused(refusal.message, code=refusal.code)
    if row.state not in (AgreementState.DRAFT.value, AgreementState.FROZEN.value):
        raise Refused(msg("协议已经生效或者了结，不能再修改；变更内容请另订协议。"), code="wrong_state")
    return row


def _open_draft(agreement_id: UUID, reason: str, version: int | None, actor: Actor) -> Agreement:
    row = _own_draft(agreement_id, version, actor)
    if row.state == AgreementState.FROZEN:
        reopen(row, reason, actor=actor)
    return row


def _sitting(matter_id: UUID, actor: Actor) -> Mediation:
    require_may_act(actor, matter_id)
    sitting = mediation.open_mediation(matter_id)
    if sitting is None or sitting.state not in ("in_session", "agreement_drafting"):
        raise Refused(msg("调解还没有进行到可以起草协议。"), code="not_in_session")
    if sitting.mediator_id not in actor.people and not (actor.is_head and actor.unit_id == sitting.org_id):
        raise Refused(msg("只有本调解的调解员可以办理。"), code="not_the_mediator")
    if sitting.state == "in_session":
        mediations.begin_drafting(sitting.id, actor=actor)
    return sitting


def _begin(
    sitting: Mediation, content: AgreementContent, schedule_id: UUID | None, replaces_id: UUID | None, actor: Actor
) -> UUID:
    row = new_agreement(sitting, content, actor, schedule_id=schedule_id, replaces_id=replaces_id)
    db.session.add(row)
    try:
        with db.session.begin_nested():
            db.session.flush()
    except IntegrityError as twice:
        raise Conflict(msg("本次调解已有一份协议正在起草或者等待签名。"), code="draft_open") from twice
    event = told.AgreementDrafted(
        matter_id=row.matter_id, subject_kind=KIND, subject_id=row.id, agreement_kind=content.kind.value
    )
    with unit_of_work(actor) as uow:
        uow.record(event)
    return row.id


def _standings(rows: Sequence[MatterParty], edition: ScheduleEdition, assignee_id: UUID) -> tuple[Party, ...]:
    frozen = claims.frozen_content(edition)
    workers = [worker_of(source, rows) for source in frozen["rows"]]
    debtor = next((row for row in rows if str(row.id) == frozen["employer_party_id"]), None)
    assignee = next((row for row in rows if row.id == assignee_id), None)
    lost = [source["name"] for source, worker in zip(frozen["rows"], workers, strict=True) if worker is None]
    if lost:
        names = "、".join(lost[:5])
        raise InvalidInput({"schedule": [msg("债权表中的人不在当事人名册里：{names}。", names=names)]})
    if debtor is None:
        raise InvalidInput({"schedule": [msg("债权表的用人单位没有对应到当事人。")]})
    if assignee is None or assignee.id == debtor.id:
        raise InvalidInput({"assignee_id": [msg("请选择付款并受让债权的一方当事人。")]})
    today = clock.today()
    assignors = [composed_party(worker, Standing.ASSIGNOR, today) for worker in workers if worker is not None]
    return (
        *assignors,
        composed_party(assignee, Standing.ASSIGNEE, today),
        composed_party(debtor, Standing.DEBTOR, today),
    )


def _terms(draft: AssignmentDraft, sitting: Mediation) -> AssignmentTerms:
    return AssignmentTerms(
        organisation=organisations.unit(sitting.org_id).name,
        mediators=(sitting.mediator_name,) if sitting.mediator_name else (),
        recorder=sitting.recorder_name,
        number=sitting.number,
        dispute_type=dispute_type(draft.matter_id),
        contract_title=draft.contract_title,
        contract_no=draft.contract_no,
        contract_from=draft.contract_from,
        contract_to=draft.contract_to,
        pay_by=draft.pay_by,
        signing_on=draft.signing_on,
        signing_place=draft.signing_place,
        court=draft.court,
        facts=draft.facts,
        disputed=draft.disputed,
        responsibility=draft.responsibility,
        defences=draft.defences,
        setoffs=draft.setoffs,
    )
