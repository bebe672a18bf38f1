"""The application itself: in time, to the right court, by every party (Civil Procedure Law art. 205).

The confirmation workflow asks these same rules; each is stated here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.agreements.rules.lint import reading
from app.agreements.rules.lint.engine import rule
from app.agreements.types.linting import Case, Hit, Level, Stage
from app.core.text import Message, msg

#: Days before the last one from which the time left is a warning.
NEAR = 7
SUBJECT = "application"
#: Rules that are conditions of the confirmation workflow as well; nobody can override them.
CONDITIONS = frozenset({"A01", "A02", "A06", "A07", "A14", "M01", "M08"})
_JOINT = msg("民事诉讼法第二百零五条")


@rule(
    "A01",
    Level.BLOCK,
    msg("民事诉讼法第二百零五条；人民调解法第三十三条"),
    msg("自生效之日起三十日内申请"),
    stage=Stage.APPLY,
)
def application_is_in_time(case: Case) -> Iterator[Hit]:
    """Within thirty days of effect; seven days or fewer left only warn. Before effect no thirty days run."""
    last = case.application.last_day_on
    if last is None or reading.effective_on(case) is None:
        return
    evidence = (msg("期限至{due}", due=last.isoformat()),)
    left = (last - case.on).days
    if left < 0:
        sentence = msg("申请期限至{due}已届满，不能再申请司法确认。", due=last.isoformat())
        yield Hit(message=sentence, subject=SUBJECT, evidence=evidence)
    elif left <= NEAR:
        sentence = msg("距申请期限届满还有{n}日。", n=left)
        yield Hit(message=sentence, subject=SUBJECT, evidence=evidence, level=Level.WARN)


@rule(
    "A02",
    Level.BLOCK,
    msg("人民调解法第二十九条；劳动争议调解仲裁法第十四条"),
    msg("调解协议已经生效"),
    stage=Stage.APPLY,
)
def agreement_has_taken_effect(case: Case) -> Iterator[Hit]:
    """All parties and the mediator signed and the organisation sealed; an oral agreement was noted."""
    if reading.effective_on(case) is None:
        yield Hit(message=msg("调解协议尚未生效，不能申请司法确认。"), evidence=reading.hands_missing(case))


@rule(
    "A06",
    Level.BLOCK,
    msg("民事诉讼法第二百零五条；民诉法解释第三百五十二条；劳动争议司法解释（一）第五十二条"),
    msg("向有管辖权的法院申请"),
    stage=Stage.APPLY,
)
def court_is_competent(case: Case) -> Iterator[Hit]:
    """The court chosen is one the decision tree names; a labour committee's payment goes to the court at its seat."""
    asked = case.application
    if asked.court is None:
        yield Hit(message=msg("还没有选择受理申请的法院。"), subject=SUBJECT, evidence=asked.competent_courts)
    elif asked.court not in asked.competent_courts:
        yield Hit(message=msg("所选法院没有管辖权，请按提示选择。"), subject=SUBJECT, evidence=asked.competent_courts)


@rule("A07", Level.BLOCK, msg("民诉法解释第三百五十二条"), msg("只向一个法院申请"), stage=Stage.APPLY)
def no_other_court_was_asked(case: Case) -> Iterator[Hit]:
    """No open application for the same agreement lies with another court."""
    for court in case.application.open_elsewhere:
        yield Hit(message=msg("{court}已有本协议的司法确认申请，只能向一个法院申请。", court=court), subject=SUBJECT)


@rule("A14", Level.BLOCK, _JOINT, msg("各方当事人共同申请"), stage=Stage.APPLY)
def every_party_applies(case: Case) -> Iterator[Hit]:
    """The application is joint: whoever signed the agreement applies."""
    lacking = _without(case, case.application.applicants)
    yield from _lacking(lacking, msg("还有{count}名当事人没有共同申请。", count=len(lacking)))


@rule("M01", Level.BLOCK, msg("民诉法解释第三百五十三条、第三百五十四条"), msg("申请书经各方签名"), stage=Stage.APPLY)
def application_is_signed(case: Case) -> Iterator[Hit]:
    """Every party signed the application, form D30."""
    lacking = _without(case, case.application.application_signed_by)
    yield from _lacking(lacking, msg("还有{count}名当事人没有在司法确认申请书上签名。", count=len(lacking)))


@rule("M08", Level.BLOCK, msg("法发〔2009〕45号第二十三条"), msg("承诺书经各方签名"), stage=Stage.APPLY)
def commitment_is_signed(case: Case) -> Iterator[Hit]:
    """Every party signed the commitment, form D31: no collusion, no evasion of the law, liable for harm to others."""
    lacking = _without(case, case.application.commitment_signed_by)
    yield from _lacking(lacking, msg("还有{count}名当事人没有在承诺书上签名。", count=len(lacking)))


@rule(
    "M12", Level.BLOCK, msg("民诉法解释第三百五十四条；电子签名法第五条"), msg("签署的文件没有改动"), stage=Stage.APPLY
)
def signed_file_is_unaltered(case: Case) -> Iterator[Hit]:
    """The digest of the signed file, computed again, is the one in the record."""
    if case.application.unaltered is False:
        yield Hit(message=msg("签署的协议与记录的校验值不一致，不能作为申请材料。"), subject="versions")


def _without(case: Case, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(party.name for party in case.content.signers if party.key not in keys)


def _lacking(names: tuple[str, ...], sentence: Message) -> Iterator[Hit]:
    if names:
        yield Hit(message=sentence, subject="parties", evidence=names)
