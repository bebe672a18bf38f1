"""The sentences of letters that the platform writes by itself. They are printed Chinese and speak of progress only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.core import clock
from app.dispatch.types import SupervisionCause


@dataclass(frozen=True, slots=True)
class Letter:
    """What a supervision says: the facts, and what the unit has to do."""

    facts: str
    requirements: tuple[str, ...]


SIGNING = (
    "在平台签收该派遣单，并指定承办人；",
    "按派遣单确定的时限与当事人联系，并登记联系情况；",
    "书面说明未按时签收的原因和改进措施，通过平台反馈。",
)
FINISHING = (
    "说明目前进展和未按期办结的原因；",
    "明确后续措施、责任人和完成时间；",
    "确需延长的，按规定申请延期并告知当事人。",
)
RETURNING = (
    "按裁定继续承办，不得再以同一理由退回；",
    "尽快联系当事人并登记联系情况；",
    "通过平台反馈办理安排。",
)
OTHERWISE = ("说明未按期办理的原因；", "明确后续措施、责任人和完成时间，通过平台反馈。")

REQUIREMENTS: dict[SupervisionCause, tuple[str, ...]] = {
    SupervisionCause.SIGN_LATE: SIGNING,
    SupervisionCause.FINISH_LATE: FINISHING,
    SupervisionCause.SECOND_RETURN_REFUSED: RETURNING,
}

SUBJECTS: dict[SupervisionCause, str] = {
    SupervisionCause.SIGN_LATE: "派遣单逾期未签收",
    SupervisionCause.FINISH_LATE: "派遣单逾期未办结",
    SupervisionCause.SECOND_RETURN_REFUSED: "派遣单再次退回未获准",
    SupervisionCause.GUIDANCE_LATE: "法官指导申请逾期未答复",
    SupervisionCause.VISIT_PROBLEM: "回访发现问题",
    SupervisionCause.PERFORMANCE_LATE: "调解协议逾期未履行",
    SupervisionCause.TIME_LIMIT: "办理时限",
    SupervisionCause.QUALITY: "办理质量",
    SupervisionCause.REFUSAL: "推诿退单",
}

CONSEQUENCE = (
    "期满未反馈的，督办等级升一级，并抄送你单位主要负责人；再次期满未反馈的，报送中心主任，提请区委政法委协调。"
)


def standing_requirements(cause: SupervisionCause) -> tuple[str, ...]:
    """What a unit is asked for under a cause when nobody wrote anything else."""
    return REQUIREMENTS.get(cause, OTHERWISE)


def when(moment: datetime) -> str:
    """An instant as letters write it."""
    here = clock.local(moment)
    minutes = f"{here.minute}分" if here.minute else ""
    return f"{here.year}年{here.month}月{here.day}日{here.hour}时{minutes}"


def sign_late_letter(number: str, issued_at: datetime, due_at: datetime, now: datetime) -> Letter:
    """A unit did not sign within 120 % of the time."""
    facts = (
        f"本中心于{when(issued_at)}向你单位发出{number}派遣单，签收时限为{when(due_at)}。"
        f"截至{when(now)}，平台仍无签收记录，已超过签收时限的120%。"
    )
    return Letter(facts, SIGNING)


def finish_late_letter(number: str, due_at: datetime, now: datetime) -> Letter:
    """A unit did not finish in time."""
    facts = f"你单位承办的{number}派遣单，办理期限为{when(due_at)}。截至{when(now)}，平台仍无办理结果。"
    return Letter(facts, FINISHING)


def second_return_letter(number: str, ruled_at: datetime) -> Letter:
    """A unit's second return was refused."""
    facts = f"你单位再次退回{number}派遣单，经裁定理由不成立（{when(ruled_at)}），应当继续承办。"
    return Letter(facts, RETURNING)
