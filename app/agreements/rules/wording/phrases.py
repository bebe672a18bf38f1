"""The small pieces every clause is written with: days, sums, names of parties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import AgreementKind, Standing
from app.agreements.types.parties import ALL_WITH_STANDING
from app.core.money import capitals, yuan

BLANK = "________"
_NUMERALS = "零一二三四五六七八九"
_LABELS = {Standing.ASSIGNOR: "甲方", Standing.ASSIGNEE: "乙方", Standing.DEBTOR: "丙方"}
_PLACES = {Standing.ASSIGNOR: "债权让与人", Standing.ASSIGNEE: "债权受让人", Standing.DEBTOR: "债务人"}


def day(value: date | None) -> str:
    """A day as printed, or a blank."""
    return f"{value.year}年{value.month}月{value.day}日" if value else BLANK


def months(values: Iterable[str]) -> str:
    """Months of one year share the year: 2025年4月、5月."""
    parts: list[str] = []
    year = ""
    for value in values:
        this, _, number = value.partition("-")
        if not number.isdigit():
            parts.append(value)
            continue
        parts.append(f"{int(number)}月" if this == year else f"{this}年{int(number)}月")
        year = this
    return "、".join(parts)


def sum_of(fen: int | None, given_capitals: str | None = None) -> str:
    """Figures and capitals, or a blank."""
    if fen is None:
        return f"{BLANK}元"
    return f"{yuan(fen)}元（大写：{given_capitals or capitals(fen)}）"


def numeral(number: int) -> str:
    """One to ninety-nine in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_NUMERALS[tens]}十" if tens < 10 else str(number))
    return head + (_NUMERALS[ones] if ones or not tens else "")


def sentence(text: str) -> str:
    """The text closed with a full stop."""
    return text if text.endswith(("。", "；", "！", "？")) else f"{text}。"


@dataclass(frozen=True)
class Names:
    """How this agreement calls its parties: 甲方, 乙方, 丙方 in an assignment, otherwise by name."""

    content: AgreementContent

    @property
    def by_standing(self) -> bool:
        """Whether parties are called by their place in the assignment."""
        return self.content.kind is not AgreementKind.GENERAL

    def one(self, key: str | None) -> str:
        """One party."""
        party = self.content.party(key)
        if party is None:
            return BLANK
        if self.by_standing and party.standing in (Standing.ASSIGNEE, Standing.DEBTOR):
            return _LABELS[party.standing]
        return party.name

    def many(self, refs: Iterable[str]) -> str:
        """Several parties; all with one standing are called by its label."""
        refs = tuple(refs)
        words = [
            _LABELS[Standing(ref.removeprefix(ALL_WITH_STANDING))] for ref in refs if ref.startswith(ALL_WITH_STANDING)
        ]
        words += [self.one(ref) for ref in refs if not ref.startswith(ALL_WITH_STANDING)]
        return "、".join(words) or BLANK

    def introduction(self, standing: Standing) -> str:
        """Label and place: 甲方（债权让与人）."""
        return f"{_LABELS[standing]}（{_PLACES[standing]}）"
