"""Every change of state of the product in words, for timelines."""

from __future__ import annotations

from functools import cache

from app.agreements import workflow as agreements
from app.claims import workflow as claims
from app.closure import workflow as closure
from app.confirmation import workflow as confirmation
from app.core.models import TransitionRow
from app.core.text import Message, msg
from app.core.workflow import Workflow
from app.dispatch import workflow as dispatch
from app.guidance import workflow as guidance
from app.intake import workflow as events
from app.mediation import workflow as mediation
from app.oversight import workflow as oversight

SUBJECTS: dict[str, Message] = {
    "event": msg("事件"),
    "risk_lowering": msg("风险等级"),
    "risk_duty": msg("风险措施"),
    "claimant": msg("名册"),
    "event_import": msg("批量导入"),
    "dispatch_order": msg("派单"),
    "supervision": msg("督办"),
    "whistle": msg("吹哨"),
    "consultation": msg("会商"),
    "countersign": msg("会签"),
    "mediation": msg("调解"),
    "guidance": msg("法官指导"),
    "claim_schedule": msg("工资核查"),
    "agreement": msg("协议"),
    "confirmation": msg("司法确认"),
    "return_visit": msg("回访"),
    "dossier": msg("卷宗"),
}


@cache
def workflows() -> dict[str, Workflow]:
    """Every state machine of the product by the kind of its subject."""
    modules = (events, dispatch, mediation, guidance, claims, agreements, confirmation, closure, oversight)
    found = {}
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, Workflow):
                found[value.kind] = value
    return found


def words_of(row: TransitionRow) -> str:
    """One change of state in words: what, which act, and the reason that was given."""
    workflow = workflows().get(row.subject_kind)
    act = str(workflow.named(row.name, row.from_state).label) if workflow is not None else row.name
    subject = str(SUBJECTS.get(row.subject_kind, ""))
    head = f"{subject}{'·' if subject else ''}{act}"
    return str(msg("{act}：{reason}", act=head, reason=row.reason)) if row.reason else head
