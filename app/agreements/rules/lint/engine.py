"""Rules by number, and the run that turns hits into a report. Procedural advice only: a court decides for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.agreements.types.linting import Case, Finding, Hit, Level, LintReport, Override, Rule, Stage
from app.core.text import Message, msg

DISCLAIMER = msg("本检查为程序性提示，不代表法院审查结论。")

_WEIGHT = {Level.BLOCK: 0, Level.WARN: 1, Level.INFO: 2}
_SPEAKS = {
    Stage.DRAFT: frozenset({Stage.DRAFT, Stage.FREEZE}),
    Stage.FREEZE: frozenset({Stage.DRAFT, Stage.FREEZE}),
    Stage.APPLY: frozenset(Stage),
}
_rules: dict[str, Rule] = {}

Check = Callable[[Case], Iterable[Hit]]


def register(stage: Stage, rule: Rule) -> None:
    """Add a rule at a stage; a second rule of the same number replaces nothing and is refused."""
    known = _rules.get(rule.id)
    if known is not None and known.check is not rule.check:
        raise ValueError(f"rule {rule.id} is registered already")
    _rules[rule.id] = replace(rule, stage=stage)


def rules_at(stage: Stage) -> tuple[Rule, ...]:
    """Rules that speak at a stage, by number: freeze rules also run live, all run at the application."""
    return tuple(_rules[number] for number in sorted(_rules) if _rules[number].stage in _SPEAKS[stage])


def run(case: Case, overrides: tuple[Override, ...] = (), *, only: frozenset[str] | None = None) -> LintReport:
    """Check one case with every rule of its stage, or only with those named; worst findings first."""
    asked = [rule for rule in rules_at(case.stage) if only is None or rule.id in only]
    findings = [finding for rule in asked for finding in _findings(rule, case)]
    findings.sort(key=lambda finding: (_WEIGHT[finding.level], finding.rule_id))
    checked = tuple(rule.id for rule in asked)
    return LintReport(stage=case.stage, on=case.on, findings=tuple(findings), overrides=overrides, checked=checked)


def _findings(rule: Rule, case: Case) -> Iterable[Finding]:
    for hit in rule.check(case):
        yield Finding(
            rule_id=rule.id,
            level=hit.level or rule.level,
            subject=hit.subject,
            message=hit.message,
            basis=rule.basis,
            title=rule.title,
            evidence=hit.evidence,
            example=hit.example,
        )


def rule(
    number: str, level: Level, basis: Message, title: Message, *, stage: Stage = Stage.FREEZE
) -> Callable[[Check], Check]:
    """Register the decorated check as a rule."""

    def add(check: Check) -> Check:
        register(stage, Rule(id=number, level=level, stage=stage, basis=basis, title=title, check=check))
        return check

    return add
