"""Lint an agreement file without a database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.agreements.rules import codec
from app.agreements.rules.json_schema import agreement_schema
from app.agreements.rules.lint import run
from app.agreements.rules.lint.reading import effective_on
from app.agreements.rules.lint.report import as_json
from app.agreements.rules.wording import render_text
from app.agreements.types.content import CONTENT_SCHEMA
from app.agreements.types.linting import AgreementFile, Case, LintReport, Stage
from app.clocks.queries import shipped_deadline
from app.core.calendar import Calendar, CalendarNotLoaded
from app.core.errors import InvalidInput
from app.core.text import msg

__all__ = ["agreement_schema", "as_json", "check_file", "file_text", "read_file", "rest_days"]

APPLY_WITHIN = "K01"


def read_file(source: Any) -> AgreementFile:
    """An agreement file from JSON types; raises InvalidInput that names every faulty place."""
    if not isinstance(source, Mapping):
        raise InvalidInput({"$": [msg("文件内容应为一份协议。")]})
    file = codec.load(AgreementFile, dict(source))
    if file.schema != CONTENT_SCHEMA:
        raise InvalidInput({"schema": [msg("不认识的协议格式：{schema}。", schema=file.schema)]})
    return file


def check_file(file: AgreementFile, *, stage: Stage, on: date, calendar: Calendar) -> LintReport:
    """Run every rule of the stage; the day in the file wins over the day given."""
    case = Case(
        content=file.agreement,
        circumstances=file.circumstances,
        application=file.application,
        settings=file.settings,
        on=file.on or on,
        stage=stage,
        is_rest_day=rest_days(calendar),
    )
    return run(_with_last_day(case))


def _with_last_day(case: Case) -> Case:
    """The case with the last day of the thirty, counted from effect where the file does not tell it (K01)."""
    effective = effective_on(case)
    if effective is None or case.application.last_day_on is not None:
        return case
    last = shipped_deadline(APPLY_WITHIN, effective).due_on
    return replace(case, application=replace(case.application, last_day_on=last))


def file_text(file: AgreementFile) -> str:
    """The Chinese text of the agreement."""
    return render_text(file.agreement)


def rest_days(calendar: Calendar) -> Callable[[date], bool]:
    """Whether a day is a rest day; a day of a year that is not loaded counts as none."""

    def rests(day: date) -> bool:
        try:
            return calendar.rests(day)
        except CalendarNotLoaded:
            return False

    return rests
