"""Pure decisions about countersigns: whose turn it is, what the answers add up to, where one more signer may stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from app.core.text import Message, msg
from app.dispatch.commands import CountersignDetails
from app.dispatch.rules.inputs import Faults, only
from app.dispatch.types import SignerAnswer, SignerStanding, SigningMode, SigningOrder

ASKED_LEAST = 6
MOST_SIGNERS = 12
#: How far ahead an answer may be asked for (a setting of ours).
LONGEST = timedelta(days=60)


class Line(Protocol):
    """One who was asked, at a place in the line."""

    position: int
    answer: str | None
    removed_at: datetime | None


Lines = TypeVar("Lines", bound=Line)


def standing_lines(lines: Sequence[Lines]) -> list[Lines]:
    """The lines that were not removed, in their order."""
    return sorted((one for one in lines if one.removed_at is None), key=lambda one: one.position)


def turn(lines: Sequence[Lines], order: str) -> list[Lines]:
    """Those who may answer now: everybody without an answer, or the first of them where they answer in order."""
    waiting = [one for one in standing_lines(lines) if one.answer is None]
    return waiting[:1] if order == SigningOrder.ORDERED else waiting


def standing(line: Line, lines: Sequence[Line], order: str, *, is_open: bool) -> SignerStanding:
    """How far one line has come; ``is_open`` says whether the countersign still takes answers in this round."""
    if line.removed_at is not None:
        return SignerStanding.REMOVED
    if line.answer is not None:
        return SignerStanding(line.answer)
    if not is_open:
        return SignerStanding.LAPSED
    return SignerStanding.DUE if line in turn(lines, order) else SignerStanding.LATER


def outcome(lines: Sequence[Line], mode: str) -> SignerAnswer | None:
    """What the answers add up to: one refusal refuses; one agreement is enough in 或签, all are needed in 会签."""
    answers = [one.answer for one in standing_lines(lines)]
    if SignerAnswer.REFUSED in answers:
        return SignerAnswer.REFUSED
    agreed = [one == SignerAnswer.AGREED for one in answers]
    enough = any(agreed) if mode == SigningMode.ANY else bool(agreed) and all(agreed)
    return SignerAnswer.AGREED if enough else None


def place_beside(beside: Line, *, before: bool) -> int:
    """The position a signer takes before or after another one."""
    return beside.position if before else beside.position + 1


def make_room(lines: Sequence[Line], position: int) -> None:
    """Move every line from that position on by one place."""
    for one in lines:
        if one.position >= position:
            one.position += 1


def fault_of_place(lines: Sequence[Line], beside: Line | None, order: str, *, before: bool) -> Message | None:
    """A signer stands beside one who is still in the line; where they answer in order, never before an answer."""
    if beside is None or beside.removed_at is not None:
        return msg("请选择加在谁的前面或者后面。")
    position = place_beside(beside, before=before)
    answered = any(one.answer is not None and one.position >= position for one in standing_lines(lines))
    if order == SigningOrder.ORDERED and answered:
        return msg("按顺序会签，不能加在已经答复的前面。")
    return None


def keeps_nobody(lines: Sequence[Line], line: Line) -> bool:
    """Whether nobody would be left if the line were removed: then the countersign is withdrawn instead."""
    return [one for one in standing_lines(lines) if one is not line] == []


def faults_of_asking(details: CountersignDetails, now: datetime) -> Faults:
    """A countersign says what is to be agreed to, names at least one signer, and a time for each."""
    found: Faults = {}
    if len(details.asked.strip()) < ASKED_LEAST:
        found["asked"] = [msg("请写明请对方会签的内容，不少于{least}个字。", least=ASKED_LEAST)]
    if not details.signers:
        found["signers"] = [msg("请至少选择一个会签单位。")]
    if len(details.signers) > MOST_SIGNERS:
        found["signers"] = [msg("一次最多请{most}个单位或者人员会签。", most=MOST_SIGNERS)]
    if any(one.due_at is None for one in details.signers):
        found["due_at"] = faults_of_due(details.due_at, now)
    for row, one in enumerate(details.signers):
        if one.unit_id is None:
            found[f"signers.{row}.unit_id"] = [msg("请选择会签单位。")]
        if one.due_at is not None:
            found[f"signers.{row}.due_at"] = faults_of_due(one.due_at, now)
    return only(found)


def faults_of_due(due_at: datetime | None, now: datetime) -> list[Message]:
    """An answer is asked for by a time that is ahead, and not too far."""
    if due_at is None:
        return [msg("请填写答复时限。")]
    if due_at <= now:
        return [msg("答复时限应当晚于现在。")]
    if due_at > now + LONGEST:
        return [msg("答复时限不能超过{days}天。", days=LONGEST.days)]
    return []


def faults_of_again(asked: str, before: str, due_at: datetime | None, now: datetime) -> Faults:
    """Who asks again after a refusal has changed the words, and gives a new time."""
    found: Faults = {"due_at": faults_of_due(due_at, now)}
    if len(asked.strip()) < ASKED_LEAST:
        found["asked"] = [msg("请写明请对方会签的内容，不少于{least}个字。", least=ASKED_LEAST)]
    elif asked.strip() == before:
        found["asked"] = [msg("内容没有修改；请按不同意的意见修改后再次会签，或者撤回。")]
    return only(found)
