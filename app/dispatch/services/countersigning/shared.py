"""What every act on a countersign shares: the locked row, one transition, who is told, whose sight begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from app.accounts import queries as accounts
from app.accounts.models import Membership
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, Role
from app.core.text import Message, msg
from app.core.unit_of_work import current, lock
from app.core.workflow import fire
from app.dispatch import events as told
from app.dispatch.commands import AskedSigner
from app.dispatch.models import Countersign, CountersignSigner
from app.dispatch.queries.callings import still_asked
from app.dispatch.queries.countersigns import line_facts, present_round
from app.dispatch.queries.facts import risk_of
from app.dispatch.rules.countersigning import outcome, turn
from app.dispatch.services.whistling import end_sight, let_read
from app.dispatch.types import CountersignFacts, SignerAnswer
from app.dispatch.workflow import COUNTERSIGN_KIND, COUNTERSIGN_WORKFLOW
from app.intake import services as matters
from app.intake.commands import GrantRequest
from app.intake.policies import require_may_act, require_visible
from app.intake.types import Ground
from app.organisations import queries as organisations

#: Whose work it is to answer a countersign; courts do not countersign what an office decides.
ANSWERING = frozenset({Role.REPORTER, Role.DISPATCHER, Role.DIRECTOR, Role.DEPT_OFFICER, Role.MEDIATOR})


def locked_countersign(
    countersign_id: UUID, version: int | None, actor: Actor, *, to_answer: bool = False
) -> Countersign:
    """The countersign, locked after its matter; raises ``NotFound``, ``Forbidden`` who only reads, ``StaleVersion``.

    Who answers needs to see the matter only: that is all the ground of a countersign gives.
    """
    found = db.session.get(Countersign, countersign_id)
    if found is None:
        raise NotFound()
    (require_visible if to_answer else require_may_act)(actor, found.matter_id)
    matters.lock_matter(found.matter_id)
    row = lock(Countersign, countersign_id, version)
    db.session.expire(row, ["signers"])
    return row


def act_on_countersign(
    row: Countersign,
    name: str,
    actor: Actor,
    *,
    line: CountersignSigner | None = None,
    facts: CountersignFacts | None = None,
    reason: str | None = None,
    **more: Any,
) -> None:
    """Fire one transition of a countersign with its present facts."""
    fire(
        COUNTERSIGN_WORKFLOW, row, name, actor, facts=facts or line_facts(row, line, actor), reason=reason,
        risk=risk_of(row.matter_id), caller_id=row.unit_id, center_id=row.center_id, **more,
    )  # fmt: skip


def add_line(row: Countersign, one: AskedSigner, person: Membership | None, position: int, **more: Any) -> None:
    """One more line of the present round; whoever is asked reads the matter from now on."""
    assert one.due_at is not None
    assert one.unit_id is not None
    line = CountersignSigner(
        id=new_id(),
        matter_id=row.matter_id,
        round=row.round,
        position=position,
        unit_id=one.unit_id,
        user_id=person.user_id if person else None,
        person_name=person.user.display_name if person else None,
        due_at=one.due_at,
        **more,
    )
    row.signers.append(line)
    let_signer_read(line)


def let_signer_read(line: CountersignSigner) -> None:
    """The unit reads the matter while it is asked, or the named officer alone."""
    if line.user_id is None:
        let_read(line.matter_id, line.unit_id)
        return
    request = GrantRequest(matter_id=line.matter_id, ground=Ground.CALLED.value, user_id=line.user_id)
    matters.grant(request, actor=Actor.system())


def end_signers_sight(matter_id: UUID, lines: Iterable[CountersignSigner]) -> None:
    """Those whom nothing calls or asks any more do not read the matter any longer on this ground."""
    listed = list(lines)
    end_sight(matter_id, {one.unit_id for one in listed if one.user_id is None})
    users = {one.user_id for one in listed if one.user_id is not None}
    for user_id in sorted(users - still_asked(matter_id, users)):
        matters.end_grant(matter_id, Ground.CALLED.value, user_id=user_id, actor=Actor.system())


def due_now(row: Countersign) -> list[CountersignSigner]:
    """Whose turn it is."""
    return turn(present_round(row), row.sequence) if row.state == "open" else []


def tell(row: Countersign, lines: Iterable[CountersignSigner], kind: type[told.SignerAsked]) -> None:
    """One event for each line."""
    for one in lines:
        current().record(
            kind(
                matter_id=row.matter_id, subject_kind=COUNTERSIGN_KIND, subject_id=row.id, caller_id=row.unit_id,
                center_id=row.center_id, unit_id=one.unit_id, user_id=one.user_id,
            )
        )  # fmt: skip


def tell_whose_turn_came(row: Countersign, before: Sequence[CountersignSigner]) -> None:
    """Those are told whose turn it is now and was not before."""
    tell(row, [one for one in due_now(row) if one not in before], told.SignerAsked)


def settle(row: Countersign) -> None:
    """Close the countersign when as many agreed as are needed; those not needed any more are told."""
    db.session.flush()
    if row.state != "open" or outcome(present_round(row), row.mode) is not SignerAnswer.AGREED:
        return
    waited = due_now(row)
    act_on_countersign(row, "settle", Actor.system())
    row.ended_at = clock.now()
    tell(row, waited, told.SignerReleased)
    db.session.flush()
    end_signers_sight(row.matter_id, row.signers)


def chosen(signers: Sequence[AskedSigner], asker: Actor) -> dict[int, Membership | None]:
    """For each place the named officer, or None where the whole unit is asked; places with a fault are left out."""
    posts = accounts.posts_of([one.unit_id for one in signers if one.unit_id is not None])
    found: dict[int, Membership | None] = {}
    for place, one in enumerate(signers):
        able = _able(posts.get(one.unit_id, []) if one.unit_id else [], asker)
        named = [post for post in able if post.user.display_name == one.person.strip()]
        if not one.person.strip():
            found[place] = None
        elif len(named) == 1:
            found[place] = named[0]
    return found


def _able(posts: Sequence[Membership], asker: Actor) -> list[Membership]:
    able = {post.user_id: post for post in posts if post.role_of in ANSWERING and post.user_id != asker.user_id}
    return list(able.values())


def faults_of_choice(
    signers: Sequence[AskedSigner], asker: Actor, *, at: str = "signers.{place}.", taken: Sequence[Any] = ()
) -> dict[str, list[Message]]:
    """What is wrong with whom was chosen: unknown, closed, nobody there, one's own unit, named twice or asked already.

    ``taken`` are the keys (unit, person) of those who are in the line already.
    """
    units = organisations.units_by_id([one.unit_id for one in signers if one.unit_id is not None])
    posts = accounts.posts_of(units)
    found: dict[str, list[Message]] = {}
    seen = set(taken)
    for place, one in enumerate(signers):
        if one.unit_id is None:
            continue
        field, fault = _fault_of(one, units.get(one.unit_id), _able(posts.get(one.unit_id, []), asker), asker)
        person = next(
            (p.user_id for p in posts.get(one.unit_id, []) if p.user.display_name == one.person.strip()), None
        )
        key = (one.unit_id, person)
        if fault is None and key in seen:
            field, fault = "unit_id", msg("已经请过这个单位或者人员会签。")
        if fault is not None:
            found[at.format(place=place) + field] = [fault]
        seen.add(key)
    return found


def _fault_of(one: AskedSigner, unit: Any, able: Sequence[Membership], asker: Actor) -> tuple[str, Message | None]:
    name = one.person.strip()
    if unit is None:
        return "unit_id", msg("没有这个单位。")
    if not unit.is_active:
        return "unit_id", msg("{units}现在不接单，请改选其他单位。", units=unit.name)
    if not name and one.unit_id == asker.unit_id:
        return "unit_id", msg("请本单位会签的，请写明请谁会签。")
    if not able:
        return "unit_id", msg("{units}没有能答复会签的人员。", units=unit.name)
    same = sum(post.user.display_name == name for post in able)
    if name and same == 0:
        return "person", msg("{units}没有叫{name}、能答复会签的人员。", units=unit.name, name=name)
    if same > 1:
        return "person", msg("{units}有{count}位{name}，请改请该单位会签。", units=unit.name, count=same, name=name)
    return "person", None
