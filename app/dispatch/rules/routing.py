"""Who should act on a matter, and why each candidate was or was not taken. Nothing is decided here: a person confirms.

The reasons stand in the order of the questions a dispatcher asks: is it their duty (authority list or the centre's
routing rule), is it their place, is somebody there, how much do they have already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.text import Message, msg
from app.dispatch.types import OrderRole

TOWN, CENTER = "town", "center"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What routing looks at: the kind, the place, the words, how many people."""

    dispute_type: str
    region_code: str
    text: str
    involved_count: int


@dataclass(frozen=True, slots=True)
class Duty:
    """An authority-list item as routing reads it."""

    code: str
    leads: bool
    text: str
    keywords: tuple[str, ...]
    excluded: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that might act: its duty for this kind of dispute, whether it covers the place, is there, and its load."""

    unit_id: UUID
    code: str
    name: str
    active: bool
    covers_place: bool
    mediates: bool
    reachable: bool
    presence: Message
    load: int
    duty: Duty | None = None
    engaged: bool = False
    gave_back: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """The centre's routing rule for a kind of dispute, at one revision. ``town`` stands for the place's sub-centre."""

    code: str
    revision: int
    leads: Sequence[Mapping[str, Any]]
    assists: Sequence[Mapping[str, Any]]
    lead_task: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer to one of the dispatcher's questions."""

    kind: str
    words: Message
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit that is proposed, its part and task, and the reasons."""

    candidate: Candidate
    role: OrderRole
    task: str
    reasons: tuple[Reason, ...]

    @property
    def fits(self) -> bool:
        """Whether every reason speaks for the unit."""
        return all(reason.fits for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A unit that was considered and not taken, and why."""

    candidate: Candidate
    why: Message


@dataclass(frozen=True, slots=True)
class Proposal:
    """One lead, the assistants, and who was passed over."""

    rule_code: str
    rule_revision: int
    lead: Choice | None
    assistants: tuple[Choice, ...]
    passed_over: tuple[PassedOver, ...]

    @property
    def unit_ids(self) -> tuple[UUID | None, frozenset[UUID]]:
        """The lead's id and the assistants' ids, to see whether a person chose otherwise."""
        lead = self.lead.candidate.unit_id if self.lead else None
        return lead, frozenset(choice.candidate.unit_id for choice in self.assistants)


def propose(traits: Traits, rule: Rule, candidates: Sequence[Candidate], town: str | None) -> Proposal:
    """The units that should act; ``town`` is the code of the place's sub-centre. Units already engaged are left out."""
    by_code = {one.code: one for one in candidates}
    leads = _leads(traits, rule, candidates, by_code, town)
    lead = leads[0] if leads else by_code.get(CENTER)
    taken, passed = _assistants(traits, rule, by_code, lead, town)
    settled = {one.candidate.code for one in taken} | {one.candidate.code for one in passed}
    beaten = [one for one in leads[1:] if one.code not in settled]
    passed += [PassedOver(one, _beaten(one)) for one in beaten]
    settled |= {one.code for one in beaten}
    if lead is not None:
        settled.add(lead.code)
    for one in candidates:
        if one.duty is not None and one.code not in settled:
            _by_authority_list(one, traits, taken, passed)
    chosen = Choice(lead, OrderRole.LEAD, rule.lead_task, _reasons(lead, OrderRole.LEAD, "")) if lead else None
    return Proposal(rule.code, rule.revision, chosen, tuple(taken), tuple(passed))


def _leads(
    traits: Traits, rule: Rule, candidates: Sequence[Candidate], by_code: Mapping[str, Candidate], town: str | None
) -> list[Candidate]:
    """Units that may lead, best first: as the rule ranks them, then by words that fit, presence, load."""
    ranks: dict[str, int] = {}
    for rank, spec in enumerate(rule.leads):
        if unmet(spec.get("when"), traits) is None:
            ranks.setdefault(_code_of(spec, town), rank)
    able = [one for one in candidates if one.duty is not None and one.duty.leads]
    able += [by_code[code] for code in ranks if code in by_code and by_code[code] not in able]
    fit = [one for one in able if _unfit(one) is None]
    last = len(rule.leads)

    def merit(one: Candidate) -> tuple[int, int, bool, int, str]:
        return ranks.get(one.code, last), -len(_hits(one.duty, traits)), not one.reachable, one.load, one.code

    return sorted(fit, key=merit)


def _assistants(
    traits: Traits, rule: Rule, by_code: Mapping[str, Candidate], lead: Candidate | None, town: str | None
) -> tuple[list[Choice], list[PassedOver]]:
    """What the rule's own list of assistants says about each of them."""
    taken: list[Choice] = []
    passed: list[PassedOver] = []
    for spec in rule.assists:
        one = by_code.get(_code_of(spec, town))
        if one is None or one is lead or any(one is done.candidate for done in taken):
            continue
        why_not = unmet(spec.get("when"), traits) or _unfit(one)
        if why_not is not None:
            passed.append(PassedOver(one, why_not))
        else:
            taken.append(
                Choice(one, OrderRole.ASSIST, spec["task"], _reasons(one, OrderRole.ASSIST, spec.get("reason", "")))
            )
    return taken, passed


def _by_authority_list(one: Candidate, traits: Traits, taken: list[Choice], passed: list[PassedOver]) -> None:
    """A unit only the authority list names: it assists when the matter's words touch its item."""
    assert one.duty is not None
    why_not = _unfit(one)
    hits = _hits(one.duty, traits)
    if why_not is None and one.duty.leads:
        why_not = _beaten(one)
    elif why_not is None and one.mediates:
        why_not = msg("调解组织由主办单位受理调解时委托，不单独派单")
    elif why_not is None and not hits:
        why_not = _not_touched(one.duty)
    if why_not is not None:
        passed.append(PassedOver(one, why_not))
    else:
        taken.append(Choice(one, OrderRole.ASSIST, one.duty.text, _reasons(one, OrderRole.ASSIST, "")))


def unmet(when: Mapping[str, Any] | None, traits: Traits) -> Message | None:
    """Why a rule's condition does not hold, or None when it does: enough people, or one of the words."""
    if not when:
        return None
    if traits.involved_count >= when.get("people_from", traits.involved_count + 1):
        return None
    if any(word in traits.text for word in when.get("keywords", ())):
        return None
    if when.get("keywords"):
        return msg("本事项未涉及“{words}”", words="、".join(when["keywords"]))
    return msg("涉及人数不足{least}人", least=when["people_from"])


def _code_of(spec: Mapping[str, Any], town: str | None) -> str:
    return (town or "") if spec["unit"] == TOWN else str(spec["unit"])


def _hits(duty: Duty | None, traits: Traits) -> list[str]:
    return [word for word in duty.keywords if word in traits.text] if duty else []


def _unfit(one: Candidate) -> Message | None:
    if one.engaged:
        return msg("该单位在本事项已有派遣单")
    if one.gave_back:
        return msg("该单位已退回本事项并获准")
    if not one.active:
        return msg("该单位现在不接单")
    if not one.covers_place:
        return msg("事发地不在该单位辖区")
    return None


def _beaten(one: Candidate) -> Message:
    if one.duty is None:
        return msg("按派单规则排在已选主办单位之后")
    return msg("权责清单{code}“{text}”也可主办，按派单规则排在后面", code=one.duty.code, text=one.duty.text)


def _not_touched(duty: Duty) -> Message:
    if duty.excluded:
        return msg(
            "权责清单{code}“{text}”，{excluded}，本事项未涉及", code=duty.code, text=duty.text, excluded=duty.excluded
        )
    return msg("权责清单{code}“{text}”，本事项未涉及", code=duty.code, text=duty.text)


def _reasons(one: Candidate, part: OrderRole, by_rule: str) -> tuple[Reason, ...]:
    found = []
    if one.duty is not None:
        known = {"code": one.duty.code, "text": one.duty.text, "part": _part(one.duty)}
        found.append(Reason("duty", msg("权责清单{code}“{text}”，列为{part}单位", **known)))
    if by_rule:
        found.append(Reason("rule", msg("本中心派单规则：{reason}", reason=by_rule)))
    elif one.duty is None:
        found.append(Reason("rule", msg("本中心派单规则：该类纠纷由其{part}", part=part.label)))
    place = msg("职责覆盖事发地") if one.covers_place else msg("事发地不在该单位辖区")
    found.append(Reason("place", place, one.covers_place))
    found.append(Reason("presence", one.presence, one.reachable))
    found.append(Reason("load", msg("在办{n}件", n=one.load)))
    return tuple(found)


def _part(duty: Duty) -> Message:
    return (OrderRole.LEAD if duty.leads else OrderRole.ASSIST).label
