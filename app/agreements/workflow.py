"""The agreement's states and transitions (domain.md §4.4 with the rulings of §0.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.agreements import events as told
from app.agreements import permissions as may
from app.agreements.types.states import AgreementState as S
from app.core.permissions import Actor, Role
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow

KIND = "agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """What the conditions look at."""

    conducts: bool = False
    drafting: bool = False
    holds: int = 0
    lint_blocks: tuple[str, ...] = ()
    held_claims: tuple[str, ...] = ()
    missing_hands: int = 0
    effective_at: datetime | None = None
    outstanding_fen: int = 0
    open_duties: int = 0
    touched_duties: int = 0
    overdue_duties: int = 0
    paid_by_debtor: bool = False
    deadline_passed: bool = False
    confirmed: bool = False


def actor_conducts_the_mediation(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """The mediator of the file, or the head of the organisation, does it."""
    if facts.conducts or actor.role is Role.SYSTEM:
        return None
    return Refusal("not_the_mediator", msg("只有本调解的调解员可以办理。"))


def agreement_is_written(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """Only a written agreement is frozen and signed."""
    if agreement.form == "written":
        return None
    return Refusal("oral_agreement", msg("口头协议不需要定稿，请办理登记。"))


def agreement_is_oral(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """Only an oral agreement is noted in the register (人民调解法28)."""
    if agreement.form == "oral":
        return None
    return Refusal("written_agreement", msg("书面协议需要定稿和签名，不能作为口头协议登记。"))


def mediation_is_at_drafting(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """The mediation stands at drafting the written agreement."""
    return None if facts.drafting else Refusal("not_drafting", msg("调解还没有进入起草协议阶段。"))


def no_blocking_finding_is_left(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """The lint finds nothing that blocks, or the director let it pass with a reason (domain.md §0.1 Lint)."""
    if not facts.lint_blocks:
        return None
    rules = "、".join(facts.lint_blocks)
    return Refusal(
        "lint_blocks", msg("还有不得提交的问题：{rules}。请修改，或者由中心主任说明理由后准许。", rules=rules)
    )


def claims_are_free(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """No claim of the annex is assigned by another open agreement (合同编通则解释50)."""
    if not facts.held_claims:
        return None
    names = "、".join(facts.held_claims[:5])
    return Refusal("claim_held_elsewhere", msg("这些债权已在另一份协议中转让：{names}。", names=names))


def nothing_is_on_hold(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """The exit gate: no opinion awaits a decision and no guidance is missing (domain.md §4.5)."""
    if facts.holds:
        return Refusal("on_hold", msg("尚有法官意见未答复是否采纳，或者红橙等级事项缺少法官指导，不能继续。"))
    return None


def every_hand_is_there(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """All parties and the mediator signed and the seal is on it (人民调解法29; 劳动争议调解仲裁法14)."""
    if facts.missing_hands:
        return Refusal("hands_missing", msg("还缺{count}处签名或者印章。", count=facts.missing_hands))
    return None


def every_duty_is_fulfilled(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """Nothing is owed any more."""
    if facts.open_duties:
        return Refusal("duties_open", msg("还有{count}项义务没有履行完毕。", count=facts.open_duties))
    return None


def some_duty_is_fulfilled(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """Something was paid or done."""
    return None if facts.touched_duties else Refusal("nothing_performed", msg("还没有履行记录。"))


def some_duty_is_overdue(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """A due date passed and something is still owed."""
    return None if facts.overdue_duties else Refusal("nothing_overdue", msg("没有逾期的义务。"))


def there_is_a_ground_to_lapse(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """The employer paid every verified wage, or the assignee's deadline passed with money still owed."""
    if facts.paid_by_debtor or facts.deadline_passed:
        return None
    return Refusal("no_ground_to_lapse", msg("用人单位没有付清全部核定工资，受让人的付款期限也没有届满。"))


def agreement_is_confirmed(agreement: Any, actor: Actor, facts: AgreementFacts) -> Refusal | None:
    """Enforcement needs a confirming ruling (民诉法206)."""
    return None if facts.confirmed else Refusal("not_confirmed", msg("协议没有经过司法确认，不能申请强制执行。"))


STATES = {
    S.DRAFT.value: msg("起草中"),
    S.FROZEN.value: msg("已定稿，待签名"),
    S.EFFECTIVE.value: msg("已生效"),
    S.PARTIALLY_PERFORMED.value: msg("部分履行"),
    S.OVERDUE.value: msg("逾期未履行"),
    S.PERFORMED.value: msg("履行完毕"),
    S.LAPSED.value: msg("已失效"),
    S.SUPERSEDED.value: msg("已被新协议替代"),
    S.INVALIDATED.value: msg("已被认定无效"),
    S.IN_ENFORCEMENT.value: msg("强制执行中"),
    S.IN_DISPUTE.value: msg("已转其他途径"),
    S.CLOSED.value: msg("已了结"),
}
IN_FORCE = (S.EFFECTIVE.value, S.PARTIALLY_PERFORMED.value, S.OVERDUE.value)
UNSIGNED = (S.DRAFT.value, S.FROZEN.value)

TRANSITIONS = (
    Transition(
        name="freeze",
        label=msg("定稿"),
        from_=(S.DRAFT.value,),
        to=S.FROZEN.value,
        permission=may.DRAFT,
        conditions=(
            agreement_is_written,
            actor_conducts_the_mediation,
            mediation_is_at_drafting,
            no_blocking_finding_is_left,
            claims_are_free,
        ),
        emits=told.AgreementFrozen,
    ),
    Transition(
        name="edit",
        label=msg("退回修改（已签的名作废）"),
        from_=(S.FROZEN.value,),
        to=S.DRAFT.value,
        permission=may.DRAFT,
        conditions=(actor_conducts_the_mediation,),
        reason=5,
        emits=told.AgreementReopened,
    ),
    Transition(
        name="take_effect",
        label=msg("生效"),
        from_=(S.FROZEN.value,),
        to=S.EFFECTIVE.value,
        permission=may.SIGN,
        conditions=(every_hand_is_there, nothing_is_on_hold),
        arms=("K01",),
        emits=told.AgreementTookEffect,
    ),
    Transition(
        name="note_oral",
        label=msg("登记口头协议"),
        from_=(S.DRAFT.value,),
        to=S.EFFECTIVE.value,
        permission=may.DRAFT,
        conditions=(agreement_is_oral, actor_conducts_the_mediation, no_blocking_finding_is_left, nothing_is_on_hold),
        arms=("K01",),
        emits=told.AgreementTookEffect,
    ),
    Transition(
        name="part_perform",
        label=msg("部分履行"),
        from_=(S.EFFECTIVE.value, S.OVERDUE.value, S.PERFORMED.value),
        to=S.PARTIALLY_PERFORMED.value,
        permission=may.PERFORM,
        conditions=(some_duty_is_fulfilled,),
    ),
    Transition(
        name="perform",
        label=msg("履行完毕"),
        from_=IN_FORCE,
        to=S.PERFORMED.value,
        permission=may.PERFORM,
        conditions=(every_duty_is_fulfilled,),
        emits=told.AgreementPerformed,
    ),
    Transition(
        name="mark_overdue",
        label=msg("逾期"),
        from_=(S.EFFECTIVE.value, S.PARTIALLY_PERFORMED.value),
        to=S.OVERDUE.value,
        permission=may.MOVE,
        conditions=(some_duty_is_overdue,),
        emits=told.PerformanceOverdue,
        system_only=True,
    ),
    Transition(
        name="unperform",
        label=msg("收款作废，恢复未履行"),
        from_=(S.PARTIALLY_PERFORMED.value, S.PERFORMED.value),
        to=S.EFFECTIVE.value,
        permission=may.PERFORM,
        reason=4,
    ),
    Transition(
        name="lapse",
        label=msg("失效"),
        from_=(*UNSIGNED, *IN_FORCE),
        to=S.LAPSED.value,
        permission=may.PERFORM,
        conditions=(actor_conducts_the_mediation, there_is_a_ground_to_lapse, nothing_is_on_hold),
        stops=("K01",),
        emits=told.AgreementLapsed,
    ),
    Transition(
        name="supersede",
        label=msg("由新协议替代"),
        from_=IN_FORCE,
        to=S.SUPERSEDED.value,
        permission=may.DRAFT,
        conditions=(actor_conducts_the_mediation,),
        reason=5,
        stops=("K01",),
        emits=told.AgreementMoved,
    ),
    Transition(
        name="invalidate",
        label=msg("认定无效"),
        from_=(*IN_FORCE, S.PERFORMED.value),
        to=S.INVALIDATED.value,
        permission=may.MOVE,
        reason=5,
        stops=("K01",),
        emits=told.AgreementMoved,
    ),
    Transition(
        name="enforce",
        label=msg("申请强制执行"),
        from_=(S.OVERDUE.value,),
        to=S.IN_ENFORCEMENT.value,
        permission=may.PERFORM,
        conditions=(agreement_is_confirmed,),
        reason=4,
        emits=told.AgreementMoved,
    ),
    Transition(
        name="take_to_dispute",
        label=msg("转支付令、仲裁或者诉讼"),
        from_=(S.OVERDUE.value,),
        to=S.IN_DISPUTE.value,
        permission=may.PERFORM,
        reason=4,
        emits=told.AgreementMoved,
    ),
    Transition(
        name="close",
        label=msg("了结"),
        from_=(S.PERFORMED.value,),
        to=S.CLOSED.value,
        permission=may.MOVE,
        conditions=(nothing_is_on_hold,),
        emits=told.AgreementMoved,
    ),
)

#: Transitions that follow from another act: a signature, a receipt of money, a ruling, the closing of the matter.
FOLLOWING = frozenset({"take_effect", "part_perform", "perform", "unperform", "mark_overdue", "invalidate", "close"})

AGREEMENT_WORKFLOW = Workflow(
    kind=KIND,
    states=STATES,
    initial=S.DRAFT.value,
    transitions=TRANSITIONS,
    final=frozenset({S.LAPSED.value, S.SUPERSEDED.value, S.INVALIDATED.value, S.CLOSED.value}),
)
