"""Whether the conditions of a line hold for a matter, and the words that say so. Product settings, not law."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from app.core.money import yuan
from app.core.text import Message, msg
from app.dispatch.rules.routing.lines import Conditions, Traits
from app.dispatch.types import Match
from app.intake.types import RiskLevel, Source

Part = tuple[bool, Message]


def unmet(when: Conditions, traits: Traits) -> Message | None:
    """Why the conditions do not hold, or None when they do: one of them for "any", each of them for "all"."""
    parts = _parts(when, traits)
    failed = [words for holds, words in parts if not holds]
    if not failed or (when.match is Match.ANY and len(failed) < len(parts)):
        return None
    return joined(failed)


def joined(sentences: list[Message]) -> Message:
    """Several sentences as one."""
    return reduce(lambda one, other: msg("{one}；{other}", one=one, other=other), sentences)


def words_met(when: Conditions, traits: Traits) -> tuple[str, ...]:
    """The keywords of a line that the matter's text contains."""
    return tuple(word for word in when.keywords if word in traits.text)


def _parts(when: Conditions, traits: Traits) -> list[Part]:
    """Each condition that is set: whether it holds, and the words for when it does not."""
    found: list[Part] = []
    if when.keywords:
        said = "、".join(when.keywords)
        found.append((bool(words_met(when, traits)), msg("本事项未涉及“{words}”", words=said)))
    if when.people_from is not None:
        few = msg("涉及人数不足{least}人", least=when.people_from)
        found.append((traits.involved_count >= when.people_from, few))
    if when.regions:
        found.append((traits.region_code.startswith(when.regions), msg("事发地不在该行所列地点")))
    if when.risk_from is not None:
        found.append(_risk(when.risk_from, traits.risk))
    if when.amount_from_fen is not None:
        found.append(_amount(when.amount_from_fen, traits.amount_fen))
    if when.sources:
        found.append((traits.source in when.sources, msg("来源不是{sources}", sources=_sources(when.sources))))
    return found


def _risk(least: str, risk: str | None) -> Part:
    if risk is None:
        return False, msg("风险等级尚未确认")
    grave = list(RiskLevel)
    holds = grave.index(RiskLevel(risk)) <= grave.index(RiskLevel(least))
    return holds, msg("风险等级未达到{level}", level=RiskLevel(least).label)


def _amount(least: int, amount: int | None) -> Part:
    if amount is None:
        return False, msg("事项没有登记金额")
    return amount >= least, msg("登记金额{amount}元，不足{least}元", amount=yuan(amount), least=yuan(least))


def _sources(sources: tuple[str, ...]) -> Message:
    labels = [Source(one).label for one in sources]
    return reduce(lambda one, other: msg("{one}、{other}", one=one, other=other), labels)


def said(when: Conditions, places: Mapping[str, str]) -> list[Message]:
    """The conditions of a line in words; ``places`` names regions by code. Empty when the line always holds."""
    found = []
    if when.keywords:
        found.append(msg("涉及“{words}”", words="、".join(when.keywords)))
    if when.people_from is not None:
        found.append(msg("涉及{least}人以上", least=when.people_from))
    if when.regions:
        found.append(msg("事发地在{places}", places="、".join(places.get(one, one) for one in when.regions)))
    if when.risk_from is not None:
        found.append(msg("风险{level}以上", level=RiskLevel(when.risk_from).label))
    if when.amount_from_fen is not None:
        found.append(msg("登记金额{least}元以上", least=yuan(when.amount_from_fen)))
    if when.sources:
        found.append(msg("来源为{sources}", sources=_sources(when.sources)))
    return found
