"""The mediation's states and transitions (domain.md §4.3 with the rulings of §0.1)."""

from __future__ import annotations

from typing import Any

from app.core.permissions import Actor, Role
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.mediation import events as told
from app.mediation import permissions as may

KIND = "mediation"


def dispute_is_within_mediation(mediation: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """No other organ has accepted or decided it, no special organ owns it, no crime is in question."""
    if facts["exclusion"]:
        return Refusal("excluded", msg("该纠纷不属于调解范围，请办理“不予受理”并告知其他途径。"))
    return None


def every_party_consented(mediation: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Consent is recorded for each party, with time and channel (人民调解法17)."""
    if facts["refusals"]:
        return Refusal("party_refused", msg("有当事人明确拒绝，不能受理。"))
    if facts["consents_missing"]:
        return Refusal("consent_missing", msg("还有{count}名当事人没有记录调解意愿。", count=facts["consents_missing"]))
    return None


def one_party_refused(mediation: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """A party clearly refused, and that is on record (人民调解法17)."""
    return None if facts["refusals"] else Refusal("nobody_refused", msg("没有当事人明确拒绝的记录。"))


def mediator_has_no_conflict(mediation: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The mediator disclosed relations to the parties: none, or the parties agree all the same (在线调解规则13)."""
    if not facts["disclosure"]:
        return Refusal("disclosure_missing", msg("请先记录调解员与当事人有无利害关系。"))
    if facts["conflict"] and not facts["conflict_accepted"]:
        return Refusal("conflict", msg("调解员与当事人有利害关系，须更换调解员或者取得各方同意。"))
    return None


def rights_were_read(mediation: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Every party, or the representative for it, was told its rights and duties (人民调解法23、24)."""
    if facts["notices_missing"]:
        return Refusal(
            "rights_not_read", msg("还有{count}名当事人没有确认权利义务告知。", count=facts["notices_missing"])
        )
    return None


def mediator_is_named(mediation: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The mediation is conducted by the mediator named for it."""
    if actor.role is not Role.SYSTEM and mediation.mediator_id not in actor.people and not actor.is_head:
        return Refusal("not_the_mediator", msg("只有本调解的调解员可以办理。"))
    return None


def opinion_is_decided(mediation: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The judge's opinion was adopted, partly adopted or not adopted, whichever way."""
    if facts["opinions_undecided"]:
        return Refusal("opinion_undecided", msg("法官意见尚未答复是否采纳。"))
    return None


def nothing_is_on_hold(mediation: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The exit gate: no opinion awaits a decision and no guidance is missing (domain.md §4.5)."""
    if facts["hold_count"]:
        return Refusal("on_hold", msg("尚有法官意见未答复是否采纳，或者红橙等级事项缺少法官指导，不能继续。"))
    return None


def dispute_is_not_labour(mediation: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Labour disputes need a written agreement (劳动争议调解仲裁法14)."""
    if facts["labour"]:
        return Refusal("oral_in_labour", msg("劳动争议应当制作书面调解协议书，不能采用口头协议。"))
    return None


STATES = {
    "applied": msg("已申请"),
    "not_accepted": msg("不予受理"),
    "consent_pending": msg("征询意愿"),
    "terminated_refused": msg("一方拒绝，终止"),
    "accepted": msg("已受理"),
    "assigned": msg("已定调解员"),
    "in_session": msg("调解中"),
    "stalled": msg("僵局"),
    "agreement_drafting": msg("起草协议"),
    "agreed": msg("达成书面协议"),
    "agreed_oral": msg("达成口头协议"),
    "failed": msg("未达成协议"),
    "settled_privately": msg("自行和解"),
    "withdrawn": msg("撤回申请"),
    "performed_without_agreement": msg("未签协议已履行"),
}

TALKING = ("in_session", "stalled", "agreement_drafting")

TRANSITIONS = (
    Transition(
        name="check_scope",
        label=msg("审查范围"),
        from_=("applied",),
        to="consent_pending",
        permission=may.CONDUCT,
        conditions=(dispute_is_within_mediation,),
    ),
    Transition(
        name="decline",
        label=msg("不予受理"),
        from_=("applied",),
        to="not_accepted",
        permission=may.CONDUCT,
        reason=10,
        emits=told.MediationNotAccepted,
    ),
    Transition(
        name="accept",
        label=msg("受理"),
        from_=("consent_pending",),
        to="accepted",
        permission=may.CONDUCT,
        conditions=(every_party_consented,),
        arms=("P10",),
        emits=told.MediationAccepted,
    ),
    Transition(
        name="refuse",
        label=msg("一方拒绝，终止"),
        from_=("consent_pending",),
        to="terminated_refused",
        permission=may.CONDUCT,
        conditions=(one_party_refused,),
        emits=told.MediationRefused,
    ),
    Transition(
        name="assign",
        label=msg("指定调解员"),
        from_=("accepted",),
        to="assigned",
        permission=may.CONDUCT,
        conditions=(mediator_has_no_conflict,),
    ),
    Transition(
        name="open_session",
        label=msg("开始调解"),
        from_=("assigned",),
        to="in_session",
        permission=may.CONDUCT,
        conditions=(mediator_is_named, rights_were_read),
    ),
    Transition(
        name="stall",
        label=msg("记录僵局"),
        from_=("in_session",),
        to="stalled",
        permission=may.CONDUCT,
        conditions=(mediator_is_named,),
        reason=4,
        emits=told.MediationStalled,
    ),
    Transition(
        name="resume",
        label=msg("恢复调解"),
        from_=("stalled",),
        to="in_session",
        permission=may.CONDUCT,
        conditions=(mediator_is_named, opinion_is_decided),
        emits=told.MediationResumed,
    ),
    Transition(
        name="begin_drafting",
        label=msg("起草书面协议"),
        from_=("in_session",),
        to="agreement_drafting",
        permission=may.CONDUCT,
        conditions=(mediator_is_named,),
        emits=told.DraftingBegan,
    ),
    Transition(
        name="return_to_session",
        label=msg("继续调解"),
        from_=("agreement_drafting",),
        to="in_session",
        permission=may.CONDUCT,
        conditions=(mediator_is_named,),
        reason=4,
    ),
    Transition(
        name="agree_orally",
        label=msg("达成口头协议"),
        from_=("in_session",),
        to="agreed_oral",
        permission=may.CONDUCT,
        conditions=(mediator_is_named, dispute_is_not_labour, nothing_is_on_hold),
        stops=("P10", "K11"),
        emits=told.MediationAgreed,
    ),
    Transition(
        name="agree",
        label=msg("协议生效"),
        from_=("agreement_drafting",),
        to="agreed",
        permission=may.MOVE,
        conditions=(nothing_is_on_hold,),
        stops=("P10", "K11"),
        emits=told.MediationAgreed,
    ),
    Transition(
        name="fail",
        label=msg("调解不成"),
        from_=TALKING,
        to="failed",
        permission=may.CONDUCT,
        conditions=(mediator_is_named, nothing_is_on_hold),
        reason=10,
        stops=("P10",),
        emits=told.MediationFailed,
    ),
    Transition(
        name="perform_without_agreement",
        label=msg("未签协议已履行"),
        from_=TALKING,
        to="performed_without_agreement",
        permission=may.MOVE,
        conditions=(nothing_is_on_hold,),
        stops=("P10", "K11"),
        emits=told.MediationEndedOtherwise,
    ),
    Transition(
        name="settle_privately",
        label=msg("当事人自行和解"),
        from_=("accepted", "assigned", *TALKING),
        to="settled_privately",
        permission=may.CONDUCT,
        conditions=(nothing_is_on_hold,),
        reason=4,
        stops=("P10", "K11"),
        emits=told.MediationEndedOtherwise,
    ),
    Transition(
        name="withdraw",
        label=msg("撤回申请"),
        from_=("applied", "consent_pending", "accepted", "assigned", *TALKING),
        to="withdrawn",
        permission=may.CONDUCT,
        conditions=(nothing_is_on_hold,),
        reason=4,
        stops=("P10", "K11"),
        emits=told.MediationEndedOtherwise,
    ),
)

MEDIATION_WORKFLOW = Workflow(
    kind=KIND,
    states=STATES,
    initial="applied",
    transitions=TRANSITIONS,
    final=frozenset(
        {
            "not_accepted",
            "terminated_refused",
            "agreed",
            "agreed_oral",
            "failed",
            "settled_privately",
            "withdrawn",
            "performed_without_agreement",
        }
    ),
)
