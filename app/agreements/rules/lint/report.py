"""A lint report as JSON types, the same for the page, the API and the command line."""

from __future__ import annotations

from typing import Any

from app.agreements.rules.lint.engine import DISCLAIMER
from app.agreements.types.linting import Finding, Level, LintReport, Override
from app.core.text import Message, as_written, msg

LEVEL_WORDS = {Level.BLOCK: msg("不得提交"), Level.WARN: msg("请核对"), Level.INFO: msg("提示")}


def as_json(report: LintReport) -> dict[str, Any]:
    """Colour, counts, rules asked, findings worst first, overrides and the disclaimer."""
    return {
        "stage": report.stage.value,
        "on": report.on.isoformat(),
        "colour": report.colour.value,
        "counts": {level.value: len(report.at(level)) for level in Level},
        "checked": list(report.checked),
        "findings": [_finding(finding) for finding in report.findings],
        "overrides": [
            {"rule": one.rule_id, "reason": one.reason, "by": one.by, "on": one.on.isoformat()}
            for one in report.overrides
        ],
        "disclaimer": str(DISCLAIMER),
    }


def permits(report: LintReport) -> list[dict[str, Any]]:
    """What the director let pass, in Chinese, as the agreement prints it; an override nothing speaks to any more is
    left out."""
    return [_permit(one, found) for one in report.overrides if (found := _let_pass(report, one))]


def _let_pass(report: LintReport, override: Override) -> list[Finding]:
    return [finding for finding in report.at(Level.BLOCK) if finding.rule_id == override.rule_id]


def _permit(override: Override, found: list[Finding]) -> dict[str, Any]:
    return {
        "rule": override.rule_id,
        "findings": [as_written(one.message) for one in found],
        "basis": as_written(found[0].basis),
        "reason": override.reason,
        "by": override.by,
        "permitted_on": override.on.isoformat(),
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
