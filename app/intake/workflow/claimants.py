"""Where one claimant of a collective matter stands: joined, consented, settled, performed, withdrawn or apart."""

from __future__ import annotations

from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.intake import permissions as may

CLAIMANT_KIND = "claimant"

#: Who has left no longer stands in the matter: neither its agreement nor its mediation counts them.
LEFT = ("withdrawn", "apart")
#: A claimant who has settled is held to it; only the settlement itself can be taken back.
BOUND = ("settled", "performed")


def nobody_else_with_that_number_stands_here(party: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """The same identity number is not on the roster a second time."""
    if facts["stands_again"]:
        return Refusal("stands_again", msg("该证件号码的当事人已在名册中。"))
    return None


STATES = {
    "joined": msg("已加入"),
    "consented": msg("已同意"),
    "settled": msg("已达成协议"),
    "performed": msg("已履行"),
    "withdrawn": msg("已退出"),
    "apart": msg("另行处理"),
}

TRANSITIONS = (
    Transition(name="consent", label=msg("记录同意"), from_=("joined",), to="consented", permission=may.PARTY_EDIT),
    Transition(name="settle", label=msg("达成协议"), from_=("consented",), to="settled", permission=may.PARTY_EDIT),
    Transition(name="perform", label=msg("履行完毕"), from_=("settled",), to="performed", permission=may.PARTY_EDIT),
    Transition(
        name="undo_settle",
        label=msg("撤回达成"),
        from_=("settled",),
        to="consented",
        permission=may.PARTY_EDIT,
        reason=10,
    ),
    Transition(
        name="undo_perform",
        label=msg("撤回履行"),
        from_=("performed",),
        to="settled",
        permission=may.PARTY_EDIT,
        reason=10,
    ),
    Transition(
        name="withdraw",
        label=msg("退出"),
        from_=("joined", "consented"),
        to="withdrawn",
        permission=may.PARTY_EDIT,
        reason=10,
    ),
    Transition(
        name="rejoin",
        label=msg("重新加入"),
        from_=("withdrawn",),
        to="joined",
        permission=may.PARTY_EDIT,
        conditions=(nobody_else_with_that_number_stands_here,),
        reason=10,
    ),
    Transition(
        name="handle_apart",
        label=msg("另行处理"),
        from_=("joined", "consented"),
        to="apart",
        permission=may.EVENT_MERGE,
        reason=10,
    ),
    Transition(
        name="take_back_join",
        label=msg("撤销并入"),
        from_=("joined", "consented"),
        to="withdrawn",
        permission=may.EVENT_MERGE,
        reason=10,
    ),
)

CLAIMANT_WORKFLOW = Workflow(
    kind=CLAIMANT_KIND,
    states=STATES,
    initial="joined",
    transitions=TRANSITIONS,
    final=frozenset({"apart"}),
)
