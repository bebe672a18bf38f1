"""What a form lacks, by field: pure checks of returns, rulings, contacts, extensions, feedback and replies."""

from __future__ import annotations

from datetime import date, datetime

from app.core.text import Message, msg
from app.dispatch.commands import (
    ContactDetails,
    ExtensionDetails,
    FeedbackDetails,
    ReplyDetails,
    ReturnDetails,
    RulingDetails,
    SupervisionDetails,
)
from app.dispatch.types import ContactChannel, FeedbackResult, ReturnCode, SupervisionCause, SupervisionLevel

Faults = dict[str, list[Message]]

RETURN_TEXT_LEAST = 20
TEXT_LEAST = 10
LEAST_PURPOSE = 6


def _too_short(text: str, least: int) -> list[Message]:
    if len(text.strip()) >= least:
        return []
    return [msg("请写明理由，不少于{least}个字。", least=least)]


def only(found: Faults) -> Faults:
    """The fields at which something is wrong."""
    return {name: messages for name, messages in found.items() if messages}


def faults_of_return(details: ReturnDetails) -> Faults:
    """A return needs a code, at least 20 signs of reason, a suggested unit, and what its code must cite (§4.2)."""
    found: Faults = {"reason": _too_short(details.text, RETURN_TEXT_LEAST)}
    if details.code not in set(ReturnCode):
        found["code"] = [msg("请选择退回代码。")]
    else:
        wanted = ReturnCode(details.code).basis_label
        if wanted is not None and not details.basis.strip():
            found["basis"] = [msg("请填写{what}。", what=wanted)]
    if details.suggested_unit_id is None:
        found["suggested_unit_id"] = [msg("请填写建议承办单位。")]
    return only(found)


def faults_of_ruling(details: RulingDetails, *, refuses: bool) -> Faults:
    """A ruling has words; a refusal also has a legal basis."""
    found: Faults = {"reason": _too_short(details.text, TEXT_LEAST)}
    if refuses and not details.basis.strip():
        found["basis"] = [msg("不同意退回的，请写明依据。")]
    return only(found)


def faults_of_contact(details: ContactDetails, now: datetime, since: datetime) -> Faults:
    """A contact happened, after the order went out, in a known way, and something was said."""
    found: Faults = {}
    if details.channel not in set(ContactChannel):
        found["channel"] = [msg("请选择联系方式。")]
    if details.contacted_at > now:
        found["contacted_at"] = [msg("联系时间不能晚于现在。")]
    elif details.contacted_at < since:
        found["contacted_at"] = [msg("联系时间不能早于派单时间。")]
    if not details.note.strip():
        found["note"] = [msg("请记录联系情况。")]
    return found


def _told(on: date | None, by: str, today: date) -> Faults:
    found: Faults = {}
    if on is None:
        found["party_told_on"] = [msg("请填写告知当事人的日期。")]
    elif on > today:
        found["party_told_on"] = [msg("告知日期不能晚于今天。")]
    if by not in set(ContactChannel):
        found["party_told_by"] = [msg("请选择告知方式。")]
    return found


def faults_of_extension(details: ExtensionDetails, today: date, due_on: date | None) -> Faults:
    """More time has a reason, ends after the present term, and the party was told."""
    found: Faults = {"reason": _too_short(details.reason, TEXT_LEAST)}
    if details.until <= (due_on or today):
        found["until"] = [msg("延长后的日期应当晚于原来的期限。")]
    return only({**found, **_told(details.party_told_on, details.party_told_by, today)})


def faults_of_feedback(details: FeedbackDetails, today: date) -> Faults:
    """A result says what was done, and when and how the party was told."""
    found: Faults = {}
    if details.result not in set(FeedbackResult):
        found["result"] = [msg("请选择办理结果。")]
    if len(details.summary.strip()) < TEXT_LEAST:
        found["summary"] = [msg("请写明办理情况，不少于{least}个字。", least=TEXT_LEAST)]
    return {**found, **_told(details.party_told_on, details.party_told_by, today)}


def faults_of_supervision(details: SupervisionDetails) -> Faults:
    """A supervision by hand states facts, requirements, and that it is about progress and quality alone (三个规定)."""
    found: Faults = {}
    if details.cause not in {cause.value for cause in SupervisionCause if cause.by_hand}:
        found["cause"] = [msg("请选择督办事由。")]
    if details.level not in set(SupervisionLevel):
        found["level"] = [msg("请选择督办等级。")]
    if len(details.facts.strip()) < TEXT_LEAST:
        found["facts"] = [msg("请写明督办事实，不少于{least}个字。", least=TEXT_LEAST)]
    if not any(text.strip() for text in details.requirements):
        found["requirements"] = [msg("请至少写一条督办要求。")]
    if not details.progress_only:
        found["progress_only"] = [msg("督办只能涉及办理进度和质量，不得涉及对当事人实体权利的处理意见，请确认。")]
    return found


def faults_of_reply(details: ReplyDetails, today: date) -> Faults:
    """A reply says why and how far, and names at least one measure with a person and a day that is not past."""
    found: Faults = {}
    if len(details.cause.strip()) < 4:
        found["cause"] = [msg("请写明未按期办理的原因。")]
    if len(details.progress.strip()) < 4:
        found["progress"] = [msg("请写明目前进展。")]
    if not details.measures:
        found["measures"] = [msg("请至少写一条措施，并写明责任人和完成时间。")]
    for row, measure in enumerate(details.measures):
        if not measure.measure.strip() or not measure.owner.strip():
            found[f"measures.{row}.measure"] = [msg("请写明措施和责任人。")]
        if measure.due_on < today:
            found[f"measures.{row}.due_on"] = [msg("完成时间不能早于今天。")]
    return found
