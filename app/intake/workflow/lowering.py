"""Lowering a confirmed risk level (domain.md §8, §4.10): two persons, and forty-eight hours without a new signal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.core.clock import local
from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.intake import events as facts_of
from app.intake import permissions as may
from app.intake.types import RiskLevel

LOWERING_KIND = "risk_lowering"
QUIET_HOURS = 48


@dataclass(frozen=True, slots=True)
class LoweringFacts:
    """The level that is confirmed now, the last signal, and the present instant."""

    level: str | None
    last_signal_at: datetime | None
    now: datetime

    @property
    def quiet_from(self) -> datetime | None:
        """Since when lowering is possible again; None when no signal was ever noted."""
        return None if self.last_signal_at is None else self.last_signal_at + timedelta(hours=QUIET_HOURS)


def no_new_signal_for_two_days(row: Any, actor: Actor, facts: LoweringFacts) -> Refusal | None:
    """Forty-eight hours have passed since the last signal."""
    until = facts.quiet_from
    if until is not None and facts.now < until:
        shown = f"{local(until):%Y-%m-%d %H:%M}"
        words = msg("最近一次风险信号后满{hours}小时才能降级，须等到{until}。", hours=QUIET_HOURS, until=shown)
        return Refusal("signals_too_new", words)
    return None


def another_person_decides(row: Any, actor: Actor, facts: LoweringFacts) -> Refusal | None:
    """Who proposed does not decide, neither in person nor through who stands in."""
    if row.proposed_by_id in actor.people:
        return Refusal("same_person", msg("提出降级和批准降级不能是同一人。"))
    return None


def the_director_lowers_red(row: Any, actor: Actor, facts: LoweringFacts) -> Refusal | None:
    """From red the director decides."""
    if row.from_level == RiskLevel.RED and not actor.may(may.RISK_LOWER_RED):
        return Refusal("lowering_red", msg("降低红色等级须由中心主任批准。"))
    return None


def level_is_the_one_seen(row: Any, actor: Actor, facts: LoweringFacts) -> Refusal | None:
    """The level is still the one the proposal speaks of."""
    if facts.level != row.from_level:
        return Refusal("level_changed", msg("提出以后等级已有变化，请重新提出。"))
    return None


def the_proposer_takes_it_back(row: Any, actor: Actor, facts: LoweringFacts) -> Refusal | None:
    """Only who proposed takes the proposal back."""
    if row.proposed_by_id not in actor.people:
        return Refusal("not_proposer", msg("只有提出人可以撤回。"))
    return None


LOWERING_WORKFLOW = Workflow(
    kind=LOWERING_KIND,
    states={
        "proposed": msg("待另一人批准"),
        "agreed": msg("已降级"),
        "refused": msg("未获批准"),
        "withdrawn": msg("已撤回"),
        "lapsed": msg("已失效"),
    },
    initial="proposed",
    transitions=(
        Transition(
            name="agree",
            label=msg("批准降级"),
            from_=("proposed",),
            to="agreed",
            permission=may.RISK_CONFIRM,
            conditions=(
                level_is_the_one_seen,
                another_person_decides,
                the_director_lowers_red,
                no_new_signal_for_two_days,
            ),
        ),
        Transition(
            name="refuse",
            label=msg("不同意降级"),
            from_=("proposed",),
            to="refused",
            permission=may.RISK_CONFIRM,
            conditions=(another_person_decides, the_director_lowers_red),
            reason=10,
            emits=facts_of.RiskLoweringRefused,
        ),
        Transition(
            name="withdraw",
            label=msg("撤回降级申请"),
            from_=("proposed",),
            to="withdrawn",
            permission=may.RISK_PROPOSE_LOWERING,
            conditions=(the_proposer_takes_it_back,),
        ),
        Transition(
            name="lapse",
            label=msg("降级申请失效"),
            from_=("proposed",),
            to="lapsed",
            permission=may.EVENT_MOVE,
            system_only=True,
        ),
    ),
    final=frozenset({"agreed", "refused", "withdrawn", "lapsed"}),
)
