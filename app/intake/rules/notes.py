"""Pure decisions about internal notes: what one lacks, and how long its author may take it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from app.core.text import Message, msg

LONGEST_NOTE = 1000
MOST_NAMED = 10
#: How long its author may withdraw a note (a setting of ours).
TAKEN_BACK_WITHIN = timedelta(minutes=10)


def faults_of_note(words: str, named: Sequence[UUID], able: Collection[UUID]) -> dict[str, list[Message]]:
    """A note has words, and names only people who act on the matter: others cannot read it."""
    found: dict[str, list[Message]] = {}
    if not words.strip():
        found["words"] = [msg("请写备注内容。")]
    elif len(words.strip()) > LONGEST_NOTE:
        found["words"] = [msg("备注不能超过{most}个字。", most=LONGEST_NOTE)]
    if len(set(named)) > MOST_NAMED:
        found["named"] = [msg("一条备注最多提醒{most}人。", most=MOST_NAMED)]
    elif set(named) - set(able):
        found["named"] = [msg("所选人员不办理本事项，看不到内部备注，不能提醒；请从名单中选择。")]
    return found


def may_take_back(written_at: datetime, now: datetime) -> bool:
    """Whether a note may still be withdrawn."""
    return now <= written_at + TAKEN_BACK_WITHIN
