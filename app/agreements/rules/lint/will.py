"""Family V: who is bound, whether they wanted it, and whether the law allows it (Interpretation art. 358 ① to ④)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation

from app.agreements.rules.lint import reading
from app.agreements.rules.lint.engine import rule
from app.agreements.rules.lint.lexicon import CRIME_WAIVER, STATUTORY_WAIVER, SUIT_WAIVER, UNLAWFUL_SUBJECT, first_match
from app.agreements.types.circumstances import Session
from app.agreements.types.clauses import DelayConsequence
from app.agreements.types.enums import Capacity, SignerKind, SignMode
from app.agreements.types.linting import Case, Hit, Level
from app.agreements.types.parties import Party
from app.core import clock
from app.core.money import yuan
from app.core.text import msg

ADULT = 18
_MUST_JOIN = frozenset({"insurer", "co_owner"})


@rule("V01", Level.BLOCK, msg("人民调解法第十七条；民诉法解释第三百五十八条第四项"), msg("各方同意调解"))
def everybody_consented_first(case: Case) -> Iterator[Hit]:
    """Each party's consent is on record before the first session."""
    started = min((session.started_at for session in case.circumstances.sessions), default=None)
    given = {consent.party: consent.at for consent in case.circumstances.consents}
    lacking = [party.name for party in case.content.signers if party.key not in given]
    late = [
        party.name for party in case.content.signers if started and party.key in given and given[party.key] > started
    ]
    if lacking:
        yield Hit(
            message=msg("有{count}名当事人没有同意调解的记录。", count=len(lacking)),
            subject="parties",
            evidence=tuple(lacking),
        )
    if late:
        yield Hit(
            message=msg("有{count}名当事人在首次调解之后才表示同意。", count=len(late)),
            subject="parties",
            evidence=tuple(late),
        )


@rule("V02", Level.WARN, msg("人民调解法第二十三条"), msg("签订前已告知权利义务"))
def rights_were_read(case: Case) -> Iterator[Hit]:
    """Each party heard its rights before agreeing."""
    told = {notice.party for notice in case.circumstances.rights_notices}
    lacking = [party.name for party in case.content.signers if party.key not in told]
    if lacking:
        yield Hit(
            message=msg("有{count}名当事人没有权利义务告知记录。", count=len(lacking)),
            subject="parties",
            evidence=tuple(lacking),
        )


@rule("V03", Level.BLOCK, msg("民法典第十九条至第二十二条、第一百四十四条、第一百四十五条"), msg("行为能力"))
def incapable_parties_are_represented(case: Case) -> Iterator[Hit]:
    """Minors and adults without full capacity act through a statutory agent, who signs."""
    for party in case.content.parties:
        age = reading.age_of(party, case.signing_on)
        if (age is None or age >= ADULT) and party.capacity is Capacity.FULL:
            continue
        if not party.statutory_agents:
            yield Hit(
                message=msg("{name}不具有完全民事行为能力，须由法定代理人签名。", name=party.name),
                subject=f"parties/{party.key}",
            )
        elif any(one.party == party.key and not one.by_statutory_agent for one in case.circumstances.signatures):
            yield Hit(message=msg("{name}的签名不是法定代理人所签。", name=party.name), subject=f"parties/{party.key}")


@rule("V04", Level.WARN, msg("民诉法解释第三百五十八条第四项"), msg("签名的时间和设备合理"))
def signatures_are_plausible(case: Case) -> Iterator[Hit]:
    """Electronic signatures of opposing parties come from different devices."""
    devices: dict[str, set[str]] = defaultdict(set)
    for one in case.circumstances.signatures:
        party = case.content.party(one.party)
        if one.mode is SignMode.ELECTRONIC and one.device and party is not None:
            devices[one.device].add(_camp(party))
    for camps in devices.values():
        if len(camps) > 1:
            yield Hit(message=msg("对立的当事人在同一台设备上完成电子签名，请说明经过。"), subject="signatures")


def _camp(party: Party) -> str:
    return str(party.standing or party.role)


@rule("V05", Level.BLOCK, msg("民法典第一百六十八条"), msg("不得双方代理"))
def nobody_acts_for_both_sides(case: Case) -> Iterator[Hit]:
    """One person cannot be the agent of opposing parties."""
    for agent, camps in common_agents(case).items():
        yield Hit(
            message=msg("{agent}同时代理对立的当事人：{names}。", agent=agent, names="、".join(camps)),
            subject="parties",
        )


def common_agents(case: Case) -> dict[str, tuple[str, ...]]:
    """Agents who appear on more than one side, with the names of those they act for."""
    seen: dict[str, dict[str, str]] = defaultdict(dict)
    for party in case.content.parties:
        for agent in party.agents:
            seen[agent.id_number or agent.name][_camp(party)] = party.name
    names = {agent.id_number or agent.name: agent.name for party in case.content.parties for agent in party.agents}
    return {names[key]: tuple(camps.values()) for key, camps in seen.items() if len(camps) > 1}


@rule("V06", Level.BLOCK, msg("民诉法解释第三百五十八条第四项"), msg("离场的人没有签名"))
def nobody_signed_while_away(case: Case) -> Iterator[Hit]:
    """Somebody who left the room and did not come back cannot have signed."""
    for one in case.circumstances.signatures:
        if one.signer is SignerKind.PARTY and one.party and is_away(case, one.party, one.at):
            yield Hit(
                message=msg("{name}已离开调解现场且没有返回，却有签名。", name=reading.name(case, one.party)),
                subject=f"parties/{one.party}",
                evidence=(clock.local(one.at).strftime("%Y-%m-%d %H:%M"),),
            )


def is_away(case: Case, party: str, at: datetime) -> bool:
    """Whether the party's last known movement before this time was to leave."""
    return is_away_in(case.circumstances.sessions, party, at)


def is_away_in(sessions: Iterable[Session], party: str, at: datetime) -> bool:
    """Whether, by these sessions, the party had left before this time and not come back."""
    movements: list[tuple[datetime, bool]] = []
    for session in sessions:
        if party in session.attended:
            movements.append((session.started_at, False))
        movements.extend((leaving.at, True) for leaving in session.left if leaving.party == party)
    before = [(when, left) for when, left in movements if when <= at]
    return max(before)[1] if before else False


@rule("V07", Level.WARN, msg("调解工作惯例"), msg("对需要帮助的人给予时间和帮助"))
def vulnerable_people_had_help(case: Case) -> Iterator[Hit]:
    """The elderly and those who need help with reading hear the text read aloud or get a day to think."""
    helped = {care.party for care in case.circumstances.care if care.read_aloud or care.day_to_think}
    for party in case.content.parties:
        age = reading.age_of(party, case.signing_on)
        elderly = age is not None and age > case.settings.elderly_over
        if (elderly or not party.reads_unaided or party.needs_interpreter) and party.key not in helped:
            yield Hit(
                message=msg(
                    "{name}年事较高、阅读不便或者需要翻译，没有宣读协议或者留出考虑时间的记录。", name=party.name
                ),
                subject=f"parties/{party.key}",
                example=msg("向其宣读协议全文并记录，或者留出一天考虑。"),
            )


@rule("V08", Level.BLOCK, msg("民诉法解释第三百五十八条第二项"), msg("不为签名以外的人设定义务"))
def only_parties_are_bound(case: Case) -> Iterator[Hit]:
    """A clause binds only somebody who signs."""
    known = {party.key for party in case.content.signers}
    for clause in case.content.clauses:
        strangers = [key for key in case.content.expand(reading.obligors_of(clause)) if key not in known]
        if strangers:
            yield Hit(
                message=msg(
                    "{place}为没有参加协议的人设定了义务：{names}。",
                    place=reading.place(case, clause),
                    names="、".join(strangers),
                ),
                subject=reading.at(clause),
            )


@rule("V09", Level.BLOCK, msg("民诉法解释第三百五十八条第二项"), msg("不损害第三人"))
def third_persons_are_heard(case: Case) -> Iterator[Hit]:
    """An insurer who pays and a co-owner must join; others are a warning."""
    for person in case.circumstances.third_persons:
        if not person.joins:
            yield Hit(
                message=msg("协议涉及{name}的权益，但其没有参加协议。", name=person.name),
                level=Level.BLOCK if person.relation in _MUST_JOIN else Level.WARN,
            )


@rule("V10", Level.BLOCK, msg("人民调解法第三条；民诉法解释第三百五十八条第一项、第二项"), msg("不排除法定权利救济"))
def no_way_to_the_law_is_closed(case: Case) -> Iterator[Hit]:
    """No waiver of reporting a crime (blocks), of suing, arbitration or petition (warns)."""
    for clause, text in reading.operative_words(case):
        crime, suit = first_match(CRIME_WAIVER, text), first_match(SUIT_WAIVER, text)
        if crime:
            yield Hit(
                message=msg("“{word}”限制报案、举报或者追究刑事责任，无效。", word=crime), subject=reading.at(clause)
            )
        if suit:
            yield Hit(
                message=msg("“{word}”限制起诉、仲裁或者信访，调解不得阻止当事人依法维权。", word=suit),
                subject=reading.at(clause),
                level=Level.WARN,
                example=msg("改为：本协议履行完毕后，双方就本次纠纷再无其他争议。"),
            )


@rule("V11", Level.BLOCK, msg("民诉法解释第三百五十八条第一项；劳动争议司法解释（二）"), msg("不放弃法定最低保护"))
def statutory_protection_stands(case: Case) -> Iterator[Hit]:
    """Social insurance, minimum wage and statutory compensation cannot be waived."""
    for clause, text in reading.operative_words(case):
        word = first_match(STATUTORY_WAIVER, text)
        if word:
            yield Hit(
                message=msg("“{word}”放弃了法律规定的最低保护，无效。", word=word),
                subject=reading.at(clause),
                evidence=(text[:80],),
            )


@rule("V12", Level.BLOCK, msg("民间借贷司法解释第二十五条"), msg("利率不超过一年期LPR的四倍"))
def interest_is_lawful(case: Case) -> Iterator[Hit]:
    """Yearly interest of a private loan stays within four times the one-year LPR; both in percent."""
    if case.circumstances.annual_interest_percent is None:
        return
    try:
        agreed = Decimal(case.circumstances.annual_interest_percent)
        limit = Decimal(case.settings.lpr_percent) * 4 if case.settings.lpr_percent else None
    except InvalidOperation:
        yield Hit(message=msg("利率写法不对，请填写百分数。"))
        return
    if limit is None:
        yield Hit(message=msg("本中心还没有录入一年期LPR，无法核对约定利率。"), level=Level.WARN)
    elif agreed > limit:
        yield Hit(message=msg("约定年利率{agreed}%，超过{limit}%的上限。", agreed=str(agreed), limit=str(limit)))


@rule("V13", Level.WARN, msg("民法典第五百八十五条；合同编通则解释第六十五条"), msg("违约金不过分高于损失"))
def penalty_is_moderate(case: Case) -> Iterator[Hit]:
    """A penalty is capped at 30 per cent of the sums it protects; a daily rate above the setting warns."""
    sums = {clause.key: reading.amount_of(clause) for clause in reading.payments(case)}
    for clause in case.content.of_type(DelayConsequence):
        base = sum(sums.get(key, 0) for key in clause.applies_to) or sum(sums.values())
        too_high = bool(base and clause.cap_fen and clause.cap_fen * 10 > base * 3)
        daily = clause.daily_ten_thousandths or 0
        endless = clause.cap_fen is None and daily > case.settings.penalty_daily_ten_thousandths
        if too_high or endless:
            yield Hit(
                message=msg("{place}的违约金可能过高，当事人可以请求减少。", place=reading.place(case, clause)),
                subject=reading.at(clause),
                example=msg("约定上限，例如不超过未付金额的百分之三十，即{cap}元。", cap=yuan(base * 3 // 10)),
            )


@rule("V14", Level.BLOCK, msg("民诉法解释第三百五十八条第一项、第三项"), msg("标的合法"))
def subject_is_lawful(case: Case) -> Iterator[Hit]:
    """No gambling debt, surrogacy, illegal building, homestead sale and the like."""
    if case.circumstances.unlawful_subject:
        yield Hit(message=msg("经核对，协议标的违法或者违背公序良俗。"))
    for where, text in reading.all_words(case):
        word = first_match(UNLAWFUL_SUBJECT, text)
        if word:
            yield Hit(message=msg("“{word}”涉及违法或者违背公序良俗的标的。", word=word), subject=where)


@rule("V15", Level.WARN, msg("民事诉讼法第一百一十五条；刑法第三百零七条之一"), msg("虚假调解迹象"))
def no_signs_of_sham_mediation(case: Case) -> Iterator[Hit]:
    """Signs noted in the file; three or more block and call for a judge."""
    signs = list(case.circumstances.false_mediation_signals)
    if common_agents(case):
        signs.append("common_agent")
    if signs:
        blocking = len(signs) >= case.settings.signals_to_block
        yield Hit(
            message=msg("发现{count}项虚假调解迹象，请补充证据，三项以上应请法官指导。", count=len(signs)),
            evidence=tuple(signs),
            level=Level.BLOCK if blocking else Level.WARN,
        )


@rule("V16", Level.INFO, msg("民诉法解释第三百五十六条"), msg("事实陈述与证据一致"))
def facts_match_the_evidence(case: Case) -> Iterator[Hit]:
    """The mediator noted that statements and evidence differ."""
    if case.circumstances.facts_match_evidence is False:
        yield Hit(message=msg("当事人陈述与证据清单不一致，请在调解记录中说明。"), subject="facts")


@rule("V17", Level.INFO, msg("人民调解法第二十九条"), msg("写明事实和责任"))
def facts_are_written(case: Case) -> Iterator[Hit]:
    """Facts and responsibility take at least thirty characters, not only sums."""
    if len(case.content.facts) + len(case.content.responsibility) < 30:
        yield Hit(message=msg("纠纷事实和责任写得过少，建议不少于三十字。"), subject="facts")
