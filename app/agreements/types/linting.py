"""The language of the lint: rule, hit, finding, report, and the case a rule looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.agreements.types.applying import JointApplication
from app.agreements.types.circumstances import Circumstances
from app.agreements.types.content import CONTENT_SCHEMA, AgreementContent
from app.core.text import Message


class Level(StrEnum):
    """How much a finding weighs."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Stage(StrEnum):
    """When a rule speaks: live while drafting, at freezing, or at the application to court."""

    DRAFT = "draft"
    FREEZE = "freeze"
    APPLY = "apply"


class Colour(StrEnum):
    """The verdict over all findings."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Centre settings and yearly figures the rules use; none of the defaults is law."""

    elderly_over: int = 70
    group_from: int = 10
    criminal_persons: int = 10
    criminal_total_fen: int = 3_000_000
    minimum_wage_fen: int | None = None
    intermediate_court_fen: int = 5_000_000_000
    lpr_percent: str | None = None
    penalty_daily_ten_thousandths: int = 10
    insolvency_check_days: int = 7
    women_from: int = 50
    men_from: int = 60
    signals_to_block: int = 3


@dataclass(frozen=True, kw_only=True)
class AgreementFile:
    """What `flask agreement lint` reads: an agreement, the circumstances and the application, the day of the check."""

    agreement: AgreementContent
    circumstances: Circumstances = field(default_factory=Circumstances)
    application: JointApplication = field(default_factory=JointApplication)
    settings: Settings = field(default_factory=Settings)
    on: date | None = None
    schema: str = CONTENT_SCHEMA


@dataclass(frozen=True, kw_only=True)
class Case:
    """One agreement with its circumstances on a day."""

    content: AgreementContent
    circumstances: Circumstances
    on: date
    stage: Stage = Stage.DRAFT
    application: JointApplication = field(default_factory=JointApplication)
    settings: Settings = field(default_factory=Settings)
    is_rest_day: Callable[[date], bool] | None = None

    @property
    def signing_on(self) -> date:
        """The planned day of signing, or the day of the check."""
        return self.content.signing_on or self.on


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A rule found something: where, what, the evidence, and a mended wording."""

    message: Message
    subject: str = "agreement"
    evidence: tuple[Message | str, ...] = ()
    example: Message | None = None
    level: Level | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One lint rule with its default level, stage, legal basis and check."""

    id: str
    level: Level
    stage: Stage
    basis: Message
    title: Message
    check: Callable[[Case], Iterable[Hit]]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A hit with the rule's number, level and basis."""

    rule_id: str
    level: Level
    subject: str
    message: Message
    basis: Message
    title: Message
    evidence: tuple[Message | str, ...] = ()
    example: Message | None = None


@dataclass(frozen=True, kw_only=True)
class Override:
    """The director lets a blocking finding pass, with a reason that is printed."""

    rule_id: str
    reason: str
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class LintReport:
    """All findings of one run, worst first, and the numbers of the rules that were asked."""

    stage: Stage
    on: date
    findings: tuple[Finding, ...]
    overrides: tuple[Override, ...] = ()
    checked: tuple[str, ...] = ()

    def at(self, level: Level) -> tuple[Finding, ...]:
        """Findings of one level."""
        return tuple(finding for finding in self.findings if finding.level is level)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Blocking findings that nobody has overridden."""
        waived = {override.rule_id for override in self.overrides}
        return tuple(finding for finding in self.at(Level.BLOCK) if finding.rule_id not in waived)

    @property
    def colour(self) -> Colour:
        """Red with a blocking finding, yellow with a warning or an override, otherwise green."""
        if self.blocking:
            return Colour.RED
        return Colour.YELLOW if self.at(Level.WARN) or self.at(Level.BLOCK) else Colour.GREEN
