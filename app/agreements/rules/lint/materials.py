"""Family M: papers that go with an application (Interpretation art. 354). They speak at the application, not before."""

from __future__ import annotations

from collections.abc import Iterator

from app.agreements.rules.lint import reading
from app.agreements.rules.lint.engine import rule
from app.agreements.types.clauses import Copies, Deliver
from app.agreements.types.enums import PaperKind, PartyKind, SignMode
from app.agreements.types.linting import Case, Hit, Level, Stage
from app.core.text import Message, msg

SPECIAL_POWERS = ("承认", "放弃", "变更", "和解", "签收")
_BASIS = msg("民诉法解释第三百五十四条")
_NO_E_SIGN = frozenset({"marriage_family"})


@rule("M02", Level.WARN, _BASIS, msg("协议文本份数足够"), stage=Stage.APPLY)
def enough_copies(case: Case) -> Iterator[Hit]:
    """One copy for each party, one for the organisation, one for the court."""
    needed = len(case.content.signers) + 2
    for clause in case.content.of_type(Copies):
        if clause.count is not None and clause.count < needed:
            yield Hit(
                message=msg(
                    "协议一式{count}份，当事人、调解组织和法院共需{needed}份。", count=clause.count, needed=needed
                ),
                subject=reading.at(clause),
            )


@rule("M03", Level.BLOCK, _BASIS, msg("有调解组织主持调解的证明"), stage=Stage.APPLY)
def presiding_is_proven(case: Case) -> Iterator[Hit]:
    """The court asks for proof that the organisation presided."""
    if not case.circumstances.has_paper(PaperKind.PRESIDING_PROOF):
        yield Hit(message=msg("缺少《调解组织主持调解证明》。"))


@rule("M04", Level.BLOCK, _BASIS, msg("各方身份材料齐全有效"), stage=Stage.APPLY)
def identity_is_proven(case: Case) -> Iterator[Hit]:
    """Identity or licence for every party, the number right and the paper in date; organisations show their head."""
    for party in case.content.signers:
        papers = [p for p in case.circumstances.papers if p.kind is PaperKind.IDENTITY and p.party == party.key]
        subject = f"parties/{party.key}"
        if not papers:
            yield Hit(message=msg("缺少{name}的身份证明。", name=party.name), subject=subject)
        for paper in papers:
            if not paper.number_ok:
                yield Hit(message=msg("{name}的证件号码校验不符。", name=party.name), subject=subject)
            if paper.valid_until is not None and paper.valid_until < case.on:
                yield Hit(message=msg("{name}的证件已过有效期。", name=party.name), subject=subject)
        has_head = case.circumstances.has_paper(PaperKind.LEGAL_REPRESENTATIVE, party.key)
        if party.kind is not PartyKind.NATURAL and not has_head:
            yield Hit(message=msg("缺少{name}的法定代表人身份证明。", name=party.name), subject=subject)


@rule("M05", Level.BLOCK, _BASIS, msg("与财产有关的权利证明"), stage=Stage.APPLY)
def property_is_proven(case: Case) -> Iterator[Hit]:
    """Where a thing with a register is handed over, its title paper is needed."""
    for clause in case.content.of_type(Deliver):
        if clause.registered_kind and not case.circumstances.has_paper(PaperKind.PROPERTY_PROOF):
            yield Hit(
                message=msg(
                    "{place}涉及{thing}，缺少权利证明。", place=reading.place(case, clause), thing=clause.thing
                ),
                subject=reading.at(clause),
            )


@rule("M06", Level.BLOCK, _BASIS, msg("送达地址和联系方式"), stage=Stage.APPLY)
def addresses_are_known(case: Case) -> Iterator[Hit]:
    """Address, telephone and a signed delivery address for every party."""
    lacking = [
        party.name
        for party in case.content.signers
        if not (party.address and party.phone and case.circumstances.has_paper(PaperKind.DELIVERY_ADDRESS, party.key))
    ]
    yield from _names(lacking, msg("有{count}名当事人缺少住址、电话或者送达地址确认书。", count=len(lacking)))


@rule(
    "M07", Level.BLOCK, msg("民法典第一百六十五条；民事诉讼法第六十二条"), msg("委托书写明特别授权"), stage=Stage.APPLY
)
def authority_covers_settlement(case: Case) -> Iterator[Hit]:
    """An agent needs the special powers to admit, waive, change, settle and receive."""
    for party in case.content.signers:
        for agent in party.agents:
            lacking = [power for power in SPECIAL_POWERS if power not in agent.scope]
            if not agent.statutory and lacking:
                yield Hit(
                    message=msg(
                        "{agent}代理{name}的授权缺少：{powers}。",
                        agent=agent.name,
                        name=party.name,
                        powers="、".join(lacking),
                    ),
                    subject=f"parties/{party.key}",
                )


@rule("M09", Level.WARN, msg("人民调解法第二十三条"), msg("已告知权利义务"), stage=Stage.APPLY)
def notice_of_rights_is_filed(case: Case) -> Iterator[Hit]:
    """The notice of rights belongs into the file."""
    if not case.circumstances.has_paper(PaperKind.RIGHTS_NOTICE) and not case.circumstances.rights_notices:
        yield Hit(message=msg("卷内没有《当事人权利义务告知书》。"))


@rule("M10", Level.WARN, msg("人民调解法第二十七条"), msg("调解记录已签名"), stage=Stage.APPLY)
def session_record_is_signed(case: Case) -> Iterator[Hit]:
    """The record of the session belongs into the file."""
    if not case.circumstances.has_paper(PaperKind.SESSION_RECORD):
        yield Hit(message=msg("卷内没有经签名的调解记录。"))


@rule("M11", Level.WARN, msg("电子签名法第三条、第十三条"), msg("电子签名可靠"), stage=Stage.APPLY)
def electronic_signatures_are_allowed(case: Case) -> Iterator[Hit]:
    """Papers on personal status cannot be signed electronically; others need a stated level or a wet original."""
    electronic = [one for one in case.circumstances.signatures if one.mode is SignMode.ELECTRONIC]
    if electronic and case.content.dispute_type in _NO_E_SIGN:
        yield Hit(message=msg("婚姻、收养、继承等身份关系文书不适用电子签名，请改为纸面签名。"), level=Level.BLOCK)
    elif electronic:
        yield Hit(message=msg("有{count}处电子签名，请注明可靠性等级或者备存纸面原件。", count=len(electronic)))


def _names(lacking: list[str], message: Message) -> Iterator[Hit]:
    if lacking:
        yield Hit(message=message, subject="parties", evidence=tuple(lacking))
