"""What a unit that was whistled for says: it comes, it cannot, it is there; and who corrects the hour of arrival."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.commands import ComingDetails
from app.dispatch.models import Whistle, WhistleCall
from app.dispatch.queries.callings import sides
from app.dispatch.rules.calling import REASON_LEAST, faults_of_arrival, faults_of_coming, nobody_is_expected
from app.dispatch.services.acting import refuse_faults
from app.dispatch.services.whistling import about_unit, act_on_whistle
from app.dispatch.workflow import WHISTLE_KIND
from app.intake import services as matters
from app.intake.policies import require_visible


def _locked(whistle_id: UUID, unit_id: UUID, actor: Actor) -> tuple[Whistle, WhistleCall]:
    """A standing whistle and one of its units, both locked after the matter; raises ``NotFound`` or ``Conflict``."""
    found = db.session.get(Whistle, whistle_id)
    if found is None:
        raise NotFound()
    require_visible(actor, found.matter_id)
    matters.lock_matter(found.matter_id)
    row = lock(Whistle, whistle_id)
    statement = select(WhistleCall.id).where(WhistleCall.whistle_id == row.id, WhistleCall.unit_id == unit_id)
    call_id = db.session.execute(statement).scalar_one_or_none()
    if call_id is None:
        raise NotFound()
    if row.state != "called":
        raise Conflict(msg("这次吹哨已经结束。"), code="whistle_over")
    return row, lock(WhistleCall, call_id)


def _require_my_unit(call: WhistleCall, actor: Actor) -> None:
    if call.unit_id != actor.unit_id:
        raise Forbidden(msg("这次吹哨叫到的不是您所在单位。"), code="not_my_unit")


def acknowledge_whistle(whistle_id: UUID, details: ComingDetails, *, actor: Actor) -> None:
    """Say for one's unit who comes and when; said again it is the newer word that stands. Raises by field."""
    authorise(actor, may.WHISTLE_ANSWER)
    refuse_faults(faults_of_coming(details, clock.now()))
    with unit_of_work(actor) as uow:
        row, call = _locked(whistle_id, _own(actor), actor)
        _require_not_arrived(call)
        call.acknowledged_at, call.acknowledged_by_name = clock.now(), actor.name
        call.coming, call.expected_at = details.coming.strip(), details.expected_at
        call.declined_at = call.declined_by_name = call.decline_reason = None
        uow.audit(
            "dispatch.answer_whistle", WHISTLE_KIND, row.id, row.matter_id,
            {"unit": call.unit_id, "coming": call.coming, "expected_at": call.expected_at},
        )  # fmt: skip
        call.touch()
        row.touch()


def _own(actor: Actor) -> UUID:
    if actor.unit_id is None:
        raise NotFound()
    return actor.unit_id


def _require_not_arrived(call: WhistleCall) -> None:
    if call.arrived_at is not None:
        raise Conflict(msg("已登记到场，不用再答复。"), code="already_arrived")


def decline_whistle(whistle_id: UUID, reason: str, *, actor: Actor) -> None:
    """Say for one's unit why nobody comes; the whistling unit and the centre are told. Raises ``InvalidInput``."""
    authorise(actor, may.WHISTLE_ANSWER)
    _require_words(reason)
    with unit_of_work(actor) as uow:
        row, call = _locked(whistle_id, _own(actor), actor)
        _require_not_arrived(call)
        waited = not nobody_is_expected(row.calls)
        call.declined_at, call.declined_by_name, call.decline_reason = clock.now(), actor.name, reason.strip()
        call.touch()
        row.touch()
        uow.audit(
            "dispatch.decline_whistle", WHISTLE_KIND, row.id, row.matter_id,
            {"unit": call.unit_id, "reason": call.decline_reason},
        )  # fmt: skip
        uow.record(about_unit(row, call.unit_id, told.WhistleDeclined))
        _stop_waiting(row, waited)


def _stop_waiting(row: Whistle, waited: bool) -> None:
    """The clock stops with the word or the arrival of the last unit that was waited for."""
    if waited and nobody_is_expected(row.calls):
        act_on_whistle(row, "complete", Actor.system())


def _require_words(reason: str) -> None:
    if len(reason.strip()) < REASON_LEAST:
        raise InvalidInput({"reason": [msg("请写明理由，不少于{least}个字。", least=REASON_LEAST)]})


def record_arrival(whistle_id: UUID, unit_id: UUID, arrived_at: datetime | None = None, *, actor: Actor) -> None:
    """Note that a unit is there, by the unit itself or by the side that whistled, whichever is first.

    Raises ``Conflict`` (``already_arrived``) for who comes second, ``InvalidInput`` for an hour that cannot be.
    """
    with unit_of_work(actor) as uow:
        row, call = _locked(whistle_id, unit_id, actor)
        side = sides(row, call.unit_id, actor)
        if not side.itself and not side.whistling:
            raise Forbidden(msg("到场由该单位自己或者吹哨单位登记。"), code="not_a_side")
        if call.arrived_at is not None:
            by = call.arrival_noted_by_name
            raise Conflict(msg("{name}已经登记了到场时间；有误的，请更正。", name=by), code="already_arrived")
        moment, waited = arrived_at or clock.now(), not nobody_is_expected(row.calls)
        refuse_faults(faults_of_arrival(moment, row.called_at, clock.now()))
        call.arrived_at, call.arrival_noted_at = moment, clock.now()
        call.arrival_noted_by_name, call.arrival_noted_by_unit = actor.name, actor.unit_name
        call.touch()
        row.touch()
        uow.audit("dispatch.note_arrival", WHISTLE_KIND, row.id, row.matter_id, {"unit": unit_id, "arrived_at": moment})
        _stop_waiting(row, waited)


def correct_arrival(
    whistle_id: UUID, unit_id: UUID, arrived_at: datetime, reason: str, *, version: int | None = None, actor: Actor
) -> None:
    """Put another hour of arrival in place of a wrong one; the earlier one stays on record with who and why.

    Only the whistling side corrects. Raises ``InvalidInput`` by field, ``Conflict`` where nothing was noted yet.
    """
    authorise(actor, may.WHISTLE_CALL)
    _require_words(reason)
    with unit_of_work(actor) as uow:
        row, call = _locked(whistle_id, unit_id, actor)
        lock(Whistle, row.id, version)
        if not sides(row, unit_id, actor).whistling:
            raise Forbidden(msg("到场时间由吹哨单位更正。"), code="not_my_unit")
        if call.arrived_at is None:
            raise Conflict(msg("还没有登记到场。"), code="not_arrived")
        refuse_faults(faults_of_arrival(arrived_at, row.called_at, clock.now()))
        trace = {
            "from": clock.local(call.arrived_at).isoformat(), "to": clock.local(arrived_at).isoformat(),
            "reason": reason.strip(), "by": actor.name, "at": clock.local(clock.now()).isoformat(),
        }  # fmt: skip
        call.corrections = [*call.corrections, trace]
        call.arrived_at = arrived_at
        call.touch()
        row.touch()
        uow.audit("dispatch.correct_arrival", WHISTLE_KIND, row.id, row.matter_id, {"unit": unit_id, **trace})
