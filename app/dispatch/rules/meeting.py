"""Pure decisions about consultations: what a call, minutes, an answer or an item lacks, and when an item is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from app.core.clock import local
from app.core.text import Message, msg
from app.dispatch.commands import AgreedItem, Attendance, MeetingDetails, MinutesDetails
from app.dispatch.rules.calling import repeated
from app.dispatch.rules.inputs import Faults
from app.dispatch.types import MinutesAnswer

ISSUE_LEAST = 4
WORDS_LEAST = 4
SUPPLEMENT_LEAST = 6
MOST_DECISIONS = 20


class Present(Protocol):
    """What is asked of a unit before and after the minutes are signed."""

    present: bool | None
    answer: str | None


class Item(Protocol):
    """What an action item is judged by."""

    due_on: date
    done_at: datetime | None


def lines(texts: Sequence[str]) -> list[str]:
    """Texts of a list without the empty ones."""
    return [text.strip() for text in texts if text.strip()]


def faults_of_meeting(details: MeetingDetails, now: datetime) -> Faults:
    """A meeting has a topic, a chair, an hour to come, a place or a room online, issues, and units that attend."""
    found: Faults = {}
    if len(details.title.strip()) < ISSUE_LEAST:
        found["title"] = [msg("请写明会商主题，不少于{least}个字。", least=ISSUE_LEAST)]
    if details.chair_id is None:
        found["chair_id"] = [msg("请选择主持人。")]
    if details.meet_at is None:
        found["meet_at"] = [msg("请填写会商时间。")]
    elif details.meet_at < now:
        found["meet_at"] = [msg("会商时间不能早于现在。")]
    if not details.place.strip():
        found["place"] = [msg("请写明会商地点，线上会商的写明会议室。")]
    if not any(text.strip() for text in details.issues):
        found["issues"] = [msg("请至少写一条要商定的问题。")]
    if not details.attendees:
        found["attendees"] = [msg("请至少选择一个参会单位。")]
    for row in repeated([one.unit_id for one in details.attendees]):
        found[f"attendees.{row}.unit_id"] = [msg("这个单位已经选过。")]
    return found


def faults_of_minutes(details: MinutesDetails, called_at: datetime, now: datetime, invited: Sequence[UUID]) -> Faults:
    """Minutes are of a meeting that was held, by units that were asked; each item has an owner and a day to come."""
    found: Faults = {}
    if details.held_at is None:
        found["held_at"] = [msg("请填写开会时间。")]
    elif details.held_at > now:
        found["held_at"] = [msg("开会时间不能晚于现在。")]
    elif details.held_at < called_at:
        found["held_at"] = [msg("开会时间不能早于召集时间。")]
    for row, one in enumerate(details.attendances):
        found |= _faults_of_attendance(row, one, invited)
    for row, item in enumerate(details.items):
        found |= _faults_of_item(row, item, details.held_at)
    return found


def _faults_of_attendance(row: int, one: Attendance, invited: Sequence[UUID]) -> Faults:
    found: Faults = {}
    if one.unit_id not in invited:
        found[f"attendances.{row}.present"] = [msg("这个单位不在参会单位中。")]
    if one.present and not one.names.strip():
        found[f"attendances.{row}.names"] = [msg("请写明参会人员。")]
    if not one.present and one.opinion.strip():
        found[f"attendances.{row}.opinion"] = [msg("没有到会的单位不记录意见。")]
    return found


def _faults_of_item(row: int, item: AgreedItem, held_at: datetime | None) -> Faults:
    found: Faults = {}
    if len(item.words.strip()) < WORDS_LEAST:
        found[f"items.{row}.words"] = [msg("请写明要办的事项，不少于{least}个字。", least=WORDS_LEAST)]
    if item.unit_id is None:
        found[f"items.{row}.unit_id"] = [msg("请选择责任单位。")]
    if not item.person.strip():
        found[f"items.{row}.person"] = [msg("请写明责任人。")]
    if item.due_on is None:
        found[f"items.{row}.due_on"] = [msg("请填写完成日期。")]
    elif held_at is not None and item.due_on < local(held_at).date():
        found[f"items.{row}.due_on"] = [msg("完成日期不能早于开会日期。")]
    return found


def lacking_before_signing(
    attendees: Sequence[Present], decisions: Sequence[str], items: Sequence[object]
) -> Message | None:
    """Why the minutes cannot be signed yet: somebody's presence is open, nobody came, or nothing came of it."""
    if any(one.present is None for one in attendees):
        return msg("还没有写明每个单位是否到会。")
    if not any(one.present for one in attendees):
        return msg("没有单位到会，不能签发纪要。")
    if not decisions and not items:
        return msg("还没有写商定的意见或者要办的事项。")
    return None


def faults_of_answer(answer: str, words: str) -> Faults:
    """A unit confirms, or objects with words."""
    found: Faults = {}
    if answer not in set(MinutesAnswer):
        found["answer"] = [msg("请选择有无异议。")]
    if answer == MinutesAnswer.OBJECTED and len(words.strip()) < WORDS_LEAST:
        found["words"] = [msg("有异议的，请写明意见，不少于{least}个字。", least=WORDS_LEAST)]
    return found


def faults_of_move(due_on: date | None, reason: str, before: date, today: date) -> Faults:
    """An item is moved to another day that is not past, with a reason."""
    found: Faults = {}
    if due_on is None:
        found["due_on"] = [msg("请填写完成日期。")]
    elif due_on == before:
        found["due_on"] = [msg("日期没有变化。")]
    elif due_on < today:
        found["due_on"] = [msg("完成日期不能早于今天。")]
    if len(reason.strip()) < WORDS_LEAST:
        found["reason"] = [msg("请写明理由，不少于{least}个字。", least=WORDS_LEAST)]
    return found


def is_overdue(item: Item, today: date) -> bool:
    """Whether the day of an item passed before it was done."""
    return item.done_at is None and item.due_on < today


def everybody_answered(attendees: Sequence[Present]) -> bool:
    """Whether each unit that was present said its word on the minutes."""
    return all(one.answer is not None for one in attendees if one.present)
