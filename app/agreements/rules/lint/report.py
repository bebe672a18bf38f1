"""A lint report as JSON types, the same for the page, the API and the command line."""

from __future__ import annotations

from typing import Any

from app.agreements.rules.lint.engine import DISCLAIMER
from app.agreements.types.linting import Finding, Level, LintReport
from app.core.text import Message, msg

LEVEL_WORDS = {Level.BLOCK: msg("不得提交"), Level.WARN: msg("请核对"), Level.INFO: msg("提示")}


def as_json(report: LintReport) -> dict[str, Any]:
    """Colour, counts, findings worst first, overrides and the disclaimer."""
    return {
        "stage": report.stage.value,
        "on": report.on.isoformat(),
        "colour": report.colour.value,
        "counts": {level.value: len(report.at(level)) for level in Level},
        "findings": [_finding(finding) for finding in report.findings],
        "overrides": [
            {"rule": one.rule_id, "reason": one.reason, "by": one.by, "on": one.on.isoformat()}
            for one in report.overrides
        ],
        "disclaimer": str(DISCLAIMER),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.rule_id,
        "level": finding.level.value,
        "level_word": str(LEVEL_WORDS[finding.level]),
        "subject_ref": finding.subject,
        "title": str(finding.title),
        "message": str(finding.message),
        "basis": str(finding.basis),
        "evidence": [str(one) for one in finding.evidence],
        "example": _optional(finding.example),
    }


def _optional(message: Message | None) -> str | None:
    return str(message) if message is not None else None
