"""交接单: what is open at a post is listed, handed over, and signed for by the next one; nobody is held up by it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, Refused, StaleVersion
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import current, lock, unit_of_work
from app.core.workflow import fire, start
from app.rosters import queries, rules
from app.rosters.commands import HandoverText
from app.rosters.models import Duty, Handover, HandoverLine
from app.rosters.permissions import HAND_OVER
from app.rosters.queries.handovers import coming_duties, handover_facts
from app.rosters.services.open_items import open_items
from app.rosters.types import LineKind, OpenItem
from app.rosters.workflow import HANDOVER_KIND, HANDOVER_WORKFLOW

LONGEST_REMARK = 200


def prepare_handover(duty_id: UUID, *, actor: Actor) -> Handover:
    """List what is open at the post of a duty that runs or has ended lately; a duty has one list.

    Raises ``Forbidden`` for anybody but the one on duty and who stands in for them, ``Refused`` too early or too late.
    """
    authorise(actor, HAND_OVER)
    with unit_of_work(actor):
        duty = lock(Duty, duty_id)
        if duty.user_id not in actor.people or duty.membership_id != actor.membership_id:
            raise Forbidden(msg("交接单由这一班的值班人办理。"))
        existing = db.session.execute(select(Handover).where(Handover.duty_id == duty_id)).scalar_one_or_none()
        if existing is not None:
            return existing
        if not rules.may_prepare(duty.from_at, duty.until_at, clock.now()):
            raise Refused(msg("只能为正在进行的、或者24小时内结束的班次准备交接单。"), code="not_now")
        row = Handover(duty_id=duty.id, giver_id=duty.user_id, listed_at=clock.now(), note="", remark="")
        _copy_hours(row, duty)
        start(HANDOVER_WORKFLOW, row)
        db.session.add(row)
        _list_again(row, actor)
        _trace("rosters.handover_prepared", row)
    return row


def refresh_handover(handover_id: UUID, *, version: int, actor: Actor) -> Handover:
    """List anew what is open; remarks stay with what is still open, and so do the giver's own lines."""
    with unit_of_work(actor):
        row = _draft(handover_id, version, actor)
        _list_again(row, actor)
        row.touch()
        _trace("rosters.handover_refreshed", row)
    return row


def write_handover(handover_id: UUID, text: HandoverText, *, version: int, actor: Actor) -> Handover:
    """Keep what the giver writes: a general note, remarks on lines, lines of their own.

    Raises ``InvalidInput`` at the field that is wrong, ``Refused`` when the list was handed over.
    """
    with unit_of_work(actor):
        row = _draft(handover_id, version, actor)
        _write(row, text)
        row.touch()
        _trace("rosters.handover_written", row)
    return row


def hand_over(handover_id: UUID, *, version: int, actor: Actor, text: HandoverText | None = None) -> Handover:
    """Freeze the list with its lines, find who is on duty next, and tell them; ``text`` is written before.

    An empty list is handed over like any other. Raises ``Refused`` when it is handed over already.
    """
    with unit_of_work(actor):
        row = _locked(handover_id, version, actor)
        if text is not None and row.state == "draft":
            _write(row, text)
        duty = lock(Duty, row.duty_id)
        _copy_hours(row, duty)
        following = rules.next_duty(duty, coming_duties(duty))
        row.next_duty_id = following.id if following is not None else None
        row.next_duty = following
        _fire(row, "hand_over", actor, handed_at=clock.now(), handed_by=actor.name[:80])
        duty.left_open = 0
        _trace("rosters.handover_frozen", row, next=str(row.next_duty_id or ""))
    return row


def take_back(handover_id: UUID, *, version: int, actor: Actor) -> Handover:
    """Take one's list back before it is signed; handed over again it is the next edition."""
    with unit_of_work(actor):
        row = _locked(handover_id, version, actor)
        again = {"edition": row.edition + 1, "next_duty": None, "chosen": None}
        _fire(row, "take_back", actor, handed_at=None, handed_by=None, **again)
        lock(Duty, row.duty_id).left_open = None
    return row


def assign_taker(handover_id: UUID, membership_id: UUID, *, version: int, actor: Actor) -> Handover:
    """As the head of the unit, say who takes a list over; raises ``InvalidInput`` at ``membership_id``."""
    with unit_of_work(actor):
        row = _locked(handover_id, version, actor)
        taker = accounts.membership(membership_id)
        if taker.unit_id != row.unit_id or taker.user_id == row.giver_id:
            raise InvalidInput({"membership_id": [msg("请选择本单位交班人以外的一位同事。")]})
        row.chosen_id = taker.user_id
        db.session.flush()
        db.session.refresh(row, ["chosen"])
        _fire(row, "assign", actor)
    return row


def sign_handover(handover_id: UUID, remark: str = "", *, version: int, actor: Actor) -> Handover:
    """Sign for a list, perhaps with a remark; signing twice is signing once.

    Raises ``Refused`` when somebody else has signed, ``StaleVersion`` when it was handed over anew meanwhile,
    ``InvalidInput`` at ``remark``.
    """
    if len(remark.strip()) > LONGEST_REMARK:
        raise InvalidInput({"remark": [msg("最多{limit}个字。", limit=LONGEST_REMARK)]})
    with unit_of_work(actor):
        row = _locked(handover_id, None, actor)
        if row.state == "signed" and row.signed_by_id == actor.user_id:
            return row
        if row.state == "signed":
            signed_at = clock.local(row.signed_at) if row.signed_at else None
            when = f"{signed_at:%H:%M}" if signed_at else ""
            raise Refused(msg("{name}已在{time}签收，不用再签。", name=row.signed_by, time=when), code="already_signed")
        if row.version != version:
            raise StaleVersion(version, row.version, row=row)
        signed = {"signed_at": clock.now(), "signed_by_id": actor.user_id, "signed_by": actor.name[:80]}
        _fire(row, "sign", actor, **signed, signed_for=actor.on_behalf_of, remark=remark.strip())
    return row


def _locked(handover_id: UUID, version: int | None, actor: Actor) -> Handover:
    """The list, locked, for those who may see it; raises ``NotFound``."""
    authorise(actor, HAND_OVER)
    queries.handover(handover_id, actor=actor)
    return lock(Handover, handover_id, version)


def _draft(handover_id: UUID, version: int, actor: Actor) -> Handover:
    row = _locked(handover_id, version, actor)
    if row.state != "draft":
        raise Refused(msg("已经交班，清单不能再改；要改请先撤回。"), code="wrong_state")
    return row


def _copy_hours(row: Handover, duty: Duty) -> None:
    row.unit_id, row.kind, row.seat = duty.unit_id, duty.kind, duty.seat
    row.from_at, row.until_at = duty.from_at, duty.until_at


def _list_again(row: Handover, actor: Actor) -> None:
    kept = {(one.kind, one.subject_id): one.remark for one in row.lines if one.subject_id is not None}
    free = [one.title for one in row.lines if one.kind == LineKind.FREE.value]
    items, row.left_out = rules.sorted_items(open_items(actor))
    row.listed_at = clock.now()
    row.lines = [_line(one, kept.get((one.kind.value, one.subject_id), "")) for one in items]
    row.lines += [HandoverLine(kind=LineKind.FREE.value, title=one) for one in free]
    _number(row)


def _line(item: OpenItem, remark: str) -> HandoverLine:
    return HandoverLine(
        kind=item.kind.value,
        subject_id=item.subject_id,
        matter_id=item.matter_id,
        number=item.number[:40],
        title=item.title[:200],
        waits=item.waits.text,
        due_at=item.due_at,
        remark=remark,
    )


def _write(row: Handover, text: HandoverText) -> None:
    free = [one.strip() for one in text.free_lines if one.strip()]
    listed = {one.id: one for one in row.lines if one.kind != LineKind.FREE.value}
    faults = rules.faults_of_text(text.note.strip(), text.remarks, free, set(listed))
    if faults:
        raise InvalidInput(faults)
    row.note = text.note.strip()
    for line_id, remark in text.remarks.items():
        listed[line_id].remark = remark.strip()
    row.lines = [*listed.values(), *(HandoverLine(kind=LineKind.FREE.value, title=one) for one in free)]
    _number(row)


def _number(row: Handover) -> None:
    for position, one in enumerate(row.lines, start=1):
        one.position = position
    db.session.flush()


def _fire(row: Handover, act: str, actor: Actor, **changes: Any) -> None:
    """Do the act and what changes with it at once: the table accepts no half of it."""
    facts, fact = handover_facts(row, actor), told(row, changes.get("signed_by_id"))
    with db.session.no_autoflush:
        for name, value in changes.items():
            setattr(row, name, value)
        fire(HANDOVER_WORKFLOW, row, act, actor, facts=facts, **fact)


def told(row: Handover, signer_id: UUID | None = None) -> dict[str, Any]:
    """What a fact about a list names: who gives, who takes over or signs, and the hours."""
    taker_id = signer_id or (row.taker.id if row.taker is not None else None)
    names = accounts.names_of([row.giver_id, taker_id])
    return {
        "unit_id": row.unit_id,
        "giver_id": row.giver_id,
        "taker_id": taker_id,
        "giver": names[row.giver_id],
        "taker": names[taker_id] if taker_id is not None else "",
        "hours": rules.hours_in_digits(row.from_at, row.until_at),
    }


def _trace(action: str, row: Handover, **more: str) -> None:
    subjects = [str(one.subject_id) for one in row.lines if one.subject_id is not None]
    own = sum(1 for one in row.lines if one.subject_id is None)
    details = {"duty": str(row.duty_id), "edition": row.edition, "lines": subjects, "free_lines": own, **more}
    current().audit(action, HANDOVER_KIND, row.id, None, details)
