"""Small changes to agreement cases: replace, drop or add one clause, row, party or fact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.agreements.rules.lint.engine import rules_at
from app.agreements.types.claims import ClaimRow
from app.agreements.types.clauses import Clause
from app.agreements.types.linting import Case, Hit, Settings, Stage


def hits(case: Case, number: str) -> list[Hit]:
    """What one rule says of a case, whatever the stage."""
    rule = next(rule for rule in rules_at(Stage.APPLY) if rule.id == number)
    return list(rule.check(case))


def content(case: Case, **changes: Any) -> Case:
    """The case with another head."""
    return replace(case, content=replace(case.content, **changes))


def facts(case: Case, **changes: Any) -> Case:
    """The case with other circumstances."""
    return replace(case, circumstances=replace(case.circumstances, **changes))


def settings(case: Case, **changes: Any) -> Case:
    """The case under other settings."""
    return replace(case, settings=replace(case.settings or Settings(), **changes))


def clause(case: Case, key: str, **changes: Any) -> Case:
    """The case with one clause changed."""
    clauses = tuple(replace(one, **changes) if one.key == key else one for one in case.content.clauses)
    return content(case, clauses=clauses)


def without(case: Case, *keys: str) -> Case:
    """The case without these clauses."""
    return content(case, clauses=tuple(one for one in case.content.clauses if one.key not in keys))


def plus(case: Case, *more: Clause) -> Case:
    """The case with further clauses."""
    return content(case, clauses=(*case.content.clauses, *more))


def row(case: Case, number: int, **changes: Any) -> Case:
    """The case with one row of the annex changed."""
    assert case.content.annex is not None
    rows = tuple(_changed(one, changes) if one.no == number else one for one in case.content.annex.rows)
    return content(case, annex=replace(case.content.annex, rows=rows))


def _changed(one: ClaimRow, changes: dict[str, Any]) -> ClaimRow:
    return replace(one, **changes)


def party(case: Case, key: str, **changes: Any) -> Case:
    """The case with one party changed."""
    parties = tuple(replace(one, **changes) if one.key == key else one for one in case.content.parties)
    return content(case, parties=parties)
