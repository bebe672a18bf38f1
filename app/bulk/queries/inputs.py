"""What must be given before a run is confirmed."""

from __future__ import annotations

from uuid import UUID

from app.bulk.commands import BulkInputs
from app.bulk.types import MOST_WORDS, BulkAct
from app.core.text import Message, msg
from app.dispatch import queries as dispatch


def faults_of(act: BulkAct, inputs: BulkInputs, foreseen_for: UUID | None) -> dict[str, list[Message]]:
    """What is wrong with the inputs, by field; ``foreseen_for`` is the unit the present preview was made for."""
    found = {"words": _fault_of_words(act, inputs.words), "unit_id": _fault_of_unit(act, inputs.unit_id, foreseen_for)}
    return {name: [fault] for name, fault in found.items() if fault is not None}


def _fault_of_words(act: BulkAct, words: str) -> Message | None:
    if not act.asks_words:
        return None
    if len(words) > MOST_WORDS:
        return msg("内容过长，请精简。")
    return dispatch.fault_of_purpose(words) if act is BulkAct.COPY else dispatch.fault_of_reminder(words)


def _fault_of_unit(act: BulkAct, unit_id: UUID | None, foreseen_for: UUID | None) -> Message | None:
    if not act.asks_unit:
        return None
    if unit_id is None:
        return msg("请选择要抄送的单位。")
    return None if unit_id == foreseen_for else msg("还没有按这个单位预览，请先点“预览”，核对后再确认。")
