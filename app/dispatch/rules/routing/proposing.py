"""Who should act on a matter, and why each candidate was or was not taken. Nothing is decided here: a person confirms.

The reasons stand in the order of the questions a dispatcher asks: is it their duty (authority list or the centre's
routing rule), is it their place, is somebody there, how much do they have already. A conflict of interest comes first
and is a hard stop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.core.text import Message, msg
from app.dispatch.rules.routing.conditions import unmet
from app.dispatch.rules.routing.lines import CENTER, TOWN, Line, Rule, Traits
from app.dispatch.rules.routing.parts import Candidate, Choice, Duty, PassedOver, Proposal, Reason
from app.dispatch.types import OrderRole


def propose(traits: Traits, rule: Rule, candidates: Sequence[Candidate], town: str | None) -> Proposal:
    """The units that should act; ``town`` is the code of the place's sub-centre. Units already engaged are left out.

    Where nobody else can lead, the centre is first resort, if it can take an order itself; else there is no lead.
    """
    by_code = {one.code: one for one in candidates}
    leads = _leads(traits, rule, candidates, by_code, town)
    lead = leads[0] if leads else _first_resort(by_code)
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
    settled |= {one.candidate.code for one in taken} | {one.candidate.code for one in passed}
    passed += _other_lines(traits, rule, by_code, town, settled)
    if lead is None and CENTER in by_code and all(one.candidate.code != CENTER for one in passed):
        passed.append(PassedOver(by_code[CENTER], _unfit(by_code[CENTER]) or _beaten(by_code[CENTER])))
    chosen = Choice(lead, OrderRole.LEAD, rule.lead_task, _reasons(lead, OrderRole.LEAD, "")) if lead else None
    return Proposal(rule.code, rule.revision, chosen, tuple(taken), tuple(passed))


def _first_resort(by_code: Mapping[str, Candidate]) -> Candidate | None:
    center = by_code.get(CENTER)
    return center if center is not None and center.conflict is None and center.takes_orders else None


def _other_lines(
    traits: Traits, rule: Rule, by_code: Mapping[str, Candidate], town: str | None, settled: set[str]
) -> list[PassedOver]:
    """Units of the rule's lead lines that nothing was said of yet: what of the line did not hold."""
    found: dict[str, PassedOver] = {}
    for line in rule.leads:
        one = by_code.get(code_of(line, town))
        if one is None or one.code in settled or one.code in found:
            continue
        why = _unfit(one) or unmet(line.when, traits) or _full(one, line)
        found[one.code] = PassedOver(one, why or _beaten(one))
    return list(found.values())


def _leads(
    traits: Traits, rule: Rule, candidates: Sequence[Candidate], by_code: Mapping[str, Candidate], town: str | None
) -> list[Candidate]:
    """Units that may lead, best first: as the rule ranks them, then by words that fit, presence, weighted load."""
    ranks: dict[str, int] = {}
    for rank, line in enumerate(rule.leads):
        one = by_code.get(code_of(line, town))
        if one is not None and unmet(line.when, traits) is None and _full(one, line) is None:
            ranks.setdefault(one.code, rank)
    able = [one for one in candidates if one.duty is not None and one.duty.leads]
    able += [by_code[code] for code in ranks if by_code[code] not in able]
    fit = [one for one in able if _unfit(one) is None]
    last = len(rule.leads)

    def merit(one: Candidate) -> tuple[int, int, bool, int, str]:
        return ranks.get(one.code, last), -len(_hits(one.duty, traits)), not one.reachable, one.burden, one.code

    return sorted(fit, key=merit)


def _assistants(
    traits: Traits, rule: Rule, by_code: Mapping[str, Candidate], lead: Candidate | None, town: str | None
) -> tuple[list[Choice], list[PassedOver]]:
    """What the rule's own list of assistants says about each of them."""
    taken: dict[str, Choice] = {}
    passed: dict[str, PassedOver] = {}
    for line in rule.assists:
        one = by_code.get(code_of(line, town))
        if one is None or one is lead or one.code in taken:
            continue
        why_not = unmet(line.when, traits) or _unfit(one) or _full(one, line)
        if why_not is not None:
            passed.setdefault(one.code, PassedOver(one, why_not))
        else:
            reasons = _reasons(one, OrderRole.ASSIST, line.reason)
            taken[one.code] = Choice(one, OrderRole.ASSIST, line.task, reasons)
    return list(taken.values()), [over for code, over in passed.items() if code not in taken]


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


def code_of(line: Line, town: str | None) -> str:
    """The code of the unit a line means; the sub-centre of the place where it says ``town``."""
    return (town or "") if line.unit == TOWN else line.unit


def _hits(duty: Duty | None, traits: Traits) -> list[str]:
    return [word for word in duty.keywords if word in traits.text] if duty else []


def _unfit(one: Candidate) -> Message | None:
    if one.conflict is not None:
        return one.conflict
    if one.engaged:
        return msg("该单位在本事项已有派遣单")
    if one.gave_back:
        return msg("该单位已退回本事项并获准")
    if not one.active:
        return msg("该单位现在不接单")
    if not one.covers_place:
        return msg("事发地不在该单位辖区")
    if one.code == CENTER and not one.takes_orders:
        return msg("本中心没有可以签收派遣单的岗位，不能自己承办")
    return None


def _full(one: Candidate, line: Line) -> Message | None:
    """The line's limit: from this weighted load on the unit gets no more by this line."""
    if line.most_load is None or one.burden < line.most_load:
        return None
    return msg("加权在办{load}，已到派单规则的上限{most}", load=one.burden, most=line.most_load)


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
    found.append(Reason("load", load_words(one)))
    if not one.takes_orders:
        found.append(Reason("signer", msg("该单位还没有可以签收派遣单的人员"), False))
    if one.namesake:
        found.append(Reason("namesake", msg("该单位负责人与一名当事人同名，派单前请核对是否同一人"), False))
    return tuple(found)


def load_words(one: Candidate) -> Message:
    """How much a unit has: its orders, and what they weigh where that is something else."""
    if one.burden == one.load:
        return msg("在办{n}件", n=one.load)
    return msg("在办{n}件，加权{weight}", n=one.load, weight=one.burden)


def _part(duty: Duty) -> Message:
    return (OrderRole.LEAD if duty.leads else OrderRole.ASSIST).label
