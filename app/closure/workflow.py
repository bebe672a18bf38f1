"""The states of return visits and dossiers (domain.md §4.10)."""

from __future__ import annotations

from typing import Any

from app.closure import events as told
from app.closure import permissions as may
from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow


def visitor_is_not_the_mediator_alone(visit: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The mediator of the matter may not be the only visitor (domain.md §5.1, 2)."""
    if facts["mediator_id"] in actor.people and not facts["companion"]:
        return Refusal("mediator_alone", msg("调解员不能单独回访自己调解的事项，请与他人共同回访。"))
    return None


def every_party_was_tried(visit: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Each party was asked, or could not be reached and that is noted."""
    if facts["answers_missing"]:
        return Refusal("answers_missing", msg("还有{count}名当事人没有回访记录。", count=facts["answers_missing"]))
    return None


def nothing_is_wrong(visit: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """No party says that something was not performed, and no new quarrel or escalation showed."""
    if facts["problems"]:
        return Refusal("problem_found", msg("回访发现问题，请办理“发现问题”。"))
    return None


def three_tries_were_made(visit: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Three tries at different hours failed."""
    if facts["tries"] < 3:
        return Refusal("tries_missing", msg("须在不同时段联系三次仍未联系上，才能记为无法联系。"))
    return None


def required_papers_are_there(dossier: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Every required item of the dossier is present or explained (司发通〔2010〕239号)."""
    if facts["papers_missing"]:
        return Refusal("papers_missing", msg("卷宗缺少：{names}。请补齐或者写明情况。", names=facts["papers_missing"]))
    return None


def checker_is_not_the_filer(dossier: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Who checks a dossier is not who filed it."""
    if dossier.filed_by_id in actor.people:
        return Refusal("same_person", msg("检查人不能是立卷人本人。"))
    return None


VISIT_WORKFLOW = Workflow(
    kind="return_visit",
    states={
        "planned": msg("待回访"),
        "contacted": msg("已联系"),
        "unreachable": msg("无法联系"),
        "ok": msg("回访正常"),
        "problem": msg("发现问题"),
    },
    initial="planned",
    transitions=(
        Transition(
            name="contact",
            label=msg("开始回访"),
            from_=("planned", "unreachable"),
            to="contacted",
            permission=may.VISIT,
            conditions=(visitor_is_not_the_mediator_alone,),
        ),
        Transition(
            name="mark_unreachable",
            label=msg("无法联系"),
            from_=("planned",),
            to="unreachable",
            permission=may.VISIT,
            conditions=(three_tries_were_made,),
        ),
        Transition(
            name="pass",
            label=msg("回访正常"),
            from_=("contacted",),
            to="ok",
            permission=may.VISIT,
            conditions=(visitor_is_not_the_mediator_alone, every_party_was_tried, nothing_is_wrong),
            stops=("P15",),
            emits=told.VisitPassed,
        ),
        Transition(
            name="report_problem",
            label=msg("发现问题"),
            from_=("contacted",),
            to="problem",
            permission=may.VISIT,
            reason=10,
            stops=("P15",),
            emits=told.VisitFoundProblem,
        ),
    ),
    final=frozenset({"ok", "problem"}),
)

DOSSIER_WORKFLOW = Workflow(
    kind="dossier",
    states={"open": msg("待立卷"), "filed": msg("已立卷，待检查"), "archived": msg("已归档")},
    initial="open",
    transitions=(
        Transition(
            name="file",
            label=msg("立卷"),
            from_=("open",),
            to="filed",
            permission=may.FILE,
            conditions=(required_papers_are_there,),
            emits=told.DossierFiled,
        ),
        Transition(
            name="refile", label=msg("退回重新整理"), from_=("filed",), to="open", permission=may.CHECK, reason=6
        ),
        Transition(
            name="archive",
            label=msg("检查并归档"),
            from_=("filed",),
            to="archived",
            permission=may.CHECK,
            conditions=(checker_is_not_the_filer,),
            emits=told.DossierArchived,
        ),
    ),
    final=frozenset({"archived"}),
)
