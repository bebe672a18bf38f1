"""Gap-free numbers: one locked counter per series and year, given out inside the transaction that uses the number."""

from __future__ import annotations

from sqlalchemy import text

from app.core.db import db

_NEXT = text(
    "INSERT INTO core_number_series (series, year, last) VALUES (:series, :year, 1) "
    "ON CONFLICT (series, year) DO UPDATE SET last = core_number_series.last + 1 RETURNING last"
)

#: How each series is written (domain.md 3.10). Prefixes are settings of the installation; these are the shipped ones.
FORMATS: dict[str, str] = {
    "dispatch": "房综治派〔{year}〕第{n:04d}号",
    "supervision": "房综治督〔{year}〕第{n:04d}号",
    "whistle": "房综治哨〔{year}〕第{n:04d}号",
    "consultation": "房综治会〔{year}〕第{n:04d}号",
    "guidance": "房法指〔{year}〕第{n:04d}号",
    "certificate": "房综治履〔{year}〕第{n:04d}号",
    "governance": "房综治建〔{year}〕{n}号",
    "mediation": "（{year}）{prefix}字第{n:04d}号",
    "court": "（{year}）{prefix}{n}号",
}


def next_number(series: str, year: int) -> int:
    """The next number of the series in that year; the row stays locked until commit, so a rollback leaves no gap."""
    return int(db.session.execute(_NEXT, {"series": series, "year": year}).scalar_one())


def allot(kind: str, year: int, prefix: str = "") -> str:
    """Take the next number and write it the way its kind is written; ``prefix`` parts series of one kind."""
    series = f"{kind}:{prefix}" if prefix else kind
    return FORMATS[kind].format(year=year, n=next_number(series, year), prefix=prefix)
