"""The lint: what a court may refuse, checked rule by rule: while an agreement is written, before it is frozen,
and before the parties apply to the court."""

from app.agreements.rules.lint import application, assignment, clarity, materials, scope, wages, will
from app.agreements.rules.lint.engine import DISCLAIMER, register, rule, rules_at, run

FAMILIES = (scope, application, materials, will, clarity, wages, assignment)

__all__ = ["DISCLAIMER", "FAMILIES", "register", "rule", "rules_at", "run"]
