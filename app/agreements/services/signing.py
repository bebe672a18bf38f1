"""Record hands on the frozen text; the last one gives effect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.agreements import events as told
from app.agreements import permissions as may
from app.agreements.commands import Hands
from app.agreements.errors import AlreadySigned, LeftTheRoom
from app.agreements.models import Agreement, AgreementVersion, Signature
from app.agreements.queries.facts import facts_for
from app.agreements.queries.stored import content_of, signature_facts, signature_rows, standing_version
from app.agreements.queries.surroundings import circumstances_of
from app.agreements.rules.effect import effect_of, missing_hands
from app.agreements.rules.lint.reading import age_of
from app.agreements.rules.lint.will import ADULT, is_away_in
from app.agreements.services.loading import locked_agreement
from app.agreements.services.taking_effect import take_effect
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import Capacity, PartyKind, SignerKind, SignMode
from app.agreements.types.parties import Party
from app.agreements.types.states import AgreementState
from app.agreements.workflow import KIND, actor_conducts_the_mediation, nothing_is_on_hold
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import unit_of_work


def record_signatures(agreement_id: UUID, hands: Hands, *, version: int | None = None, actor: Actor) -> datetime | None:
    """Record signatures or the seal on the frozen text; returns the instant of effect once the last hand is there.

    Raises InvalidInput by field, AlreadySigned, LeftTheRoom, and Refused while an opinion is undecided.
    """
    authorise(actor, may.SIGN)
    with unit_of_work(actor) as uow:
        row = locked_agreement(agreement_id, version, actor)
        frozen = _signable(row, actor)
        content = content_of(frozen)
        _check_common(hands, frozen)
        keys = _check_parties(row, content, hands) if hands.signer == SignerKind.PARTY else ("",)
        for key in keys:
            _add(row, frozen, content, hands, key, actor)
        row.touch()
        facts = signature_facts(signature_rows(row.id))
        missing = missing_hands(content, facts)
        uow.record(
            told.AgreementSigned(
                matter_id=row.matter_id,
                subject_kind=KIND,
                subject_id=row.id,
                signers=tuple(key or hands.signer for key in keys),
                missing=len(missing),
            )
        )
        if missing:
            return None
        effect = effect_of(content, facts)
        if effect.at is None:
            return None
        take_effect(row, content, effect.at, actor=actor)
        return effect.at


def _signable(row: Agreement, actor: Actor) -> AgreementVersion:
    if row.state != AgreementState.FROZEN:
        raise Refused(msg("协议定稿以后才能登记签名。"), code="wrong_state")
    facts = facts_for(row, actor, with_lint=False)
    for condition in (actor_conducts_the_mediation, nothing_is_on_hold):
        refusal = condition(row, actor, facts)
        if refusal is not None:
            raise Refused(refusal.message, code=refusal.code)
    frozen = standing_version(row)
    if frozen is None:
        raise Refused(msg("协议定稿以后才能登记签名。"), code="wrong_state")
    return frozen


def _check_common(hands: Hands, frozen: AgreementVersion) -> None:
    found: dict[str, list[Message]] = {}
    if hands.signer not in set(SignerKind):
        found["signer"] = [msg("请选择签名人。")]
    if hands.mode not in set(SignMode):
        found["mode"] = [msg("请选择签名方式。")]
    if hands.signed_at > clock.now():
        found["signed_at"] = [msg("签名时间不能晚于现在。")]
    elif hands.signed_at < frozen.created_at.replace(second=0, microsecond=0):
        found["signed_at"] = [msg("签名时间不能早于定稿时间。")]
    if found:
        raise InvalidInput(found)


def _check_parties(row: Agreement, content: AgreementContent, hands: Hands) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys((*hands.party_keys, *(_persons_waiting(row, content) if hands.everybody else ()))))
    known = {party.key: party for party in content.signers}
    if not keys or not set(keys) <= set(known):
        raise InvalidInput({"party_keys": [msg("请选择需要签名的当事人。")]})
    if not hands.identity_checked:
        raise InvalidInput({"identity_checked": [msg("请先核对签名人的身份。")]})
    circumstances = circumstances_of(row, content)
    for key in keys:
        party = known[key]
        if is_away_in(circumstances.sessions, key, hands.signed_at):
            raise LeftTheRoom(party.name)
        _check_agent(party, hands)
    return keys


def _persons_waiting(row: Agreement, content: AgreementContent) -> tuple[str, ...]:
    missing = missing_hands(content, signature_facts(signature_rows(row.id)))
    return tuple(one.key for one in content.signers if one.key in missing and one.kind is PartyKind.NATURAL)


def _check_agent(party: Party, hands: Hands) -> None:
    """A minor or incapable party signs through its statutory agent, any other through an agent on file only."""
    names = {agent.name for agent in party.agents}
    age = age_of(party, clock.local(hands.signed_at).date())
    needs_guardian = party.capacity is not Capacity.FULL or (age is not None and age < ADULT)
    if hands.agent and hands.agent not in names | {party.representative}:
        raise InvalidInput({"agent": [msg("卷内没有{agent}代{name}签名的授权。", agent=hands.agent, name=party.name)]})
    if needs_guardian and hands.agent not in {agent.name for agent in party.statutory_agents}:
        raise InvalidInput({"agent": [msg("{name}须由法定代理人签名。", name=party.name)]})


def _add(
    row: Agreement, frozen: AgreementVersion, content: AgreementContent, hands: Hands, key: str, actor: Actor
) -> None:
    party = content.party(key)
    name = party.name if party else _office_name(row, content, hands)
    guardian = bool(party and hands.agent in {agent.name for agent in party.statutory_agents})
    signature = Signature(
        id=new_id(),
        agreement_id=row.id,
        version_id=frozen.id,
        matter_id=row.matter_id,
        signer=hands.signer,
        party_key=key,
        name=name,
        agent=hands.agent,
        by_statutory_agent=guardian,
        mode=hands.mode,
        signed_at=hands.signed_at,
        place=hands.place.strip(),
        device=hands.device.strip(),
        identity_checked=hands.identity_checked,
        recorded_by=actor.name,
    )
    try:
        with db.session.begin_nested():
            db.session.add(signature)
            db.session.flush()
    except IntegrityError as twice:
        raise AlreadySigned(name) from twice


def _office_name(row: Agreement, content: AgreementContent, hands: Hands) -> str:
    if hands.signer == SignerKind.ORGANISATION:
        return content.organisation
    return content.mediators[0] if content.mediators else row.drafted_by


def unsigned_names(content: AgreementContent, missing: Sequence[str]) -> list[Message | str]:
    """Whose hand is missing, in words."""
    words: dict[str, Message] = {
        SignerKind.MEDIATOR.value: msg("调解员"),
        SignerKind.ORGANISATION.value: msg("调解组织印章"),
    }
    names: list[Message | str] = []
    for key in missing:
        party = content.party(key)
        names.append(party.name if party else words.get(key, key))
    return names
