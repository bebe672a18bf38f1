"""Resolving a matter, visiting its parties, closing it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from app.clocks import services as clocks
from app.clocks.commands import Subject
from app.closure import events as told
from app.closure import permissions as may
from app.closure.commands import VisitDetails
from app.closure.forms import issue_report
from app.closure.models import Dossier, ReturnVisit, VisitAnswer
from app.closure.queries import visit_facts, visits_of
from app.closure.types import ResolveMethod, Retention, VisitChannel
from app.closure.workflow import DOSSIER_WORKFLOW, VISIT_WORKFLOW
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire, start
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.policies import require_may_act
from app.mediation import queries as mediations

VISIT_AFTER = timedelta(days=7)
GROUP_IS_PERMANENT_FROM = 10


def resolve(matter_id: UUID, method: str, note: str, *, version: int | None = None, actor: Actor) -> None:
    """Declare the conflict solved: nothing on hold, no mediation open. A return visit is planned seven days on.

    ``method`` is a code of ``ResolveMethod``; ``note`` says by what evidence. Raises ``InvalidInput`` and ``Refused``.
    """
    authorise(actor, may.RESOLVE)
    if method not in set(ResolveMethod):
        raise InvalidInput({"method": [msg("请选择化解方式。")]})
    if len(note.strip()) < 6:
        raise InvalidInput({"note": [msg("请写明化解情况和依据，不少于{least}个字。", least=6)]})
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        if mediations.open_mediation(matter_id) is not None:
            raise Refused(msg("调解尚未结束，不能认定化解。"), code="mediation_open")
        matters.mark_resolved(matter_id, method, actor=actor)
        uow.audit("closure.resolve", "event", matter_id, matter_id, {"method": method, "note": note.strip()})


def plan_visit(matter_id: UUID, due_on: date, *, actor: Actor) -> UUID:
    """Plan the next visit of a matter and start its clock."""
    with unit_of_work(actor) as uow:
        position = len(visits_of(matter_id)) + 1
        row = ReturnVisit(id=new_id(), matter_id=matter_id, position=position, due_on=due_on)
        start(VISIT_WORKFLOW, row)
        db.session.add(row)
        db.session.flush()
        clocks.arm(
            Subject("return_visit", row.id, matter_id), "P15", clock.now(), risk=intake.risk_of(matter_id), actor=actor
        )
        uow.record(
            told.VisitPlanned(matter_id=matter_id, subject_kind="return_visit", subject_id=row.id, due_on=due_on)
        )
        return row.id


def _visit(visit_id: UUID, version: int | None, actor: Actor) -> ReturnVisit:
    row = lock(ReturnVisit, visit_id, version)
    require_may_act(actor, row.matter_id)
    return row


def note_try(visit_id: UUID, note: str, *, actor: Actor) -> None:
    """Note a try that reached nobody."""
    authorise(actor, may.VISIT)
    with unit_of_work(actor) as uow:
        row = _visit(visit_id, None, actor)
        row.tries = [*row.tries, {"at": clock.now().isoformat(), "note": note.strip(), "by": actor.name}]
        row.touch()
        uow.audit("closure.note_try", "return_visit", row.id, row.matter_id, {"tries": len(row.tries)})


def mark_unreachable(visit_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Three tries failed; the grid visits at home."""
    with unit_of_work(actor):
        row = _visit(visit_id, version, actor)
        fire(VISIT_WORKFLOW, row, "mark_unreachable", actor, facts=visit_facts(row))


def record_answers(visit_id: UUID, details: VisitDetails, *, version: int | None = None, actor: Actor) -> None:
    """Record what each party answered; the mediator of the matter needs a companion."""
    authorise(actor, may.VISIT)
    _check(details)
    with unit_of_work(actor):
        row = _visit(visit_id, version, actor)
        row.companion = details.companion.strip() or row.companion
        if row.state in ("planned", "unreachable"):
            fire(VISIT_WORKFLOW, row, "contact", actor, facts=visit_facts(row))
        row.visited_on, row.visitor_id, row.visitor_name = clock.today(), actor.user_id, actor.name
        row.new_dispute, row.escalation = details.new_dispute.strip(), details.escalation.strip()
        row.measures = details.measures.strip()
        known = {party.id for party in intake.parties_of(row.matter_id)}
        for answer in details.answers:
            if answer.party_id not in known:
                raise InvalidInput({"answers": [msg("请选择本事项的当事人。")]})
            values = {
                "reached": answer.reached,
                "channel": answer.channel,
                "performed": answer.performed,
                "satisfaction": answer.satisfaction,
                "remark": answer.remark.strip(),
                "asked_at": clock.now(),
            }
            statement = insert(VisitAnswer).values(
                id=new_id(), visit_id=row.id, party_id=answer.party_id, created_at=clock.now(), **values
            )
            db.session.execute(statement.on_conflict_do_update(index_elements=["visit_id", "party_id"], set_=values))
        row.touch()


def _check(details: VisitDetails) -> None:
    for answer in details.answers:
        if answer.channel not in set(VisitChannel):
            raise InvalidInput({"answers": [msg("请选择回访方式。")]})
        if answer.reached and (answer.performed is None or answer.satisfaction is None):
            raise InvalidInput({"answers": [msg("已联系上的当事人，请填写履行情况和满意度。")]})
        if answer.satisfaction is not None and not 1 <= answer.satisfaction <= 5:
            raise InvalidInput({"answers": [msg("满意度应在1至5之间。")]})


def pass_visit(visit_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """The visit found all settled."""
    with unit_of_work(actor):
        row = _visit(visit_id, version, actor)
        fire(VISIT_WORKFLOW, row, "pass", actor, facts=visit_facts(row))


def report_problem(visit_id: UUID, problem: str, *, version: int | None = None, actor: Actor) -> None:
    """The visit found a problem: the matter is reopened and the risk scored anew."""
    with unit_of_work(actor):
        row = _visit(visit_id, version, actor)
        fire(VISIT_WORKFLOW, row, "report_problem", actor, facts=visit_facts(row), reason=problem)
        matters.add_risk_signal(row.matter_id, "visit_problem", problem, actor=actor)
        matters.mark_reopened(row.matter_id, problem, actor=actor)


def close(matter_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Close a resolved matter after a visit that found all settled: the report D43 is issued, the dossier opened."""
    authorise(actor, may.CLOSE)
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        visits = visits_of(matter_id)
        if not visits or visits[-1].state != "ok":
            raise Refused(msg("须先完成回访且回访正常，才能结案。"), code="visit_missing")
        matters.mark_closed(matter_id, version=version, actor=actor)
        matter = intake.matter(matter_id)
        permanent = matter.involved_count >= GROUP_IS_PERMANENT_FROM
        dossier = Dossier(
            id=new_id(),
            matter_id=matter_id,
            retention=(Retention.PERMANENT if permanent else Retention.TEN_YEARS).value,
        )
        start(DOSSIER_WORKFLOW, dossier)
        db.session.add(dossier)
        issue_report(matter_id, actor=actor)
