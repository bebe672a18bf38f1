"""Family A: whether a court would take the agreement at all (Civil Procedure Law art. 205; Interpretation art. 355)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from app.agreements.rules.lint import reading
from app.agreements.rules.lint.engine import rule
from app.agreements.rules.lint.lexicon import PROPERTY_TITLE, STATUS_RELATION, first_match
from app.agreements.types.enums import AgentCategory, AgreementForm, PaperKind, PartyKind, Subject
from app.agreements.types.linting import Case, Hit, Level
from app.core.money import yuan
from app.core.text import Message, msg

_PRE_LITIGATION = "pre_litigation_mediation"


@rule("A03", Level.BLOCK, msg("民事诉讼法第二百零五条"), msg("由依法设立的调解组织主持"))
def presided_by_established_organisation(case: Case) -> Iterator[Hit]:
    """A private settlement, or one before a body that is not filed, cannot be confirmed."""
    organisation = case.circumstances.organisation
    if organisation is None:
        yield Hit(message=msg("没有登记主持调解的组织；当事人自行和解达成的协议不能申请司法确认。"))
    elif not organisation.active or organisation.filed_on is None:
        yield Hit(
            message=msg("{name}未登记备案或者已停止活动，不属于依法设立的调解组织。", name=organisation.name),
            subject="organisation",
        )


@rule("A04", Level.WARN, msg("人民调解法第十条"), msg("调解组织已通报人民法院"))
def organisation_is_known_to_the_court(case: Case) -> Iterator[Hit]:
    """The county justice bureau tells the court which committees exist."""
    organisation = case.circumstances.organisation
    if organisation is not None and organisation.notified_court is not True:
        yield Hit(
            message=msg("没有记录{name}已由司法行政部门通报人民法院，受理时可能要补充证明。", name=organisation.name),
            subject="organisation",
        )


@rule("A05", Level.WARN, msg("民事诉讼法第二百零五条"), msg("行政机关单独主持调解"))
def administrative_body_has_a_co_mediator(case: Case) -> Iterator[Hit]:
    """Whether an administrative mediator alone suffices differs from court to court."""
    organisation = case.circumstances.organisation
    if organisation is not None and organisation.kind == "administrative" and not organisation.co_presiding:
        yield Hit(
            message=msg("本次调解由行政机关单独主持，法院是否受理确认申请做法不一。"),
            subject="organisation",
            example=msg("请人民调解委员会共同主持，并在协议上盖章。"),
        )


@rule("A08", Level.WARN, msg("民事诉讼法第二百零五条第二项；各地法院做法"), msg("法院受理自行调解的协议"))
def court_takes_self_mediated_agreements(case: Case) -> Iterator[Hit]:
    """Several courts in fact only take agreements with a pre-litigation mediation number."""
    court = case.circumstances.court
    if (
        not reading.wants_confirmation(case)
        or court.invited
        or court.pre_litigation_number
        or court.accepts_self_mediated
    ):
        return
    name = court.name or msg("拟申请的法院")
    if court.accepts_self_mediated is False:
        sentence = msg("{court}实际上只受理经其登记“诉前调”号的调解协议。", court=name)
    else:
        sentence = msg("{court}是否受理调解组织自行受理的调解协议尚不清楚。", court=name)
    yield Hit(message=sentence, subject="court", example=msg("先向法院登记“诉前调”号，再签订协议。"))


@rule("A09", Level.BLOCK, msg("民诉法解释第三百五十五条第三项"), msg("不涉及身份关系的确认"))
def decides_no_status_relation(case: Case) -> Iterator[Hit]:
    """Marriage, parentage and adoption cannot be settled by confirmation; maintenance payments can."""
    yield from _words(
        case, STATUS_RELATION, lambda word: msg("“{word}”涉及婚姻、亲子、收养等身份关系，法院不予受理。", word=word)
    )


@rule("A10", Level.BLOCK, msg("民诉法解释第三百五十五条第五项"), msg("不确认物权或者知识产权归属"))
def confirms_no_title(case: Case) -> Iterator[Hit]:
    """Title to things and intellectual property cannot be confirmed; handing over or paying can."""
    yield from _words(case, PROPERTY_TITLE, lambda word: msg("“{word}”是确认权利归属的内容，法院不予受理。", word=word))


def _words(case: Case, pattern: tuple[re.Pattern[str], ...], sentence: Callable[[str], Message]) -> Iterator[Hit]:
    for clause, text in reading.operative_words(case):
        word = first_match(pattern, text)
        if word:
            yield Hit(
                message=sentence(word),
                subject=reading.at(clause),
                evidence=(msg("{place}：{text}", place=reading.place(case, clause), text=text[:80]),),
                example=msg("改写为交付、付款等可以履行的义务。"),
            )


@rule("A11", Level.BLOCK, msg("民诉法解释第三百五十五条第四项"), msg("当事人未进入破产等特别程序"))
def nobody_is_bankrupt(case: Case) -> Iterator[Hit]:
    """A bankrupt party blocks; an organisation that owes something needs a look-up no older than so many days."""
    checks = {check.party: check for check in case.circumstances.insolvency_checks}
    owing = {key for clause in reading.duties(case) for key in case.content.expand(reading.obligors_of(clause))}
    for party in case.content.parties:
        check = checks.get(party.key)
        if check is not None and check.insolvent:
            yield Hit(message=msg("{name}已进入破产程序。", name=party.name), subject=f"parties/{party.key}")
        elif party.kind is not PartyKind.NATURAL and party.key in owing and reading.wants_confirmation(case):
            oldest = case.on - timedelta(days=case.settings.insolvency_check_days)
            if check is None or check.checked_on < oldest:
                yield Hit(
                    message=msg("没有{name}七日以内的破产信息查询记录。", name=party.name),
                    subject=f"parties/{party.key}",
                    level=Level.WARN,
                )


@rule("A12", Level.BLOCK, msg("民诉法解释第三百五十五条第一项"), msg("属于人民法院受理民事案件的范围"))
def subject_is_civil(case: Case) -> Iterator[Hit]:
    """Administrative acts, criminal liability and internal discipline are outside."""
    if case.circumstances.subject is not Subject.CIVIL:
        yield Hit(message=msg("争议的是行政行为、刑事责任或者单位内部处分，不能申请司法确认，应引导到相应的法定途径。"))


@rule("A13", Level.BLOCK, msg("民诉法解释第二百四十七条、第三百五十五条"), msg("没有同一纠纷的其他程序"))
def no_other_proceeding(case: Case) -> Iterator[Hit]:
    """Another proceeding on the same dispute excludes confirmation; a pre-litigation mediation number does not."""
    for proceeding in case.circumstances.proceedings:
        if proceeding.kind != _PRE_LITIGATION:
            yield Hit(message=msg("同一纠纷已有其他程序：{number}。", number=proceeding.number or proceeding.kind))


@rule("A15", Level.BLOCK, msg("民事诉讼法第六十一条；民诉法解释第三百五十一条"), msg("委托代理人符合法定范围"))
def agents_are_allowed(case: Case) -> Iterator[Hit]:
    """At most two agents a party, each of a lawful category; a citizen agent needs a recommendation."""
    for party in case.content.parties:
        agents = [agent for agent in party.agents if not agent.statutory]
        subject = f"parties/{party.key}"
        if len(agents) > 2:
            yield Hit(message=msg("{name}的委托代理人超过两人。", name=party.name), subject=subject)
        for agent in agents:
            if agent.category is None:
                yield Hit(
                    message=msg("没有写明{agent}以什么身份代理{name}。", agent=agent.name, name=party.name),
                    subject=subject,
                )
            elif agent.category is AgentCategory.CITIZEN and not case.circumstances.has_paper(
                PaperKind.RECOMMENDATION, party.key
            ):
                yield Hit(
                    message=msg("{agent}以公民身份代理，缺少社区、单位或者社会团体的推荐材料。", agent=agent.name),
                    subject=subject,
                )


@rule("A16", Level.BLOCK, msg("民诉法解释第三百五十四条；劳动争议调解仲裁法第十四条"), msg("协议采用书面形式"))
def agreement_is_written(case: Case) -> Iterator[Hit]:
    """Labour disputes need writing always; others when confirmation is wanted."""
    if case.content.form is not AgreementForm.ORAL:
        return
    if reading.is_labour(case):
        yield Hit(message=msg("劳动争议的调解协议必须制作书面协议书，不能采用口头协议。"), subject="form")
    elif reading.wants_confirmation(case):
        yield Hit(
            message=msg("口头协议不能直接申请司法确认，应先制作书面协议。"),
            subject="form",
            example=msg("按口头协议登记表的内容制作调解协议书，由各方签名。"),
        )


@rule("A17", Level.WARN, msg("民事诉讼法第二百零五条第二项"), msg("可能属于中级人民法院管辖"))
def basic_court_is_competent(case: Case) -> Iterator[Hit]:
    """Large sums and foreign elements may belong to the intermediate court; the sum is a setting, in fen."""
    total = sum(reading.amount_of(clause) for clause in reading.payments(case))
    if case.circumstances.foreign_element:
        yield Hit(message=msg("本事项有涉外因素，请核对管辖法院的级别。"))
    elif total >= case.settings.intermediate_court_fen:
        yield Hit(message=msg("协议金额{amount}元，请核对管辖法院的级别。", amount=yuan(total)))
