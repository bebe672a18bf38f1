"""Naming who acts in the post of somebody absent, and ending it before its last day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from app.accounts import queries as accounts
from app.accounts.types import Colleague
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, Refused
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import UnitOfWork, lock, unit_of_work
from app.rosters import rules
from app.rosters.commands import NewSubstitution
from app.rosters.events import SubstituteNamed, SubstitutionEnded, SubstitutionFact
from app.rosters.models import Substitution
from app.rosters.permissions import NAME_SUBSTITUTES
from app.rosters.policies import may_arrange_substitutes
from app.rosters.queries.substitutes import spans_between

KIND = "roster_substitution"
Faults = dict[str, list[Message]]


def name_substitute(command: NewSubstitution, *, actor: Actor) -> Substitution:
    """Let a colleague of the unit act in a post for some days; the person names one, or who arranges the unit's duties.

    Raises ``InvalidInput`` at the field that is wrong: days that are over or too many, a colleague who may not act in
    the post, days on which the post has a substitute already, or a chain that would end where it began.
    """
    authorise(actor, NAME_SUBSTITUTES)
    with unit_of_work(actor) as uow:
        _take_turn()
        post = accounts.membership(command.membership_id)
        if post.user_id != actor.user_id and not may_arrange_substitutes(actor, post.unit_id):
            raise Forbidden(msg("请人代办由本人提出，或者由单位负责人、中心安排。"))
        substitute = accounts.membership(command.substitute_membership_id)
        _refuse(command, post, substitute)
        row = Substitution(
            membership_id=post.membership_id,
            holder_id=post.user_id,
            substitute_membership_id=substitute.membership_id,
            substitute_id=substitute.user_id,
            unit_id=post.unit_id,
            from_on=command.from_on,
            until_on=command.until_on,
            reason=command.reason.strip(),
            named_by_id=actor.user_id,
            named_by=actor.name[:80],
        )
        db.session.add(row)
        db.session.flush()
        _record(uow, SubstituteNamed, row)
        return row


def end_substitution(substitution_id: UUID, *, version: int, actor: Actor) -> Substitution:
    """End it now: the absent one is back, or something changed.

    Raises ``Forbidden`` for those it does not concern, ``Refused`` when it is over, ``StaleVersion``.
    """
    authorise(actor, NAME_SUBSTITUTES)
    with unit_of_work(actor) as uow:
        _take_turn()
        row = lock(Substitution, substitution_id, version)
        if actor.user_id not in (row.holder_id, row.substitute_id) and not may_arrange_substitutes(actor, row.unit_id):
            raise Forbidden()
        if row.ended_at is not None or row.until_on < clock.today():
            raise Refused(msg("这次代办已经结束。"), code="over")
        row.ended_at, row.ended_by = clock.now(), actor.name[:80]
        row.touch()
        _record(uow, SubstitutionEnded, row)
        return row


def _take_turn() -> None:
    """One at a time: whether a chain closes depends on all others. Such acts are rare; reading goes on meanwhile."""
    db.session.execute(text("LOCK TABLE rosters_substitutions IN SHARE ROW EXCLUSIVE MODE"))


def _refuse(command: NewSubstitution, post: Colleague, substitute: Colleague) -> None:
    faults = {**_faulty_days(command), **_faulty_people(command, post, substitute)}
    if not faults:
        faults = _clash(command, post)
    if faults:
        raise InvalidInput(faults)


def _faulty_days(command: NewSubstitution) -> Faults:
    if command.until_on < command.from_on:
        return {"until_on": [msg("结束日期不能早于开始日期。")]}
    if command.until_on < clock.today():
        return {"until_on": [msg("这段时间已经过去，不能补办代办。")]}
    if command.until_on - command.from_on >= timedelta(days=rules.LONGEST_SUBSTITUTION):
        return {"until_on": [msg("一次代办不能超过{most}天。", most=rules.LONGEST_SUBSTITUTION)]}
    return {}


def _faulty_people(command: NewSubstitution, post: Colleague, substitute: Colleague) -> Faults:
    field = "substitute_membership_id"
    if substitute.user_id == post.user_id:
        return {field: [msg("不能由本人代办，请选别人。")]}
    if substitute.unit_id != post.unit_id:
        return {field: [msg("只能请本单位的人代办。")]}
    if not rules.fit_to_stand_in(post.role, substitute.role):
        return {field: [msg("{name}的岗位不能代办{role}的工作。", name=substitute.name, role=post.role.label)]}
    for one, where in ((post, "membership_id"), (substitute, field)):
        if accounts.has_left(one.membership_id, max(command.from_on, clock.today())):
            return {where: [msg("{name}已不在这个岗位。", name=one.name)]}
    return {}


def _clash(command: NewSubstitution, post: Colleague) -> Faults:
    agreed = spans_between(command.from_on, command.until_on)
    for row in agreed:
        if row.membership_id == post.membership_id:
            said = msg("{days}已由{name}代办，请先结束那一次。", days=_days(row), name=row.substitute.display_name)
            return {"from_on": [said]}
    spans = [rules.Span(one.membership_id, one.substitute_membership_id, one.from_on, one.until_on) for one in agreed]
    new = rules.Span(post.membership_id, command.substitute_membership_id, command.from_on, command.until_on)
    circle = rules.circle_from(spans, new)
    if circle is not None:
        said = msg("{day}起会绕回{name}本人，请选别人。", day=circle.isoformat(), name=post.name)
        return {"substitute_membership_id": [said]}
    return {}


def _days(row: Substitution) -> str:
    """The days in digits, so that a notice reads in any language."""
    return f"{row.from_on:%Y-%m-%d}—{row.until_on:%Y-%m-%d}"


def _record(uow: UnitOfWork, fact: type[SubstitutionFact], row: Substitution) -> None:
    names = accounts.names_of([row.holder_id, row.substitute_id])
    told: dict[str, Any] = {
        "unit_id": row.unit_id,
        "holder_id": row.holder_id,
        "substitute_id": row.substitute_id,
        "holder": names[row.holder_id],
        "substitute": names[row.substitute_id],
        "days": _days(row),
    }
    uow.record(fact(matter_id=None, subject_kind=KIND, subject_id=row.id, **told))
