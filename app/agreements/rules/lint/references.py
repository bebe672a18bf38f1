"""Whether what an agreement cites exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from app.agreements.types.clauses import Clause
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import Standing
from app.agreements.types.parties import ALL_WITH_STANDING
from app.core.text import Message, msg

#: Fields of clauses that hold party references, one or several.
PARTY_FIELDS = frozenset(
    [
        "obligors",
        "obligees",
        "performer",
        "debtor",
        "creditors",
        "parties",
        "bearers",
        "bearer",
        "withholder",
        "insurance_owed_by",
        "assignors",
        "assignee",
        "employer",
        "client",
        "workers",
        "holders",
        "warrantors",
    ]
)
_HELD_BY_WORDS = frozenset({"copies"})


def place_of(content: AgreementContent, clause: Clause) -> Message:
    """The article a clause becomes, in words; a recital stands in the head."""
    numbered = content.numbered
    return msg("第{number}条", number=numbered.index(clause) + 1) if clause in numbered else msg("协议首部")


def dangling_references(content: AgreementContent) -> Iterator[tuple[str, Message]]:
    """Each broken reference: where, and what is wrong."""
    yield from _duplicates(content)
    known = {party.key for party in content.parties}
    keys = {clause.key for clause in content.clauses}
    for clause in content.clauses:
        subject, place = f"clauses/{clause.key}", place_of(content, clause)
        for ref in _party_refs(clause):
            if ref not in known and not _group_exists(content, ref):
                yield subject, msg("{place}提到的当事人“{ref}”不在当事人栏内。", place=place, ref=ref)
        for cited in getattr(clause, "applies_to", ()):
            if cited not in keys:
                yield subject, msg("{place}引用的条款已不存在。", place=place)
        annex_no = getattr(clause, "annex_no", None)
        if annex_no is not None and (content.annex is None or content.annex.no != annex_no):
            yield subject, msg("{place}引用的附件{annex}不存在。", place=place, annex=annex_no)
        if getattr(clause, "per_annex", False) and content.annex is None:
            yield subject, msg("{place}按附件付款，但没有附件。", place=place)
    yield from _attachments(content)


def _duplicates(content: AgreementContent) -> Iterator[tuple[str, Message]]:
    if len({party.key for party in content.parties}) < len(content.parties):
        yield "parties", msg("有两名当事人使用同一代号。")
    if len({clause.key for clause in content.clauses}) < len(content.clauses):
        yield "clauses", msg("有两个条款使用同一代号。")


def _party_refs(clause: Clause) -> Iterator[str]:
    for field in fields(clause):
        if field.name not in PARTY_FIELDS or clause.KIND in _HELD_BY_WORDS:
            continue
        value = getattr(clause, field.name)
        if isinstance(value, tuple):
            yield from value
        elif value:
            yield value


def _group_exists(content: AgreementContent, ref: str) -> bool:
    if not ref.startswith(ALL_WITH_STANDING):
        return False
    wanted = ref.removeprefix(ALL_WITH_STANDING)
    return wanted in tuple(Standing) and bool(content.with_standing(Standing(wanted)))


def _attachments(content: AgreementContent) -> Iterator[tuple[str, Message]]:
    listed = {attachment.no for attachment in content.attachments}
    if content.annex is not None and content.annex.no not in listed:
        yield "annex", msg("附件{annex}没有列入附件清单。", annex=content.annex.no)
    for attachment in content.attachments:
        if not attachment.signed:
            yield "attachments", msg("附件{annex}《{title}》没有签名。", annex=attachment.no, title=attachment.title)
    known = {party.key for party in content.parties}
    for row in content.annex.rows if content.annex else ():
        if row.key not in known:
            yield f"claims/{row.no}", msg("附件第{no}行的{name}不在当事人栏内。", no=row.no, name=row.name)
