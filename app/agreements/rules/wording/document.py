"""The whole agreement as text: head, parties, facts, articles, signature lines, annex."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from app.agreements.rules.wording.articles import Article, article
from app.agreements.rules.wording.phrases import BLANK, Names, day, numeral, sentence
from app.agreements.types.assignment import TwoRelations
from app.agreements.types.claims import Annex
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import PartyKind, PartyRole, Standing
from app.agreements.types.parties import Party
from app.core.money import capitals, yuan

_ROLES = {PartyRole.APPLICANT: "申请人", PartyRole.RESPONDENT: "被申请人", PartyRole.THIRD_PARTY: "第三人"}


#: The line after which the articles stand.
AGREED = "经调解，各方自愿达成如下协议："
SIGNS_HERE, ENCLOSED = "（签名、盖章或者按指印）：", "附件："


def operative_lines(text: str) -> list[str]:
    """The articles of a rendered agreement without head, signature lines and annex; all lines where none are found."""
    lines = text.splitlines()
    if AGREED not in lines:
        return lines
    rest = lines[lines.index(AGREED) + 1 :]
    return list(takewhile(lambda line: not (line.endswith(SIGNS_HERE) or line.startswith(ENCLOSED)), rest))


def recitals_of(content: AgreementContent) -> tuple[str, ...]:
    """Paragraphs that stand before the facts: the two relations kept apart."""
    names = Names(content)
    return tuple(text for clause in content.of_type(TwoRelations) for text in article(clause, names).paragraphs)


def articles_of(content: AgreementContent) -> tuple[Article, ...]:
    """The numbered articles, in the order of the clauses."""
    names = Names(content)
    return tuple(article(clause, names) for clause in content.numbered)


def render_text(content: AgreementContent) -> str:
    """The agreement as one text; the same content always gives the same text."""
    lines = [content.title, f"编号：{content.number or BLANK}", f"主持调解的组织：{content.organisation}"]
    lines.extend(_parties(content))
    lines.extend(recitals_of(content))
    for heading, body in (
        ("纠纷主要事实", content.facts),
        ("争议事项", content.disputed),
        ("各方责任", content.responsibility),
    ):
        if body:
            lines.append(f"{heading}：{sentence(body)}")
    lines.append(AGREED)
    for number, one in enumerate(articles_of(content), start=1):
        lines.append(f"第{numeral(number)}条　{one.heading}")
        lines.extend(one.paragraphs)
    lines.extend(_foot(content))
    if content.annex:
        lines.extend(_annex(content.annex))
    return "\n".join(lines) + "\n"


def _parties(content: AgreementContent) -> Iterator[str]:
    names = Names(content)
    for party in content.parties:
        word = names.introduction(party.standing) if names.by_standing and party.standing else _ROLES[party.role]
        yield f"{word}：{_describe(party)}"


def _describe(party: Party) -> str:
    number = "身份证号" if party.kind is PartyKind.NATURAL else "统一社会信用代码"
    parts = [party.name]
    if party.id_number:
        parts.append(f"{number}：{party.id_number}")
    if party.representative:
        post = f"（{party.representative_post}）" if party.representative_post else ""
        parts.append(f"法定代表人：{party.representative}{post}")
    if party.address:
        parts.append(f"住所：{party.address}")
    if party.phone:
        parts.append(f"电话：{party.phone}")
    parts.extend(f"{'法定代理人' if agent.statutory else '委托代理人'}：{agent.name}" for agent in party.agents)
    return "，".join(parts)


def _foot(content: AgreementContent) -> Iterator[str]:
    if content.attachments:
        yield ENCLOSED + "；".join(f"{numeral(one.no)}、{one.title}" for one in content.attachments)
    groups = [names for names in (_signers(content, standing) for standing in Standing) if names]
    signers = groups or [party.name for party in content.parties]
    yield from (f"{who}{SIGNS_HERE}" for who in signers)
    yield f"调解员（签名）：{'、'.join(content.mediators)}"
    yield f"{content.organisation}（盖章）"
    yield f"签订日期：{day(content.signing_on)}"


def _signers(content: AgreementContent, standing: Standing) -> str:
    parties = content.with_standing(standing)
    names = Names(content)
    return (
        names.introduction(standing) + (f"共{len(parties)}人" if len(parties) > 1 else parties[0].name)
        if parties
        else ""
    )


def _annex(annex: Annex) -> Iterator[str]:
    yield f"附件{numeral(annex.no)}　{annex.title}"
    for row in annex.rows:
        account = f"{row.account.holder} {row.account.bank} {row.account.number}".strip() if row.account else BLANK
        period = "、".join(month.month for month in row.months)
        sums = f"主张{yuan(row.claimed_fen)}｜核定{yuan(row.verified_fen)}"
        yield f"{row.no}｜{row.name}｜{row.id_number or ''}｜{period}｜{sums}｜{account}"
    yield f"合计：{len(annex.rows)}人，核定金额{yuan(annex.total_fen)}元，大写：{capitals(annex.total_fen)}"
