"""The application's states and transitions (domain.md §4.6)."""

from __future__ import annotations

from typing import Any

from app.confirmation import events as told
from app.confirmation import permissions as may
from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.organisations.types import SameJudge

KIND = "confirmation"


def _asked(rule: str, code: str, facts: dict[str, Any]) -> Refusal | None:
    """What a lint rule of the application says, as a refusal; the rule itself stands in the lint."""
    sentence = facts["broken"].get(rule)
    return Refusal(code, sentence) if sentence is not None else None


def agreement_is_effective(application: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The agreement is in effect: rule A02 (人民调解法29; 劳动争议调解仲裁法14)."""
    return _asked("A02", "not_effective", facts)


def thirty_days_have_not_passed(application: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Within thirty days of effect: rule A01 (民诉法205; 人民调解法33)."""
    return _asked("A01", "too_late", facts)


def court_is_competent(application: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The court chosen is one the decision tree names: rule A06 (民诉法205)."""
    return _asked("A06", "court_not_competent", facts)


def only_one_court_is_asked(application: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """No other court has an open application for the agreement: rule A07 (民诉法解释352)."""
    return _asked("A07", "asked_elsewhere", facts)


def every_party_joined(application: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """All parties apply together and signed application and commitment: rules A14, M01, M08 (民诉法205)."""
    found = (_asked(rule, "party_missing", facts) for rule in ("A14", "M01", "M08"))
    return next((refusal for refusal in found if refusal is not None), None)


def lint_has_no_block(application: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The check before submission found nothing that would be refused, or the director overrode it with a reason."""
    if facts["blocks"]:
        return Refusal("lint_block", msg("预检发现不可提交的问题：{rules}。", rules="、".join(facts["blocks"])))
    return None


def materials_are_complete(application: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Every required paper of the package is there (民诉法解释354)."""
    if facts["materials_missing"]:
        return Refusal("materials_missing", msg("材料不全：{names}。", names=facts["materials_missing"]))
    return None


def belongs_to_my_court(application: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Only the court that received the application works on it."""
    if facts["own_court_id"] != application.court_id:
        return Refusal("other_court", msg("该申请不属于您所在的法院。"))
    return None


def guided_judge_was_warned(application: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """A judge who guided the mediation confirms after being warned, or as the court's own setting says (§5.3)."""
    if facts["same_judge"] == SameJudge.ALLOW:
        return None
    if facts["guided_by_actor"] and facts["same_judge"] == SameJudge.FORBID:
        return Refusal("guiding_judge", msg("您曾指导本调解，本院设置不得由指导法官审查确认。"))
    if facts["guided_by_actor"] and not facts["guided_acknowledged"]:
        return Refusal("guiding_judge", msg("您曾指导本调解。是否仍由您审查，由法院决定；请确认后再办理。"))
    return None


STATES = {
    "draft": msg("准备中"),
    "ready": msg("待共同签署"),
    "submitted": msg("已提交法院"),
    "supplement_required": msg("待补充材料"),
    "deemed_withdrawn": msg("按撤回处理"),
    "not_accepted": msg("不予受理"),
    "accepted": msg("已受理"),
    "verified": msg("已核实"),
    "withdrawn": msg("已撤回"),
    "rejected_355": msg("驳回申请（受理后发现）"),
    "confirmed": msg("确认有效"),
    "rejected": msg("驳回申请"),
}
#: States in which the centre still prepares, and the rules of the application are asked.
PREPARING = ("draft", "ready")
CENTRE = (agreement_is_effective, thirty_days_have_not_passed)
COURT = (belongs_to_my_court,)

TRANSITIONS = (
    Transition(
        name="make_ready",
        label=msg("材料备齐"),
        from_=("draft",),
        to="ready",
        permission=may.PREPARE,
        conditions=(*CENTRE, court_is_competent),
    ),
    Transition(
        name="submit",
        label=msg("提交法院"),
        from_=("ready",),
        to="submitted",
        permission=may.PREPARE,
        conditions=(
            *CENTRE,
            court_is_competent,
            only_one_court_is_asked,
            every_party_joined,
            materials_are_complete,
            lint_has_no_block,
        ),
        arms=("K02",),
        emits=told.ApplicationSubmitted,
    ),
    Transition(
        name="demand_supplement",
        label=msg("要求补充材料"),
        from_=("submitted",),
        to="supplement_required",
        permission=may.SUPPLEMENT,
        conditions=COURT,
        reason=6,
        emits=told.SupplementDemanded,
    ),
    Transition(
        name="supplement",
        label=msg("已补充"),
        from_=("supplement_required",),
        to="submitted",
        permission=may.PREPARE,
        reason=4,
        emits=told.SupplementHandedIn,
    ),
    Transition(
        name="deem_withdrawn",
        label=msg("按撤回处理"),
        from_=("supplement_required",),
        to="deemed_withdrawn",
        permission=may.DECIDE,
        conditions=COURT,
        reason=6,
        stops=("K02",),
        emits=told.ApplicationWithdrawn,
    ),
    Transition(
        name="not_accept",
        label=msg("不予受理"),
        from_=("submitted",),
        to="not_accepted",
        permission=may.DECIDE,
        conditions=COURT,
        reason=6,
        stops=("K02",),
        emits=told.ApplicationNotAccepted,
    ),
    Transition(
        name="accept",
        label=msg("受理"),
        from_=("submitted",),
        to="accepted",
        permission=may.DECIDE,
        conditions=(*COURT, guided_judge_was_warned),
        stops=("K02",),
        arms=("K03", "K03b"),
        emits=told.ApplicationAccepted,
    ),
    Transition(
        name="verify",
        label=msg("共同核实"),
        from_=("accepted",),
        to="verified",
        permission=may.DECIDE,
        conditions=(*COURT, guided_judge_was_warned),
        emits=told.ApplicationVerified,
    ),
    Transition(
        name="withdraw",
        label=msg("准许撤回"),
        from_=("accepted", "verified"),
        to="withdrawn",
        permission=may.DECIDE,
        conditions=COURT,
        reason=6,
        stops=("K03", "K03b"),
        emits=told.ApplicationWithdrawn,
    ),
    Transition(
        name="reject_355",
        label=msg("驳回申请（不属受理范围）"),
        from_=("accepted", "verified"),
        to="rejected_355",
        permission=may.DECIDE,
        conditions=COURT,
        reason=6,
        stops=("K03", "K03b"),
        emits=told.ApplicationRejected,
    ),
    Transition(
        name="confirm",
        label=msg("确认有效"),
        from_=("verified",),
        to="confirmed",
        permission=may.DECIDE,
        conditions=(*COURT, guided_judge_was_warned),
        stops=("K03", "K03b"),
        emits=told.AgreementConfirmed,
    ),
    Transition(
        name="reject",
        label=msg("驳回申请"),
        from_=("verified",),
        to="rejected",
        permission=may.DECIDE,
        conditions=(*COURT, guided_judge_was_warned),
        reason=6,
        stops=("K03", "K03b"),
        emits=told.ApplicationRejected,
    ),
)

CONFIRMATION_WORKFLOW = Workflow(
    kind=KIND,
    states=STATES,
    initial="draft",
    transitions=TRANSITIONS,
    final=frozenset({"deemed_withdrawn", "not_accepted", "withdrawn", "rejected_355", "confirmed", "rejected"}),
)
