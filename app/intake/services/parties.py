"""Registering parties: the snapshot on the matter, the person known again by the identity number's blind index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.core import clock, identity
from app.core.crypto import blind_index
from app.core.db import db
from app.core.errors import Conflict, InvalidInput
from app.core.ids import new_id, public_code
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import start
from app.intake import events as facts
from app.intake import permissions as may
from app.intake.commands import AgentDetails, PartyDetails
from app.intake.models import Agent, Event, MatterParty, Person
from app.intake.policies import require_may_act
from app.intake.types import PartyKind, PartyRole
from app.intake.workflow import CLAIMANT_WORKFLOW, PARTIES_CHANGE_IN

LONGEST_NAME = 120
TWICE = msg("该证件号码的当事人已在本事件中。")
MASKED = ("id_number", "phone", "address")


def party_faults(details: PartyDetails) -> dict[str, list[Message]]:
    """What cannot be right in a party's particulars, by field; empty when all is well."""
    found: dict[str, list[Message]] = {}
    name_fault = identity.check_name(details.name) if details.kind == PartyKind.PERSON else None
    if name_fault is not None:
        found["name"] = [name_fault.message]
    if not 1 <= len(details.name.strip()) <= LONGEST_NAME:
        found["name"] = [msg("请填写姓名或者名称，不超过{most}个字。", most=LONGEST_NAME)]
    if details.id_number:
        faults = identity.check_id_number(details.id_number, clock.today()).faults
        if faults:
            found["id_number"] = [fault.message for fault in faults]
    if details.uscc:
        uscc_faults = identity.check_uscc(details.uscc).faults
        if uscc_faults:
            found["uscc"] = [fault.message for fault in uscc_faults]
    if details.phone:
        phone_fault = identity.check_phone(details.phone)
        if phone_fault is not None:
            found["phone"] = [phone_fault.message]
    for number, agent in enumerate(details.agents):
        found |= {f"agents.{number}.{name}": messages for name, messages in _agent_faults(agent).items()}
    return found


def _agent_faults(details: AgentDetails) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = {}
    if details.id_number:
        faults = identity.check_id_number(details.id_number, clock.today()).faults
        if faults:
            found["id_number"] = [fault.message for fault in faults]
    if details.phone and (fault := identity.check_phone(details.phone)) is not None:
        found["phone"] = [fault.message]
    return found


def parties_faults(parties: Sequence[PartyDetails]) -> dict[int, dict[str, list[Message]]]:
    """The faults of a list of parties, by row; the second row with the same number is at fault too."""
    found: dict[int, dict[str, list[Message]]] = {}
    seen: set[str] = set()
    for row, details in enumerate(parties):
        faults = party_faults(details)
        known = _known_number(details)
        if known in seen:
            faults[_number_field(details)] = [TWICE]
        if known:
            seen.add(known)
        if faults:
            found[row] = faults
    return found


def _known_number(details: PartyDetails) -> str | None:
    number = details.id_number or details.uscc
    return identity.normal_id_number(number) if number else None


def _known_person(details: PartyDetails) -> UUID | None:
    number = _known_number(details)
    if number is None:
        return None
    index = blind_index(number, "identity")
    db.session.execute(
        insert(Person)
        .values(id=new_id(), kind=details.kind, name=details.name, identity_index=index, created_at=clock.now())
        .on_conflict_do_nothing()
    )
    return db.session.execute(select(Person.id).where(Person.identity_index == index)).scalar_one()


def known_people(claimants: Sequence[PartyDetails]) -> dict[str, UUID]:
    """The registered people of many parties by their number, those met for the first time made, in two statements."""
    named = {number: one for one in claimants if (number := _known_number(one)) is not None}
    indexes = {blind_index(number, "identity"): number for number in named}
    if not indexes:
        return {}
    rows = [
        {"id": new_id(), "kind": named[number].kind, "name": named[number].name, "identity_index": index}
        for index, number in indexes.items()
    ]
    db.session.execute(
        insert(Person).values([{**row, "created_at": clock.now()} for row in rows]).on_conflict_do_nothing()
    )
    found = select(Person.identity_index, Person.id).where(Person.identity_index.in_(indexes))
    return {indexes[index]: person_id for index, person_id in db.session.execute(found).all()}


def _fill(party: MatterParty, details: PartyDetails) -> None:
    party.role, party.kind, party.side = details.role, details.kind, details.side
    party.name = identity.normal_name(details.name)
    number = identity.normal_id_number(details.id_number) if details.id_number else None
    party.id_number, party.id_tail = number, number[-4:] if number else None
    known = number or details.uscc
    party.id_index = blind_index(identity.normal_id_number(known), "identity") if known else None
    phone = identity.normal_phone(details.phone) if details.phone else None
    party.phone = phone
    party.phone_index = blind_index(phone, "phone") if phone else None
    party.phone_tail_index = blind_index(phone[-4:], "phone_tail") if phone else None
    party.address, party.uscc = details.address, details.uscc
    party.legal_representative, party.occupation = details.legal_representative, details.occupation
    party.flags = list(details.flags)
    check = identity.check_id_number(number, clock.today()) if number else None
    party.birth_date = check.birth_on if check else None
    party.sex = {"male": "1", "female": "2"}.get(check.sex.value) if check and check.sex else None


def new_party(event: Event, details: PartyDetails, position: int, people: dict[str, UUID] | None = None) -> MatterParty:
    """A party row with its agents, not yet recorded as an event of its own; raises ``InvalidInput`` by field.

    ``people`` are those looked up beforehand for many parties. An applicant of a collective matter joins its roster.
    """
    faults = party_faults(details)
    if faults:
        raise InvalidInput(faults)
    party = MatterParty(id=new_id(), matter_id=event.id, position=position, public_code=public_code())
    _fill(party, details)
    number = _known_number(details)
    party.person_id = people.get(number) if people is not None and number else _known_person(details)
    if event.collective is not None and party.role == PartyRole.APPLICANT:
        start(CLAIMANT_WORKFLOW, party)
    db.session.add(party)
    for agent in details.agents:
        _add_agent(party, agent)
    return party


def _add_agent(party: MatterParty, details: AgentDetails) -> Agent:
    agent = Agent(
        id=new_id(),
        matter_id=party.matter_id,
        party_id=party.id,
        kind=details.kind,
        name=details.name.strip(),
        id_number=details.id_number,
        phone=details.phone,
        category=details.category,
        scope=list(details.scope),
        note=details.note,
    )
    db.session.add(agent)
    return agent


def add_party(matter_id: UUID, details: PartyDetails, *, version: int | None = None, actor: Actor) -> UUID:
    """Add a party to an open matter; the same identity number twice in one matter is refused."""
    authorise(actor, may.PARTY_EDIT)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        _refuse_when_over(event)
        _refuse_twice(matter_id, details)
        party = new_party(event, details, next_position(matter_id))
        event.touch()
        db.session.flush()
        uow.record(
            facts.PartyAdded(matter_id=matter_id, subject_kind="party", subject_id=party.id, party_name=party.name)
        )
        return party.id


def next_position(matter_id: UUID) -> int:
    """The place behind the last party of a matter; the caller holds the matter's lock."""
    last = select(func.coalesce(func.max(MatterParty.position), -1)).where(MatterParty.matter_id == matter_id)
    return int(db.session.execute(last).scalar_one()) + 1


def add_agent(party_id: UUID, details: AgentDetails, *, actor: Actor) -> UUID:
    """Record who acts for a party."""
    authorise(actor, may.PARTY_EDIT)
    with unit_of_work(actor) as uow:
        party = lock(MatterParty, party_id)
        require_may_act(actor, party.matter_id)
        agent = _add_agent(party, details)
        party.touch()
        uow.audit("intake.add_agent", "party", party.id, party.matter_id, {"kind": details.kind, "name": details.name})
        return agent.id


def correct_party(
    party_id: UUID, details: PartyDetails, *, keep_masked: bool = False, version: int | None = None, actor: Actor
) -> None:
    """Correct a party's particulars; the trail keeps who did it, the version before stays with frozen documents.

    ``keep_masked`` keeps what is stored of the identity number, telephone and address that are given empty: a page
    shows them masked and does not ask for them again.
    """
    authorise(actor, may.PARTY_EDIT)
    with unit_of_work(actor) as uow:
        party = lock(MatterParty, party_id, version)
        require_may_act(actor, party.matter_id)
        _refuse_when_over(lock(Event, party.matter_id))
        if keep_masked:
            details = replace(details, **{name: getattr(details, name) or getattr(party, name) for name in MASKED})
        faults = party_faults(details)
        if party.state is not None and details.role != PartyRole.APPLICANT:
            faults["role"] = [msg("名册中的当事人只能是申请人；不再主张的，请在名册中办理退出。")]
        if faults:
            raise InvalidInput(faults)
        _refuse_twice(party.matter_id, details, besides=party.id)
        _fill(party, details)
        party.person_id = _known_person(details)
        party.touch()
        uow.audit("intake.correct_party", "party", party.id, party.matter_id, {"version": party.version})


def reveal_party(party_id: UUID, reason: str, *, actor: Actor) -> dict[str, str | None]:
    """Show identity number, phone and address in full, for a stated reason of four signs; the trail keeps it."""
    authorise(actor, may.PARTY_REVEAL)
    if len(reason.strip()) < 4:
        raise InvalidInput({"reason": [msg("请写明查看理由，不少于{least}个字。", least=4)]})
    with unit_of_work(actor) as uow:
        party = lock(MatterParty, party_id)
        require_may_act(actor, party.matter_id)
        uow.audit("intake.reveal_party", "party", party.id, party.matter_id, {"reason": reason.strip()})
        return {"id_number": party.id_number, "phone": party.phone, "address": party.address}


def _refuse_when_over(event: Event) -> None:
    if event.state not in PARTIES_CHANGE_IN:
        raise Conflict(msg("事件已化解或结案，不能再变更当事人。"), code="matter_over")


def _refuse_twice(matter_id: UUID, details: PartyDetails, *, besides: UUID | None = None) -> None:
    number = _known_number(details)
    if number is None:
        return
    twice = select(MatterParty.id).where(
        MatterParty.matter_id == matter_id,
        MatterParty.id_index == blind_index(number, "identity"),
        MatterParty.withdrawn.is_(False),
    )
    if besides is not None:
        twice = twice.where(MatterParty.id != besides)
    if db.session.execute(twice).first() is not None:
        raise InvalidInput({_number_field(details): [TWICE]})


def _number_field(details: PartyDetails) -> str:
    return "id_number" if details.id_number else "uscc"
