"""The event's states and transitions (domain.md §4.1 with the rulings of §0.1)."""

from __future__ import annotations

from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.intake import events as facts_of
from app.intake import permissions as may
from app.intake.types import Pathway, RiskLevel

KIND = "event"

#: In these states an event does not keep its number elsewhere to itself, and is nobody's twin; nor is one merged.
FREES_NUMBER = ("draft", "rejected", "withdrawn")
NO_TWIN = (*FREES_NUMBER, "merged")
#: While an event is in one of these states its parties may be added and corrected.
PARTIES_CHANGE_IN = ("draft", "submitted", "registered", "triaged", "dispatched", "handling")
#: In these states an event may be declared collective, and others may join it.
COLLECTIVE_IN = ("registered", "triaged", "dispatched", "handling")
#: In these states somebody here still works on an event: its risk may be lowered, and may oblige to measures.
AT_WORK = ("submitted", "registered", "triaged", "dispatched", "handling", "resolved")
#: In these states another event may be merged into it.
TAKES_MERGED = ("submitted", "registered", "triaged", "redirected", "dispatched", "handling", "resolved")


def place_and_people_are_known(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """A place is given, and at least one person or unit is named, or "unknown" is ticked."""
    if not getattr(event, "place", ""):
        return Refusal("place_missing", msg("请填写发生地点。"))
    if not facts["party_count"] and not getattr(event, "parties_unknown", False):
        return Refusal("parties_missing", msg("请至少填写一名当事人或单位，确实不明的请勾选“当事人不明”。"))
    return None


def nobody_has_acted_since_the_import(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """The trail of the matter holds no act of a person after the one that imported it."""
    if facts["acted_on"]:
        return Refusal("acted_on", msg("导入后已有人办理，不能撤销。"))
    return None


def twins_were_shown(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """The clerk saw the possible twins (same people, same place and type, same outside number) before registering."""
    if facts["twin_count"] and not facts["twins_seen"]:
        return Refusal("twins_not_seen", msg("发现疑似重复的事件，请先查看并确认不是同一件事。"))
    return None


def risk_was_confirmed_by_a_person(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """A person confirmed the risk level; a score alone is a suggestion (个人信息保护法24)."""
    if not facts["risk_level"]:
        return Refusal("risk_not_confirmed", msg("风险等级须由人员确认后才能分流。"))
    return None


def pathway_is_mediation(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """A dispute to be mediated here takes the mediation pathway."""
    if facts["pathway"] != Pathway.MEDIATION:
        return Refusal("pathway_not_mediation", msg("分流为矛盾纠纷时，路径应为调解；其他路径请办理“导入其他途径”。"))
    return None


def pathway_is_another_with_notice(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """Redirecting names another pathway and the words in which the party is told."""
    if not facts["pathway"] or facts["pathway"] == Pathway.MEDIATION:
        return Refusal("pathway_missing", msg("请选择调解以外的法定途径。"))
    if not facts["notice"]:
        return Refusal("notice_missing", msg("请写明告知当事人的内容。"))
    return None


def emergency_was_passed_on(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """110, 119 or 120 was called, and the time is noted."""
    if not facts["emergency_note"]:
        return Refusal("emergency_note_missing", msg("请写明已转110、119或120及时间。"))
    return None


def emergency_is_red(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """What was passed on to 110, 119 or 120 is red."""
    if facts["risk_level"] != RiskLevel.RED:
        return Refusal("emergency_not_red", msg("已转110、119、120紧急处置的，风险等级应确认为红色。"))
    return None


def exactly_one_lead(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """One lead unit, neither none nor two."""
    if facts["lead_count"] != 1:
        return Refusal("one_lead", msg("须有且只有一个主办单位。"))
    return None


def nothing_is_on_hold(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """No opinion awaits a decision and no guidance is missing (exit gate, §4.5)."""
    if facts["hold_count"]:
        return Refusal("on_hold", msg("尚有法官意见未答复是否采纳，或者红橙等级事项缺少法官指导，不能继续。"))
    return None


def merged_less_than_thirty_days_ago(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """A merge may be taken back for thirty days."""
    if facts["merge_age_days"] is None or int(str(facts["merge_age_days"])) > 30:
        return Refusal("merge_too_old", msg("合并超过30日，不能撤销。"))
    return None


def nobody_who_joined_has_settled(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """None of those who came to the roster with this event is bound by a settlement there."""
    if facts["settled_since"]:
        return Refusal("settled_since", msg("并入的当事人中已有人达成协议，不能撤销。"))
    return None


def it_is_not_collective(event: object, actor: Actor, facts: dict[str, object]) -> Refusal | None:
    """A matter with a roster of its own does not go into another."""
    if facts["collective"]:
        return Refusal("is_collective", msg("群体事项有自己的名册，不能再并入其他事项。"))
    return None


STATES = {
    "draft": msg("草稿"),
    "submitted": msg("待登记"),
    "rejected": msg("已退回"),
    "registered": msg("待分流"),
    "merged": msg("已合并"),
    "redirected": msg("已导入其他途径"),
    "closed_redirected": msg("途径已接收"),
    "triaged": msg("待派单"),
    "dispatched": msg("待签收"),
    "handling": msg("办理中"),
    "resolved": msg("已化解"),
    "closed": msg("已结案"),
    "archived": msg("已归档"),
    "withdrawn": msg("已撤销导入"),
}

TRANSITIONS = (
    Transition(
        name="submit",
        label=msg("提交"),
        from_=("draft",),
        to="submitted",
        permission=may.EVENT_FILE,
        conditions=(place_and_people_are_known,),
        arms=("P01",),
        emits=facts_of.EventSubmitted,
    ),
    Transition(
        name="import",
        label=msg("批量导入"),
        from_=("draft",),
        to="submitted",
        permission=may.EVENT_IMPORT,
        conditions=(place_and_people_are_known,),
        arms=("P01",),
        emits=facts_of.EventImported,
    ),
    Transition(
        name="import_finished",
        label=msg("补录已办结事项"),
        from_=("draft",),
        to="closed",
        permission=may.EVENT_IMPORT,
        conditions=(place_and_people_are_known,),
        emits=facts_of.FinishedEventImported,
    ),
    Transition(
        name="withdraw_import",
        label=msg("撤销导入"),
        from_=("submitted", "closed"),
        to="withdrawn",
        permission=may.EVENT_IMPORT,
        conditions=(nobody_has_acted_since_the_import,),
        reason=10,
        emits=facts_of.ImportedEventWithdrawn,
    ),
    Transition(
        name="register",
        label=msg("登记"),
        from_=("submitted",),
        to="registered",
        permission=may.EVENT_REGISTER,
        conditions=(twins_were_shown,),
        emits=facts_of.EventRegistered,
    ),
    Transition(
        name="reject",
        label=msg("退回上报"),
        from_=("submitted",),
        to="rejected",
        permission=may.EVENT_REJECT,
        reason=10,
        stops=("P01",),
        emits=facts_of.EventRejected,
    ),
    Transition(
        name="merge",
        label=msg("合并"),
        from_=("registered",),
        to="merged",
        permission=may.EVENT_MERGE,
        conditions=(it_is_not_collective,),
        reason=10,
        stops=("P01",),
        emits=facts_of.EventMerged,
    ),
    Transition(
        name="join",
        label=msg("并入群体事项"),
        from_=("registered",),
        to="merged",
        permission=may.EVENT_MERGE,
        conditions=(it_is_not_collective,),
        reason=10,
        stops=("P01",),
        emits=facts_of.EventJoined,
    ),
    Transition(
        name="unmerge",
        label=msg("撤销合并"),
        from_=("merged",),
        to="registered",
        permission=may.EVENT_MERGE,
        conditions=(merged_less_than_thirty_days_ago, nobody_who_joined_has_settled),
        reason=10,
        arms=("P01",),
        emits=facts_of.EventUnmerged,
    ),
    Transition(
        name="triage",
        label=msg("分流为矛盾纠纷"),
        from_=("registered",),
        to="triaged",
        permission=may.EVENT_TRIAGE,
        conditions=(risk_was_confirmed_by_a_person, pathway_is_mediation),
        stops=("P01",),
        arms=("P02",),
        emits=facts_of.EventTriaged,
    ),
    Transition(
        name="triage_emergency",
        label=msg("紧急处置"),
        from_=("registered",),
        to="triaged",
        permission=may.EVENT_TRIAGE,
        conditions=(risk_was_confirmed_by_a_person, emergency_was_passed_on, emergency_is_red),
        stops=("P01",),
        arms=("P02",),
        emits=facts_of.EventTriaged,
    ),
    Transition(
        name="redirect",
        label=msg("导入其他途径"),
        from_=("registered",),
        to="redirected",
        permission=may.EVENT_TRIAGE,
        conditions=(pathway_is_another_with_notice,),
        stops=("P01",),
        arms=("P16",),
        emits=facts_of.EventRedirected,
    ),
    Transition(
        name="confirm_receipt",
        label=msg("确认对方已接收"),
        from_=("redirected",),
        to="closed_redirected",
        permission=may.EVENT_TRIAGE,
        stops=("P16",),
    ),
    Transition(
        name="not_taken",
        label=msg("对方未接收"),
        from_=("redirected",),
        to="registered",
        permission=may.EVENT_TRIAGE,
        reason=10,
        stops=("P16",),
        arms=("P01",),
    ),
    Transition(
        name="dispatch",
        label=msg("派单"),
        from_=("triaged",),
        to="dispatched",
        permission=may.EVENT_MOVE,
        conditions=(exactly_one_lead,),
        stops=("P02",),
        emits=facts_of.EventDispatched,
    ),
    Transition(
        name="lead_sign",
        label=msg("主办签收"),
        from_=("dispatched",),
        to="handling",
        permission=may.EVENT_MOVE,
        emits=facts_of.EventHandled,
    ),
    Transition(
        name="withdraw_dispatch",
        label=msg("撤回主办派单"),
        from_=("dispatched",),
        to="triaged",
        permission=may.EVENT_MOVE,
        arms=("P02",),
    ),
    Transition(
        name="lead_return",
        label=msg("主办退回获准"),
        from_=("dispatched", "handling"),
        to="triaged",
        permission=may.EVENT_MOVE,
        arms=("P02",),
        emits=facts_of.EventReturned,
    ),
    Transition(
        name="change_pathway",
        label=msg("变更途径"),
        from_=("handling",),
        to="redirected",
        permission=may.EVENT_TRIAGE,
        conditions=(pathway_is_another_with_notice, nothing_is_on_hold),
        reason=10,
        arms=("P16",),
        emits=facts_of.EventRedirected,
    ),
    Transition(
        name="resolve",
        label=msg("化解"),
        from_=("handling",),
        to="resolved",
        permission=may.EVENT_MOVE,
        conditions=(nothing_is_on_hold,),
        emits=facts_of.EventResolved,
    ),
    Transition(
        name="reopen",
        label=msg("重新办理"),
        from_=("resolved",),
        to="handling",
        permission=may.EVENT_MOVE,
        reason=10,
        emits=facts_of.EventReopened,
    ),
    Transition(
        name="close",
        label=msg("结案"),
        from_=("resolved",),
        to="closed",
        permission=may.EVENT_MOVE,
        conditions=(nothing_is_on_hold,),
        arms=("P17",),
        emits=facts_of.EventClosed,
    ),
    Transition(
        name="archive",
        label=msg("归档"),
        from_=("closed",),
        to="archived",
        permission=may.EVENT_MOVE,
        stops=("P17",),
        emits=facts_of.EventArchived,
    ),
)

EVENT_WORKFLOW = Workflow(
    kind=KIND,
    states=STATES,
    initial="draft",
    transitions=TRANSITIONS,
    final=frozenset({"rejected", "closed_redirected", "archived", "withdrawn"}),
)
