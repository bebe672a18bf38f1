"""An import's states: handed in, checked row by row without storing an event, stored, perhaps taken back."""

from __future__ import annotations

from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.intake import events as facts_of
from app.intake import permissions as may

IMPORT_KIND = "event_import"


def some_row_can_be_stored(found: object, actor: Actor, facts: dict[str, int]) -> Refusal | None:
    """The check found at least one row that is neither wrong nor already there."""
    if not facts["fresh"]:
        return Refusal("nothing_to_import", msg("没有可以导入的行。请按“需要更正的行”改好文件后重新上传。"))
    return None


def something_was_stored(found: object, actor: Actor, facts: dict[str, int]) -> Refusal | None:
    """There is a matter that could be taken back."""
    if not facts["stored"]:
        return Refusal("nothing_to_undo", msg("这次没有导入任何事项，无须撤销。"))
    return None


STATES = {
    "uploaded": msg("待对应列"),
    "checking": msg("正在检查"),
    "checked": msg("待确认导入"),
    "importing": msg("正在导入"),
    "imported": msg("已导入"),
    "undoing": msg("正在撤销"),
    "undone": msg("已撤销"),
    "dropped": msg("未导入"),
}

TRANSITIONS = (
    Transition(
        name="map",
        label=msg("对应列并检查"),
        from_=("uploaded", "checked"),
        to="checking",
        permission=may.EVENT_IMPORT,
    ),
    Transition(
        name="finish_check",
        label=msg("检查完毕"),
        from_=("checking",),
        to="checked",
        permission=may.EVENT_IMPORT,
        system_only=True,
    ),
    Transition(
        name="begin",
        label=msg("确认导入"),
        from_=("checked",),
        to="importing",
        permission=may.EVENT_IMPORT,
        conditions=(some_row_can_be_stored,),
    ),
    Transition(
        name="finish",
        label=msg("导入完毕"),
        from_=("importing",),
        to="imported",
        permission=may.EVENT_IMPORT,
        system_only=True,
        emits=facts_of.EventImportFinished,
    ),
    Transition(
        name="undo",
        label=msg("撤销整批"),
        from_=("imported",),
        to="undoing",
        permission=may.EVENT_IMPORT_UNDO,
        conditions=(something_was_stored,),
        reason=10,
    ),
    Transition(
        name="finish_undo",
        label=msg("撤销完毕"),
        from_=("undoing",),
        to="undone",
        permission=may.EVENT_IMPORT_UNDO,
        system_only=True,
    ),
    Transition(
        name="drop",
        label=msg("不导入了"),
        from_=("uploaded", "checked"),
        to="dropped",
        permission=may.EVENT_IMPORT,
    ),
)

IMPORT_WORKFLOW = Workflow(
    kind=IMPORT_KIND,
    states=STATES,
    initial="uploaded",
    transitions=TRANSITIONS,
    final=frozenset({"undone", "dropped"}),
)
