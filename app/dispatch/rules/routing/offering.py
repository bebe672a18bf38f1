"""Which acts a person has on a routing rule now, and why one of them is not possible."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.workflow import Offer, Refusal
from app.dispatch import permissions as may
from app.dispatch.rules.routing.drafting import REASON_LEAST

OPEN, PUBLISH, DROP, UNDO, TRY = "open-draft", "publish", "drop-draft", "undo", "try"


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """How a rule stands: its revision in force and its draft, whether that draft may be published."""

    revision: int = 0
    has_earlier: bool = False
    has_draft: bool = False
    draft_is_old: bool = False
    tried: bool = False
    nobody: Message | None = None


def rule_offers(facts: RuleFacts, actor: Actor) -> list[Offer]:
    """The acts of the actor's role on a rule, each with the refusal that holds it, if any."""
    found = []
    if actor.may(may.ROUTING_DRAFT):
        if facts.has_draft:
            found += [Offer(TRY, msg("试算")), Offer(DROP, msg("放弃草稿"))]
        else:
            found.append(Offer(OPEN, msg("起草")))
    if actor.may(may.ROUTING_PUBLISH):
        if facts.has_draft:
            found.append(Offer(PUBLISH, msg("发布"), _unready(facts), REASON_LEAST))
        if facts.revision:
            first = Refusal("no_earlier_revision", msg("这是第一版，没有更早的版本可以恢复。"))
            found.append(Offer(UNDO, msg("撤销发布"), None if facts.has_earlier else first, REASON_LEAST))
    return found


def _unready(facts: RuleFacts) -> Refusal | None:
    """Why the draft cannot be published now."""
    if facts.draft_is_old:
        text = msg("起草以后生效的版本已经变了，请打开草稿核对、保存，再试算。")
        return Refusal("draft_stands_on_old_revision", text)
    if facts.nobody is not None:
        return Refusal("nobody_can_satisfy", facts.nobody)
    if not facts.tried:
        return Refusal("not_tried", msg("这份草稿改动以后还没有试算，请先试算再发布。"))
    return None
